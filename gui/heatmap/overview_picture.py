"""All heads of one attention kind as small maps in any rectangle: one 8-bit image, or shapes in SVG and PDF."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen

from gui.heatmap.grid import CellGrid
from gui.heatmap.head_labels import BESIDE, paint_head_labels
from gui.heatmap.head_picture import visible_rows
from gui.heatmap.legend import Legend
from gui.heatmap.paint import MapPicture, hatch_period, indexed_image, is_vector
from gui.heatmap.pixels import map_pixels, tiled, without_rows
from gui.heatmap.scale import Levels, ScaleMode, attention_table, levels
from gui.heatmap.words import folded_text, layer_label
from gui.look.theme import Theme
from model.values.sites import SiteGroup
from model.values.trace import Trace

SPACE = 6.0  # logical pixels between maps
BORDER = 1.0
LEGEND_SPACE = 4.0


@dataclass(frozen=True)
class OverviewLayout:
    """Where the maps lie, in logical pixels that are whole device pixels: `grid` has a cell for every head."""

    grid: CellGrid
    legend: QRectF
    ratio: float  # device pixels to a logical one

    @property
    def space(self) -> int:
        """Device pixels between two maps."""
        return round(SPACE * self.ratio)

    @property
    def border(self) -> int:
        """Device pixels of a map's border."""
        return max(round(BORDER * self.ratio), 1)

    @property
    def map_size(self) -> tuple[int, int]:
        """Height and width inside a map's border, in device pixels."""
        around = self.space + 2 * self.border
        height, width = self.grid.cell_height * self.ratio, self.grid.cell_width * self.ratio
        return max(round(height) - around, 1), max(round(width) - around, 1)

    def map_rect(self, layer: int, head: int) -> QRectF:
        """A map with its border."""
        space = self.space / self.ratio
        return self.grid.cell(layer, head).adjusted(0, 0, -space, -space)


class OverviewPicture:
    """All maps of one kind of a trace. Its numbers are made into levels once; `image` follows size and step."""

    def __init__(self, trace: Trace, group: SiteGroup, mode: ScaleMode) -> None:
        self.trace = trace
        self.group = group
        self.mode = mode
        self.reasons = trace.reasons(group)
        self._levels = levels(trace.weights(group), mode)
        self.layers, self.heads, self.rows, self.columns = self._levels.shape
        self._pixels: Levels | None = None
        self._pixels_for: OverviewLayout | None = None
        self._image: QImage | None = None
        self._image_for: tuple[int, Theme] | None = None

    def layout(self, rect: QRectF, font: QFont, theme: Theme, ratio: float) -> OverviewLayout:
        """Whole device pixels, so that every map has the same size and sharp edges."""
        layout = self._lay_out(rect, font, self._legend(theme), ratio)
        if not self._folded(layout):
            return layout
        return self._lay_out(rect, font, self._legend(theme, folded=True), ratio)

    def _folded(self, layout: OverviewLayout) -> bool:
        """Whether a pixel stands for several cells."""
        height, width = layout.map_size
        return self.rows > height or self.columns > width

    def _lay_out(self, rect: QRectF, font: QFont, shown: Legend, ratio: float) -> OverviewLayout:
        metrics = QFontMetricsF(font)
        left = metrics.horizontalAdvance(layer_label(self.layers - 1)) + BESIDE
        above = metrics.height() + BESIDE
        below = shown.height(rect.width() - left, font) + LEGEND_SPACE
        width, height = rect.width() - left + SPACE, rect.height() - above - below + SPACE
        least = SPACE + 2 * BORDER + 2
        pitch_x = int(max(width / self.heads, least) * ratio) / ratio
        pitch_y = int(max(height / self.layers, least) * ratio) / ratio
        corner = QPointF(round((rect.left() + left) * ratio) / ratio, round((rect.top() + above) * ratio) / ratio)
        area = QRectF(corner, corner + QPointF(pitch_x * self.heads, pitch_y * self.layers))
        legend = QRectF(area.left(), area.bottom() - SPACE + LEGEND_SPACE + 2, area.width(), below)
        return OverviewLayout(CellGrid(area, self.layers, self.heads), legend, ratio)

    def paint(self, painter: QPainter, rect: QRectF, step: int | None, theme: Theme) -> OverviewLayout:
        """Paint maps, row and column labels and legend; rows after `step` (None: the last) are empty."""
        vector = is_vector(painter)
        ratio = 1.0 if vector else painter.device().devicePixelRatio()
        layout = self.layout(rect, painter.font(), theme, ratio)
        visible = visible_rows(self.trace, self.group, step)
        if vector:
            self._paint_shapes(painter, layout, visible, theme)
        else:
            painter.drawImage(layout.grid.rect.topLeft(), self.image(layout, visible, theme))
        painter.setPen(QColor(theme.quiet))
        paint_head_labels(painter, layout.grid, layout.map_rect)
        self._legend(theme, folded=self._folded(layout)).paint(painter, layout.legend)
        return layout

    def image(self, layout: OverviewLayout, visible: int, theme: Theme) -> QImage:
        """One image of all heads, made anew only when needed: another step or theme reuses the maps' pixels."""
        if self._pixels is None or self._pixels_for != layout:
            period, thickness = hatch_period(layout.ratio)
            height, width = layout.map_size
            self._pixels = map_pixels(
                self._levels, self.reasons, height, width, period=max(period - 1, 3), thickness=thickness
            )
            self._pixels_for, self._image = layout, None
        if self._image is None or self._image_for != (visible, theme):
            shown = without_rows(self._pixels, visible, self.rows)
            atlas = tiled(shown, layout.space, layout.border)
            self._image = indexed_image(atlas, attention_table(theme), layout.ratio)
            self._image_for = (visible, theme)
        return self._image

    def _legend(self, theme: Theme, folded: bool = False) -> Legend:
        legend = Legend.of(theme, self.mode, self.reasons)
        return replace(legend, note=folded_text()) if folded else legend

    def _paint_shapes(self, painter: QPainter, layout: OverviewLayout, visible: int, theme: Theme) -> None:
        for layer in range(self.layers):
            for head in range(self.heads):
                picture = MapPicture(self._levels[layer, head], self.reasons, visible, attention_table(theme))
                frame = layout.map_rect(layer, head)
                picture.paint(painter, frame.adjusted(BORDER, BORDER, -BORDER, -BORDER))
                painter.setPen(QPen(QColor(theme.line), BORDER))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(frame.adjusted(0.5, 0.5, -0.5, -0.5))
