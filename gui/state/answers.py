"""What the views want to know of models and their translations, and what has come back.

A view asks under a name of its own (its *slot*) while it is on the screen, about a trace or about a model. Views do
not know who computes: the controller does, which listens to `wanted_changed` and calls `give`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from model.errors import Sentence
from model.values.questions import Progress, Question
from model.values.trace import Trace

KEPT = 64  # answers; going back to a layer seen before asks nothing

About = Trace | str  # a trace, which knows the setup that made it; or a model's fingerprint


@dataclass(frozen=True)
class Asked:
    """A question, and what it is about. Equal ones have equal answers, because a trace equals only itself."""

    question: Question
    about: About


@dataclass(frozen=True)
class Pending:
    """An answer that is not there: how far it is, or why it will not come."""

    progress: Progress | None = None
    problem: Sentence | str = ""


class Answers(QObject):
    """One question a slot. Several runs and models can be asked about side by side."""

    wanted_changed = Signal(str)  # slot
    changed = Signal(str)  # slot

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted: dict[str, Asked] = {}
        self._known: dict[Asked, Any] = {}
        self._pending: dict[Asked, Pending] = {}

    @property
    def wanted(self) -> dict[str, Asked]:
        """The questions of the views on the screen, by slot."""
        return dict(self._wanted)

    def want(self, slot: str, question: Question | None, about: About | None = None) -> None:
        """Ask under this name, in place of what was asked before; None cancels."""
        before = self._wanted.get(slot)
        asked = None if question is None or about is None else Asked(question, about)
        if before == asked:
            return
        if before is not None:
            self._pending.pop(before, None)  # its computation is cancelled
        if asked is None:
            del self._wanted[slot]
        else:
            self._wanted[slot] = asked
        self.wanted_changed.emit(slot)

    def keep(self, traces: Iterable[Trace]) -> None:
        """Forget what is about any other trace."""
        shown = {id(trace) for trace in traces}

        def there(asked: Asked) -> bool:
            return isinstance(asked.about, str) or id(asked.about) in shown

        self._known = {asked: value for asked, value in self._known.items() if there(asked)}
        self._pending = {asked: pending for asked, pending in self._pending.items() if there(asked)}

    def known(self, question: Question, about: About) -> Any:
        """The answer, or None while there is none."""
        return self._known.get(Asked(question, about))

    def pending(self, question: Question, about: About) -> Pending:
        return self._pending.get(Asked(question, about), Pending())

    def give(self, slot: str, asked: Asked, reply: Any) -> None:
        """Store an answer, or a `Pending`, to what `slot` asked."""
        if isinstance(reply, Pending):
            self._pending[asked] = reply
        else:
            self._pending.pop(asked, None)
            self._known[asked] = reply
            while len(self._known) > KEPT:
                del self._known[next(iter(self._known))]
        self.changed.emit(slot)
