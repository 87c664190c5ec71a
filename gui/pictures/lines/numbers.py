"""The exact numbers beside the lines: of the piece that is pointed at, one column a head, and their mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QPainter, QPen

from gui.heatmap.legend import paint_swatch
from gui.heatmap.words import head_label, rows_text
from gui.look.colors import ink_on
from gui.look.theme import Theme
from gui.pictures.lines.data import LinesData, Pointed
from model.values.masks import MaskReason

translate = QCoreApplication.translate
NARROWEST = 9.0  # pixels of a head's column, which then shows only a shade
WIDEST = 220.0
LEAST_NAME = 70.0
BARS_FROM = 84.0  # columns at least this wide have a bar beside the number
LEAST_ROW = 17.0
TALLEST_ROW = 56.0


def short_weight(weight: float) -> str:
    """Four decimals without the 0 before the point, so that eight heads stand side by side: .2314, 1.000."""
    return f"{weight:.4f}"[1:] if weight < 0.99995 else f"{weight:.3f}"


@dataclass(frozen=True)
class NumbersLayout:
    """Columns from left to right, all in the same rows."""

    rows: tuple[int, ...]  # which of the other side are shown
    top: float
    row_height: float
    name: float  # width
    column: float  # width of a head's column
    written: bool  # whether the columns hold numbers, not only shades
    mean: float  # width
    font: QFont  # of the numbers: the widget's where there is room, else a smaller one


class NumbersPicture:
    """The numbers of `pointed`, or what each key gets on average, for the heads that are on."""

    def __init__(
        self, data: LinesData, on: Sequence[int], colors: Sequence[QColor], pointed: Pointed | None, theme: Theme
    ) -> None:
        self.data = data
        self.on = list(on)
        self.pointed = pointed
        self.theme = theme
        self._colors = colors
        self.side, weights, self.allowed = data.numbers(pointed)
        self.weights = weights[self.on]  # [head that is on, other]
        self.labels = data.labels(self.side)[: self.weights.shape[1]]

    @property
    def means(self) -> NDArray[np.float64]:
        """[other], over the heads that are on."""
        if not self.on:
            return np.zeros(self.weights.shape[1])
        return self.weights.mean(axis=0, dtype=np.float64)

    @property
    def title(self) -> str:
        """What the numbers are of."""
        if not self.on:
            return translate("Inside", "no head is on; click a tile above")
        if self.pointed is None:
            return translate("Inside", "what each key gets: mean of {0}").format(
                rows_text(int(self.data.allowed.any(axis=1).sum()))
            )
        label = self.data.labels(self.pointed.side)[self.pointed.number]
        name = f"\u2068{label.both}\u2069"
        if self.pointed.side == "query":
            return translate("Inside", "{0} looks at").format(name)
        return translate("Inside", "who looks at “{0}”").format(name)

    def told(self, number: int) -> str:
        """A row in words: the piece and its exact numbers."""
        label = self.labels[number].both
        if not self.allowed[number]:
            return translate("Inside", "{0}: masked").format(label)
        heads = ", ".join(
            translate("Inside", "H{0} {1}").format(head + 1, f"{float(weight):.4f}")
            for head, weight in zip(self.on, self.weights[:, number], strict=True)
        )
        return f"{label}: {heads}"

    def least_width(self, font: QFont) -> float:
        """Pixels for a short name, a shade for each head that is on, and their mean."""
        mean = QFontMetricsF(font).horizontalAdvance("0.0000") + 6 if len(self.on) > 1 else 0.0
        return LEAST_NAME + NARROWEST * len(self.on) + mean

    def layout(self, rect: QRectF, font: QFont) -> NumbersLayout:
        metrics = QFontMetricsF(font)
        heading = metrics.height() * 2 + 8
        room = max(int((rect.height() - heading) / LEAST_ROW), 1)
        count = len(self.labels)
        rows = tuple(range(count))
        if count > room:
            strongest = np.argsort(-self.means, kind="stable")[: max(room - 1, 1)]  # one line tells of the others
            rows = tuple(sorted(strongest.tolist()))
        height = min((rect.height() - heading) / max(len(rows) + (count > room), 1), TALLEST_ROW)
        longest = max((metrics.horizontalAdvance(self.labels[n].both) for n in rows), default=0.0) + 6
        several, heads = len(self.on) > 1, max(len(self.on), 1)
        for used in (font, _small(font)):
            small = QFontMetricsF(used)
            mean = small.horizontalAdvance("0.0000") + 6 if several else 0.0
            name = min(longest, max(rect.width() * 0.3, LEAST_NAME))
            wanted = small.horizontalAdvance(".0000" if several else "0.0000") + 4
            column = min((rect.width() - name - mean) / heads, WIDEST)
            if column >= wanted:
                break
        else:  # shorten the name rather than leave out numbers
            name = max(rect.width() - mean - wanted * heads, 52.0)
            column = (rect.width() - name - mean) / heads
        written = column >= wanted - 0.5
        if not written:
            name = min(longest, max(rect.width() * 0.3, LEAST_NAME))
            column = max(min((rect.width() - name - mean) / heads, wanted), NARROWEST)
        return NumbersLayout(rows, rect.top() + heading, height, name, column, written, mean, used)

    def row_at(self, layout: NumbersLayout, y: float) -> int | None:
        """Which of the other side stands at a height."""
        place = int((y - layout.top) // layout.row_height)
        return layout.rows[place] if 0 <= place < len(layout.rows) else None

    def paint(self, painter: QPainter, rect: QRectF) -> NumbersLayout:
        font = QFont(painter.font())
        layout = self.layout(rect, font)
        line = QFontMetricsF(font).height()
        strong = QFont(font)
        strong.setWeight(QFont.Weight.DemiBold)
        painter.setFont(strong)
        _text(painter, QRectF(rect.left(), rect.top(), rect.width(), line), self.title, self.theme.text)
        if not self.on:
            painter.setFont(font)
            return layout
        painter.setFont(layout.font)
        heading = QRectF(rect.left() + layout.name, rect.top() + line + 6, layout.column, line)
        for place, head in enumerate(self.on):
            box = heading.translated(place * layout.column, 0)
            painter.fillRect(QRectF(box.left() + 1, box.bottom() - 1, box.width() - 2, 3), self._colors[head])
            if layout.column >= QFontMetricsF(painter.font()).horizontalAdvance(str(head + 1)) + 2:
                name = head_label(head) if layout.column > 24 else str(head + 1)
                _text(painter, box, name, self.theme.quiet, Qt.AlignmentFlag.AlignHCenter)
        if layout.mean:
            box = QRectF(heading.left() + len(self.on) * layout.column, heading.top(), layout.mean, line)
            _text(painter, box, translate("Inside", "mean"), self.theme.quiet, Qt.AlignmentFlag.AlignRight)
        for place, number in enumerate(layout.rows):
            box = QRectF(rect.left(), layout.top + place * layout.row_height, rect.width(), layout.row_height)
            self._paint_row(painter, box, layout, number, font)
        if len(layout.rows) < len(self.labels):
            text = translate("Inside", "the {0} strongest of {1}; all are in the table").format(
                len(layout.rows), len(self.labels)
            )
            top = layout.top + len(layout.rows) * layout.row_height
            _text(painter, QRectF(rect.left(), top, rect.width(), layout.row_height), text, self.theme.quiet)
        painter.setFont(font)
        return layout

    def _paint_row(self, painter: QPainter, box: QRectF, layout: NumbersLayout, number: int, font: QFont) -> None:
        label = self.labels[number]
        painter.setFont(font)
        name = QRectF(box.left(), box.top(), layout.name - 6, box.height())
        _text(painter, name, label.both, self.theme.quiet if label.special else self.theme.text)
        cells = QRectF(box.left() + layout.name, box.top() + 1, len(self.on) * layout.column, box.height() - 2)
        if not self.allowed[number]:
            paint_swatch(painter, cells.adjusted(0, 1, -2, -1), MaskReason.FUTURE, self.theme)
            return
        painter.setFont(layout.font)
        panel = QColor(self.theme.panel)
        for place, head in enumerate(self.on):
            weight = float(self.weights[place, number])
            cell = QRectF(cells.left() + place * layout.column + 1, cells.top(), layout.column - 2, cells.height())
            if layout.column >= BARS_FROM:
                self._paint_bar(painter, cell, head, weight)
                continue
            shade = _blend(self._colors[head], panel, weight)
            painter.fillRect(cell, shade)
            if layout.written:
                text = short_weight(weight) if len(self.on) > 1 else f"{weight:.4f}"
                _text(painter, cell, text, ink_on(shade, self.theme), Qt.AlignmentFlag.AlignHCenter)
            else:
                painter.setPen(QPen(QColor(self.theme.line), 1))
                painter.drawRect(cell)
        if layout.mean:
            mean = QRectF(cells.right(), box.top(), layout.mean, box.height())
            text = f"{float(self.means[number]):.4f}"
            _text(painter, mean, text, self.theme.text, Qt.AlignmentFlag.AlignRight)

    def _paint_bar(self, painter: QPainter, cell: QRectF, head: int, weight: float) -> None:
        """The number, and a bar as long as the weight."""
        wide = QFontMetricsF(painter.font()).horizontalAdvance("0.0000") + 8
        _text(painter, QRectF(cell.left(), cell.top(), wide, cell.height()), f"{weight:.4f}", self.theme.text)
        room = QRectF(cell.left() + wide, cell.center().y() - 5, cell.width() - wide - 8, 10)
        painter.fillRect(room, QColor(self.theme.raised))
        painter.fillRect(QRectF(room.left(), room.top(), room.width() * weight, 10), self._colors[head])


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPixelSize(max(QFontInfo(font).pixelSize() - 2, 9))
    return small


def _blend(color: QColor, ground: QColor, part: float) -> QColor:
    part = min(max(part, 0.0), 1.0)
    pairs = (
        (color.redF(), ground.redF()),
        (color.greenF(), ground.greenF()),
        (color.blueF(), ground.blueF()),
    )
    return QColor.fromRgbF(*(c * part + g * (1 - part) for c, g in pairs))


def _text(
    painter: QPainter, box: QRectF, text: str, color: str | QColor, side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
) -> None:
    shown = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.setPen(QColor(color))
    flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
    painter.drawText(box, int(flags) | int(Qt.TextFlag.TextSingleLine), shown)
