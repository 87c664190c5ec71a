"""All positions of a box at once: [position, dimension] under the strips, with the current position framed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.heatmap.grid import CellGrid
from gui.heatmap.paint import MapPicture
from gui.heatmap.scale import CENTRE, diverging_levels, diverging_table
from gui.heatmap.token_axis import AxisState, RowWidths, TokenLabel, axis_font, needed, paint_rows, row_widths, spread
from gui.look.theme import Theme
from gui.pictures.machine.below import HEADING, MIDDLE, Below, Hit, Look, paint_heading
from gui.pictures.machine.strips import Columns, Strip, stat_text
from gui.pictures.machine.words import number, translate
from model.values.masks import MaskReason
from model.values.trace import Floats

TALLEST = 22.0  # pixels of a row
EDGE = 5.0  # how far the label of a low row reaches beyond it


class MatrixPicture(Below):
    """`values` [position, n] and a label for each position.

    `current` is the framed position. Positions from `visible` on are masked: hatched. `weights` [position] are numbers
    that stand beside the rows (how much of each is taken), with their heading `weights_name`.
    """

    def __init__(
        self,
        title: str,
        values: Floats,
        labels: Sequence[TokenLabel],
        current: int | None,
        weights: Floats | None = None,
        weights_name: str = "",
        visible: int | None = None,
        weight: float = 1.0,
    ) -> None:
        self.title = title
        self.values = values
        self.labels = tuple(labels)
        self.current = current
        self.weights = weights
        self.weights_name = weights_name
        self.visible = len(values) if visible is None else visible
        self.weight = weight
        self.items = len(values)
        self.positions = current is not None
        self._picture: MapPicture | None = None
        self._for: tuple[float, Theme] | None = None

    def start(self) -> int:
        return self.current or 0

    def grid(self, rect: QRectF, where: Columns) -> CellGrid:
        """Rows of one height under the strips' columns; the labels of very low ones need some room at both ends."""
        free = rect.height() - HEADING
        edge = EDGE if free < 2 * EDGE * len(self.values) else 0.0
        height = min(free - 2 * edge, TALLEST * len(self.values))
        area = where.strip(round(rect.top() + HEADING + edge), max(round(height), 1))
        return CellGrid(area, *self.values.shape)

    def paint(self, painter: QPainter, rect: QRectF, look: Look) -> None:
        theme = look.theme
        paint_heading(painter, rect, self.title, self.weights_name, theme)
        grid = self.grid(rect, look.where)
        self._map(look.limit, theme).paint(painter, grid.rect)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.drawRect(grid.rect)
        if self.current is not None:
            painter.setPen(QPen(QColor(theme.accent), 2, j=Qt.PenJoinStyle.MiterJoin))
            painter.drawRect(grid.row(self.current).adjusted(-1, -0.5, 1, 0.5))
        if look.dimension < grid.columns:
            x = grid.column_left(look.dimension) + grid.cell_width / 2
            painter.setPen(QPen(QColor(theme.text), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(x, grid.rect.top()), QPointF(x, grid.rect.bottom()))
        state = AxisState(self.current, look.item, self.visible)
        font = axis_font(painter.font(), grid.cell_height)
        room = look.where.names - 2
        widths = row_widths(self.labels, font, room)
        paint_rows(painter, grid, self.labels, RowWidths(widths.text, widths.predicts), state, theme)
        self._paint_numbers(painter, grid, look)

    def _paint_numbers(self, painter: QPainter, grid: CellGrid, look: Look) -> None:
        """Beside each row its number in the dimension pointed at, and its weight."""
        base = painter.font()
        font = axis_font(base, grid.cell_height)
        painter.setFont(font)
        line = max(grid.cell_height, 12.0)
        for q in spread(len(self.values), grid.cell_height, needed(font), (look.item, self.current, 0)):
            if q >= self.visible:
                continue
            strong = q in (look.item, self.current)
            painter.setPen(QColor(look.theme.text if strong else look.theme.quiet))
            top = grid.row(q).center().y() - line / 2
            right = look.where.value_right
            text = number(float(self.values[q, look.dimension])) if look.dimension < grid.columns else ""
            painter.drawText(QRectF(right - 120, top, 120, line), int(MIDDLE | Qt.AlignmentFlag.AlignRight), text)
            if self.weights is None:
                self._paint_stats(painter, q, top, line, look)
            else:
                _paint_weight(painter, QRectF(right + 12, top, look.where.stats_right[-1] - right - 12, line),
                              float(self.weights[q]), strong, look.theme)  # fmt: skip
        painter.setFont(base)

    def _paint_stats(self, painter: QPainter, q: int, top: float, line: float, look: Look) -> None:
        """Mean, variance and length of a row, in the strips' columns."""
        strip = Strip("", self.values[q])
        for right, value in zip(look.where.stats_right, (strip.mean(), strip.variance(), strip.length()), strict=True):
            box = QRectF(right - 120, top, 120, line)
            painter.drawText(box, int(MIDDLE | Qt.AlignmentFlag.AlignRight), stat_text(value))

    def _map(self, limit: float, theme: Theme) -> MapPicture:
        if self._picture is None or self._for != (limit, theme):
            reasons = np.full(self.values.shape, MaskReason.ALLOWED, dtype=np.uint8)
            reasons[self.visible :] = MaskReason.FUTURE
            levels = diverging_levels(self.values, limit)
            self._picture = MapPicture(levels, reasons, len(levels), diverging_table(theme), CENTRE)
            self._for = (limit, theme)
        return self._picture

    def at(self, rect: QRectF, where: Columns, point: QPointF) -> Hit:
        grid = self.grid(rect, where)
        row = grid.row_at(point.y())
        if row is None or not where.left <= point.x() <= where.stats_right[-1]:
            return Hit()
        return Hit(grid.column_at(point.x()), row)

    def words(self, item: int, dimension: int) -> str:
        label = self.labels[item].both
        if item >= self.visible:
            return translate("Inside", "{0}: masked, a future piece").format(label)
        value = number(float(self.values[item, dimension])) if dimension < self.values.shape[1] else ""
        told = translate("Inside", "{0}, dimension {1}: {2}").format(label, dimension + 1, value)
        if self.weights is not None:
            told += translate("Inside", "; weight {0}").format(number(float(self.weights[item])))
        return told


def _paint_weight(painter: QPainter, line: QRectF, weight: float, strong: bool, theme: Theme) -> None:
    """A bar from 0 to 1, and the number."""
    numbers = painter.fontMetrics().horizontalAdvance("0.000") + 8
    painter.drawText(line, int(MIDDLE | Qt.AlignmentFlag.AlignRight), number(weight, 3))
    room = line.width() - numbers
    bar = QRectF(line.left(), line.center().y() - min(line.height() * 0.3, 5), max(room * weight, 0.5),
                 min(line.height() * 0.6, 10))  # fmt: skip
    painter.fillRect(bar, QColor(theme.accent if strong else theme.quiet))
