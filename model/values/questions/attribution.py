"""Which input pieces the chosen piece depends on, measured by gradients. Attention weights do not measure this."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from model.values.needs import Need
from model.values.questions.base import Question
from model.values.trace import Floats

MOST_POINTS = 1024  # of the path of integrated gradients


@dataclass(frozen=True)
class AttributionQuestion(Question):
    """About the piece that was chosen at decoding step `step`, counted from 0."""

    needs: ClassVar[frozenset[Need]] = frozenset({Need.GRADIENTS})

    step: int
    # Points are added to the path of integrated gradients until their shares miss at most this part of the change, or
    # there are `MOST_POINTS`; None: do not compute them.
    tolerance: float | None = 0.01


@dataclass(frozen=True, eq=False)
class Shares:
    """Signed shares of the chosen piece's log-probability, in nats."""

    source: Floats  # [source]; exactly 0 for padding
    target: Floats  # [step + 1], the decoder's input pieces so far; later ones are masked and get nothing

    @property
    def total(self) -> float:
        return float(self.source.sum(dtype=np.float64) + self.target.sum(dtype=np.float64))


@dataclass(frozen=True, eq=False)
class AttributionNumbers:
    """The baseline is an all-zero embedding at every position, source and target; positions are added as always.

    A method is complete if its shares sum to `change`. Integrated gradients is, up to the error of a path with finitely
    many points; gradient x input need not be.
    """

    question: AttributionQuestion
    gradient: Shares  # gradient x input
    integrated: Shares | None  # None: not asked for
    value: float  # log-probability of the chosen piece
    baseline_value: float  # the same with every embedding zero
    points: int = 0  # of the path of integrated gradients

    @property
    def change(self) -> float:
        """What all shares should sum to."""
        return self.value - self.baseline_value

    def error(self, shares: Shares) -> float:
        """Sum of the shares minus `change`: above 0 they are too large, below 0 something is missing."""
        return shares.total - self.change

    def relative_error(self, shares: Shares) -> float:
        """`error` as a share of `change`, without sign; infinite where `change` is 0 but the shares are not."""
        error = abs(self.error(shares))
        if error == 0.0:
            return 0.0
        return error / abs(self.change) if self.change else float("inf")


def _ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Ranks from 1; equal values get the mean of their ranks."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    ranks: NDArray[np.float64] = (last - (counts - 1) / 2)[inverse]
    return ranks


def rank_correlation(first: Floats, second: Floats) -> float | None:
    """Spearman's, -1 to 1; None where there are fewer than three numbers or all of one side are equal."""
    if len(first) < 3:
        return None
    x, y = (_ranks(np.asarray(values, dtype=np.float64)) for values in (first, second))
    x, y = x - x.mean(), y - y.mean()
    spread = float(np.sqrt((x @ x) * (y @ y)))
    return float(x @ y) / spread if spread > 0 else None
