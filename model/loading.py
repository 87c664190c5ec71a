"""From the name of a model to a translator that is ready."""

from __future__ import annotations

from model.bundle import load_bundle
from model.device import choose_device
from model.library import DEFAULT_MODEL, find_model
from model.run_folder import RunFolder
from model.run_model import run_so_far
from model.translator import TransformerTranslator


def load_translator(name: str | None = None, device: str = "auto") -> TransformerTranslator:
    """Load a model by name or folder, or the default one, onto a device; `UserError` says what is wrong with either.

    A run folder stands for its best model when the training has finished, and until then for its newest checkpoint.
    """
    folder = find_model(name or DEFAULT_MODEL)
    run = RunFolder(folder)
    if run.exists and run.status().state == "finished" and run.bundle.is_dir():
        folder = run.bundle
    bundle, notices = run_so_far(folder) if RunFolder(folder).exists else (load_bundle(folder), [])
    translator = TransformerTranslator(bundle, choose_device(device))
    translator.notice = " ".join([*notices, *([translator.notice] if translator.notice else [])])
    return translator
