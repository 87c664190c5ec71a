"""Where a person is in the window, for one that is made anew in another language to go on from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gui.state.selection import Selected
from gui.views.page_switch import Page
from model.steps import DecodingSettings
from model.trace import Trace

if TYPE_CHECKING:
    from gui.window import MainWindow


@dataclass(frozen=True)
class Whereabouts:
    """What settings do not remember. `traces` are whole translations, or one that was opened from a file; there
    are none where others are still to come. `view` names the inside view; it is empty where all heads are shown."""

    decoding: DecodingSettings
    page: Page
    run: Path | None
    traces: tuple[Trace, ...]
    selected: Selected
    view: str

    @classmethod
    def of(cls, window: MainWindow) -> Whereabouts:
        """Where `window` is now."""
        inside = window.translation.inside
        return cls(
            window.header.decoding.settings,
            Page(window.pages.currentIndex()),
            window.training.current,
            window.session.traces if window.settled else (),
            window.selection.now,
            "" if inside is None else inside.slot,
        )

    def restore(self, window: MainWindow) -> None:
        """Lead another window there; call it before it starts, for it to translate nothing that is shown already."""
        window.header.set_settings(self.decoding)
        if self.run is not None:
            window.training.open_run(self.run)
        if self.traces:
            window.session.set_traces(self.traces, finished=True, follow=False, sentence=self.selected.sentence)
            at = self.selected
            window.selection.update(kind=at.kind, layer=at.layer, head=at.head, step=at.step)
        if self.view:
            window.translation.show_inside(self.view)
        window.show_page(self.page)
