"""Vectors under each other, dimension above dimension, each with its number there, its mean, variance and length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from gui.look.theme import Theme
from gui.pictures.machine.words import number, translate
from gui.pictures.vectors import paint_diverging_legend, paint_strip, strip_cell, strip_index
from model.values.trace import Floats

HEAD = 20.0
ROW = 24.0
NAMES = 0.21  # of the width, at most
MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute


@dataclass(frozen=True, eq=False)
class Strip:
    """One vector [n]; `stats` says whether mean, variance and length are meaningful (for a gain they are not).

    `limit` is its own end of the colour scale where the common one would leave it blank; its name then says so.
    """

    name: str
    values: Floats
    stats: bool = True
    limit: float | None = None
    strong: bool = False  # what leaves the box

    def mean(self) -> float:
        return float(self.values.mean(dtype=np.float64))

    def variance(self) -> float:
        return float(self.values.var(dtype=np.float64))

    def length(self) -> float:
        return float(np.linalg.norm(self.values.astype(np.float64)))


@dataclass(frozen=True)
class Columns:
    """Where names, strips and numbers lie, from left to right."""

    left: float
    names: float  # width
    strip_left: float
    strip_right: float
    value_right: float
    stats_right: tuple[float, ...]

    def strip(self, top: float, height: float) -> QRectF:
        return QRectF(self.strip_left, top, self.strip_right - self.strip_left, height)

    def dimension_at(self, x: float, count: int) -> int | None:
        return strip_index(self.strip(0, 1), count, x)


def columns(rect: QRectF, font: QFont) -> Columns:
    """The same for everything in the rectangle, so that pictures below the strips stand under their dimensions."""
    metrics = QFontMetricsF(font)
    value = metrics.horizontalAdvance(number(-8.8888)) + 20
    stat = max(metrics.horizontalAdvance("−8.888"), *(metrics.horizontalAdvance(name) for name in stat_names())) + 8
    names = min(rect.width() * NAMES, 190.0)
    right = rect.right() - 2
    stats = tuple(right - (2 - place) * stat for place in range(3))
    value_right = stats[0] - stat
    return Columns(rect.left(), names - 8, rect.left() + names, value_right - value, value_right, stats)


def stat_names() -> tuple[str, ...]:
    return (translate("Inside", "mean"), translate("Inside", "variance"), translate("Inside", "length"))


def stat_text(value: float) -> str:
    """Short enough for its column."""
    return number(value, 3 if abs(value) < 10 else 2 if abs(value) < 100 else 1)


def strips_height(strips: Sequence[Strip]) -> float:
    return HEAD + ROW * len(strips) if strips else 0.0


def paint_strips(
    painter: QPainter, rect: QRectF, strips: Sequence[Strip], limit: float, dimension: int, theme: Theme
) -> None:
    """Paint from the top of `rect`: headings with the colour scale, then the strips; `dimension` is framed."""
    if not strips:
        return
    painter.save()
    where = columns(rect, painter.font())
    _paint_headings(painter, rect.top(), where, limit, dimension, theme)
    widest = max(strip.values.size for strip in strips)
    for row, strip in enumerate(strips):
        top = rect.top() + HEAD + row * ROW
        line = QRectF(where.left, top, where.names, ROW)
        font = QFont(painter.font())
        font.setWeight(QFont.Weight.DemiBold if strip.strong else QFont.Weight.Normal)
        plain = painter.font()
        painter.setFont(font)
        painter.setPen(QColor(theme.text))
        name = QFontMetricsF(font).elidedText(strip.name, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, int(MIDDLE | Qt.AlignmentFlag.AlignLeft), name)
        here = dimension if dimension < strip.values.size else None
        shown = strip.limit or limit
        paint_strip(painter, where.strip(top + 3, ROW - 6), strip.values, shown, theme, here)
        if here is not None:
            _number(painter, top, where.value_right, number(float(strip.values[here])))
        painter.setFont(plain)
        if strip.stats:
            painter.setPen(QColor(theme.quiet if not strip.strong else theme.text))
            told = (strip.mean(), strip.variance(), strip.length())
            for right, value in zip(where.stats_right, told, strict=True):
                _number(painter, top, right, stat_text(value))
    if dimension < widest:  # short lines between the strips, to follow the dimension
        cell = strip_cell(where.strip(0, 1), widest, dimension)
        painter.setPen(QPen(QColor(theme.quiet), 1, Qt.PenStyle.DotLine))
        for row in range(1, len(strips)):
            y = rect.top() + HEAD + row * ROW
            painter.drawLine(QPointF(cell.center().x(), y - 3), QPointF(cell.center().x(), y + 3))
    painter.restore()


def _number(painter: QPainter, top: float, right: float, text: str) -> None:
    painter.drawText(QRectF(right - 120, top, 120, ROW), int(MIDDLE | Qt.AlignmentFlag.AlignRight), text)


def _paint_headings(painter: QPainter, top: float, where: Columns, limit: float, dimension: int, theme: Theme) -> None:
    painter.setPen(QColor(theme.quiet))
    scale = where.strip(top, HEAD - 2)
    paint_diverging_legend(
        painter, QRectF(scale.left(), scale.top(), min(scale.width(), 170.0), scale.height()), limit, theme, beyond=True
    )
    flags = int(MIDDLE | Qt.AlignmentFlag.AlignRight)
    painter.drawText(QRectF(where.strip_right - 90, top, where.value_right - where.strip_right + 90, HEAD), flags,
                     translate("Inside", "dim {0}").format(dimension + 1))  # fmt: skip
    for right, name in zip(where.stats_right, stat_names(), strict=True):
        painter.drawText(QRectF(right - 120, top, 120, HEAD), flags, name)
