"""One head as one animated matrix: q . k, divided, masked, softmax (equation 1, section 3.2.1)."""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

from gui.heatmap.head_picture import HeadPicture
from gui.heatmap.legend import SPACE, SWATCH, Legend, paint_swatch
from gui.heatmap.paint import GAP_FROM, MapPicture, hatch_period, is_vector
from gui.heatmap.pixels import Reasons, hatching, row_pixels
from gui.heatmap.scale import (
    CENTRE,
    ScaleMode,
    Table,
    attention_table,
    diverging_levels,
    diverging_table,
    levels,
)
from gui.look.theme import Theme
from gui.pictures.vectors import paint_diverging_legend
from model.values.masks import MaskReason
from model.values.questions.attention import AttentionNumbers, Doubles
from model.values.trace import Floats, Trace

Pixels = NDArray[np.float32]
LEGEND_WIDTH = 150.0


class Stage(IntEnum):
    """What the matrix shows; in the order in which equation 1 computes it."""

    DOTS = 0
    SCALED = 1
    MASKED = 2
    WEIGHTS = 3


def divisor_text(numbers: AttentionNumbers) -> str:
    """What the scores are divided by: √32."""
    return "1" if numbers.scale == 1.0 else f"√{numbers.queries.shape[-1]}"


def scaling_text(numbers: AttentionNumbers) -> str:
    """What is done to q . k before the mask: "÷ √32", or in a model with relative positions "+ bias"."""
    divided = f"÷ {divisor_text(numbers)}"
    if numbers.bias is None:
        return divided
    added = QCoreApplication.translate("Inside", "+ bias")
    return added if numbers.scale == 1.0 else f"{divided} {added}"


def stage_name(stage: Stage, numbers: AttentionNumbers) -> str:
    """The stage's short name: its part of the formula."""
    if stage is Stage.DOTS:
        return QCoreApplication.translate("Inside", "Q Kᵀ")
    if stage is Stage.SCALED:
        return scaling_text(numbers)
    if stage is Stage.MASKED:
        return QCoreApplication.translate("Inside", "mask")
    return QCoreApplication.translate("Inside", "softmax")


