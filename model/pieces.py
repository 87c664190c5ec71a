"""How pieces are written: the word mark, the special pieces, and which pieces make up a word."""

from __future__ import annotations

from collections.abc import Sequence

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


def word_groups(pieces: Sequence[str]) -> list[range]:
    """Positions of the pieces of each word: one begins at every word mark, and a special piece stands alone."""
    groups: list[range] = []
    begin = 0
    for i in range(1, len(pieces) + 1):
        if i == len(pieces) or starts_word(pieces[i]) or is_special(pieces[i]) or is_special(pieces[i - 1]):
            if i > begin:
                groups.append(range(begin, i))
            begin = i
    return groups
