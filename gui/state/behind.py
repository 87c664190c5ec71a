"""Whether what is shown is of what is chosen now, or still of an earlier text, other settings or another model."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from model.values.decoding import DecodingSettings
from model.values.description import ModelDescription
from model.values.trace import Trace


class Behind(Enum):
    """In what a translation differs from the one that would be made now."""

    NOTHING = "nothing"
    TEXT = "text"
    MODEL = "model"
    LANGUAGES = "languages"
    DECODING = "decoding"


ELSEWHERE = (Behind.TEXT, Behind.MODEL, Behind.LANGUAGES)  # where a piece or a beginning of it means something else


@dataclass(frozen=True)
class Typed:
    """The sentences in the source field, and the one in which the cursor stands."""

    sentences: tuple[str, ...]
    at: int

    @property
    def sentence(self) -> str:
        return self.sentences[self.at] if self.at < len(self.sentences) else ""

    def place_in(self, texts: tuple[str, ...]) -> int:
        """Which of these sentences is the one of the cursor: the nearest with its words, else the one at its place."""
        sentence = self.sentence
        same = [i for i, text in enumerate(texts) if text == sentence]
        nearest = min(same, key=lambda i: abs(i - self.at), default=self.at)
        return max(min(nearest, len(texts) - 1), 0)


def behind(
    trace: Trace, typed: Typed | None, decoding: DecodingSettings | None, model: ModelDescription | None
) -> Behind:
    """The first difference. Where nobody types, decodes or has loaded a model, None differs from nothing."""
    setup = trace.setup
    if typed is not None and trace.source_text.strip() != typed.sentence:
        return Behind.TEXT
    if model is not None and not setup.of_model(model.name, model.fingerprint):
        return Behind.MODEL
    if decoding is None or setup.decoding is None:
        return Behind.NOTHING
    languages = {name: getattr(decoding, name) for name in ("source_language", "target_language")}
    if replace(setup.decoding, **languages) != setup.decoding:
        return Behind.LANGUAGES
    return Behind.NOTHING if setup.decoding.chooses_like(decoding) else Behind.DECODING