class Changing:
    """The matrix between two stages, or at rest in one; painted like a `MapPicture`.

    From q . k to the scaled scores first the numbers shrink on an unchanged scale, then the scale shrinks too: the
    colours fade and come back, and the legend counts down. All other changes blend the colours of every cell. So does
    this one if a bias is added, because then `scaled` is not `dots` times `scale`.
    """

    def __init__(
        self,
        dots: Doubles,
        scale: float,
        weights: Floats,
        reasons: Reasons,
        visible: int,
        theme: Theme,
        scaled: Doubles | None = None,
    ) -> None:
        self.dots = dots[:visible].astype(np.float32)
        self.scale = scale
        self._scaled = self.dots if scaled is None else scaled[:visible].astype(np.float32)
        self._added = scaled is not None
        self.reasons = reasons
        self.visible = visible
        self.limit = max(float(np.abs(self.dots).max(initial=0.0)), 1e-12)  # of q . k
        self._theme = theme
        self._rows = dots.shape[0]
        self._weights = weights[:visible]
        self._scaled_limit = max(float(np.abs(self._scaled).max(initial=0.0)), 1e-12)
        signed = diverging_levels(dots.astype(np.float32), self.limit)
        moved = signed if scaled is None else diverging_levels(scaled.astype(np.float32), self._scaled_limit)
        unmasked = np.zeros_like(reasons)
        before = MapPicture(signed, unmasked, visible, diverging_table(theme), CENTRE)
        apart = MapPicture(moved, unmasked, visible, diverging_table(theme), CENTRE)
        masked = MapPicture(moved, reasons, visible, diverging_table(theme), CENTRE)
        after = MapPicture(levels(weights, ScaleMode.LINEAR), reasons, visible, attention_table(theme))
        # Each stage has a scale up to its own largest number, so dividing all numbers by one changes no colour.
        self._still = {Stage.DOTS: before, Stage.SCALED: apart, Stage.MASKED: masked, Stage.WEIGHTS: after}
        self.start = self.end = Stage.DOTS
        self.part = 1.0

    def show(self, start: Stage, end: Stage, part: float) -> None:
        """`part` of the way from one stage to another, 0 to 1."""
        self.start, self.end, self.part = start, end, part

    @property
    def still(self) -> bool:
        return self.part >= 1.0 or self.start is self.end

    def limit_at(self, stage: Stage) -> float:
        """The largest score that the stage's scale shows."""
        if stage is Stage.DOTS:
            return self.limit
        return self._scaled_limit if self._added else self.limit * self.scale

    @property
    def limit_now(self) -> float:
        """The largest score that the scale shows now."""
        first, last = self.limit_at(self.start), self.limit_at(self.end)
        if self.still or not self._shrinking:
            return last
        return first + (last - first) * _phases(self.part, self.start)[1]

    @property
    def _shrinking(self) -> bool:
        return {self.start, self.end} == {Stage.DOTS, Stage.SCALED} and not self._added

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        if self.still or is_vector(painter):
            self._still[self.end].paint(painter, rect)
        elif self.visible and self.dots.shape[1]:
            painter.drawImage(rect.topLeft(), self._frame(rect, painter.device().devicePixelRatio()))

    def cell_colors(self) -> tuple[Pixels, float]:
        """[visible query, key, 3] of red, green and blue, 0 to 255, and how strongly masked cells are hatched."""
        if self.still:
            return self._colors(self.end), float(self.end >= Stage.MASKED)
        if self._shrinking:
            shrunk, _ = _phases(self.part, self.start)
            first, last = self.limit_at(self.start), self.limit_at(self.end)
            numbers = self.dots / self.limit * np.float32(first + (last - first) * shrunk)
            return _looked_up(diverging_levels(numbers, self.limit_now), diverging_table(self._theme)), 0.0
        part = np.float32(self.part)
        mixed = self._colors(self.start) * (1 - part) + self._colors(self.end) * part
        hatched = [float(stage >= Stage.MASKED) for stage in (self.start, self.end)]
        return mixed, hatched[0] + (hatched[1] - hatched[0]) * self.part

    def _colors(self, stage: Stage) -> Pixels:
        if stage is Stage.WEIGHTS:
            found = _looked_up(levels(self._weights, ScaleMode.LINEAR), attention_table(self._theme))
        elif stage is Stage.DOTS:
            found = _looked_up(diverging_levels(self.dots, self.limit), diverging_table(self._theme))
        else:
            limit = self._scaled_limit if self._added else self.limit
            found = _looked_up(diverging_levels(self._scaled, limit), diverging_table(self._theme))
        if stage >= Stage.MASKED:
            found[self.reasons[: self.visible] != MaskReason.ALLOWED] = _rgb(self._theme.panel)
        return found

    def _frame(self, rect: QRectF, ratio: float) -> QImage:
        """The whole rows that are visible, as pixels."""
        height, width = max(round(rect.height() * ratio), 1), max(round(rect.width() * ratio), 1)
        columns = self.dots.shape[1]
        colors, hatched = self.cell_colors()
        shown = row_pixels(self.visible, self._rows, height)
        down, right = np.arange(shown) * self._rows // height, np.arange(width) * columns // width
        pixels = colors.astype(np.uint8)[down][:, right]
        period, thickness = hatch_period(ratio)
        if min(height / self._rows, width / columns) >= GAP_FROM * ratio:
            gaps = np.zeros((shown, width), dtype=bool)
            gaps[np.flatnonzero(np.diff(down)) + 1] = True
            gaps[:, np.flatnonzero(np.diff(right)) + 1] = True
            pixels[gaps] = _rgb(self._theme.panel)
        if hatched:
            lines = hatching(self.reasons[down][:, right], period, thickness)
            pixels[lines] = pixels[lines] * (1 - hatched) + _rgb(self._theme.hatch) * hatched
        packed = np.full((shown, width), 0xFF000000, dtype=np.uint32)
        for channel, places in ((0, 16), (1, 8), (2, 0)):
            packed |= pixels[..., channel].astype(np.uint32) << np.uint32(places)
        image = QImage(packed.data, width, shown, 4 * width, QImage.Format.Format_RGB32).copy()
        image.setDevicePixelRatio(ratio)
        return image


