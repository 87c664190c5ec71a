"""From texts to the steps of their translation, with pieces, spans and candidates: the same for every kind of model.

A `Reader` handles the text side of a model and a `Network` its numbers; together they make a translator.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from model.bundle.tokenizer import Piece
from model.decoding.beginning import Beginning
from model.decoding.decode import DecodedStep, EncodedBatch, Run, SentenceChoice, decode_batch
from model.decoding.search import Continuation, gnmt_length_penalty
from model.errors import QT_TRANSLATE_NOOP, UserError
from model.network.network import Network
from model.values.decoding import DecodingSettings
from model.values.pieces import is_special, whole_characters
from model.values.search_tree import Branch, Fate, ended
from model.values.setup import Setup
from model.values.steps import (
    DecodingStep,
    Hypothesis,
    SentenceStep,
    SourceEncoded,
    SourceSentence,
    TranslationEvent,
    TranslationFinished,
)
from model.values.trace import Span

INCOMPLETE = "\ufffd"  # what a letter is decoded as while only some of its bytes are there
NOTHING = QT_TRANSLATE_NOOP(
    "Model", "There is nothing to translate; type a sentence with at least one visible character."
)


@dataclass(frozen=True)
class LanguageChoice:
    """What a model translates: names for the screen, and codes where there is a choice."""

    source: str  # "English"
    target: str
    sources: tuple[str, ...] = ()  # codes to choose from; empty: there is no choice
    targets: tuple[str, ...] = ()
    defaults: tuple[str, str] = ("", "")  # source and target unless others are chosen; "": none


class TargetVocabulary(Protocol):
    """The target vocabulary, read only."""

    def __hash__(self) -> int: ...  # by its identity
    @property
    def size(self) -> int: ...
    def encode(self, text: str) -> list[Piece]: ...
    def id(self, piece: str) -> int: ...
    def piece(self, id: int) -> str: ...
    def pieces(self, ids: Sequence[int]) -> list[str]: ...
    def decode(self, ids: Sequence[int]) -> str: ...


class Reader(Protocol):
    """From text to what the encoder reads, and from ids back to text."""

    source_pad: str  # the padding piece
    source_size: int  # pieces that the source vocabulary has
    max_source_pieces: int  # pieces that a source may have, special ones included
    unknown_source_id: int
    unknown_id: int  # of the target

    @property
    def target(self) -> TargetVocabulary: ...

    @property
    def languages(self) -> LanguageChoice: ...

    def source(self, text: str, settings: DecodingSettings) -> list[Piece]:
        """Everything that the encoder reads, a language piece and </s> included; empty for a blank text.

        A special piece covers no characters: it begins and ends where the text does. Raises `UserError` for a language
        that the model lacks.
        """
        ...

    def source_id(self, piece: str) -> int:
        """The id of a source piece as it is written."""
        ...

    def names_language(self, text: str) -> bool:
        """Whether the text itself says at its beginning into which language it is to be translated."""
        ...

    def start(self, settings: DecodingSettings) -> int:
        """The decoder's first input: <s> in our models, <pad> in Marian's, the target language in mBART's."""
        ...

    def forced(self, settings: DecodingSettings) -> Beginning:
        """What every translation begins with: a language piece, the person's prefix."""
        ...

    def is_first(self, id: int) -> bool:
        """Whether this special piece can be one that the model is forced to begin with."""
        ...

    def identity(self) -> str:
        """Everything that decides how texts become ids, as one text."""
        ...


def translate_texts(
    reader: Reader, network: Network, texts: Sequence[str], settings: DecodingSettings, setup: Setup
) -> Generator[TranslationEvent, None, None]:
    """Translate all texts as one padded batch. Raises `UserError` for an empty or too long text."""
    texts = [whole_characters(text) for text in texts]
    sources = [source_pieces(reader, text, settings) for text in texts]
    if not texts or not all(sources):
        raise UserError(NOTHING)
    forced = forced_beginning(reader, network, settings)
    ids = [[piece.id for piece in pieces] for pieces in sources]
    histories = [_History(reader, settings.length_penalty) for _ in texts]
    run = Run(reader.start(settings), settings, setup.changes, forced.spelling)
    for event in decode_batch(network, ids, [forced.ids] * len(texts), run):
        if isinstance(event, EncodedBatch):
            sentences = _sentences(reader, texts, sources, event)
            groups = tuple(dict.fromkeys(site.group for site in network.sites))
            start, end = (reader.target.piece(id) for id in (run.start_id, network.special.end))
            yield SourceEncoded(sentences, setup, start, end, groups)
        else:
            steps = tuple(histories[choice.sentence].step(event, choice) for choice in event.sentences)
            yield DecodingStep(event.index, steps)
    yield TranslationFinished(tuple(history.best_first(network.special.end) for history in histories))


