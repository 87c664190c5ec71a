"""The feed-forward's inner units at one position: which are active, how many, and the strongest by name."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.heatmap.grid import CellGrid, at_least
from gui.heatmap.paint import MapPicture
from gui.heatmap.scale import CENTRE, diverging_levels, diverging_table
from gui.look.theme import Theme
from gui.pictures.machine.below import HEADING, MIDDLE, Below, Hit, Look, paint_heading
from gui.pictures.machine.strips import Columns
from gui.pictures.machine.words import grouped, number, translate
from gui.pictures.vectors import paint_diverging_legend
from model.values.trace import Floats

STRONGEST = 40  # named at most
LINE = 19.0
LIST = 0.36  # of the width


class UnitsPicture(Below):
    """`hidden` [d_ff], after the activation, row by row; with its own colour scale, from -most to most."""

    def __init__(self, hidden: Floats, activation: str, weight: float = 1.0) -> None:
        self.hidden = hidden
        self.activation = activation
        self.weight = weight
        self.items = len(hidden)
        self.order = np.argsort(-hidden, kind="stable")  # the strongest first
        self.active = int((hidden > 0).sum())
        self.most = float(np.abs(hidden).max()) or 1.0
        self._picture: MapPicture | None = None
        self._for: tuple[int, Theme] | None = None

    def start(self) -> int:
        return int(self.order[0])

    def step(self, item: int, by: int) -> int:
        """Go from the strongest unit to the next strongest."""
        place = int(np.flatnonzero(self.order == item)[0]) + by
        return int(self.order[min(max(place, 0), self.items - 1)])

    def share_text(self) -> str:
        """For example "133 of 1,024 units are active: 13.0 %"."""
        share = 100.0 * self.active / len(self.hidden)
        return translate("Inside", "{0} of {1} units are active: {2} %").format(
            grouped(self.active), grouped(len(self.hidden)), number(share, 1)
        )

    def grid(self, rect: QRectF, where: Columns) -> CellGrid:
        """A grid with about square cells; the last row may have cells without a unit."""
        right = rect.left() + rect.width() * (1 - LIST) - 16
        area = QRectF(QPointF(round(where.left), round(rect.top() + HEADING + 2)), QPointF(right, rect.bottom() - 20))
        ratio = max(area.width(), 1) / max(area.height(), 1)
        columns = max(min(round(math.sqrt(len(self.hidden) * ratio)), len(self.hidden)), 1)
        rows = math.ceil(len(self.hidden) / columns)
        side = max(min(area.width() / columns, area.height() / rows), 1.0)
        return CellGrid(QRectF(area.left(), area.top(), round(columns * side), round(rows * side)), rows, columns)

    def paint(self, painter: QPainter, rect: QRectF, look: Look) -> None:
        theme = look.theme
        rule = translate("Inside", "active: greater than 0 after {0}").format(
            "ReLU" if self.activation == "relu" else self.activation.upper()
        )
        paint_heading(painter, rect, self.share_text(), rule, theme)
        grid = self.grid(rect, look.where)
        self._map(grid, theme).paint(painter, grid.rect)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.drawRect(grid.rect)
        if look.item is not None and look.item < len(self.hidden):
            cell = at_least(grid.cell(*divmod(look.item, grid.columns)), 6.0)
            for color, width in ((theme.panel, 4.0), (theme.text, 1.5)):
                painter.setPen(QPen(QColor(color), width, j=Qt.PenJoinStyle.MiterJoin))
                painter.drawRect(cell)
        legend = QRectF(grid.rect.left(), grid.rect.bottom() + 3, min(grid.rect.width(), 200.0), 16)
        paint_diverging_legend(painter, legend, self.most, theme)
        self._paint_list(painter, self._list(rect, grid), look)

    def _list(self, rect: QRectF, grid: CellGrid) -> QRectF:
        return QRectF(QPointF(grid.rect.right() + 22, rect.top() + HEADING + 2), rect.bottomRight())

    def _paint_list(self, painter: QPainter, rect: QRectF, look: Look) -> None:
        """The strongest units with a bar each, in one or more columns."""
        for place, unit, box in self._places(rect):
            value = float(self.hidden[unit])
            if value <= 0 and place:
                break
            pointed = unit == look.item
            if pointed:
                painter.fillRect(box, QColor(look.theme.raised))
            painter.setPen(QColor(look.theme.text if pointed else look.theme.quiet))
            name = translate("Inside", "unit {0}").format(unit + 1)
            painter.drawText(box, int(MIDDLE | Qt.AlignmentFlag.AlignLeft), name)
            wide = painter.fontMetrics().horizontalAdvance(translate("Inside", "unit {0}").format("8888")) + 8
            numbers = painter.fontMetrics().horizontalAdvance("88.888") + 8
            room = box.width() - wide - numbers
            length = max(room * max(value, 0.0) / self.most, 1.0)
            painter.fillRect(QRectF(box.left() + wide, box.center().y() - 4, length, 8), QColor(look.theme.good))
            painter.setPen(QColor(look.theme.text))
            painter.drawText(box, int(MIDDLE | Qt.AlignmentFlag.AlignRight), number(value, 3))

    def _places(self, rect: QRectF) -> list[tuple[int, int, QRectF]]:
        """Place, unit and where its line is."""
        columns = max(int(rect.width() // 210), 1)
        rows = max(int(rect.height() // LINE), 1)
        width = (rect.width() - 20 * (columns - 1)) / columns
        found = []
        for place, unit in enumerate(self.order[: min(columns * rows, STRONGEST)].tolist()):
            column, row = divmod(place, rows)
            left = rect.left() + column * (width + 20)
            found.append((place, unit, QRectF(left, rect.top() + row * LINE, width, LINE)))
        return found

    def _map(self, grid: CellGrid, theme: Theme) -> MapPicture:
        if self._picture is None or self._for != (grid.columns, theme):
            cells = np.full(grid.rows * grid.columns, CENTRE, dtype=np.uint8)
            cells[: len(self.hidden)] = diverging_levels(self.hidden, self.most)
            levels = cells.reshape(grid.rows, grid.columns)
            self._picture = MapPicture(levels, np.zeros_like(levels), grid.rows, diverging_table(theme), CENTRE)
            self._for = (grid.columns, theme)
        return self._picture

    def at(self, rect: QRectF, where: Columns, point: QPointF) -> Hit:
        grid = self.grid(rect, where)
        row, column = grid.row_at(point.y()), grid.column_at(point.x())
        if row is not None and column is not None and row * grid.columns + column < len(self.hidden):
            return Hit(item=row * grid.columns + column)
        return next((Hit(item=u) for _, u, box in self._places(self._list(rect, grid)) if box.contains(point)), Hit())

    def words(self, item: int, dimension: int) -> str:
        place = int(np.flatnonzero(self.order == item)[0]) + 1
        return translate("Inside", "unit {0}: {1}, number {2} of {3}").format(
            item + 1, number(float(self.hidden[item])), grouped(place), grouped(len(self.hidden))
        )
