"""All inside views in the order of their buttons; each is made when it is first looked at."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from PySide6.QtCore import QCoreApplication

from gui.state.selection import Selection
from gui.state.session import Session
from gui.views.inside.base import InsideView
from gui.views.inside.needs import NEEDS


@dataclass(frozen=True)
class ViewEntry:
    """`place` is "module:class" under gui.views.inside, imported when the view is made: a start must stay fast."""

    slot: str
    place: str
    name: str
    tip: str

    def make(self, session: Session, selection: Selection) -> InsideView:
        module, _, name = self.place.partition(":")
        view: InsideView = getattr(import_module(f"gui.views.inside.{module}"), name)(session, selection)
        return view


SLOTS = tuple(NEEDS)


def entries() -> tuple[ViewEntry, ...]:
    """Named in the language of the screen, so only once there is an application."""
    return (
        ViewEntry(
            "head",
            "head_steps.view:HeadStepsView",
            QCoreApplication.translate("Inside", "One head"),
            QCoreApplication.translate("Inside", "One head, step by step: q · k, scale, mask, softmax, weighted sum"),
        ),
        ViewEntry(
            "lines",
            "lines.view:LinesView",
            QCoreApplication.translate("Inside", "Lines"),
            QCoreApplication.translate("Inside", "Who looks at whom, as lines between two columns of pieces or words"),
        ),
        ViewEntry(
            "machine",
            "machine.view:MachineView",
            QCoreApplication.translate("Inside", "Machine"),
            QCoreApplication.translate("Inside", "The paper's figure 1 with this model's numbers, box by box"),
        ),
        ViewEntry(
            "lens",
            "lens:LensView",
            QCoreApplication.translate("Inside", "By layer"),
            QCoreApplication.translate("Inside", "What the decoder would say after each layer"),
        ),
        ViewEntry(
            "reference",
            "reference.view:ReferenceView",
            QCoreApplication.translate("Inside", "Teacher"),
            QCoreApplication.translate("Inside", "Teacher forcing: a reference translation in one parallel pass"),
        ),
        ViewEntry(
            "roles",
            "roles.view:RolesView",
            QCoreApplication.translate("Inside", "Roles"),
            QCoreApplication.translate("Inside", "What each head measurably does, over this sentence or a file"),
        ),
        ViewEntry(
            "summary",
            "summaries.view:SummariesView",
            QCoreApplication.translate("Inside", "Summaries"),
            QCoreApplication.translate("Inside", "Many heads as one map: mean, maximum, rollout, value-weighted norms"),
        ),
        ViewEntry(
            "attribution",
            "attribution:AttributionView",
            QCoreApplication.translate("Inside", "Attribution"),
            QCoreApplication.translate("Inside", "What the chosen piece depends on, by gradients, beside attention"),
        ),
    )
