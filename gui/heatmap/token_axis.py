"""Labels of rows and columns: pieces of any script, readable at sixty of them, fewer where they would overlap."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QPainter

from gui.heatmap.grid import CellGrid
from gui.look.theme import Theme
from model.values.pieces import is_special, shown
from model.values.sites import Side, SiteGroup
from model.values.trace import Trace

ANGLE = 60.0  # degrees that column labels rise
SMALLEST = 9  # pixels; below this, fewer labels instead of smaller ones
ARROW = "→"
LABEL_SHIFT = 0.25  # from a column's middle to the start of its label, in heights of a line
SPACE = 6.0  # between labels and map


@dataclass(frozen=True)
class TokenLabel:
    """A piece as a label; `predicts` names the next piece where the row is a decoder query."""

    text: str
    special: bool
    predicts: str = ""

    @property
    def both(self) -> str:
        return f"{self.text} {ARROW} {self.predicts}" if self.predicts else self.text


@dataclass(frozen=True)
class AxisState:
    """Which labels matter: the framed row, the one pointed at, and how many are decoded (later ones are faint)."""

    current: int | None = None
    pointed: int | None = None
    decoded: int = 1 << 30


def query_labels(trace: Trace, group: SiteGroup) -> tuple[TokenLabel, ...]:
    """Row labels: row q of decoder attention belongs to input piece q and predicts the piece after it."""
    pieces = trace.query_pieces(group)
    if group.queries is Side.SOURCE:
        return key_labels(pieces)
    predicted = trace.predicted_pieces
    return tuple(TokenLabel(shown(p), is_special(p), shown(n)) for p, n in zip(pieces, predicted, strict=True))


def key_labels(pieces: Sequence[str]) -> tuple[TokenLabel, ...]:
    return tuple(TokenLabel(shown(piece), is_special(piece)) for piece in pieces)


def axis_font(base: QFont, space: float) -> QFont:
    """The base font, smaller where a label has less than its height, but never below `SMALLEST` pixels."""
    font = QFont(base)
    font.setPixelSize(max(min(QFontInfo(base).pixelSize(), int(space / 1.2)), SMALLEST))
    return font


def needed(font: QFont) -> float:
    """The distance between two labels: the height of letters, without the extra space that some scripts' fonts add."""
    return 1.07 * QFontInfo(font).pixelSize()


def spread(count: int, space: float, line: float, first: Sequence[int | None]) -> list[int]:
    """Positions whose labels fit: those in `first` come first, in their order; then every n-th where there is room."""
    if space >= line:
        return list(range(count))
    kept: list[int] = []
    for position in (*(p for p in first if p is not None and p < count), *range(0, count, math.ceil(line / space))):
        if all(abs(position - other) * space >= line for other in kept):
            kept.append(position)
    return sorted(kept)


@dataclass(frozen=True)
class RowWidths:
    """Pixels for the row's piece and for the arrow with the piece it predicts."""

    text: float
    predicts: float

    @property
    def all(self) -> float:
        return self.text + self.predicts


def row_widths(labels: Sequence[TokenLabel], base: QFont, limit: float) -> RowWidths:
    """The widths that row labels need; beyond `limit` both parts shrink by the same factor and labels are elided."""
    strong = QFont(base)
    strong.setWeight(QFont.Weight.DemiBold)
    bold, plain = QFontMetricsF(strong), QFontMetricsF(base)
    text = max((bold.horizontalAdvance(label.text) for label in labels), default=0.0) + 2
    predicted = {label.predicts for label in labels if label.predicts}
    predicts = max((plain.horizontalAdvance(f" {ARROW} {piece}") for piece in predicted), default=0.0)
    predicts += 3 if predicts else 0
    share = min(limit / (text + predicts), 1.0) if text + predicts else 1.0
    return RowWidths(text * share, predicts * share)


