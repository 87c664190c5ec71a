"""One big map with its axes and legend, painted into any rectangle of any painter: a widget, an image, SVG or PDF."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from gui.heatmap.grid import CellGrid, at_least
from gui.heatmap.legend import Legend
from gui.heatmap.paint import GAP_FROM, MapPicture
from gui.heatmap.scale import ScaleMode, attention_table, levels
from gui.heatmap.token_axis import (
    SPACE,
    AxisState,
    RowWidths,
    axis_font,
    column_height,
    column_overhang,
    key_labels,
    paint_columns,
    paint_rows,
    query_labels,
    row_widths,
)
from gui.look.theme import Theme
from model.values.sites import Side, SiteGroup
from model.values.trace import Floats, Trace

LEGEND_SPACE = 12.0
STRETCH = 1.7  # the longer side of a cell over its shorter side, at most, so that the map looks like a matrix ...
READABLE = 18.0  # ... but a side may always reach this: with few rows and hundreds of columns labels need it
LARGEST_CELL = 64.0  # so that a short sentence does not become a few huge squares


@dataclass(frozen=True)
class HeadLayout:
    """Where everything lies."""

    grid: CellGrid
    rows: RowWidths
    columns: float  # height of the column labels
    legend: QRectF


def visible_rows(trace: Trace, group: SiteGroup, step: int | None) -> int:
    """How many rows are decoded at a step (None: the last); all rows of the encoder are there from the start."""
    if group.queries is Side.SOURCE:
        return trace.source_length
    return trace.target_length if step is None else min(step + 1, trace.target_length)


class HeadPicture:
    """Everything the big map shows of `weights` [query, key] of one attention kind of a trace.

    `step` is the decoding step whose row is framed and after which rows are empty; None shows all rows, none framed.
    """

    def __init__(
        self, trace: Trace, group: SiteGroup, weights: Floats, mode: ScaleMode, step: int | None, theme: Theme
    ) -> None:
        self.trace = trace
        self.group = group
        self.weights = weights
        self.theme = theme
        self.reasons = trace.reasons(group)
        self.visible = visible_rows(trace, group, step)
        self.current = None if step is None or group.queries is Side.SOURCE else self.visible - 1
        self._query_labels = query_labels(trace, group)
        self._key_labels = key_labels(trace.key_pieces(group))
        self._keys_decoded = self.visible if group.keys is Side.TARGET else len(self._key_labels)
        self._map = MapPicture(levels(weights, mode), self.reasons, self.visible, attention_table(theme))
        self._legend = Legend.of(theme, mode, self.reasons)
        self._layout: HeadLayout | None = None
        self._layout_for: tuple[QRectF, str] | None = None

    def layout(self, rect: QRectF, font: QFont) -> HeadLayout:
        """The same until the rectangle or the font changes: measuring hundreds of labels takes a while."""
        if self._layout is None or self._layout_for != (rect, font.key()):
            self._layout = self._lay_out(rect, font)
            self._layout_for = (QRectF(rect), font.key())
        return self._layout

    def _lay_out(self, rect: QRectF, font: QFont) -> HeadLayout:
        rows, columns = self.weights.shape
        widths = row_widths(self._query_labels, axis_font(font, rect.height() / rows), rect.width() * 0.36)
        above_font = axis_font(font, rect.width() / columns)
        above = column_height(self._key_labels, above_font, rect.height() * 0.28)
        overhang = column_overhang(above, above_font)
        left = widths.all + SPACE
        legend_height = self._legend.height(rect.width() - left, font)
        width = rect.width() - left
        height = rect.height() - above - SPACE - legend_height - LEGEND_SPACE
        cell_width = min((width - overhang) / (columns - 0.5), (width - 2) / columns, LARGEST_CELL)
        cell_height = min(height / rows, LARGEST_CELL)
        cell_width, cell_height = (
            min(cell_width, max(cell_height * STRETCH, READABLE)),
            min(cell_height, max(cell_width * STRETCH, READABLE)),
        )
        slack = (width - columns * cell_width - max(overhang - cell_width / 2, 2)) / 2
        area = QRectF(
            round(rect.left() + left + max(slack, 0)),
            round(rect.top() + above + SPACE),
            max(round(columns * cell_width), 1),
            max(round(rows * cell_height), 1),
        )
        legend = QRectF(area.left(), area.bottom() + LEGEND_SPACE, rect.right() - area.left(), legend_height)
        return HeadLayout(CellGrid(area, rows, columns), widths, above, legend)

    def paint(self, painter: QPainter, rect: QRectF, query: int | None = None, key: int | None = None) -> HeadLayout:
        """Paint all; (query, key) is the cell, row or column pointed at. Returns where things lie."""
        layout = self.layout(rect, painter.font())
        grid = layout.grid
        if self.current is not None:
            band = grid.row(self.current).adjusted(-layout.rows.all - SPACE - 4, 0, 0, 0)
            painter.fillRect(band, QColor(self.theme.raised))
            painter.fillRect(grid.row(self.current), QColor(self.theme.panel))
        self._map.paint(painter, grid.rect)
        painter.setPen(QPen(QColor(self.theme.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(grid.rows_until(self.visible))
        if self.current is not None:
            painter.setPen(QPen(QColor(self.theme.of(self.group)), 2, j=Qt.PenJoinStyle.MiterJoin))
            painter.drawRect(grid.row(self.current).adjusted(-1, -1, 1, 1))
        if query is not None and key is not None:
            self._paint_pointer(painter, grid, query, key)
        rows = AxisState(self.current, query, self.visible)
        paint_rows(painter, grid, self._query_labels, layout.rows, rows, self.theme)
        columns = AxisState(None, key, self._keys_decoded)
        paint_columns(painter, grid, self._key_labels, layout.columns, columns, self.theme)
        self._legend.paint(painter, layout.legend)
        return layout

    def _paint_pointer(self, painter: QPainter, grid: CellGrid, query: int, key: int) -> None:
        """The cell's frame; where cells are small, also thin lines to its labels."""
        cell = grid.cell(query, key)
        if min(grid.cell_width, grid.cell_height) < GAP_FROM:
            painter.setPen(QPen(QColor(self.theme.quiet), 1))
            painter.drawLine(QPointF(grid.rect.left(), cell.center().y()), QPointF(cell.left(), cell.center().y()))
            painter.drawLine(QPointF(cell.center().x(), grid.rect.top()), QPointF(cell.center().x(), cell.top()))
        frame = at_least(cell, 5.0)
        # The light rim sets the frame off from a dark cell, the dark line from a light cell.
        for color, width in ((self.theme.panel, 4.0), (self.theme.text, 1.5)):
            painter.setPen(QPen(QColor(color), width, j=Qt.PenJoinStyle.MiterJoin))
            painter.drawRect(frame)
