"""From texts to the steps of their translation, with pieces, spans and candidates: the same for every kind of model.

A `Reader` knows the text side of a model and a `Stepper` its numbers; together they are a translator (issue 5).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Protocol

from model.bundle.tokenizer import Piece
from model.decoding.decode import DecodedStep, EncodedBatch, SentenceChoice, Stepper, decode_batch
from model.decoding.search import gnmt_length_penalty
from model.errors import QT_TRANSLATE_NOOP, UserError
from model.values.pieces import is_special
from model.values.steps import (
    DecodingSettings,
    DecodingStep,
    Ended,
    Hypothesis,
    SentenceStep,
    SourceEncoded,
    SourceSentence,
    TranslationEvent,
    TranslationFinished,
)
from model.values.trace import Span


class TargetPieces(Protocol):
    """The target vocabulary, read only."""

    def piece(self, id: int) -> str: ...
    def pieces(self, ids: Sequence[int]) -> list[str]: ...
    def decode(self, ids: Sequence[int]) -> str: ...


class Reader(Protocol):
    """From text to what the encoder reads, and from ids back to text."""

    source_pad: str  # the piece that fills a batch up
    room: int  # pieces that a source may have, all special ones counted

    @property
    def target(self) -> TargetPieces: ...

    def source(self, text: str, settings: DecodingSettings) -> list[Piece]:
        """Everything that the encoder reads, a language piece and </s> included; empty for a text of nothing.

        A special piece covers no characters: it begins and ends where the text does. Raises `UserError` for a language
        that the model lacks.
        """
        ...

    def forced(self, settings: DecodingSettings) -> list[int]:
        """Ids that every translation begins with: a language piece, the person's prefix."""
        ...


def translate_texts(
    reader: Reader, stepper: Stepper, texts: Sequence[str], settings: DecodingSettings
) -> Iterator[TranslationEvent]:
    """Translate all texts as one padded batch. Raises `UserError` for an empty or too long text."""
    if not texts:
        raise UserError(QT_TRANSLATE_NOOP("Model", "There is nothing to translate; type a sentence."))
    sources = [_source_pieces(reader, text, settings) for text in texts]
    prefix = reader.forced(settings)
    if len(prefix) >= stepper.max_positions:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "The forced prefix fills all {count} positions of the model; shorten it."),
            count=stepper.max_positions,
        )
    ids = [[piece.id for piece in pieces] for pieces in sources]
    histories = [_History(reader.target, settings.length_penalty) for _ in texts]
    for event in decode_batch(stepper, ids, [prefix] * len(texts), settings):
        if isinstance(event, EncodedBatch):
            yield _encoded(reader, texts, sources, event)
        else:
            steps = tuple(histories[choice.sentence].step(event, choice) for choice in event.sentences)
            yield DecodingStep(event.index, steps)
    yield TranslationFinished(tuple(history.best_first(stepper.end_id) for history in histories))


def _source_pieces(reader: Reader, text: str, settings: DecodingSettings) -> list[Piece]:
    pieces = reader.source(text, settings)
    if not pieces:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model", "There is nothing to translate; type a sentence with at least one visible character."
            )
        )
    if len(pieces) > reader.room:
        special = sum(piece.known and is_special(piece.piece) for piece in pieces)
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "The sentence '{beginning}…' has {pieces} pieces, but this model has room for {room}; put "
                "each sentence on a line of its own or shorten it.",
            ),
            beginning=text.strip()[:30],
            pieces=len(pieces) - special,
            room=reader.room - special,
        )
    return pieces


def _encoded(reader: Reader, texts: Sequence[str], sources: list[list[Piece]], batch: EncodedBatch) -> SourceEncoded:
    longest = batch.allowed.shape[1]
    sentences = []
    for i, (text, pieces) in enumerate(zip(texts, sources, strict=True)):
        fill = longest - len(pieces)
        sentences.append(
            SourceSentence(
                text=text,
                pieces=(*(piece.piece for piece in pieces), *[reader.source_pad] * fill),
                spans=(*((piece.start, piece.end) for piece in pieces), *[(len(text), len(text))] * fill),
                unknown=frozenset(j for j, piece in enumerate(pieces) if not piece.known),
                allowed=batch.allowed[i],
                encoder_self=batch.encoder_self[i] if batch.encoder_self is not None else None,
            )
        )
    return SourceEncoded(tuple(sentences))


class _History:
    """Turns one sentence's choices of ids into steps of pieces, and collects the hypotheses that ended."""

    def __init__(self, tokenizer: TargetPieces, length_penalty: float) -> None:
        self.tokenizer = tokenizer
        self.length_penalty = length_penalty
        self.rows: list[list[int]] = [[]]  # ids so far of each living hypothesis
        self.ended: list[tuple[Ended, list[int]]] = []

    def step(self, step: DecodedStep, choice: SentenceChoice) -> SentenceStep:
        piece = self.tokenizer.piece
        penalty = gnmt_length_penalty(step.index + 1, self.length_penalty)
        ended = tuple(
            Ended(branch.row, piece(branch.id), branch.logprob, branch.score, branch.score / penalty)
            for branch in choice.ended
        )
        self.ended += [
            (one, [*self.rows[branch.row], branch.id]) for one, branch in zip(ended, choice.ended, strict=True)
        ]
        self.rows = [[*self.rows[branch.row], branch.id] for branch in choice.going_on]
        return SentenceStep(
            sentence=choice.sentence,
            index=step.index,
            parents=tuple(branch.row for branch in choice.going_on),
            pieces=tuple(piece(branch.id) for branch in choice.going_on),
            logprobs=tuple(branch.logprob for branch in choice.going_on),
            scores=tuple(branch.score for branch in choice.going_on),
            texts=tuple(self.tokenizer.decode(ids) for ids in self.rows),
            ended=ended,
            done=choice.done,
            candidate_pieces=tuple(tuple(piece(int(id)) for id in row) for row in choice.candidate_ids),
            candidate_ids=choice.candidate_ids,
            candidate_logprob=choice.candidate_logprob,
            decoder_self=choice.decoder_self,
            cross=choice.cross,
        )

    def best_first(self, end_id: int) -> tuple[Hypothesis, ...]:
        ranked = sorted(self.ended, key=lambda pair: -pair[0].normalised)
        return tuple(
            Hypothesis(
                parent=ended.parent,
                pieces=tuple(self.tokenizer.pieces(ids)),
                ids=tuple(ids),
                text=self.tokenizer.decode(ids),
                spans=self._spans(ids),
                score=ended.score,
                normalised=ended.normalised,
                cut_off=ids[-1] != end_id,
            )
            for ended, ids in ranked
        )

    def _spans(self, ids: list[int]) -> tuple[Span, ...]:
        """The characters of the whole text that each piece added: SentencePiece reads from left to right."""
        reached = [0, *(len(self.tokenizer.decode(ids[: i + 1])) for i in range(len(ids)))]
        return tuple((start, max(start, end)) for start, end in pairwise(reached))
