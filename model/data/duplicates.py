"""Finds duplicates among any number of entries in nearly constant memory."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

BLOCK = 1 << 20
PARTITIONS = 64  # number of files; equal digests go to the same file

_ROW = np.dtype([("first", "<u8"), ("second", "<u8"), ("index", "<i8")])


class DuplicateFinder:
    """Takes 16-byte digests in order and finds those that occurred before; stores them in files under `folder`."""

    def __init__(self, folder: Path) -> None:
        self._paths = [folder / f"digests-{number}.bin" for number in range(PARTITIONS)]
        self._files = [path.open("wb") for path in self._paths]
        self._marks = folder / "duplicates.bin"
        self._count = 0

    def add(self, digests: Sequence[bytes]) -> None:
        rows = np.empty(len(digests), _ROW)
        halves = np.frombuffer(b"".join(digests), "<u8").reshape(-1, 2)
        rows["first"], rows["second"] = halves[:, 0], halves[:, 1]
        rows["index"] = np.arange(self._count, self._count + len(digests))
        self._count += len(digests)
        partitions = rows["first"] % PARTITIONS
        order = np.argsort(partitions, kind="stable")
        ends = np.searchsorted(partitions[order], np.arange(PARTITIONS + 1))
        rows = rows[order]
        for file, begin, end in zip(self._files, ends[:-1], ends[1:], strict=True):
            file.write(rows[begin:end].tobytes())

    def find(self) -> np.ndarray:
        """Whether each digest equals an earlier one, bool [digest], mapped from a file; closes the finder."""
        self.close()
        if not self._count:
            return np.zeros(0, bool)
        # Write all bytes first: with a sparse mapped file, a full disk would kill the process.
        with self._marks.open("wb") as file:
            for begin in range(0, self._count, BLOCK):
                file.write(bytes(min(BLOCK, self._count - begin)))
        marks = np.memmap(self._marks, bool, "r+")
        for path in self._paths:
            rows = np.fromfile(path, _ROW)
            rows = rows[np.lexsort((rows["index"], rows["second"], rows["first"]))]
            again = (rows["first"][1:] == rows["first"][:-1]) & (rows["second"][1:] == rows["second"][:-1])
            marks[rows["index"][1:][again]] = True
        return marks

    def close(self) -> None:
        for file in self._files:
            file.close()
