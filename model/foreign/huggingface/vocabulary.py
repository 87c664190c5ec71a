"""The pieces of a model of `transformers`: names, ids, and the characters of the text that each of them covers.

Pieces are written as `model.values.pieces` says, whatever the tokenizer's own way is. Every id has a unique name, so
that the pieces of a trace can be turned back into ids.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Literal

from model.bundle.tokenizer import Piece, Tokenizer
from model.errors import QT_TRANSLATE_NOOP, UserError
from model.foreign.huggingface.alignment import aligned, unescaped
from model.foreign.huggingface.spelling import Spelling, spelling_of
from model.values.pieces import WORD_MARK, is_special, letters_of, whole_characters
from model.values.trace import Span

UNKNOWN_TEXT = "\u2047"  # how SentencePiece writes an unknown piece in a text
Side = Literal["both", "source", "target"]


def has_two_vocabularies(tokenizer: Any) -> bool:
    """Whether source and target have ids of their own in one tokenizer, as FSMT's have."""
    return hasattr(tokenizer, "get_src_vocab") and hasattr(tokenizer, "get_tgt_vocab")


class HuggingFaceVocabulary:
    """A tokenizer of `transformers` for a model with `size` pieces, which may be more than the tokenizer has.

    `languages` are ids of pieces that name a language; decoded texts leave them out. `side` is one of the two
    vocabularies of a tokenizer that has two.
    """

    model = b""  # no SentencePiece model fits
    mapping: dict[str, int] | None = None

    def __init__(self, tokenizer: Any, size: int, languages: frozenset[int] = frozenset(), side: Side = "both") -> None:
        self.tokenizer = tokenizer
        self._side = side
        tokens = _tokens(tokenizer, size, languages, side)
        self._known = len(tokens)  # ids below it have a piece
        special = frozenset(tokenizer.all_special_tokens)
        self._unknown = unknown = str(tokenizer.unk_token)
        self.unknown_id: int | None = tokens.index(unknown) if unknown in tokens else tokenizer.unk_token_id
        self._silent = languages | {id for id, token in enumerate(tokens) if token in special}
        ordinary = [token for token in tokens if token is not None and token not in special]
        self._spelling = spelling_of(tokenizer, ordinary)
        self._pieces = _names(tokens, size, special, self._spelling)
        self._ids = {piece: id for id, piece in enumerate(self._pieces)}
        self._token_ids: dict[str, int] = {}  # only of one of two vocabularies; the tokenizer knows the other
        if side != "both":
            self._token_ids = {token: id for id, token in enumerate(tokens) if token is not None}
        # Only fast tokenizers (in Rust) tell the characters of each piece; for the others use SentencePiece.
        self._sentencepiece = None if tokenizer.is_fast else _sentencepiece(tokenizer)

    @property
    def size(self) -> int:
        return len(self._pieces)

    def piece(self, id: int) -> str:
        return self._pieces[id]

    def pieces(self, ids: Sequence[int]) -> list[str]:
        return [self._pieces[id] for id in ids]

    def id(self, piece: str) -> int:
        """The id of a piece as it is written; <unk>'s, or 0, for one that the vocabulary lacks."""
        return self._ids.get(piece, self.unknown_id or 0)

    def encode(self, text: str) -> list[Piece]:
        """The pieces of a text of the target language, without any special piece around it."""
        return self._cut(text, special=False)

    def encode_source(self, text: str) -> list[Piece]:
        """All that the encoder reads, with the special pieces that the family puts around a source text."""
        return self._cut(text, special=True)

    def ids(self, text: str) -> list[int]:
        return [piece.id for piece in self.encode(text)]

    def batch_ids(self, texts: Sequence[str]) -> list[list[int]]:
        return [self.ids(text) for text in texts]

    def decode(self, ids: Sequence[int]) -> str:
        """The text of `ids`; special pieces are left out, an unknown piece becomes U+2047."""
        kept = [id for id in ids if id == self.unknown_id or (id not in self._silent and id < self._known)]
        if not kept:
            return ""
        text = str(reading(partial(self.tokenizer.decode, kept)))
        if self.unknown_id not in kept:
            return text
        return f" {UNKNOWN_TEXT} ".join(part.strip() for part in text.split(str(self.tokenizer.unk_token)))

    # ---- cutting a text ----

    def _cut(self, text: str, special: bool) -> list[Piece]:
        text = whole_characters(text)
        return self._cut_in_rust(text, special) if self.tokenizer.is_fast else self._cut_in_python(text, special)

    def _called(self, text: str, special: bool, **more: Any) -> Any:
        """What the tokenizer itself makes of a source text (`special`) or of a text of the target language."""
        settings = {"add_special_tokens": special, "truncation": False, "padding": False, "verbose": False, **more}
        found = reading(
            lambda: self.tokenizer(text, **settings) if special else self.tokenizer(text_target=text, **settings)
        )
        self._check(found["input_ids"])
        return found

    def _check(self, ids: Sequence[Any]) -> None:
        wrong = next((id for id in ids if type(id) is not int or not 0 <= id < self.size), None)
        if wrong is not None:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model",
                    "The model's tokenizer and its weights do not fit together: the text has a piece "
                    "with the id {wrong}, but the model has {size} pieces; get the model anew.",
                ),
                wrong=str(wrong)[:30],
                size=self.size,
            )

    def _cut_in_rust(self, text: str, special: bool) -> list[Piece]:
        cut = self._called(text, special, return_offsets_mapping=True)
        ids: list[int] = list(cut["input_ids"])
        spans = self._in_order(ids, list(cut["offset_mapping"]), text)
        pieces: list[Piece] = []
        reached, before = 0, ""
        for id, (start, end) in zip(ids, spans, strict=True):
            known = id != self.unknown_id
            written = self._pieces[id]
            if not known and start < end:
                space = not text[reached:start].strip() and (start > reached or text[start].isspace())
                begins = before != WORD_MARK and (space or not reached)
                written = self._spelling.unknown(text[start:end], begins, not text[end : end + 1].strip())
            pieces.append(Piece(written, id, start, end, known))
            reached, before = end, written
        return pieces

    def _in_order(self, ids: list[int], found: list[Span], text: str) -> list[Span]:
        """The spans without overlap. Special pieces around the text get empty spans at its ends."""
        last = max((i for i, (start, end) in enumerate(found) if end > start), default=-1)
        spans, reached = [], 0
        for i, (id, (start, end)) in enumerate(zip(ids, found, strict=True)):
            if self._pieces[id] == WORD_MARK and not text[start:end].isspace():
                end = start  # a space that was put before the text covers nothing; what follows it does
            start = max(start, reached)
            reached = max(end, start)
            spans.append((start, reached) if i <= last else (len(text), len(text)))
        return spans

    def _cut_in_python(self, text: str, special: bool) -> list[Piece]:
        """Tokenizers in Python give tokens, unknown ones as they are spelled, and then add special pieces around."""
        tokens = list(map(str, reading(lambda: self._tokens_of(text))))
        ids = [self._id_of(token) for token in tokens]
        self._check(ids)
        written = [
            self._spelling.written(token) if id == self.unknown_id else self._pieces[id]
            for token, id in zip(tokens, ids, strict=True)
        ]
        spans = self._spans(tokens, written, text)
        for i, token in enumerate(tokens):
            if token == self._unknown:  # the tokenizer itself keeps the letters back
                start, end = spans[i]
                written[i] = self._spelling.unknown(text[start:end], True, True)
        inner = [
            Piece(piece, id, start, end, id != self.unknown_id)
            for piece, id, (start, end) in zip(written, ids, spans, strict=True)
        ]
        if not special:
            return inner
        outer: list[int] = list(self._called(text, special=True)["input_ids"])
        lead = next((i for i in range(len(outer) - len(ids) + 1) if outer[i : i + len(ids)] == ids), None)
        if lead is None:  # the pieces depend on what is around them
            return [Piece(self._pieces[id], id, 0, 0, id != self.unknown_id) for id in outer]
        before = [Piece(self._pieces[id], id, 0, 0, True) for id in outer[:lead]]
        after = [Piece(self._pieces[id], id, len(text), len(text), True) for id in outer[lead + len(ids) :]]
        return [*before, *inner, *after]

    def _tokens_of(self, text: str) -> list[str]:
        if self._side != "target":
            return list(self.tokenizer.tokenize(text))
        # FSMT cuts every text as one of the source language.
        source = self.tokenizer.src_lang
        self.tokenizer.src_lang = self.tokenizer.tgt_lang
        try:
            return list(self.tokenizer.tokenize(text))
        finally:
            self.tokenizer.src_lang = source

    def _id_of(self, token: str) -> int:
        if self._side == "both":
            return int(self.tokenizer.convert_tokens_to_ids(token))
        return self._token_ids.get(token, self.unknown_id or 0)

    def _spans(self, tokens: list[str], written: list[str], text: str) -> list[Span]:
        """From SentencePiece where it gives the same pieces, else by looking for the letters of each in the text."""
        own = self._sentencepiece.encode(text) if self._sentencepiece is not None else []
        if own and [piece.piece for piece in own] == tokens:
            return [(piece.start, piece.end) for piece in own]
        letters = unescaped(letters_of(["" if is_special(piece) else piece for piece in written]))
        told = [None if token == self._unknown else own for token, own in zip(tokens, letters, strict=True)]
        return aligned(told, text)


