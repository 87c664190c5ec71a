"""A picker that elides the text it cannot show whole, with a thin arrow in the colour of its text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMargins, QPointF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QToolTip, QWidget

from gui.look.plain import plain

ARROW_ROOM = 20
MARGIN = 4  # pixels after the text
LEAST = 4  # letters that it has room for, whatever the layout


class ElidedComboBox(QComboBox):
    """Like a `QComboBox`, which would cut its text off in the middle of a letter. The tooltip begins with the whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wanted = 0  # pixels of width it would like at least
        # beside a styled frame the style would draw the arrow with its own raised frame
        self.setStyleSheet(f"QComboBox::drop-down {{ border: none; width: {ARROW_ROOM}px; }}")

    def sizeHint(self) -> QSize:
        # Qt counts whole pixels: without one pixel more, a text that just fits would be elided.
        return super().sizeHint().grownBy(QMargins(0, 0, MARGIN + 1, 0)).expandedTo(QSize(self.wanted, 0))

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return QSize(min(least.width(), self._around() + LEAST * self.fontMetrics().averageCharWidth()), least.height())

    def _around(self) -> int:
        """Pixels of the width that are not the text's."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        return self.width() - self._room(option) + MARGIN

    def _room(self, option: QStyleOptionComboBox) -> int:
        control, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        return self.style().subControlRect(control, option, part, self).width()

    @property
    def whole_text(self) -> str:
        """What it shows where it has room."""
        return self.placeholderText() if self.currentIndex() < 0 else self.currentText()

    @property
    def elided(self) -> bool:
        return self.fontMetrics().horizontalAdvance(self.whole_text) > self.width() - self._around()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self.elided:
            told = "\n".join(filter(None, (self.whole_text, self.toolTip())))
            QToolTip.showText(event.globalPos(), plain(told), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        room = self._room(option)
        option.currentText = self.fontMetrics().elidedText(self.whole_text, Qt.TextElideMode.ElideRight, room - MARGIN)
        control = QStyle.ComplexControl.CC_ComboBox
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
