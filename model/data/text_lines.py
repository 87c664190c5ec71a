"""The lines of a text file, each as text or with the reason why it is none; memory does not depend on the file."""

from __future__ import annotations

import codecs
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from model.data.corpus_source import CorpusSource
from model.data.opening import opened
from model.data.pairs import NUL, BadLine, BadLineError, Fault, RawPair
from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError

LONGEST_LINE = 1 << 16  # bytes; longer lines are refused
PROGRESS_LINES = 1000  # lines between reports of progress

# Byte order marks, the longer ones first: that of UTF-32-LE begins with that of UTF-16-LE.
_FOREIGN_MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
_NOT_UTF8 = Sentence(QT_TRANSLATE_NOOP("Model", "is not UTF-8 text"))
_RETURN = Sentence(QT_TRANSLATE_NOOP("Model", "holds a carriage return"))


def raw_lines(file: BinaryIO, path: Path) -> Iterator[bytes | None]:
    """Lines as bytes, None for one that is too long; the byte order mark is removed from the first.

    Raises `UserError` for a byte order mark of another encoding, and for a whole file without line feeds.
    """
    lines = iter(partial(file.readline, LONGEST_LINE), b"")
    for number, line in enumerate(lines):
        if number == 0:
            check_beginning(line, path)
        if cut(line):
            for rest in lines:
                if not cut(rest):
                    break
            yield None
        else:
            yield line if number else line.removeprefix(codecs.BOM_UTF8)


def check_beginning(line: bytes, path: Path) -> None:
    """Raise `UserError` if the first line is of another encoding, or has the line ends of old Macs."""
    for mark, encoding in _FOREIGN_MARKS.items():
        if line.startswith(mark):
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "{path} is {encoding} text; save it as UTF-8."), path=path, encoding=encoding
            )
    if b"\r" in line.strip() and not line.endswith(b"\n"):
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{path} has the line ends of old Macs (CR); save it with LF line ends."),
            path=path,
        )


def cut(line: bytes) -> bool:
    """Whether only the first part of a long line was read."""
    return len(line) == LONGEST_LINE and not line.endswith(b"\n")


def text_of(line: bytes | None) -> str:
    """The text of a line of `raw_lines`; `BadLineError` if it has none."""
    if line is None:
        raise BadLineError(Sentence(QT_TRANSLATE_NOOP("Model", "is longer than 64 KiB")))
    try:
        text = line.decode()
    except UnicodeDecodeError:
        raise BadLineError(_NOT_UTF8, Fault.NOT_UTF8) from None
    if "\0" in text:
        raise BadLineError(NUL, Fault.CONTROL)
    if "\r" in text and "\r" in text.strip():
        raise BadLineError(_RETURN, Fault.CONTROL)
    return text


class LineReader(ABC):
    """Reads a format that has one pair on each line of one file."""

    def __init__(self, source: CorpusSource) -> None:
        self.source = source

    @abstractmethod
    def pair(self, text: str, number: int) -> RawPair:
        """The pair on line `number`; `BadLineError` if there is none."""

    def items(self, progress: Callable[[float], None]) -> Iterator[RawPair | BadLine]:
        path = self.source.path
        with opened(path) as (file, share):
            for number, line in enumerate(raw_lines(file, path), start=1):
                try:
                    yield self.pair(text_of(line), number)
                except BadLineError as bad:
                    yield BadLine(path, number, bad.reason, bad.fault)
                if number % PROGRESS_LINES == 0:
                    progress(share())
        progress(1.0)
