"""Reads parallel text in several formats as a stream: each line becomes a pair, or a note of what is wrong with it."""

from __future__ import annotations

import codecs
import gzip
import io
import json
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice, zip_longest
from pathlib import Path
from typing import BinaryIO, Literal

from model.data.tmx import Unit, read_units
from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError

CorpusFormat = Literal["auto", "tsv", "lines", "tmx", "jsonl"]
Pair = tuple[str, str]  # source, target

LONGEST_LINE = 1 << 16  # bytes; longer lines are refused, so that memory does not depend on the file
PROBED = 200  # first lines that are checked before any is used
BAD_SHARE = 0.1  # of the probed lines; with more bad ones the file is refused as of another format
PROGRESS_LINES = 1000  # lines between reports of progress

# Byte order marks, the longer ones first: that of UTF-32-LE begins with that of UTF-16-LE.
_FOREIGN_MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
_SUFFIXES: dict[str, CorpusFormat] = {".tmx": "tmx", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl"}


@dataclass(frozen=True)
class CorpusSource:
    """The files of sentence pairs and their format; every format may be gzipped (".gz").

    "tsv": columns counted from 1, by default 1 and 2. "lines": two files aligned line by line. "tmx": columns are
    language codes, where "en" also matches "en-US"; without them the file must hold exactly two languages. "jsonl":
    columns are keys, where "translation.en" is a key in a nested object; by default "source" and "target". "auto"
    chooses by `target_path` and suffix.
    """

    path: Path
    target_path: Path | None = None
    format: CorpusFormat = "auto"
    source_column: str = ""
    target_column: str = ""

    def kind(self) -> CorpusFormat:
        """The actual format; `UserError` if `target_path` and `format` contradict each other."""
        if self.format == "auto":
            if self.target_path:
                return "lines"
            name = self.path.name.lower().removesuffix(".gz")
            return _SUFFIXES.get(Path(name).suffix, "tsv")
        if self.format == "lines" and not self.target_path:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model",
                    "{path} cannot be read as 'lines' without a second file, the translations; name "
                    "that file or change the format.",
                ),
                path=self.path,
            )
        if self.format != "lines" and self.target_path:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model",
                    "{path} cannot be read as '{format}' with a second file, which only 'lines' has; "
                    "leave that file out or change the format.",
                ),
                path=self.path,
                format=self.format,
            )
        return self.format

    def paths(self) -> list[Path]:
        return [self.path, *([self.target_path] if self.target_path else [])]


