"""From a person's text to the encoder's input, and the pieces that every translation begins with."""

from __future__ import annotations

from dataclasses import replace

from model.bundle.tokenizer import Piece
from model.decoding.beginning import Beginning, beginning
from model.decoding.text_decoding import LanguageChoice
from model.foreign.huggingface.languages import Languages, set_source
from model.foreign.huggingface.vocabulary import HuggingFaceVocabulary
from model.values.decoding import DecodingSettings
from model.values.languages import language_name


class HuggingFaceReader:
    """The text side of a model: see `model.decoding.text_decoding.Reader`."""

    def __init__(
        self,
        source: HuggingFaceVocabulary,
        target: HuggingFaceVocabulary,
        languages: Languages,
        pad_id: int,
        start_id: int | None,
        first_piece: int | None,
        room: int,
        named: tuple[str, str] = ("", ""),
    ) -> None:
        """`source` and `target` are one object unless the model has two vocabularies.

        `start_id` None: the decoder starts from the target language's piece, as mBART's does.

        `named` are the languages in the model's name, for a model without a choice of languages.
        """
        self._source, self.target = source, target
        self.offered = languages
        self.source_size = source.size
        self.unknown_source_id, self.unknown_id = source.unknown_id or 0, target.unknown_id or 0
        self._named = named
        self.source_pad = source.piece(pad_id)
        self.max_source_pieces = room
        # Views ask about sentences without naming languages; then those used last count.
        self.source_language, self.target_language = languages.source, languages.target
        self._start_id = start_id
        self._first_piece = first_piece

    @property
    def languages(self) -> LanguageChoice:
        source, target = self.source_language, self.target_language
        return LanguageChoice(
            language_name(source) if source else self._named[0],
            language_name(target) if target else self._named[1],
            self.offered.sources,
            self.offered.targets,
            (self.offered.source, self.offered.target),
        )

    def source_id(self, piece: str) -> int:
        return self._source.id(piece)

    def source(self, text: str, settings: DecodingSettings) -> list[Piece]:
        """The pieces of `text`, with those for language and end where the family puts them; empty for a blank text."""
        if not text.strip():
            return []
        self._choose(settings)
        before = "" if self.offered.is_told(text) else self.offered.before.get(self.target_language, "")
        if self.offered.sources:
            set_source(self._source.tokenizer, self.source_language, self.offered.ids[self.source_language])
        # Shift the spans back: what was put before the text covers nothing that the person typed.
        shift = len(before)
        pieces = [
            replace(piece, start=max(piece.start - shift, 0), end=max(piece.end - shift, 0))
            for piece in self._source.encode_source(before + text)
        ]
        return pieces if any(piece.start < piece.end for piece in pieces) else []

    def names_language(self, text: str) -> bool:
        return self.offered.is_told(text)

    def _choose(self, settings: DecodingSettings) -> str:
        """Remember the languages that are wanted; returns the target."""
        wanted = settings.source_language or self.source_language, settings.target_language or self.target_language
        self.source_language = self.offered.chosen_source(wanted[0])
        self.target_language = self.offered.chosen_target(wanted[1])
        return self.target_language

    def start(self, settings: DecodingSettings) -> int:
        """The decoder's first input."""
        if self._start_id is not None:
            return self._start_id
        return self.offered.ids[self._choose(settings)]

    def forced(self, settings: DecodingSettings) -> Beginning:
        """What every translation begins with: a language piece or another first piece, then the person's prefix."""
        target = self._choose(settings)
        found = beginning(self.target, settings.prefix, settings.prefix_closed)
        return found.after(*self.first(target))

    def first(self, target: str) -> list[int]:
        """The special pieces at the beginning of a translation into `target`."""
        if self.offered.kind == "pieces" and self._start_id is not None:
            return [self.offered.ids[target]]
        return [] if self._first_piece is None else [self._first_piece]

    def is_first(self, id: int) -> bool:
        """Whether this special piece can be one that the model is forced to begin with."""
        return id == self._first_piece or (self._start_id is not None and id in self.offered.ids.values())

    def identity(self) -> str:
        vocabularies = dict.fromkeys((self._source, self.target))
        pieces = [piece for one in vocabularies for piece in one.pieces(range(one.size))]
        return repr((pieces, self.offered, self._start_id, self._first_piece))
