"""The legend below a map: the scale from 0 to 1, any stretch, and what the hatchings mean."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QLinearGradient, QPainter, QPainterPath, QPen

from gui.heatmap.paint import diagonals
from gui.heatmap.pixels import Reasons
from gui.heatmap.scale import ScaleMode, Table, attention_table, color_at, levels, mode_text
from gui.look.theme import Theme
from model.values.masks import MaskReason

BAR = 120.0  # pixels of the gradient, at most
SWATCH = 14.0
SPACE = 18.0  # between entries
SWATCH_PERIOD = 4.0


@dataclass(frozen=True)
class _Entry:
    width: float
    paint: Callable[[QPainter, QRectF], None]


@dataclass(frozen=True)
class Legend:
    """What has to be explained for one map or a set of maps of one kind."""

    theme: Theme
    mode: ScaleMode
    future: bool
    padding: bool
    top: str = "1"  # at the end of the bar
    note: str = ""  # what the numbers are, if they are not weights

    @classmethod
    def of(cls, theme: Theme, mode: ScaleMode, reasons: Reasons) -> Legend:
        return cls(theme, mode, bool((reasons == MaskReason.FUTURE).any()), bool((reasons == MaskReason.PADDING).any()))

    def height(self, width: float, font: QFont) -> float:
        return len(self._lines(width, font)) * self._line_height(font)

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        """Paint from the top left corner of `rect`, in as many lines as its width needs."""
        painter.save()
        line = self._line_height(painter.font())
        for number, entries in enumerate(self._lines(rect.width(), painter.font())):
            left = rect.left()
            for entry in entries:
                painter.setPen(QColor(self.theme.quiet))
                entry.paint(painter, QRectF(left, rect.top() + number * line, entry.width, line))
                left += entry.width + SPACE
        painter.restore()

    def _line_height(self, font: QFont) -> float:
        return max(QFontMetricsF(font).height(), SWATCH) + 4

    def _lines(self, width: float, font: QFont) -> list[list[_Entry]]:
        lines: list[list[_Entry]] = [[]]
        for entry in self._entries(width, font):
            if lines[-1] and sum(e.width + SPACE for e in lines[-1]) + entry.width > width:
                lines.append([])
            lines[-1].append(entry)
        return lines

    def _entries(self, width: float, font: QFont) -> list[_Entry]:
        metrics = QFontMetricsF(font)
        top = self.top
        if self.mode is ScaleMode.PER_ROW:
            top = QCoreApplication.translate("Heatmap", "row maximum")
        before, after = metrics.horizontalAdvance("0") + 6, metrics.horizontalAdvance(top) + 6
        bar = min(BAR, max(width - before - after, 20.0))
        entries = [_Entry(before + bar + after, lambda p, box: self._paint_bar(p, box, before, bar, top))]
        for text, reason in self._words():
            swatch = 0.0 if reason is None else SWATCH + 6
            paint = partial(self._paint_text, text, reason)
            entries.append(_Entry(swatch + metrics.horizontalAdvance(text) + 2, paint))
        return entries

    def _words(self) -> list[tuple[str, MaskReason | None]]:
        """The texts beside the bar; a text with a reason has the reason's hatching before it."""
        words: list[tuple[str, MaskReason | None]] = []
        if self.note:
            words.append((self.note, None))
        if self.mode is not ScaleMode.LINEAR:
            words.append((mode_text(self.mode), None))
        if self.future:
            words.append((QCoreApplication.translate("Heatmap", "masked (future)"), MaskReason.FUTURE))
        if self.padding:
            words.append((QCoreApplication.translate("Heatmap", "masked (padding)"), MaskReason.PADDING))
        return words

    def _paint_bar(self, painter: QPainter, box: QRectF, before: float, bar: float, top: str) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, int(middle | Qt.AlignmentFlag.AlignLeft), "0")
        painter.drawText(box, int(middle | Qt.AlignmentFlag.AlignRight), top)
        # The bar counts as one row with the maximum 1, so stretching to the row's maximum does not change it.
        colored = levels(np.linspace(0, 1, 33, dtype=np.float32), self.mode)
        area = QRectF(box.left() + before, box.center().y() - 5, bar, 10)
        paint_gradient(painter, area, attention_table(self.theme), colored.tolist(), self.theme)

    def _paint_text(self, text: str, reason: MaskReason | None, painter: QPainter, box: QRectF) -> None:
        if reason is not None:
            swatch = QRectF(round(box.left()), round(box.center().y() - SWATCH / 2), SWATCH, SWATCH)
            paint_swatch(painter, swatch, reason, self.theme)
            box = box.adjusted(SWATCH + 6, 0, 0, 0)
        painter.setPen(QColor(self.theme.quiet))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)


def paint_gradient(painter: QPainter, area: QRectF, table: Table, levels: list[int], theme: Theme) -> None:
    """A bar through the colours of evenly spaced levels."""
    gradient = QLinearGradient(area.topLeft(), area.topRight())
    for place, level in enumerate(levels):
        gradient.setColorAt(place / (len(levels) - 1), color_at(table, level))
    painter.setPen(QPen(QColor(theme.line), 1))
    painter.setBrush(QBrush(gradient))
    painter.drawRect(area)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def paint_swatch(painter: QPainter, area: QRectF, reason: MaskReason, theme: Theme) -> None:
    """A small sample of a hatching."""
    painter.setPen(QPen(QColor(theme.hatch), 1))
    painter.setBrush(QColor(theme.panel))
    painter.drawRect(area)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    path = QPainterPath()
    moved = area.translated(-area.topLeft())
    for start, stop in diagonals(moved, SWATCH_PERIOD, reason == MaskReason.FUTURE):
        path.moveTo(start + QPointF(area.topLeft()))
        path.lineTo(stop + QPointF(area.topLeft()))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.drawPath(path)
    painter.restore()