def column_height(labels: Sequence[TokenLabel], base: QFont, limit: float) -> float:
    """Height of the rotated column labels, at most `limit`."""
    strong = QFont(base)
    strong.setWeight(QFont.Weight.DemiBold)
    metrics = QFontMetricsF(strong)
    longest = max((metrics.horizontalAdvance(label.text) for label in labels), default=0.0) + 2
    tilt = math.radians(ANGLE)
    return min(longest * math.sin(tilt) + metrics.height() * math.cos(tilt), limit)


def column_overhang(height: float, font: QFont) -> float:
    """How far the longest label reaches to the right of its column's middle."""
    tilt, line = math.radians(ANGLE), QFontMetricsF(font).height()
    return line * LABEL_SHIFT + _length(height, line) * math.cos(tilt) + line / 2 * math.sin(tilt)


def _length(height: float, line: float) -> float:
    """The text length of a rotated label that is `height` high."""
    tilt = math.radians(ANGLE)
    return (height - line * math.cos(tilt)) / math.sin(tilt)


def _ink(theme: Theme, label: TokenLabel, position: int, state: AxisState) -> QColor:
    if position >= state.decoded:
        color = QColor(theme.quiet)
        color.setAlphaF(0.45)
        return color
    strong = position in (state.current, state.pointed)
    return QColor(theme.quiet if label.special and not strong else theme.text)


def _weighted(font: QFont, strong: bool) -> QFont:
    font = QFont(font)
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return font


def _draw(painter: QPainter, box: QRectF, align: Qt.AlignmentFlag, text: str) -> None:
    """One elided line; absolute alignment, since right-to-left text must stay at its row or column too."""
    text = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    flags = align | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
    painter.drawText(box, int(flags) | int(Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip), text)


def paint_rows(
    painter: QPainter, grid: CellGrid, labels: Sequence[TokenLabel], widths: RowWidths, state: AxisState, theme: Theme
) -> None:
    """Labels left of the grid: the piece, right-aligned, then an arrow and what it predicts, more quietly."""
    base = painter.font()
    font = axis_font(base, grid.cell_height)
    line = QFontMetricsF(font).height()
    left = grid.rect.left() - SPACE - widths.all
    for q in spread(len(labels), grid.cell_height, needed(font), (state.pointed, state.current, 0)):
        label, strong = labels[q], q in (state.current, state.pointed)
        top = grid.row_top(q) + (grid.cell_height - line) / 2
        painter.setFont(_weighted(font, strong))
        painter.setPen(_ink(theme, label, q, state))
        _draw(painter, QRectF(left, top, widths.text, line), Qt.AlignmentFlag.AlignRight, label.text)
        if label.predicts and q < state.decoded:
            painter.setFont(font)
            arrow = QFontMetricsF(font).horizontalAdvance(f" {ARROW} ")
            painter.setPen(QColor(theme.text if strong else theme.quiet))
            box = QRectF(left + widths.text, top, widths.predicts, line)
            _draw(painter, box, Qt.AlignmentFlag.AlignLeft, f" {ARROW} ")
            _draw(painter, box.adjusted(arrow, 0, 0, 0), Qt.AlignmentFlag.AlignLeft, label.predicts)
    painter.setFont(base)


def paint_columns(
    painter: QPainter, grid: CellGrid, labels: Sequence[TokenLabel], height: float, state: AxisState, theme: Theme
) -> None:
    """Labels above the grid, rising from the middle of their columns."""
    base = painter.font()
    tilt = math.radians(ANGLE)
    between = grid.cell_width * math.sin(tilt)  # from one rotated line to the next
    font = axis_font(base, between)
    line = QFontMetricsF(font).height()
    length = _length(height, line)
    for k in spread(len(labels), between, needed(font), (state.pointed, state.current, 0)):
        painter.setFont(_weighted(font, k in (state.current, state.pointed)))
        painter.setPen(_ink(theme, labels[k], k, state))
        painter.save()
        painter.translate(grid.column_left(k) + grid.cell_width / 2 + line * LABEL_SHIFT, grid.rect.top() - SPACE / 2)
        painter.rotate(-ANGLE)
        _draw(painter, QRectF(0, -line / 2, length, line), Qt.AlignmentFlag.AlignLeft, labels[k].text)
        painter.restore()
    painter.setFont(base)
