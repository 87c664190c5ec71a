"""What a search did with every hypothesis that it looked at: a tree, step by step. NumPy only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Fate(StrEnum):
    """What became of a branch."""

    KEPT = "kept"  # it is extended at the next step
    ENDED = "ended"  # it is a whole translation: by </s>, or cut off at the greatest length
    DROPPED = "dropped"  # others were better, or the search had ended


@dataclass(frozen=True)
class Branch:
    """One continuation of a row of a step: the piece it adds, and what became of it.

    A *row* is a hypothesis that went into the decoder at this step. The kept branches of a step are the rows of the
    next one, in the same order.
    """

    row: int
    id: int
    piece: str
    logprob: float  # of the piece, natural logarithm
    score: float  # sum of the log-probabilities of all pieces so far
    fate: Fate
    normalised: float  # score / length penalty, by which ended hypotheses are compared

    def to_dict(self) -> dict[str, Any]:
        return asdict(self) | {"fate": self.fate.value}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Branch:
        """What `to_dict` gave. Raises `ValueError` or `TypeError` for anything else."""
        branch = cls(**values)
        numbers = (branch.logprob, branch.score, branch.normalised)
        types = [type(branch.row), type(branch.id), type(branch.piece)]
        if types != [int, int, str] or {type(number) for number in numbers} - {int, float}:
            raise ValueError("a branch of the search is damaged")
        return cls(**{**values, "fate": Fate(branch.fate)})


SearchTree = tuple[tuple[Branch, ...], ...]  # [step][branch], the best first


def kept(branches: tuple[Branch, ...]) -> tuple[Branch, ...]:
    return tuple(branch for branch in branches if branch.fate is Fate.KEPT)


def ended(branches: tuple[Branch, ...]) -> tuple[Branch, ...]:
    return tuple(branch for branch in branches if branch.fate is Fate.ENDED)


def path_to(tree: Sequence[tuple[Branch, ...]], last: Branch) -> list[Branch]:
    """The branches of one hypothesis, from the first step of `tree` to `last`, which is a branch of its last step."""
    path = [last]
    for branches in reversed(tree[:-1]):
        path.append(kept(branches)[path[-1].row])  # row r of a step is the kept branch r of the step before
    return path[::-1]


def check_tree(tree: SearchTree) -> None:
    """Raise `ValueError` where a branch leaves from a row that is not there."""
    rows = 1
    for branches in tree:
        if not all(0 <= branch.row < rows for branch in branches):
            raise ValueError("a branch of the search leaves from a row that is not there")
        rows = len(kept(branches))
