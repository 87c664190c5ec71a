"""What a person is meant to read: sentences whose text and values stay apart, and the exceptions that carry them.

`model` speaks English. A screen in another language looks `Sentence.text` up and fills the same values in.
"""

from __future__ import annotations

from typing import Any


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:  # noqa: N802 - the name that Qt's lupdate looks for
    """The text itself; Qt's `lupdate` finds the call and asks for a translation."""
    return text


class Sentence:
    """An English text with `{name}` for each value; a value may be a sentence itself.

    `str` gives it in English. A text without values is taken as it is, braces and all.
    """

    __slots__ = ("text", "values")

    def __init__(self, text: str, /, **values: Any) -> None:
        self.text = text
        self.values = values

    def __str__(self) -> str:
        return self.text.format(**self.values) if self.values else self.text

    def __repr__(self) -> str:
        return f"Sentence({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sentence) and (self.text, self.values) == (other.text, other.values)

    def __hash__(self) -> int:
        return hash((self.text, str(self)))


class UserError(Exception):
    """Something a person can put right: one sentence that says what happened, why, and what to do next.

    The command line prints it without a traceback (exit status 2); the window shows it beside what caused it.
    """

    def __init__(self, text: str | Sentence, /, **values: Any) -> None:
        self.sentence = text if isinstance(text, Sentence) else Sentence(text, **values)
        super().__init__(str(self.sentence))


class MissingExtra(UserError):  # noqa: N818 - a lack, told in a sentence, is no fault
    """Needs packages that are not installed; `extra` names their list in pyproject.toml. The window offers to install
    them, the command line says how to."""

    def __init__(self, text: str | Sentence, /, *, extra: str, **values: Any) -> None:
        super().__init__(text, **values)
        self.extra = extra
