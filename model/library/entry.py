"""One model on this computer, described without loading it: shipped, downloaded or added. No torch."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError
from model.files import read_json
from model.foreign.hub_cache import repository_of
from model.library.model_folder import describe, plain

HERE = "on this computer"  # the origin of models that were not downloaded
ORIGIN = "origin.json"  # in a downloaded folder: its repository and revision


@dataclass(frozen=True)
class LibraryEntry:
    """One model on this computer, described without loading it."""

    key: str  # the argument of `load_translator`: a shipped model's short name, else a path
    name: str  # as shown; unique
    path: Path  # of the model itself, which may be inside the folder of the key
    family: str  # "Translucent", "OPUS-MT (Marian)", ...
    source_language: str  # English names, "" if unknown
    target_language: str
    size: int  # bytes
    card: Path | None = None
    licence: str = ""  # as named in its card, else ""
    origin: str = HERE  # or the repository, " at " and the revision
    repository: str = ""  # of a model that was downloaded, also by another program
    shipped: bool = False
    added: bool = False  # only its path is stored: removing it deletes nothing
    problem: Sentence | str = ""  # why the model cannot be used, else ""

    @property
    def languages(self) -> str:
        """Such as "English → German", "many languages", or "" if unknown."""
        if self.source_language == self.target_language:
            return self.source_language
        return " \u2192 ".join(filter(None, (self.source_language, self.target_language)))


def _entry(path: Path, named: str = "") -> LibraryEntry:
    found = describe(path, named)
    return LibraryEntry(
        key=str(path),
        name=found.name,
        path=found.path,
        family=found.family,
        source_language=found.source_language,
        target_language=found.target_language,
        size=found.size,
        card=found.card,
        licence=found.licence,
        problem=found.problem,
    )


def shipped(folder: Path) -> LibraryEntry:
    entry = _entry(folder)
    name = entry.languages or entry.name
    return replace(entry, key=folder.name, name=name, origin="comes with the program", shipped=True)


def added(path: Path) -> LibraryEntry:
    entry = _entry(path)
    repository, revision = plain(repository_of(entry.path)), plain(entry.path.name)
    if not repository:
        return replace(entry, added=True)
    return replace(entry, origin=f"{repository} at {revision[:12]}", repository=repository, added=True)


def downloaded(folder: Path) -> LibraryEntry:
    try:
        origin = read_json(folder / ORIGIN)
    except UserError:
        return _entry(folder)  # copied there by hand
    repository, revision = plain(_text(origin, "repository")), plain(_text(origin, "revision"))
    entry = _entry(folder, repository)
    return replace(
        entry,
        name=repository.rpartition("/")[2] or entry.name,
        source_language=plain(_text(origin, "source_language")) or entry.source_language,
        target_language=plain(_text(origin, "target_language")) or entry.target_language,
        licence=plain(_text(origin, "licence")) or entry.licence,
        origin=f"{repository} at {revision[:12]}",
        repository=repository,
        problem=_incomplete(folder, origin) or entry.problem,
    )


def _incomplete(folder: Path, origin: dict[str, Any]) -> Sentence | str:
    """A sentence if a file no longer has its downloaded size, else ""."""
    files = origin.get("files")
    for name, size in files.items() if isinstance(files, dict) else ():
        try:
            there = (folder / name).stat().st_size
        except (OSError, ValueError):  # such as a name with a zero byte
            return Sentence(
                QT_TRANSLATE_NOOP("Model", "Its file {name} is missing; remove the model and download it again."),
                name=name,
            )
        if there != size:
            return Sentence(
                QT_TRANSLATE_NOOP(
                    "Model", "Its file {name} was changed after the download; remove the model and download it again."
                ),
                name=name,
            )
    return ""


def _text(values: dict[str, Any], key: str) -> str:
    value = values.get(key)
    return value if isinstance(value, str) else ""
