"""From pieces as a tokenizer of `transformers` writes them to the one way of `model.values.pieces`.

Tokenizers mark words in five ways: a mark where a word begins (SentencePiece's "▁word"), where it ends ("word</w>"),
where it goes on behind ("wo@@") or before ("##rd"), or none, where each piece is a word. Two more write bytes:
byte-level BPE as letters that can be seen ("Ġwort"), ByT5 as one character for each byte.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from model.values.pieces import WORD_END, WORD_MARK, byte_piece

_GOES_ON = "@@"
_CONTINUES = "##"


@dataclass(frozen=True)
class Spelling:
    """`written` spells a piece; `marks` says which pieces carry a word mark, or that a text is first cut into words."""

    written: Callable[[str], str]
    marks: Literal["begin", "end", "words"] = "begin"

    def unknown(self, letters: str, begins: bool, ends: bool) -> str:
        """A piece that the vocabulary lacks, with the letters that it stands for and the mark of its place."""
        letters = letters.strip().replace(" ", WORD_MARK)
        if self.marks == "end":
            return letters + (WORD_END if ends else "")
        return (WORD_MARK if begins or self.marks == "words" else "") + letters


def spelling_of(tokenizer: Any, tokens: Iterable[str]) -> Spelling:
    """How this tokenizer's pieces are written here. `tokens` are its ordinary pieces."""
    backend = getattr(tokenizer, "backend_tokenizer", None)
    if backend is None:
        return _in_python(tokenizer, tokens)
    # Written in Rust: such a tokenizer is made of parts, and the parts say what they do.
    parts = f"{backend.decoder} {backend.pre_tokenizer}"
    if "ByteLevel" in parts:
        return Spelling(_letters_for_bytes())
    model = backend.model
    kind = type(model).__name__
    before = getattr(model, "continuing_subword_prefix", None)
    if kind == "WordPiece" or before:
        return Spelling(_continued(str(before or _CONTINUES)), "words")
    if ending := getattr(model, "end_of_word_suffix", None):
        return Spelling(_ended(str(ending)), "end")
    return Spelling(_whole_word, "words") if kind == "WordLevel" and "Metaspace" not in parts else Spelling(_same)


def _in_python(tokenizer: Any, tokens: Iterable[str]) -> Spelling:
    """A tokenizer that is a program says nothing about itself; its pieces show which mark they have."""
    if getattr(tokenizer, "sp_model", None) is not None:
        return Spelling(_same)
    if type(tokenizer).__name__ == "ByT5Tokenizer":
        return Spelling(_one_byte)
    tokens = list(tokens)
    counts = {
        WORD_MARK: sum(token.startswith(WORD_MARK) for token in tokens),
        WORD_END: sum(token.endswith(WORD_END) for token in tokens),
        _GOES_ON: sum(token.endswith(_GOES_ON) for token in tokens),
        _CONTINUES: sum(token.startswith(_CONTINUES) for token in tokens),
    }
    mark = max(counts, key=lambda mark: counts[mark])
    if not counts[mark]:
        return Spelling(_whole_word, "words")
    return {
        WORD_MARK: Spelling(_same),
        WORD_END: Spelling(_same, "end"),
        _GOES_ON: Spelling(_going_on, "end"),
        _CONTINUES: Spelling(_continued(_CONTINUES), "words"),
    }[mark]


def _same(token: str) -> str:
    return token


def _whole_word(token: str) -> str:
    return WORD_MARK + token


def _continued(mark: str) -> Callable[[str], str]:
    return lambda token: token.removeprefix(mark) if token.startswith(mark) else WORD_MARK + token


def _ended(mark: str) -> Callable[[str], str]:
    """A mark at a word's last piece becomes ours."""
    return lambda token: token.removesuffix(mark) + WORD_END if token.endswith(mark) else token


def _going_on(token: str) -> str:
    """A mark at all pieces of a word but the last one becomes a mark at the last one."""
    return token.removesuffix(_GOES_ON) if token.endswith(_GOES_ON) else token + WORD_END


def _one_byte(token: str) -> str:
    """ByT5's pieces: the number of the character is the byte."""
    if len(token) != 1 or ord(token) > 0xFF:
        return token
    return WORD_MARK if token == " " else token if 0x20 < ord(token) < 0x7F else byte_piece(ord(token))


def _letters_for_bytes() -> Callable[[str], str]:
    """Byte-level BPE writes every byte as a letter that can be seen: itself, or one from U+0100 on."""
    seen = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1)]
    letters = {chr(byte): byte for byte in seen}
    others = (byte for byte in range(256) if byte not in set(seen))
    letters |= {chr(0x100 + i): byte for i, byte in enumerate(others)}

    def written(token: str) -> str:
        """ "ĠwÃ¶rd" as "▁wörd"; an incomplete letter as its bytes."""
        if any(letter not in letters for letter in token):
            return token
        # What is no UTF-8 becomes half surrogates, one for each byte.
        text = bytes(letters[letter] for letter in token).decode("utf-8", "surrogateescape")
        return "".join(
            byte_piece(ord(one) - 0xDC00) if 0xDC80 <= ord(one) <= 0xDCFF else WORD_MARK if one == " " else one
            for one in text
        )

    return written
