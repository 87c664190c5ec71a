"""The matrix of one head in the chosen stage: a click or the arrow keys choose a cell, hovering shows a number."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.heatmap.surface import ARROWS, MapWidget
from gui.heatmap.value_box import paint_value_box
from gui.heatmap.words import look_text, reason_text
from gui.look.look import look
from gui.pictures.head_steps.picture import Stage, StagePicture
from gui.pictures.vectors import number_text
from gui.state.selection import Selection
from gui.state.session import Session

MARGIN = 4.0


class StageMap(MapWidget):
    """Shows a `StagePicture`; the chosen cell is the selection's, or else the one that the view gives."""

    next_wanted = Signal()  # Enter: the next stage

    def __init__(self, session: Session, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(session, selection, parent)
        self._picture: StagePicture | None = None
        self._cell = (0, 0)
        self._pointed: tuple[int, int] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(220, 160)
        self.setAccessibleName(self.tr("Matrix of one head, stage by stage"))

    @property
    def picture(self) -> StagePicture | None:
        return self._picture

    def set_picture(self, picture: StagePicture, query: int, key: int) -> None:
        self._picture = picture
        self._cell = (query, key)
        self._tell()
        self.update()

    def show_change(self, start: Stage, end: Stage, part: float) -> None:
        """`part` of the way from one stage to another."""
        if self._picture is not None:
            self._picture.changing.show(start, end, part)
            if part >= 1.0:
                self._tell()
            self.update()

    def cell_text(self, query: int, key: int) -> tuple[str, str]:
        """The number of a cell in the stage that is shown, and who looks at whom."""
        picture = self._picture
        if picture is None:
            return "", ""
        value = picture.value(picture.changing.end, query, key)
        number = reason_text(int(picture.reasons[query, key])) if value is None else number_text(value)
        return number, look_text(picture.trace, picture.group, query, key)

    def cell_at(self, point: QPointF) -> tuple[int, int] | None:
        """The row and column under a point; nothing beside the matrix and where a row is not decoded."""
        if self._picture is None:
            return None
        grid = self._picture.layout(self._area(), self.font()).grid
        query, key = grid.row_at(point.y()), grid.column_at(point.x())
        if query is None or key is None or query >= self._picture.visible:
            return None
        return query, key

    def sizeHint(self) -> QSize:
        return QSize(400, 320)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture is None:
            return
        painter = QPainter(self)
        try:
            painter.setFont(self.font())
            self.draw_ring(painter)
            layout = self._picture.paint(painter, self._area(), *self._cell)
            if self._pointed is not None:
                cell = layout.grid.cell(*self._pointed)
                paint_value_box(painter, cell, QRectF(self.rect()), *self.cell_text(*self._pointed), look.theme)
        finally:
            painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self.cell_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self.cell_at(event.position())
        if cell is not None and event.button() is Qt.MouseButton.LeftButton:
            self._selection.update(query=cell[0], key=cell[1])

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self._picture is None:
            super().keyPressEvent(event)
        elif key in ARROWS:
            self.show_ring()
            down, right = ARROWS[key]
            query = min(max(self._cell[0] + down, 0), self._picture.visible - 1)
            self._selection.update(query=query, key=self._cell[1] + right)
        elif key == Qt.Key.Key_Escape and self._selection.now.query is not None:
            self._selection.update(query=None, key=None)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)

    def _point_at(self, cell: tuple[int, int] | None) -> None:
        if cell != self._pointed:
            self._pointed = cell
            self.update()

    def _tell(self) -> None:
        """A screen reader hears the chosen cell's number."""
        self.setAccessibleDescription(". ".join(self.cell_text(*self._cell)))
