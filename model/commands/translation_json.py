"""What `main.py translate --json` says about one text: pieces, probabilities and the branches of the search."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from model.commands.json_line import json_line
from model.decoding.many import batches
from model.decoding.text_decoding import source_pieces
from model.errors import Sentence
from model.translator import Translator
from model.values.decoding import DecodingSettings
from model.values.description import ModelDescription
from model.values.search_tree import path_to
from model.values.steps import (
    DecodingStep,
    Hypothesis,
    SentenceStep,
    SourceEncoded,
    SourceSentence,
    TranslationEvent,
    TranslationFinished,
)


@dataclass
class Told:
    """All that a run told about one text, without attention."""

    source: SourceSentence
    steps: list[SentenceStep] = field(default_factory=list)
    hypotheses: tuple[Hypothesis, ...] = ()

    @property
    def best(self) -> Hypothesis:
        return self.hypotheses[0]


def told(events: Iterator[TranslationEvent]) -> list[Told]:
    """The results of all texts of a run."""
    found: list[Told] = []
    for event in events:
        if isinstance(event, SourceEncoded):
            found = [Told(source) for source in event.sentences]
        elif isinstance(event, DecodingStep):
            for step in event.sentences:
                found[step.sentence].steps.append(step)
        elif isinstance(event, TranslationFinished):
            for one, hypotheses in zip(found, event.hypotheses, strict=True):
                one.hypotheses = hypotheses
    return found


def told_of_many(translator: Translator, texts: list[str], settings: DecodingSettings) -> dict[int, Told]:
    """The results by the index of the text, computed in batches of similar length; all texts have pieces and room."""
    lengths = {i: len(source_pieces(translator.reader, text, settings)) for i, text in enumerate(texts)}
    found: dict[int, Told] = {}
    for batch in batches(lengths):
        found |= zip(batch, told(translator.translate([texts[i] for i in batch], settings)), strict=True)
    return found


def as_json(one: Told, of: ModelDescription, settings: DecodingSettings) -> str:
    """One line of JSON."""
    source, best = one.source, one.best
    pieces = [piece for piece, real in zip(source.pieces, source.allowed, strict=True) if real]
    steps = one.steps[: len(best.pieces)]
    path = path_to([step.branches for step in steps], best.last_of(steps[-1]))
    told_of_best = {
        "translation": best.text,
        "score": best.score,
        "normalised_score": best.normalised,
        "cut_off": best.cut_off,
        "source_pieces": pieces,
        "unknown_source": sorted(source.unknown),
        "predicted_pieces": best.pieces,
        "logprob": [branch.logprob for branch in path],
        "hypotheses": [
            {"translation": one.text, "score": one.score, "normalised_score": one.normalised} for one in one.hypotheses
        ],
        "search": [[branch.to_dict() for branch in step.branches] for step in one.steps],
    }
    return _line({"source": source.text, **told_of_best, "error": None}, of, settings)


def without_translation(text: str, of: ModelDescription, settings: DecodingSettings, error: Sentence | None) -> str:
    """The line for a blank text, or for one with an error: the same keys as for any other."""
    nothing: dict[str, Any] = {"translation": "", "score": 0.0, "normalised_score": 0.0, "cut_off": False}
    lists = ("source_pieces", "unknown_source", "predicted_pieces", "logprob", "hypotheses", "search")
    nothing |= {key: [] for key in lists}
    return _line({"source": text, **nothing, "error": None if error is None else str(error)}, of, settings)


def _line(values: dict[str, Any], of: ModelDescription, settings: DecodingSettings) -> str:
    of_run = {"model": of.name, "fingerprint": of.fingerprint}
    decoding = asdict(settings) | {"described": settings.describe()}
    return json_line({**values, **of_run, "decoding": decoding})
