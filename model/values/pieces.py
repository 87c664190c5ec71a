"""How pieces are written: word marks, bytes, special pieces, and which pieces make up a word.

Every vocabulary writes its pieces in one way, whatever its tokenizer's own is, and all others read them here:

    "▁dog"    a word begins with this piece (SentencePiece's mark)
    "dog</w>" a word ends with this piece (the mark of the first BPE tokenizers)
    "<0xED>"  one byte of a letter that the vocabulary lacks; the bytes of a letter follow each other
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise

WORD_MARK = "\u2581"  # SentencePiece's visible stand-in for a space
WORD_END = "</w>"
_JOINERS = "\u200c\u200d"  # zero-width (non-)joiners, which are part of emoji and of some scripts
SPECIAL = frozenset({"<pad>", "<unk>", "<s>", "</s>"})
# Other families' pieces that stand for no text: BERT's, Gemma's, Blenderbot's; pieces that name a language, as
# OPUS-MT, M2M100, mBART and NLLB write them; T5's sentinels and Pegasus' masks.
_NAMES = re.compile(
    r"\[(CLS|SEP|X_SEP|PAD|UNK|MASK)\]|<(bos|eos|cls|sep|mask)>|>>\S+<<|__[a-z]+__"
    r"|[a-z]{2,3}_[A-Z]{2}|[a-z]{3}_[A-Z][a-z]{3}|<(extra_id|mask)_\d+>"
)
ENDS = frozenset({"</s>", "<eos>", "[SEP]", "__end__"})  # the pieces that end a translation
_UNKNOWN = frozenset({"<unk>", "[UNK]", "__unk__"})
_BYTE = re.compile(r"<0x([0-9A-F]{2})>")


def byte_piece(byte: int) -> str:
    """How one byte of a letter is written: <0xED>."""
    return f"<0x{byte:02X}>"


def whole_characters(text: str) -> str:
    """The text with "?" for each half of a surrogate pair, which no file and no tokenizer can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def is_special(piece: str) -> bool:
    """Whether the piece stands for no text of its own: <s>, </s>, <pad>, or the name of a language."""
    return piece in SPECIAL or _NAMES.fullmatch(piece) is not None


def is_unknown(piece: str) -> bool:
    """Whether this is the piece of all that the vocabulary lacks."""
    return piece in _UNKNOWN


def starts_word(piece: str) -> bool:
    return piece.startswith(WORD_MARK)


def ends_word(piece: str) -> bool:
    return piece.endswith(WORD_END)


def bytes_of(piece: str) -> bytes:
    """What the piece adds to a text, in UTF-8; of half a letter, its byte. A word mark is a space."""
    if is_special(piece):
        return piece.encode("utf-8", "replace")
    text = piece.replace(WORD_MARK, " ")
    text = text[: -len(WORD_END)] + " " if text.endswith(WORD_END) else text
    # The parts of a split by a pattern with one group are texts and, at odd places, what the group found.
    parts = _BYTE.split(text)
    return b"".join(
        bytes((int(part, 16),)) if number % 2 else part.encode("utf-8", "replace") for number, part in enumerate(parts)
    )


def text_of(pieces: Iterable[str]) -> str:
    """The text that pieces make together, with a space for each word mark; an incomplete letter is U+FFFD."""
    return b"".join(map(bytes_of, pieces)).decode("utf-8", "replace")


def letters_of(pieces: Sequence[str]) -> list[str]:
    """The text that each piece adds; a letter that several pieces write in bytes belongs to the first of them."""
    written = [bytes_of(piece) for piece in pieces]
    found = []
    for i, own in enumerate(written):
        # A letter is finished by the bytes at the beginning of what follows it, in as many pieces as it takes.
        begins = _own_start(own)
        rest = b""
        for following in written[i + 1 :]:
            ends = _own_start(following)
            rest += following[:ends]
            if ends < len(following):
                break
        found.append((own[begins:] + rest).decode("utf-8", "ignore") if own[begins:] else "")
    return found


def _own_start(written: bytes) -> int:
    """How many bytes at the beginning belong to a letter that an earlier piece began."""
    return next((i for i, byte in enumerate(written) if byte & 0xC0 != 0x80), len(written))


def _continues(piece: str) -> bool:
    """Whether the piece begins inside a letter."""
    return _own_start(bytes_of(piece)[:1]) > 0


def shown(piece: str) -> str:
    """The piece as a label: without its word marks, unless there is nothing else to see.

    Characters that are invisible, or that would reverse the writing direction, are shown by number: U+202E.
    """
    return _visible(piece.removeprefix(WORD_MARK).removesuffix(WORD_END) or WORD_MARK)


def shown_together(pieces: Sequence[str]) -> str:
    """Several pieces as one label, bytes as the letters that they make together."""
    if len(pieces) == 1:
        return shown(pieces[0])
    return _visible(text_of(pieces).strip() or WORD_MARK)


def _visible(text: str) -> str:
    if any(unicodedata.category(character) in ("Cc", "Cf") and character not in _JOINERS for character in text):
        return "".join(f"U+{ord(c):04X}" if unicodedata.category(c) in ("Cc", "Cf") else c for c in text)
    return text


def is_punctuation(piece: str) -> bool:
    """Whether the piece has neither a letter nor a digit."""
    return not any(character.isalnum() for character in piece.removesuffix(WORD_END))


def word_starts(pieces: Sequence[str]) -> list[bool]:
    """Whether a word begins at each piece. A special piece stands alone."""
    found = []
    before = ""
    for i, piece in enumerate(pieces):
        marked = starts_word(piece) or is_special(piece) or is_special(before) or ends_word(before)
        found.append(i == 0 or marked)
        before = piece
    return found


def word_groups(pieces: Sequence[str]) -> list[range]:
    """Positions of the pieces of each word, in order and without gaps.

    A word begins as `word_starts` says; the punctuation at a word's end stands alone, but the bytes of one letter are
    never parted.
    """
    starts = word_starts(pieces)
    letters = letters_of(pieces)
    begins = list(starts)
    ending = True  # whether everything from here to the end of the word is punctuation
    for i in reversed(range(len(pieces))):
        closes = i + 1 == len(pieces) or starts[i + 1]
        ending = (closes or ending) and not is_special(pieces[i]) and is_punctuation(letters[i])
        begins[i] = starts[i] or (ending and not _continues(pieces[i]))
    first = [i for i, begin in enumerate(begins) if begin]
    return [range(start, end) for start, end in pairwise([*first, len(pieces)])]
