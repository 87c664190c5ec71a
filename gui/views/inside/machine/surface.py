"""What the three painted parts of the machine view do alike: a theme, the focus ring, and a pointer that leaves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.heatmap.surface import BY_KEYBOARD
from gui.theme import LIGHT, Theme


class Surface(QWidget):
    """Subclasses paint in `paint_content`; `area` is what is inside the focus ring."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT
        self._ring = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(name)

    @property
    def area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(4, 4, -4, -4)

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self.update()

    def paint_content(self, painter: QPainter) -> None:
        raise NotImplementedError

    def leave_pointer(self) -> None:
        """Nothing is pointed at any more."""

    def tell(self, text: str) -> None:
        """What a screen reader says of it."""
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)

    def sizeHint(self) -> QSize:
        return QSize(300, 360)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.setFont(self.font())
            self.paint_content(painter)
            if self._ring and self.hasFocus():
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(self.theme.accent), 1))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        finally:
            painter.end()

    def show_ring(self) -> None:
        if not self._ring:
            self._ring = True
            self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._ring = event.reason() in BY_KEYBOARD
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.leave_pointer()
