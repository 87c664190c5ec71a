"""JSON Lines: an object on each line, with the source and the target under two of its keys."""

from __future__ import annotations

import json

from model.data.corpus_source import CorpusSource
from model.data.pairs import NUL, BadLine, BadLineError, Fault, RawPair
from model.data.text_lines import LineReader
from model.errors import QT_TRANSLATE_NOOP, Sentence

MOST_KEYS = 12  # that a message names

_NO_JSON = Sentence(QT_TRANSLATE_NOOP("Model", "is not JSON"))


class JsonLinesReader(LineReader):
    """A key may be a path of keys joined by dots; by default "source" and "target"."""

    def __init__(self, source: CorpusSource) -> None:
        super().__init__(source)
        self._keys = source.source_column or "source", source.target_column or "target"
        self._found: dict[str, None] = {}  # keys of the objects without one of the two

    def pair(self, text: str, number: int) -> RawPair:
        if not text.strip():
            return RawPair("", "", number)
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            raise BadLineError(_NO_JSON) from None
        if not isinstance(value, dict):
            raise BadLineError(Sentence(QT_TRANSLATE_NOOP("Model", "is not a JSON object")))
        return RawPair(self._member(value, self._keys[0]), self._member(value, self._keys[1]), number)

    def _member(self, value: dict[str, object], key: str) -> str:
        """The text under a key; line breaks and runs of spaces become one space."""
        found: object = value.get(key)
        if found is None:
            found = value
            for part in key.split("."):
                found = found.get(part) if isinstance(found, dict) else None
        if found is None:
            if len(self._found) < MOST_KEYS:
                self._found.update(dict.fromkeys(_paths(value)))
            raise BadLineError(Sentence(QT_TRANSLATE_NOOP("Model", "lacks the key '{key}'"), key=key), Fault.LANGUAGE)
        if not isinstance(found, str):
            raise BadLineError(
                Sentence(QT_TRANSLATE_NOOP("Model", "has something else than text under '{key}'"), key=key)
            )
        if "\0" in found:
            raise BadLineError(NUL, Fault.CONTROL)
        try:
            found.encode()
        except UnicodeEncodeError:  # JSON can write half a surrogate pair, UTF-8 cannot
            raise BadLineError(
                Sentence(QT_TRANSLATE_NOOP("Model", "has half a surrogate pair under '{key}'"), key=key),
                Fault.NOT_UTF8,
            ) from None
        return " ".join(found.split())

    def remedy(self, bad: BadLine) -> Sentence:
        if bad.reason == _NO_JSON:
            return Sentence(
                QT_TRANSLATE_NOOP(
                    "Model", "JSON Lines has one object on each line: write it so or name another format."
                )
            )
        if self._found:
            return Sentence(
                QT_TRANSLATE_NOOP("Model", "its objects have the keys {keys}: name two of them."),
                keys=", ".join(list(self._found)[:MOST_KEYS]),
            )
        return Sentence(
            QT_TRANSLATE_NOOP(
                "Model",
                "JSON Lines has one object a line with the source and the target: name their keys or another format.",
            )
        )


def _paths(value: dict[str, object]) -> list[str]:
    """The keys of an object as `source_column` would name them; one level of objects inside is named too."""
    return [
        f"{key}.{inner}" if inner else key
        for key, member in value.items()
        for inner in (member if isinstance(member, dict) else [""])
    ]
