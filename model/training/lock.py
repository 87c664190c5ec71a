"""A lock that one process holds at a time. The system releases it when that process ends, however it ends."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from model.files import unwritable


class HeldError(Exception):
    """The lock is held already."""


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock on `path`. The file is created and never removed: else two processes could lock different files.

    Raises `HeldError` at once if another process, or this one, holds it. On a file system without locks (such as some
    shared folders) every process gets it.
    """
    from filelock import lock_descriptor  # imported late, to start the window faster

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("ab")
    except OSError as error:
        raise unwritable(path, error) from error
    with file:  # closing it releases the lock
        try:
            held = not lock_descriptor(file.fileno(), blocking=False)
        except OSError:
            held = False
        if held:
            raise HeldError(f"{path} is held by another process")
        yield
