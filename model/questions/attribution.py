"""Which input pieces the chosen piece depends on, by gradients: beside attention, which is not the same thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from model.questions.base import Question
from model.trace import Floats

Method = Literal["gradient x input", "integrated gradients"]


@dataclass(frozen=True)
class AttributionQuestion(Question):
    """About the piece that was chosen at decoding step `step`, counted from 0."""

    step: int
    method: Method
    path_steps: int = 32  # integrated gradients: points on the way from the baseline


@dataclass(frozen=True, eq=False)
class AttributionNumbers:
    """Signed shares of the chosen piece's log-probability; the baseline is an all-zero embedding at every position.

    With integrated gradients all shares together should come to `value - baseline_value`; `error` is what is missing.
    """

    question: AttributionQuestion
    source: Floats  # [source]
    target: Floats  # [step + 1], the decoder's input pieces so far
    value: float  # log-probability of the chosen piece
    baseline_value: float  # the same with every embedding zero
    error: float  # sum of all shares - (value - baseline_value)
