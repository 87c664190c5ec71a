"""The step player: walks through the known steps, and asks a waiting decoder for the next one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, QSize, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from gui.state.session import Activity, Session
from gui.theme import LIGHT, Theme
from gui.views.player_icons import SIZE, Sign, sign_icon
from gui.views.step_slider import StepSlider
from model.pieces import shown

PIECES_A_SECOND = 2.0  # at speed 1
SPEEDS = (0.5, 1.0, 2.0, 4.0)


class StepPlayer(QWidget):
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
        self._theme = LIGHT
        self._speed = 1.0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self._buttons: dict[Sign, QToolButton] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 0, 2, 0)
        layout.setSpacing(8)
        for sign, name, keys, slot in self._commands():
            button = QToolButton()
            button.setAccessibleName(name)
            button.setToolTip(self.tr("{0} ({1})").format(name, keys))
            button.setIconSize(QSize(SIZE, SIZE))
            button.setFixedSize(32, 30)
            button.clicked.connect(slot)
            layout.addWidget(button)
            self._buttons[sign] = button
        self.slider = StepSlider()
        self.slider.setAccessibleName(self.tr("Decoding step"))
        self.slider.valueChanged.connect(self._slider_moved)
        layout.addWidget(self.slider, 1)
        self.speed_button = self._make_speed_button()
        layout.addWidget(self.speed_button)
        self.step_button = QToolButton()
        self.step_button.setText(self.tr("Step by step"))
        self.step_button.setToolTip(self.tr("The decoder waits after every piece until the next one is asked for"))
        self.step_button.setAccessibleName(self.tr("Step by step"))
        self.step_button.setCheckable(True)
        self.step_button.toggled.connect(self.step_mode_toggled)
        layout.addWidget(self.step_button)
        session.trace_changed.connect(self._show_trace)
        session.activity_changed.connect(self._show_state)
        session.selection.changed.connect(self._selection_changed)
        self.set_theme(LIGHT)
        self._show_trace()

    def _commands(self) -> list[tuple[Sign, str, str, Callable[[], None]]]:
        return [
            (Sign.FIRST, self.tr("First step"), self.tr("Home"), self.first),
            (Sign.BACK, self.tr("Step back"), self.tr("Left"), self.back),
            (Sign.PLAY, self.tr("Play"), self.tr("Space"), self.toggle_play),
            (Sign.FORWARD, self.tr("Step forward"), self.tr("Right"), self.forward),
            (Sign.LAST, self.tr("Last step"), self.tr("End"), self.last),
        ]

    def _make_speed_button(self) -> QToolButton:
        button = QToolButton()
        button.setAccessibleName(self.tr("Playing speed"))
        button.setToolTip(self.tr("Playing speed: 1\u00d7 is two pieces a second"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        menu = QMenu(button)
        group = QActionGroup(menu)
        for speed in SPEEDS:
            action = QAction(self._speed_text(speed), menu, checkable=True, checked=speed == self._speed)
            action.triggered.connect(lambda _checked=False, speed=speed: self.set_speed(speed))
            group.addAction(action)
            menu.addAction(action)
        button.setMenu(menu)
        button.setText(self._speed_text(self._speed))
        button.setMinimumWidth(button.fontMetrics().horizontalAdvance(self._speed_text(0.5)) + 26)
        return button

    def _speed_text(self, speed: float) -> str:
        return f"{self.locale().toString(speed, 'g', 2)}\u00d7"

    @property
    def playing(self) -> bool:
        return self._timer.isActive()

    @property
    def step_mode(self) -> bool:
        return self.step_button.isChecked()

    def button(self, sign: Sign) -> QToolButton:
        """The button of one command; `Sign.PAUSE` is that of play."""
        return self._buttons[Sign.PLAY if sign is Sign.PAUSE else sign]

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.slider.set_theme(theme)
        for sign, button in self._buttons.items():
            if sign is not Sign.PLAY:
                button.setIcon(sign_icon(sign, theme.text, theme.line))
            button.setStyleSheet("QToolButton { padding: 0; }")
        self._buttons[Sign.PLAY].setStyleSheet(
            f"QToolButton {{ padding: 0; background: {theme.accent}; border: 1px solid {theme.accent}; }}"
            f"QToolButton:focus {{ border: 2px solid {theme.text}; }}"
            f"QToolButton:disabled {{ background: {theme.raised}; border: 1px solid {theme.line}; }}"
        )
        self._show_state()

    def set_speed(self, speed: float) -> None:
        """How fast play goes, as a multiple of two pieces a second."""
        self._speed = speed
        self.speed_button.setText(self._speed_text(speed))
        if self.playing:
            self._timer.start(self._interval())

    def first(self) -> None:
        self.pause()
        self._session.selection.update(step=0)

    def back(self) -> None:
        self.pause()
        self._session.selection.update(step=self._session.selection.now.step - 1)

    def forward(self) -> None:
        """One step on; at the last known step of a waiting decoder, ask for the next piece."""
        self.pause()
        self._advance()

    def last(self) -> None:
        """To the last known step; from there, let a waiting decoder run to the end."""
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
            self._timer.start(self._interval())
            self._show_state()

    def pause(self) -> None:
        self._timer.stop()
        self._show_state()

    def _interval(self) -> int:
        return round(1000 / (PIECES_A_SECOND * self._speed))

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
        for sign in (Sign.FIRST, Sign.BACK):
            self._buttons[sign].setEnabled(trace is not None and step > 0)
        for sign in (Sign.FORWARD, Sign.LAST):
            self._buttons[sign].setEnabled(onward)
        play = self._buttons[Sign.PLAY]
        play.setEnabled(trace is not None)
        sign = Sign.PAUSE if self.playing else Sign.PLAY
        play.setIcon(sign_icon(sign, self._theme.on_accent, self._theme.quiet))
        name = self.tr("Pause") if self.playing else self.tr("Play")
        play.setAccessibleName(name)
        play.setToolTip(self.tr("{0} ({1})").format(name, self.tr("Space")))

    def _slider_moved(self, step: int) -> None:
        self._timer.stop()
        self._session.selection.update(step=step)
        self._show_state()
