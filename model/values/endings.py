"""How a translation ended: whole, cut off, or not at all; and whether it goes round in circles. NumPy only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from model.values.pieces import ENDS, is_special

FEWEST_ROUNDS = 4  # a text may say the same three times
SHORTEST_LOOP = 8  # pieces that all rounds together have


class Ending(StrEnum):
    """Why a translation has no more pieces than it has."""

    OPEN = "open"  # it is still being decoded, or was stopped
    END = "end"  # the model ended it
    LENGTH = "length"  # it was cut off at the greatest length


@dataclass(frozen=True)
class Loop:
    """The same pieces again and again at the end of a translation."""

    pieces: tuple[str, ...]  # of one round
    rounds: int


def ending_of(pieces: Sequence[str]) -> Ending:
    """What can be told by the pieces alone, for files that do not say how their translation ended."""
    return Ending.END if pieces and pieces[-1] in ENDS else Ending.OPEN


def loop_at_end(pieces: Sequence[str]) -> Loop | None:
    """The shortest round that repeats up to the last piece; the piece that ends a translation does not count."""
    said = tuple(pieces)
    while said and is_special(said[-1]):
        said = said[:-1]
    for length in range(1, len(said) // FEWEST_ROUNDS + 1):
        # Two neighbouring rounds are equal where a piece equals the one a round before it.
        same = 0
        while same + length < len(said) and said[-1 - same] == said[-1 - same - length]:
            same += 1
        rounds = same // length + 1
        if rounds >= FEWEST_ROUNDS and rounds * length >= SHORTEST_LOOP:
            return Loop(said[-length:], rounds)
    return None
