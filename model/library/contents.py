"""What lies in a folder: files, links that lead nowhere, and notes that git-lfs left in place of files."""

from __future__ import annotations

import fnmatch
from dataclasses import dataclass
from pathlib import Path

_NOTE = b"version https://git-lfs"
_LARGEST_NOTE = 1024  # bytes; such a note has some 130


@dataclass(frozen=True)
class Contents:
    """The names at the top level of `folder`."""

    folder: Path
    sizes: dict[str, int]  # of the files, in bytes
    folders: tuple[str, ...]
    dangling: frozenset[str]  # links whose file is gone
    notes: frozenset[str]  # files that only stand for a file that git-lfs has

    def first(self, *patterns: str) -> str:
        """The first name of a file, in alphabetical order, that fits one of the patterns; "" if there is none."""
        return next((name for name in self.sizes if any(fnmatch.fnmatchcase(name, one) for one in patterns)), "")


def contents_of(folder: Path) -> Contents:
    """Raises `OSError` for a folder that cannot be read."""
    sizes: dict[str, int] = {}
    folders, dangling, notes = [], set(), set()
    for child in sorted(folder.iterdir()):
        if child.is_dir():
            folders.append(child.name)
        elif child.is_file():
            sizes[child.name] = child.stat().st_size
            if 0 < sizes[child.name] < _LARGEST_NOTE and _begins(child, _NOTE):
                notes.add(child.name)
        elif child.is_symlink():
            dangling.add(child.name)
    return Contents(folder, sizes, tuple(folders), frozenset(dangling), frozenset(notes))


def _begins(path: Path, beginning: bytes) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(beginning)) == beginning
    except OSError:
        return False