def forced_beginning(reader: Reader, network: Network, settings: DecodingSettings) -> Beginning:
    """What every translation begins with; `UserError` if it leaves no room, or for a language that the model lacks."""
    forced = reader.forced(settings)
    if len(forced.ids) + bool(forced.spelling) >= network.max_positions:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "The forced prefix fills all {count} positions of the model; shorten it."),
            count=network.max_positions,
        )
    return forced


def source_pieces(reader: Reader, text: str, settings: DecodingSettings) -> list[Piece]:
    """What the encoder reads, empty for a blank text; `UserError` for a text that is too long."""
    pieces = reader.source(text, settings)
    if len(pieces) > reader.max_source_pieces:
        special = sum(piece.known and is_special(piece.piece) for piece in pieces)
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "The sentence '{beginning}…' has {pieces} pieces, but this model has room for {room}; put each "
                "sentence on a line of its own or shorten it.",
            ),
            beginning=text.strip()[:30],
            pieces=len(pieces) - special,
            room=reader.max_source_pieces - special,
        )
    return pieces


def _sentences(
    reader: Reader, texts: Sequence[str], sources: list[list[Piece]], batch: EncodedBatch
) -> tuple[SourceSentence, ...]:
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
                maps=batch.maps[i] if batch.maps is not None else None,
            )
        )
    return tuple(sentences)


class _History:
    """Turns one sentence's choices of ids into steps of pieces, and collects the hypotheses that ended."""

    def __init__(self, reader: Reader, length_penalty: float) -> None:
        self.vocabulary = reader.target
        self.length_penalty = length_penalty
        self.rows: list[list[int]] = [[]]  # ids so far of each active hypothesis
        self.ended: list[tuple[Branch, list[int]]] = []

    def step(self, step: DecodedStep, choice: SentenceChoice) -> SentenceStep:
        piece = self.vocabulary.piece
        branches = self._branches(choice, gnmt_length_penalty(step.index + 1, self.length_penalty))
        newly_ended = [(branch, [*self.rows[branch.row], branch.id]) for branch in ended(branches)]
        self.ended += newly_ended
        self.rows = [[*self.rows[branch.row], branch.id] for branch in choice.going_on]
        return SentenceStep(
            sentence=choice.sentence,
            index=step.index,
            branches=branches,
            texts=tuple(self.vocabulary.decode(ids).rstrip(INCOMPLETE) for ids in self.rows),
            ended_texts=tuple(self.vocabulary.decode(ids) for _, ids in newly_ended),
            done=choice.done,
            candidate_pieces=tuple(tuple(piece(int(id)) for id in row) for row in choice.candidate_ids),
            candidate_ids=choice.candidate_ids,
            candidate_logprob=choice.candidate_logprob,
            rows=choice.rows,
        )

    def _branches(self, choice: SentenceChoice, penalty: float) -> tuple[Branch, ...]:
        """All that the search looked at, best first; the kept ones are in the order of the next step's rows."""
        fates = ((choice.going_on, Fate.KEPT), (choice.ended, Fate.ENDED), (choice.dropped, Fate.DROPPED))
        found = [(branch, fate) for branches, fate in fates for branch in branches]
        found.sort(key=lambda pair: -pair[0].score)
        return tuple(self._branch(branch, fate, penalty) for branch, fate in found)

    def _branch(self, one: Continuation, fate: Fate, penalty: float) -> Branch:
        piece = self.vocabulary.piece(one.id)
        return Branch(one.row, one.id, piece, one.logprob, one.score, fate, one.score / penalty)

    def best_first(self, end_id: int) -> tuple[Hypothesis, ...]:
        ranked = sorted(self.ended, key=lambda pair: -pair[0].normalised)
        return tuple(
            Hypothesis(
                row=branch.row,
                pieces=tuple(self.vocabulary.pieces(ids)),
                ids=tuple(ids),
                text=self.vocabulary.decode(ids),
                spans=self._spans(ids),
                score=branch.score,
                normalised=branch.normalised,
                cut_off=ids[-1] != end_id,
            )
            for branch, ids in ranked
        )

    def _spans(self, ids: list[int]) -> tuple[Span, ...]:
        """The characters of the whole text that each piece added, from left to right without overlap.

        What the first pieces make is compared with the whole text: half a letter is none of its characters, and later
        pieces may change the spaces before them.
        """
        text = self.vocabulary.decode(ids)
        reached = [0]
        for i in range(len(ids)):
            reached.append(max(reached[-1], _agreed(self.vocabulary.decode(ids[: i + 1]), text)))
        return tuple(pairwise(reached))


def _agreed(part: str, whole: str) -> int:
    """How many characters at the beginning are the same."""
    if whole.startswith(part):
        return len(part)
    return next(i for i in range(len(part)) if part[i : i + 1] != whole[i : i + 1])
