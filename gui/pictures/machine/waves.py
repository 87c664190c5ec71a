"""One dimension of the positions as a curve: the wave of section 3.5, with the sentence's positions on it."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from gui.pictures.machine.below import HEADING, MIDDLE, Below, Hit, Look, paint_heading
from gui.pictures.machine.strips import Columns
from gui.pictures.machine.words import number, translate
from model.values.trace import Floats

FINE = 6  # at least so many points of the drawn wave per position
DOT = 2.6


def wave(dimension: int, width: int, layout: str) -> tuple[float, bool]:
    """Angle per position and whether it is a cosine: PE(pos, dimension) = sin or cos of pos * angle (section 3.5)."""
    half = width // 2
    if layout == "interleaved":
        i, cosine = dimension // 2, dimension % 2 == 1
    else:
        i, cosine = dimension % half, dimension >= half
    steps = max(half - 1, 1) if layout == "tensor2tensor" else half
    return math.exp(-math.log(10000.0) * i / steps), cosine


def wave_text(dimension: int, width: int, layout: str) -> str:
    """The formula of one dimension; `dimension` and pos count from 0."""
    _, cosine = wave(dimension, width, layout)
    half = width // 2
    i = dimension // 2 if layout == "interleaved" else dimension % half
    exponent = f"{2 * i}/{width}" if layout != "tensor2tensor" else f"{i}/{max(half - 1, 1)}"
    name = "cos" if cosine else "sin"
    return translate("Inside", "{0}(pos / 10000^({1}))").format(name, exponent)


class WavePicture(Below):
    """`table` [position, d_model]; the curve of `look.dimension`, with a dot for every position of the sentence."""

    positions = True

    def __init__(self, table: Floats, layout: str, current: int, weight: float = 1.0) -> None:
        self.table = table
        self.layout = layout
        self.current = current
        self.weight = weight
        self.items = len(table)

    def start(self) -> int:
        return self.current

    def _area(self, rect: QRectF, where: Columns) -> QRectF:
        left, right = where.strip_left, where.stats_right[-1] - 4
        return QRectF(QPointF(left, rect.top() + HEADING + 6), QPointF(right, rect.bottom() - 18))

    def _x(self, area: QRectF, position: float) -> float:
        return area.left() + area.width() * (position + 0.5) / len(self.table)

    def paint(self, painter: QPainter, rect: QRectF, look: Look) -> None:
        theme, dimension = look.theme, min(look.dimension, self.table.shape[1] - 1)
        title = translate("Inside", "Dimension {0} over the positions").format(dimension + 1)
        length = 2 * math.pi / wave(dimension, self.table.shape[1], self.layout)[0]
        told = translate("Inside", "one wave: {0} positions").format(f"{length:,.1f}")
        paint_heading(painter, rect, title, told, theme)
        area = self._area(rect, look.where)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.line), 1))
        for level, name in ((1.0, "1"), (0.0, "0"), (-1.0, "−1")):
            y = area.center().y() - level * area.height() / 2
            painter.setPen(QPen(QColor(theme.line), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(theme.quiet))
            box = QRectF(area.left() - 40, y - 8, 34, 16)
            painter.drawText(box, int(MIDDLE | Qt.AlignmentFlag.AlignRight), name)
        self._paint_curve(painter, area, dimension, look)
        painter.setPen(QColor(theme.quiet))
        below = QRectF(area.left(), area.bottom() + 2, area.width(), 16)
        last = len(self.table) - 1
        painter.drawText(below, int(MIDDLE | Qt.AlignmentFlag.AlignLeft), translate("Inside", "pos 0"))
        painter.drawText(below, int(MIDDLE | Qt.AlignmentFlag.AlignRight), str(last))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_curve(self, painter: QPainter, area: QRectF, dimension: int, look: Look) -> None:
        rate, cosine = wave(dimension, self.table.shape[1], self.layout)
        points = max(len(self.table) * FINE, int(area.width() / 2))
        positions = np.linspace(-0.5, len(self.table) - 0.5, points)
        heights = np.cos(positions * rate) if cosine else np.sin(positions * rate)
        curve = [
            QPointF(self._x(area, float(p)), area.center().y() - float(h) * area.height() / 2)
            for p, h in zip(positions, heights, strict=True)
        ]
        painter.setPen(QPen(QColor(look.theme.quiet), 1.2))
        painter.drawPolyline(QPolygonF(curve))
        painter.setPen(Qt.PenStyle.NoPen)
        for position, value in enumerate(self.table[:, dimension].tolist()):
            strong = position in (self.current, look.item)
            painter.setBrush(QColor(look.theme.accent if strong else look.theme.text))
            centre = QPointF(self._x(area, position), area.center().y() - value * area.height() / 2)
            size = DOT * (1.9 if strong else 1.0)
            painter.drawEllipse(centre, size, size)
            if strong:
                painter.setPen(QColor(look.theme.text))
                wide = painter.fontMetrics().horizontalAdvance(number(value)) + 6
                box = QRectF(centre.x() - wide / 2, centre.y() + (-23 if value < 0 else 7), wide, 16)
                box.moveLeft(min(max(box.left(), area.left()), area.right() - wide))
                painter.fillRect(box, QColor(look.theme.panel))  # the curve goes on behind it
                painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), number(value))
                painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def at(self, rect: QRectF, where: Columns, point: QPointF) -> Hit:
        area = self._area(rect, where)
        if not area.adjusted(0, -6, 0, 18).contains(point):
            return Hit()
        return Hit(item=min(int((point.x() - area.left()) / area.width() * len(self.table)), len(self.table) - 1))

    def words(self, item: int, dimension: int) -> str:
        dimension = min(dimension, self.table.shape[1] - 1)
        return translate("Inside", "position {0}, dimension {1}: {2}").format(
            item, dimension + 1, number(float(self.table[item, dimension]))
        )
