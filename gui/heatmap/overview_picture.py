"""All heads of one attention kind as small maps in any rectangle: one 8-bit image, or shapes in SVG and PDF."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen

from gui.heatmap.grid import CellGrid
from gui.heatmap.head_picture import visible_rows
from gui.heatmap.legend import Legend
from gui.heatmap.paint import MapPicture, hatch_period, indexed_image, is_vector
from gui.heatmap.pixels import map_pixels, tiled, without_rows
from gui.heatmap.scale import Levels, ScaleMode, attention_table, levels
from gui.theme import Theme
from model.trace import AttentionKind, Trace

SPACE = 6  # logical pixels between maps
BORDER = 1
LABEL_SPACE = 6.0
LEGEND_SPACE = 4.0


@dataclass(frozen=True)
class OverviewLayout:
    """`grid` has a cell for every head, `map` is the size inside the border of each, in logical pixels."""

    grid: CellGrid
    map_width: float
    map_height: float
    legend: QRectF

    def map_rect(self, layer: int, head: int) -> QRectF:
        """The map with its border."""
        corner = self.grid.cell(layer, head).topLeft()
        return QRectF(corner, corner + QPointF(self.map_width + 2 * BORDER, self.map_height + 2 * BORDER))


class OverviewPicture:
    """All maps of one kind of a trace. Its numbers are made into levels once; `image` follows size and step."""

    def __init__(self, trace: Trace, kind: AttentionKind, mode: ScaleMode) -> None:
        self.trace = trace
        self.kind = kind
        self.mode = mode
        self.reasons = trace.reasons(kind)
        self._levels = levels(trace.weights(kind), mode)
        self.layers, self.heads, self.rows, self.columns = self._levels.shape
        self._pixels: Levels | None = None
        self._pixels_for: tuple[int, int, float] | None = None
        self._image: QImage | None = None
        self._image_for: tuple[tuple[int, int, float], int, Theme] | None = None

    def layout(self, rect: QRectF, font: QFont, theme: Theme) -> OverviewLayout:
        """Whole logical pixels, so that every map has the same size and sharp edges."""
        metrics = QFontMetricsF(font)
        left = metrics.horizontalAdvance(layer_label(self.layers - 1)) + LABEL_SPACE
        above = metrics.height() + LABEL_SPACE
        below = self._legend(theme).height(rect.width() - left, font) + LEGEND_SPACE
        pitch_x = max(int((rect.width() - left + SPACE) / self.heads), SPACE + 2 * BORDER + 2)
        pitch_y = max(int((rect.height() - above - below + SPACE) / self.layers), SPACE + 2 * BORDER + 2)
        corner = QPointF(round(rect.left() + left), round(rect.top() + above))
        area = QRectF(corner, corner + QPointF(pitch_x * self.heads, pitch_y * self.layers))
        legend = QRectF(area.left(), area.bottom() - SPACE + LEGEND_SPACE + 2, area.width(), below)
        border = SPACE + 2 * BORDER
        return OverviewLayout(CellGrid(area, self.layers, self.heads), pitch_x - border, pitch_y - border, legend)

    def paint(self, painter: QPainter, rect: QRectF, step: int | None, theme: Theme) -> OverviewLayout:
        """Paint maps, row and column labels and legend; rows after `step` (None: the last) are empty."""
        layout = self.layout(rect, painter.font(), theme)
        visible = visible_rows(self.trace, self.kind, step)
        if is_vector(painter):
            self._paint_shapes(painter, layout, visible, theme)
        else:
            ratio = painter.device().devicePixelRatio()
            painter.drawImage(layout.grid.rect.topLeft(), self.image(layout, ratio, visible, theme))
        self._paint_labels(painter, layout, theme)
        self._legend(theme).paint(painter, layout.legend)
        return layout

    def image(self, layout: OverviewLayout, ratio: float, visible: int, theme: Theme) -> QImage:
        """The atlas of all heads."""
        size = (int(layout.map_height), int(layout.map_width), ratio)
        if self._pixels is None or self._pixels_for != size:
            period, thickness = hatch_period(ratio)
            height, width = (max(round(length * ratio), 1) for length in size[:2])
            self._pixels = map_pixels(
                self._levels, self.reasons, height, width, period=max(period - 1, 3), thickness=thickness
            )
            self._pixels_for, self._image = size, None
        if self._image is None or self._image_for != (size, visible, theme):
            shown = without_rows(self._pixels, visible, self.rows)
            atlas = tiled(shown, space=round(SPACE * ratio), border=round(BORDER * ratio))
            self._image = indexed_image(atlas, attention_table(theme), ratio)
            self._image_for = (size, visible, theme)
        return self._image

    def _legend(self, theme: Theme) -> Legend:
        return Legend.of(theme, self.mode, self.reasons)

    def _paint_shapes(self, painter: QPainter, layout: OverviewLayout, visible: int, theme: Theme) -> None:
        for layer in range(self.layers):
            for head in range(self.heads):
                picture = MapPicture(self._levels[layer, head], self.reasons, visible, attention_table(theme))
                frame = layout.map_rect(layer, head)
                picture.paint(painter, frame.adjusted(BORDER, BORDER, -BORDER, -BORDER))
                painter.setPen(QPen(QColor(theme.line), BORDER))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(frame.adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_labels(self, painter: QPainter, layout: OverviewLayout, theme: Theme) -> None:
        painter.setPen(QColor(theme.quiet))
        grid, height = layout.grid, QFontMetricsF(painter.font()).height()
        for head in range(self.heads):
            frame = layout.map_rect(0, head)
            box = QRectF(
                frame.left() - SPACE, grid.rect.top() - LABEL_SPACE - height, frame.width() + 2 * SPACE, height
            )
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), f"H{head + 1}")
        for layer in range(self.layers):
            frame = layout.map_rect(layer, 0)
            box = QRectF(grid.rect.left() - 100 - LABEL_SPACE, frame.top(), 100, frame.height())
            painter.drawText(box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), layer_label(layer))


def layer_label(layer: int) -> str:
    return f"L{layer + 1}"
