"""Two columns of pieces with a line for each weight, and the legend that says what a line's strength is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QLinearGradient, QPainter, QPainterPath, QPen

from gui.heatmap.grid import CellGrid
from gui.heatmap.token_axis import SPACE, AxisState, RowWidths, axis_font, needed, paint_rows, row_widths, spread
from gui.look.theme import Theme
from gui.pictures.lines.data import THRESHOLD, LinesData, Pointed, Side
from gui.pictures.lines.ink import ease
from model.values.trace import Floats

translate = QCoreApplication.translate
TALLEST_ROW = 84.0
BAND = 0.62  # the part of a row's height over which the lines of all heads are spread
WIDEST_BAND = 22.0
THICKNESS = 2.0  # logical pixels
REACH = 3.0  # logical pixels from a line that still mean it
RAMP = 80.0


@dataclass(frozen=True)
class LinesLayout:
    """`left` and `right` are the rows of the two columns; lines run from the left one's right edge to `right`."""

    left: CellGrid
    right: CellGrid
    widths: RowWidths
    ink: QRectF
    font: QFont

    def rows(self, side: Side) -> CellGrid:
        return self.left if side == "query" else self.right

    def heights(self, side: Side) -> Floats:
        """The middle of every row, from the top of `ink`."""
        grid = self.rows(side)
        middles = grid.rect.top() - self.ink.top() + (np.arange(grid.rows) + 0.5) * grid.cell_height
        return np.asarray(middles, dtype=np.float32)

    def shifts(self, heads: int) -> Floats:
        """How far each head's lines lie below the middle; the same whatever heads are on."""
        band = min(BAND * min(self.left.cell_height, self.right.cell_height), WIDEST_BAND)
        return np.asarray(((np.arange(heads) + 0.5) / heads - 0.5) * band, dtype=np.float32)


class LinesPicture:
    """The columns; the lines themselves come from `lines_ink` on screens, and as curves in SVG and PDF."""

    def __init__(self, data: LinesData, theme: Theme) -> None:
        self.data = data
        self.theme = theme
        self._layout: LinesLayout | None = None
        self._layout_for: tuple[QRectF, str] | None = None

    def layout(self, rect: QRectF, font: QFont) -> LinesLayout:
        """The same until the rectangle or the font changes."""
        if self._layout is None or self._layout_for != (rect, font.key()):
            self._layout = self._lay_out(rect, font)
            self._layout_for = (QRectF(rect), font.key())
        return self._layout

    def _lay_out(self, rect: QRectF, font: QFont) -> LinesLayout:
        data = self.data
        rows, columns = max(len(data.queries), 1), max(len(data.keys), 1)
        tall, wide = min(rect.height() / rows, TALLEST_ROW), min(rect.height() / columns, TALLEST_ROW)
        used = axis_font(font, min(tall, wide))
        widths = row_widths(data.query_labels, used, rect.width() * 0.34)
        strong = QFont(used)
        strong.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetricsF(strong)
        right = max((metrics.horizontalAdvance(label.text) for label in data.key_labels), default=0.0) + 4
        right = min(right, rect.width() * 0.22)
        start = round(rect.left() + widths.all + 2 * SPACE)
        end = round(rect.right() - right - 2 * SPACE)
        ink = QRectF(start, round(rect.top()), max(end - start, 20), round(rect.height()))
        height = rows * tall, columns * wide
        tops = [rect.top() + (rect.height() - one) / 2 for one in height]
        left_grid = CellGrid(QRectF(ink.left() - SPACE, tops[0], SPACE, height[0]), rows, 1)
        right_grid = CellGrid(QRectF(ink.right() + SPACE, tops[1], right, height[1]), columns, 1)
        return LinesLayout(left_grid, right_grid, widths, ink, used)

    def at(self, layout: LinesLayout, x: float, y: float) -> Pointed | None:
        """The piece at a point: everything beside the lines belongs to a row."""
        side: Side
        if x < layout.ink.left():
            side = "query"
        elif x >= layout.ink.right():
            side = "key"
        else:
            return None
        number = layout.rows(side).row_at(y)
        return Pointed(side, number) if number is not None and number < self.data.count(side) else None

    def line_at(self, layout: LinesLayout, on: Sequence[int], x: float, y: float) -> tuple[int, int, int] | None:
        """Head, query and key of the line at a point between the columns; of several, the strongest."""
        ink = layout.ink
        if not ink.left() <= x < ink.right():
            return None
        head, query, key = self.data.drawn()
        shift = layout.shifts(self.data.heads)[head]
        start, end = layout.heights("query")[query] + shift, layout.heights("key")[key] + shift
        along = ease(np.array([(x - ink.left()) / ink.width()]))[0]
        distance = np.abs(ink.top() + start + (end - start) * along - y)
        near = np.flatnonzero((distance <= REACH) & np.isin(head, on))
        if not near.size:
            return None
        best = near[self.data.weights[head, query, key][near].argmax()]
        return int(head[best]), int(query[best]), int(key[best])

    def label_rect(self, layout: LinesLayout, pointed: Pointed) -> QRectF:
        """Where a piece stands."""
        row = layout.rows(pointed.side).row(pointed.number)
        if pointed.side == "query":
            return row.adjusted(-layout.widths.all - SPACE, 0, 0, 0)
        return row.adjusted(-SPACE, 0, 0, 0)

    def paint_columns(self, painter: QPainter, layout: LinesLayout, pointed: Pointed | None) -> None:
        """Bands behind what matters, and all labels."""
        data, theme = self.data, self.theme
        painter.save()
        painter.setFont(layout.font)
        if not data.queries or not data.keys:
            painter.restore()
            return
        if data.current is not None:
            painter.fillRect(self.label_rect(layout, Pointed("query", data.current)), QColor(theme.raised))
            mark = layout.left.row(data.current)
            painter.fillRect(QRectF(mark.right() - 3, mark.top(), 3, mark.height()), QColor(theme.of(data.group)))
        if pointed is not None:
            painter.setPen(QPen(QColor(theme.text), 1.2))
            painter.drawRoundedRect(self.label_rect(layout, pointed).adjusted(0, 0.5, 0, -0.5), 4, 4)
        at_query = pointed.number if pointed is not None and pointed.side == "query" else None
        paint_rows(
            painter,
            layout.left,
            data.query_labels,
            layout.widths,
            AxisState(data.current, at_query, data.decoded),
            theme,
        )
        self._paint_keys(painter, layout, pointed.number if pointed is not None and at_query is None else None)
        painter.restore()

    def _paint_keys(self, painter: QPainter, layout: LinesLayout, pointed: int | None) -> None:
        grid = layout.right
        line = QFontMetricsF(layout.font).height()
        strong = QFont(layout.font)
        strong.setWeight(QFont.Weight.DemiBold)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        for number in spread(grid.rows, grid.cell_height, needed(layout.font), (pointed, 0)):
            label = self.data.key_labels[number]
            painter.setFont(strong if number == pointed else layout.font)
            color = QColor(self.theme.quiet if label.special and number != pointed else self.theme.text)
            color.setAlphaF(1.0 if number < self.data.decoded_keys else 0.45)
            painter.setPen(color)
            box = grid.row(number)
            text = QFontMetricsF(painter.font()).elidedText(label.text, Qt.TextElideMode.ElideRight, box.width())
            box = QRectF(box.left(), box.center().y() - line / 2, box.width(), line)
            painter.drawText(box, int(flags) | int(Qt.TextFlag.TextSingleLine), text)

    def paint_curves(
        self,
        painter: QPainter,
        layout: LinesLayout,
        on: Sequence[int],
        colors: Sequence[QColor],
        pointed: Pointed | None,
    ) -> None:
        """The lines as curves, for files that hold shapes; the same ones as on the screen."""
        data = self.data
        lines = data.lines(layout.heights("query"), layout.heights("key"), layout.shifts(data.heads), pointed)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ink = layout.ink
        third = ink.width() / 3
        for head, start, end, weight in zip(lines.heads, lines.start, lines.end, lines.weights, strict=True):
            if head not in on:
                continue
            color = QColor(colors[head])
            color.setAlphaF(min(float(weight), 1.0))
            painter.setPen(QPen(color, THICKNESS))
            above, below = ink.top() + float(start), ink.top() + float(end)
            path = QPainterPath(QPointF(ink.left(), above))
            path.cubicTo(ink.left() + third, above, ink.right() - third, below, ink.right(), below)
            painter.drawPath(path)
        painter.restore()


