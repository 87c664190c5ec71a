"""Where a window lies: whole on a screen, with its frame, whichever screen it was on the last time."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

TITLE, EDGE = 32, 4  # pixels of a frame, until the window system has made one


def fitted(inner: QRect, room: QRect, frame: QMargins) -> QRect:
    """The window without its frame, made smaller and moved as far as it takes to be inside `room` with its frame."""
    size = inner.size().boundedTo(room.size() - _around(frame))
    outer = QRect(inner.topLeft() - QPoint(frame.left(), frame.top()), size + _around(frame))
    outer.moveRight(min(outer.right(), room.right()))
    outer.moveBottom(min(outer.bottom(), room.bottom()))
    outer.moveLeft(max(outer.left(), room.left()))
    outer.moveTop(max(outer.top(), room.top()))
    return outer - frame


def _around(frame: QMargins) -> QSize:
    return QSize(frame.left() + frame.right(), frame.top() + frame.bottom())


def fit_to_screen(window: QWidget) -> None:
    """Bring the window onto the screen that has most of it; one that fills a screen stays as it is."""
    if window.isMaximized() or window.isFullScreen():
        return
    screen = QGuiApplication.screenAt(window.geometry().center()) or window.screen()
    frame = window.windowHandle().frameMargins() if window.isVisible() else QMargins()
    if frame.isNull():
        frame = QMargins(EDGE, TITLE, EDGE, EDGE)
    place = fitted(window.geometry(), screen.availableGeometry(), frame)
    if place != window.geometry():
        window.setGeometry(place)
