"""The models on this computer: those that come with the program, and any folder a person names. Without torch."""

from __future__ import annotations

from pathlib import Path

from model.errors import UserError
from model.files import read_json

MODELS = Path(__file__).resolve().parent.parent / "resources" / "models"
DEFAULT_MODEL = "en-de"


def shipped_models(folder: Path = MODELS) -> dict[str, str]:
    """Names of the models in `folder` with what to call them, for example {"en-de": "English → German"}."""
    found = {}
    for config in sorted(folder.glob("*/config.json")):
        try:
            values = read_json(config)
        except UserError:
            continue  # choosing it by name says what is wrong with it
        found[config.parent.name] = f"{values.get('source_language')} \u2192 {values.get('target_language')}"
    return found


def find_model(name: str) -> Path:
    """The folder of a model given by name or by path; `UserError` lists the names that exist."""
    if (MODELS / name / "config.json").is_file() and Path(name).name == name:
        return MODELS / name
    folder = Path(name)
    if folder.is_dir():
        return folder
    known = ", ".join(shipped_models()) or "none is installed"
    raise UserError(f"There is no model named '{name}' and no such folder; give a folder or one of: {known}.")
