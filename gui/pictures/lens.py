"""The logit lens as a picture: states down, target steps across, and the best pieces of one step in full beside it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QPainter, QPen

from gui.heatmap.grid import CellGrid
from gui.heatmap.scale import TOP, attention_table, color_at
from gui.heatmap.token_axis import spread
from gui.look.colors import ink_on
from gui.look.theme import Theme
from gui.pictures.cell_text import (
    LEFT,
    LEVEL,
    RIGHT,
    draw_line,
    draw_word,
    isolated,
    number_text,
    percent_text,
    sized,
    smaller,
    word_room,
)
from gui.pictures.lens_tint import Tint, paint_legend, rank_strength, state_text
from model.values.pieces import shown
from model.values.questions.lens import LensNumbers
from model.values.trace import Trace

SPACE = 6.0
APART = 20.0  # between the grid and the step in full
TALLEST, WIDEST, LEAST_ROW = 96.0, 118.0, 16.0  # of a cell
WORDS_FROM = 10.5  # pixels of a column; narrower ones have no words in them, and only some have them at their ends
TWO_LINES = 38.0  # a cell at least this high and `LEVEL` wide also shows its number
FAINT = 0.05  # numbers on weaker tints are drawn quietly


@dataclass(frozen=True)
class _Places:
    """Where everything lies; `step` is a second grid in the same rows, with one step's best pieces."""

    grid: CellGrid
    head: float  # height of the words above
    foot: float  # and below
    step: CellGrid
    legend: QRectF


