"""What a translator yields while it decodes, and what the window knows of it. NumPy only.

The window, the command line and the tests consume the same generator of `TranslationEvent`s; closing it cancels.
"""

from __future__ import annotations

import math
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError
from model.values.questions import Question, Told
from model.values.sites import TRANSFORMER_GROUPS, SiteGroup
from model.values.trace import Bools, Floats, Ints, Scores, Span, Trace

Method = Literal["greedy", "beam", "sample"]


@dataclass(frozen=True)
class DecodingSettings:
    """How the next piece is chosen. Raises `UserError`, naming the setting, for a value that makes no sense."""

    method: Method = "greedy"
    beam: int = 4  # hypotheses kept, for method "beam"
    length_penalty: float = 0.6  # alpha of GNMT's ((5 + length) / 6) ^ alpha, which divides the log-probability
    temperature: float = 1.0  # for method "sample": logits are divided by it
    top_k: int = 0  # for method "sample": only the k likeliest pieces; 0: all
    top_p: float = 1.0  # for method "sample": only the likeliest pieces that together reach this probability
    seed: int = 0  # for method "sample"
    extra_length: int = 50  # a translation has at most this many pieces more than its source (section 6.1)
    candidates: int = 10  # best next pieces told at every step
    prefix: str = ""  # the translation must begin with this text
    source_language: str = ""  # codes, for models of several languages; "": the model's own default
    target_language: str = ""
    record: bool = True  # whether attention is recorded

    def __post_init__(self) -> None:
        if self.method not in ("greedy", "beam", "sample"):
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "There is no decoding method '{method}'; choose greedy, beam or sample."),
                method=self.method,
            )
        limits = [("beam", 1, 64), ("length_penalty", 0, 10), ("candidates", 1, 100), ("extra_length", 1, 10_000)]
        for name, low, high in limits:
            if not low <= getattr(self, name) <= high:
                raise UserError(
                    QT_TRANSLATE_NOOP("Model", "The setting {name} is {value}; it must be from {low} to {high}."),
                    name=name,
                    value=getattr(self, name),
                    low=low,
                    high=high,
                )
        if not 0 < self.temperature < math.inf:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model",
                    "The temperature is {temperature}; it must be a finite number above 0 (greedy is its limit at 0).",
                ),
                temperature=self.temperature,
            )
        if not 0 < self.top_p <= 1:
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "The setting top_p is {top_p}; it must be more than 0 and at most 1."),
                top_p=self.top_p,
            )
        if self.top_k < 0:
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "The setting top_k is {top_k}; it cannot be negative."), top_k=self.top_k
            )

    def describe(self) -> str:
        """One line with every setting that matters, for a trace or a card."""
        if self.method == "beam":
            text = f"beam {self.beam}, GNMT length penalty {self.length_penalty:g}"
        elif self.method == "sample":
            text = f"sampling, temperature {self.temperature:g}, top-k {self.top_k}, top-p {self.top_p:g}"
            text += f", seed {self.seed}"
        else:
            text = "greedy"
        if self.source_language or self.target_language:
            text += f", {self.source_language or 'any'} to {self.target_language or 'any'}"
        return f"{text}, forced prefix {self.prefix!r}" if self.prefix else text


@dataclass(frozen=True)
class ModelDescription:
    """What the window may know of a model."""

    name: str
    source_language: str
    target_language: str
    encoder_layers: int
    decoder_layers: int
    heads: int
    d_model: int
    d_ff: int
    norm: str
    parameters: int
    source_vocab_size: int
    target_vocab_size: int
    max_positions: int
    device: Sentence | str
    precision: str
    groups: tuple[SiteGroup, ...] = tuple(TRANSFORMER_GROUPS)
    alignment_head: tuple[int, int] | None = None  # layer and head of cross-attention that was trained to align words
    source_languages: tuple[str, ...] = ()  # codes to choose from; empty: there is no choice
    target_languages: tuple[str, ...] = ()
    default_languages: tuple[str, str] = ("", "")  # of those the ones that the model itself begins with, if it does
    family: str = "Translucent"  # whose kind of model it is
    differences: tuple[Sentence, ...] = ()  # what this family does otherwise than the paper, a sentence each
    notice: Sentence | str = (
        ""  # something the person should know, for example that the GPU was full and the CPU is used
    )


