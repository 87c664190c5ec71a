"""Cached folders of derived data, which are either complete or missing, and the memory-mapped files in them."""

from __future__ import annotations

import contextlib
import hashlib
import json
import mmap
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError, reason_of
from model.files import read_json, write_json
from model.unfinished import remove_unfinished, unfinished_path

Opened = TypeVar("Opened")


class DamagedError(Exception):
    """A cached folder is missing, damaged or of another version; it can be made again."""


@dataclass(frozen=True)
class Seal:
    """meta.json, the last file of a complete folder: facts about it, and the SHA-256 of each other file."""

    facts: dict[str, Any]
    sums: dict[str, str]


def seal(folder: Path, version: int, facts: dict[str, Any]) -> None:
    """Write the `Seal` of a folder, after all its other files are on the disk."""
    sums: dict[str, str] = {}
    for path in sorted(folder.iterdir()):
        with path.open("rb+") as file:
            os.fsync(file.fileno())
        sums[path.name] = _sum(path)
    meta = {"version": version, "files": sums, "facts": facts}
    write_json(folder / "meta.json", {**meta, "sha256": _meta_sum(meta)})


def read_seal(folder: Path, version: int) -> Seal:
    """The seal of a folder whose files are unchanged since `seal`; else `DamagedError`.

    It reads every file once: 0.1 s for 100 MB (measured), a small cost to keep a training from learning from damaged
    data.
    """
    try:
        meta = read_json(folder / "meta.json")
        if meta["version"] != version:
            raise DamagedError(
                Sentence(
                    QT_TRANSLATE_NOOP("Model", "{path} is of version {version}"), path=folder, version=meta["version"]
                )
            )
        if meta.pop("sha256") != _meta_sum(meta):
            raise DamagedError(Sentence(QT_TRANSLATE_NOOP("Model", "{path} is damaged"), path=folder / "meta.json"))
        for name, wanted in meta["files"].items():
            if _sum(folder / name) != wanted:
                raise DamagedError(Sentence(QT_TRANSLATE_NOOP("Model", "{path} is damaged"), path=folder / name))
        return Seal(meta["facts"], meta["files"])
    except (UserError, OSError, KeyError, TypeError, AttributeError) as error:
        raise DamagedError(reason_of(error)) from error


def _sum(path: Path) -> str:
    with path.open("rb") as file:  # in blocks, so that large files need no memory
        return hashlib.file_digest(file, "sha256").hexdigest()


def _meta_sum(meta: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(meta).encode()).hexdigest()


def open_or_make(folder: Path, opener: Callable[[Path], Opened], fill: Callable[[Path], None]) -> Opened:
    """`opener(folder)`; if that raises `DamagedError`, `fill` makes the folder first, under a temporary name.

    Whatever stops `fill` (also an exception from a progress callback), nothing unfinished is left under the name.
    Raises `UserError` if the folder cannot be written.
    """
    with contextlib.suppress(DamagedError):
        return opener(folder)
    # Beside `folder`, not in a temporary folder: the rename must stay on one file system.
    part = unfinished_path(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        remove_unfinished(folder.parent)
        part.mkdir()
        fill(part)
        if folder.exists():
            with contextlib.suppress(DamagedError):
                return opener(folder)  # another process was faster
            shutil.rmtree(folder)
        with contextlib.suppress(OSError):  # fails if another process was faster
            part.rename(folder)
        return opener(folder)
    except OSError as error:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model", "{folder} cannot be written ({reason}); free some space or choose another folder."
            ),
            folder=folder.parent,
            reason=error,
        ) from error
    except DamagedError as error:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{folder} cannot be used ({reason}); remove it and try again."),
            folder=folder,
            reason=error,
        ) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


class MappedFile:
    """A file read through memory mapping: `bytes` and `array` show the same content, without loading it."""

    def __init__(self, path: Path, dtype: str) -> None:
        try:
            with path.open("rb") as file:
                empty = not os.fstat(file.fileno()).st_size  # which no system maps
                self.bytes = mmap.mmap(-1, 1) if empty else mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            self.array = np.zeros(0, dtype) if empty else np.frombuffer(self.bytes, dtype)
        except (OSError, ValueError) as error:
            raise DamagedError(Sentence("{path}: {reason}", path=path, reason=error)) from error

    def forget(self) -> None:
        """Release the pages read so far, so that the process stays small however much is read."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self.bytes.madvise(mmap.MADV_DONTNEED)

    def close(self) -> None:
        """Close the file; no view of `array` may be left."""
        del self.array
        self.bytes.close()
