"""What every player has: first, back, play, forward, last, a slider and the speed; a subclass knows what a step is."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from gui.look.look import look
from gui.look.plain import plain
from gui.views.parts.player_icons import SIZE, Sign, sign_icon
from gui.views.parts.step_slider import StepSlider

STEPS_A_SECOND = 2.0  # at speed 1
SPEEDS = (0.5, 1.0, 2.0, 4.0)


class PlayerWords(NamedTuple):
    """What the controls are called where the words differ from player to player."""

    first: str
    back: str
    forward: str
    last: str
    slider: str
    speed_tip: str


class Player(QWidget):
    """A row of controls. A subclass names them in `_words`.

    It moves whatever it plays in `first`, `back`, `forward`, `last`, `toggle_play` and `_tick`, and shows where that
    stands in `_show_state`, which its constructor calls first.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = self._words()
        self._speed = 1.0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self._buttons: dict[Sign, QToolButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(2, 0, 2, 0)
        self._row.setSpacing(8)
        for sign, name, keys, slot in self._commands(words):
            button = QToolButton()
            button.setAccessibleName(name)
            button.setToolTip(plain(self.tr("{0} ({1})").format(name, keys)))
            button.setProperty("bare", True)
            button.setIconSize(QSize(SIZE, SIZE))
            button.setFixedSize(32, 30)
            button.clicked.connect(slot)
            self._row.addWidget(button)
            self._buttons[sign] = button
        self.slider = StepSlider()
        self.slider.setAccessibleName(words.slider)
        self.slider.valueChanged.connect(self._slider_moved)
        self._row.addWidget(self.slider, 1)
        self.speed_button = self._make_speed_button(words.speed_tip)
        self._row.addWidget(self.speed_button)
        look.follow(self._restyle)
        look.changed.connect(self._show_state)

    def _commands(self, words: PlayerWords) -> list[tuple[Sign, str, str, Callable[[], None]]]:
        return [
            (Sign.FIRST, words.first, self.tr("Home"), self.first),
            (Sign.BACK, words.back, self.tr("Left"), self.back),
            (Sign.PLAY, self.tr("Play"), self.tr("Space"), self.toggle_play),
            (Sign.FORWARD, words.forward, self.tr("Right"), self.forward),
            (Sign.LAST, words.last, self.tr("End"), self.last),
        ]

    def _make_speed_button(self, tip: str) -> QToolButton:
        button = QToolButton()
        button.setAccessibleName(self.tr("Playing speed"))
        button.setToolTip(plain(tip))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
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

    # ---- public ----

    @property
    def playing(self) -> bool:
        return self._timer.isActive()

    def button(self, sign: Sign) -> QToolButton:
        """The button of one command; `Sign.PAUSE` is that of play."""
        return self._buttons[Sign.PLAY if sign is Sign.PAUSE else sign]

    def _restyle(self) -> None:
        theme = look.theme
        for sign, button in self._buttons.items():
            if sign is not Sign.PLAY:
                button.setIcon(sign_icon(sign, theme.text, theme.line))
        self._buttons[Sign.PLAY].setStyleSheet(
            f"QToolButton {{ background: {theme.accent}; border: 1px solid {theme.accent}; }}"
            f"QToolButton:focus {{ border: 2px solid {theme.text}; }}"
            f"QToolButton:disabled {{ background: {theme.raised}; border: 1px solid {theme.line}; }}"
        )

    def set_speed(self, speed: float) -> None:
        """How fast play goes, as a multiple of two steps a second."""
        self._speed = speed
        self.speed_button.setText(self._speed_text(speed))
        if self.playing:
            self._play()

    def pause(self) -> None:
        self._timer.stop()
        self._show_state()

    # ---- for subclasses ----

    def _play(self) -> None:
        self._timer.start(round(1000 / (STEPS_A_SECOND * self._speed)))

    def _show_buttons(self, earlier: bool, later: bool, some: bool, play: str, pause: str) -> None:
        """Enable what makes sense; `play` and `pause` are the words for the button in the middle."""
        for sign in (Sign.FIRST, Sign.BACK):
            self._buttons[sign].setEnabled(earlier)
        for sign in (Sign.FORWARD, Sign.LAST):
            self._buttons[sign].setEnabled(later)
        button = self._buttons[Sign.PLAY]
        button.setEnabled(some)
        sign = Sign.PAUSE if self.playing else Sign.PLAY
        button.setIcon(sign_icon(sign, look.theme.on_accent, look.theme.quiet))
        name = pause if self.playing else play
        button.setAccessibleName(name)
        button.setToolTip(plain(self.tr("{0} ({1})").format(name, self.tr("Space"))))

    def _words(self) -> PlayerWords:
        raise NotImplementedError

    def first(self) -> None:
        raise NotImplementedError

    def back(self) -> None:
        raise NotImplementedError

    def forward(self) -> None:
        raise NotImplementedError

    def last(self) -> None:
        raise NotImplementedError

    def toggle_play(self) -> None:
        raise NotImplementedError

    def _tick(self) -> None:
        raise NotImplementedError

    def _show_state(self) -> None:
        raise NotImplementedError

    def _slider_moved(self, value: int) -> None:
        raise NotImplementedError
