"""Attention and attribution of one step on the same columns: two maps, and under them what each piece is worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QPainter, QPen

from gui.heatmap.grid import CellGrid
from gui.heatmap.paint import MapPicture
from gui.heatmap.pixels import Reasons
from gui.heatmap.scale import (
    attention_table,
    color_at,
    levels,
)
from gui.heatmap.token_axis import (
    SPACE,
    AxisState,
    axis_font,
    column_height,
    column_overhang,
    key_labels,
    paint_columns,
    paint_rows,
    query_labels,
    row_widths,
)
from gui.heatmap.words import look_text, reason_text, weight_text
from gui.look.colors import ink_on
from gui.look.theme import Theme
from gui.pictures.attribution_rows import ShareRow, paint_legend, share_text
from gui.pictures.cell_text import (
    LEFT,
    RIGHT,
    draw_line,
    draw_word,
    isolated,
    sized,
    smaller,
)
from model.values.masks import MaskReason
from model.values.pieces import shown
from model.values.sites import CROSS, DECODER_SELF, group_reasons
from model.values.trace import Floats, Trace

APART = 26.0  # between source and target
WIDEST, TALLEST = 72.0, 46.0  # of a cell of the maps
LOWEST_MAP = 24.0
LOWEST_SHARE, HIGHEST_SHARE = 34.0, 50.0  # of a row of shares
NUMBERS_FROM = 12.0  # pixels of width from which a cell shows its number


@dataclass(frozen=True)
class _Places:
    source: CellGrid
    target: CellGrid
    names: float
    columns: float  # height of the column labels
    share: float  # height of a row of shares
    shares: tuple[float, ...]  # top of every row of shares
    legend: float

    def grid(self, column: int) -> tuple[CellGrid, int]:
        if column < self.source.columns:
            return self.source, column
        return self.target, column - self.source.columns


class AttributionPicture:
    """Rows: the decoding steps until `step`, then one for each of `shares`; columns: the source, then the target."""

    def __init__(
        self,
        trace: Trace,
        step: int,
        cross: Floats | None,  # [target, source], as it is shown; None where the model has no such attention
        own: Floats | None,  # [target, target]
        rule: str,  # which head or heads they are
        shares: Sequence[ShareRow],
        theme: Theme,
    ) -> None:
        self.trace, self.step, self.rule, self.shares, self.theme = trace, step, rule, tuple(shares), theme
        self.visible = step + 1
        self.rows = self.visible + len(shares)
        self.columns = trace.source_length + trace.target_length
        self._weights = (cross, own)
        self._reasons = tuple(
            group_reasons(group, trace.source_allowed, trace.target_length) for group in (CROSS, DECODER_SELF)
        )
        self._queries = query_labels(trace, CROSS)
        self._keys = (key_labels(trace.source_pieces), key_labels(trace.input_pieces))
        table = attention_table(theme)
        self._maps = tuple(
            None if weights is None else MapPicture(levels(weights), reasons, self.visible, table)
            for weights, reasons in zip(self._weights, self._reasons, strict=True)
        )
        self._strips = tuple(self._strips_of(row) for row in self.shares)
        self._places: _Places | None = None
        self._places_for: tuple[QRectF, str] | None = None

    def _strips_of(self, row: ShareRow) -> tuple[MapPicture, MapPicture]:
        """One for the source and one for the target, each a map of one row."""
        future = np.zeros(self.trace.target_length - self.visible, np.float32)
        values = (row.source, np.concatenate((row.target, future)))
        table, centre = row.scale(self.theme)
        return tuple(  # type: ignore[return-value]  # two of them
            MapPicture(row.levels(each)[None], self._reasons_of(block)[None], 1, table, centre)
            for block, each in enumerate(values)
        )

    def _reasons_of(self, block: int) -> Reasons:
        """Why a piece has no share: it is padding, or it comes later."""
        reasons: Reasons = self._reasons[block][self.step]
        return reasons

    # ---- where things lie ----

    def places(self, rect: QRectF, font: QFont) -> _Places:
        if self._places is None or self._places_for != (rect, font.key()):
            self._places, self._places_for = self._lay_out(rect, font), (QRectF(rect), font.key())
        return self._places

    def _lay_out(self, rect: QRectF, font: QFont) -> _Places:
        line, steps = QFontMetricsF(font).height(), self.trace.target_length
        plain = QFontMetricsF(font)
        labels = row_widths(self._queries, font, rect.width() * 0.26).all
        small = QFontMetricsF(smaller(font))
        texts = [plain.horizontalAdvance(row.name) for row in self.shares]
        texts += [small.horizontalAdvance(_scale_text(row)) for row in self.shares if row.limit]
        names = max(labels, min(max(texts) + 2, rect.width() * 0.3))
        left = names + SPACE
        above = column_height((*self._keys[0], *self._keys[1]), font, rect.height() * 0.17)
        room = rect.width() - left - APART - max(column_overhang(above, font) - 12, 4)
        width = min(room / self.columns, WIDEST)
        slack = max((room - width * self.columns) / 2, 0.0)
        top = rect.top() + line + 4 + above + SPACE
        share = min(max(rect.height() * 0.07, LOWEST_SHARE), HIGHEST_SHARE)
        height = rect.bottom() - (line + 12) - len(self.shares) * (share + 3) - 10 - top
        height = max(min(height, TALLEST * steps), LOWEST_MAP)
        first = QRectF(round(rect.left() + left + slack), round(top), round(width * self.trace.source_length), height)
        second = QRectF(round(first.right() + APART), first.top(), round(width * steps), height)
        shares = tuple(first.bottom() + 10 + number * (share + 3) for number in range(len(self.shares)))
        return _Places(
            CellGrid(first, steps, self.trace.source_length),
            CellGrid(second, steps, steps),
            names,
            above,
            share,
            shares,
            shares[-1] + share + 6,
        )

    def cell(self, rect: QRectF, font: QFont, row: int, column: int) -> QRectF:
        places = self.places(rect, font)
        grid, key = places.grid(column)
        if row < self.visible:
            return grid.cell(row, key)
        return QRectF(grid.column_left(key), places.shares[row - self.visible], grid.cell_width, places.share)

    def cell_at(self, rect: QRectF, font: QFont, point: QPointF) -> tuple[int, int] | None:
        places = self.places(rect, font)
        row = places.source.row_at(point.y())
        if row is None:
            tops = enumerate(places.shares, start=self.visible)
            row = next((number for number, top in tops if top <= point.y() < top + places.share), None)
        elif row >= self.visible:
            return None
        column = places.source.column_at(point.x())
        if column is None:
            column = places.target.column_at(point.x())
            column = None if column is None else column + self.trace.source_length
        return None if row is None or column is None else (row, column)

    # ---- words ----

    def cell_text(self, row: int, column: int) -> tuple[str, str]:
        block = int(column >= self.trace.source_length)
        key = column - block * self.trace.source_length
        reason = int(self._reasons[block][min(row, self.step), key])
        weights = self._weights[block]
        if row < self.visible and weights is None:
            return "", QCoreApplication.translate("Inside", "no such attention in this model")
        if row < self.visible and weights is not None:
            group = DECODER_SELF if block else CROSS
            allowed = reason == MaskReason.ALLOWED
            number = weight_text(float(weights[row, key])) if allowed else reason_text(reason)
            return number, look_text(self.trace, group, row, key)
        piece, chosen = (isolated(text) for text in (self._keys[block][key].text, self._chosen))
        share = self.shares[row - self.visible]
        if reason != MaskReason.ALLOWED:
            words = QCoreApplication.translate("Inside", "{0} gets no share of {1}")
            return reason_text(reason), words.format(piece, chosen)
        value = float((share.target if block else share.source)[key])
        if not share.limit:
            words = QCoreApplication.translate("Inside", "{0}: this step looks at {1}")
            return weight_text(value), words.format(self.rule, piece)
        number = QCoreApplication.translate("Inside", "{0} nats").format(share_text(value))
        words = QCoreApplication.translate("Inside", "{0} of {1}, for the log-probability of {2}")
        return number, words.format(share.name, piece, chosen)

    @property
    def _chosen(self) -> str:
        return shown(self.trace.predicted_pieces[self.step])

    # ---- painting ----

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        places = self.places(rect, painter.font())
        painter.save()
        self._paint_titles(painter, rect, places)
        groups = (CROSS, DECODER_SELF)
        decoded = (1 << 30, self.visible)
        for block, grid in enumerate((places.source, places.target)):
            band = grid.row(self.step)
            painter.fillRect(
                band.adjusted(-places.names - SPACE if not block else 0, 0, 0, 0), QColor(self.theme.raised)
            )
            if (shown := self._maps[block]) is not None:
                shown.paint(painter, grid.rect)
            else:
                self._paint_nothing(painter, grid.rect)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self.theme.line), 1))
            painter.drawRect(grid.rect)
            painter.setPen(QPen(QColor(self.theme.of(groups[block])), 2, j=Qt.PenJoinStyle.MiterJoin))
            painter.drawRect(band.adjusted(-1, -1, 1, 1))
            state = AxisState(None, None, decoded[block])
            paint_columns(painter, grid, self._keys[block], places.columns, state, self.theme)
        widths = row_widths(self._queries, axis_font(painter.font(), places.source.cell_height), places.names)
        rows = AxisState(self.step, None, self.visible)
        paint_rows(painter, places.source, self._queries, widths, rows, self.theme)
        for number in range(len(self.shares)):
            self._paint_share(painter, places, number)
        left = places.source.rect.left() - SPACE - places.names
        paint_legend(painter, QPointF(left, places.legend), rect.right(), self._reasons, self.theme)
        painter.restore()

    def _paint_nothing(self, painter: QPainter, rect: QRectF) -> None:
        painter.setPen(QColor(self.theme.quiet))
        words = QCoreApplication.translate("Inside", "no such attention in this model")
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), words)

    def _paint_titles(self, painter: QPainter, rect: QRectF, places: _Places) -> None:
        line = QFontMetricsF(painter.font()).height()
        base = painter.font()
        painter.setFont(sized(base, QFontInfo(base).pixelSize(), strong=True))
        painter.setPen(QColor(self.theme.text))
        texts = (
            QCoreApplication.translate("Inside", "Source"),
            QCoreApplication.translate("Inside", "Target so far"),
        )
        groups = (
            QCoreApplication.translate("Inside", "cross-attention"),
            QCoreApplication.translate("Inside", "decoder self-attention"),
        )
        rights = (places.target.rect.left() - APART / 2, rect.right())
        for text, group, grid, right in zip(texts, groups, (places.source, places.target), rights, strict=True):
            box = QRectF(grid.rect.left(), rect.top(), right - grid.rect.left(), line)
            painter.setFont(sized(base, QFontInfo(base).pixelSize(), strong=True))
            painter.setPen(QColor(self.theme.text))
            draw_line(painter, box, text, LEFT)
            used = QFontMetricsF(painter.font()).horizontalAdvance(text) + 8
            painter.setFont(smaller(base, 1))
            painter.setPen(QColor(self.theme.quiet))
            draw_line(painter, box.adjusted(used, 0, 0, 0), group, LEFT)
        painter.setFont(base)

    def _paint_share(self, painter: QPainter, places: _Places, number: int) -> None:
        row, base = self.shares[number], painter.font()
        top = places.shares[number]
        self._paint_share_name(painter, places, row, top)
        table, _ = row.scale(self.theme)
        for block, grid in enumerate((places.source, places.target)):
            strip = QRectF(grid.rect.left(), top, grid.rect.width(), places.share)
            self._strips[number][block].paint(painter, strip)
            painter.setPen(QPen(QColor(self.theme.line), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(strip)
            if grid.cell_width < NUMBERS_FROM:
                continue
            values = row.target if block else row.source
            painter.setFont(smaller(base, 1))
            for key in np.flatnonzero(self._reasons_of(block)[: len(values)] == MaskReason.ALLOWED).tolist():
                text = row.text(float(values[key]))
                painter.setPen(ink_on(color_at(table, row.levels(values[key : key + 1])[0]), self.theme))
                if not text.strip("0.,"):
                    painter.setPen(QColor(self.theme.quiet))
                draw_word(painter, QRectF(grid.column_left(key), top, grid.cell_width, places.share), text)
            painter.setFont(base)

    def _paint_share_name(self, painter: QPainter, places: _Places, row: ShareRow, top: float) -> None:
        """Write what the row is; for shares also the number that the strongest colour stands for."""
        base, line = painter.font(), QFontMetricsF(painter.font()).height()
        box = QRectF(places.source.rect.left() - SPACE - places.names, top, places.names, places.share)
        painter.setPen(QColor(self.theme.text))
        if not row.limit:
            draw_line(painter, box, row.name, RIGHT)
            return
        middle = box.center().y()
        draw_line(painter, QRectF(box.left(), middle - line, box.width(), line), row.name, RIGHT)
        painter.setFont(smaller(base))
        painter.setPen(QColor(self.theme.quiet))
        draw_line(painter, QRectF(box.left(), middle, box.width(), line), _scale_text(row), RIGHT)
        painter.setFont(base)


def _scale_text(row: ShareRow) -> str:
    """The unit of a row's numbers, and the number that its strongest colour stands for."""
    greatest = f"{row.limit / 10.0**row.power:.2g}"
    return QCoreApplication.translate("Inside", "in {0}, colours to ±{1}").format(row.unit, greatest)
