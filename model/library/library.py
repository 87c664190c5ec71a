"""The models on this computer: shipped, downloaded, and folders that the user added. No torch, no weights read.

Downloaded models are in the program's own folder (`models_folder`), always complete: unfinished downloads are in a
hidden folder beside them. Added models stay where they are; only their paths are stored.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import platformdirs

from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError
from model.files import read_json
from model.library.entry import LibraryEntry, added, downloaded, shipped
from model.library.library_file import changed_library, damaged, read_library
from model.library.model_folder import describe
from model.library.recognition import is_model, no_model, only_model

MODELS = Path(__file__).resolve().parents[2] / "resources" / "models"
DEFAULT_MODEL = "en-de"
LONGEST_NAME = 100  # letters; longer names do not fit into a list


def models_folder() -> Path:
    """The folder of downloaded models and library.json; TRANSLUCENT_MODELS sets another, for example in a classroom."""
    named = os.environ.get("TRANSLUCENT_MODELS")
    if named:
        return Path(named).expanduser().absolute()
    return Path(platformdirs.user_data_path("Translucent", appauthor=False)) / "models"


# ---- what is there ----


def entries() -> list[LibraryEntry]:
    """Every model: the shipped ones, then the downloaded, then the added ones, each kind in alphabetical order."""
    library = read_library(models_folder())
    groups = [
        [shipped(folder) for folder in _folders(MODELS)],
        [downloaded(folder) for folder in _folders(models_folder())],
        [added(Path(path)) for path in dict.fromkeys(library.added)],
    ]
    taken: set[str] = set()
    found = []
    for group in groups:
        named = [replace(entry, name=library.names.get(entry.key, entry.name)) for entry in group]
        for entry in sorted(named, key=lambda entry: (entry.key if entry.shipped else entry.name).casefold()):
            name = _free(entry.name, taken)
            taken.add(name.casefold())
            found.append(replace(entry, name=name))
    return found


def search(text: str) -> list[LibraryEntry]:
    """The models that contain every word of `text` in their name, languages, family, origin, licence or folder."""
    words = text.casefold().split()
    return [entry for entry in entries() if all(word in _searchable(entry) for word in words)]


def notice() -> Sentence | str:
    """A sentence for the user if the list was damaged, else ""."""
    aside = damaged(models_folder())
    if aside is None:
        return ""
    return Sentence(
        QT_TRANSLATE_NOOP(
            "Model",
            "The list of models was damaged and put aside as {aside}; add what is missing again and delete that file.",
        ),
        aside=aside,
    )


def shipped_models(folder: Path = MODELS) -> dict[str, str]:
    """The models in `folder`, short name -> shown name, for example {"en-de": "English → German"}."""
    found = {}
    for config in sorted(folder.glob("*/config.json")):
        try:
            values = read_json(config)
        except UserError:
            continue  # loading it by name reports what is wrong
        found[config.parent.name] = f"{values.get('source_language')} \u2192 {values.get('target_language')}"
    return found


def find_model(name: str) -> Path:
    """The folder of the named model: a shipped one, a path, or a name or repository of the library.

    `UserError` lists the names that exist.
    """
    if not name.strip():
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model", "The model's name is empty; give a folder or a name that 'main.py models' lists."
            )
        )
    path = Path(name)
    with contextlib.suppress(OSError):  # a name that the file system refuses
        if path.name == name and (MODELS / name / "config.json").is_file():
            return MODELS / name
        if path.is_dir() or (path.suffix == ".toml" and path.is_file()):
            return path
        if path.is_file() or path.is_symlink():
            raise UserError(no_model(path))
    listed = entries()
    for entry in listed:
        if _called(entry, name) or name.casefold() == entry.name.casefold():
            if entry.problem:
                raise UserError(entry.problem)
            return entry.path
    known = ", ".join(entry.key if entry.shipped else entry.name for entry in listed) or Sentence(
        QT_TRANSLATE_NOOP("Model", "none is installed")
    )
    raise UserError(
        QT_TRANSLATE_NOOP(
            "Model", "There is no model named '{name}' and no such folder; give a folder or one of: {known}."
        ),
        name=name,
        known=known,
    )


def find_entry(name: str) -> LibraryEntry:
    """The model with this key, name or repository; `UserError` where there is none."""
    listed = entries()
    for entry in listed:
        if _called(entry, name):
            return entry
    for entry in listed:
        if name.casefold() == entry.name.casefold():
            return entry
    known = ", ".join(entry.name for entry in listed) or "none"
    raise UserError(
        QT_TRANSLATE_NOOP("Model", "There is no model named '{name}' in the list; it holds: {known}."),
        name=name,
        known=known,
    )


# ---- changing it ----


def add_folder(path: Path, check: Callable[[Path], None] = lambda path: None) -> LibraryEntry:
    """Add a model to the list by its folder (or by its checkpoint.toml); nothing is copied.

    A model already in the list is returned unchanged. Raises `UserError` if it is no model, saying what it is, or if
    `check` raises it for the folder of the model itself.
    """
    if Path(path) == Path():  # from an empty text
        raise UserError(QT_TRANSLATE_NOOP("Model", "The folder's name is empty; give the folder of a model."))
    path = Path(os.path.abspath(Path(path).expanduser()))  # does not resolve links
    if path.name == "config.json":
        path = path.parent
    if not os.path.lexists(path):
        raise UserError(QT_TRANSLATE_NOOP("Model", "There is no folder {path}; check the path."), path=path)
    path = only_model(path)
    if not is_model(path):
        raise UserError(no_model(path))
    found = describe(path)
    for entry in entries():
        with contextlib.suppress(OSError):
            if entry.path.samefile(found.path):
                return entry
    problem = found.problem
    if not problem:
        try:
            check(found.path)
        except UserError as error:
            problem = error.sentence
    if isinstance(problem, Sentence) and any(str(found.path) in str(value) for value in problem.values.values()):
        raise UserError(problem)  # it names the folder itself
    if problem:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{path} was not added. {problem}"),
            path=path,
            problem=problem,
        )
    with changed_library(models_folder()) as library:
        if str(path) not in library.added:
            library.added.append(str(path))
    return find_entry(str(path))


def remove(key: str) -> None:
    """Remove a model from the list: an added folder stays on the disk, a downloaded one is deleted."""
    entry = find_entry(key)
    if entry.shipped:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "'{name}' comes with the program and cannot be removed."), name=entry.name
        )
    if not entry.added:
        _delete(entry)
    with changed_library(models_folder()) as library:
        library.added = [path for path in library.added if path != entry.key]
        library.names.pop(entry.key, None)


def rename(key: str, name: str) -> LibraryEntry:
    """Give a model another name in the list; its folder keeps its own. Raises `UserError` for empty or taken names."""
    name = " ".join(name.split())
    if not name or not name.isprintable():
        raise UserError(QT_TRANSLATE_NOOP("Model", "A model's name may not be empty; type one."))
    if len(name) > LONGEST_NAME:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model", "A model's name may have {most} letters at most; this has {letters}; shorten it."
            ),
            most=LONGEST_NAME,
            letters=len(name),
        )
    with changed_library(models_folder()) as library:
        entry = find_entry(key)
        for other in entries():
            called = {other.name.casefold(), other.key.casefold(), other.repository.casefold()}
            if other.key != entry.key and name.casefold() in called:
                raise UserError(
                    QT_TRANSLATE_NOOP("Model", "Another model is named '{name}' already; choose another name."),
                    name=name,
                )
        library.names[entry.key] = name
    return replace(entry, name=name)


# ---- parts ----


def _called(entry: LibraryEntry, name: str) -> bool:
    """Whether `name` is the key or the repository. An empty name matches nothing: many models have no repository."""
    return bool(name) and name in (entry.key, entry.repository)


def _folders(root: Path) -> list[Path]:
    """Model folders directly under `root`, without hidden ones, which are being downloaded or deleted."""
    try:
        found = [folder for folder in root.iterdir() if not folder.name.startswith(".")]
    except OSError:
        return []
    return sorted(folder for folder in found if os.path.isfile(folder / "config.json"))


def _free(name: str, taken: set[str]) -> str:
    """`name`, with a number after it if another model has that name."""
    number, free = 1, name
    while free.casefold() in taken:
        number += 1
        free = f"{name} ({number})"
    return free


def _searchable(entry: LibraryEntry) -> str:
    texts = (entry.name, entry.languages, entry.family, entry.origin, entry.licence, entry.path.name, entry.key)
    return "\n".join(texts).casefold()


def _delete(entry: LibraryEntry) -> None:
    """Delete a folder of `models_folder()`: one rename removes it from the list, then its files are deleted."""
    root = models_folder()
    if entry.path.parent != root:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{path} is not in the program's folder of models, so it was not deleted."),
            path=entry.path,
        )
    gone = root / f".deleted-{os.getpid()}-{entry.path.name}"
    try:
        os.replace(entry.path, gone)
    except OSError as error:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model", "'{name}' cannot be deleted now ({reason}); close every window that uses it and try again."
            ),
            name=entry.name,
            reason=error,
        ) from error
    for folder in root.glob(".deleted-*"):  # also those of interrupted deletions
        if folder.is_symlink():
            folder.unlink()
        else:
            shutil.rmtree(folder, ignore_errors=True)
