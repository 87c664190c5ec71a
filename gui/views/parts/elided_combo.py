"""A picker that elides the text it cannot show whole, with a thin arrow in the colour of its text."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

ARROW_ROOM = 20
MARGIN = 4  # pixels after the text


class ElidedComboBox(QComboBox):
    """Like a `QComboBox`, which would cut its text off in the middle of a letter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wanted = 0  # pixels of width it would like at least
        # beside a styled frame the style would draw the arrow with its own raised frame
        self.setStyleSheet(f"QComboBox::drop-down {{ border: none; width: {ARROW_ROOM}px; }}")

    def sizeHint(self) -> QSize:
        # Qt counts whole pixels: without one pixel more, a text that just fits would be elided.
        return super().sizeHint().grownBy(QMargins(0, 0, MARGIN + 1, 0)).expandedTo(QSize(self.wanted, 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        if self.currentIndex() < 0:
            option.currentText = self.placeholderText()
        control, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(control, option, part, self).width()
        option.currentText = self.fontMetrics().elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, room - MARGIN
        )
        painter = QStylePainter(self)
        try:
            painter.drawComplexControl(control, option)
            painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.ButtonText), 1.4))
            x, y = self.width() - ARROW_ROOM / 2 - 2, self.height() / 2
            painter.drawPolyline([QPointF(x - 4, y - 2), QPointF(x, y + 2), QPointF(x + 4, y - 2)])
        finally:
            painter.end()
