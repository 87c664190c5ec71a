"""What is shown side by side: runs of models, each with what made it."""

from __future__ import annotations

from dataclasses import dataclass

from model.values.setup import Setup
from model.values.trace import Trace


@dataclass(frozen=True, eq=False)
class Take:
    """One run: a translation of some sentences under one setup, whole or while it is decoded."""

    traces: tuple[Trace | None, ...] = ()  # one for each sentence; None while it is not translated
    finished: bool = False  # whether they are whole translations
    failed: frozenset[int] = frozenset()  # sentences that an error kept from being translated to their end
    sentences: tuple[str, ...] = ()  # all that is to be translated; empty if the traces tell

    @property
    def setup(self) -> Setup:
        return next((trace.setup for trace in self.traces if trace is not None), Setup())

    @property
    def texts(self) -> tuple[str, ...]:
        """The source of every trace."""
        return self.sentences or tuple("" if trace is None else trace.source_text.strip() for trace in self.traces)
