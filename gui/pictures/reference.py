"""Teacher forcing as a picture: the shifted input above the targets, and below each what the model predicted."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import accumulate

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QPainter, QPen, QPolygonF

from gui.look.theme import Theme
from gui.pictures.cell_text import LEFT, draw_line, draw_word, isolated, number_text, sized, smaller
from model.values.pieces import shown
from model.values.questions.reference import ReferenceNumbers, parting
from model.values.trace import Trace

INPUT, TARGET, LOSS, RANK, WOULD, OWN = range(6)  # rows
NARROWEST, WIDEST = 44.0, 150.0  # of a column
TIGHTEST, LOOSEST = 0.8, 3.0  # factors by which columns may shrink and grow to fill a line
LOWEST_SHIFT, HIGHEST_SHIFT = 28.0, 70.0  # between input and target, where the shift is drawn
LOWEST_BAR, HIGHEST_BAR = 34.0, 460.0
BANDS_APART = 18.0


@dataclass(frozen=True)
class _Band:
    """Columns `first` to `end` that stand beside each other in one line."""

    first: int
    end: int
    top: float


@dataclass(frozen=True)
class _Places:
    names: float  # width of the rows' names
    lefts: tuple[float, ...]  # of every column, within its band
    widths: tuple[float, ...]
    bands: tuple[_Band, ...]
    line: float
    bar: float = LOWEST_BAR
    shift: float = LOWEST_SHIFT

    def tops(self) -> tuple[float, ...]:
        """The top of every row, from its band's top; the last number is the height of the whole band."""
        chip = self.line + 6
        heights = (chip + self.shift, chip + 6, self.bar + self.line, self.line + 2, self.line + 6, chip)
        return (0.0, *accumulate(heights))


