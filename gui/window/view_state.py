"""The view state that is carried over when the window is rebuilt in another language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt

from gui.pages.training_controller import Start
from gui.pages.training_page import RunView
from gui.state.selection import Selected
from gui.state.takes import Take
from gui.views.panels.page_switch import Page
from gui.window.main_window import MainWindow
from model.values.decoding import DecodingSettings


@dataclass(frozen=True)
class ViewState:
    """The state that settings do not remember. `takes` hold complete translations, or one opened from a file; empty
    while a translation is still running or about to start. `view` names the inside view; "" if all heads are shown."""

    decoding: DecodingSettings
    page: Page
    run: Path | None
    run_view: RunView | None
    starts: Mapping[Path, Start]
    takes: tuple[Take, ...]
    selected: Selected
    view: str

    @classmethod
    def of(cls, window: MainWindow) -> ViewState:
        """What `window` shows now."""
        inside = window.translation.inside
        return cls(
            window.header.decoding.settings,
            Page(window.pages.currentIndex()),
            window.training.current,
            window.training.page.run_view if window.training.page is not None else None,
            window.training.starts,
            window.session.takes if window.settled else (),
            window.selection.now,
            "" if inside is None else inside.slot,
        )

    def restore(self, window: MainWindow) -> None:
        """Show the same in another window. Call it before `start`, which translates only where nothing is shown."""
        window.header.set_settings(self.decoding)
        if self.run is not None:
            window.training.open_run(self.run)
            if self.run_view is not None:
                window.training.make_page().go_to(self.run_view)
        window.training.take_over(self.starts)
        at = self.selected

        def point() -> None:
            window.selection.update(group=at.group, layer=at.layer, head=at.head)

        if any(take.traces for take in self.takes):
            window.session.set_takes(self.takes, follow=False)
            window.selection.update(take=at.take)
            window.selection.update(sentence=at.sentence)
            window.selection.update(group=at.group, layer=at.layer, head=at.head, step=at.step)
        else:
            window.session.trace_changed.connect(point, Qt.ConnectionType.SingleShotConnection)
        if self.view:
            window.translation.show_inside(self.view)
        window.show_page(self.page)


def view_states(window: MainWindow) -> list[ViewState]:
    """A list that is empty until `window` asks to be rebuilt; then it holds the window's state of that moment."""
    states: list[ViewState] = []
    window.rebuild_requested.connect(lambda: states.append(ViewState.of(window)))
    return states
