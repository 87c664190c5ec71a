"""A lock that one process holds at a time. The system releases it when that process ends, however it ends."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path

from model.files import unwritable

LOOK_SECONDS = 0.2  # `is_held` of another process holds the lock for an instant, which is no reason to refuse


class HeldError(Exception):
    """The lock is held already."""


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock on `path`. The file is created and never removed: else two processes could lock different files.

    Raises `HeldError` if another process, or this one, holds it and does not let it go within `LOOK_SECONDS`. On a
    file system without locks (such as some shared folders) every process gets it.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("ab")
    except OSError as error:
        raise unwritable(path, error) from error
    with file:  # closing it releases the lock
        ends = time.monotonic() + LOOK_SECONDS
        while not _taken(file.fileno()):
            if time.monotonic() > ends:
                raise HeldError(f"{path} is held by another process")
            time.sleep(0.01)
        yield


def is_held(path: Path) -> bool:
    """Whether somebody holds the lock on `path`. True also where it cannot be known: no file, or no locks there."""
    try:
        with path.open("rb+") as file:
            return not _taken(file.fileno(), unknown=False)
    except OSError:
        return True


def _taken(descriptor: int, unknown: bool = True) -> bool:
    """Take the lock if it is free; `unknown` is the answer on a file system without locks."""
    from filelock import lock_descriptor  # imported late, to start the window faster

    try:
        return bool(lock_descriptor(descriptor, blocking=False))
    except OSError:
        return unknown
