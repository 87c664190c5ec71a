"""The look that is on the screen: one theme for everything, and one signal when it changes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from gui.look.theme import LIGHT, Theme, palette, style_sheet


class Look(QObject):
    """A widget reads `theme` whenever it paints, and listens only if it keeps something that has colours in it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._theme = LIGHT

    @property
    def theme(self) -> Theme:
        return self._theme

    def use(self, theme: Theme) -> None:
        """Paint everything in this theme from now on."""
        self._theme = theme
        self.changed.emit()

    def dress(self, theme: Theme) -> None:
        """Use a theme, also for what Qt paints itself, and repaint every widget of the application."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.setPalette(palette(theme))
        application.setStyleSheet(style_sheet(theme))
        self.use(theme)

    def follow(self, restyle: Callable[[], None]) -> None:
        """Call `restyle` now and after every change.

        It must be a method of a QObject: Qt drops the connection when the object is deleted, and keeps no object alive.
        """
        restyle()
        self.changed.connect(restyle)


look = Look()
