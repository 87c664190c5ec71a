"""What a person has dropped on the window: files and folders are looked at for what they are."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication

from gui.state.language import language
from model.errors import reason_of
from model.library.model_folder import describe
from model.library.other_programs import known_file
from model.library.recognition import is_model, no_model, only_model

MOST_TEXT = 1_000_000  # bytes of a text that goes into the field; longer ones are for the command line
MOST_HEADER = 100_000_000  # bytes, the format's own limit
PAIRS = (".tsv", ".csv", ".tmx", ".jsonl", ".gz", ".xz", ".bz2", ".zst")
WEIGHTS = (".pt", ".pth", ".ckpt", ".bin", ".safetensors")
RUN_FILES = ("status.json", "config.toml")


class Kind(Enum):
    """What can be done with it."""

    TEXT = "text"
    TRACE = "trace"
    RUN = "run"
    MODEL = "model"
    PAIRS = "pairs"
    CHECKPOINT = "checkpoint"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Dropped:
    """`paths` are what `kind` names: the model's folder, the run's folder, one or two files of pairs."""

    kind: Kind
    paths: tuple[Path, ...] = ()
    text: str = ""  # of a text file; of `NOTHING` the sentence that says why


def look_at(paths: Sequence[Path]) -> Dropped:
    """What was dropped; reads no more than a text's first megabyte or a file's header."""
    if len(paths) == 1:
        return _one(paths[0])
    if len(paths) == 2 and all(_one(path).kind in (Kind.TEXT, Kind.PAIRS) for path in paths):
        return Dropped(Kind.PAIRS, tuple(paths))
    words = QCoreApplication.translate(
        "Dropped", "{0} files at once are too many: drop one file or folder, or the two files of one corpus."
    )
    return Dropped(Kind.NOTHING, text=words.format(len(paths)))


def _one(path: Path) -> Dropped:
    if path.is_dir():
        return _folder(path)
    folder, ending = path.parent, path.suffix.lower()
    if path.name in (*RUN_FILES, "metrics.jsonl") and _is_run(folder):
        return Dropped(Kind.RUN, (folder,))
    if ending == ".safetensors" and _metadata(path).get("format", "").startswith("translucent-trace/"):
        return Dropped(Kind.TRACE, (path,))
    if path.name == "config.json" or (ending in WEIGHTS and (folder / "config.json").is_file()):
        return Dropped(Kind.MODEL, (folder,))
    if ending in WEIGHTS:
        return Dropped(Kind.CHECKPOINT, (path,))
    if ending in PAIRS:
        return Dropped(Kind.PAIRS, (path,))
    return _text(path)


def _folder(path: Path) -> Dropped:
    try:
        if _is_run(path):
            return Dropped(Kind.RUN, (path,))
        looks_like_one = any(_is_of_a_model(one) for one in path.iterdir())
    except OSError as error:
        return _unreadable(path, error)
    model = only_model(path)
    if is_model(model):
        problem = describe(model).problem
        return Dropped(Kind.NOTHING, text=language.say(problem)) if problem else Dropped(Kind.MODEL, (model,))
    return Dropped(Kind.NOTHING, text=language.say(no_model(path))) if looks_like_one else _unknown(path)


def _is_run(folder: Path) -> bool:
    return all((folder / name).is_file() for name in RUN_FILES)


def _is_of_a_model(path: Path) -> bool:
    """Whether this is found in folders of models, also of other programs."""
    own = (*WEIGHTS, ".npz", ".spm", ".model", ".gguf", ".onnx", ".h5", ".msgpack", ".zip")
    return path.name in ("config.json", "snapshots", "blobs") or path.suffix.lower() in own


def _metadata(path: Path) -> dict[str, Any]:
    """The texts in the header of a safetensors file; none if it is no such file."""
    try:
        with path.open("rb") as file:
            size = int.from_bytes(file.read(8), "little")
            found = json.loads(file.read(size)) if size <= min(MOST_HEADER, path.stat().st_size) else {}
        return dict(found.get("__metadata__") or {})
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return {}


def _text(path: Path) -> Dropped:
    try:
        with path.open("rb") as file:
            content = file.read(MOST_TEXT + 1)
    except OSError as error:
        return _unreadable(path, error)
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))  # Windows writes "Unicode" so
    long = len(content) > MOST_TEXT  # then it may end within a letter
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig", "ignore" if long else "strict")
    except UnicodeDecodeError:
        known = known_file(path)
        return Dropped(Kind.NOTHING, text=language.say(known)) if known else _unknown(path)
    if "\0" in text or not text.strip():
        return _unknown(path)
    if long:
        words = QCoreApplication.translate(
            "Dropped", "“{0}” is longer than 1 MB; translate it with “python3 main.py translate” on the command line."
        )
        return Dropped(Kind.NOTHING, text=words.format(path.name))
    return Dropped(Kind.TEXT, (path,), text)


def _unreadable(path: Path, error: OSError) -> Dropped:
    words = QCoreApplication.translate("Dropped", "“{0}” cannot be read ({1}); check that you may open it.")
    return Dropped(Kind.NOTHING, text=words.format(path.name, language.say(reason_of(error))))


def _unknown(path: Path) -> Dropped:
    words = QCoreApplication.translate(
        "Dropped",
        "“{0}” is nothing that opens here: drop a text in UTF-8, a saved trace, a folder of a model or of a training, "
        "or sentence pairs.",
    )
    return Dropped(Kind.NOTHING, text=words.format(path.name))
