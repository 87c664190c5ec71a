"""A row of shares under the maps: its numbers, its colours and the legend that explains them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from gui.heatmap.legend import paint_gradient, paint_swatch
from gui.heatmap.pixels import Reasons
from gui.heatmap.scale import (
    CENTRE,
    TOP,
    Levels,
    Table,
    attention_table,
    diverging_levels,
    diverging_table,
    levels,
)
from gui.heatmap.words import MINUS
from gui.look.theme import Theme
from gui.pictures.cell_text import LEFT, draw_line, number_text
from model.values.masks import MaskReason
from model.values.trace import Floats

_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, eq=False)
class ShareRow:
    """One number for each source piece and each target piece so far; `limit` 0: attention weights, 0 to 1."""

    name: str
    source: Floats  # [source]
    target: Floats  # [step + 1]
    limit: float = 0.0

    @property
    def power(self) -> int:
        """Shares are written as multiples of 10 to this power, so that small ones show significant digits."""
        return min(math.floor(math.log10(self.limit)), 0) if 0 < self.limit < 0.1 else 0

    def scale(self, theme: Theme) -> tuple[Table, int]:
        """Its colours, and the level of 0."""
        return (diverging_table(theme), CENTRE) if self.limit else (attention_table(theme), 0)

    def levels(self, values: Floats) -> Levels:
        return diverging_levels(values, self.limit) if self.limit else levels(values)

    @property
    def unit(self) -> str:
        """What the numbers in the cells count: nats, or a power of ten of them."""
        nats = QCoreApplication.translate("Inside", "nats")
        return f"10{str(self.power).translate(_RAISED)} {nats}" if self.power else nats

    def text(self, value: float) -> str:
        """The number in a cell, in `unit`s."""
        return number_text(value / 10.0**self.power, 2, signed=bool(self.limit))


def share_text(value: float) -> str:
    """A share in nats with at least two significant digits, whatever the unit of its row: +0.123457, +3.4e-07."""
    if 0 < abs(value) < 1e-5:
        return f"{value:+.1e}".replace("-", MINUS)
    return number_text(value, 6, signed=True)


def paint_legend(painter: QPainter, start: QPointF, right: float, blocks: Sequence[Reasons], theme: Theme) -> None:
    """Both scales and the hatchings, in one line from `start` to `right`."""
    metrics = QFontMetricsF(painter.font())
    line, left, top = metrics.height() + 4, start.x(), start.y()

    def say(text: str, after: float = 6.0) -> None:
        nonlocal left
        painter.setPen(QColor(theme.quiet))
        draw_line(painter, QRectF(left, top, right - left, line), text, LEFT)
        left += metrics.horizontalAdvance(text) + after

    def scale(table: Table, first: int) -> None:
        nonlocal left
        shown_levels = [round(first + n / 16 * (TOP - first)) for n in range(17)]
        paint_gradient(painter, QRectF(left, top + line / 2 - 5, 90, 10), table, shown_levels, theme)
        left += 96

    say(QCoreApplication.translate("Inside", "attention"))
    say("0")
    scale(attention_table(theme), 0)
    say("1", 20)
    say(QCoreApplication.translate("Inside", "shares"))
    say(QCoreApplication.translate("Inside", "against"))
    scale(diverging_table(theme), 2 * CENTRE - TOP)
    say(QCoreApplication.translate("Inside", "for the chosen piece"), 20)
    for reason, text in (
        (MaskReason.FUTURE, QCoreApplication.translate("Heatmap", "masked (future)")),
        (MaskReason.PADDING, QCoreApplication.translate("Heatmap", "masked (padding)")),
    ):
        if any((reasons == reason).any() for reasons in blocks):
            paint_swatch(painter, QRectF(round(left), round(top + line / 2 - 6), 12, 12), reason, theme)
            left += 18
            say(text, 14)