def reading(work: Callable[[], Any]) -> Any:
    """The result of `work`; `UserError` where a tokenizer, perhaps from a damaged file, fails at a text."""
    try:
        return work()
    except BaseException as error:
        # The tokenizers are written in Rust; a panic in them is a BaseException but not an Exception.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        reason = " ".join(str(error).split())[:120] or type(error).__name__
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "The model's tokenizer fails at this text ({reason}); its files may be damaged, so get the model anew.",
            ),
            reason=reason,
        ) from error


def _sentencepiece(tokenizer: Any) -> Tokenizer | None:
    processor = getattr(tokenizer, "sp_model", None)
    if processor is None:
        return None
    try:
        return Tokenizer(processor.serialized_model_proto())
    except (UserError, AttributeError):
        return None


def _tokens(tokenizer: Any, size: int, languages: frozenset[int], side: Side) -> list[str | None]:
    """The token of each id, as the tokenizer writes it; None where it has none, or another id's."""
    if side != "both":
        two = {
            "source": tokenizer.get_src_vocab(),
            # Its get_tgt_vocab fails if there are added pieces.
            "target": {token: id for id, token in tokenizer.decoder.items()},
        }
        ids = {id: token for token, id in two[side].items() if 0 <= id < size}
        return [ids.get(id) for id in range(max(ids, default=-1) + 1)]
    known = max(tokenizer.get_vocab().values(), default=-1)
    known = min(size, max(known, *languages, -1) + 1)  # M2M100's get_vocab lacks the languages
    found: list[str | None] = tokenizer.convert_ids_to_tokens(list(range(known))) if known else []
    owners = tokenizer.convert_tokens_to_ids(found) if found else []
    return [token if owner == id else None for id, (token, owner) in enumerate(zip(found, owners, strict=True))]


def _names(tokens: list[str | None], size: int, special: frozenset[str], spelling: Spelling) -> list[str]:
    """The name of each id on the screen. An id without a piece, or whose name is taken, is named by its number."""
    names: list[str] = []
    taken: set[str] = {token for token in tokens if token in special}
    for id in range(size):
        token = tokens[id] if id < len(tokens) else None
        if token is None:
            name = f"<unused {id}>"
        elif token in special:
            name = token
        else:
            name = spelling.written(token)
            if name in taken:
                name = token if token not in taken else f"<piece {id}>"
            taken.add(name)
        names.append(name)
    return names