@dataclass(frozen=True, eq=False)
class SourceSentence:
    """One sentence as the encoder saw it, padded to the longest of its batch."""

    text: str
    pieces: tuple[str, ...]  # ends with </s>, then <pad>
    spans: tuple[Span, ...]  # characters of `text` that each piece covers
    unknown: frozenset[int]  # positions of pieces that the vocabulary lacks
    allowed: Bools  # [source], False = padding
    encoder_self: Floats | None  # [layer, head, source, source]; None when nothing is recorded


@dataclass(frozen=True)
class SourceEncoded:
    sentences: tuple[SourceSentence, ...]


@dataclass(frozen=True)
class Ended:
    """A hypothesis that ended at this step: by </s>, or cut off at the greatest length."""

    parent: int  # the row of this step that it extends
    piece: str
    logprob: float
    score: float  # sum of log-probabilities
    normalised: float  # score / length penalty, by which hypotheses are compared


@dataclass(frozen=True, eq=False)
class SentenceStep:
    """One decoding step of one sentence.

    A *row* is a hypothesis that went into the decoder at this step: its newest input piece is the query of the new
    attention rows. A *branch* is a hypothesis that comes out and goes on; `parents` names the row each one extends.
    """

    sentence: int
    index: int  # 0 for the first step
    parents: tuple[int, ...]  # [branch] -> row
    pieces: tuple[str, ...]  # [branch], the piece that was chosen
    logprobs: tuple[float, ...]  # [branch], of that piece
    scores: tuple[float, ...]  # [branch], sum of log-probabilities
    texts: tuple[str, ...]  # [branch], the translation so far
    ended: tuple[Ended, ...]
    done: bool  # no branch will be followed: the sentence's search is over
    candidate_pieces: tuple[tuple[str, ...], ...]  # [row][k], best first
    candidate_ids: Ints  # [row, k]
    candidate_logprob: Floats  # [row, k], over the whole vocabulary
    decoder_self: Floats | None  # [layer, head, row, key <= index]
    cross: Floats | None  # [layer, head, row, source]


@dataclass(frozen=True)
class DecodingStep:
    """One step of every sentence that has not ended yet."""

    index: int
    sentences: tuple[SentenceStep, ...]


@dataclass(frozen=True)
class Hypothesis:
    """A whole translation. Step `len(pieces) - 1` is its last, where it left from the row `parent`."""

    parent: int
    pieces: tuple[str, ...]  # predicted; ends with </s> unless `cut_off`
    ids: tuple[int, ...]
    text: str
    spans: tuple[Span, ...]  # characters of `text` that each piece covers
    score: float
    normalised: float
    cut_off: bool  # reached the greatest length without </s>


@dataclass(frozen=True)
class TranslationFinished:
    hypotheses: tuple[tuple[Hypothesis, ...], ...]  # [sentence][best first]


TranslationEvent = SourceEncoded | DecodingStep | TranslationFinished


class Translator(Protocol):
    """Whatever yields steps and records: our Transformer, or an adapter around somebody else's model."""

    @property
    def description(self) -> ModelDescription: ...

    @property
    def start_piece(self) -> str:
        """The first decoder input: <s> in ours, <pad> in Marian."""
        ...

    def translate(self, texts: Sequence[str], settings: DecodingSettings) -> Generator[TranslationEvent, None, None]:
        """Translate all texts as one padded batch. Raises `UserError` for text that cannot be translated."""
        ...

    def scores(self, trace: Trace) -> Scores:
        """q . k / sqrt(d_k) before the masks, by one teacher-forced pass over what the trace holds."""
        ...

    def ask(self, question: Question, trace: Trace | None) -> Generator[Told, None, None]:
        """Answer a question about a translation: any number of `Progress`, then the answer; closing it cancels.

        Raises `UserError` for what this model cannot answer.
        """
        ...
