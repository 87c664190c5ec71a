"""Messages for the user: sentences that keep text and values apart, and the exceptions that carry them.

`model` writes English. A screen in another language looks up `Sentence.text` and fills in the same values.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

SENTENCES = "TRANSLUCENT_SENTENCES"  # variable: where set, a process prints an error's parts as JSON before the error
# Limits for a sentence read from a file, so that a damaged file cannot produce an endless text.
DEPTH, LONGEST = 8, 4096  # levels of nested sentences; characters of a text or a value
_PLACE = re.compile(r"\{(\w+)\}")


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:  # noqa: N802 - the name that Qt's lupdate looks for
    """The text itself; Qt's `lupdate` finds the call and asks for a translation."""
    return text


class Sentence:
    """An English text, or a part of one, with `{name}` for each value.

    A value may itself be a sentence. An error as a value becomes its `reason_of`. `str` gives the English text.
    """

    __slots__ = ("text", "values")

    def __init__(self, text: str, /, **values: object) -> None:
        self.text = text
        self.values = {name: _word(value) for name, value in values.items()}

    def said(self, translate: Callable[[str], str]) -> str:
        """The sentence in another language; `translate` returns a translated text with the same `{name}`s."""
        words = {
            name: value if isinstance(value, str) else value.said(translate) for name, value in self.values.items()
        }
        return _PLACE.sub(lambda place: words.get(place[1], place[0]), translate(self.text))

    def __str__(self) -> str:
        return self.said(str)

    def __repr__(self) -> str:
        return f"Sentence({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sentence) and (self.text, self.values) == (other.text, other.values)

    def __hash__(self) -> int:
        return hash((self.text, str(self)))

    def to_json(self) -> dict[str, Any]:
        """For a file or another process."""
        values = {name: value if isinstance(value, str) else value.to_json() for name, value in self.values.items()}
        return {"text": self.text, "values": values}

    @classmethod
    def from_json(cls, json: object, depth: int = DEPTH) -> Sentence | None:
        """None where `json` is not what `to_json` returns."""
        text, told = (json.get("text"), json.get("values")) if isinstance(json, dict) else (None, None)
        if not isinstance(text, str) or not isinstance(told, dict) or len(text) > LONGEST or not depth:
            return None
        values: dict[str, str | Sentence] = {}
        for name, value in told.items():
            found = value if isinstance(value, str) else cls.from_json(value, depth - 1)
            if found is None or (len(found) > LONGEST if isinstance(found, str) else text.count(f"{{{name}}}") > 1):
                return None
            values[name] = found
        return cls(text, **values)


def sentences_as_json(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values for a file: sentences as English text; the key "sentences" also holds the parts of each."""
    found: dict[str, Any] = {}

    def words(value: Any) -> Any:
        if isinstance(value, Sentence):
            found[str(value)] = value.to_json()
            return str(value)
        return [words(part) for part in value] if isinstance(value, (list, tuple)) else value

    plain = {name: words(value) for name, value in values.items()}
    return {**plain, "sentences": found} if found else plain


def sentence_from_json(values: Mapping[str, Any], words: str) -> Sentence | str:
    """The sentence that `sentences_as_json` wrote as `words`; `words` itself where the file has no such sentence."""
    table = values.get("sentences")
    found = Sentence.from_json(table.get(words)) if isinstance(table, dict) else None
    return words if found is None or str(found) != words else found


def joined(sentences: Iterable[Sentence | str]) -> Sentence | str:
    """All sentences in a row as one sentence; "" for none."""
    values = {f"sentence{number}": sentence for number, sentence in enumerate(sentences, 1)}
    return Sentence(" ".join(f"{{{name}}}" for name in values), **values) if values else ""


def listed(sentences: Iterable[Sentence | str]) -> Sentence | str:
    """All sentences as one, with commas between them; "" for none."""
    values = {f"part{number}": sentence for number, sentence in enumerate(sentences, 1)}
    return Sentence(", ".join(f"{{{name}}}" for name in values), **values) if values else ""


def either(names: Sequence[Sentence | str]) -> Sentence | str:
    """One or more to choose from: "a or b"."""
    *others, last = names
    text = QT_TRANSLATE_NOOP("Model", "{one} or {other}")
    return Sentence(text, one=either(others), other=last) if others else last


def both(parts: Sequence[Sentence | str]) -> Sentence | str:
    """One or more together: "a and b"."""
    *others, last = parts
    text = QT_TRANSLATE_NOOP("Model", "{one} and {other}")
    return Sentence(text, one=both(others), other=last) if others else last


class UserError(Exception):
    """An error that the user can fix: one sentence that says what happened, why, and what to do next.

    The command line prints it without a traceback (exit status 2); the window shows it beside what caused it.
    """

    def __init__(self, text: str | Sentence, /, **values: object) -> None:
        self.sentence = text if isinstance(text, Sentence) else Sentence(text, **values)
        super().__init__(str(self.sentence))


class MissingExtra(UserError):  # noqa: N818 - something is missing, but nothing went wrong
    """Needs packages that are not installed; `extra` names their list in pyproject.toml. The window offers to install
    them, the command line says how to."""

    def __init__(self, text: str | Sentence, /, *, extra: str, **values: object) -> None:
        super().__init__(text, **values)
        self.extra = extra


def reason_of(error: BaseException) -> Sentence | str:
    """What an error says: the sentence that it was made with, the system's reason, or another library's words."""
    if isinstance(error, UserError):
        return error.sentence
    if error.args and isinstance(error.args[0], Sentence):
        return error.args[0]
    if isinstance(error, OSError) and error.strerror:
        return Sentence(error.strerror)
    return str(error) or type(error).__name__


STANDARD_INPUT = Path("-")  # as a command line writes it


def _word(value: object) -> str | Sentence:
    if isinstance(value, BaseException):
        return reason_of(value)
    if value == STANDARD_INPUT:
        return Sentence(QT_TRANSLATE_NOOP("Model", "standard input"))
    return value if isinstance(value, Sentence) else str(value)


# What Linux and macOS say of a file or a folder.
REASONS = (
    QT_TRANSLATE_NOOP("Model", "Permission denied"),
    QT_TRANSLATE_NOOP("Model", "Operation not permitted"),
    QT_TRANSLATE_NOOP("Model", "No such file or directory"),
    QT_TRANSLATE_NOOP("Model", "File exists"),
    QT_TRANSLATE_NOOP("Model", "Is a directory"),
    QT_TRANSLATE_NOOP("Model", "Not a directory"),
    QT_TRANSLATE_NOOP("Model", "Directory not empty"),
    QT_TRANSLATE_NOOP("Model", "File name too long"),
    QT_TRANSLATE_NOOP("Model", "File too large"),
    QT_TRANSLATE_NOOP("Model", "No space left on device"),
    QT_TRANSLATE_NOOP("Model", "Disk quota exceeded"),
    QT_TRANSLATE_NOOP("Model", "Read-only file system"),
    QT_TRANSLATE_NOOP("Model", "Input/output error"),
    QT_TRANSLATE_NOOP("Model", "Stale file handle"),
    QT_TRANSLATE_NOOP("Model", "Too many open files"),
    QT_TRANSLATE_NOOP("Model", "Cannot allocate memory"),
)