def _phases(part: float, start: Stage) -> tuple[float, float]:
    """How far the numbers have changed, and how far their scale: from q . k the numbers go first, back the scale."""
    early, late = min(2 * part, 1.0), max(2 * part - 1, 0.0)
    return (early, late) if start is Stage.DOTS else (late, early)


def _rgb(color: str) -> Pixels:
    picked = QColor(color)
    return np.array([picked.red(), picked.green(), picked.blue()], dtype=np.float32)


def _looked_up(found: NDArray[np.uint8], table: Table) -> Pixels:
    packed = np.array(table, dtype=np.uint32)[found]
    channels = [(packed >> np.uint32(places)) & np.uint32(255) for places in (16, 8, 0)]
    return np.stack(channels, axis=-1).astype(np.float32)


class StageLegend:
    """The stage's scale: scores to both sides of 0, or weights from 0 to 1; and hatchings where cells are masked."""

    def __init__(self, changing: Changing, theme: Theme, reasons: Reasons) -> None:
        self._changing = changing
        self._theme = theme
        self._weights = Legend.of(theme, ScaleMode.LINEAR, reasons)
        self._masked = [reason for reason in (MaskReason.FUTURE, MaskReason.PADDING) if (reasons == reason).any()]

    def height(self, width: float, font: QFont) -> float:
        """The same in all stages, so that the matrix stays where it is."""
        swatches = QFontMetricsF(font).horizontalAdvance(self._words()) + (SWATCH + 6) * len(self._masked)
        lines = 2 if self._masked and LEGEND_WIDTH + SPACE + swatches > width else 1
        return max(self._weights.height(width, font), lines * _line(font))

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        if self._changing.end is Stage.WEIGHTS:
            self._weights.paint(painter, rect)
            return
        line = _line(painter.font())
        bar = QRectF(rect.left(), rect.top(), min(LEGEND_WIDTH, rect.width()), line)
        paint_diverging_legend(painter, bar, self._changing.limit_now, self._theme)
        if self._changing.end is Stage.MASKED and self._masked:
            box = QRectF(bar.right() + SPACE, bar.top(), rect.right() - bar.right() - SPACE, line)
            if self.height(rect.width(), painter.font()) > 1.5 * line:
                box = QRectF(rect.left(), rect.top() + line, rect.width(), line)
            for reason in self._masked:
                top = box.center().y() - SWATCH / 2
                paint_swatch(painter, QRectF(round(box.left()), round(top), SWATCH, SWATCH), reason, self._theme)
                box.setLeft(box.left() + SWATCH + 6)
            painter.save()
            painter.setPen(QColor(self._theme.quiet))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self._words())
            painter.restore()

    @staticmethod
    def _words() -> str:
        return QCoreApplication.translate("Inside", "masked: −∞")


def _line(font: QFont) -> float:
    return max(QFontMetricsF(font).height(), SWATCH) + 4


class StagePicture(HeadPicture):
    """The matrix of one head in any stage, with its axes and its legend."""

    def __init__(self, trace: Trace, numbers: AttentionNumbers, head: int, step: int, theme: Theme) -> None:
        super().__init__(trace, numbers.group, numbers.weights[head], ScaleMode.LINEAR, step, theme)
        self.numbers = numbers
        self.head = head
        self.dots, self.scaled = numbers.dots(head), numbers.scaled(head)
        added = None if numbers.bias is None else self.scaled
        self.changing = Changing(self.dots, numbers.scale, self.weights, self.reasons, self.visible, theme, added)
        self._map = self.changing  # type: ignore[assignment]  # paints like one
        self._legend = StageLegend(self.changing, theme, self.reasons)  # type: ignore[assignment]  # so does this

    def value(self, stage: Stage, query: int, key: int) -> float | None:
        """The number that a cell shows; None where it is masked."""
        if stage >= Stage.MASKED and self.reasons[query, key] != MaskReason.ALLOWED:
            return None
        if stage is Stage.WEIGHTS:
            return float(self.weights[query, key])
        return float((self.dots if stage is Stage.DOTS else self.scaled)[query, key])
