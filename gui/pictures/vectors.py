"""A vector as a strip of cells, signed numbers on the diverging scale; and which cell a point meets."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from gui.heatmap.legend import paint_gradient
from gui.heatmap.paint import indexed_image, is_vector
from gui.heatmap.pixels import resized
from gui.heatmap.scale import CENTRE, TOP, Levels, color_at, diverging_levels, diverging_table
from gui.heatmap.words import MINUS
from gui.look.theme import Theme
from model.values.trace import Floats

GAP_FROM = 6.0  # cells at least this wide are separated by a thin gap
LEAST_BAR = 16.0  # pixels of a legend's bar between its numbers
VECTOR_CELL = 1.0  # pixels; narrower cells are merged in SVG and PDF


def number_text(value: float) -> str:
    """Four decimals and a true minus sign; a power of ten where four decimals would show no digit."""
    size = abs(value)
    text = f"{value:.4f}" if size == 0 or 0.0005 <= size < 100_000 else f"{value:.3e}"
    return text.replace("-", MINUS)


def shared_limit(*vectors: Floats) -> float:
    """The greatest absolute value of all, so that strips side by side can be compared; 1 where all are 0."""
    return max((float(np.abs(vector).max()) for vector in vectors if vector.size), default=0.0) or 1.0


def strip_index(rect: QRectF, count: int, x: float) -> int | None:
    """Which of `count` cells of a strip in `rect` lies at x; None beside the strip."""
    if not count or not rect.left() <= x < rect.right():
        return None
    return min(int((x - rect.left()) * count / rect.width()), count - 1)


def strip_cell(rect: QRectF, count: int, index: int) -> QRectF:
    """Where cell `index` of a strip lies, at least a pixel wide."""
    width = rect.width() / count
    return QRectF(rect.left() + index * width, rect.top(), max(width, 1.0), rect.height())


def paint_strip(
    painter: QPainter, rect: QRectF, values: Floats, limit: float, theme: Theme, pointed: int | None = None
) -> None:
    """Paint `values` [n] as n equal cells that fill `rect` from left to right.

    -limit is the strongest amber, 0 the panel's own colour, +limit the strongest indigo (`diverging_table`); numbers
    beyond are shown as the limit. Where there are more cells than pixels, the one furthest from 0 is shown. `pointed`
    is framed. One image on screens, rectangles in SVG and PDF. The pen, brush and font of `painter` stay as they are.
    """
    if not values.size or rect.isEmpty():
        return
    levels = diverging_levels(np.ascontiguousarray(values, dtype=np.float32)[None, :], limit)
    table = diverging_table(theme)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    if is_vector(painter):
        shown = resized(levels, 1, min(values.size, max(int(rect.width() / VECTOR_CELL), 1)), CENTRE)[0]
        painter.setPen(Qt.PenStyle.NoPen)
        for index in np.flatnonzero(shown != CENTRE).tolist():
            painter.setBrush(color_at(table, shown[index]))
            painter.drawRect(strip_cell(rect, shown.size, index))
    else:
        ratio = painter.device().devicePixelRatio()
        width, height = max(round(rect.width() * ratio), 1), max(round(rect.height() * ratio), 1)
        painter.drawImage(rect, _image(levels, width, height, ratio, theme))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.line), 1))
    painter.drawRect(rect)
    if pointed is not None and 0 <= pointed < values.size:
        cell = strip_cell(rect, values.size, pointed)
        cell.adjust(-max(3 - cell.width(), 0) / 2, -1, max(3 - cell.width(), 0) / 2, 1)
        for color, pen in ((theme.panel, 3.0), (theme.text, 1.5)):  # a light rim sets the frame off from a dark cell
            painter.setPen(QPen(QColor(color), pen, j=Qt.PenJoinStyle.MiterJoin))
            painter.drawRect(cell)
    painter.restore()


def _image(levels: Levels, width: int, height: int, ratio: float, theme: Theme) -> QImage:
    """One row of pixels, repeated, with thin gaps between cells that are wide enough."""
    count = levels.shape[1]
    row = resized(levels, 1, width, CENTRE)
    if width >= count * GAP_FROM * ratio:
        row = row.copy()
        row[0, -(-np.arange(1, count) * width // count)] = CENTRE
    return indexed_image(np.repeat(row, height, axis=0), diverging_table(theme), ratio)


def paint_diverging_legend(painter: QPainter, rect: QRectF, limit: float, theme: Theme, beyond: bool = False) -> None:
    """-limit, a bar through the colours, +limit; vertically in the middle of `rect`. A narrow one has ±limit alone.

    `beyond` says that some numbers lie further out and have the colour of the limit.
    """
    metrics = painter.fontMetrics()
    low, high = (f"≤ {MINUS}{limit:.3g}", f"≥ {limit:.3g}") if beyond else (f"{MINUS}{limit:.3g}", f"+{limit:.3g}")
    if metrics.horizontalAdvance(low + high) + 12 + LEAST_BAR > rect.width():
        low, high = f"±{limit:.3g}", ""
    left, right = metrics.horizontalAdvance(low) + 6, metrics.horizontalAdvance(high) + 6
    painter.save()
    painter.setPen(QColor(theme.quiet))
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.drawText(rect, int(middle | Qt.AlignmentFlag.AlignLeft), low)
    painter.drawText(rect, int(middle | Qt.AlignmentFlag.AlignRight), high)
    bar = QRectF(
        QPointF(rect.left() + left, rect.center().y() - 5), QPointF(rect.right() - right, rect.center().y() + 5)
    )
    if bar.width() > 0:
        paint_gradient(painter, bar, diverging_table(theme), list(range(0, TOP + 1, 11)), theme)
    painter.restore()
