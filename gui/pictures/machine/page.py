"""Where a box's strips, formula and pictures lie in a rectangle, and all of them painted."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from gui.look.theme import Theme
from gui.pictures.machine.below import Below, Look
from gui.pictures.machine.details import Detail
from gui.pictures.machine.strips import Columns, columns, paint_strips, strips_height
from gui.pictures.machine.words import translate

FORMULA = 24.0  # pixels of its first line
SPARE = 1.2  # another dimension's numbers may be so much longer
INSIDE = 6.0  # beside the formula
SPACE = 10.0
MOST = 0.68  # of the free height, for a picture that wants a certain height
BESIDE_FROM = 520.0  # pixels of width from which two pictures may stand side by side


@dataclass(frozen=True)
class DetailPage:
    """`below` are the places of the detail's pictures, in their order."""

    where: Columns
    strips: QRectF
    formula: QRectF
    below: tuple[QRectF, ...]

    @classmethod
    def of(cls, rect: QRectF, detail: Detail, font: QFont) -> DetailPage:
        where = columns(rect, font)
        strips = QRectF(rect.left(), rect.top(), rect.width(), strips_height(detail.strips))
        has_formula = bool(detail.formula(0))
        formula = QRectF(rect.left(), strips.bottom() + 2, rect.width(), 0.0)
        if has_formula:
            metrics = QFontMetricsF(font)
            lines = math.ceil(SPARE * metrics.horizontalAdvance(detail.formula(0)) / (rect.width() - 2 * INSIDE))
            formula.setHeight(FORMULA + (lines - 1) * metrics.height())
        top = formula.bottom() + (SPACE if has_formula else 0.0)
        free = QRectF(rect.left(), top, rect.width(), max(rect.bottom() - top, 1.0))
        return cls(where, strips, formula, _places(free, detail, font))


def _places(free: QRectF, detail: Detail, font: QFont) -> tuple[QRectF, ...]:
    total = sum(below.weight for below in detail.below) or 1.0
    gaps = SPACE * (len(detail.below) - 1)
    places = []
    if detail.beside and free.width() >= BESIDE_FROM:
        x, gaps = free.left(), gaps * 2
        for below in detail.below:
            width = (free.width() - gaps) * below.weight / total
            places.append(QRectF(x, free.top(), width, free.height()))
            x += width + SPACE * 2
        return tuple(places)
    fixed = [below.wanted(free.width(), font, free.height() * MOST) for below in detail.below]
    rest = free.height() - gaps - sum(height or 0.0 for height in fixed)
    total = sum(below.weight for below, height in zip(detail.below, fixed, strict=True) if height is None) or 1.0
    y = free.top()
    for below, wanted in zip(detail.below, fixed, strict=True):
        height = rest * below.weight / total if wanted is None else wanted
        places.append(QRectF(free.left(), y, free.width(), height))
        y += height + SPACE
    return tuple(places)


def paint_detail(
    painter: QPainter,
    page: DetailPage,
    detail: Detail,
    dimension: int,
    pointed: tuple[Below, int] | None,
    limit: float,
    theme: Theme,
) -> None:
    """`pointed`: a picture and its item. The pen, brush and font of `painter` stay as they are."""
    painter.save()
    paint_strips(painter, page.strips, detail.strips, limit, dimension, theme)
    formula = detail.formula(dimension)
    if formula:
        line = page.formula
        told = translate("Inside", "dim {0}").format(dimension + 1) if detail.strips else ""
        metrics = QFontMetricsF(painter.font())
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.fillRect(line, QColor(theme.raised))
        inside = line.adjusted(INSIDE, 0, -INSIDE, 0)
        before = metrics.horizontalAdvance(told) + 10 if told else 0.0
        if before + metrics.horizontalAdvance(formula) > inside.width():
            told, before = "", 0.0  # the column of numbers shows it too
        painter.setPen(QColor(theme.quiet))
        painter.drawText(inside, flags, told)
        painter.setPen(QColor(theme.text))
        painter.drawText(inside.adjusted(before, 0, 0, 0), flags | int(Qt.TextFlag.TextWordWrap), formula)
    for below, rect in zip(detail.below, page.below, strict=True):
        item = pointed[1] if pointed is not None and pointed[0] is below else None
        painter.save()
        below.paint(painter, rect, Look(page.where, dimension, item, limit, theme))
        painter.restore()
    painter.restore()
