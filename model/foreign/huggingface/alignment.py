"""Which characters of a text each piece covers, for tokenizers that do not say it."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from model.values.trace import Span

# Moses writes some signs as in HTML, and a hyphen inside a word as @-@.
_ESCAPED = re.compile(r"&(?:amp|apos|quot|lt|gt|#[0-9]{1,7});|@-@")
_AHEAD = 8  # characters that a tokenizer may drop before a piece


def aligned(letters: Sequence[str | None], text: str) -> list[Span]:
    """The span of each piece, given the letters that it adds; None is a whole word that the tokenizer keeps back.

    Spans lie in order and without overlap.

    Letters are compared without case, accents and forms of the same letter, because tokenizers change them. A piece
    that is not found, such as a quotation mark that was replaced, takes the next sign of the text, or nothing.
    """
    spans, reached = [], 0
    for own in letters:
        span = _word(text, reached) if own is None else _next(_folded(own), text, reached)
        spans.append(span)
        reached = span[1]
    return spans


def unescaped(letters: Sequence[str]) -> list[str]:
    """The same with Moses' names of signs replaced by the signs; one that several pieces spell goes to the first."""
    joined = "".join(letters)
    signs = {found.start(): (found.end(), html.unescape(found[0]).strip("@")) for found in _ESCAPED.finditer(joined)}
    texts, at, until = [], 0, 0
    for own in letters:
        text = ""
        for place in range(at, at + len(own)):
            if place in signs:
                until, sign = signs[place]
                text += sign
            elif place >= until:
                text += joined[place]
        at += len(own)
        texts.append(text)
    return texts


def _next(wanted: str, text: str, reached: int) -> Span:
    if not wanted:
        return reached, reached
    first = _skip(text, reached)
    for start in range(first, min(first + _AHEAD, len(text))):
        end = _match(wanted, text, start)
        if end:
            return start, end
    sign = first < len(text) and not text[first].isalnum() and not wanted.isalnum()
    return (first, first + 1) if sign else (reached, reached)


def _word(text: str, reached: int) -> Span:
    """The next word, or the next punctuation mark."""
    start = end = _skip(text, reached)
    while end < len(text) and not text[end].isspace() and not unicodedata.category(text[end]).startswith("P"):
        end += 1
    return start, min(max(end, start + 1), len(text))


def _match(wanted: str, text: str, start: int) -> int:
    """Where `wanted` ends if it begins exactly at `start`, else 0."""
    at = start
    while wanted:
        if at >= len(text):
            return 0
        own = _folded(text[at])
        if not wanted.startswith(own) or (not own and at == start):
            return 0
        wanted = wanted[len(own) :]
        at += 1
    while at < len(text) and unicodedata.category(text[at]) == "Mn":  # accents belong to their letter
        at += 1
    return at


def _skip(text: str, at: int) -> int:
    """The next character that is to be seen."""
    while at < len(text) and not _folded(text[at]):
        at += 1
    return at


@cache
def _folded(text: str) -> str:
    """Without case, accents, spaces and invisible characters; each letter in one form."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(one for one in plain if not one.isspace() and unicodedata.category(one)[0] not in "CM")
