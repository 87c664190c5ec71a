"""Sentence pairs on the disk, memory-mapped: ten million of them need no more memory than ten thousand."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from mmap import mmap
from pathlib import Path
from typing import overload

import numpy as np

from model.data.cache import DamagedError, MappedFile, open_or_make, read_seal, seal
from model.data.cleaning_report import CleaningReport
from model.data.permutation import Permutation
from model.errors import QT_TRANSLATE_NOOP, UserError

VERSION = 2  # of file format and cleaning; after a change every cached folder is made again
BLOCK = 4096  # pairs written or read at once
TAKEN = 128  # pairs read before their pages are released; each pair may bring 64 KiB into memory


class _Store:
    """The files of a folder: UTF-8 texts and, for each pair, begin of source, begin of target, end of target."""

    def __init__(self, folder: Path) -> None:
        sealed = read_seal(folder, VERSION)
        facts = sealed.facts
        self.key = str(facts.get("key"))
        self.content = key_of(*(sealed.sums.get(name, "") for name in ("texts.bin", "spans.bin")))
        self.texts = MappedFile(folder / "texts.bin", "u1")
        self.spans = MappedFile(folder / "spans.bin", "<i8")
        self.rows = self.spans.array.reshape(-1, 3)
        try:
            self.report = CleaningReport.from_dict(facts["report"]) if facts.get("report") else None
        except (KeyError, TypeError, ValueError) as error:
            raise DamagedError(f"{type(error).__name__}: {error}") from error

    def forget(self) -> None:
        self.texts.forget()
        self.spans.forget()


class TextPairs(Sequence[tuple[str, str]]):
    """Sentence pairs (source, target) in a folder, or a view of some of them (`subset`, `without`, `sample`).

    `key` identifies the content and how it was made: equal keys mean equal pairs in equal order.
    """

    def __init__(
        self, store: _Store, key: str, chosen: np.ndarray | None = None, left_out: np.ndarray | None = None
    ) -> None:
        self._store = store
        self.key = key
        self._chosen = chosen  # numbers of the pairs in the files
        # Sorted numbers of the pairs left out: shorter than `chosen` for a view of nearly all pairs.
        self._left_out = left_out

    @classmethod
    def open(cls, folder: Path) -> TextPairs:
        """The pairs of a folder written here; `UserError` when it is missing or damaged."""
        try:
            return cls._open(folder)
        except DamagedError as error:
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "{folder} holds no whole set of sentence pairs ({reason}); make it again."),
                folder=folder,
                reason=error,
            ) from error

    @classmethod
    def _open(cls, folder: Path) -> TextPairs:
        store = _Store(folder)
        return cls(store, store.key)

    @property
    def content(self) -> str:
        """A hash of the folder's files, independent of how they were made; the same for every view."""
        return self._store.content

    @property
    def report(self) -> CleaningReport | None:
        """What cleaning left out; None if the pairs were not cleaned."""
        return self._store.report

    def __len__(self) -> int:
        if self._chosen is not None:
            return len(self._chosen)
        return len(self._store.rows) - (0 if self._left_out is None else len(self._left_out))

    def _numbers(self, indices: np.ndarray) -> np.ndarray:
        """Convert places in this view to numbers in the files."""
        if self._chosen is not None:
            numbers: np.ndarray = self._chosen[indices]
            return numbers
        if self._left_out is None:
            return indices
        # The pair at place i comes after those left-out pairs that have at most i kept pairs before them.
        kept_before = self._left_out - np.arange(len(self._left_out))
        return indices + np.searchsorted(kept_before, indices, side="right")

    def take(self, indices: np.ndarray) -> list[tuple[str, str]]:
        """The pairs at these places."""
        texts = self._store.texts.bytes
        pairs: list[tuple[str, str]] = []
        for start in range(0, len(indices), TAKEN):
            rows = self._store.rows[self._numbers(indices[start : start + TAKEN])].tolist()
            pairs += [(texts[begin:middle].decode(), texts[middle:end].decode()) for begin, middle, end in rows]
            self._store.forget()
        return pairs

    @overload
    def __getitem__(self, index: int) -> tuple[str, str]: ...
    @overload
    def __getitem__(self, index: slice) -> list[tuple[str, str]]: ...
    def __getitem__(self, index: int | slice) -> tuple[str, str] | list[tuple[str, str]]:
        if isinstance(index, slice):
            return self.take(np.arange(len(self))[index])
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        return self.take(np.array([index % len(self)]))[0]

    def blocks(self, size: int = BLOCK) -> Iterator[list[tuple[str, str]]]:
        """All pairs in order, `size` at a time."""
        for begin in range(0, len(self), size):
            yield self.take(np.arange(begin, min(begin + size, len(self))))

    def __iter__(self) -> Iterator[tuple[str, str]]:
        for block in self.blocks():
            yield from block

    def subset(self, indices: np.ndarray) -> TextPairs:
        """A view of the pairs at these places, in this order."""
        chosen = self._numbers(np.asarray(indices, np.int64))
        return TextPairs(self._store, key_of(self.key, "subset", chosen.tobytes()), chosen=chosen)

    def without(self, indices: np.ndarray) -> TextPairs:
        """A view of all pairs but those at these places."""
        places = np.unique(np.asarray(indices, np.int64))
        numbers = self._numbers(places)
        key = key_of(self.key, "without", numbers.tobytes())
        if self._chosen is not None:
            return TextPairs(self._store, key, chosen=np.delete(self._chosen, places))
        left_out = numbers if self._left_out is None else np.union1d(self._left_out, numbers)
        return TextPairs(self._store, key, left_out=left_out)

    def sample(self, count: int, seed: int) -> TextPairs:
        """`count` pairs drawn at random by `seed`, in their original order; all pairs if there are fewer."""
        if count >= len(self):
            return self
        drawn = Permutation(len(self), (seed,)).take(0, count)
        return self.subset(np.sort(drawn))


