"""Copies of what can be read only once, such as pipes, so that a resumed training finds its pairs again."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from model.data.corpus_source import CorpusSource
from model.data.opening import blocks_of, is_stream
from model.data.pairs import no_pairs
from model.files import unwritable


def spooled(source: CorpusSource, folder: Path, name: str, tell: Callable[[], None]) -> CorpusSource:
    """`source` with a copy in `folder` in place of each file that is a stream; `name` tells the copies apart.

    A copy that is there already is taken where the file itself cannot be read again. `tell` is called after every
    block; an exception that it raises cancels, and leaves no copy.
    """
    kept = [
        _kept(path, folder / f"{name}-{side}", tell)
        for path, side in zip(source.paths(), ("source", "target"), strict=False)
    ]
    if kept == source.paths():
        return source
    target = kept[1] if len(kept) > 1 else None
    return replace(source, path=kept[0], target_path=target, format=source.kind())  # the copy's name tells no format


def _kept(path: Path, copy: Path, tell: Callable[[], None]) -> Path:
    if path.is_file() and not is_stream(path):
        return path
    if not copy.exists() and is_stream(path):
        _copy(path, copy, tell)
    return copy if copy.exists() else path


def _copy(path: Path, copy: Path, tell: Callable[[], None]) -> None:
    part = copy.with_name(f"{copy.name}.part")
    try:
        copy.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as out:
            for block in blocks_of(path):
                out.write(block)
                tell()
            if not out.tell():
                raise no_pairs(path)
            out.flush()
            os.fsync(out.fileno())
        os.replace(part, copy)
    except OSError as error:
        raise unwritable(copy, error) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
