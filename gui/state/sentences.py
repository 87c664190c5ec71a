"""What the code without a screen says to a person, in the language of the screen.

`model` knows no language but English, and its sentences come with names and numbers filled in. So each is found again
by the template it was made from, and said by that template's words: `sentences.ko.ts` has "{0} is cut off" once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_PLACE = re.compile(r"\{(\d+)\}")


@dataclass(frozen=True)
class Template:
    """An English text with the places {0}, {1}, ... in this order, and its words, where they may stand in another."""

    english: str
    words: str

    @property
    def literals(self) -> list[str]:
        """What stands before, between and behind the places."""
        return _PLACE.split(self.english)[::2]

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

    @property
    def names(self) -> set[int]:
        """The places within a word, brackets or quotes, such as {0}_layers and [{1}]: what stands there is a name."""
        literals = self.literals
        return {i for i in range(len(literals) - 1) if {literals[i][-1:], literals[i + 1][:1]} & set("_[]'“”")}

    def fill(self, parts: list[str]) -> str:
        return _PLACE.sub(lambda place: parts[int(place[1])], self.words)


class Sentences:
    """Says whole sentences, and phrases only where they stand in one."""

    def __init__(self, sentences: Mapping[str, str], phrases: Mapping[str, str]) -> None:
        """Words by their English templates."""
        self._sentences = _best_first(sentences)
        self._parts = _best_first({**phrases, **sentences})

    def say(self, text: str) -> str:
        """`text` in words; as it is where nothing says it."""
        return self._said(text, self._sentences) or text

    def _said(self, text: str, templates: list[Template]) -> str:
        for template in templates:
            filled = template.filled(text)
            if filled is not None:
                names = template.names
                return template.fill([part if i in names else self._part(part) for i, part in enumerate(filled)])
        return ""

    def _part(self, text: str) -> str:
        """What was filled in may be a sentence or a phrase of ours, too."""
        for whole, stop in _wholes(text):
            if said := self._said(whole, self._parts):
                return said.removesuffix(stop)
        return text


def _best_first(texts: Mapping[str, str]) -> list[Template]:
    """Of several that fit, the one with most letters of its own says it best."""
    templates = [Template(english, words) for english, words in texts.items()]
    return sorted(templates, key=lambda template: -sum(map(len, template.literals)))


def _wholes(text: str) -> Iterator[tuple[str, str]]:
    """`text` as it was before it went on behind a colon without its capital, or lost its stop; and that stop."""
    for start in dict.fromkeys((text, text[:1].upper() + text[1:])):
        yield start, ""
        yield f"{start}.", "."
