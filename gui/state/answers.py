"""What the inside views want to know of the current translation, and what has come back.

A view asks under a name of its own (its *slot*) while it is on the screen. Who computes is no business of the views:
whoever does it (the controller) listens to `wanted_changed` and calls `give`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from model.errors import Sentence
from model.values.questions import Progress, Question
from model.values.trace import Trace

KEPT = 64  # answers about one translation; going back to a layer seen before asks nothing


@dataclass(frozen=True)
class Pending:
    """An answer that is not there: how far it is, or why it will not come."""

    progress: Progress | None = None
    problem: Sentence | str = ""


class Answers(QObject):
    """One question a slot; answers about another trace than the newest are forgotten."""

    wanted_changed = Signal(str)  # slot
    changed = Signal(str)  # slot

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted: dict[str, Question] = {}
        self._known: dict[Question, Any] = {}
        self._pending: dict[Question, Pending] = {}
        self._trace: Trace | None = None

    @property
    def wanted(self) -> dict[str, Question]:
        """Slot to question, of the views that are on the screen."""
        return dict(self._wanted)

    def want(self, slot: str, question: Question | None) -> None:
        """Ask under this name in place of what was asked before; None: nothing any more, which cancels."""
        before = self._wanted.get(slot)
        if before == question:
            return
        if before is not None:
            self._pending.pop(before, None)  # nobody goes on with it
        if question is None:
            del self._wanted[slot]
        else:
            self._wanted[slot] = question
        self.wanted_changed.emit(slot)

    def set_trace(self, trace: Trace | None) -> None:
        """What is asked is about this translation from now on."""
        if trace is not self._trace:
            self._trace = trace
            self._known = {q: value for q, value in self._known.items() if not q.about_trace}
            self._pending = {q: pending for q, pending in self._pending.items() if not q.about_trace}

    def forget(self) -> None:
        """Another model answers from now on."""
        self._known.clear()
        self._pending.clear()

    def known(self, question: Question) -> Any:
        """The answer, or None while there is none."""
        return self._known.get(question)

    def pending(self, question: Question) -> Pending:
        return self._pending.get(question, Pending())

    def give(self, slot: str, question: Question, trace: Trace | None, told: Any) -> None:
        """An answer, or a `Pending`, to what `slot` asked; one about another translation is dropped."""
        if question.about_trace and trace is not self._trace:
            return
        if isinstance(told, Pending):
            self._pending[question] = told
        else:
            self._pending.pop(question, None)
            self._known[question] = told
            while len(self._known) > KEPT:
                del self._known[next(iter(self._known))]
        self.changed.emit(slot)
