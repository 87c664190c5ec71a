"""How pieces are written: the word mark, the special pieces, and which pieces make up a word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

WORD_MARK = "\u2581"  # SentencePiece's visible stand-in for a space
_JOINERS = "\u200c\u200d"  # zero-width (non-)joiners, which are part of emoji and of some scripts
SPECIAL = frozenset({"<pad>", "<unk>", "<s>", "</s>"})
# Pieces that name a language: OPUS-MT's, M2M100's, mBART's and NLLB's; and T5's sentinels.
_NAMES = re.compile(r">>\S+<<|__[a-z]+__|[a-z]{2,3}_[A-Z]{2}|[a-z]{3}_[A-Z][a-z]{3}|<extra_id_\d+>")


def is_special(piece: str) -> bool:
    """Whether the piece stands for no text of its own: <s>, </s>, <pad>, or the name of a language."""
    return piece in SPECIAL or _NAMES.fullmatch(piece) is not None


def starts_word(piece: str) -> bool:
    return piece.startswith(WORD_MARK)


def shown(piece: str) -> str:
    """The piece as a label: without the word mark, unless there is nothing else to see.

    Characters that are invisible, or that would reverse the writing direction, are shown by number: U+202E.
    """
    text = piece.removeprefix(WORD_MARK) or WORD_MARK
    if any(unicodedata.category(character) in ("Cc", "Cf") and character not in _JOINERS for character in text):
        return "".join(f"U+{ord(c):04X}" if unicodedata.category(c) in ("Cc", "Cf") else c for c in text)
    return text


def is_punctuation(piece: str) -> bool:
    """Whether the piece has neither a letter nor a digit."""
    return not any(character.isalnum() for character in piece)


def word_groups(pieces: Sequence[str]) -> list[range]:
    """Positions of the pieces of each word, in order and without gaps.

    A word begins at every word mark; a special piece stands alone, and so does the punctuation at a word's end.
    """
    begins = [True] * len(pieces)
    ending = True  # whether everything from here to the end of the word is punctuation
    for i in reversed(range(len(pieces))):
        special = is_special(pieces[i])
        closes = i + 1 == len(pieces) or starts_word(pieces[i + 1]) or is_special(pieces[i + 1])
        ending = (closes or ending) and not special and is_punctuation(pieces[i])
        begins[i] = special or starts_word(pieces[i]) or ending or (i > 0 and is_special(pieces[i - 1]))
    starts = [i for i, first in enumerate(begins) if first or i == 0]
    return [range(start, end) for start, end in pairwise([*starts, len(pieces)])]
