"""Loads a model of any kind by name and returns a translator that is ready to use."""

from __future__ import annotations

from pathlib import Path

import torch

from model.bundle.bundle import Bundle, load_bundle
from model.device import choose_device
from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError, joined
from model.files import read_json
from model.library.entry import LibraryEntry
from model.library.library import DEFAULT_MODEL, add_folder, find_model
from model.library.model_folder import describe
from model.library.recognition import CHECKPOINT
from model.training.run_folder import RunFolder
from model.training.run_model import run_so_far
from model.translator import Translator, bundle_translator


def usable(path: Path) -> Path:
    """The model itself in the folder `path`; `UserError` says what the folder is and why it cannot be used.

    What is found here is found in the list of models and when a model is added, too.
    """
    if path.is_file() or RunFolder(path).exists:
        return path
    found = describe(path)
    if found.problem:
        raise UserError(found.problem)
    return found.path


def check_model(path: Path) -> None:
    """Raise `UserError` for what would fail when the model is loaded, without reading its weights.

    Of other families only what is seen without `transformers` where that is not installed.
    """
    if RunFolder(path).exists:
        return  # our own training wrote it
    if path.is_file() or (path / CHECKPOINT).is_file():
        from model.foreign.plain.opening import open_description, report_of

        opened = open_description(path if path.is_file() else path / CHECKPOINT)
        for problem in report_of(opened.seen, opened.guess.mapping).problems:
            raise UserError(problem)
        return
    kind = _model_type(path)
    if kind == "marian":
        from model.foreign.marian.loading import load_marian

        load_marian(path, empty=True)
    elif kind:
        from model.foreign.huggingface import check_huggingface

        check_huggingface(path)
    else:
        load_bundle(path, empty=True)


def add_model(path: Path) -> LibraryEntry:
    """`library.add_folder` with everything checked that loading the model would find without reading its weights."""
    return add_folder(path, check_model)


def load_translator(name: str | None = None, device: str = "auto") -> Translator:
    """Load a model by name or folder, or the default one, onto a device; `UserError` for a bad model or device.

    A run folder means its best model once the training has finished, before that its newest checkpoint. A model that
    our Transformer can express is loaded into it; `transformers` runs the others.
    """
    folder = usable(find_model(name or DEFAULT_MODEL))
    place = choose_device(device)
    if _model_type(folder) not in ("", "marian"):
        from model.foreign.huggingface import load_huggingface

        translator = load_huggingface(folder, place)
        translator.settle()
        return translator
    bundle, notices = open_bundle(folder, half=place.type == "cuda")
    translator = bundle_translator(bundle, place)
    translator.settle()
    translator.notice = joined([*notices, *([translator.notice] if translator.notice else [])])
    return translator


def open_bundle(folder: Path, half: bool = False) -> tuple[Bundle, list[Sentence]]:
    """Any model that our Transformer can express, on the CPU, and sentences for the user.

    Weights become float32, but with `half` those stored in half precision stay so: that is fast on a GPU but not on a
    CPU. Raises `UserError` for all other models.
    """
    dtype = None if half else torch.float32
    run = RunFolder(folder)
    if run.exists:
        if run.status().state == "finished" and run.bundle.is_dir():
            return load_bundle(run.bundle, dtype), []
        return run_so_far(folder)
    if folder.suffix == ".toml" or (folder / CHECKPOINT).is_file():
        from model.foreign.plain.loading import load_plain

        return load_plain(folder), []
    folder = usable(folder)
    kind = _model_type(folder)
    if kind == "marian":
        from model.foreign.marian.loading import load_marian

        return load_marian(folder, dtype), []
    if kind:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "{folder} is a '{kind}' model, which is translated by transformers and is not a "
                "Transformer of this program's own; this needs one that is, or an OPUS-MT model.",
            ),
            folder=folder,
            kind=kind,
        )
    return load_bundle(folder, dtype), []


def _model_type(folder: Path) -> str:
    """The `model_type` in the config.json of a model in Hugging Face's layout; "" for all others."""
    if not (folder / "config.json").is_file():
        return ""
    values = read_json(folder / "config.json")
    return "" if "format" in values else str(values.get("model_type", ""))
