"""What heads do over a file of sentences: translated greedily, a few at a time, every head measured in each."""

from __future__ import annotations

import codecs
import time
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path

from model.data.corpus import read_corpus
from model.data.corpus_source import CorpusSource
from model.data.opening import opened
from model.data.pairs import BadLine
from model.data.text_lines import LONGEST_LINE, check_beginning, cut
from model.decoding.text_decoding import translate_texts
from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError
from model.inside.subject import Subject
from model.network.linear import pack_for_decoding
from model.values.decoding import DecodingSettings
from model.values.questions import Progress, Reply
from model.values.questions.head_measures import HeadMeasures, measure_heads
from model.values.questions.survey import SurveyNumbers, SurveyQuestion
from model.values.setup import Setup
from model.values.sites import SiteGroup
from model.values.steps import DecodingStep, SourceEncoded
from model.values.trace import Trace
from model.values.trace_builder import TraceBuilder

BATCH = 8  # sentences translated together
GREEDY = DecodingSettings(candidates=1)
LINES = 100  # lines read between two yields
MOST_SKIPPED = 10_000  # skipped lines before reading stops; each sentence found allows 9 more


@dataclass
class _Taken:
    """The sentences to translate, and what was not taken."""

    texts: list[str] = field(default_factory=list)
    too_long: int = 0
    unreadable: int = 0
    more: bool = False


def survey(subject: Subject, question: SurveyQuestion, _trace: Trace | None) -> Iterator[Reply]:
    """Progress after every decoding step, then `SurveyNumbers`; `UserError` for a file without usable sentences."""
    path = Path(question.path)
    reading = Progress(0, question.most, Sentence(QT_TRANSLATE_NOOP("Model", "Reading {name}…"), name=path.name))
    taken = _Taken()
    # Fixed here: a translation into another language in between must not change the language of the rest.
    settings = replace(GREEDY, source_language=question.source_language, target_language=question.target_language)
    for _ in _take(subject, path, question.most, taken, settings):
        yield reading
    yield reading
    # Sentences of similar length together: less padding, so less time. Sums do not depend on the order.
    texts = sorted(taken.texts, key=len)
    total, finished = len(texts), 0
    measures: dict[SiteGroup, HeadMeasures] = {}
    started = time.monotonic()
    for begin in range(0, total, BATCH):
        batch = texts[begin : begin + BATCH]
        for event in _traces(subject, batch, settings):
            if isinstance(event, int):
                yield Progress(finished + event, total, _doing(path, finished + event, total, started))
                continue
            for trace in event:
                for group in trace.groups:
                    found = measure_heads(trace, group)
                    measures[group] = measures[group] + found if group in measures else found
        finished += len(batch)
        yield Progress(finished, total, _doing(path, finished, total, started))
    yield SurveyNumbers(question, measures, total, taken.too_long, taken.unreadable, taken.more)


def _doing(path: Path, done: int, total: int, started: float) -> Sentence:
    left = (time.monotonic() - started) * (total - done) / done if done else 0.0
    if left < 2:
        return Sentence(
            QT_TRANSLATE_NOOP("Model", "Translating {name}: {done} of {total} sentences"),
            name=path.name,
            done=done,
            total=total,
        )
    return Sentence(
        QT_TRANSLATE_NOOP("Model", "Translating {name}: {done} of {total} sentences, about {left} s left"),
        name=path.name,
        done=done,
        total=total,
        left=f"{left:.0f}",
    )


def _traces(subject: Subject, texts: list[str], settings: DecodingSettings) -> Iterator[int | list[Trace]]:
    """Yields after every step how many translations have ended, and at the end the traces of all."""
    builders: list[TraceBuilder] = []
    ended: set[int] = set()
    pack_for_decoding(subject.network)
    setup = Setup(decoding=settings)
    with closing(translate_texts(subject.reader, subject.network, texts, settings, setup)) as events:
        for event in events:
            if isinstance(event, SourceEncoded):
                builders = [TraceBuilder(event, sentence) for sentence in range(len(event.sentences))]
            elif isinstance(event, DecodingStep):
                for step in event.sentences:
                    builders[step.sentence].add(step)
                    if step.done:
                        ended.add(step.sentence)
                yield len(ended)
            else:
                best = (hypotheses[0] for hypotheses in event.hypotheses)
                yield [builder.of(one) for builder, one in zip(builders, best, strict=True)]


def _take(subject: Subject, path: Path, most: int, taken: _Taken, settings: DecodingSettings) -> Iterator[None]:
    """Put up to `most` sentences that the model has room for into `taken`; yields often, so that it can be closed."""
    reader = subject.reader
    room = reader.max_source_pieces - 1  # one is for </s>
    with closing(_sentences(path)) as sentences:
        for number, line in enumerate(sentences, start=1):
            if len(taken.texts) == most:
                taken.more = True
                break
            if line is _Line.GOES_ON or number % LINES == 0:
                yield
            if line is _Line.TOO_LONG:
                taken.too_long += 1
            elif line is _Line.UNREADABLE:
                taken.unreadable += 1
            elif isinstance(line, str):
                pieces = len(reader.source(line, settings))
                if pieces > reader.max_source_pieces:
                    taken.too_long += 1
                elif pieces:
                    taken.texts.append(line)
            if taken.too_long + taken.unreadable > MOST_SKIPPED + 9 * len(taken.texts):
                break
    if len(taken.texts) < taken.unreadable or not taken.texts:
        raise UserError(_why_nothing(path, taken, room))


def _why_nothing(path: Path, taken: _Taken, room: int) -> Sentence:
    if taken.too_long:
        return Sentence(
            QT_TRANSLATE_NOOP(
                "Model",
                "{name} has no sentence that fits this model, which has room for {room} pieces "
                "({count} lines are too long); choose a text file with one source sentence on each "
                "line.",
            ),
            name=path.name,
            room=room,
            count=taken.too_long,
        )
    if taken.unreadable:
        return Sentence(
            QT_TRANSLATE_NOOP(
                "Model",
                "{name} is not UTF-8 text ({count} lines cannot be read); save it as UTF-8 or "
                "choose a text file with one source sentence on each line.",
            ),
            name=path.name,
            count=taken.unreadable,
        )
    return Sentence(
        QT_TRANSLATE_NOOP(
            "Model", "{name} holds no sentence; choose a text file with one source sentence on each line."
        ),
        name=path.name,
    )


class _Line(Enum):
    """A line that is not a sentence."""

    TOO_LONG = "too long"
    UNREADABLE = "unreadable"
    GOES_ON = "a long line goes on"


def _sentences(path: Path) -> Generator[str | _Line, None, None]:
    """Source sentences of a file in order, also empty ones; `UserError` for a file that is missing or no text."""
    source = CorpusSource(path)
    if source.kind() != "tsv":
        for item in read_corpus(source):
            yield _Line.UNREADABLE if isinstance(item, BadLine) else item.source
        return
    with opened(path) as (file, _):
        first = True
        while line := file.readline(LONGEST_LINE):
            if first:
                first = False
                check_beginning(line, path)
                line = line.removeprefix(codecs.BOM_UTF8)
            if not cut(line):
                yield _sentence(line)
                continue
            while cut(file.readline(LONGEST_LINE)):
                yield _Line.GOES_ON
            yield _Line.TOO_LONG


def _sentence(line: bytes) -> str | _Line:
    """The text before the first tab; the whole line where it has none."""
    try:
        text = line.decode()
    except UnicodeDecodeError:
        return _Line.UNREADABLE
    return _Line.UNREADABLE if "\0" in text else text.split("\t")[0].strip()
