"""Sentence pairs as piece ids on the disk, encoded once and memory-mapped."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from itertools import chain
from pathlib import Path

import numpy as np

from model.bundle.tokenizer import Tokenizer
from model.data.cache import MappedFile, open_or_make, read_seal, seal
from model.data.textstore import TextPairs
from model.errors import QT_TRANSLATE_NOOP, UserError

VERSION = 1  # of the file format; after a change every cached folder is made again
BLOCK = 4096  # pairs encoded at once

# One row for each pair: the place of its first source id, its index in the texts, and the pieces of each side. The
# target's ids follow the source's.
_ROW = np.dtype([("begin", "<i8"), ("text", "<i8"), ("source", "<i4"), ("target", "<i4")])


class EncodedPairs:
    """The pairs of `texts` that have at least one piece and fewer than `max_pieces` on each side, without </s>.

    `too_long` is the number of those left out.
    """

    def __init__(
        self,
        folder: Path,
        texts: TextPairs,
        source_tokenizer: Tokenizer,
        target_tokenizer: Tokenizer,
        max_pieces: int,
    ) -> None:
        facts = read_seal(folder, VERSION).facts
        self.source_tokenizer = source_tokenizer
        self.target_tokenizer = target_tokenizer
        self.max_pieces = max_pieces
        self.too_long = int(facts["too_long"])
        self._texts = texts
        self._ids = MappedFile(folder / "ids.bin", facts["dtype"])
        self._index = MappedFile(folder / "index.bin", "u1")
        self._rows = self._index.array.view(_ROW)

    def __len__(self) -> int:
        return len(self._rows)

    def lengths(self, indices: np.ndarray) -> np.ndarray:
        """Pieces of source and target of these pairs without </s>, int32 [pair, 2]."""
        found = np.empty((len(indices), 2), np.int32)
        order = np.argsort(indices)  # in file order, so that pages already read can be released
        for start in range(0, len(order), BLOCK):
            places = order[start : start + BLOCK]
            rows = self._rows[indices[places]]
            found[places, 0], found[places, 1] = rows["source"], rows["target"]
            self._index.forget()
        return found

    def ids(self, index: int) -> tuple[np.ndarray, np.ndarray]:
        """Source and target ids of one pair, int64 [piece]."""
        (source, _), (target, _) = self.flat(np.array([index]))
        return source, target

    def flat(self, indices: np.ndarray) -> tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]:
        """For each side, the concatenated ids of these pairs, int64, and the length of each pair, int64 [pair]."""
        rows = self._rows[indices]
        self._index.forget()
        sources, targets = rows["source"].astype(np.int64), rows["target"].astype(np.int64)
        sides = self._gather(rows["begin"], sources), self._gather(rows["begin"] + sources, targets)
        self._ids.forget()
        return (sides[0], sources), (sides[1], targets)

    def _gather(self, begins: np.ndarray, lengths: np.ndarray) -> np.ndarray:
        ends = np.cumsum(lengths)
        places = np.arange(ends[-1] if len(ends) else 0) + np.repeat(begins - (ends - lengths), lengths)
        return self._ids.array[places].astype(np.int64)

    def texts(self, index: int) -> tuple[str, str]:
        """Source and target of one pair as they were written."""
        return self.take_texts(np.array([index]))[0]

    def take_texts(self, indices: np.ndarray) -> list[tuple[str, str]]:
        """The texts of these pairs."""
        return self._texts.take(self._rows["text"][indices])


def encode_pairs(
    texts: TextPairs,
    source_tokenizer: Tokenizer,
    target_tokenizer: Tokenizer,
    max_pieces: int,
    cache: Path,
    progress: Callable[[str, float], None] | None = None,
) -> EncodedPairs:
    """The ids of all pairs, cached under a folder keyed by the pairs, both tokenizers and `max_pieces`.

    `progress` gets the current task and the share done; an exception that it raises cancels, and no files are left.
    Raises `UserError` when every pair is too long and when the cache cannot be written.
    """
    joint = source_tokenizer.model == target_tokenizer.model
    digest = hashlib.sha256(f"{VERSION} {max_pieces} {texts.key}".encode())
    for tokenizer in (source_tokenizer, target_tokenizer):
        digest.update(hashlib.sha256(tokenizer.model).digest())
    dtype = "<u2" if max(source_tokenizer.size, target_tokenizer.size) <= 1 << 16 else "<u4"

    def encode(block: list[tuple[str, str]]) -> tuple[list[list[int]], list[list[int]]]:
        if joint:
            both = source_tokenizer.batch_ids([text for pair in block for text in pair])
            return both[::2], both[1::2]
        return (
            source_tokenizer.batch_ids([source for source, _ in block]),
            target_tokenizer.batch_ids([target for _, target in block]),
        )

    def fill(folder: Path) -> None:
        seen = kept = reached = 0
        with (folder / "ids.bin").open("wb") as ids, (folder / "index.bin").open("wb") as index:
            for block in texts.blocks(BLOCK):
                sources, targets = encode(block)
                lengths = np.array([list(map(len, sources)), list(map(len, targets))], np.int64)
                fits = np.flatnonzero(((lengths > 0) & (lengths < max_pieces)).all(0))
                rows = np.empty(len(fits), _ROW)
                rows["text"] = seen + fits
                rows["source"], rows["target"] = lengths[:, fits]
                ends = reached + np.cumsum(lengths[:, fits].sum(0))
                rows["begin"] = ends - lengths[:, fits].sum(0)
                pieces = chain.from_iterable(chain(sources[i], targets[i]) for i in fits.tolist())
                ids.write(np.fromiter(pieces, dtype).tobytes())
                index.write(rows.tobytes())
                seen, kept = seen + len(block), kept + len(fits)
                reached = int(ends[-1]) if len(fits) else reached
                if progress:
                    progress("encoding", seen / len(texts))
        if not kept:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model",
                    "None of the {seen} sentence pairs has fewer than {max_pieces} pieces on both "
                    "sides; raise max_pieces or check the data.",
                ),
                seen=f"{seen:,}",
                max_pieces=max_pieces,
            )
        seal(folder, VERSION, {"too_long": seen - kept, "dtype": dtype})

    def opener(folder: Path) -> EncodedPairs:
        return EncodedPairs(folder, texts, source_tokenizer, target_tokenizer, max_pieces)

    return open_or_make(cache / f"pieces-{digest.hexdigest()[:32]}", opener, fill)
