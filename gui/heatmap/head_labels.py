"""The short names of layers and heads beside a grid with a cell for every head; fewer where all would overlap."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from gui.heatmap.grid import CellGrid
from gui.heatmap.token_axis import needed, spread
from gui.heatmap.words import head_label, layer_label

BESIDE = 6.0  # pixels between a layer's name and its row
APART = 4.0  # pixels between two names


def paint_head_labels(
    painter: QPainter, grid: CellGrid, cell: Callable[[int, int], QRectF], above: float = BESIDE
) -> None:
    """`cell` tells where a layer's head lies in the grid, `above` how far the heads' names are from the first row."""
    metrics = QFontMetricsF(painter.font())
    widest = metrics.horizontalAdvance(head_label(grid.columns - 1))
    last = cell(0, grid.columns - 1).right() + 2
    for head in spread(grid.columns, grid.cell_width, widest + APART, (0,)):
        middle = min(cell(0, head).center().x(), last - widest / 2)
        box = QRectF(middle - widest, grid.rect.top() - above - metrics.height(), 2 * widest, metrics.height())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), head_label(head))
    right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip)
    for layer in spread(grid.rows, grid.cell_height, needed(painter.font()), (0,)):
        row = cell(layer, 0)
        box = QRectF(grid.rect.left() - BESIDE - 100, row.top(), 100, row.height())
        painter.drawText(box, right, layer_label(layer))