def key_of(*parts: str | bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        digest.update(len(content).to_bytes(8, "little") + content)
    return digest.hexdigest()


class Writer:
    """Appends pairs to the two files of a folder."""

    def __init__(self, folder: Path, files: ExitStack) -> None:
        self._texts = files.enter_context((folder / "texts.bin").open("wb"))
        self._spans = files.enter_context((folder / "spans.bin").open("wb"))
        self._reached = 0
        self.count = 0

    def add(self, pairs: Sequence[tuple[bytes, bytes]]) -> None:
        lengths = np.array([(len(source), len(target)) for source, target in pairs], "<i8").reshape(-1, 2)
        self._texts.write(b"".join(text for pair in pairs for text in pair))
        self._add_spans(lengths)

    def copy(self, rows: np.ndarray, texts: mmap) -> None:
        """Append pairs of another folder, given by their rows there, int64 [pair, 3], and its texts."""
        # Pairs that lie side by side there are copied as one.
        breaks = np.flatnonzero(rows[1:, 0] != rows[:-1, 2]) + 1
        for run in np.split(rows, breaks):
            if len(run):
                self._texts.write(texts[run[0, 0] : run[-1, 2]])
        self._add_spans(np.diff(rows))

    def _add_spans(self, lengths: np.ndarray) -> None:
        ends = self._reached + np.cumsum(lengths.ravel()).reshape(-1, 2)
        spans = np.column_stack((ends[:, 0] - lengths[:, 0], ends))
        self._spans.write(spans.astype("<i8").tobytes())
        self._reached += int(lengths.sum())
        self.count += len(lengths)


def utf8(text: str) -> bytes:
    return text.encode("utf-8", "replace")  # half a surrogate pair becomes "?"


def store_pairs(pairs: Iterable[tuple[str, str]], key: str, cache: Path) -> TextPairs:
    """Generated pairs, written once into a cached folder; `key` must contain everything that determines them.

    `pairs` is only read when the cache lacks them. Raises `UserError` if there are none or the disk is full.
    """
    key = key_of("pairs", str(VERSION), key)

    def fill(folder: Path) -> None:
        with ExitStack() as files:
            writer = Writer(folder, files)
            rest = iter(pairs)
            while block := list(islice(rest, BLOCK)):
                writer.add([(utf8(source), utf8(target)) for source, target in block])
        if not writer.count:
            raise UserError(QT_TRANSLATE_NOOP("Model", "There are no sentence pairs to store; make at least one."))
        seal(folder, VERSION, {"key": key, "report": None})

    return open_or_make(cache / f"pairs-{key[:32]}", TextPairs._open, fill)


def _plain(text: str) -> str:
    """A sentence without case, punctuation and spaces."""
    return re.sub(r"[\W_]+", "", text.casefold())


def hold_out(pairs: TextPairs, count: int, seed: int) -> tuple[TextPairs, TextPairs]:
    """Split off `count` pairs for evaluation: (training pairs, held-out pairs), decided by the pairs and the seed.

    All held-out pairs have different source sentences, ignoring case and punctuation, and no training pair has one of
    them. Raises `UserError` if fewer pairs remain for training than are held out.
    """
    wanted: dict[str, int] = {}
    shuffled = Permutation(len(pairs), (seed,))
    for begin in range(0, len(pairs), BLOCK):
        if len(wanted) == count:
            break
        indices = shuffled.take(begin, min(begin + BLOCK, len(pairs)))
        for index, (source, _) in zip(indices.tolist(), pairs.take(indices), strict=True):
            if len(wanted) == count:
                break
            wanted.setdefault(_plain(source), index)
    taken = [index for index, (source, _) in enumerate(pairs) if _plain(source) in wanted]
    if len(wanted) < count or len(pairs) - len(taken) < count:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "{pairs} sentence pairs are too few to hold {count} of them out for validation; add "
                "data, hold out fewer or name a validation file.",
            ),
            pairs=f"{len(pairs):,}",
            count=f"{count:,}",
        )
    held_out = np.sort(np.fromiter(wanted.values(), np.int64, count))
    return pairs.without(np.array(taken, np.int64)), pairs.subset(held_out)
