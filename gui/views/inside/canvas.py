"""A surface for a picture made of cells: paints it once; mouse or keys point at a cell and show its numbers."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.heatmap.focus_ring import FocusRing
from gui.heatmap.grid import at_least
from gui.heatmap.surface import ARROWS
from gui.heatmap.value_box import paint_value_box
from gui.look.look import look
from gui.pictures.cell_text import sized
from gui.views.parts.elided_combo import ElidedComboBox

Cell = tuple[int, int]  # row, column
MARGIN = 4.0
LEAST = QSize(240, 160)
PICKER_FRAME = 60  # pixels of its frame, padding and arrow
LEAST_PICKED = 30


class CellPicture(Protocol):
    """Cells in `rows` and `columns`; a cell without a text is not there."""

    @property
    def rows(self) -> int: ...
    @property
    def columns(self) -> int: ...
    def paint(self, painter: QPainter, rect: QRectF) -> None: ...
    def cell(self, rect: QRectF, font: QFont, row: int, column: int) -> QRectF: ...
    def cell_at(self, rect: QRectF, font: QFont, point: QPointF) -> Cell | None: ...
    def cell_text(self, row: int, column: int) -> tuple[str, str]:
        """The number and what it is of; two empty texts where there is no cell."""
        ...


def show_whole(combo: ElidedComboBox) -> None:
    """Let a picker be wide enough for its longest choice, where there is room for it."""
    metrics = QFontMetricsF(sized(combo.font(), 13))  # as the style sheet has it
    widest = max(metrics.horizontalAdvance(combo.itemText(i)) for i in range(combo.count()))
    combo.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    combo.setMinimumWidth(PICKER_FRAME + LEAST_PICKED)
    combo.wanted = round(widest) + PICKER_FRAME


class Canvas(FocusRing):
    """Arrows walk from cell to cell, Enter or Space chooses one as a click does, Escape points at nothing."""

    chosen = Signal(int, int)  # row, column

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: CellPicture | None = None
        self._drawn: QPixmap | None = None
        self._pointed: Cell | None = None
        self.start: Cell = (0, 0)  # where the first arrow key points
        self._least = LEAST
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def picture(self) -> CellPicture | None:
        return self._picture

    @property
    def pointed(self) -> Cell | None:
        """The cell pointed at by mouse or keyboard."""
        return self._pointed

    def set_picture(self, picture: CellPicture | None) -> None:
        """Show another picture; the cell pointed at stays the same if it still exists."""
        self._picture, self._drawn = picture, None
        if self._pointed is not None and not self._is_there(*self._pointed):
            self._pointed = None
        self._tell()
        self.updateGeometry()
        self.update()

    def area(self) -> QRectF:
        """What the picture is painted into."""
        return QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)

    def cell_rect(self, row: int, column: int) -> QRectF:
        """Where a cell lies in the widget."""
        assert self._picture is not None
        return self._picture.cell(self.area(), self.font(), row, column)

    def point_at(self, cell: Cell | None) -> None:
        if cell != self._pointed:
            self._pointed = cell
            self._tell()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(480, 320)

    def minimumSizeHint(self) -> QSize:
        return self._least

    def ask_for(self, height: int) -> None:
        """Pixels of height that the picture needs at least."""
        least = QSize(LEAST.width(), max(height, LEAST.height()))
        if least != self._least:
            self._least = least
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture is None:
            return
        painter = QPainter(self)
        try:
            painter.setFont(self.font())
            painter.drawPixmap(0, 0, self._pixmap())
            self.draw_ring(painter)
            if self._pointed is not None and (self.underMouse() or self.hasFocus()):
                self._paint_pointed(painter, *self._pointed)
        finally:
            painter.end()

    def _paint_pointed(self, painter: QPainter, row: int, column: int) -> None:
        assert self._picture is not None
        cell = self.cell_rect(row, column)
        # The light rim sets the frame off from a dark cell, the dark line from a light cell.
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for color, width in ((look.theme.panel, 4.0), (look.theme.text, 1.5)):
            painter.setPen(QPen(QColor(color), width, j=Qt.PenJoinStyle.MiterJoin))
            painter.drawRect(at_least(cell, 5.0))
        number, words = self._picture.cell_text(row, column)
        paint_value_box(painter, cell, QRectF(self.visibleRegion().boundingRect()), number, words, look.theme)

    def _pixmap(self) -> QPixmap:
        """The picture without what is pointed at; painted again only when it or the size has changed."""
        ratio = self.devicePixelRatioF()
        if self._drawn is None or self._drawn.size() != self.size() * ratio:
            assert self._picture is not None
            self._drawn = QPixmap(self.size() * ratio)
            self._drawn.setDevicePixelRatio(ratio)
            self._drawn.fill(QColor(look.theme.panel))
            painter = QPainter(self._drawn)
            try:
                painter.setFont(self.font())
                self._picture.paint(painter, self.area())
            finally:
                painter.end()
        return self._drawn

    def _is_there(self, row: int, column: int) -> bool:
        picture = self._picture
        if picture is None or not (0 <= row < picture.rows and 0 <= column < picture.columns):
            return False
        return picture.cell_text(row, column) != ("", "")

    def _cell_at(self, point: QPointF) -> Cell | None:
        found = self._picture.cell_at(self.area(), self.font(), point) if self._picture is not None else None
        return found if found is not None and self._is_there(*found) else None

    def _tell(self) -> None:
        """A screen reader hears what the box shows."""
        told = ("", "")
        if self._pointed is not None and self._picture is not None:
            told = self._picture.cell_text(*self._pointed)
        self.setAccessibleDescription(". ".join(part for part in told if part))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.point_at(self._cell_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self._cell_at(event.position())
        if cell is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(*cell)

    def leaveEvent(self, event: QEvent) -> None:
        self.point_at(None)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in ARROWS:
            event.accept()  # the focused picture uses these keys; elsewhere they may be the window's
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self._picture is not None and key in ARROWS:
            self.show_ring()
            self._walk(*ARROWS[key])
        elif self._pointed is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(*self._pointed)
        elif self._pointed is not None and key == Qt.Key.Key_Escape:
            self.point_at(None)
        else:
            super().keyPressEvent(event)

    def _walk(self, down: int, right: int) -> None:
        """Move to the next existing cell in this direction."""
        assert self._picture is not None
        row, column = self._pointed or self.start
        if self._pointed is not None:
            row, column = row + down, column + right
        while 0 <= row < self._picture.rows and 0 <= column < self._picture.columns:
            if self._is_there(row, column):
                self.point_at((row, column))
                return
            row, column = row + down, column + right

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._drawn = None
            self.update()
