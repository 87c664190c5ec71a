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


def main_scripts(texts: Sequence[str], least_share: float = 0.1) -> tuple[str, ...]:
    """The main scripts, such as "Latin", of at least this share of the texts each, the commonest first.

    The main script of a text is that of most of its letters.
    """
    scripts, ends = _letters(texts)
    _, names = _table()
    rows = np.repeat(np.arange(len(texts)), np.diff(ends))
    counts = np.bincount(rows * len(names) + scripts, minlength=len(texts) * len(names)).reshape(-1, len(names))[:, 1:]
    leading = counts.argmax(1)[counts.any(1)] + 1
    if not len(leading):
        return ()
    shares = np.bincount(leading, minlength=len(names)) / len(leading)
    found = [names[i] for i in np.argsort(-shares, kind="stable") if shares[i] >= least_share]
    if {"HIRAGANA", "KATAKANA"} & set(found):  # Japanese uses three scripts, but not all in every line
        found += [name for name in ("HIRAGANA", "KATAKANA", "HAN") if name not in found]
    return tuple(name.title() for name in found)


def share_in(texts: Sequence[str], expected: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """How many letters each text has, and how many of them are in the expected scripts; both [text]."""
    scripts, ends = _letters(texts)
    _, names = _table()
    wanted = np.array([bool(name) and name.title() in expected for name in names])
    return _sums(scripts > 0, ends), _sums(wanted[scripts], ends)
