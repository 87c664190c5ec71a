"""A small window that opens below a control, takes the keyboard and closes on Escape or a press beside it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

GAP = 3  # pixels below its control


class Popover(QFrame):
    """Its content goes into `box`."""

    def __init__(self, anchor: QWidget, name: str) -> None:
        super().__init__(anchor, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("popover", True)
        self.setAccessibleName(name)
        self._anchor = anchor
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(10, 8, 10, 10)
        self.box.setSpacing(6)

    def open_below(self) -> None:
        """Show it where it is whole on the screen, and let keys go to it."""
        self.adjustSize()
        place = self._anchor.mapToGlobal(QPoint(0, self._anchor.height() + GAP))
        screen = QGuiApplication.screenAt(place) or self._anchor.screen()
        room = screen.availableGeometry()
        x = max(min(place.x(), room.right() - self.width()), room.left())
        y = place.y()
        if y + self.height() > room.bottom():
            y = max(place.y() - self._anchor.height() - 2 * GAP - self.height(), room.top())
        self.move(x, y)
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
