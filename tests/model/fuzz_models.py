"""Broken model files by the thousand: `python -m tests.model.fuzz_models COUNT SEED`.

Each reader gets a small whole model with one file damaged: cut off, bits flipped, bytes put in or taken out, numbers of
a JSON or TOML file made huge, negative or foreign, names that lead out of the folder, a pickle that would run code.
Whatever comes of it must be a model, which then translates or says in one sentence why it does not, or one clear
sentence. A crash ends this process, and whoever started it sees that; code that ran leaves a file.
"""

from __future__ import annotations

import io
import json
import pickle
import random
import shutil
import sys
import tempfile
import time
import traceback
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch

from model.bundle.bundle import save_bundle
from model.bundle.tensor_file import open_tensors
from model.errors import UserError
from model.files import read_json
from model.foreign.families import family_of
from model.foreign.huggingface.checks import check_folder
from model.foreign.marian.export import export_marian
from model.foreign.plain.loading import read_checkpoint
from model.foreign.plain.mapping_file import write_mapping
from model.library.loading import open_bundle
from model.translator import bundle_translator
from model.values.decoding import DecodingSettings
from tests.model.plain_modules import WholeTransformer, guessed, saved
from tests.model.test_foreign import mapped_bundle

LONGEST_SENTENCE = 600
FOREIGN = (None, True, -1, 0, 1, 3, 1 << 15, 1 << 31, 1 << 62, 0.5, 1e308, "", "x", "../../etc", [], {}, [0], "silu")
NAMES = ("../outside.safetensors", "/dev/zero", "..", ".", "a/b.bin", "C:\\x.bin", "\x00", "x" * 300, "nul")


