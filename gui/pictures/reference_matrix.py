"""The mask of the forced pass, or one of its heads, as a matrix of cells with the reference's pieces on its axes."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from gui.heatmap.head_picture import HeadPicture
from gui.heatmap.legend import SWATCH, paint_swatch
from gui.heatmap.paint import MapPicture
from gui.heatmap.scale import TOP, ScaleMode, color_at, tint_table
from gui.heatmap.words import look_text, reason_text, weight_text
from gui.look.theme import Theme
from gui.pictures.cell_text import LEFT, draw_line
from model.values.masks import MaskReason
from model.values.sites import DECODER_SELF, SiteGroup
from model.values.trace import Trace


class MatrixPicture:
    """Cells [query, key] of one head of a trace, all rows at once."""

    def __init__(self, trace: Trace, group: SiteGroup, layer: int, head: int, theme: Theme) -> None:
        self._weights = trace.weights(group)[layer, head]
        self._reasons = trace.reasons(group)
        self._trace, self._group = trace, group
        self._picture = HeadPicture(trace, group, self._weights, ScaleMode.LINEAR, None, theme)
        self.rows, self.columns = self._weights.shape

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        self._picture.paint(painter, rect)

    def cell(self, rect: QRectF, font: QFont, row: int, column: int) -> QRectF:
        return self._picture.layout(rect, font).grid.cell(row, column)

    def cell_at(self, rect: QRectF, font: QFont, point: QPointF) -> tuple[int, int] | None:
        grid = self._picture.layout(rect, font).grid
        row, column = grid.row_at(point.y()), grid.column_at(point.x())
        return None if row is None or column is None else (row, column)

    def cell_text(self, row: int, column: int) -> tuple[str, str]:
        reason = int(self._reasons[row, column])
        return self._number(reason, row, column), look_text(self._trace, self._group, row, column)

    def _number(self, reason: int, row: int, column: int) -> str:
        allowed = reason == MaskReason.ALLOWED
        return weight_text(float(self._weights[row, column])) if allowed else reason_text(reason)


class MaskPicture(MatrixPicture):
    """The decoder's whole causal mask: which input pieces each position may look at."""

    def __init__(self, trace: Trace, theme: Theme) -> None:
        super().__init__(trace, DECODER_SELF, 0, 0, theme)
        self._picture = _MaskOnly(trace, theme)

    def _number(self, reason: int, row: int, column: int) -> str:
        if reason == MaskReason.ALLOWED:
            return QCoreApplication.translate("Inside", "allowed")
        return reason_text(reason)


class _MaskOnly(HeadPicture):
    """Allowed cells in the quiet tint of their kind, instead of weights."""

    def __init__(self, trace: Trace, theme: Theme) -> None:
        group = DECODER_SELF
        super().__init__(trace, group, trace.weights(group)[0, 0], ScaleMode.LINEAR, None, theme)
        self._tints = tint_table(theme, group)
        self._map = MapPicture(np.ones(self.reasons.shape, np.uint8), self.reasons, self.visible, self._tints)
        self._legend = _MaskLegend(theme, self._tints)  # type: ignore[assignment]  # asked for its height and painted


class _MaskLegend:
    """Two swatches: what may be looked at, and what may not."""

    def __init__(self, theme: Theme, tints: tuple[int, ...]) -> None:
        self._theme, self._tints = theme, tints

    def height(self, width: float, font: QFont) -> float:
        return max(QFontMetricsF(font).height(), SWATCH) + 4

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        painter.save()
        metrics = QFontMetricsF(painter.font())
        allowed = QCoreApplication.translate("Inside", "may look")
        masked = QCoreApplication.translate("Heatmap", "masked (future)")
        needed = metrics.horizontalAdvance(allowed) + metrics.horizontalAdvance(masked) + 2 * (SWATCH + 10) + 14
        left = min(rect.left(), rect.right() - needed)
        for text, reason in ((allowed, None), (masked, MaskReason.FUTURE)):
            swatch = QRectF(round(left), round(rect.center().y() - SWATCH / 2), SWATCH, SWATCH)
            if reason is None:
                painter.fillRect(swatch, color_at(self._tints, TOP))
                painter.setPen(QPen(QColor(self._theme.line), 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(swatch)
            else:
                paint_swatch(painter, swatch, reason, self._theme)
            painter.setPen(QColor(self._theme.quiet))
            box = QRectF(swatch.right() + 6, rect.top(), metrics.horizontalAdvance(text) + 4, rect.height())
            draw_line(painter, box, text, LEFT)
            left = box.right() + 14
        painter.restore()
