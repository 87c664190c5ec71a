"""All heads of one kind as a layer x head map: a colour for a measure, the head's role and the number written on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from gui.heatmap.grid import CellGrid
from gui.heatmap.head_labels import paint_head_labels
from gui.heatmap.legend import paint_gradient
from gui.heatmap.scale import TOP, attention_table, color_at
from gui.heatmap.words import layer_label
from gui.look.colors import ink_on
from gui.look.theme import Theme

SPACE = 6.0  # between labels and cells
GAP = 4.0  # between cells
BAR = 120.0  # pixels of the legend's gradient
LARGEST = 15  # pixels of a head's name
READABLE = 11  # a name is not made smaller than this to make room for a number
SMALLEST = 9  # pixels of text; what does not fit even so is elided
LEGEND_SPACE = 6.0


@dataclass(frozen=True)
class RolesLayout:
    grid: CellGrid  # a cell for every head, with its gap
    legend: QRectF

    def cell(self, layer: int, head: int) -> QRectF:
        return self.grid.cell(layer, head).adjusted(0, 0, -GAP, -GAP)


@dataclass(frozen=True, eq=False)
class RolesPicture:
    """`values` are coloured from 0 to `limit`; NaN: nothing was measured."""

    values: NDArray[np.float64]  # [layer, head]
    names: Sequence[Sequence[str]]  # [layer][head], short
    numbers: Sequence[Sequence[str]]  # [layer][head], of the measure that is coloured; the legend says the unit
    prefix: str  # what the numbers are, where a cell has room for it; "" where the name above says it
    limit: float
    limit_text: str  # stands at the end of the legend's bar
    measure: str  # said beside the bar
    measure_alone: str  # said there where cells have no room for their numbers

    def layout(self, rect: QRectF, font: QFont) -> RolesLayout:
        layers, heads = self.values.shape
        metrics = QFontMetricsF(font)
        left = metrics.horizontalAdvance(layer_label(layers - 1)) + SPACE
        above = metrics.height() + SPACE / 2
        below = metrics.height() + LEGEND_SPACE
        area = QRectF(
            QPointF(rect.left() + left, rect.top() + above),
            QPointF(rect.right() + GAP, rect.bottom() - below),
        )
        legend = QRectF(area.left(), area.bottom() + LEGEND_SPACE - GAP, area.width(), metrics.height())
        return RolesLayout(CellGrid(area, layers, heads), legend)

    def paint(self, painter: QPainter, rect: QRectF, theme: Theme) -> RolesLayout:
        """All cells, their labels and the legend; returns where things lie."""
        layout = self.layout(rect, painter.font())
        painter.save()
        base = QFont(painter.font())
        table = attention_table(theme)
        layers, heads = self.values.shape
        names, numbers = self._fonts(base, layout.cell(0, 0))
        for layer in range(layers):
            for head in range(heads):
                cell, value = layout.cell(layer, head), float(self.values[layer, head])
                share = 0.0 if np.isnan(value) or self.limit <= 0 else min(max(value / self.limit, 0.0), 1.0)
                color = color_at(table, round(share * TOP))
                painter.setPen(QPen(QColor(theme.line), 1))
                painter.setBrush(color)
                painter.drawRect(cell.adjusted(0.5, 0.5, -0.5, -0.5))
                painter.setPen(ink_on(color, theme))
                self._paint_text(painter, cell, layer, head, names, numbers)
        painter.setFont(base)
        painter.setPen(QColor(theme.quiet))
        paint_head_labels(painter, layout.grid, layout.cell, above=SPACE / 2)
        self._paint_legend(painter, layout.legend, theme, self.measure if numbers else self.measure_alone)
        painter.restore()
        return layout

    def _fonts(self, base: QFont, cell: QRectF) -> tuple[QFont, QFont | None]:
        """The fonts of names and numbers, as large as both fit; no numbers if two lines fit in no size."""
        longest = max((name for row in self.names for name in row), key=len, default="")
        name, number = QFont(base), QFont(base)
        name.setWeight(QFont.Weight.DemiBold)
        alone = SMALLEST
        for size in range(LARGEST, SMALLEST - 1, -1):
            name.setPixelSize(size)
            number.setPixelSize(max(min(size, 13), 11))
            if QFontMetricsF(name).horizontalAdvance(longest) > cell.width() - 4:
                continue
            alone = max(alone, size)
            lines = QFontMetricsF(name).height() + QFontMetricsF(number).height()
            if size >= READABLE and lines <= cell.height() - 2:
                return name, number
        name.setPixelSize(alone)
        return name, None

    def _paint_text(
        self, painter: QPainter, cell: QRectF, layer: int, head: int, names: QFont, numbers: QFont | None
    ) -> None:
        metrics = QFontMetricsF(names)
        lines = metrics.height() + (QFontMetricsF(numbers).height() if numbers else 0.0)
        box = QRectF(cell.left(), cell.center().y() - lines / 2, cell.width(), metrics.height())
        painter.setFont(names)
        text = metrics.elidedText(self.names[layer][head], Qt.TextElideMode.ElideRight, cell.width() - 3)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
        if numbers:
            painter.setFont(numbers)
            below = QRectF(cell.left(), box.bottom(), cell.width(), lines - box.height())
            number = self.numbers[layer][head]
            wide = f"{self.prefix} {number}" if self.prefix else number
            fits = QFontMetricsF(numbers).horizontalAdvance(wide) <= cell.width() - 2
            painter.drawText(below, int(Qt.AlignmentFlag.AlignCenter), wide if fits else number)

    def _paint_legend(self, painter: QPainter, box: QRectF, theme: Theme, measure: str) -> None:
        metrics = QFontMetricsF(painter.font())
        zero = metrics.horizontalAdvance("0") + 6
        bar = QRectF(box.left() + zero, box.center().y() - 5, min(BAR, box.width() / 3), 10)
        paint_gradient(painter, bar, attention_table(theme), [round(n * TOP / 32) for n in range(33)], theme)
        painter.setPen(QColor(theme.quiet))
        left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(box, left, "0")
        rest = QRectF(bar.right() + 6, box.top(), box.right() - bar.right() - 6, box.height())
        text = f"{self.limit_text} · {measure}"
        painter.drawText(rest, left, metrics.elidedText(text, Qt.TextElideMode.ElideRight, rest.width()))
