"""The layer x head map of roles as a widget: hover reads a head, click and arrow keys select it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from gui.heatmap.surface import ARROWS, MapWidget
from gui.heatmap.value_box import paint_value_box
from gui.heatmap.words import head_text
from gui.look.look import look
from gui.pictures.roles import RolesPicture
from gui.state.selection import Selected, Selection
from gui.state.session import Session
from gui.views.inside.roles.words import (
    GUIDED,
    cell_text,
    column_text,
    measure_text,
    named_text,
    number_text,
    reading_text,
    with_even,
    with_mark,
)
from model.values.questions.head_measures import SHARES, HeadMeasures, Measure
from model.values.questions.head_roles import Names

MARGIN = 4.0
Reply = tuple[tuple[tuple[str, str], ...], ...]


class RolesMap(MapWidget):
    """Shows a `RolesPicture`; writes the selection's layer and head."""

    opened = Signal()  # double click or Enter: look closer at the selected head

    def __init__(self, session: Session, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(session, selection, parent)
        self._picture: RolesPicture | None = None
        self._told: Reply = ()
        self._hovered: tuple[int, int] | None = None
        self._pixmap: QPixmap | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(300, 200)
        self.setAccessibleName(self.tr("What each head does, layer by head"))

    @property
    def picture(self) -> RolesPicture | None:
        return self._picture

    def set_picture(self, picture: RolesPicture, told: Reply) -> None:
        """`told` [layer][head]: what the box over a head says, a short and a long line."""
        self._picture, self._told = picture, told
        self.forget()
        self._tell_selected()

    def forget(self) -> None:
        self._pixmap = None
        self.update()

    def selection_changed(self, old: Selected, new: Selected) -> None:
        if (old.layer, old.head, old.group) != (new.layer, new.head, new.group):
            self._tell_selected()
            self.update()

    def head_at(self, point: QPointF) -> tuple[int, int] | None:
        """Layer and head of the cell under a point."""
        if self._picture is None:
            return None
        grid = self._picture.layout(self._area(), self.font()).grid
        layer, head = grid.row_at(point.y()), grid.column_at(point.x())
        return None if layer is None or head is None else (layer, head)

    def cell_rect(self, layer: int, head: int) -> QRectF:
        """Where a head lies; there must be a picture."""
        assert self._picture is not None
        return self._picture.layout(self._area(), self.font()).cell(layer, head)

    def sizeHint(self) -> QSize:
        return QSize(520, 380)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            if self._picture is None:
                return
            painter.setFont(self.font())
            painter.drawPixmap(0, 0, self._painted(self._picture))
            self.draw_ring(painter)
            now = self._selection.now
            layers, heads = self._picture.values.shape
            selected = min(now.layer, layers - 1), min(now.head, heads - 1)
            self._frame(painter, selected, QColor(look.theme.of(now.group)), 3)
            if self._hovered is not None and self._hovered != selected:
                self._frame(painter, self._hovered, QColor(look.theme.quiet), 1)
            if self._hovered is not None:
                words = self._told[self._hovered[0]][self._hovered[1]]
                paint_value_box(painter, self.cell_rect(*self._hovered), QRectF(self.rect()), *words, look.theme)
        finally:
            painter.end()

    def _painted(self, picture: RolesPicture) -> QPixmap:
        """The painted map, cached until something changes: moving the mouse only draws it again."""
        ratio = self.devicePixelRatioF()
        if self._pixmap is None or self._pixmap.size() != self.size() * ratio:
            self._pixmap = QPixmap(self.size() * ratio)
            self._pixmap.setDevicePixelRatio(ratio)
            self._pixmap.fill(QColor(look.theme.panel))
            painter = QPainter(self._pixmap)
            try:
                painter.setFont(self.font())
                picture.paint(painter, self._area(), look.theme)
            finally:
                painter.end()
        return self._pixmap

    def _frame(self, painter: QPainter, head: tuple[int, int], color: QColor, width: int) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        cell = self.cell_rect(*head)
        # The rim in the panel's colour sets the frame off from a cell of the frame's colour.
        painter.setPen(QPen(QColor(look.theme.panel), 2, j=Qt.PenJoinStyle.MiterJoin))
        painter.drawRect(cell.adjusted(1, 1, -1, -1))
        painter.setPen(QPen(color, width, j=Qt.PenJoinStyle.MiterJoin))
        painter.drawRect(cell.adjusted(-1, -1, 1, 1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self.head_at(event.position())
        if found is not None and event.button() is Qt.MouseButton.LeftButton:
            self._selection.update(layer=found[0], head=found[1])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.head_at(event.position()) is not None and event.button() is Qt.MouseButton.LeftButton:
            self.opened.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._set_hovered(self.head_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._set_hovered(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in ARROWS:
            self.show_ring()
            down, right = ARROWS[key]
            now = self._selection.now
            self._selection.update(layer=now.layer + down, head=now.head + right)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)

    def _set_hovered(self, hovered: tuple[int, int] | None) -> None:
        if hovered != self._hovered:
            self._hovered = hovered
            self.update()

    def _tell_selected(self) -> None:
        """A screen reader hears what the box over the framed head says."""
        now = self._selection.now
        if self._told and now.layer < len(self._told) and now.head < len(self._told[0]):
            self.setAccessibleDescription(". ".join(self._told[now.layer][now.head]))


def picture_of(measures: HeadMeasures, names: Names, measure: Measure | None) -> RolesPicture:
    """The map of all heads of a kind, coloured by one measure; None: each by the measure that named it."""
    group = measures.group
    values = _naming_values(names) if measure is None else measures.mean(measure)
    if measure is None or measure in SHARES:
        limit, limit_text = 1.0, "1"
    else:
        limit = 0.0 if np.isnan(values).all() else float(np.nanmax(values))
        words = QCoreApplication.translate("Inside", "{0} (largest here)")
        limit_text = words.format(number_text(measure, limit))
    shown = naming_measure_text() if measure is None else measure_text(measure, group)
    guided = ""
    if any(named.guided for row in names for named in row):
        guided = " · " + QCoreApplication.translate("Inside", "{0} trained to align").format(GUIDED)
    return RolesPicture(
        values=values,
        names=[[with_mark(cell_text(named.role, group), named) for named in row] for row in names],
        numbers=[["—" if np.isnan(value) else f"{value:.2f}" for value in row] for row in values],
        prefix="" if measure is None else column_text(measure, group),
        limit=limit,
        limit_text=limit_text,
        measure=QCoreApplication.translate("Inside", "colour and number: {0}").format(shown) + guided,
        measure_alone=QCoreApplication.translate("Inside", "colour: {0}").format(shown) + guided,
    )


def naming_measure_text() -> str:
    return QCoreApplication.translate("Inside", "the measure that named the head")


def _naming_values(names: Names) -> NDArray[np.float64]:
    """[layer, head]: the measure that named each head, or came nearest to; NaN where nothing was measured."""
    return np.array([[np.nan if one.reading is None else one.reading.value for one in row] for row in names])


def told_of(measures: HeadMeasures, names: Names, measure: Measure | None) -> Reply:
    """[layer][head]: what the head is called, and the number in its cell beside what even attention would give."""
    group = measures.group

    def told(layer: int, head: int) -> tuple[str, str]:
        named = names[layer][head]
        role = f"{head_text(layer, head)}: {named_text(named, group)}"
        if measure is None:
            return role, reading_text(named.reading, group) if named.reading is not None else "—"
        number, even = (
            number_text(measure, float(array[layer, head]))
            for array in (measures.mean(measure), measures.even(measure))
        )
        return role, with_even(f"{measure_text(measure, group)} {number}", even)

    return tuple(tuple(told(layer, head) for head in range(measures.heads)) for layer in range(measures.layers))
