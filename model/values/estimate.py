"""What a training would cost, estimated from measurements: `main.py train CONFIG --estimate` prints it. No torch."""

from __future__ import annotations

from dataclasses import dataclass

from model.errors import Sentence


@dataclass(frozen=True)
class Estimate:
    parameters: int
    updates: int
    seconds_per_update: float
    seconds: float  # for all updates; evaluations come on top
    device: Sentence | str
    precision: str
