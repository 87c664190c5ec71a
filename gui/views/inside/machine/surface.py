"""What the three painted parts of the machine view share: the focus ring, and what happens when the pointer leaves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.heatmap.focus_ring import FocusRing


class Surface(FocusRing):
    """Subclasses paint in `paint_content`; `area` is what is inside the focus ring."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(name)

    @property
    def area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(4, 4, -4, -4)

    def paint_content(self, painter: QPainter) -> None:
        raise NotImplementedError

    def leave_pointer(self) -> None:
        """The pointer has left: point at nothing."""

    def tell(self, text: str) -> None:
        """Set what a screen reader says about it."""
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)

    def sizeHint(self) -> QSize:
        return QSize(300, 360)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.setFont(self.font())
            self.paint_content(painter)
            self.draw_ring(painter)
        finally:
            painter.end()

    def leaveEvent(self, event: QEvent) -> None:
        self.leave_pointer()