def legend_texts(data: LinesData, on: Sequence[int]) -> list[str]:
    """What the lines leave out, in numbers; the first are the most important."""
    if not on:
        return []
    words = []
    share = data.shares(on)
    if share.hidden:
        hidden = translate(
            "Inside",
            "hidden: {0} % of the attention of the heads shown ({1} % goes to special pieces, {2} % comes from them)",
        )
        parts = (share.hidden, share.to_hidden, share.from_hidden)
        words.append(hidden.format(*(f"{100 * part:.1f}" for part in parts)))
    faint = translate("Inside", "lines under {0} are not drawn: {1} % of the attention shown")
    words.append(faint.format(THRESHOLD, f"{100 * data.faint(on):.1f}"))
    return words


def paint_legend(painter: QPainter, rect: QRectF, texts: Sequence[str], theme: Theme) -> None:
    """Paint a ramp from 0 to 1 (a line's strength is its weight), then as many of the texts as fit."""
    metrics = QFontMetricsF(painter.font())
    painter.save()
    painter.setPen(QColor(theme.quiet))
    middle = rect.center().y()
    left = rect.left()
    flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for word, after in ((translate("Inside", "opacity = weight"), 10.0), ("0", 5.0)):
        painter.drawText(QRectF(left, rect.top(), 400, rect.height()), flags, word)
        left += metrics.horizontalAdvance(word) + after
    bar = QRectF(left, middle - 2, RAMP, 4)
    ramp = QLinearGradient(bar.topLeft(), bar.topRight())
    clear = QColor(theme.text)
    clear.setAlphaF(0.0)
    ramp.setColorAt(0, clear)
    ramp.setColorAt(1, QColor(theme.text))
    painter.fillRect(bar, QBrush(ramp))
    rest = QRectF(bar.right() + 5, rect.top(), rect.right() - bar.right() - 5, rect.height())
    words = "1"
    for text in texts:
        longer = f"{words}   ·   {text}"
        if metrics.horizontalAdvance(longer) > rest.width() and text is not texts[0]:
            break
        words = longer
    painter.drawText(rest, flags, metrics.elidedText(words, Qt.TextElideMode.ElideRight, rest.width()))
    painter.restore()
