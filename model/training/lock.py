"""A lock that one process holds at a time. The system lets it go when that process ends, however it ends."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from model.files import unwritable

_HELD = (errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES)
_FAR = 1 << 30  # Windows lets nobody read a locked byte, so one behind all that a file may hold is locked


class HeldError(Exception):
    """Somebody else holds the lock."""


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock on `path`, which is made and stays: removing it would let two hold one lock of the same name.

    Raises `HeldError` at once where another process, or this one, holds it. A shared folder whose file system knows no
    locks refuses nobody.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("ab")
    except OSError as error:
        raise unwritable(path, error) from error
    with file:
        if not _take(file.fileno()):
            raise HeldError(f"{path} is held by another process")
        yield


def _take(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, _FAR, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in _HELD
    return True
