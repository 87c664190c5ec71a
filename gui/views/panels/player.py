"""The step player: walks through the known steps, and asks a waiting decoder for the next one."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from gui.state.session import Activity, Session
from gui.views.parts.player_base import Player, PlayerWords
from model.values.pieces import shown


class StepPlayer(Player):
    """First, back, play, forward, last, a slider over the steps, the speed, and the step-by-step switch.

    At the last known step of a decoder that waits (`Activity.WAITING`), forward and play ask for the next piece and
    last asks for all the rest; everywhere else they move `selection.step`.
    """

    next_requested = Signal()
    finish_requested = Signal()
    step_mode_toggled = Signal(bool)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.step_button = QToolButton()
        self.step_button.setText(self.tr("Step by step"))
        self.step_button.setToolTip(self.tr("The decoder waits after every piece until the next one is asked for"))
        self.step_button.setAccessibleName(self.tr("Step by step"))
        self.step_button.setCheckable(True)
        self.step_button.toggled.connect(self.step_mode_toggled)
        self._row.addWidget(self.step_button)
        session.trace_changed.connect(self._show_trace)
        session.activity_changed.connect(self._show_state)
        session.selection.changed.connect(self._selection_changed)
        self._show_trace()

    def _words(self) -> PlayerWords:
        return PlayerWords(
            first=self.tr("First step"),
            back=self.tr("Step back"),
            forward=self.tr("Step forward"),
            last=self.tr("Last step"),
            slider=self.tr("Decoding step"),
            speed_tip=self.tr("Playing speed: 1\u00d7 is two pieces a second"),
        )

    @property
    def step_mode(self) -> bool:
        return self.step_button.isChecked()

    def first(self) -> None:
        self.pause()
        self._session.selection.update(step=0)

    def back(self) -> None:
        self.pause()
        self._session.selection.update(step=self._session.selection.now.step - 1)

    def forward(self) -> None:
        """Go one step on; at the last known step of a waiting decoder, ask for the next piece."""
        self.pause()
        self._advance()

    def last(self) -> None:
        """Go to the last known step; from there, let a waiting decoder run to the end."""
        self.pause()
        if self._waits_here():
            self.finish_requested.emit()
        else:
            self._session.selection.update(step=self._last_step())

    def toggle_play(self) -> None:
        """Pause, or play on; at the end of a finished translation, play it again from the beginning."""
        if self.playing:
            self.pause()
        elif self._session.trace is not None:
            if self._at_last() and not self._session.more_to_come:
                self._session.selection.update(step=0)
            self._play()
            self._show_state()

    def _last_step(self) -> int:
        trace = self._session.trace
        return max(trace.target_length - 1, 0) if trace else 0

    def _at_last(self) -> bool:
        return self._session.selection.now.step >= self._last_step()

    def _waits_here(self) -> bool:
        session = self._session
        return session.activity is Activity.WAITING and session.more_to_come and self._at_last()

    def _advance(self) -> None:
        if self._waits_here():
            self.next_requested.emit()
        elif not self._at_last():
            self._session.selection.update(step=self._session.selection.now.step + 1)

    def _tick(self) -> None:
        if self._at_last() and not self._session.more_to_come:
            self.pause()
            return
        self._advance()
        if self._at_last() and not self._session.more_to_come:
            self.pause()

    def _show_trace(self) -> None:
        trace = self._session.trace
        if trace is None:
            self._timer.stop()
        with QSignalBlocker(self.slider):
            self.slider.set_labels([shown(piece) for piece in trace.predicted_pieces] if trace else [])
        self._show_state()

    def _selection_changed(self, old: object, new: object) -> None:
        if getattr(old, "step", None) != getattr(new, "step", None):
            self._show_state()

    def _show_state(self) -> None:
        trace, step = self._session.trace, self._session.selection.now.step
        with QSignalBlocker(self.slider):
            self.slider.setValue(step)
        self.slider.update()
        if trace is not None and step < trace.target_length:
            self.slider.setAccessibleDescription(
                self.tr("Step {0} of {1}: {2}").format(
                    step + 1, trace.target_length, shown(trace.predicted_pieces[step])
                )
            )
        onward = trace is not None and (not self._at_last() or self._waits_here())
        some = trace is not None
        self._show_buttons(some and step > 0, onward, some, self.tr("Play"), self.tr("Pause"))

    def _slider_moved(self, step: int) -> None:
        self._timer.stop()
        self._session.selection.update(step=step)
        self._show_state()
