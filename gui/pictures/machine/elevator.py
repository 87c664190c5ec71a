"""One position's vector after every box of its stack, from bottom to top: the whole residual stream at a glance."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from gui.heatmap.grid import CellGrid
from gui.heatmap.paint import MapPicture
from gui.heatmap.scale import CENTRE, diverging_levels, diverging_table
from gui.heatmap.token_axis import axis_font
from gui.look.theme import Theme
from gui.pictures.machine.below import paint_name
from gui.pictures.machine.boxes import BRANCH, Box
from gui.pictures.machine.words import isolated, translate
from gui.pictures.vectors import paint_diverging_legend
from model.values.trace import Floats

HEADING = 36.0
LABELS = 30.0  # left of the map: the layers' numbers
STREAM = 5.0  # a bar beside the rows that are the stream itself
TALLEST = 20.0


class ElevatorPicture:
    """`values` [box, d_model] in the order of computation, `boxes` alike; row 0 is at the bottom."""

    def __init__(self, boxes: Sequence[Box], values: Floats, limit: float, piece: str) -> None:
        self.boxes = tuple(boxes)
        self.values = values
        self.limit = limit
        self.piece = piece
        self._picture: MapPicture | None = None
        self._theme: Theme | None = None

    def grid(self, rect: QRectF) -> CellGrid:
        rows, columns = self.values.shape
        height = max(round(min(rect.height() - HEADING, rows * TALLEST)), 1)
        left = round(rect.left() + LABELS + STREAM + 3)
        area = QRectF(left, round(rect.bottom()) - height, max(round(rect.right()) - 1 - left, 1), height)
        return CellGrid(area, rows, columns)

    def row_of(self, box: Box) -> int | None:
        """The box's row, counted from the bottom; None for a box that no vector leaves."""
        return self.boxes.index(box) if box in self.boxes else None

    def cell(self, rect: QRectF, number: int) -> QRectF:
        """The strip of box `number`."""
        return self.grid(rect).row(len(self.boxes) - 1 - number)

    def at(self, rect: QRectF, point: QPointF) -> tuple[int, int | None] | None:
        """The number of the box under a point, and the dimension if it is on the map."""
        grid = self.grid(rect)
        row = grid.row_at(point.y())
        return None if row is None else (len(self.boxes) - 1 - row, grid.column_at(point.x()))

    def paint(
        self, painter: QPainter, rect: QRectF, chosen: Box, pointed: int | None, dimension: int, theme: Theme
    ) -> None:
        painter.save()
        grid = self.grid(rect)
        self._paint_heading(painter, QRectF(rect.left(), rect.top(), rect.width(), HEADING - 2), theme)
        self._map(theme).paint(painter, grid.rect)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.drawRect(grid.rect)
        self._paint_layers(painter, rect, grid, chosen, theme)
        if dimension < grid.columns:
            x = grid.column_left(dimension) + grid.cell_width / 2
            painter.setPen(QPen(QColor(theme.text), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(x, grid.rect.top()), QPointF(x, grid.rect.bottom()))
        for number, color in ((pointed, theme.text), (self.row_of(chosen), theme.accent)):
            if number is not None:
                frame = self.cell(rect, number).adjusted(-1.5, -1, 1.5, 1)
                for ink, pen in ((theme.panel, 4.0), (color, 2.0)):
                    painter.setPen(QPen(QColor(ink), pen, j=Qt.PenJoinStyle.MiterJoin))
                    painter.drawRect(frame)
        painter.restore()

    def _paint_heading(self, painter: QPainter, line: QRectF, theme: Theme) -> None:
        strong, plain = QFont(painter.font()), painter.font()
        strong.setWeight(QFont.Weight.DemiBold)
        half = line.height() / 2
        painter.setFont(strong)
        painter.setPen(QColor(theme.text))
        title = translate("Inside", "The way of “{0}”").format(isolated(self.piece))
        paint_name(painter, QRectF(line.left(), line.top(), line.width(), half), title, Qt.AlignmentFlag.AlignLeft)
        painter.setFont(plain)
        painter.setPen(QColor(theme.quiet))
        paint_diverging_legend(
            painter, QRectF(line.left(), line.top() + half - 1, line.width(), half), self.limit, theme, beyond=True
        )

    def _paint_layers(self, painter: QPainter, rect: QRectF, grid: CellGrid, chosen: Box, theme: Theme) -> None:
        """The layers' numbers, lines between them, and a bar beside every strip of the stream."""
        groups: dict[tuple[int | None, bool], list[int]] = {}
        for number, box in enumerate(self.boxes):
            after = box.layer is None and number > 2
            groups.setdefault((box.layer, after), []).append(number)
            if box.stage not in BRANCH:
                cell = self.cell(rect, number)
                bar = QRectF(grid.rect.left() - STREAM - 1, cell.top(), STREAM - 1, cell.height() + 0.5)
                painter.fillRect(bar, QColor(theme.quiet))
        base = painter.font()
        for (layer, after), numbers in groups.items():
            top, bottom = self.cell(rect, numbers[-1]).top(), self.cell(rect, numbers[0]).bottom()
            if numbers[0]:
                painter.fillRect(QRectF(grid.rect.left(), bottom - 1, grid.rect.width(), 2), QColor(theme.panel))
                painter.setPen(QPen(QColor(theme.line), 1))
                painter.drawLine(QPointF(rect.left() + 4, bottom), QPointF(grid.rect.left(), bottom))
            name = str(layer + 1) if layer is not None else translate("Inside", "end") if after else ""
            if not name and not numbers[0]:
                name = translate("Inside", "in")
            here = chosen.layer == layer and chosen.has_vector and chosen in [self.boxes[n] for n in numbers]
            font = axis_font(base, max(bottom - top, 12.0))
            font.setWeight(QFont.Weight.DemiBold if here else QFont.Weight.Normal)
            painter.setFont(font)
            height = QFontMetricsF(font).height()
            painter.setPen(QColor(theme.text if here else theme.quiet))
            where = QRectF(rect.left(), (top + bottom - height) / 2, LABELS - 6, height)
            painter.drawText(where, int(Qt.AlignmentFlag.AlignCenter), name)
        painter.setFont(base)

    def _map(self, theme: Theme) -> MapPicture:
        if self._picture is None or self._theme != theme:
            levels = diverging_levels(np.ascontiguousarray(self.values[::-1]), self.limit)
            reasons = np.zeros_like(levels)
            self._picture = MapPicture(levels, reasons, len(levels), diverging_table(theme), CENTRE)
            self._theme = theme
        return self._picture
