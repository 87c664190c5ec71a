"""The chain of numbers of one query and one key; the pointer or the arrow keys read every single number."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.heatmap.surface import ARROWS, MapWidget
from gui.heatmap.value_box import paint_value_box
from gui.look.look import look
from gui.pictures.head_steps.chain import ChainPicture
from gui.pictures.vectors import strip_cell
from gui.state.selection import Selection
from gui.state.session import Session

LEAST = QSize(290, 376)  # pixels in which no line of the chain touches another, with the four numbers side by side


class Chain(MapWidget):
    """Shows a `ChainPicture`. Up and Down walk through the strips, Left and Right along one."""

    key_chosen = Signal(int)  # by a click on its bar

    def __init__(self, session: Session, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(session, selection, parent)
        self._picture: ChainPicture | None = None
        self._strip: tuple[int, int] | None = None
        self._bar: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("The numbers of one query and one key, step by step"))

    @property
    def picture(self) -> ChainPicture | None:
        return self._picture

    @property
    def pointed(self) -> tuple[int, int] | None:
        """The strip and its number that is pointed at."""
        return self._strip

    def set_picture(self, picture: ChainPicture) -> None:
        self._picture = picture
        if self._strip is not None:
            strip = min(self._strip[0], len(picture.strips) - 1)
            self._strip = strip, min(self._strip[1], picture.strips[strip].values.size - 1)
        self._bar = None if self._bar is None else min(self._bar, picture.row.weights.size - 1)
        self._tell()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(430, 380)

    def minimumSizeHint(self) -> QSize:
        return LEAST

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if self._picture is None:
            return LEAST.height()
        beside = self.width() - round(self._area().width())
        return LEAST.height() + round(self._picture.height_of_more_lines(width - beside, self.font()))

    def paintEvent(self, event: QPaintEvent) -> None:
        picture = self._picture
        if picture is None:
            return
        painter = QPainter(self)
        try:
            painter.setFont(self.font())
            self.draw_ring(painter)
            layout = picture.paint(painter, self._area(), self._strip, self._bar)
            inside = QRectF(self.rect())
            if self._strip is not None:
                strip, index = self._strip
                cell = strip_cell(layout.strips[strip], picture.strips[strip].values.size, index)
                for other, area in zip(picture.strips, layout.strips, strict=True):
                    if other.group == picture.strips[strip].group != "output":
                        cell = cell.united(strip_cell(area, other.values.size, index))  # all three can be read
                paint_value_box(painter, cell, inside, *picture.texts_at(strip, index), look.theme)
            elif self._bar is not None:
                cell = strip_cell(layout.bars, picture.row.weights.size, self._bar)
                paint_value_box(painter, cell, inside, *picture.bar_texts(self._bar), look.theme)
        finally:
            painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._picture is not None:
            layout = self._picture.layout(self._area(), self.font())
            x, y = event.position().x(), event.position().y()
            self._point_at(self._picture.strip_at(layout, x, y), self._picture.key_at(layout, x, y))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._bar is not None and event.button() is Qt.MouseButton.LeftButton:
            self.key_chosen.emit(self._bar)

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(None, None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self._picture is not None and key in ARROWS:
            self.show_ring()
            down, right = ARROWS[key]
            strip, index = self._strip or (0, 0)
            if self._strip is not None:
                strip = min(max(strip + down, 0), len(self._picture.strips) - 1)
                index = min(max(index + right, 0), self._picture.strips[strip].values.size - 1)
            self._point_at((strip, index), None)
        elif key == Qt.Key.Key_Escape and self._strip is not None:
            self._point_at(None, None)
        else:
            super().keyPressEvent(event)

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(6, 4, -6, -4)

    def _point_at(self, strip: tuple[int, int] | None, bar: int | None) -> None:
        if (strip, bar) != (self._strip, self._bar):
            self._strip, self._bar = strip, bar
            self._tell()
            self.update()

    def _tell(self) -> None:
        """A screen reader hears the number that is pointed at, or else the four numbers of the cell."""
        picture = self._picture
        if picture is None:
            return
        if self._strip is not None:
            strip = picture.strips[self._strip[0]]
            parts: tuple[str, ...] = (strip.name, *picture.texts_at(*self._strip))
        elif self._bar is not None:
            parts = picture.bar_texts(self._bar)
        else:
            parts = (picture.title, picture.softmax_text())
        self.setAccessibleDescription(". ".join(part for part in parts if part))
