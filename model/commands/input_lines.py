"""The lines of standard input: those that are there already, without waiting for more."""

from __future__ import annotations

import io
import queue
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from model.data.text_lines import LONGEST_LINE, raw_lines
from model.errors import Sentence, UserError, reason_of

NAME = "standard input"
FIRST = 8  # lines that are given out first; then twice as many each time, so that neither start nor rest is slow
UTF_16 = "Every second byte is NUL, as in UTF-16 text; convert it to UTF-8 first."
TICK = 0.5  # seconds; on Windows Ctrl+C is heard only between two waits


@dataclass(frozen=True)
class Line:
    """A line, counted from 1, without its line end. `problem` says why it is no text; then `text` only resembles it."""

    number: int
    text: str
    problem: Sentence | None = None


def waiting_lines(file: BinaryIO, most: int) -> Iterator[list[Line]]:
    """Lines in order, as many together as wait, at most `most`; a list is never empty.

    Memory does not depend on the file. Raises `UserError` if it cannot be read, or is text of another encoding.
    """
    waiting: queue.Queue[Line | Exception | None] = queue.Queue(2 * most)
    threading.Thread(target=_read, args=(file, waiting), daemon=True, name="standard input").start()
    count = min(FIRST, most)
    while True:
        lines, end = _taken(waiting, count)
        if lines:
            yield lines
        if isinstance(end, Exception):
            raise end
        if end:
            return
        count = min(2 * count, most)


def _taken(waiting: queue.Queue[Line | Exception | None], count: int) -> tuple[list[Line], Exception | bool]:
    """One line when it comes and those that wait behind it; then whether that was the end, or the error that it was."""
    lines: list[Line] = []
    while len(lines) < count:
        try:
            found = waiting.get(timeout=TICK) if not lines else waiting.get_nowait()
        except queue.Empty:
            if lines:
                break
            continue
        if not isinstance(found, Line):
            return lines, found or True
        lines.append(found)
    return lines, False


def _read(file: BinaryIO, waiting: queue.Queue[Line | Exception | None]) -> None:
    try:
        for number, line in enumerate(raw_lines(file, Path(NAME)), start=1):
            waiting.put(_line(number, line))
        waiting.put(None)
    except UserError as error:
        waiting.put(error)
    except OSError as error:
        waiting.put(UserError(f"The text on {NAME} cannot be read ({reason_of(error)}); give it another way."))


def _line(number: int, line: bytes | None) -> Line:
    if line is None:
        return Line(number, "", Sentence(f"It is longer than {LONGEST_LINE >> 10} KiB; split it into sentences."))
    line = line.rstrip(b"\r\n")
    if b"\0" in line and not (line[::2].strip(b"\0") and line[1::2].strip(b"\0")):
        return Line(number, line.replace(b"\0", b"").decode(errors="replace").rstrip("\r"), Sentence(UTF_16))
    try:
        return Line(number, line.decode())
    except UnicodeDecodeError:
        problem = Sentence("It is not UTF-8 text; convert it first.")
        return Line(number, line.decode(errors="replace"), problem)


def standard_input() -> BinaryIO:
    """Standard input as bytes, read by nobody else."""
    try:
        file = open(0, "rb", closefd=False)  # noqa: SIM115 - it stays open until the program ends
    except OSError as error:
        raise UserError(f"There is no {NAME} ({reason_of(error)}); give the text as an argument.") from error
    assert isinstance(file, io.BufferedReader)
    return file