@dataclass(frozen=True, slots=True)
class RawPair:
    """A sentence pair as in the file, without outer spaces; `line` counts from 1 (TMX: the line of its <tu>)."""

    source: str
    target: str
    line: int


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line of `file` that is no pair; `reason` continues a sentence that begins "line 7", as in "has one column"."""

    file: Path
    line: int
    reason: Sentence


class _BadLineError(Exception):
    """Why a line is no pair."""

    def __init__(self, reason: Sentence) -> None:
        super().__init__(reason)
        self.reason = reason


_NO_UTF8 = Sentence(QT_TRANSLATE_NOOP("Model", "is not UTF-8 text"))
_NUL = Sentence(QT_TRANSLATE_NOOP("Model", "holds a NUL character"))
_RETURN = Sentence(QT_TRANSLATE_NOOP("Model", "holds a carriage return"))


def read_corpus(source: CorpusSource, progress: Callable[[float], None] | None = None) -> Iterator[RawPair | BadLine]:
    """Every line of a corpus in order, in constant memory; `progress` gets the share of the file read, 0 to 1.

    Raises `UserError` for a file that is missing, unreadable, damaged or empty, for two files of different length, for
    an unknown column, and when more than a tenth of the first 200 lines are bad: the file is of another kind.
    """
    kind = source.kind()
    items = {"tsv": _read_tsv, "jsonl": _read_jsonl, "lines": _read_lines, "tmx": _read_tmx}[kind](
        source, progress or (lambda share: None)
    )
    first = list(islice(items, PROBED))
    if not first:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{path} holds no sentence pairs; choose another file."), path=source.path
        )
    bad = [item for item in first if isinstance(item, BadLine)]
    if len(bad) > BAD_SHARE * len(first):
        file, line, reason, remedy = bad[0].file, bad[0].line, bad[0].reason, _remedy(kind, bad[0].reason)
        if len(bad) == 1:
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "{file}, line {line} {reason}; {remedy}"),
                file=file,
                line=line,
                reason=reason,
                remedy=remedy,
            )
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{file}, line {line} (and {more} more of the first {first}) {reason}; {remedy}"),
            file=file,
            line=line,
            more=len(bad) - 1,
            first=len(first),
            reason=reason,
            remedy=remedy,
        )
    yield from first
    yield from items


def read_all(source: CorpusSource) -> list[Pair]:
    """All pairs of a file without bad lines, such as a test set; `UserError` names the first bad or half-empty line."""
    pairs: list[Pair] = []
    for item in read_corpus(source):
        if isinstance(item, BadLine):
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "Line {line} of {file} {reason}; correct or remove it."),
                line=item.line,
                file=item.file,
                reason=item.reason,
            )
        if not item.source or not item.target:
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "Line {line} of {path} lacks one of its sentences; correct or remove it."),
                line=item.line,
                path=source.path,
            )
        pairs.append((item.source, item.target))
    return pairs


def _remedy(kind: CorpusFormat, reason: Sentence) -> Sentence:
    if reason in (_NO_UTF8, _NUL):
        return Sentence(QT_TRANSLATE_NOOP("Model", "save the file as UTF-8 text."))
    if reason == _RETURN:
        return Sentence(QT_TRANSLATE_NOOP("Model", "save the file with LF line ends."))
    return {
        "tsv": Sentence(
            QT_TRANSLATE_NOOP(
                "Model",
                "a TSV file has the source, a tab and the target on each line: choose its columns or another format.",
            )
        ),
        "jsonl": Sentence(
            QT_TRANSLATE_NOOP(
                "Model",
                "JSON Lines has one object a line with the source and the target: name their keys or another format.",
            )
        ),
        "tmx": Sentence(QT_TRANSLATE_NOOP("Model", "name two languages that the file has, or choose another file.")),
    }.get(kind, Sentence(QT_TRANSLATE_NOOP("Model", "correct the line or choose another file.")))


@contextmanager
def _opened(path: Path) -> Iterator[tuple[BinaryIO, Callable[[], float]]]:
    """The file, decompressed, and a function for the share read so far; reading errors become a `UserError`."""
    try:
        size = max(path.stat().st_size, 1)
        with path.open("rb") as raw:
            file: BinaryIO = raw
            if path.suffix.lower() == ".gz":
                # GzipFile.readline is pure Python; a BufferedReader around it reads lines in C.
                file = io.BufferedReader(gzip.GzipFile(fileobj=raw, mode="rb"), 1 << 18)
            yield file, lambda: min(raw.tell() / size, 1.0)
    except (OSError, EOFError, zlib.error) as error:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{path} cannot be read ({reason}); check the path and the file."),
            path=path,
            reason=error,
        ) from error


def _raw_lines(file: BinaryIO, path: Path) -> Iterator[bytes | None]:
    """Lines as bytes, None for one that is too long; the byte order mark is removed from the first."""
    lines = iter(partial(file.readline, LONGEST_LINE), b"")
    for number, line in enumerate(lines):
        if number == 0:
            _check_beginning(line, path)
        if _cut(line):
            for rest in lines:
                if not _cut(rest):
                    break
            yield None
        else:
            yield line if number else line.removeprefix(codecs.BOM_UTF8)


def _check_beginning(line: bytes, path: Path) -> None:
    """Raise `UserError` for another encoding, or for the line ends of old Macs, which make the file a single line."""
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


def _cut(line: bytes) -> bool:
    """Whether only the first part of a long line was read."""
    return len(line) == LONGEST_LINE and not line.endswith(b"\n")


def _text(line: bytes | None) -> str:
    if line is None:
        raise _BadLineError(Sentence(QT_TRANSLATE_NOOP("Model", "is longer than 64 KiB")))
    try:
        text = line.decode()
    except UnicodeDecodeError:
        raise _BadLineError(_NO_UTF8) from None
    if "\0" in text:
        raise _BadLineError(_NUL)
    if "\r" in text.strip():
        raise _BadLineError(_RETURN)
    return text


def _read_each(
    source: CorpusSource, parse: Callable[[str], tuple[str, str]], progress: Callable[[float], None]
) -> Iterator[RawPair | BadLine]:
    with _opened(source.path) as (file, share):
        for number, line in enumerate(_raw_lines(file, source.path), start=1):
            try:
                first, second = parse(_text(line))
                yield RawPair(first, second, number)
            except _BadLineError as bad:
                yield BadLine(source.path, number, bad.reason)
            if number % PROGRESS_LINES == 0:
                progress(share())
    progress(1.0)


def _read_tsv(source: CorpusSource, progress: Callable[[float], None]) -> Iterator[RawPair | BadLine]:
    first, second = (
        _column_number(source, value, default) - 1
        for value, default in ((source.source_column, 1), (source.target_column, 2))
    )
    needed = max(first, second) + 1

    def parse(text: str) -> tuple[str, str]:
        columns = text.split("\t")
        if len(columns) < needed:
            if not text.strip():
                return "", ""
            have = (
                Sentence(QT_TRANSLATE_NOOP("Model", "one column"))
                if len(columns) == 1
                else Sentence(QT_TRANSLATE_NOOP("Model", "{columns} columns"), columns=len(columns))
            )
            raise _BadLineError(
                Sentence(QT_TRANSLATE_NOOP("Model", "has {have} where {needed} are needed"), have=have, needed=needed)
            )
        return columns[first].strip(), columns[second].strip()

    return _read_each(source, parse, progress)


def _column_number(source: CorpusSource, value: str, default: int) -> int:
    if not value:
        return default
    if not re.fullmatch("0*[1-9][0-9]{0,8}", value):
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model", "{path} has no column '{value}': the columns of a TSV file are numbers counted from 1."
            ),
            path=source.path,
            value=value,
        )
    return int(value)


def _read_jsonl(source: CorpusSource, progress: Callable[[float], None]) -> Iterator[RawPair | BadLine]:
    keys = source.source_column or "source", source.target_column or "target"

    def parse(text: str) -> tuple[str, str]:
        if not text.strip():
            return "", ""
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            raise _BadLineError(Sentence(QT_TRANSLATE_NOOP("Model", "is not JSON"))) from None
        if not isinstance(value, dict):
            raise _BadLineError(Sentence(QT_TRANSLATE_NOOP("Model", "is not a JSON object")))
        return _member(value, keys[0]), _member(value, keys[1])

    return _read_each(source, parse, progress)


def _member(value: object, key: str) -> str:
    """The text under a key, or under a path of keys joined by dots; line breaks and runs of spaces become one space."""
    found = value.get(key) if isinstance(value, dict) else None
    if found is None:
        found = value
        for part in key.split("."):
            found = found.get(part) if isinstance(found, dict) else None
    if found is None:
        raise _BadLineError(Sentence(QT_TRANSLATE_NOOP("Model", "lacks the key '{key}'"), key=key))
    if not isinstance(found, str):
        raise _BadLineError(Sentence(QT_TRANSLATE_NOOP("Model", "has something else than text under '{key}'"), key=key))
    if "\0" in found:
        raise _BadLineError(_NUL)
    try:
        found.encode()
    except UnicodeEncodeError:  # JSON can write half a surrogate pair, UTF-8 cannot
        raise _BadLineError(
            Sentence(QT_TRANSLATE_NOOP("Model", "has half a surrogate pair under '{key}'"), key=key)
        ) from None
    return " ".join(found.split())


def _read_lines(source: CorpusSource, progress: Callable[[float], None]) -> Iterator[RawPair | BadLine]:
    assert source.target_path is not None  # checked by `kind`
    missing = object()
    counts = [0, 0]
    with _opened(source.path) as (left, share), _opened(source.target_path) as (right, _):
        lines = zip_longest(_raw_lines(left, source.path), _raw_lines(right, source.target_path), fillvalue=missing)
        for number, sides in enumerate(lines, start=1):
            counts = [count + (line is not missing) for count, line in zip(counts, sides, strict=True)]
            if counts[0] != counts[1]:
                continue  # count on, to report both lengths
            texts: list[str] = []
            for line, path in zip(sides, source.paths(), strict=True):
                try:
                    texts.append(_text(line).strip())  # type: ignore[arg-type]
                except _BadLineError as bad:
                    yield BadLine(path, number, bad.reason)
                    break
            else:
                yield RawPair(texts[0], texts[1], number)
            if number % PROGRESS_LINES == 0:
                progress(share())
    if counts[0] != counts[1]:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "{path} has {lines} lines and {target_path} has {target_lines}, but line by line they must "
                "be translations of each other; choose two files of the same length.",
            ),
            path=source.path,
            lines=counts[0],
            target_path=source.target_path,
            target_lines=counts[1],
        )
    progress(1.0)


def _read_tmx(source: CorpusSource, progress: Callable[[float], None]) -> Iterator[RawPair | BadLine]:
    if bool(source.source_column) != bool(source.target_column):
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{path}: name both languages of the TMX file or neither."), path=source.path
        )
    with _opened(source.path) as (file, share):
        units = read_units(file, source.path)
        probed = list(islice(units, PROBED))
        languages = _tmx_languages(source, probed)
        if not languages:
            return
        for number, unit in enumerate(chain(probed, units), start=1):
            yield _tmx_pair(source, unit, languages)
            if number % PROGRESS_LINES == 0:
                progress(share())
    progress(1.0)


def _tmx_languages(source: CorpusSource, probed: list[Unit]) -> list[str]:
    """The codes of source and target, as named or as found in the first units; [] if these units have no text."""
    found = list(dict.fromkeys(code for unit in probed for code in unit.texts))
    if not found:
        return []
    named = [source.source_column, source.target_column]
    wanted = named if named[0] else _only_two(source, probed[0].source_language, found)
    wanted = [code.lower().replace("_", "-") for code in wanted]
    for code in wanted:
        if not any(unit.text(code) is not None for unit in probed):
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "{path} has no language '{code}'; it has {found}."),
                path=source.path,
                code=code,
                found=", ".join(found[:8]),
            )
    return wanted


def _only_two(source: CorpusSource, source_language: str, found: list[str]) -> list[str]:
    """The two languages of the codes, the file's source language first; `UserError` if there are not exactly two."""
    languages = list(dict.fromkeys(code.split("-")[0] for code in found))
    if len(languages) != 2:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model", "{path} holds {count} languages ({found}); name the source and the target language."
            ),
            path=source.path,
            count=len(languages),
            found=", ".join(found[:8]),
        )
    return sorted(languages, key=lambda language: language != source_language.split("-")[0])


def _tmx_pair(source: CorpusSource, unit: Unit, languages: list[str]) -> RawPair | BadLine:
    if unit.too_long:
        return BadLine(
            source.path, unit.line, Sentence(QT_TRANSLATE_NOOP("Model", "has a segment of more than 65,536 characters"))
        )
    texts = [unit.text(code) for code in languages]
    for code, text in zip(languages, texts, strict=True):
        if text is None:
            return BadLine(source.path, unit.line, Sentence(QT_TRANSLATE_NOOP("Model", "lacks '{code}'"), code=code))
    return RawPair(texts[0] or "", texts[1] or "", unit.line)
