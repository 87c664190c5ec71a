"""What the program remembers between starts, in one JSON file; a damaged file is put aside, never fatal."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from platformdirs import user_config_path

from model.errors import QT_TRANSLATE_NOOP, Sentence

VERSION = 1
MOST_RUNS = 10
MOST_MODELS = 100  # whose languages are remembered
MOST_REFERENCES = 200  # the newest are kept


@dataclass
class Settings:
    """Values with their defaults; keys of a newer version are kept as they are."""

    model: str = ""  # name or folder of the last model
    text: str = ""  # what was in the input, so that nothing typed is lost
    geometry: str = ""  # the window's size and place, base64
    columns: list[int] = field(default_factory=list)  # widths of the three panels, pixels
    theme: str = "system"  # "system", "light" or "dark"
    language: str = "system"  # "system", or a code of gui.state.language.LANGUAGES
    live: bool = False
    step_by_step: bool = False
    references: dict[str, str] = field(default_factory=dict)  # reference translations typed, by source sentence
    languages: dict[str, list[str]] = field(default_factory=dict)  # codes of source and target last chosen, by model
    runs: list[str] = field(default_factory=list)  # folders of the trainings last shown, the newest first
    other: dict[str, Any] = field(default_factory=dict)

    def remember_languages(self, model: str, source: str, target: str) -> None:
        """Remember the codes of the languages that this model last translated from and into."""
        self.languages.pop(model, None)
        self.languages[model] = [source, target]
        while len(self.languages) > MOST_MODELS:
            del self.languages[next(iter(self.languages))]

    def remember_run(self, folder: str) -> None:
        """Put a run first among those last shown."""
        self.runs = [folder, *(run for run in self.runs if run != folder)][:MOST_RUNS]

    def forget_run(self, folder: str) -> None:
        self.runs = [run for run in self.runs if run != folder]


def settings_path() -> Path:
    return user_config_path("translucent", appauthor=False) / "settings.json"


def load_settings(path: Path | None = None) -> tuple[Settings, Sentence | str]:
    """The remembered settings, and a sentence for the person when the file was damaged (else "")."""
    path = path or settings_path()
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(values, dict):
            raise ValueError("not an object")
    except FileNotFoundError:
        return Settings(), ""
    except (OSError, ValueError, RecursionError):
        aside = path.with_name("settings.damaged.json")
        with contextlib.suppress(OSError):
            os.replace(path, aside)
        return Settings(), Sentence(
            QT_TRANSLATE_NOOP("Model", "The settings file was damaged and is now {name}; the defaults are used."),
            name=aside.name,
        )
    values.pop("version", None)
    settings = Settings()
    for key, value in values.items():
        if key not in _KNOWN:
            settings.other[key] = value
        elif isinstance(value, type(getattr(settings, key))):
            setattr(settings, key, _VALID.get(key, _as_it_is)(value))
    return settings, ""


def _as_it_is(value: Any) -> Any:
    return value


def _columns(widths: list[Any]) -> list[int]:
    return [width for width in widths if isinstance(width, int) and 0 < width < 100_000]


def _runs(folders: list[Any]) -> list[str]:
    return [folder for folder in folders if isinstance(folder, str) and folder][:MOST_RUNS]


def _references(texts: dict[str, Any]) -> dict[str, str]:
    return {source: text for source, text in texts.items() if isinstance(text, str)}


def _languages(pairs: dict[str, Any]) -> dict[str, list[str]]:
    return {model: pair for model, pair in pairs.items() if _is_pair(pair)}


def _is_pair(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(isinstance(code, str) for code in value)


_KNOWN = {item.name for item in fields(Settings)} - {"other"}
# Returns the valid part of a list or an object, by key; other values must have the type of their default.
_VALID: dict[str, Callable[[Any], Any]] = {
    "columns": _columns,
    "runs": _runs,
    "references": _references,
    "languages": _languages,
}


def save_settings(settings: Settings, path: Path | None = None) -> Sentence | str:
    """Write the settings whole; returns a sentence for the person when that was not possible (else "")."""
    path = path or settings_path()
    values = asdict(settings)
    values["references"] = dict(list(settings.references.items())[-MOST_REFERENCES:])
    values.update(values.pop("other"))
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(json.dumps({"version": VERSION, **values}, ensure_ascii=False), encoding="utf-8")
        os.replace(temporary, path)
    except OSError as error:
        return Sentence(
            QT_TRANSLATE_NOOP(
                "Model", "The settings could not be saved ({reason}); the next start begins with the old ones."
            ),
            reason=error,
        )
    return ""


def save_runs(runs: list[str], path: Path | None = None) -> Sentence | str:
    """Write only which runs are remembered; everything else in the file stays. Returns what `save_settings` does."""
    settings, _ = load_settings(path)
    settings.runs = list(runs)
    return save_settings(settings, path)
