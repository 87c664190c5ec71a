"""The chain of one query and one key as strips, boxes and bars, in any rectangle of any painter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from gui.heatmap.legend import paint_gradient, paint_swatch
from gui.heatmap.scale import TOP, diverging_table
from gui.heatmap.words import MINUS, heads_text
from gui.pictures.head_steps.numbers import ChainNumbers, Strip
from gui.pictures.vectors import number_text, paint_strip, strip_cell, strip_index
from model.values.masks import MaskReason

translate = QCoreApplication.translate
GAP = 10.0
SCALE = 14.0  # for the 1 and the 0 beside the bars
BETWEEN = 18.0  # the boxes of the four numbers, where the arrow is
INSIDE = 5.0  # a box, beside its words
MARK = 24.0  # the sign of an outline, with its space


@dataclass
class ChainLayout:
    """Where everything of the chain lies."""

    title: QRectF = field(default_factory=QRectF)
    strips: list[QRectF] = field(default_factory=list)  # the cells only
    lines: list[QRectF] = field(default_factory=list)  # from the name to the number
    steps: list[QRectF] = field(default_factory=list)  # the four numbers, in one row or two
    caption: QRectF = field(default_factory=QRectF)
    bars: QRectF = field(default_factory=QRectF)
    legend: QRectF = field(default_factory=QRectF)


class ChainPicture(ChainNumbers):
    """The numbers of one query and one key, painted."""

    # ---- where it lies ----

    def layout(self, rect: QRectF, font: QFont) -> ChainLayout:
        line = QFontMetricsF(font).height()
        count = sum(1 for strip in self.strips if strip.head is not None)
        thin = min(5.0, 48.0 / count)  # pixels of each head at least
        boxes, caption = self._step_rows(rect.width(), font), self._caption_lines(rect.width(), font)
        fixed = 2 * line + 4 + boxes * (line * 2 + 14) - 6 + caption * line + 4 * 6 + line
        growing = sum(strip.grow for strip in self.strips) + 3.0
        room = rect.height() - fixed - 2 * (len(self.strips) - count) - 6
        unit = min(max(room / growing, 10.0), 40.0)
        metrics = QFontMetricsF(font)
        names = max(metrics.horizontalAdvance(strip.name) for strip in self.strips if strip.head is None) + 8
        labels = min(max(rect.width() * 0.26, min(names, rect.width() * 0.34)), 150.0)
        least = translate("Inside", "length {0}").format("00.0000")  # or the strips would jump from cell to cell
        told = (least, *(strip.told for strip in self.strips if strip.head is None))
        numbers = max(map(metrics.horizontalAdvance, told)) + 4
        found = ChainLayout()
        left, width = rect.left() + labels, rect.width() - labels - numbers - GAP
        top = rect.top()
        found.title = QRectF(rect.left(), top, rect.width(), line)
        top += line + 4
        before = self.strips[0]
        for strip in self.strips:
            if strip.group != before.group:
                if strip.group == "value":
                    top = self._lay_out_steps(found, rect, top + 6, line, boxes, caption) + 6
                    found.bars = QRectF(rect.left() + SCALE, top - 6, rect.width() - SCALE, unit * 3)
                    top += unit * 3
                else:
                    top += 6
            height = max(unit * strip.grow, thin) if strip.head is not None else unit
            found.strips.append(QRectF(left, round(top), width, max(round(height), 2)))
            found.lines.append(QRectF(rect.left(), round(top), rect.width(), max(round(height), 2)))
            top += max(round(height), 2) + (0 if strip.head is not None else 3)
            if strip.head is not None and strip.head == count - 1:
                top += 3
            before = strip
        found.legend = QRectF(rect.left(), min(top + 4, rect.bottom() - line), rect.width(), line)
        return found

    def _lay_out_steps(
        self, found: ChainLayout, rect: QRectF, top: float, line: float, boxes: int, caption: int
    ) -> float:
        """The boxes in `boxes` rows, and the words below them; returns where they end."""
        across, height = 4 // boxes, 2 * line + 8
        before = BETWEEN if boxes > 1 else 0.0  # for the arrow to the first box of a row
        width = (rect.width() - before - (across - 1) * BETWEEN) / across
        for n in range(4):
            row, column = divmod(n, across)
            left = rect.left() + before + column * (width + BETWEEN)
            found.steps.append(QRectF(left, top + row * (height + 6), width, height))
        top = found.steps[-1].bottom() + 6
        found.caption = QRectF(rect.left(), top, rect.width(), caption * line)
        return top + caption * line + 2

    def height_of_more_lines(self, width: float, font: QFont) -> float:
        """Pixels that a second row of boxes and more lines of words take in this width."""
        line = QFontMetricsF(font).height()
        boxes, caption = self._step_rows(width, font), self._caption_lines(width, font)
        return (boxes - 1) * (2 * line + 14) + (caption - 1) * line

    def _step_rows(self, width: float, font: QFont) -> int:
        """1 if every number and its name fit side by side, else 2."""
        strong = QFont(font)
        strong.setWeight(QFont.Weight.DemiBold)
        plain, bold = QFontMetricsF(font), QFontMetricsF(strong)
        steps = [(name, _step_text(number)) for name, number in self.step_numbers()]
        widest = max(max(plain.horizontalAdvance(name), bold.horizontalAdvance(told)) for name, told in steps)
        return 1 if 4 * (widest + 2 * INSIDE) + 3 * BETWEEN <= width else 2

    def _caption_lines(self, width: float, font: QFont) -> int:
        """The lines of the words over the bars; those of the outline get one of their own where both do not fit."""
        metrics, other = QFontMetricsF(font), self.other_weights()
        beside = metrics.horizontalAdvance(other[0]) + MARK if other is not None else 0.0
        needed = metrics.horizontalAdvance(self.softmax_text())
        if needed + beside <= width:
            return 1
        return (2 if needed > width else 1) + (1 if other is not None else 0)

    def strip_at(self, layout: ChainLayout, x: float, y: float) -> tuple[int, int] | None:
        """Which strip and which of its numbers lie at a point."""
        for number, (strip, area) in enumerate(zip(self.strips, layout.strips, strict=True)):
            index = strip_index(area, strip.values.size, x)
            if index is not None and area.top() - 1 <= y < area.bottom() + 1:
                return number, index
        return None

    def key_at(self, layout: ChainLayout, x: float, y: float) -> int | None:
        """The key whose bar lies at a point."""
        if not layout.bars.top() <= y < layout.bars.bottom():
            return None
        return strip_index(layout.bars, self.row.weights.size, x)

    # ---- painting ----

    def paint(
        self, painter: QPainter, rect: QRectF, pointed: tuple[int, int] | None = None, bar: int | None = None
    ) -> ChainLayout:
        """`pointed` is a strip and one of its numbers, `bar` a key of the row's bars."""
        font = QFont(painter.font())
        layout = self.layout(rect, font)
        strong = QFont(font)
        strong.setWeight(QFont.Weight.DemiBold)
        painter.setFont(strong)
        _text(painter, layout.title, self.title, Qt.AlignmentFlag.AlignLeft, self.theme.text)
        painter.setFont(font)
        for number, strip in enumerate(self.strips):
            index = None
            if pointed is not None and self.strips[pointed[0]].group == strip.group:
                alone = strip.head is not None and pointed[0] != number
                index = None if alone else pointed[1]
            self._paint_strip(painter, layout, number, strip, index)
        self._paint_steps(painter, layout.steps)
        self._paint_bars(painter, layout, bar)
        self._paint_legend(painter, layout.legend)
        return layout

    def _paint_legend(self, painter: QPainter, box: QRectF) -> None:
        """The diverging colours once, and what the strongest means in each group."""
        bar = QRectF(box.left() + 12, box.center().y() - 5, 64, 10)
        minus, plus = (
            QRectF(box.left(), box.top(), 10, box.height()),
            QRectF(bar.right() + 3, box.top(), 10, box.height()),
        )
        _text(painter, minus, MINUS, None, self.theme.quiet)
        _text(painter, plus, "+", None, self.theme.quiet)
        paint_gradient(painter, bar, diverging_table(self.theme), list(range(0, TOP + 1, 11)), self.theme)
        limits = [f"{self.strips[number].limit:.3g}" for number in (0, 2, 3, -1)]
        words = translate("Inside", "q, k ±{0} · q×k ±{1} · v ±{2} · out ±{3}").format(*limits)
        rest = QRectF(plus.right() + 8, box.top(), box.right() - plus.right() - 8, box.height())
        _text(painter, rest, words, Qt.AlignmentFlag.AlignLeft, self.theme.quiet)

    def _paint_strip(
        self, painter: QPainter, layout: ChainLayout, number: int, strip: Strip, pointed: int | None
    ) -> None:
        area, line = layout.strips[number], layout.lines[number]
        tall = QFontMetricsF(painter.font()).height()
        middle = QRectF(line.left(), line.center().y() - tall / 2, line.width(), tall)
        if strip.head is None:
            paint_strip(painter, area, strip.values, strip.limit, self.theme, pointed)
            name = QRectF(middle.left(), middle.top(), area.left() - line.left() - 6, tall)
            _text(painter, name, strip.name, Qt.AlignmentFlag.AlignLeft, self.theme.text)
            told = QRectF(area.right() + GAP, middle.top(), line.right() - area.right() - GAP, tall)
            _text(painter, told, strip.told, Qt.AlignmentFlag.AlignLeft, self.theme.quiet)
            return
        paint_strip(painter, area, strip.values, strip.limit, self.theme, pointed)
        own = strip.head == self.row.head
        heads = [s for s in self.strips if s.head is not None]
        longest = max(float(np.linalg.norm(s.values)) for s in heads) or 1.0
        length = float(np.linalg.norm(strip.values)) / longest * (line.right() - area.right() - GAP)
        painter.fillRect(
            QRectF(area.right() + GAP, area.top(), length, max(area.height() - 1, 1)),
            QColor(self.theme.of(self.numbers.group) if own else self.theme.hatch),
        )
        if own:
            painter.fillRect(QRectF(area.left() - 5, area.top(), 3, area.height()), QColor(self.theme.text))
        if strip.head == 0:
            block = QRectF(line.left(), area.top(), area.left() - line.left() - 8, area.height() * len(heads))
            words = translate("Inside", "all {0},").format(heads_text(len(heads))), translate("Inside", "their lengths")
            fits = block.height() >= 2 * tall - 4
            top = block.center().y() - (tall if fits else tall / 2)
            for place, word in enumerate(words if fits else words[:1]):
                box = QRectF(block.left(), top + place * tall, block.width(), tall)
                _text(
                    painter, box, word, Qt.AlignmentFlag.AlignLeft, self.theme.text if not place else self.theme.quiet
                )

    def _paint_steps(self, painter: QPainter, boxes: Sequence[QRectF]) -> None:
        """The cell's four numbers with arrows between them; the one of the stage is framed."""
        font = QFont(painter.font())
        strong = QFont(font)
        strong.setWeight(QFont.Weight.DemiBold)
        color = QColor(self.theme.of(self.numbers.group))
        for stage, (box, (name, number)) in enumerate(zip(boxes, self.step_numbers(), strict=True)):
            current = stage == self.stage
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(color if current else QColor(self.theme.line), 2 if current else 1))
            painter.setBrush(QColor(self.theme.raised) if current else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
            painter.restore()
            half = (box.height() - 6) / 2
            words = QRectF(box.left() + INSIDE, box.top() + 3, box.width() - 2 * INSIDE, half)
            _text(painter, words, name, None, self.theme.quiet)
            painter.setFont(strong)
            _text(painter, words.translated(0, half), _step_text(number), None, self.theme.text)
            painter.setFont(font)
            if stage:
                arrow = QRectF(box.left() - BETWEEN, box.top(), BETWEEN, box.height())
                _text(painter, arrow, "→", None, self.theme.quiet)

    def _paint_bars(self, painter: QPainter, layout: ChainLayout, pointed: int | None) -> None:
        """A bar for each key's weight, its row's share; what it would be without this stage as an outline."""
        area = layout.bars
        other = self.other_weights()
        caption = QRectF(layout.caption)
        line = QFontMetricsF(painter.font()).height()
        if other is not None:
            wide = QFontMetricsF(painter.font()).horizontalAdvance(other[0])
            first = QRectF(caption.topLeft(), caption.topRight() + QPointF(0, line))
            _text(painter, first, other[0], Qt.AlignmentFlag.AlignRight, self.theme.error)
            dash = QRectF(first.right() - wide - 18, first.center().y(), 14, 2)
            painter.fillRect(dash, QColor(self.theme.error))
            if caption.height() > first.height() + 1:
                caption.setTop(first.bottom())
            else:
                caption.setRight(dash.left() - 6)
        painter.setPen(QColor(self.theme.text))
        painter.drawText(caption, int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap), self.softmax_text())
        for mark, top in (("1", area.top() - 3), ("0", area.bottom() - line + 3)):
            _text(painter, QRectF(area.left() - SCALE, top, SCALE - 4, line), mark, None, self.theme.quiet)
        painter.save()
        painter.setPen(QPen(QColor(self.theme.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area)
        count = self.row.weights.size
        color = QColor(self.theme.of(self.numbers.group))
        for key in range(count):
            cell = strip_cell(area, count, key).adjusted(0.5, 1, -0.5, 0)
            if not self.row.allowed[key]:
                paint_swatch(painter, cell, MaskReason(int(self.reasons[key])), self.theme)
                continue
            height = cell.height() * float(self.row.weights[key])
            shade = QColor(color)
            shade.setAlphaF(1.0 if key in (self.key, pointed) else 0.45)
            painter.fillRect(QRectF(cell.left(), cell.bottom() - height, cell.width(), height), shade)
        if other is not None:
            for key, weight in enumerate(other[1]):
                cell = strip_cell(area, count, key)
                y = cell.bottom() - (cell.height() - 2) * float(weight)
                painter.fillRect(QRectF(cell.left() + 0.5, y - 1, cell.width() - 1, 2), QColor(self.theme.error))
        for framed, pen in ((self.key, 2.0), (pointed, 1.0)):
            if framed is not None:
                painter.setPen(QPen(QColor(self.theme.text), pen))
                painter.drawRect(strip_cell(area, count, framed))
        painter.restore()


def _step_text(number: float | None) -> str:
    return f"{MINUS}∞" if number is None else number_text(number)


def _text(painter: QPainter, box: QRectF, text: str, side: Qt.AlignmentFlag | None, color: str) -> None:
    """One elided line; `side` None: in the middle."""
    shown = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.setPen(QColor(color))
    flags = (side or Qt.AlignmentFlag.AlignHCenter) | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
    painter.drawText(box, int(flags) | int(Qt.TextFlag.TextSingleLine), shown)