class Runs:
    """A value whose pickle runs code when it is trusted."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> Any:
        return (Path.touch, (self.mark,))


# ---- damage


def cut(content: bytes, dice: random.Random) -> bytes:
    return content[: dice.randrange(len(content))] if content else content


def flip(content: bytes, dice: random.Random) -> bytes:
    changed = bytearray(content)
    near = min(len(changed), dice.choice((64, 512, 4096, len(changed))))  # headers stand at the beginning
    for _ in range(dice.choice((1, 1, 4, 64))):
        changed[dice.randrange(max(near, 1)) if changed else 0] ^= 1 << dice.randrange(8)
    return bytes(changed)


def splice(content: bytes, dice: random.Random) -> bytes:
    begin, end = sorted(dice.randrange(len(content) + 1) for _ in range(2))
    middle = dice.randbytes(dice.choice((0, 1, 8, 300))) if dice.random() < 0.7 else content[begin:end] * 2
    return content[:begin] + middle + content[end if dice.random() < 0.5 else begin :]


def enlarge(content: bytes, dice: random.Random) -> bytes:
    """Eight bytes of some place become a huge length."""
    place = dice.randrange(min(len(content), 256) + 1)
    return (
        content[:place]
        + dice.choice((b"\xff" * 8, b"\xff" * 7 + b"\x7f", b"\x00" * 7 + b"\x10"))
        + content[place + 8 :]
    )


def other_value(content: bytes, dice: random.Random) -> bytes:
    """Of a JSON file: one value anywhere replaced, or one key taken away."""
    try:
        value = json.loads(content)
    except ValueError:
        return flip(content, dice)
    place: Any = value
    for _ in range(6):
        keys = list(place) if isinstance(place, dict) else range(len(place)) if isinstance(place, list) else []
        if not keys:
            break
        key = dice.choice(list(keys))
        if dice.random() < 0.2:
            del place[key]
            break
        if isinstance(place[key], (dict, list)) and place[key] and dice.random() < 0.7:
            place = place[key]
            continue
        place[key] = dice.choice((*FOREIGN, *NAMES))
        break
    return json.dumps(value).encode()


DAMAGE: tuple[Callable[[bytes, random.Random], bytes], ...] = (cut, flip, splice, enlarge)


def damage(path: Path, dice: random.Random) -> None:
    content = path.read_bytes()
    if path.suffix in (".json", ".toml") and dice.random() < 0.7:
        changed = other_value(content, dice) if path.suffix == ".json" else toml_value(content, dice)
    elif path.suffix == ".safetensors" and dice.random() < 0.4:
        changed = header(content, dice)
    else:
        changed = dice.choice(DAMAGE)(content, dice)
    path.write_bytes(changed)


def toml_value(content: bytes, dice: random.Random) -> bytes:
    lines = content.decode().splitlines()
    at = dice.randrange(len(lines))
    if "=" in lines[at]:
        key = lines[at].split("=")[0]
        lines[at] = (
            f"{key}= {dice.choice(('-1', '0', '99999999999', 'true', '0.5', '[]', json.dumps(dice.choice(NAMES))))}"
        )
    else:
        del lines[at]
    return "\n".join(lines).encode()


def header(content: bytes, dice: random.Random) -> bytes:
    """A safetensors header with another value in it, its length put right."""
    length = int.from_bytes(content[:8], "little")
    changed = other_value(content[8 : 8 + length], dice)
    return len(changed).to_bytes(8, "little") + changed + content[8 + length :]


# ---- whole models


def whole_models(folder: Path) -> dict[str, Path]:
    bundle = mapped_bundle()
    save_bundle(bundle, folder / "bundle")
    plain = mapped_bundle()
    plain.target_languages = ()
    made = {"bundle": folder / "bundle", "marian": folder / "marian"}
    export_marian(plain, folder / "marian")
    for name, legacy in (("zipped", False), ("legacy", True)):
        copy = folder / name
        shutil.copytree(folder / "marian", copy)
        with open_tensors(copy) as file:
            tensors = {tensor: file.get(tensor).clone() for tensor in file.names}
        (copy / "model.safetensors").unlink()
        torch.save(tensors, copy / "pytorch_model.bin", _use_new_zipfile_serialization=not legacy)
        made[name] = copy
    seq = folder / "family"
    seq.mkdir()
    config = {
        "model_type": "bart", "is_encoder_decoder": True, "d_model": 16, "encoder_layers": 2, "decoder_layers": 2,
        "vocab_size": 40, "max_position_embeddings": 32, "encoder_ffn_dim": 24,
    }  # fmt: skip
    (seq / "config.json").write_text(json.dumps(config))
    (seq / "tokenizer.json").write_text("{}")
    shutil.copy(folder / "marian" / "model.safetensors", seq)
    made["family"] = seq
    (folder / "plain").mkdir()
    write_mapping(guessed(saved(WholeTransformer(), folder / "plain")), folder / "plain" / "checkpoint.toml")
    made["plain"] = folder / "plain"
    return made


def read(kind: str, folder: Path) -> None:
    if kind == "family":  # what is checked before transformers reads anything
        family_of(read_json(folder / "config.json"))
        check_folder(folder)
        return
    bundle, _ = open_bundle(folder)
    translator = bundle_translator(bundle, torch.device("cpu"))
    for _event in translator.translate(["A small dog."], DecodingSettings(extra_length=2)):
        pass


def evil(path: Path, mark: Path, dice: random.Random) -> None:
    """A checkpoint that would run code, zipped as torch does it or as a bare pickle."""
    value = {"weight": Runs(mark)} if dice.random() < 0.5 else Runs(mark)
    if dice.random() < 0.5:
        path.write_bytes(pickle.dumps(value, protocol=dice.choice((2, 4))))
        return
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("archive/data.pkl", pickle.dumps(value, protocol=2))
        archive.writestr("archive/version", "3\n")
        archive.writestr(dice.choice(("archive/data/0", "../../0", "/tmp/0")), b"\0" * 64)
    path.write_bytes(buffer.getvalue())


def one(kind: str, whole: Path, work: Path, dice: random.Random) -> str:
    """What one broken input led to: "model" or the sentence. Raises for anything else."""
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(whole, work)
    mark = work.parent / "ran"
    files = sorted(path for path in work.iterdir() if path.suffix != ".md")
    if kind in ("zipped", "legacy") and dice.random() < 0.3:
        evil(work / "pytorch_model.bin", mark, dice)
    elif dice.random() < 0.05:
        dice.choice(files).unlink()
    else:
        heavy = [path for path in files if path.suffix in (".safetensors", ".bin", ".pt")]
        damage(dice.choice(heavy if heavy and dice.random() < 0.4 else files), dice)
    try:
        if dice.random() < 0.2 and (weights := [path for path in work.iterdir() if path.suffix in (".bin", ".pt")]):
            read_checkpoint(weights[0])
            told = "model"
        else:
            read(kind, work)
            told = "model"
    except UserError as refused:
        told = str(refused)
        if "\n" in told.strip() or not told or len(told) > LONGEST_SENTENCE + len(str(work)) * 3:
            raise AssertionError(f"no clear sentence: {told!r}") from refused
    if mark.exists():
        raise AssertionError("code from a file was run")
    return told


def run(count: int, seed: int) -> Counter[str]:
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="translucent-fuzz-") as name, warnings.catch_warnings():
        warnings.simplefilter("error")
        models = whole_models(Path(name))
        for number in range(count):
            dice = random.Random(f"{seed} {number}")
            kind = dice.choice(list(models))
            print(f"{number} {kind}", file=sys.stderr, flush=True)  # the last line names the input of a crash
            begin = time.monotonic()
            try:
                told = one(kind, models[kind], Path(name) / "work", dice)
                found["models" if told == "model" else "sentences"] += 1
            except Exception as error:  # told all together at the end
                found["faults"] += 1
                print(f"fault in {number} {kind}: {type(error).__name__}: {error}", file=sys.stderr)
                traceback.print_exc()
            if time.monotonic() - begin > 20:
                found["slow"] += 1
    return found


if __name__ == "__main__":
    counted = run(int(sys.argv[1]), int(sys.argv[2]))
    print(json.dumps(counted))
    sys.exit(1 if counted["faults"] else 0)
