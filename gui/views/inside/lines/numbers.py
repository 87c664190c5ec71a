"""The numbers beside the lines, in a widget: hovering a row shows its whole text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui.look.plain import plain
from gui.pictures.lines.numbers import NumbersPicture


class LinesNumbers(QWidget):
    """Shows a `NumbersPicture`; a screen reader hears all of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: NumbersPicture | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Weights of the lines shown"))

    @property
    def picture(self) -> NumbersPicture | None:
        return self._picture

    def set_picture(self, picture: NumbersPicture) -> None:
        self._picture = picture
        layout = picture.layout(self._area(), self.font())
        rows = [picture.told(number) for number in layout.rows] if picture.on else []
        self.setAccessibleDescription(". ".join([picture.title, *rows]))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, 380)

    def minimumSizeHint(self) -> QSize:
        needed = 0 if self._picture is None else round(self._picture.least_width(self.font())) + 8
        return QSize(max(180, needed), 160)

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(2, 4, -4, -2)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._picture is not None:
            number = self._picture.row_at(self._picture.layout(self._area(), self.font()), event.pos().y())
            text = "" if number is None or not self._picture.on else self._picture.told(number)
            QToolTip.showText(event.globalPos(), plain(text), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture is None:
            return
        painter = QPainter(self)
        try:
            painter.setFont(self.font())
            self._picture.paint(painter, self._area())
        finally:
            painter.end()
