"""How the next piece is chosen: a value used by settings, traces and the command line. Needs no NumPy."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Literal

from model.errors import QT_TRANSLATE_NOOP, UserError

LARGEST_SEED = 2**31 - 1  # as in a form's field for whole numbers
Method = Literal["greedy", "beam", "sample"]


@dataclass(frozen=True)
class DecodingSettings:
    """How the next piece is chosen. Raises `UserError`, naming the setting, for a value that makes no sense."""

    method: Method = "greedy"
    beam: int = 4  # hypotheses kept, for method "beam"
    length_penalty: float = 0.6  # alpha of GNMT's ((5 + length) / 6) ^ alpha, which divides the log-probability
    temperature: float = 1.0  # for method "sample": logits are divided by it
    top_k: int = 0  # for method "sample": only the k likeliest pieces; 0: all
    top_p: float = 1.0  # for method "sample": only the likeliest pieces that together reach this probability
    seed: int = 0  # for method "sample"; of several texts the second draws with seed + 1, and so on
    extra_length: int = 50  # a translation has at most this many pieces more than its source (section 6.1)
    candidates: int = 10  # how many of the best next pieces each step reports
    prefix: str = ""  # the translation must begin with this text; its last word may go on, unless a space follows
    prefix_closed: bool = False  # the prefix ends with a whole piece, so the pieces of its last word are forced, too
    source_language: str = ""  # codes, for models of several languages; "": the model's own default
    target_language: str = ""
    record: bool = True  # whether attention is recorded

    def __post_init__(self) -> None:
        if self.method not in ("greedy", "beam", "sample"):
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "There is no decoding method '{method}'; choose greedy, beam or sample."),
                method=self.method,
            )
        limits = [("beam", 1, 64), ("length_penalty", 0, 10), ("candidates", 1, 100), ("extra_length", 1, 10_000)]
        limits += [("seed", 0, LARGEST_SEED)]
        for name, low, high in limits:
            if not low <= getattr(self, name) <= high:
                raise UserError(
                    QT_TRANSLATE_NOOP("Model", "The setting {name} is {value}; it must be from {low} to {high}."),
                    name=name,
                    value=getattr(self, name),
                    low=low,
                    high=high,
                )
        if not 0 < self.temperature < math.inf:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model",
                    "The temperature is {value}; it must be a finite number above 0 (greedy is its limit at 0).",
                ),
                value=self.temperature,
            )
        if not 0 < self.top_p <= 1:
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "The setting top_p is {value}; it must be more than 0 and at most 1."),
                value=self.top_p,
            )
        if self.top_k < 0:
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "The setting top_k is {value}; it cannot be negative."), value=self.top_k
            )

    def of_sentence(self, number: int) -> DecodingSettings:
        """The settings for one of several texts, the first being number 0: each is sampled with a seed of its own."""
        return replace(self, seed=(self.seed + number) % (LARGEST_SEED + 1)) if self.method == "sample" else self

    def describe(self) -> str:
        """One line with every setting that matters, for a trace or a card."""
        if self.method == "beam":
            text = f"beam {self.beam}, GNMT length penalty {self.length_penalty:g}"
        elif self.method == "sample":
            text = f"sampling, temperature {self.temperature:g}, top-k {self.top_k}, top-p {self.top_p:g}"
            text += f", seed {self.seed}"
        else:
            text = "greedy"
        if self.source_language or self.target_language:
            text += f", {self.source_language or 'any'} to {self.target_language or 'any'}"
        if self.prefix:
            text += f", forced prefix {self.prefix!r}" + (" in whole pieces" if self.prefix_closed else "")
        return text

    def chooses_like(self, other: DecodingSettings) -> bool:
        """Whether both choose the same pieces: a beam's size, for one, changes nothing about sampling."""
        return (self.describe(), self.extra_length) == (other.describe(), other.extra_length)

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> DecodingSettings:
        """What `to_dict` gave. Raises `ValueError` for a key or a type that this version does not know."""
        types: dict[str, Any] = {field.name: type(field.default) for field in fields(cls)}
        for name, value in values.items():
            wanted = types.get(name)
            number = wanted is float and type(value) is int  # JSON writes 1.0 and 1 alike
            if wanted is None or (type(value) is not wanted and not number):
                raise ValueError(f"{name} = {value!r} is no decoding setting")
        return cls(**{name: types[name](value) for name, value in values.items()})
