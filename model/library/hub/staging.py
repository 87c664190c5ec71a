"""The hidden folder of an unfinished download, beside the models; when complete, one rename moves it among them.

An incomplete file ends with `.part`. `wanted.json` holds the expected checksum of each file, so that received files can
be reused even if the repository has changed other files meanwhile.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from model.errors import QT_TRANSLATE_NOOP, UserError
from model.files import read_json, write_json
from model.library.entry import ORIGIN, LibraryEntry
from model.library.hub.models import HubFile, HubModel
from model.library.library import find_entry, models_folder
from model.training.lock import HeldError, locked

_DOWNLOADS = ".downloads"
_WANTED = "wanted.json"
_SPARE = 64 * 1024 * 1024  # bytes to keep free on the disk


@dataclass(frozen=True)
class Unfinished:
    """A cancelled or interrupted download that can be resumed."""

    repository: str
    revision: str
    done: int  # bytes
    total: int


class Staging:
    """The hidden folder of one download; while `claimed`, only this process uses it."""

    def __init__(self, model: HubModel) -> None:
        self.model = model
        self.folder = _staging(model.repository)

    @contextlib.contextmanager
    def claimed(self) -> Iterator[None]:
        try:
            with locked(_lock_of(self.folder)):
                yield
        except HeldError as error:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model", "{repository} is being downloaded by another window or process; wait until it is done."
                ),
                repository=self.model.repository,
            ) from error

    def prepare(self) -> int:
        """Keep files of an earlier attempt that are still wanted, check free disk space; returns the bytes kept."""
        wanted = {file.name: file.checksum or f"{file.size} bytes" for file in self.model.files}
        before = _record(self.folder).get("files")
        before = before if isinstance(before, dict) else {}
        self.folder.mkdir(parents=True, exist_ok=True)
        for path in self.folder.iterdir():
            name = path.name.removesuffix(".part")
            if before.get(name) != wanted.get(name) or name not in wanted:
                _discard(path)
        there = sum(self.there(file) for file in self.model.files)
        missing, free = self.model.size - there, shutil.disk_usage(self.folder).free
        if missing + _SPARE > free:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model",
                    "{repository} needs {missing} more, but only {free} are free on the disk "
                    "of {folder}; free some space, or name another folder in TRANSLUCENT_MODELS.",
                ),
                repository=self.model.repository,
                missing=megabytes(missing),
                free=megabytes(free),
                folder=models_folder(),
            )
        told = {"repository": self.model.repository, "revision": self.model.revision, "size": self.model.size}
        write_json(self.folder / _WANTED, {**told, "files": wanted})
        return there

    def part(self, file: HubFile) -> Path:
        return self.folder / f"{file.name}.part"

    def whole(self, file: HubFile) -> bool:
        """Whether an earlier attempt received and checked the file."""
        path = self.folder / file.name
        return path.is_file() and path.stat().st_size == file.size

    def there(self, file: HubFile) -> int:
        """Bytes of a file that need not be downloaded again."""
        path = self.part(file)
        if self.whole(file):
            return file.size
        return min(path.stat().st_size, file.size) if path.is_file() else 0

    def drop(self, file: HubFile) -> None:
        """Empty a wrong part; it is not deleted, as it may be open."""
        os.truncate(self.part(file), 0)

    def keep(self, file: HubFile) -> None:
        """Give a complete, checked part its final name."""
        os.replace(self.part(file), self.folder / file.name)

    def finish(self) -> LibraryEntry:
        """Move the folder among the models; it replaces an older revision of the same model."""
        self._check_parts()
        model, root = self.model, models_folder()
        target = _target(model.repository)
        origin: dict[str, Any] = {
            "format": "translucent-origin/1",
            "repository": model.repository,
            "revision": model.revision,
            "url": model.url,
            "licence": model.licence,
            "source_language": model.source_language,
            "target_language": model.target_language,
            "downloaded": datetime.date.today().isoformat(),
            "files": {file.name: file.size for file in model.files},
        }
        write_json(self.folder / ORIGIN, origin)
        old = root / f".deleted-{os.getpid()}-{target.name}"
        try:
            if target.exists():
                os.replace(target, old)
            os.replace(self.folder, target)
        except OSError as error:
            if old.exists() and not target.exists():
                os.replace(old, target)
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model",
                    "{target} cannot be put in place ({reason}); close all windows that use this model "
                    "and download again.",
                ),
                target=target,
                reason=error,
            ) from error
        # Only now: if the move had failed, the next attempt would need this file to reuse the others.
        _discard(target / _WANTED)
        shutil.rmtree(old, ignore_errors=True)
        return find_entry(str(target))

    def _check_parts(self) -> None:
        """For weights in several files: every file that the index names must be among the downloaded ones."""
        names = {file.name for file in self.model.files}
        for index in (name for name in names if name.endswith(".index.json")):
            placed = read_json(self.folder / index).get("weight_map")
            parts = list(placed.values()) if isinstance(placed, dict) else []
            if not parts or not all(isinstance(part, str) and part in names for part in parts):
                raise UserError(
                    QT_TRANSLATE_NOOP(
                        "Model",
                        "{repository} is not whole on the hub: {index} names files that are not there; "
                        "tell its author, or take another revision.",
                    ),
                    repository=self.model.repository,
                    index=index,
                )


def installed(model: HubModel) -> LibraryEntry | None:
    """The complete model at this revision on this computer, None if it is not here."""
    target = _target(model.repository)
    try:
        entry = find_entry(str(target))
        revision = read_json(target / ORIGIN).get("revision")
    except UserError:
        return None
    return entry if revision == model.revision and not entry.problem else None


def unfinished() -> list[Unfinished]:
    """Downloads that can be resumed, by name."""
    found = []
    for record in sorted((models_folder() / _DOWNLOADS).glob(f"*/{_WANTED}")):
        told = _record(record.parent)
        name, revision, size = (told.get(key) for key in ("repository", "revision", "size"))
        if isinstance(name, str) and isinstance(revision, str) and isinstance(size, int):
            if _folder_name(name) != record.parent.name:
                continue  # `discard` with this name would delete another folder
            try:
                files = [path for path in record.parent.iterdir() if path.name != _WANTED]
                done = sum(path.stat().st_size for path in files)
            except OSError:
                continue  # the download is running, and a file or the folder has just been renamed
            found.append(Unfinished(name, revision, done, size))
    return found


def discard(repository: str) -> None:
    """Delete the files of an unfinished download; `UserError` while it is running, here or in another process."""
    folder = _staging(repository)
    try:
        with locked(_lock_of(folder)):
            shutil.rmtree(folder, ignore_errors=True)
    except HeldError as error:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model", "{repository} is being downloaded now; stop that first, then discard what came."
            ),
            repository=repository,
        ) from error


def new_digest(file: HubFile) -> Any:
    """The hash object for the file's kind of checksum; git's hash begins with a header."""
    if file.kind == "git":
        return hashlib.sha1(b"blob %d\0" % file.size, usedforsecurity=False)
    return hashlib.sha256()


def megabytes(size: int) -> str:
    return f"{size / 1e9:,.1f} GB" if size >= 1e9 else f"{size / 1e6:,.1f} MB"


def _folder_name(repository: str) -> str:
    return repository.replace("/", "--")


def _staging(repository: str) -> Path:
    return models_folder() / _DOWNLOADS / _folder_name(repository)


def _lock_of(folder: Path) -> Path:
    return folder.with_name(folder.name + ".lock")


def _target(repository: str) -> Path:
    """The final folder of the model; an existing folder of that name that was not downloaded is never replaced."""
    folder = models_folder() / _folder_name(repository)
    if folder.exists() and not (folder / ORIGIN).is_file():
        return folder.with_name(f"{folder.name}--downloaded")
    return folder


def _record(folder: Path) -> dict[str, Any]:
    try:
        return read_json(folder / _WANTED)
    except UserError:
        return {}


def _discard(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
