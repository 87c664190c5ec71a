"""Files and folders that are being written, under a hidden name that says who writes them.

`.NAME.HOST.PROCESS-NUMBER.part` stands beside NAME until it is whole, and gets that name in one rename. A process that
is killed leaves it behind; the next one that uses the folder removes it.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import shutil
import socket
import time
from pathlib import Path

LONGEST_NAME = 40  # characters of NAME that are kept, so that the hidden name also fits into a file system
ABANDONED = 24 * 3600.0  # seconds; whether a writer on another computer still runs cannot be known
_UNFINISHED = re.compile(r"\..*\.(?P<host>[\w-]+)\.(?P<process>\d+)-\d+\.part")
_OLDER = re.compile(r"\..*\.\d+\.part|.*\.\d+-\d+\.part")  # of earlier versions, which did not name the computer
_count = itertools.count()


def unfinished_path(path: Path) -> Path:
    """Where to write what shall become `path`: each call returns another name in the same folder."""
    return path.with_name(f".{path.name[:LONGEST_NAME]}.{_host()}.{os.getpid()}-{next(_count)}.part")


def remove_unfinished(folder: Path) -> None:
    """Remove from `folder` what ended processes left unfinished. What cannot be removed stays, without an error."""
    with contextlib.suppress(OSError):
        for entry in list(os.scandir(folder)):
            if entry.name.endswith(".part") and _abandoned(entry):
                if entry.is_dir(follow_symlinks=False):
                    shutil.rmtree(entry.path, ignore_errors=True)
                else:
                    with contextlib.suppress(OSError):
                        os.unlink(entry.path)


def _abandoned(entry: os.DirEntry[str]) -> bool:
    named = _UNFINISHED.fullmatch(entry.name)
    if named and named["host"] == _host():
        return not process_exists(int(named["process"]))
    if not named and not _OLDER.fullmatch(entry.name):
        return False
    with contextlib.suppress(OSError):
        return time.time() - entry.stat(follow_symlinks=False).st_mtime > ABANDONED
    return False


def _host() -> str:
    return re.sub(r"[^\w-]", "-", socket.gethostname(), flags=re.ASCII)[:LONGEST_NAME] or "-"


def process_exists(number: int) -> bool:
    """Whether a process with this id runs on this machine."""
    if number <= 0:
        return False
    if os.name == "nt":
        return _windows_process_exists(number)
    try:
        os.kill(number, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    try:  # a zombie (ended, not yet collected by its parent) does not count
        return Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (OSError, IndexError):
        return True


def _windows_process_exists(number: int) -> bool:
    import ctypes

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined]
    handle = kernel.OpenProcess(0x1000, False, number)  # PROCESS_QUERY_LIMITED_INFORMATION; os.kill would end it here
    if handle:
        kernel.CloseHandle(handle)
    return bool(handle)
