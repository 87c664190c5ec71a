"""A map of numbers that need not end at 1, with the legend of its own scale, and two maps side by side."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from gui.heatmap.head_picture import HeadPicture
from gui.heatmap.scale import ScaleMode
from gui.look.theme import Theme
from model.values.sites import SiteGroup
from model.values.trace import Floats, Trace

SPACE = 20.0  # between two maps of a figure
TITLE_SPACE = 6.0


class SummaryPicture(HeadPicture):
    """`values` [query, key] of one kind of a trace, from 0.

    With `lengths` they are lengths of vectors without an upper bound, so the scale ends at the largest. Else they are
    shares and the scale ends at 1.
    """

    def __init__(
        self,
        trace: Trace,
        group: SiteGroup,
        values: Floats,
        lengths: bool,
        mode: ScaleMode,
        step: int | None,
        theme: Theme,
    ) -> None:
        limit = max(float(values.max(initial=0.0)), 1e-12) if lengths else 1.0
        super().__init__(trace, group, np.minimum(values / np.float32(limit), 1.0), mode, step, theme)
        self.weights = values
        self.lengths = lengths
        self.mode = mode
        self.limit = limit
        if lengths:
            note = QCoreApplication.translate("Inside", "length")
            self._legend = replace(self._legend, top=f"{limit:.2f}", note=note)


def paint_side_by_side(
    painter: QPainter, page: QRectF, pictures: tuple[SummaryPicture, ...], titles: tuple[str, ...], theme: Theme
) -> None:
    """Maps from left to right under their titles, in equal parts of the page."""
    base = QFont(painter.font())
    strong = QFont(base)
    strong.setWeight(QFont.Weight.DemiBold)
    metrics = QFontMetricsF(strong)
    width = (page.width() - SPACE * (len(pictures) - 1)) / len(pictures)
    for place, (picture, title) in enumerate(zip(pictures, titles, strict=True)):
        left = page.left() + place * (width + SPACE)
        painter.setFont(strong)
        painter.setPen(QColor(theme.text))
        text = metrics.elidedText(title, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRectF(left, page.top(), width, metrics.height()), int(Qt.AlignmentFlag.AlignHCenter), text)
        painter.setFont(base)
        top = page.top() + metrics.height() + TITLE_SPACE
        picture.paint(painter, QRectF(left, top, width, page.bottom() - top))
