"""Writing files so that they stay readable even if the power fails at any moment."""

from __future__ import annotations

import contextlib
import errno
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError
from model.unfinished import unfinished_path


def write_blocks(path: Path, blocks: Iterable[bytes]) -> None:
    """Write under a temporary name, flush to disk, rename: the old content stays until the new one is whole.

    `UserError` where the system does not let us write. What making the blocks raises comes through; nothing is written.
    """
    temporary = unfinished_path(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            for block in blocks:
                file.write(block)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def write_bytes(path: Path, content: bytes) -> None:
    """`write_blocks` of a content that is there."""
    write_blocks(path, [content])


_FULL = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))  # Windows has no EDQUOT


def unwritable(path: Path, error: OSError) -> UserError:
    """The sentence for a file that the system does not let us write."""
    if error.errno in _FULL:
        remedy = Sentence(QT_TRANSLATE_NOOP("Model", "free some space and try again"))
    else:
        remedy = Sentence(QT_TRANSLATE_NOOP("Model", "choose a folder that you may write to"))
    return UserError(
        QT_TRANSLATE_NOOP("Model", "{path} cannot be written ({reason}); {remedy}."),
        path=path,
        reason=error,
        remedy=remedy,
    )


def write_text(path: Path, content: str) -> None:
    write_bytes(path, content.encode())


def write_json(path: Path, value: Any) -> None:
    write_text(path, json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def append_json_line(path: Path, value: dict[str, Any]) -> None:
    """Append one object as one line to `path`; at most the last line can ever be incomplete for a reader."""
    try:
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(value, ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise unwritable(path, error) from error


def read_json(path: Path) -> dict[str, Any]:
    """The JSON object in `path`; `UserError` when it is missing, damaged or not an object."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{path} cannot be read ({reason}); put it back or choose another folder."),
            path=path,
            reason=error,
        ) from error
    except (ValueError, RecursionError) as error:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{path} is damaged: it is not JSON; put the original file back."), path=path
        ) from error
    if not isinstance(value, dict):
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model", "{path} is damaged: it does not hold a JSON object; put the original file back."
            ),
            path=path,
        )
    return value


def toml_value(value: str | bool | int | float) -> str:
    """The value as TOML writes it after `key = `."""
    if isinstance(value, str):
        # A JSON string is a valid TOML basic string, except for U+007F, which JSON does not escape.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return str(value).lower() if isinstance(value, bool) else repr(value)
