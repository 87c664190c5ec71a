"""From the name of a model to a translator that is ready."""

from __future__ import annotations

from model.bundle import load_bundle
from model.device import choose_device
from model.library import DEFAULT_MODEL, find_model
from model.translator import TransformerTranslator


def load_translator(name: str | None = None, device: str = "auto") -> TransformerTranslator:
    """Load a model by name or folder, or the default one, onto a device; `UserError` says what is wrong with either."""
    return TransformerTranslator(load_bundle(find_model(name or DEFAULT_MODEL)), choose_device(device))
