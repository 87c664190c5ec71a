"""What a translator yields while it decodes. NumPy only.

The window, the command line and the tests consume the same generator of `TranslationEvent`s; closing it cancels.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from model.values.search_tree import Branch, ended, kept
from model.values.setup import Setup
from model.values.sites import SiteGroup
from model.values.trace import Bools, Floats, Ints, Span


@dataclass(frozen=True, eq=False)
class SourceSentence:
    """One sentence as the encoder saw it, padded to the longest of its batch."""

    text: str
    pieces: tuple[str, ...]  # ends with </s>, then <pad>
    spans: tuple[Span, ...]  # characters of `text` that each piece covers
    unknown: frozenset[int]  # positions of pieces that the vocabulary lacks
    allowed: Bools  # [source], False = padding
    maps: Mapping[str, Floats] | None  # by group: [layer, head, source, key]; None when nothing is recorded


@dataclass(frozen=True, eq=False)
class SourceEncoded:
    """The beginning of a run: what is translated, what makes the run, and what can be looked at."""

    sentences: tuple[SourceSentence, ...]
    setup: Setup
    start_piece: str  # the decoder's first input, as the vocabulary writes it
    end_piece: str  # the piece that ends a translation
    groups: tuple[SiteGroup, ...]


@dataclass(frozen=True, eq=False)
class SentenceStep:
    """One decoding step of one sentence.

    A *row* is a hypothesis that went into the decoder at this step: its newest input piece is the query of the new
    attention rows. A *branch* is a hypothesis that comes out; the kept ones are the rows of the next step.
    """

    sentence: int
    index: int  # 0 for the first step
    branches: tuple[Branch, ...]  # all that the search looked at, best first
    texts: tuple[str, ...]  # [kept branch], the translation so far
    ended_texts: tuple[str, ...]  # [ended branch], the whole translation
    done: bool  # nothing is kept: the sentence's search is over
    candidate_pieces: tuple[tuple[str, ...], ...]  # [row][k], best first
    candidate_ids: Ints  # [row, k]
    candidate_logprob: Floats  # [row, k], over the whole vocabulary
    rows: Mapping[str, Floats] | None  # by group: [layer, head, row, key]; None when nothing is recorded

    @property
    def kept(self) -> tuple[Branch, ...]:
        return kept(self.branches)

    @property
    def ended(self) -> tuple[Branch, ...]:
        return ended(self.branches)


@dataclass(frozen=True)
class DecodingStep:
    """One step of every sentence that has not ended yet."""

    index: int
    sentences: tuple[SentenceStep, ...]


@dataclass(frozen=True)
class Hypothesis:
    """A whole translation. Its last step is `len(pieces) - 1`, in which it continued `row`."""

    row: int
    pieces: tuple[str, ...]  # predicted; ends with </s> unless `cut_off`
    ids: tuple[int, ...]
    text: str
    spans: tuple[Span, ...]  # characters of `text` that each piece covers
    score: float
    normalised: float
    cut_off: bool  # reached the greatest length without </s>

    def last_of(self, step: SentenceStep) -> Branch:
        """The branch that ended it, in its last step."""
        return next(branch for branch in step.ended if branch.row == self.row and branch.id == self.ids[-1])


@dataclass(frozen=True)
class TranslationFinished:
    hypotheses: tuple[tuple[Hypothesis, ...], ...]  # [sentence][best first]


TranslationEvent = SourceEncoded | DecodingStep | TranslationFinished
