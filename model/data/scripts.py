"""Which script the letters of texts belong to: Latin, Cyrillic, Hangul, Han and so on."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache

import numpy as np

LAST_LETTER = 0x32000  # code points from here on hold no letters

# First words of Unicode's letter names that are not the name of a script: their script, or none (`_COMMON`).
_RENAMED = {"CJK": "HAN", "IDEOGRAPHIC": "HAN", "FULLWIDTH": "LATIN", "KATAKANA-HIRAGANA": "KATAKANA"}
_COMMON = {"MODIFIER", "MATHEMATICAL", "MICRO", "OHM", "KELVIN", "ANGSTROM", "FEMININE", "MASCULINE", "SCRIPT", "CARON"}
_COMMON |= {
    "DOUBLE-STRUCK",
    "BLACK-LETTER",
    "TURNED",
    "EULER",
    "ALEF",
    "BET",
    "GIMEL",
    "DALET",
    "PLANCK",
    "SUPERSCRIPT",
}


def _script(character: str) -> str:
    """The script of a letter by its Unicode name; "" for other characters and for letters of several scripts."""
    if not unicodedata.category(character).startswith("L"):
        return ""
    words = unicodedata.name(character, "").split()
    if not words or words[0] in _COMMON:
        return ""
    name = words[1] if words[0] == "HALFWIDTH" else words[0]
    return _RENAMED.get(name, name)


@cache
def _table() -> tuple[np.ndarray, list[str]]:
    """The script number of each code point, and the script names; number 0 means no letter."""
    numbers = {"": 0}
    table = np.zeros(LAST_LETTER, np.uint8)
    for code in range(LAST_LETTER):
        table[code] = numbers.setdefault(_script(chr(code)), len(numbers))
    return table, list(numbers)


def _letters(texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """The script number of each character of the concatenated texts, and the begin of each text and end of the last."""
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "replace"), "<u4")
    ends = np.cumsum([0, *map(len, texts)])
    table, _ = _table()
    return table[np.minimum(codes, LAST_LETTER - 1)], ends


def _sums(values: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """The sum over each text."""
    running = np.concatenate(([0], np.cumsum(values, dtype=np.int64)))
    return np.diff(running[ends])


def leading_scripts(texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The script of most letters of each text, its rival, and the number of letters; [text].

    Scripts are numbers, 0 where there are no letters. The rival is the second script where the first has no more than
    half of the letters, else the same as the first.
    """
    scripts, ends = _letters(texts)
    found = np.flatnonzero(np.bincount(scripts))
    found = found[found > 0]  # few of all there are, so that the table below is small
    if not len(found):
        return np.zeros(len(texts), np.uint8), np.zeros(len(texts), np.uint8), np.zeros(len(texts), np.int64)
    counts = np.stack([_sums(scripts == script, ends) for script in found])
    letters, order = counts.sum(0), np.argsort(-counts, 0, kind="stable")
    clear = 2 * counts.max(0) > letters
    first, second = found[order[0]], found[order[min(1, len(found) - 1)]]
    known = letters > 0
    return (known * first).astype(np.uint8), (known * np.where(clear, first, second)).astype(np.uint8), letters


def script_counts(leading: np.ndarray) -> np.ndarray:
    """How many texts have each script as their leading one, int64 [script]."""
    return np.bincount(leading, minlength=len(_table()[1]))


def script_shares(counts: np.ndarray) -> dict[str, float]:
    """The share of each script, such as "Latin", in the texts that have letters; the commonest first."""
    _, names = _table()
    counts = np.concatenate(([0], counts[1:]))
    return {
        names[number].title(): float(counts[number] / counts.sum())
        for number in np.argsort(-counts, kind="stable")
        if counts[number]
    }


def usual_scripts(counts: np.ndarray, least_share: float = 0.1) -> tuple[str, ...]:
    """The scripts of at least this share of the texts each, the commonest first."""
    found = [name for name, share in script_shares(counts).items() if share >= least_share]
    if {"Hiragana", "Katakana"} & set(found):  # Japanese uses three scripts, but not all in every line
        found += [name for name in ("Hiragana", "Katakana", "Han") if name not in found]
    return tuple(found)


def is_usual(leading: np.ndarray, scripts: Sequence[str]) -> np.ndarray:
    """Whether the leading script of each text is one of these, bool [text]."""
    _, names = _table()
    return np.array([name.title() in scripts for name in names])[leading]


def main_scripts(texts: Sequence[str], least_share: float = 0.1) -> tuple[str, ...]:
    """The leading scripts of at least this share of the texts each, the commonest first."""
    return usual_scripts(script_counts(leading_scripts(texts)[0]), least_share)


def share_in(texts: Sequence[str], expected: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """How many letters each text has, and how many of them are in the expected scripts; both [text]."""
    scripts, ends = _letters(texts)
    _, names = _table()
    wanted = np.array([bool(name) and name.title() in expected for name in names])
    return _sums(scripts > 0, ends), _sums(wanted[scripts], ends)
