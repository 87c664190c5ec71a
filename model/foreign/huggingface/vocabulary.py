"""The pieces of a model of `transformers`: names, ids, and the characters of the text that each of them covers.

Families write their pieces in three ways: SentencePiece's "▁word", byte-level BPE's "Ġword" with letters that stand for
bytes, WordPiece's "##end". All are shown in the first way, which our views expect. Every id has a unique name, so that
the pieces of a trace can be turned back into ids.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from model.bundle.tokenizer import Piece, Tokenizer
from model.errors import QT_TRANSLATE_NOOP, UserError
from model.values.pieces import WORD_MARK
from model.values.trace import Span

UNKNOWN_TEXT = "\u2047"  # how SentencePiece writes an unknown piece in a text


class HuggingFaceVocabulary:
    """A tokenizer of `transformers` for a model with `size` pieces, which may be more than the tokenizer has.

    `languages` are ids of pieces that name a language; decoded texts leave them out.
    """

    model = b""  # no SentencePiece model fits
    mapping: dict[str, int] | None = None

    def __init__(self, tokenizer: Any, size: int, languages: frozenset[int] = frozenset()) -> None:
        self.tokenizer = tokenizer
        self.unknown_id: int | None = tokenizer.unk_token_id
        # Ids below `_known` have a piece.
        known = max(tokenizer.get_vocab().values(), default=-1)
        self._known = min(size, max(known, *languages, -1) + 1)  # M2M100's get_vocab lacks the languages
        self._pieces = _names(tokenizer, size, self._known)
        self._ids = {piece: id for id, piece in enumerate(self._pieces)}
        self._silent = frozenset(tokenizer.all_special_ids) | languages
        # Only fast tokenizers (in Rust) tell the characters of each piece; for the others use SentencePiece.
        self._spans = None if tokenizer.is_fast else _sentencepiece(tokenizer)

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
        parts: list[list[int]] = [[]]
        for id in ids:
            if id == self.unknown_id:
                parts.append([])
            elif id not in self._silent and id < self._known:
                parts[-1].append(id)
        texts = (str(reading(partial(self.tokenizer.decode, part))) if part else "" for part in parts)
        return f" {UNKNOWN_TEXT} ".join(text.strip() if len(parts) > 1 else text for text in texts)

    def _cut(self, text: str, special: bool) -> list[Piece]:
        # A lone surrogate is not valid text: "?" replaces it, and the spans stay the same.
        text = text.encode("utf-8", "replace").decode("utf-8")
        settings: dict[str, Any] = {"add_special_tokens": special, "truncation": False, "padding": False}
        settings |= {"verbose": False, "return_offsets_mapping": bool(self.tokenizer.is_fast)}
        cut = reading(
            lambda: self.tokenizer(text, **settings) if special else self.tokenizer(text_target=text, **settings)
        )
        ids: list[int] = list(cut["input_ids"])
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
        found = list(cut["offset_mapping"]) if self.tokenizer.is_fast else self._searched(ids, text)
        spans = self._in_order(ids, found, text)
        return [self._piece(id, text, start, end) for id, (start, end) in zip(ids, spans, strict=True)]

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

    def _searched(self, ids: list[int], text: str) -> list[Span]:
        """From SentencePiece where it gives the same pieces, else by looking for each piece in the text."""
        own = self._spans.encode(text) if self._spans is not None else []
        names = self.tokenizer.convert_tokens_to_ids([piece.piece for piece in own]) if own else []
        for lead in range(len(ids) - len(names) + 1):
            if names and ids[lead : lead + len(names)] == names:
                after = len(ids) - lead - len(names)
                return [*[(0, 0)] * lead, *((piece.start, piece.end) for piece in own), *[(0, 0)] * after]
        spans, reached = [], 0
        for id in ids:
            name = self._pieces[id].removeprefix(WORD_MARK)
            start = text.find(name, reached) if name and id not in self._silent else -1
            spans.append((reached, reached) if start < 0 else (start, start + len(name)))
            reached = spans[-1][1]
        return spans

    def _piece(self, id: int, text: str, start: int, end: int) -> Piece:
        known = id != self.unknown_id
        written = self._pieces[id] if known else text[start:end].strip().replace(" ", WORD_MARK) or self._pieces[id]
        return Piece(written, id, start, end, known)


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


def _names(tokenizer: Any, size: int, known: int) -> list[str]:
    """The name of each id on the screen. An id without a piece, or whose name is taken, is named by its number."""
    found = tokenizer.convert_ids_to_tokens(list(range(known))) if known else []
    spelling = _spelling(tokenizer)
    # A name that occurs twice belongs to the id that the tokenizer itself gives it.
    owner = dict(zip(found, tokenizer.convert_tokens_to_ids(found), strict=True)) if found else {}
    special = set(tokenizer.all_special_tokens)
    names: list[str] = []
    taken: set[str] = {token for token in found if token in special}
    for id in range(size):
        token = found[id] if id < known else None
        if token is None or owner[token] != id:
            name = f"<unused {id}>"
        elif token in special:
            name = token
        else:
            name = spelling(token)
            if name in taken:
                name = token if token not in taken else f"<piece {id}>"
            taken.add(name)
        names.append(name)
    return names


def _spelling(tokenizer: Any) -> Any:
    """From a piece as the tokenizer writes it to SentencePiece's way of writing."""
    backend = getattr(tokenizer, "backend_tokenizer", None)
    decoder = "" if backend is None else str(backend.decoder)
    if "ByteLevel" in decoder:
        letters = _letters_of_bytes()
        return lambda token: _from_bytes(token, letters)
    if "WordPiece" in decoder:
        return lambda token: token[2:] if token.startswith("##") else WORD_MARK + token
    return lambda token: token


def _letters_of_bytes() -> dict[str, int]:
    """Byte-level BPE writes every byte as a letter that can be seen: itself, or one from U+0100 on."""
    seen = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1)]
    letters = {chr(byte): byte for byte in seen}
    others = (byte for byte in range(256) if byte not in set(seen))
    return letters | {chr(0x100 + i): byte for i, byte in enumerate(others)}


def _from_bytes(token: str, letters: dict[str, int]) -> str:
    """ "ĠwÃ¶rd" as "▁wörd"; bytes of an incomplete character as SentencePiece writes them, <0xC3>."""
    if any(letter not in letters for letter in token):
        return token
    raw = bytes(letters[letter] for letter in token)
    try:
        return raw.decode().replace(" ", WORD_MARK)
    except UnicodeDecodeError:
        return "".join(
            chr(byte) if 0x20 < byte < 0x7F else WORD_MARK if byte == 0x20 else f"<0x{byte:02X}>" for byte in raw
        )
