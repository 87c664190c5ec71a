"""What the code without a screen says to a person, in the language of the screen.

`model` knows no language but English, and its sentences come with names and numbers filled in. So each is found again
by the template it was made from, and said by that template's words: `sentences.ko.ts` has "{0} is cut off" once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

LONGEST = 2000  # letters
DEPTH = 4  # sentences within sentences

_PLACE = re.compile(r"\{(\d+)\}")
_AROUND_NAMES = {"''", "“”", "[]", "_"}


@dataclass(frozen=True)
class Template:
    """An English text with the places {0}, {1}, ... in this order, and its words, where they may stand in another."""

    english: str
    words: str

    @cached_property
    def literals(self) -> list[str]:
        """What stands before, between and behind the places."""
        return _PLACE.split(self.english)[::2]

    @cached_property
    def letters(self) -> int:
        """How many of a text's letters are its own."""
        return sum(map(len, self.literals))

    @cached_property
    def names(self) -> set[int]:
        """The places within a word, brackets or quotes, such as {0}_layers and [{1}]: what stands there is a name."""
        around = enumerate(pairwise(self.literals))
        return {
            place
            for place, (before, behind) in around
            if _AROUND_NAMES & {before[-1:] + behind[:1], before[-1:], behind[:1]}
        }

    def filled(self, text: str) -> list[str] | None:
        """What `text` has at each place, as little as possible from the left on; None where it is no such text."""
        first, *between = self.literals
        if not between:
            return [] if text == first else None
        last = between.pop()
        place, end = len(first), len(text) - len(last)
        if not text.startswith(first) or not text.endswith(last) or end < place:
            return None
        found = []
        for literal in between:
            at = text.find(literal, place, end)
            if at < 0:
                return None
            found.append(text[place:at])
            place = at + len(literal)
        return [*found, text[place:end]]

    def fill(self, parts: list[str]) -> str:
        return _PLACE.sub(lambda place: parts[int(place[1])], self.words)


class Sentences:
    """Says whole sentences, and phrases only where they stand in one."""

    def __init__(self, sentences: Mapping[str, str], phrases: Mapping[str, str]) -> None:
        """Words by their English templates."""
        self._sentences = [Template(*pair) for pair in sentences.items()]
        parts = [Template(*pair) for pair in phrases.items()]
        self._parts = [*parts, *self._sentences]
        self._beginnings = [*(part for part in parts if " " in part.english), *self._sentences]

    def say(self, text: str) -> str:
        """`text` in words; as it is where nothing says it, or where it is too long to be a sentence of ours."""
        if not text or len(text) > LONGEST:
            return text
        return self._said([text], self._sentences, DEPTH) or text

    def _said(self, texts: Iterable[str], templates: list[Template], depth: int) -> str:
        """Of all that fit, the one that begins to speak first: another one takes it for what is filled in, as a
        sentence that has one in it may end like that one. Of several such, the one with most letters of its own."""
        found = []
        for order, text in enumerate(texts):
            for template in templates:
                filled = template.filled(text)
                if filled is not None:
                    begin = len(filled[0]) if filled and not template.literals[0] else 0
                    found.append((begin, -template.letters, order, template.english, template, filled))
        if not found:
            return ""
        *_, template, filled = min(found)
        return template.fill([self._part(template, place, part, depth) for place, part in enumerate(filled)])

    def _part(self, template: Template, place: int, text: str, depth: int) -> str:
        """What was filled in may be a sentence or a phrase of ours, too. A single word that a sentence begins with is a
        file, even if it is called "training"."""
        if not text or not depth or place in template.names:
            return text
        known = self._parts if place or template.literals[0] else self._beginnings
        for stop in ("", "."):  # it may have lost its stop, or its capital behind a colon
            wholes = dict.fromkeys(start + stop for start in (text, text[:1].upper() + text[1:]))
            if said := self._said(wholes, known, depth - 1):
                return said.removesuffix(stop)
        return text
