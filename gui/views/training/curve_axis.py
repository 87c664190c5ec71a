"""What stands beside and above the learning curves: numbers in the person's language, and titles."""

from __future__ import annotations

import math

from PySide6.QtCore import QLocale, Qt

from gui.views.parts.numbers import count_text
from gui.views.training.plotting import pg

TICK_PIXELS = 11
HALF_NUMBER = 0.6 * TICK_PIXELS  # its height; pyqtgraph leaves out a number that is nearer to an end of its axis


class CurveTitle(pg.LabelItem):  # type: ignore[misc]
    """A line of text that does not push the pictures out of a narrow view."""

    def updateMin(self) -> None:
        super().updateMin()
        self._sizeHint[Qt.SizeHint.MinimumSize] = (0, self.itemRect().height())
        self.setMinimumWidth(0)
        self.updateGeometry()


class CurveAxis(pg.AxisItem):  # type: ignore[misc]
    """Numbers as the person's language writes them, and a quiet grid across the picture."""

    def __init__(self, side: str, locale: QLocale) -> None:
        super().__init__(side, maxTickLength=0)
        self._locale = locale
        self.enableAutoSIPrefix(False)
        self.setStyle(hideOverlappingLabels=True, tickTextOffset=6, autoExpandTextSpace=False)
        if side == "left":
            self.setGrid(70)

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        """The ticks of pyqtgraph, but beside a low picture only as many as do not touch: two if there is room."""
        levels: list[tuple[float, list[float]]] = super().tickValues(low, high, size)
        if self.orientation != "left" or not levels or size <= 0:
            return levels
        pixel = (high - low) / size
        edge, least = HALF_NUMBER * pixel, 1.3 * TICK_PIXELS * pixel
        values: list[float] = []
        for spacing, more in levels:
            values = sorted([*values, *(value for value in more if low + edge <= value <= high - edge)])
            apart = math.ceil(least / spacing)
            kept = values[len(values) // 2 % apart :: apart]
            if len(kept) < 2 and values and values[-1] - values[0] >= least:
                kept = [values[0], values[-1]]
            if len(kept) > 1:
                return [(spacing, kept)]
        return [(levels[0][0], list(levels[0][1])[len(levels[0][1]) // 2 :][:1])]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        locale = self._locale
        if spacing >= 1:
            return [count_text(round(value), locale) for value in values]
        if spacing >= 0.01:
            return [locale.toString(value, "f", 1 if spacing >= 0.1 else 2) for value in values]
        greatest = max(map(abs, values), default=0.0)
        digits = math.floor(math.log10(greatest)) - math.floor(math.log10(spacing)) + 1 if greatest else 1
        return [locale.toString(value, "g", max(digits, 2)) for value in values]
