"""What reading parallel text gives: sentence pairs, and the lines that are none, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import NamedTuple, TypeVar

from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError

Pair = tuple[str, str]  # source, target
T = TypeVar("T")


class RawPair(NamedTuple):
    """A sentence pair as in the file, without outer spaces; `line` counts from 1 (TMX: the line of its <tu>)."""

    source: str
    target: str
    line: int
    columns: int = 2  # of its line; always 2 in a format that has no columns


class Fault(Enum):
    """The kind of thing that is wrong with a line."""

    SHAPE = "shape"  # not of the form that the format asks for
    NOT_UTF8 = "not utf-8"
    CONTROL = "control"  # a NUL or a carriage return inside
    LANGUAGE = "language"  # one of the two languages is not there; a file of many languages has such units by nature


class BadLine(NamedTuple):
    """A line of `file` that is no pair; `reason` continues a sentence that begins "line 7", as in "has one column"."""

    file: Path
    line: int
    reason: Sentence
    fault: Fault = Fault.SHAPE


class BadLineError(Exception):
    """Why a line is no pair."""

    def __init__(self, reason: Sentence, fault: Fault = Fault.SHAPE) -> None:
        super().__init__(reason)
        self.reason = reason
        self.fault = fault


NUL = Sentence(QT_TRANSLATE_NOOP("Model", "holds a NUL character"))


def no_pairs(path: Path) -> UserError:
    """The error for a file without a single line."""
    return UserError(QT_TRANSLATE_NOOP("Model", "{path} holds no sentence pairs; choose another file."), path=path)


def evenly(items: Sequence[T], most: int) -> list[T]:
    """At most so many of the items, spread evenly over all."""
    count = min(most, len(items))
    return [items[i * len(items) // count] for i in range(count)]
