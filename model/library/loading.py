"""From the name of a model to a translator that is ready, whatever kind of model it is."""

from __future__ import annotations

from pathlib import Path

import torch

from model.bundle.bundle import Bundle, load_bundle
from model.device import choose_device
from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError, joined
from model.files import read_json
from model.library.library import DEFAULT_MODEL, find_model
from model.training.run_folder import RunFolder
from model.training.run_model import run_so_far
from model.translator import Translator, bundle_translator


def load_translator(name: str | None = None, device: str = "auto") -> Translator:
    """Load a model by name or folder, or the default one, onto a device; `UserError` says what is wrong with either.

    A run folder stands for its best model when the training has finished, and until then for its newest checkpoint.
    Everything that our Transformer can express becomes one; the others are played by `transformers`.
    """
    folder = find_model(name or DEFAULT_MODEL)
    place = choose_device(device)
    if _model_type(folder) not in ("", "marian"):
        from model.foreign.huggingface import load_huggingface

        return load_huggingface(folder, place)
    bundle, notices = open_bundle(folder, half=place.type == "cuda")
    translator = bundle_translator(bundle, place)
    translator.notice = joined([*notices, *([translator.notice] if translator.notice else [])])
    return translator


def open_bundle(folder: Path, half: bool = False) -> tuple[Bundle, list[Sentence]]:
    """Any model that our Transformer can express, on the CPU, and sentences for the person.

    Weights are float32 numbers there, unless `half` lets those stay half precision that are stored so: a GPU is fast
    with them and a processor is not. Raises `UserError` for everything else.
    """
    dtype = None if half else torch.float32
    run = RunFolder(folder)
    if run.exists:
        if run.status().state == "finished" and run.bundle.is_dir():
            return load_bundle(run.bundle, dtype), []
        return run_so_far(folder)
    if folder.suffix == ".toml" or (folder / "checkpoint.toml").is_file():
        from model.foreign.plain.loading import load_plain

        return load_plain(folder), []
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
    """What the config.json of a model in Hugging Face's layout calls its architecture; empty for all others."""
    if not (folder / "config.json").is_file():
        return ""
    values = read_json(folder / "config.json")
    return "" if "format" in values else str(values.get("model_type", ""))
