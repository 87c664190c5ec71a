"""What is shown side by side: runs of models, each with what made it."""

from __future__ import annotations

from dataclasses import dataclass

from model.values.setup import Setup
from model.values.trace import Trace


@dataclass(frozen=True, eq=False)
class Take:
    """One run: a translation of some sentences under one setup, whole or while it is decoded."""

    traces: tuple[Trace, ...] = ()  # one for each sentence
    finished: bool = False  # whether they are whole translations
    failed: bool = False  # whether an error ended the run

    @property
    def setup(self) -> Setup:
        return self.traces[0].setup if self.traces else Setup()
