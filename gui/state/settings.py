"""What the program remembers between starts, in one JSON file; a damaged file is put aside, never fatal.

Several windows may share the file. Each writes only what it has changed, so none erases what another one keeps.
"""

from __future__ import annotations

import contextlib
import copy
import json
import os
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from platformdirs import user_config_path

from model.errors import QT_TRANSLATE_NOOP, Sentence
from model.unfinished import remove_unfinished, unfinished_path

VERSION = 1
MOST_RUNS = 10
MOST_MODELS = 100  # whose languages are remembered
MOST_REFERENCES = 200  # the newest are kept
LOCK_PATIENCE = 2.0  # seconds; whoever holds the lock only reads and writes one small file


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
    folders: dict[str, str] = field(default_factory=dict)  # where files were opened or saved last, by kind
    other: dict[str, Any] = field(default_factory=dict)
    _before: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)  # values that need no writing

    def __post_init__(self) -> None:
        self._before = {item.name: _default(item.name) for item in fields(Settings) if item.name != "_before"}

    def assume(self, **values: Any) -> None:
        """Use these values, which nobody chose: they are not written unless they change."""
        for name, value in values.items():
            setattr(self, name, value)
        self.written(values)

    def written(self, names: Iterable[str]) -> None:
        """These values stand in the file as they are now."""
        for name in names:
            self._before[name] = copy.deepcopy(getattr(self, name))

    def merge_into(self, there: Settings, names: Iterable[str]) -> None:
        """Change `there`, which is what the file holds now, where these values were changed here since it was read."""
        for name in names:
            before, mine = self._before[name], getattr(self, name)
            if mine != before:
                setattr(there, name, _MERGE.get(name, _replaced)(before, mine, getattr(there, name)))

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
    remove_unfinished(path.parent)
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
    settings.written(_ALL)
    return settings, ""


def _as_it_is(value: Any) -> Any:
    return value


def _columns(widths: list[Any]) -> list[int]:
    return [width for width in widths if isinstance(width, int) and 0 < width < 100_000]


def _runs(folders: list[Any]) -> list[str]:
    return [folder for folder in folders if isinstance(folder, str) and folder][:MOST_RUNS]


def _texts(texts: dict[str, Any]) -> dict[str, str]:
    return {key: text for key, text in texts.items() if isinstance(text, str)}


def _languages(pairs: dict[str, Any]) -> dict[str, list[str]]:
    return {model: pair for model, pair in pairs.items() if _is_pair(pair)}


def _is_pair(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(isinstance(code, str) for code in value)


def _replaced(before: Any, mine: Any, theirs: Any) -> Any:
    return mine


def _entries(before: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
    """Entries set here come last, as the newest; entries removed here are removed."""
    new = {key: value for key, value in mine.items() if key not in before or before[key] != value}
    gone = before.keys() - mine.keys()
    return {key: value for key, value in theirs.items() if key not in new and key not in gone} | new


def _newest_first(before: list[str], mine: list[str], theirs: list[str]) -> list[str]:
    """What was added elsewhere stays, behind the own order; what was removed here is removed."""
    return [*mine, *(one for one in theirs if one not in mine and one not in before)][:MOST_RUNS]


def _default(name: str) -> Any:
    default = Settings.__dataclass_fields__[name]
    return default.default_factory() if callable(default.default_factory) else default.default


# What was changed here and what another window wrote, as one value: (as read, as it is here, as the file has it now).
_MERGE: dict[str, Callable[[Any, Any, Any], Any]] = {
    "references": _entries,
    "languages": _entries,
    "folders": _entries,
    "other": _entries,
    "runs": _newest_first,
}
_ALL = [item.name for item in fields(Settings) if item.name != "_before"]
_KNOWN = set(_ALL) - {"other"}
# Returns the valid part of a list or an object, by key; other values must have the type of their default.
_VALID: dict[str, Callable[[Any], Any]] = {
    "columns": _columns,
    "runs": _runs,
    "references": _texts,
    "folders": _texts,
    "languages": _languages,
}


def save_settings(settings: Settings, path: Path | None = None, only: Collection[str] = ()) -> Sentence | str:
    """Write what was changed since the file was read; all else stays as another window may have written it.

    With `only`, none but these values are written. Returns a sentence for the person when that was not possible
    (else "").
    """
    path = path or settings_path()
    names = only or _ALL
    temporary = unfinished_path(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _locked(path):
            there, _ = load_settings(path)
            settings.merge_into(there, names)
            values = {name: getattr(there, name) for name in _KNOWN} | there.other
            values["references"] = dict(list(there.references.items())[-MOST_REFERENCES:])
            temporary.write_text(json.dumps({"version": VERSION, **values}, ensure_ascii=False), encoding="utf-8")
            os.replace(temporary, path)
    except OSError as error:
        return Sentence(
            QT_TRANSLATE_NOOP(
                "Model", "The settings could not be saved ({reason}); the next start begins with the old ones."
            ),
            reason=error,
        )
    settings.written(names)
    return ""


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold the file's lock. Without locks, or if one hangs, go on: the file is replaced whole."""
    from filelock import FileLock, Timeout  # imported late, to start the window faster

    lock = FileLock(path.with_suffix(".lock"))
    with contextlib.suppress(OSError, Timeout, NotImplementedError):
        lock.acquire(timeout=LOCK_PATIENCE)
    try:
        yield
    finally:
        lock.release()
