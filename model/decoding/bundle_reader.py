"""The text side of a bundle: pieces with </s>, and for models of several target languages the piece that names one."""

from __future__ import annotations

import re

from model.bundle.bundle import Bundle
from model.bundle.tokenizer import Piece
from model.decoding.beginning import Beginning, beginning
from model.decoding.text_decoding import LanguageChoice, TargetVocabulary
from model.errors import QT_TRANSLATE_NOOP, UserError
from model.values.decoding import DecodingSettings

_NAMED = re.compile(r">>(.+?)<<\s*")  # at the very beginning of a text, as in OPUS-MT
_CODE = re.compile(r"[a-z]{2,3}([_@-][A-Za-z]{2,8})*")  # what a code looks like; other words there are quoted ones


class BundleReader:
    """See `text_decoding.Reader`."""

    def __init__(self, bundle: Bundle) -> None:
        config = bundle.model.config
        self.bundle = bundle
        self.max_source_pieces = config.max_positions
        self.source_pad = bundle.source_tokenizer.piece(config.source_pad_id)
        self.source_size = config.source_vocab_size
        self.unknown_source_id, self.unknown_id = config.source_unknown_id, config.unknown_id
        # Views ask about sentences without naming a language; then the one used last counts.
        self.language = bundle.target_languages[0] if bundle.target_languages else ""

    @property
    def target(self) -> TargetVocabulary:
        return self.bundle.target_tokenizer

    @property
    def languages(self) -> LanguageChoice:
        bundle = self.bundle
        return LanguageChoice(bundle.source_language, bundle.target_language, targets=bundle.target_languages)

    def source(self, text: str, settings: DecodingSettings) -> list[Piece]:
        """The pieces of `text` and </s>, after `>>code<<` where the model has several target languages."""
        vocabulary, config = self.bundle.source_tokenizer, self.bundle.model.config
        begin = 0
        if settings.source_language:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model", "The source language of '{name}' cannot be chosen; leave the source language open."
                ),
                name=self.bundle.name,
            )
        start = config.source_start_id
        first = [] if start < 0 else [Piece(vocabulary.piece(start), start, 0, 0, True)]
        if self.bundle.target_languages:
            code = settings.target_language or self.language
            if (named := _NAMED.match(text)) and self._is_code(named[1], settings):
                code, begin = named[1], named.end()
            self.language = self._known(code, in_text=begin > 0)
            piece = f">>{code}<<"
            first.append(Piece(piece, vocabulary.id(piece), 0, begin, True))
        elif settings.target_language:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model", "The model '{name}' translates into one language only; leave the target language open."
                ),
                name=self.bundle.name,
            )
        found = vocabulary.encode(text[begin:])
        if not found:
            return []
        moved = [Piece(one.piece, one.id, one.start + begin, one.end + begin, one.known) for one in found]
        end = config.source_end_id
        return [*first, *moved, Piece(vocabulary.piece(end), end, len(text), len(text), True)]

    def _is_code(self, words: str, settings: DecodingSettings) -> bool:
        """Whether >>words<< name a language. A code that the model lacks is one, too, unless a language was chosen."""
        if words in self.bundle.target_languages:
            return True
        return not settings.target_language and _CODE.fullmatch(words) is not None

    def names_language(self, text: str) -> bool:
        named = _NAMED.match(text)
        return named is not None and self._is_code(named[1], DecodingSettings())

    def _known(self, code: str, in_text: bool) -> str:
        """The code, checked, because an unknown code would silently become an unknown piece."""
        known = self.bundle.target_languages
        if code not in known:
            some = ", ".join(known[:12]) + (", …" if len(known) > 12 else "")
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model",
                    "The text begins with '>>{code}<<', but the model '{name}' has no such target language; write one "
                    "of {some}, or choose the language apart from the text, which then may begin so.",
                )
                if in_text
                else QT_TRANSLATE_NOOP(
                    "Model", "The model '{name}' has no target language '{code}'; choose one of: {some}."
                ),
                name=self.bundle.name,
                code=code,
                some=some,
            )
        return code

    def forced(self, settings: DecodingSettings) -> Beginning:
        return beginning(self.target, settings.prefix, settings.prefix_closed)

    def source_id(self, piece: str) -> int:
        return self.bundle.source_tokenizer.id(piece)

    def start(self, settings: DecodingSettings) -> int:
        return self.bundle.model.config.start_id

    def is_first(self, id: int) -> bool:
        return False

    def identity(self) -> str:
        bundle = self.bundle
        sides = (bundle.source_tokenizer, bundle.target_tokenizer)
        return repr([(side.model, sorted((side.mapping or {}).items())) for side in sides] + [bundle.target_languages])
