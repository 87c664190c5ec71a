"""A lock that one process holds at a time. The system lets it go when that process ends, however it ends."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from model.files import unwritable


class HeldError(Exception):
    """Somebody else holds the lock."""


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock on `path`, which is made and stays: removing it would let two hold one lock of the same name.

    Raises `HeldError` at once where another process, or this one, holds it. A shared folder whose file system knows no
    locks refuses nobody.
    """
    from filelock import lock_descriptor  # takes a moment that a start of the window can do without

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("ab")
    except OSError as error:
        raise unwritable(path, error) from error
    with file:  # closing it lets the lock go
        try:
            held = not lock_descriptor(file.fileno(), blocking=False)
        except OSError:
            held = False
        if held:
            raise HeldError(f"{path} is held by another process")
        yield
