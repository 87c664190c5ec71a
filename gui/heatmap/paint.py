"""Painting one map into any painter: as one crisp image on screens, as rectangles and lines in SVG and PDF."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPaintEngine, QPainter, QPainterPath, QPen

from gui.heatmap.grid import CellGrid
from gui.heatmap.pixels import Reasons, map_pixels, resized, resized_reasons, without_rows
from gui.heatmap.scale import LINE, Levels, Table, color_at
from model.values.masks import MaskReason

HATCH_PERIOD = 5.0  # logical pixels between two lines, measured along a row
GAP_FROM = 9.0  # cells at least this large are separated by a thin gap
VECTOR_CELL = 2.0  # smaller cells are merged in vector files, which would otherwise grow without a visible gain
SEAM = 0.2  # neighbouring rectangles overlap by this much, or viewers show hairlines between them


def is_vector(painter: QPainter) -> bool:
    kinds = (QPaintEngine.Type.SVG, QPaintEngine.Type.Pdf, QPaintEngine.Type.Picture)
    return painter.paintEngine().type() in kinds


def indexed_image(pixels: Levels, table: Table, ratio: float = 1.0) -> QImage:
    """[height, width] of levels -> an 8-bit image with the table's colours, `ratio` device pixels a logical one."""
    pixels = np.ascontiguousarray(pixels)
    height, width = pixels.shape
    # A copy, because Qt would not keep NumPy's memory alive.
    image = QImage(pixels.data, width, height, width, QImage.Format.Format_Indexed8).copy()
    image.setColorTable(list(table))
    image.setDevicePixelRatio(ratio)
    return image


def hatch_period(ratio: float) -> tuple[int, int]:
    """Distance and thickness of the hatching's lines, in device pixels."""
    return max(round(HATCH_PERIOD * ratio), 3), max(round(ratio), 1)


class MapPicture:
    """One map, ready to be painted. It caches its image, so a widget keeps it while the numbers stay the same.

    `levels` and `reasons` are [query, key]; rows from `visible` on are not painted at all. `centre` is the level of
    the number 0, whose colour is the panel's.
    """

    def __init__(self, levels: Levels, reasons: Reasons, visible: int, table: Table, centre: int = 0) -> None:
        self.levels = levels
        self.reasons = reasons
        self.visible = visible
        self.table = table
        self.centre = centre
        self._image: QImage | None = None
        self._image_for: tuple[float, ...] = ()

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        if min(self.levels.shape) == 0 or rect.isEmpty():
            return
        if is_vector(painter):
            self._paint_shapes(painter, rect)
        else:
            painter.drawImage(rect.topLeft(), self._pixel_image(rect, painter.device().devicePixelRatio()))

    def _pixel_image(self, rect: QRectF, ratio: float) -> QImage:
        if self._image is None or self._image_for != (rect.width(), rect.height(), ratio):
            height, width = max(round(rect.height() * ratio), 1), max(round(rect.width() * ratio), 1)
            rows, columns = self.levels.shape
            period, thickness = hatch_period(ratio)
            large = min(height / rows, width / columns) >= GAP_FROM * ratio
            pixels = map_pixels(
                self.levels,
                self.reasons,
                height,
                width,
                period=period,
                thickness=thickness,
                gap=thickness if large else 0,
                centre=self.centre,
            )
            self._image = indexed_image(without_rows(pixels, self.visible, rows), self.table, ratio)
            self._image_for = (rect.width(), rect.height(), ratio)
        return self._image

    def _paint_shapes(self, painter: QPainter, rect: QRectF) -> None:
        levels, reasons = self.levels[: self.visible], self.reasons[: self.visible]
        rows, columns = levels.shape
        whole = CellGrid(rect, *self.levels.shape)
        rect = whole.rows_until(self.visible)
        rows = min(rows, max(int(rect.height() / VECTOR_CELL), 1))
        columns = min(columns, max(int(rect.width() / VECTOR_CELL), 1))
        levels = resized(levels, rows, columns, self.centre)
        reasons = resized_reasons(reasons, rows, columns)
        grid = CellGrid(rect, rows, columns)
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        trim = 0.8 if min(grid.cell_width, grid.cell_height) >= GAP_FROM else -SEAM
        drawn = (reasons == MaskReason.ALLOWED) & (levels != self.centre)
        for level in np.unique(levels[drawn]):
            painter.setBrush(color_at(self.table, level))
            cells = (grid.cell(q, k) for q, k in np.argwhere(drawn & (levels == level)).tolist())
            painter.drawRects([cell.adjusted(0, 0, -trim, -trim) for cell in cells])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(color_at(self.table, LINE), 0.8))
        hatch = hatch_path(grid, reasons)
        if not hatch.isEmpty():  # readers of SVG warn of an empty path
            painter.drawPath(hatch)
        painter.restore()


def hatch_path(grid: CellGrid, reasons: Reasons) -> QPainterPath:
    """The hatching of all masked cells as lines, rising for the future and falling for padding."""
    path = QPainterPath()
    for reason, rising in ((MaskReason.FUTURE, True), (MaskReason.PADDING, False)):
        for q, row in enumerate(reasons == reason):
            for first, end in _runs(row):
                box = grid.cell(q, first).united(grid.cell(q, end - 1))
                for start, stop in diagonals(box, HATCH_PERIOD, rising):
                    path.moveTo(start)
                    path.lineTo(stop)
    return path


def _runs(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """First and one past the last position of every stretch of True."""
    steps = np.flatnonzero(np.diff(np.concatenate(([False], flags, [False])).astype(np.int8)))
    return [(int(a), int(b)) for a, b in steps.reshape(-1, 2)]


def diagonals(box: QRectF, period: float, rising: bool) -> list[tuple[QPointF, QPointF]]:
    """The parts inside `box` of the lines x + y = n * period (rising) or x - y = n * period."""
    sign = 1 if rising else -1
    low, high = sorted((sign * box.top(), sign * box.bottom()))
    lines = []
    number = int((box.left() + low) // period) + 1
    while number * period < box.right() + high:
        total = number * period
        left = max(box.left(), total - high)
        right = min(box.right(), total - low)
        if right > left:
            lines.append((QPointF(left, sign * (total - left)), QPointF(right, sign * (total - right))))
        number += 1
    return lines
