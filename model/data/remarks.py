"""What a person should know about sentence pairs that look wrong as a whole, though each of them can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from model.data.pairs import Pair
from model.errors import QT_TRANSLATE_NOOP, Sentence, listed

MOSTLY = 0.5  # share of the lines
MANY = 0.05  # share of the lines

# A number, a date, a mark, or one word with a digit in it ("doc-12", "a3f09"): what stands in a column of ids.
_ID = re.compile(r"[\W\d_]*|(?=\S*\d)[\x21-\x7e]+")

SIDES = (
    Sentence(QT_TRANSLATE_NOOP("Model", "source")),
    Sentence(QT_TRANSLATE_NOOP("Model", "target")),
)

# Names of scripts that have a translation; others stay as Unicode names them.
SCRIPTS = {
    "Latin": Sentence(QT_TRANSLATE_NOOP("Model", "Latin")),
    "Cyrillic": Sentence(QT_TRANSLATE_NOOP("Model", "Cyrillic")),
    "Greek": Sentence(QT_TRANSLATE_NOOP("Model", "Greek")),
    "Hangul": Sentence(QT_TRANSLATE_NOOP("Model", "Hangul")),
    "Han": Sentence(QT_TRANSLATE_NOOP("Model", "Han")),
    "Japanese": Sentence(QT_TRANSLATE_NOOP("Model", "Japanese")),
    "Arabic": Sentence(QT_TRANSLATE_NOOP("Model", "Arabic")),
}


def ids_in(texts: Sequence[str]) -> int:
    """How many of these texts are ids or numbers rather than sentences."""
    return sum(" " not in text and bool(text) and _ID.fullmatch(text) is not None for text in texts)


def side_remarks(file: Path, pairs: Sequence[Pair]) -> Iterator[Sentence]:
    """A remark for each side of which most texts are ids or numbers."""
    for side, texts in enumerate(zip(*pairs, strict=True)):
        yield from id_remark(file, side, ids_in(texts), len(texts))


def id_remark(file: Path | str, side: int, ids: int, texts: int) -> list[Sentence]:
    """The remark if `ids` of `texts` on a side (0 source, 1 target) are no sentences, else nothing."""
    if ids <= MOSTLY * texts:
        return []
    return [
        Sentence(
            QT_TRANSLATE_NOOP(
                "Model",
                "{file}: {ids} of {texts} texts of the {side} look like numbers or ids, not like sentences; "
                "if that is a wrong column, name the right one.",
            ),
            file=file,
            ids=f"{ids:,}",
            texts=f"{texts:,}",
            side=SIDES[side],
        )
    ]


def usual_columns(lines: Mapping[int, int]) -> int:
    """The number of columns of most lines, from how many lines have each number; 0 if it is not that of more than half.

    A line with more has a tab inside a sentence, so nobody knows where its sentences begin.
    """
    usual = max(lines, key=lambda columns: lines[columns], default=0)
    return usual if lines and lines[usual] > MOSTLY * sum(lines.values()) else 0


def too_many_columns(columns: int, usual: int) -> Sentence:
    """The reason for leaving a line out, as a part of a sentence."""
    return Sentence(
        QT_TRANSLATE_NOOP("Model", "has {columns} columns where most lines have {usual}"), columns=columns, usual=usual
    )


def script_remark(side: int, usual: Sequence[str], shares: Mapping[str, float]) -> list[Sentence]:
    """The remark if the texts of a side are in letters of several scripts, else nothing; Japanese has three."""
    japanese = ("Hiragana", "Katakana", "Han") if "Hiragana" in usual or "Katakana" in usual else ()
    found = [name for name in usual if name not in japanese]
    if len(found) + bool(japanese) < 2:
        return []
    told = {name: shares[name] for name in found}
    if japanese:
        told["Japanese"] = sum(shares.get(name, 0.0) for name in japanese)
    return [
        Sentence(
            QT_TRANSLATE_NOOP(
                "Model",
                "The {side} is in letters of several scripts ({shares}); if that means several languages, keep one.",
            ),
            side=SIDES[side],
            shares=listed(
                Sentence("{script} {share}", script=SCRIPTS.get(name, name), share=f"{100 * share:.0f} %")
                for name, share in sorted(told.items(), key=lambda item: -item[1])
            ),
        )
    ]


def encoding_remark(bad: int, lines: int) -> list[Sentence]:
    """The remark if many lines are not UTF-8: what is left of a file of another encoding has none of its letters."""
    if bad <= MANY * lines:
        return []
    return [
        Sentence(
            QT_TRANSLATE_NOOP(
                "Model",
                "{bad} of {lines} lines are not UTF-8 text, so words with letters such as ä or é may be missing; save "
                "the file as UTF-8.",
            ),
            bad=f"{bad:,}",
            lines=f"{lines:,}",
        )
    ]
