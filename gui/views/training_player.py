"""The player over the moments of a training: the step slider, play, and how fast."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, QSize, QTimer
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from gui.state.run import Run
from gui.theme import LIGHT, Theme
from gui.views.numbers import count_text
from gui.views.player_icons import SIZE, Sign, sign_icon
from gui.views.step_slider import StepSlider
from gui.views.training_words import moment_text

MOMENTS_A_SECOND = 2.0  # at speed 1
SPEEDS = (0.5, 1.0, 2.0, 4.0)


class TrainingPlayer(QWidget):
    """Moves `run.moment`. While playing it waits for a moment whose heads are still being read."""

    def __init__(self, run: Run, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run = run
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
        self.slider.setAccessibleName(self.tr("Training step"))
        self.slider.valueChanged.connect(self._slider_moved)
        layout.addWidget(self.slider, 1)
        self.speed_button = self._make_speed_button()
        layout.addWidget(self.speed_button)
        run.opened.connect(self._opened)
        run.moments_changed.connect(self._show_moments)
        run.moment_selected.connect(self._show_state)
        run.metrics_changed.connect(self._show_state)
        self.set_theme(LIGHT)
        self._show_moments()

    def _commands(self) -> list[tuple[Sign, str, str, Callable[[], None]]]:
        return [
            (Sign.FIRST, self.tr("First moment"), self.tr("Home"), self.first),
            (Sign.BACK, self.tr("Earlier"), self.tr("Left"), self.back),
            (Sign.PLAY, self.tr("Play"), self.tr("Space"), self.toggle_play),
            (Sign.FORWARD, self.tr("Later"), self.tr("Right"), self.forward),
            (Sign.LAST, self.tr("Newest moment"), self.tr("End"), self.last),
        ]

    def _make_speed_button(self) -> QToolButton:
        button = QToolButton()
        button.setAccessibleName(self.tr("Playing speed"))
        button.setToolTip(self.tr("Playing speed: 1× is two evaluations a second"))
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
        return self.tr("{0}×").format(self.locale().toString(speed, "g", 2))

    @property
    def playing(self) -> bool:
        return self._timer.isActive()

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
        """How fast play goes, as a multiple of two moments a second."""
        self._speed = speed
        self.speed_button.setText(self._speed_text(speed))
        if self.playing:
            self._timer.start(self._interval())

    def first(self) -> None:
        self._go(0)

    def back(self) -> None:
        self._go(self._index() - 1)

    def forward(self) -> None:
        self._go(self._index() + 1)

    def last(self) -> None:
        self._go(len(self._run.moments) - 1)

    def toggle_play(self) -> None:
        """Pause, or play on; at the newest moment, play the training from its beginning."""
        if self.playing:
            self.pause()
        elif len(self._run.moments) > 1:
            if self._at_last():
                self._run.select(self._run.moments[0])
            self._timer.start(self._interval())
            self._show_state()

    def pause(self) -> None:
        self._timer.stop()
        self._show_state()

    def _interval(self) -> int:
        return round(1000 / (MOMENTS_A_SECOND * self._speed))

    def _index(self) -> int:
        moments = self._run.moments
        return moments.index(self._run.moment) if self._run.moment in moments else 0

    def _at_last(self) -> bool:
        return self._index() >= len(self._run.moments) - 1

    def _go(self, index: int) -> None:
        self.pause()
        moments = self._run.moments
        if moments:
            self._run.select(moments[min(max(index, 0), len(moments) - 1)])

    def _tick(self) -> None:
        run = self._run
        if run.has_heads and run.heads_step != run.moment and not run.heads_problem:
            return  # still being read
        if not self._at_last():
            run.select(run.moments[self._index() + 1])
        if self._at_last():
            self.pause()

    def _opened(self) -> None:
        self._timer.stop()
        self._show_moments()

    def _show_moments(self) -> None:
        if not self._run.moments:
            self._timer.stop()
        locale = self.locale()
        with QSignalBlocker(self.slider):
            self.slider.set_labels([count_text(moment, locale) for moment in self._run.moments])
        self._show_state()

    def _show_state(self) -> None:
        index, some = self._index(), bool(self._run.moments)
        with QSignalBlocker(self.slider):
            self.slider.setValue(index)
        self.slider.update()
        self.slider.setAccessibleDescription(moment_text(self._run, self.locale()))
        for sign in (Sign.FIRST, Sign.BACK):
            self._buttons[sign].setEnabled(some and index > 0)
        for sign in (Sign.FORWARD, Sign.LAST):
            self._buttons[sign].setEnabled(some and not self._at_last())
        play = self._buttons[Sign.PLAY]
        play.setEnabled(len(self._run.moments) > 1)
        play.setIcon(sign_icon(Sign.PAUSE if self.playing else Sign.PLAY, self._theme.on_accent, self._theme.quiet))
        name = self.tr("Pause the playing") if self.playing else self.tr("Play the training")
        play.setAccessibleName(name)
        play.setToolTip(self.tr("{0} ({1})").format(name, self.tr("Space")))

    def _slider_moved(self, index: int) -> None:
        self._go(index)