class LensPicture:
    """Column q < `steps` of the cells is target step q; the columns after it are the current step's: the chosen piece,
    then its best pieces.
    """

    def __init__(self, trace: Trace, numbers: LensNumbers, step: int, tint: Tint, theme: Theme) -> None:
        self.trace, self.numbers, self.step, self.tint, self.theme = trace, numbers, step, tint, theme
        self.rows, self.steps = numbers.logprob.shape
        self.best = numbers.best_logprob.shape[-1]
        self.columns = self.steps + 1 + self.best
        self._inputs = [shown(piece) for piece in trace.input_pieces]
        self._chosen = [shown(piece) for piece in trace.predicted_pieces]
        self._places: _Places | None = None
        self._places_for: tuple[QRectF, str] | None = None

    # ---- where things lie ----

    def places(self, rect: QRectF, font: QFont) -> _Places:
        if self._places is None or self._places_for != (rect, font.key()):
            self._places, self._places_for = self._lay_out(rect, font), (QRectF(rect), font.key())
        return self._places

    def _lay_out(self, rect: QRectF, font: QFont) -> _Places:
        line = QFontMetricsF(font).height()
        names = max(QFontMetricsF(sized(font, 13, True)).horizontalAdvance(state_text(s)) for s in range(self.rows))
        names = max(names, QFontMetricsF(font).horizontalAdvance(self._words()[1])) + 2 * SPACE
        across = rect.width() - names - APART
        step_width = min(max(across * 0.34, 300.0), 560.0, across * 0.6)
        width = min((across - step_width) / self.steps, WIDEST)
        step_width = min(across - width * self.steps, (self.best + 1) * WIDEST)
        slack = max((across - width * self.steps - step_width) / 2, 0.0)
        head = word_room(self._inputs, font, width, rect.height() * 0.2)
        foot = word_room(self._chosen, font, width, rect.height() * 0.2)
        head = max(head, 2 * line + 2)  # the step in full has a title above its columns
        height = rect.height() - self._around(font, head, foot)
        height = max(min(height / self.rows, TALLEST), LEAST_ROW) * self.rows
        left, top = rect.left() + names + slack, rect.top() + head + SPACE
        grid = CellGrid(QRectF(left, round(top), width * self.steps, height), self.rows, self.steps)
        beside = QRectF(grid.rect.right() + APART, grid.rect.top(), step_width, height)
        legend = QRectF(grid.rect.left(), grid.rect.bottom() + foot + SPACE + 8, rect.right() - left, line)
        return _Places(grid, head, foot, CellGrid(beside, self.rows, self.best + 1), legend)

    def _around(self, font: QFont, head: float, foot: float) -> float:
        """The height that is not the rows'."""
        return head + foot + 2 * SPACE + QFontMetricsF(font).height() + 10

    def least_height(self, font: QFont) -> int:
        """Pixels in which no row touches another; with less room, what it is on has to scroll."""
        line = QFontMetricsF(font).height()
        longest = max(QFontMetricsF(font).horizontalAdvance(word) for word in (*self._inputs, *self._chosen))
        words = min(longest, 4 * line)  # upright, where columns are narrow
        return math.ceil(self._around(font, max(2 * line + 2, words), max(line, words)) + self.rows * LEAST_ROW)

    def cell(self, rect: QRectF, font: QFont, row: int, column: int) -> QRectF:
        places = self.places(rect, font)
        if column < self.steps:
            return places.grid.cell(row, column)
        return places.step.cell(row, column - self.steps)

    def cell_at(self, rect: QRectF, font: QFont, point: QPointF) -> tuple[int, int] | None:
        """A word above or below a column counts as the column's first or last cell."""
        places = self.places(rect, font)
        column = places.grid.column_at(point.x())
        row = places.grid.row_at(point.y())
        if column is not None:
            above = places.grid.rect.top() - places.head <= point.y() < places.grid.rect.top()
            below = places.grid.rect.bottom() <= point.y() < places.grid.rect.bottom() + places.foot + SPACE
            row = 0 if above else self.rows - 1 if below else row
            return None if row is None else (row, column)
        column = places.step.column_at(point.x())
        return None if row is None or column is None else (row, self.steps + column)

    # ---- words ----

    def _words(self) -> tuple[str, str]:
        reads = QCoreApplication.translate("Inside", "reads")
        return reads, QCoreApplication.translate("Inside", "chosen")

    def cell_text(self, row: int, column: int) -> tuple[str, str]:
        numbers = self.numbers
        best = 0 if column <= self.steps else column - self.steps - 1
        step = column if column < self.steps else self.step
        if column > self.steps:
            piece = isolated(shown(numbers.best_pieces[row][step][best]))
            logprob = float(numbers.best_logprob[row, step, best])
            words = QCoreApplication.translate("Inside", "{0}, step {1}: place {2} is {3}; log-probability {4}")
            words = words.format(state_text(row), step + 1, best + 1, piece, number_text(logprob, 4))
            return f"{math.exp(logprob):.6g}", words
        logprob = float(numbers.logprob[row, step])
        told = QCoreApplication.translate("Inside", "chosen {0}: rank {1}, p {2}")
        chosen = isolated(self._chosen[step])
        number = told.format(chosen, int(numbers.rank[row, step]), f"{math.exp(logprob):.6g}")
        words = QCoreApplication.translate("Inside", "{0}, step {1}: would say {2} (p {3}); entropy {4} nats")
        would = isolated(shown(numbers.best_pieces[row][step][0]))
        probability = f"{math.exp(float(numbers.best_logprob[row, step, 0])):.4g}"
        return number, words.format(
            state_text(row), step + 1, would, probability, number_text(float(numbers.entropy[row, step]), 2)
        )

    def probability(self, row: int, step: int, best: int = 0) -> float:
        """Of the piece that stands in a cell: the likeliest after this layer, or the next ones."""
        return math.exp(float(self.numbers.best_logprob[row, step, best]))

    # ---- painting ----

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        places = self.places(rect, painter.font())
        painter.save()
        grid = places.grid
        column = QRectF(grid.column_left(self.step), grid.rect.top(), grid.cell_width, grid.rect.height())
        painter.fillRect(column.adjusted(0, -places.head, 0, places.foot + SPACE), QColor(self.theme.raised))
        for row in range(self.rows):
            for step in range(self.steps):
                self._paint_cell(painter, grid.cell(row, step), row, step)
        painter.setPen(QPen(QColor(self.theme.accent), 2, j=Qt.PenJoinStyle.MiterJoin))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(column.adjusted(-1.5, -1, 0.5, 0))
        self._paint_words(painter, places)
        self._paint_step(painter, places)
        words = grid.cell_width >= WORDS_FROM
        paint_legend(painter, places.legend, self.tint, words, _has_number(grid.cell(0, 0)), self.theme)
        painter.restore()

    def _strength(self, row: int, step: int) -> float:
        """The strength of a cell's tint, 0 to 1."""
        if self.tint is Tint.RANK:
            return rank_strength(int(self.numbers.rank[row, step]))
        return min(math.exp(float(self.numbers.logprob[row, step])), 1.0)

    def _fill(self, row: int, step: int) -> QColor:
        return color_at(attention_table(self.theme), round(self._strength(row, step) * TOP))

    def _paint_cell(self, painter: QPainter, cell: QRectF, row: int, step: int) -> None:
        fill = self._fill(row, step)
        gap = 1.0 if cell.width() > 6 else 0.0
        painter.fillRect(cell.adjusted(0, 0, -gap, -gap), fill)
        if cell.width() < WORDS_FROM:
            return
        painter.setPen(ink_on(fill, self.theme))
        piece = shown(self.numbers.best_pieces[row][step][0])
        its_own = int(self.numbers.rank[row, step]) == 1
        if not _has_number(cell):
            draw_word(painter, cell, piece, strong=its_own)
            return
        line = QFontMetricsF(painter.font()).height()
        top = cell.center().y() - line
        draw_word(painter, QRectF(cell.left(), top, cell.width(), line), piece, strong=its_own)
        base = painter.font()
        painter.setFont(smaller(base))
        if self._strength(row, step) < FAINT:
            painter.setPen(QColor(self.theme.quiet))
        number = percent_text(self.probability(row, step))
        draw_line(painter, QRectF(cell.left(), top + line, cell.width(), line), number)
        painter.setFont(base)

    def _paint_words(self, painter: QPainter, places: _Places) -> None:
        grid, theme, base = places.grid, self.theme, painter.font()
        above, below = grid.rect.top() - places.head - 2, grid.rect.bottom() + 4
        room = places.head if grid.cell_width < LEVEL else QFontMetricsF(base).height() + 2
        for step in spread(self.steps, grid.cell_width, WORDS_FROM, (self.step,)):
            now = step == self.step
            box = QRectF(grid.column_left(step), grid.rect.top() - room - 2, grid.cell_width, room)
            painter.setPen(QColor(theme.text if now else theme.quiet))
            draw_word(painter, box, self._inputs[step], strong=now)
            painter.setPen(QColor(theme.text))
            box = QRectF(grid.column_left(step), below, grid.cell_width, places.foot)
            draw_word(painter, box, self._chosen[step], strong=True)
        reads, chosen = self._words()
        names = QRectF(grid.rect.left() - 400, 0, 400 - 2 * SPACE, 0)
        painter.setPen(QColor(theme.quiet))
        draw_line(painter, QRectF(names.left(), above, names.width(), places.head), reads, RIGHT)
        draw_line(painter, QRectF(names.left(), below, names.width(), places.foot), chosen, RIGHT)
        painter.setPen(QColor(theme.text))
        for row in range(self.rows):
            painter.setFont(sized(base, min(QFontInfo(base).pixelSize(), grid.cell_height / 1.15)))
            box = QRectF(names.left(), grid.row_top(row), names.width(), grid.cell_height)
            draw_line(painter, box, state_text(row), RIGHT)
        painter.setFont(base)

    def _paint_step(self, painter: QPainter, places: _Places) -> None:
        """The step in full: for each state how the chosen piece stands, then the state's best pieces."""
        grid, theme, base, step = places.step, self.theme, painter.font(), self.step
        line = QFontMetricsF(base).height()
        top = grid.rect.top() - 2 * line - 4
        title = QCoreApplication.translate("Inside", "Step {0}: reads {1}, chose {2}").format(
            step + 1, isolated(self._inputs[step]), isolated(self._chosen[step])
        )
        painter.setFont(sized(base, QFontInfo(base).pixelSize(), strong=True))
        painter.setPen(QColor(theme.text))
        draw_line(painter, QRectF(grid.rect.left(), top, grid.rect.width(), line), title, LEFT)
        painter.setFont(smaller(base, 1))
        painter.setPen(QColor(theme.quiet))
        heads = [QCoreApplication.translate("Inside", "chosen"), *self._places_text()]
        for column, text in enumerate(heads):
            draw_line(painter, QRectF(grid.column_left(column), top + line, grid.cell_width, line), text)
        for row in range(self.rows):
            self._paint_chosen(painter, grid.cell(row, 0), row)
            for best in range(self.best):
                self._paint_best(painter, grid.cell(row, 1 + best), row, best)
        painter.setFont(base)
        painter.setPen(QPen(QColor(theme.line), 1))
        for row in range(self.rows + 1):
            painter.drawLine(
                QPointF(grid.rect.left(), grid.row_top(row)), QPointF(grid.rect.right(), grid.row_top(row))
            )

    def _places_text(self) -> list[str]:
        first = QCoreApplication.translate("Inside", "best")
        return [first, *(QCoreApplication.translate("Inside", "{0}.").format(n) for n in range(2, self.best + 1))]

    def _paint_chosen(self, painter: QPainter, cell: QRectF, row: int) -> None:
        fill = self._fill(row, self.step)
        painter.fillRect(cell.adjusted(2, 1, -2, -1), fill)
        painter.setPen(ink_on(fill, self.theme))
        rank = QCoreApplication.translate("Inside", "#{0}").format(int(self.numbers.rank[row, self.step]))
        self._two(painter, cell, rank, percent_text(math.exp(float(self.numbers.logprob[row, self.step]))), True)

    def _paint_best(self, painter: QPainter, cell: QRectF, row: int, best: int) -> None:
        probability = self.probability(row, self.step, best)
        bar = QRectF(cell.left() + 4, cell.bottom() - 5, (cell.width() - 8) * probability, 3)
        shade = QColor(self.theme.accent)
        low = cell.height() < QFontMetricsF(painter.font()).height() + 6
        if low:  # the words stand on it
            bar.setTop(cell.top() + 1)
            shade.setAlphaF(0.25)
        painter.fillRect(bar, shade)
        piece = shown(self.numbers.best_pieces[row][self.step][best])
        painter.setPen(QColor(self.theme.text))
        is_chosen = piece == self._chosen[self.step] and best + 1 == int(self.numbers.rank[row, self.step])
        self._two(painter, cell if low else cell.adjusted(0, 0, 0, -4), piece, percent_text(probability), is_chosen)

    def _two(self, painter: QPainter, cell: QRectF, first: str, second: str, strong: bool) -> None:
        """Write two texts on two lines, or side by side where there is room for one line only."""
        base = painter.font()
        line = QFontMetricsF(base).height()
        if cell.height() >= 2 * line:
            top = cell.center().y() - line
            draw_word(painter, QRectF(cell.left(), top, cell.width(), line), first, strong)
            draw_line(painter, QRectF(cell.left(), top + line, cell.width(), line), second)
        else:
            painter.setFont(sized(base, min(QFontInfo(base).pixelSize(), cell.height() / 1.1), strong))
            both = f"{first} {second}"
            fits = QFontMetricsF(painter.font()).horizontalAdvance(both) <= cell.width() - 4
            draw_line(painter, cell.adjusted(2, 0, -2, 0), both if fits else first)
        painter.setFont(base)


def _has_number(cell: QRectF) -> bool:
    """Whether a cell of the grid has room for the probability of its piece."""
    return cell.height() >= TWO_LINES and cell.width() >= LEVEL
