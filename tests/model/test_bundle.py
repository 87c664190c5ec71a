"""Bundles: round trip, and every kind of broken one refused whole, in one sentence."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from model.bundle.bundle import load_bundle, save_bundle, weights
from model.errors import UserError
from model.translator import bundle_translator
from tests.model.toy_bundle import make_bundle


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save_bundle(make_bundle(), tmp_path / "toy")
    return tmp_path / "toy"


@pytest.mark.parametrize("tokenizers", [1, 2])
def test_a_round_trip_keeps_everything(tmp_path, tokenizers):
    made = make_bundle(tokenizers)
    save_bundle(made, tmp_path)
    loaded = load_bundle(tmp_path)
    assert (loaded.name, loaded.source_language, loaded.target_language) == ("toy", "English", "Shouting")
    assert (loaded.card, loaded.metrics) == ("# A card\n", {"bleu": 1.5})
    assert loaded.model.config == made.model.config
    for name, tensor in weights(made.model).items():
        assert torch.equal(tensor, weights(loaded.model)[name])
    assert loaded.source_tokenizer.model == made.source_tokenizer.model
    assert (loaded.source_tokenizer is loaded.target_tokenizer) == (tokenizers == 1)
    assert loaded.model.output.weight is loaded.model.target_embedding.weight
    ids = torch.tensor([[4, 5, 6, 3]])
    with torch.inference_mode():
        assert torch.equal(made.model(ids, ids), loaded.model(ids, ids))


def test_the_head_that_was_trained_to_align_is_told(tmp_path):
    made = make_bundle()
    made.alignment_head = (1, 3)
    save_bundle(made, tmp_path)
    loaded = load_bundle(tmp_path)
    assert loaded.alignment_head == (1, 3)
    assert bundle_translator(loaded, torch.device("cpu")).description.alignment_head == (1, 3)


def test_half_precision_is_half_the_size_and_close(tmp_path):
    made = make_bundle()
    save_bundle(made, tmp_path / "full")
    save_bundle(made, tmp_path / "half", torch.float16)
    sizes = [(tmp_path / kind / "model.safetensors").stat().st_size for kind in ("full", "half")]
    assert sizes[1] < 0.65 * sizes[0]
    half = load_bundle(tmp_path / "half").model
    for name, tensor in weights(made.model).items():
        torch.testing.assert_close(weights(half)[name], tensor, atol=1e-3, rtol=1e-3)


def edit_config(folder: Path, **changes: object) -> None:
    config = json.loads((folder / "config.json").read_text())
    config.update(changes)
    (folder / "config.json").write_text(json.dumps(config))


def edit_architecture(folder: Path, **changes: object) -> None:
    config = json.loads((folder / "config.json").read_text())
    config["architecture"].update(changes)
    (folder / "config.json").write_text(json.dumps(config))


def edit_tensors(folder: Path, change) -> None:
    tensors = load_file(folder / "model.safetensors")
    change(tensors)
    save_file(tensors, folder / "model.safetensors")


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def not_finite(tensors) -> None:
    tensors["decoder.0.feed_forward.inner.bias"][3] = float("nan")


BROKEN = {
    "no config": lambda f: (f / "config.json").unlink(),
    "config not JSON": lambda f: (f / "config.json").write_text("{"),
    "config a list": lambda f: (f / "config.json").write_text("[]"),
    "config not UTF-8": lambda f: (f / "config.json").write_bytes(b"\xff\xfe{}"),
    "unknown format": lambda f: edit_config(f, format="translucent-model/9"),
    "format a number": lambda f: edit_config(f, format=1),
    "no name": lambda f: edit_config(f, name=None),
    "no architecture": lambda f: edit_config(f, architecture=[]),
    "an alignment head outside": lambda f: edit_config(f, alignment_head=[2, 0]),
    "an alignment head that is none": lambda f: edit_config(f, alignment_head=[True, 0]),
    "unknown key": lambda f: edit_architecture(f, wings=2),
    "heads that do not divide": lambda f: edit_architecture(f, heads=5),
    "negative layers": lambda f: edit_architecture(f, encoder_layers=-1),
    "a size as text": lambda f: edit_architecture(f, d_model="16"),
    "far too many layers": lambda f: edit_architecture(f, encoder_layers=10**9),
    "far too many positions": lambda f: edit_architecture(f, max_positions=10**12),
    "a huge width": lambda f: edit_architecture(f, d_ff=10**15),
    "one layer more": lambda f: edit_architecture(f, encoder_layers=2),
    "one layer less": lambda f: edit_architecture(f, decoder_layers=1),
    "another width": lambda f: edit_architecture(f, d_ff=64),
    "another vocabulary": lambda f: edit_architecture(f, source_vocab_size=25, target_vocab_size=25),
    "no tokenizer": lambda f: (f / "joint.model").unlink(),
    "tokenizer damaged": lambda f: (f / "joint.model").write_bytes(b"nonsense" * 50),
    "tokenizer empty": lambda f: (f / "joint.model").write_bytes(b""),
    "tokenizer outside": lambda f: edit_config(f, source_tokenizer="../joint.model"),
    "tokenizer absolute": lambda f: edit_config(f, source_tokenizer="/etc/passwd"),
    "no weights": lambda f: (f / "model.safetensors").unlink(),
    "weights cut off": lambda f: truncate(f / "model.safetensors"),
    "weights empty": lambda f: (f / "model.safetensors").write_bytes(b""),
    "weights a pickle": lambda f: torch.save({"a": torch.ones(2)}, f / "model.safetensors"),
    "a tensor missing": lambda f: edit_tensors(f, lambda t: t.pop("encoder.0.self_attention.query.weight")),
    "a tensor too many": lambda f: edit_tensors(f, lambda t: t.update(extra=torch.ones(1))),
    "a wrong shape": lambda f: edit_tensors(
        f, lambda t: t.update({"encoder.0.self_attention.query.bias": torch.ones(3)})
    ),
    "whole numbers": lambda f: edit_tensors(
        f, lambda t: t.update({"encoder.0.self_attention.query.bias": torch.ones(16, dtype=torch.int64)})
    ),
    "not finite": lambda f: edit_tensors(f, not_finite),
    "metrics damaged": lambda f: (f / "metrics.json").write_text("no"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_bundle_is_refused_in_one_sentence(folder, kind):
    BROKEN[kind](folder)
    with pytest.raises(UserError) as refused:
        load_bundle(folder)
    message = str(refused.value)
    assert "\n" not in message and len(message) < 500
    assert message.endswith((".", "?", "!"))


def test_flipped_bits_never_crash(folder):
    generator = random.Random(8)
    files = ["config.json", "joint.model", "model.safetensors"]
    originals = {name: (folder / name).read_bytes() for name in files}
    for _ in range(150):
        name = generator.choice(files)
        content = bytearray(originals[name])
        # The start of a file holds its structure, so most of the damage goes there.
        position = generator.randrange(min(len(content), 600))
        content[position] ^= 1 << generator.randrange(8)
        (folder / name).write_bytes(bytes(content))
        try:
            load_bundle(folder)
        except UserError as refused:
            assert str(refused)
        finally:
            (folder / name).write_bytes(originals[name])


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(UserError, match=r"config\.json"):
        load_bundle(tmp_path / "nowhere")
