"""How pieces are written: the word mark, the special pieces, and which pieces make up a word."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

WORD_MARK = "\u2581"  # SentencePiece's visible stand-in for a space
SPECIAL = frozenset({"<pad>", "<unk>", "<s>", "</s>"})


def is_special(piece: str) -> bool:
    """Whether the piece stands for no text of its own: <s>, </s>, <pad>."""
    return piece in SPECIAL


def starts_word(piece: str) -> bool:
    return piece.startswith(WORD_MARK)


def shown(piece: str) -> str:
    """The piece as a label: without the word mark, unless there is nothing else to see."""
    return piece.removeprefix(WORD_MARK) or WORD_MARK


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
