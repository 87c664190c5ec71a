"""library.json: the folders that the user added and the names given to models, shared by all processes.

It is written under a lock and replaced in one rename, so reading needs no lock. A damaged file is copied under another
name and never stops the program.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from model.errors import QT_TRANSLATE_NOOP, UserError
from model.files import write_json
from model.training.lock import HeldError, locked
from model.unfinished import remove_unfinished

FORMAT = "translucent-library/1"
PATIENCE = 5.0  # seconds to wait for the lock, which others hold for milliseconds


@dataclass
class LibraryFile:
    """The content of library.json."""

    added: list[str] = field(default_factory=list)  # absolute paths, in the order in which they were added
    names: dict[str, str] = field(default_factory=dict)  # key of a model -> the name given to it


def read_library(root: Path) -> LibraryFile:
    """The library.json under `root`; a damaged file is first copied under another name, and its valid part is used."""
    path = root / "library.json"
    try:
        content = path.read_bytes()
    except OSError:  # missing or unreadable: the models in `root` are found without it
        return LibraryFile()
    found, whole = _understood(content)
    if not whole:
        _put_aside(path, content)
    return found


def damaged(root: Path) -> Path | None:
    """The newest copy of a damaged library.json, None if there is none or the user has deleted it."""
    return max(root.glob("library.damaged-*.json"), default=None)


@contextlib.contextmanager
def changed_library(root: Path) -> Iterator[LibraryFile]:
    """Read, let the caller change, write; a lock keeps other processes from writing meanwhile."""
    ends = time.monotonic() + PATIENCE
    with contextlib.ExitStack() as stack:
        while True:
            try:
                stack.enter_context(locked(root / "library.lock"))
                break
            except HeldError as error:
                if time.monotonic() > ends:
                    raise UserError(
                        QT_TRANSLATE_NOOP(
                            "Model",
                            "The list of models is being changed by another process; wait a moment and try again.",
                        )
                    ) from error
                time.sleep(0.02)
        remove_unfinished(root)
        _require_readable(root / "library.json")
        library = read_library(root)
        before = json.dumps(_values(library))
        yield library
        if json.dumps(_values(library)) != before:
            write_json(root / "library.json", _values(library))


def _require_readable(path: Path) -> None:
    """Raise `UserError` if the list exists but cannot be read: writing it would lose its content."""
    try:
        path.read_bytes()
    except FileNotFoundError:
        return
    except OSError as error:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "{path}, the list of models, cannot be read ({reason}), so nothing was changed; look "
                "at its permissions and try again.",
            ),
            path=path,
            reason=error,
        ) from error


def _values(library: LibraryFile) -> dict[str, Any]:
    return {"format": FORMAT, "added": library.added, "names": library.names}


def _understood(content: bytes) -> tuple[LibraryFile, bool]:
    """The valid part of a library.json, and whether that is all of it."""
    try:
        values = json.loads(content)
    except (ValueError, RecursionError):
        return LibraryFile(), False
    if not isinstance(values, dict):
        return LibraryFile(), False
    added, names = values.get("added"), values.get("names")
    whole = values.get("format") == FORMAT and isinstance(added, list) and isinstance(names, dict)
    found = LibraryFile()
    for path in added if isinstance(added, list) else []:
        if isinstance(path, str) and "\0" not in path and Path(path).is_absolute():
            found.added.append(path)
        else:
            whole = False
    for key, name in names.items() if isinstance(names, dict) else ():
        if isinstance(name, str) and name.strip() and name.isprintable():
            found.names[key] = name
        else:
            whole = False
    return found, whole


def _put_aside(path: Path, content: bytes) -> None:
    """Copy the damaged file under another name, unless a copy with the same content exists."""
    with contextlib.suppress(OSError):
        if any(kept.read_bytes() == content for kept in path.parent.glob("library.damaged-*.json")):
            return
        number = 1
        while (aside := path.with_name(f"library.damaged-{number:03}.json")).exists():
            number += 1
        shutil.copyfile(path, aside)
