"""Teacher forcing: one parallel decoder pass over a translation that a person gives (section 3.1)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from model.values.questions.base import Question
from model.values.trace import Floats, Ints, Span, Trace


@dataclass(frozen=True)
class ReferenceQuestion(Question):
    """`text` is the reference translation of the trace's source sentence."""

    text: str
    best: int = 5


@dataclass(frozen=True, eq=False)
class ReferenceNumbers:
    """`trace` is that of the forced pass: its input pieces are the reference shifted right, its predicted pieces the
    reference with its end. `best_pieces[q][0]` is the piece that the model itself would have chosen.
    """

    trace: Trace
    nll: Floats  # [target], -log p of each reference piece, in nats
    rank: Ints  # [target], of each reference piece among all: 1 is the likeliest
    best_pieces: tuple[tuple[str, ...], ...]  # [target][best]
    best_logprob: Floats  # [target, best]
    unknown: frozenset[int]  # positions of reference pieces that the vocabulary lacks
    own_pieces: bool  # the text is the model's own translation, so these are the pieces that it chose

    @property
    def mean_nll(self) -> float:
        """Mean over all pieces, </s> included: the training loss without label smoothing."""
        return float(self.nll.mean(dtype=np.float64))

    @property
    def perplexity(self) -> float:
        return float(np.exp(self.mean_nll))

    def unknown_text(self) -> tuple[str, ...]:
        """The parts of the text that the vocabulary lacks, each once, in order."""
        found = (self.trace.target_text[start:stop].strip() for start, stop in self.unknown_spans())
        return tuple(dict.fromkeys(text for text in found if text))

    def unknown_spans(self) -> tuple[Span, ...]:
        """The characters of `trace.target_text` that the vocabulary lacks."""
        spans = self.trace.target_spans
        return tuple(spans[position] for position in sorted(self.unknown)) if spans else ()


def parting(own: Trace, reference: Trace) -> int | None:
    """The first step, counted from 0, at which the pieces of the step-by-step run and of the reference differ.

    None: they agree as far as the run has come.
    """
    pairs = zip(own.predicted_pieces, reference.predicted_pieces, strict=False)
    for step, (chosen, given) in enumerate(pairs):
        if chosen != given:
            return step
    return None
