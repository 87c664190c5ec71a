"""One file for each format of parallel text; `PairReader` is what each of them offers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from model.data.pairs import BadLine, RawPair
from model.errors import Sentence


class PairReader(Protocol):
    """Reads a `CorpusSource` once, from its first line to its last, in constant memory."""

    def items(self, progress: Callable[[float], None]) -> Iterator[RawPair | BadLine]:
        """Every line (TMX: every unit) in order; `progress` gets the share read, 0 to 1.

        Raises `UserError` for a file that is missing, unreadable, damaged or of an unknown column.
        """

    def remedy(self, bad: BadLine) -> Sentence:
        """What to do with a file of which nearly all lines are bad like this one, and what it seems to be instead."""
