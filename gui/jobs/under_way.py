"""A translation and an answer under way: generators that the worker's thread drives a part at a time."""

from __future__ import annotations

import time
from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gui.jobs.messages import Ask, State, Translate, TranslationProgress
from model.values.questions import Reply
from model.values.steps import DecodingStep, SourceEncoded, TranslationFinished
from model.values.trace_builder import TraceBuilder

if TYPE_CHECKING:  # torch comes with it
    from model.translator import Translator


@dataclass(frozen=True)
class Answering:
    """A question under way."""

    ask: Ask
    events: Generator[Reply, None, None]

    def close(self) -> None:
        self.events.close()


class Translating:
    """A translation under way: its generator and one trace builder for each sentence."""

    def __init__(self, request: Translate, translator: Translator) -> None:
        self.request = request
        self.translator = translator
        self.events = translator.translate(request.texts, request.settings, request.changes)
        self.builders: list[TraceBuilder] = []
        self.open_sentences: set[int] = set()
        self.result: TranslationFinished | None = None
        self.encoding = self.decoding = 0.0  # seconds
        self.pieces = self.steps = 0

    @property
    def finished(self) -> bool:
        return self.result is not None

    def advance(self) -> None:
        """Go on to the next piece of every sentence, or to the end if there is none."""
        begin = time.perf_counter()
        for event in self.events:
            if isinstance(event, SourceEncoded):
                self.builders = [TraceBuilder(event, sentence) for sentence in range(len(event.sentences))]
                self.open_sentences = set(range(len(self.builders)))
                self.pieces = self.steps = 0
                encoded = time.perf_counter()
                self.encoding, self.decoding, begin = encoded - begin, 0.0, encoded
            elif isinstance(event, DecodingStep):
                for step in event.sentences:
                    self.builders[step.sentence].add(step)
                    if step.done:
                        self.open_sentences.discard(step.sentence)
                self.steps += 1
                self.pieces += len(event.sentences)
                if self.open_sentences:
                    break  # if none is open, go on: the result follows at once
            else:
                self.result = event
        self.decoding += time.perf_counter() - begin

    def progress(self, state: State) -> TranslationProgress:
        if self.result is None:
            traces = tuple(builder.newest() for builder in self.builders)
        else:
            best = (hypotheses[0] for hypotheses in self.result.hypotheses)
            traces = tuple(builder.of(one) for builder, one in zip(self.builders, best, strict=True))
        request = self.request
        return TranslationProgress(
            request.number,
            request.take,
            traces,
            state,
            self.encoding,
            self.decoding,
            self.pieces,
            self.steps,
            self.translator.description,
        )

    def close(self) -> None:
        """Cancel: closing the generator is all it takes."""
        self.events.close()
