"""How large a window of its own may open: as it likes to be, but whole on the screen with its frame."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

FRAME = QSize(8, 36)  # logical pixels of the window system's frame and title


def open_as(window: QWidget, width: int, height: int) -> None:
    """Give the window this size, or what its screen has room for; its contents scroll or narrow then."""
    parent = window.parentWidget()
    screen = (window if parent is None else parent.window()).screen()
    window.resize(QSize(width, height).boundedTo(screen.availableGeometry().size() - FRAME))
