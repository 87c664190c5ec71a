"""Reads parallel text in several formats as a stream: each line becomes a pair, or a note of what is wrong with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from model.data.corpus_source import CorpusFormat, CorpusSource
from model.data.formats import PairReader
from model.data.formats.jsonl import JsonLinesReader
from model.data.formats.lines import AlignedLinesReader
from model.data.formats.tmx import TmxReader
from model.data.formats.tsv import TsvReader
from model.data.pairs import BadLine, Fault, Pair, RawPair, no_pairs
from model.data.remarks import side_remarks, too_many_columns, usual_columns
from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError

# Of all lines; with fewer pairs than this the file is taken for one of another kind.
NEARLY_NOTHING = 0.05

_READERS: dict[CorpusFormat, Callable[[CorpusSource], PairReader]] = {
    "tsv": TsvReader,
    "jsonl": JsonLinesReader,
    "lines": AlignedLinesReader,
    "tmx": TmxReader,
}
_REMEDIES = {
    Fault.NOT_UTF8: Sentence(QT_TRANSLATE_NOOP("Model", "save the file as UTF-8 text.")),
    Fault.CONTROL: Sentence(QT_TRANSLATE_NOOP("Model", "save the file as UTF-8 text with LF line ends.")),
}


def read_corpus(source: CorpusSource, progress: Callable[[float], None] | None = None) -> Iterator[RawPair | BadLine]:
    """Every line of a corpus in order, in constant memory; `progress` gets the share of the file read, 0 to 1.

    The file is read once, so it may be a pipe, and judged as a whole: at its end `UserError` is raised if it holds no
    pairs, or nearly none beside lines that are none. It is also raised for a file that is missing, unreadable or
    damaged, for two files of different length, and for an unknown column
    or one that is named twice.
    """
    source.check_sides()
    reader = _READERS[source.kind()](source)
    pairs = 0
    counts: Counter[Fault] = Counter()
    firsts: dict[Fault, BadLine] = {}
    for item in reader.items(progress or (lambda share: None)):
        if isinstance(item, RawPair):
            pairs += 1
        else:
            counts[item.fault] += 1
            firsts.setdefault(item.fault, item)
        yield item
    if not pairs and not counts:
        raise no_pairs(source.path)
    # A file of many languages may have few units in both of the two.
    bad = counts.total() - (counts[Fault.LANGUAGE] if pairs else 0)
    if bad and pairs < NEARLY_NOTHING * (pairs + bad):
        fault = counts.most_common(1)[0][0]
        raise _of_another_kind(reader, firsts[fault], counts[fault], pairs + counts.total())


def read_all(source: CorpusSource, tell: Callable[[Sentence], None]) -> list[Pair]:
    """All pairs of a set to measure on, which must be whole; `tell` gets what a person should know about it.

    `UserError` names the first line that is bad, half empty or of more columns than most. Only units of other
    languages are left out: a file of many languages has them by nature.
    """
    pairs: list[RawPair] = []
    others: list[BadLine] = []
    for item in read_corpus(source):
        if isinstance(item, RawPair):
            if not item.source or not item.target:
                raise UserError(
                    QT_TRANSLATE_NOOP(
                        "Model", "Line {line} of {path} lacks one of its sentences; correct or remove it."
                    ),
                    line=item.line,
                    path=source.path,
                )
            pairs.append(item)
        elif item.fault is Fault.LANGUAGE:
            others.append(item)
        else:
            raise _bad(item.line, item.file, item.reason)
    usual = usual_columns(Counter(pair.columns for pair in pairs))
    for pair in pairs:
        if usual and pair.columns > usual:
            raise _bad(pair.line, source.path, too_many_columns(pair.columns, usual))
    if others:
        tell(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "Model", "{file}: {left_out} of {lines} left out; the first of them, line {line}, {reason}."
                )
                if len(others) > 1
                else QT_TRANSLATE_NOOP("Model", "{file}: {left_out} of {lines} left out, as line {line} {reason}."),
                file=source.path,
                left_out=f"{len(others):,}",
                lines=f"{len(pairs) + len(others):,}",
                line=others[0].line,
                reason=others[0].reason,
            )
        )
    found = [(pair.source, pair.target) for pair in pairs]
    for sentence in side_remarks(source.path, found):
        tell(sentence)
    return found


def _bad(line: int, file: Path, reason: Sentence) -> UserError:
    return UserError(
        QT_TRANSLATE_NOOP("Model", "Line {line} of {file} {reason}; correct or remove it."),
        line=line,
        file=file,
        reason=reason,
    )


def _of_another_kind(reader: PairReader, first: BadLine, count: int, lines: int) -> UserError:
    """The error for a file of `lines` lines, of which `count` are bad like the `first`."""
    remedy = _REMEDIES.get(first.fault) or reader.remedy(first)
    if count == 1:
        return UserError(
            QT_TRANSLATE_NOOP("Model", "{file}, line {line} {reason}; {remedy}"),
            file=first.file,
            line=first.line,
            reason=first.reason,
            remedy=remedy,
        )
    return UserError(
        QT_TRANSLATE_NOOP("Model", "{file}, line {line} (and {more} more of {lines}) {reason}; {remedy}"),
        file=first.file,
        line=first.line,
        more=f"{count - 1:,}",
        lines=f"{lines:,}",
        reason=first.reason,
        remedy=remedy,
    )