class ForcingPicture:
    """Column q: the decoder reads input piece q and has to say target piece q, which is the input of column q + 1.

    Where one line does not hold all columns they go on in a second band. `step` is framed.
    """

    rows = 6

    def __init__(self, own: Trace, numbers: ReferenceNumbers, step: int, theme: Theme) -> None:
        self.own, self.numbers, self.step, self.theme = own, numbers, step, theme
        forced = numbers.trace
        self.inputs = [shown(piece) for piece in forced.input_pieces]
        self.targets = [shown(piece) for piece in forced.predicted_pieces]
        self.would = [shown(row[0]) for row in numbers.best_pieces]
        self.run = [shown(piece) for piece in own.predicted_pieces]
        self.parting = parting(own, forced)
        self.columns = max(len(self.inputs), len(self.run))
        self._highest = max(float(numbers.nll.max()), 1.0)
        self._places: _Places | None = None
        self._places_for: tuple[float, float, float, str] | None = None

    # ---- where things lie ----

    def height_for(self, width: float, font: QFont) -> float:
        """The height that all bands need at this width, with bars as low as allowed."""
        places = self._lay_out(QRectF(0, 0, width, 0), font)
        return places.bands[-1].top + places.tops()[-1] + 2

    def places(self, rect: QRectF, font: QFont) -> _Places:
        wanted = (rect.top(), rect.width(), rect.height(), font.key())
        if self._places is None or self._places_for != wanted:
            self._places, self._places_for = self._lay_out(rect, font), wanted
        return self._places

    def _lay_out(self, rect: QRectF, font: QFont) -> _Places:
        strong, small = QFontMetricsF(sized(font, QFontInfo(font).pixelSize(), True)), QFontMetricsF(smaller(font, 1))
        names = max(small.horizontalAdvance(name) for name in self._names()) + 14
        widths = []
        for column in range(self.columns):
            texts = [row[column] for row in (self.inputs, self.targets, self.would, self.run) if column < len(row)]
            needed = max(strong.horizontalAdvance(text) for text in texts) + 18
            widths.append(min(max(needed, NARROWEST), WIDEST, max(rect.width() - names, NARROWEST)))
        room = max(rect.width() - names - 2, max(widths))
        if sum(widths) * TIGHTEST < room:
            widths = [width * min(room / sum(widths), LOOSEST) for width in widths]
        firsts, reached = [0], 0.0
        for column, width in enumerate(widths):
            if reached + width > room + 0.5:
                firsts.append(column)
                reached = 0.0
            reached += width
        lefts: list[float] = []
        for first, end in zip(firsts, [*firsts[1:], self.columns], strict=True):
            if end < self.columns:  # all bands but the last fill the line
                widths[first:end] = [width * room / sum(widths[first:end]) for width in widths[first:end]]
            lefts += accumulate(widths[first : end - 1], initial=names)
        line = QFontMetricsF(font).height()
        count = len(firsts)
        lowest = _Places(names, tuple(lefts), tuple(widths), (), line)
        spare = rect.height() - count * lowest.tops()[-1] - (count - 1) * BANDS_APART - 4
        spare = max(spare, 0.0) / count
        bar, shift = min(LOWEST_BAR + spare * 0.85, HIGHEST_BAR), min(LOWEST_SHIFT + spare * 0.15, HIGHEST_SHIFT)
        places = replace(lowest, bar=bar, shift=shift)
        height = places.tops()[-1] + BANDS_APART
        tops = (rect.top() + 2 + number * height for number in range(count))
        bands = zip(firsts, [*firsts[1:], self.columns], tops, strict=True)
        return replace(places, bands=tuple(_Band(*each) for each in bands))

    def cell(self, rect: QRectF, font: QFont, row: int, column: int) -> QRectF:
        places = self.places(rect, font)
        band = next(band for band in places.bands if band.first <= column < band.end)
        tops, chip = places.tops(), places.line + 6
        height = {INPUT: chip, TARGET: chip, OWN: chip}.get(row, tops[row + 1] - tops[row] - 2)
        left = rect.left() + places.lefts[column]
        return QRectF(left + 1, band.top + tops[row], places.widths[column] - 2, height)

    def cell_at(self, rect: QRectF, font: QFont, point: QPointF) -> tuple[int, int] | None:
        places = self.places(rect, font)
        tops = places.tops()
        for band in places.bands:
            row = next((row for row in range(self.rows) if tops[row] <= point.y() - band.top < tops[row + 1]), None)
            for column in range(band.first, band.end) if row is not None else ():
                left = rect.left() + places.lefts[column]
                if row is not None and left <= point.x() < left + places.widths[column]:
                    return row, column
        return None

    # ---- words ----

    def _names(self) -> list[str]:
        return [
            QCoreApplication.translate("Inside", "input, shifted →"),
            QCoreApplication.translate("Inside", "target"),
            QCoreApplication.translate("Inside", "loss, nats"),
            QCoreApplication.translate("Inside", "rank"),
            QCoreApplication.translate("Inside", "would say"),
            QCoreApplication.translate("Inside", "step by step"),
        ]

    def cell_text(self, row: int, column: int) -> tuple[str, str]:
        if row == OWN:
            if column >= len(self.run):
                return "", ""
            words = QCoreApplication.translate("Inside", "step {0} of the step-by-step run chose {1}; loss {2} nats")
            logprob = float(self.own.logprob[column])
            words = words.format(column + 1, isolated(self.run[column]), number_text(-logprob, 4))
            return f"p {math.exp(logprob):.6g}", words
        if column >= len(self.targets):
            return "", ""
        numbers = self.numbers
        nll = float(numbers.nll[column])
        target, best = isolated(self.targets[column]), isolated(self.would[column])
        if row == INPUT:
            words = QCoreApplication.translate("Inside", "position {0} reads {1} and everything before it")
            return self.inputs[column], words.format(column + 1, isolated(self.inputs[column]))
        if row == WOULD:
            words = QCoreApplication.translate("Inside", "after {0} the model would say {1}; the reference says {2}")
            words = words.format(isolated(self.inputs[column]), best, target)
            return f"p {math.exp(float(numbers.best_logprob[column, 0])):.6g}", words
        words = QCoreApplication.translate("Inside", "{0} after {1}: p {2}, rank {3}")
        if column in numbers.unknown:
            words = QCoreApplication.translate("Inside", "{0} (read as <unk>) after {1}: p {2}, rank {3}")
        probability = f"{math.exp(-nll):.6g}"
        words = words.format(target, isolated(self.inputs[column]), probability, int(numbers.rank[column]))
        number = QCoreApplication.translate("Inside", "loss {0} nats").format(number_text(nll, 6))
        return number, words

    # ---- painting ----

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        places = self.places(rect, painter.font())
        painter.save()
        for band in places.bands:
            self._paint_names(painter, rect, places, band)
        for column in range(self.columns):
            self._paint_column(painter, rect, column)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for column in range(len(self.inputs)):
            self._paint_arrows(painter, rect, places, column)
        painter.restore()

    def _paint_names(self, painter: QPainter, rect: QRectF, places: _Places, band: _Band) -> None:
        base = painter.font()
        painter.setFont(smaller(base, 1))
        painter.setPen(QColor(self.theme.quiet))
        tops, chip = places.tops(), places.line + 6
        heights = {INPUT: chip, TARGET: chip, OWN: chip, LOSS: places.bar + places.line}
        for row, name in enumerate(self._names()):
            box = QRectF(rect.left(), band.top + tops[row], places.names - 8, heights.get(row, places.line))
            draw_line(painter, box, name, LEFT)
        painter.setFont(base)
        last = band.end - 1
        floor = band.top + tops[LOSS] + places.bar
        painter.setPen(QPen(QColor(self.theme.line), 1))
        right = rect.left() + places.lefts[last] + places.widths[last]
        painter.drawLine(QPointF(rect.left() + places.names, floor), QPointF(right, floor))

    def _paint_column(self, painter: QPainter, rect: QRectF, column: int) -> None:
        theme, font = self.theme, painter.font()
        boxes = [self.cell(rect, font, row, column) for row in range(self.rows)]
        parts = column == self.parting
        if column == self.step:
            whole = boxes[INPUT].united(boxes[OWN]).adjusted(0, -2, 0, 2)
            painter.fillRect(whole, QColor(theme.raised))
        if column < len(self.run):
            after = self.parting is not None and column > self.parting
            self._paint_chip(painter, boxes[OWN], self.run[column], theme.error if parts else "", faint=after)
        if column >= len(self.targets):
            return
        first = QColor(theme.quiet) if column == 0 else None
        unknown = column in self.numbers.unknown
        below = column > 0 and column - 1 in self.numbers.unknown
        self._paint_chip(
            painter, boxes[INPUT], self.inputs[column], theme.error if below else "", dashed=below, ink=first
        )
        mark = theme.error if parts or unknown else ""
        self._paint_chip(painter, boxes[TARGET], self.targets[column], mark, dashed=unknown, strong=True)
        self._paint_loss(painter, boxes[LOSS], column)
        likeliest = int(self.numbers.rank[column]) == 1
        painter.setPen(QColor(theme.quiet if likeliest else theme.text))
        draw_line(painter, boxes[RANK], str(int(self.numbers.rank[column])))
        if likeliest:
            draw_line(painter, boxes[WOULD], "✓")
        else:
            draw_word(painter, boxes[WOULD], self.would[column], strong=True)

    def _paint_chip(
        self,
        painter: QPainter,
        box: QRectF,
        text: str,
        mark: str,
        dashed: bool = False,
        strong: bool = False,
        faint: bool = False,
        ink: QColor | None = None,
    ) -> None:
        theme = self.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(QColor(mark), 2, style) if mark else QPen(QColor(theme.line), 1))
        painter.setBrush(QColor(theme.panel))
        painter.drawRoundedRect(box.adjusted(2, 1, -2, -1), 5, 5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(ink or QColor(theme.quiet if faint else theme.text))
        draw_word(painter, box.adjusted(4, 0, -4, 0), text, strong)

    def _paint_loss(self, painter: QPainter, box: QRectF, column: int) -> None:
        theme, base = self.theme, painter.font()
        nll = float(self.numbers.nll[column])
        line = QFontMetricsF(base).height()
        floor = box.bottom() + 2 - line
        height = max((floor - box.top() - 2) * min(nll / self._highest, 1.0), 1.0)
        width = min(box.width() * 0.5, 34.0)
        color = theme.accent if int(self.numbers.rank[column]) == 1 else theme.error
        painter.fillRect(QRectF(box.center().x() - width / 2, floor - height, width, height), QColor(color))
        painter.setPen(QColor(theme.text))
        draw_line(painter, QRectF(box.left(), floor + 1, box.width(), line), number_text(nll, 2))
        painter.setFont(base)

    def _paint_arrows(self, painter: QPainter, rect: QRectF, places: _Places, column: int) -> None:
        """Down, from the input to the target it must predict; up to the right, from the target to the next input."""
        font = painter.font()
        read, said = self.cell(rect, font, INPUT, column), self.cell(rect, font, TARGET, column)
        top, bottom = read.bottom() + 1, said.top() - 1
        self._arrow(
            painter, QPointF(read.center().x(), top), QPointF(read.center().x(), bottom), self.theme.text, False
        )
        if column + 1 < len(self.inputs):
            following = self.cell(rect, font, INPUT, column + 1)
            start = QPointF(said.center().x() + 8, bottom)
            if following.top() > read.top():  # the next band's first
                painter.setPen(QPen(QColor(self.theme.quiet), 1.2, Qt.PenStyle.DashLine))
                painter.drawLine(start, QPointF(said.right(), (top + bottom) / 2))
            else:
                self._arrow(painter, start, QPointF(following.center().x() - 8, top), self.theme.quiet, True)

    def _arrow(self, painter: QPainter, start: QPointF, stop: QPointF, color: str, dashed: bool) -> None:
        painter.setPen(QPen(QColor(color), 1.2, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine))
        painter.drawLine(start, stop)
        angle = math.atan2(stop.y() - start.y(), stop.x() - start.x())
        wings = [stop - QPointF(math.cos(angle + turn), math.sin(angle + turn)) * 6 for turn in (-0.45, 0.45)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(color))
        painter.drawPolygon(QPolygonF([stop, *wings]))
        painter.setBrush(Qt.BrushStyle.NoBrush)
