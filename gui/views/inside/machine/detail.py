"""One box in numbers as a widget: the strips under each other, one dimension written out, and what stands below."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from gui.heatmap.value_box import paint_value_box
from gui.look.look import look
from gui.pictures.machine.below import Below, Hit
from gui.pictures.machine.details import Detail
from gui.pictures.machine.page import DetailPage, paint_detail
from gui.views.inside.machine.surface import Surface


class MachineDetail(Surface):
    """Left and Right walk through the dimensions, Up and Down through the items below; Enter or a click chooses one."""

    dimension_pointed = Signal(int)
    position_chosen = Signal(int)  # of the box's own stack

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("The chosen box in numbers"))
        self._detail: Detail | None = None
        self._dimension = 0
        self._width = 1  # d_model
        self._limit = 1.0
        self._below: Below | None = None  # the picture that is pointed into
        self._item: int | None = None
        self._spot = QPointF()

    @property
    def detail(self) -> Detail | None:
        return self._detail

    @property
    def pointed(self) -> tuple[Below, int] | None:
        """The picture and its item that are pointed at."""
        return None if self._below is None or self._item is None else (self._below, self._item)

    def show_detail(self, detail: Detail, dimension: int, width: int, limit: float) -> None:
        if detail is not self._detail:
            self._below, self._item = None, None
        self._detail, self._dimension, self._width, self._limit = detail, dimension, width, limit
        self._tell()
        self.update()

    def page(self) -> DetailPage:
        """Where everything lies."""
        assert self._detail is not None
        return DetailPage.of(self.area, self._detail, self.font())

    def paint_content(self, painter: QPainter) -> None:
        if self._detail is None:
            return
        painter.setClipRect(self.area.adjusted(-2, -2, 2, 2))
        pointed = self.pointed
        paint_detail(painter, self.page(), self._detail, self._dimension, pointed, self._limit, look.theme)
        painter.setClipping(False)
        if pointed is not None and (self.underMouse() or self.hasFocus()):
            words = pointed[0].words(pointed[1], self._dimension)
            cell = QRectF(self._spot.x() - 4, self._spot.y() - 8, 8, 16)
            paint_value_box(painter, cell, QRectF(self.rect()), words, "", look.theme)

    def leave_pointer(self) -> None:
        self._point(None, None)

    def _tell(self) -> None:
        if self._detail is None:
            return
        pointed = self.pointed
        item = pointed[0].words(pointed[1], self._dimension) if pointed is not None else ""
        told = self.tr("dimension {0}: {1}").format(self._dimension + 1, self._detail.formula(self._dimension))
        self.tell(". ".join(part for part in (item, told) if part))

    def _point(self, below: Below | None, item: int | None) -> None:
        if (below, item) != (self._below, self._item):
            self._below, self._item = below, item
            self._tell()
            self.update()

    def _hit(self, point: QPointF) -> tuple[Below | None, Hit]:
        assert self._detail is not None
        page = self.page()
        for below, rect in zip(self._detail.below, page.below, strict=True):
            hit = below.at(rect, page.where, point)
            if hit != Hit():
                return below, hit
        inside = self._detail.strips and page.strips.top() <= point.y() < page.strips.bottom()
        return None, Hit(page.where.dimension_at(point.x(), self._width)) if inside else Hit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._detail is None:
            return
        below, hit = self._hit(event.position())
        self._spot = event.position()
        self._point(below if hit.item is not None else None, hit.item)
        choosable = below is not None and below.positions and hit.item is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if choosable else Qt.CursorShape.ArrowCursor)
        if hit.dimension is not None and hit.dimension != self._dimension:
            self.dimension_pointed.emit(hit.dimension)
        if self.pointed is not None:
            self.update()  # repaint: the box with the words follows the pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._detail is not None and event.button() is Qt.MouseButton.LeftButton:
            below, hit = self._hit(event.position())
            if below is not None and below.positions and hit.item is not None:
                self.position_chosen.emit(hit.item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        sides = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if self._detail is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in sides:
            self.show_ring()
            self.dimension_pointed.emit(min(max(self._dimension + sides[key], 0), self._width - 1))
        elif key in steps and self._detail.below:
            self.show_ring()
            self._step(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.pointed is not None and self.pointed[0].positions:
            self.position_chosen.emit(self.pointed[1])
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        """Move to the next item of the current picture; at first, of the first picture."""
        assert self._detail is not None
        below = self._below or self._detail.below[0]
        item = below.start() if self._item is None else below.step(self._item, by)
        page = self.page()
        rect = page.below[self._detail.below.index(below)]
        self._spot = QPointF(rect.right(), rect.top() - 20)  # the words may cover only the heading
        self._point(below, item)
