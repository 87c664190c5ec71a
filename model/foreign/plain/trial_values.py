"""The results of trying a sentence pair, as values for the screen. Without torch."""

from __future__ import annotations

from dataclasses import dataclass

from model.foreign.plain.mapping import Mapping


@dataclass(frozen=True)
class Trial:
    """One way to run the checkpoint, and its loss on the pair."""

    mapping: Mapping
    nll: float  # nats per target piece, </s> included


@dataclass(frozen=True)
class Trials:
    """The trial of the given mapping, and the other trials so far, the lowest loss first."""

    own: Trial
    others: tuple[Trial, ...]
    chance: float  # nats per piece of a model that knows nothing: the logarithm of the vocabulary
