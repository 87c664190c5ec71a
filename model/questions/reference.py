"""Teacher forcing: one parallel decoder pass over a translation that a person gives (section 3.1)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from model.questions.base import Question
from model.trace import Floats, Ints, Trace


@dataclass(frozen=True)
class ReferenceQuestion(Question):
    """`text` is the reference translation of the trace's source sentence."""

    text: str
    best: int = 5


@dataclass(frozen=True, eq=False)
class ReferenceNumbers:
    """`trace` is that of the forced pass: its input pieces are the reference shifted right, its predicted pieces the
    reference with its end. Where the model would have chosen otherwise, `best_pieces[q][0]` says what.
    """

    trace: Trace
    nll: Floats  # [target], -log p of each reference piece, in nats
    rank: Ints  # [target], of each reference piece among all: 1 is the likeliest
    best_pieces: tuple[tuple[str, ...], ...]  # [target][best]
    best_logprob: Floats  # [target, best]
    unknown: frozenset[int]  # positions of reference pieces that the vocabulary lacks
    text: str  # the reference as the pieces spell it

    @property
    def mean_nll(self) -> float:
        return float(self.nll.mean(dtype=np.float64))

    @property
    def perplexity(self) -> float:
        return float(np.exp(self.mean_nll))
