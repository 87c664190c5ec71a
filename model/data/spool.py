"""Copies of what can be read only once, such as pipes, so that a resumed training finds its pairs again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from model.data.corpus_source import CorpusSource
from model.data.opening import blocks_of, is_stream
from model.data.pairs import no_pairs
from model.files import write_blocks


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
        write_blocks(copy, _told(path, tell))
    return copy if copy.exists() else path


def _told(path: Path, tell: Callable[[], None]) -> Iterator[bytes]:
    """The text in blocks; `UserError` if there is none."""
    empty = True
    for block in blocks_of(path):
        yield block
        tell()
        empty = False
    if empty:
        raise no_pairs(path)
