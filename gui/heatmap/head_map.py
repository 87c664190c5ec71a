"""The big map of the selected head: pieces on both axes, exact numbers under the pointer or the arrow keys."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.heatmap.head_picture import HeadPicture
from gui.heatmap.scale import ScaleMode
from gui.heatmap.summary import Summary, summarise
from gui.heatmap.surface import ARROWS, MapWidget
from gui.heatmap.value_box import paint_value_box
from gui.heatmap.words import look_text, reason_text, weight_text
from gui.look.look import look
from gui.state.selection import Selected, Selection
from gui.state.session import Session
from model.values.masks import MaskReason
from model.values.sites import Side

MARGIN = 4.0


class HeadMap(MapWidget):
    """Shows, and writes, the selection's query and key; a click on a decoder row makes its step the current one."""

    table_wanted = Signal()  # Enter: read the map as a table

    def __init__(self, session: Session, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(session, selection, parent)
        self._summary = Summary.HEAD
        self._mode = ScaleMode.LINEAR
        self._picture: HeadPicture | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(220, 140)
        self.setAccessibleName(self.tr("Attention map of one head"))

    @property
    def summary(self) -> Summary:
        return self._summary

    @property
    def mode(self) -> ScaleMode:
        return self._mode

    def set_summary(self, summary: Summary) -> None:
        self._summary = summary
        self.forget()

    def set_mode(self, mode: ScaleMode) -> None:
        """How weights are spread over the colour scale; the legend names it."""
        self._mode = mode
        self.forget()

    def forget(self) -> None:
        self._picture = None
        self.update()

    def selection_changed(self, old: Selected, new: Selected) -> None:
        if replace(old, query=None, key=None) != replace(new, query=None, key=None):
            self.forget()
        else:
            self._tell_pointed()
            self.update()

    def picture(self) -> HeadPicture | None:
        """What is shown now; None without a trace."""
        trace, there, now = self._session.trace, self.there, self._selection.now
        if self._picture is None and trace is not None and there is not None:
            layer, head = min(now.layer, there.layers - 1), min(now.head, there.heads - 1)
            shown = summarise(there.weights, self._summary, layer, head)
            self._picture = HeadPicture(trace, now.group, shown, self._mode, now.step, look.theme)
        return self._picture

    def cell_text(self, query: int, key: int) -> tuple[str, str]:
        """The number of a cell, or why it is masked, and who looks at whom."""
        picture = self.picture()
        if picture is None:
            return "", ""
        reason = int(picture.reasons[query, key])
        allowed = reason == MaskReason.ALLOWED
        number = weight_text(float(picture.weights[query, key])) if allowed else reason_text(reason)
        return number, look_text(picture.trace, picture.group, query, key)

    def cell_at(self, point: QPointF) -> tuple[int | None, int | None]:
        """The row and column under a point; a label counts as its row or column. A row not decoded yet gives None."""
        picture = self.picture()
        if picture is None:
            return None, None
        layout = picture.layout(self._area(), self.font())
        grid = layout.grid
        query, key = grid.row_at(point.y()), grid.column_at(point.x())
        if query is not None and query >= picture.visible:
            return None, None
        beside = query is not None and point.x() < grid.rect.left()
        above = key is not None and grid.rect.top() - layout.columns <= point.y() < grid.rect.top()
        return (query, key) if (query is not None and key is not None) or beside or above else (None, None)

    def sizeHint(self) -> QSize:
        return QSize(480, 420)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.setFont(self.font())
            picture = self.picture()
            if picture is None:
                text = self.tr("One head will appear here: each row shows where one piece looks.")
                self.paint_sentence(painter, self._session.empty_text(text))
                return
            self.draw_ring(painter)
            query, key = self._pointed(picture)
            layout = picture.paint(painter, self._area(), query, key)
            if query is not None and key is not None and (self.underMouse() or self.hasFocus()):
                cell = layout.grid.cell(query, key)
                paint_value_box(painter, cell, QRectF(self.rect()), *self.cell_text(query, key), look.theme)
        finally:
            painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        query, key = self.cell_at(event.position())
        self._selection.update(query=query, key=key)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        query, _key = self.cell_at(event.position())
        left = event.button() is Qt.MouseButton.LeftButton
        if left and query is not None and self._selection.now.group.queries is Side.TARGET:
            self._selection.update(step=query)

    def leaveEvent(self, event: QEvent) -> None:
        self._selection.update(query=None, key=None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        picture = self.picture()
        key = Qt.Key(event.key())
        if picture is None:
            super().keyPressEvent(event)
        elif key in ARROWS:
            self.show_ring()
            self._move(picture, *ARROWS[key])
        elif key == Qt.Key.Key_Escape and self._selection.now.key is not None:
            self._selection.update(query=None, key=None)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.table_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)

    def _pointed(self, picture: HeadPicture) -> tuple[int | None, int | None]:
        now = self._selection.now
        rows, columns = picture.weights.shape
        query = now.query if now.query is not None and now.query < min(rows, picture.visible) else None
        return query, now.key if now.key is not None and now.key < columns else None

    def _move(self, picture: HeadPicture, down: int, right: int) -> None:
        """Move to the next cell; the first key only shows the cell where the walk starts."""
        query, key = self._pointed(picture)
        if query is None or key is None:
            self._selection.update(query=picture.current or query or 0, key=key or 0)
        else:
            self._selection.update(query=min(query + down, picture.visible - 1), key=key + right)

    def _tell_pointed(self) -> None:
        """A screen reader hears what the box shows."""
        picture = self.picture()
        query, key = self._pointed(picture) if picture is not None else (None, None)
        told = self.cell_text(query, key) if query is not None and key is not None else ("", "")
        self.setAccessibleDescription(". ".join(part for part in told if part))
