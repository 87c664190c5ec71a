"""Which way a text runs, by its first strong character (the Unicode bidirectional algorithm's rules P2 and P3)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable


def is_right_to_left(text: str | Iterable[str]) -> bool:
    """True for Arabic, Hebrew and the like; False for a text, or an iterable of pieces, without any letter."""
    for part in [text] if isinstance(text, str) else text:
        for character in part:
            direction = unicodedata.bidirectional(character)
            if direction in ("R", "AL"):
                return True
            if direction == "L" and not part.startswith("<"):
                return False
            if direction == "L":
                break  # a special piece such as <s> says nothing about the language
    return False
