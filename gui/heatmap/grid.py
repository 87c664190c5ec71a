"""Where the cells of a map lie in a rectangle, and which one a point meets."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF


@dataclass(frozen=True)
class CellGrid:
    """`rows` x `columns` equal cells that fill `rect`; row q is a query, column k a key."""

    rect: QRectF
    rows: int
    columns: int

    @property
    def cell_width(self) -> float:
        return self.rect.width() / self.columns

    @property
    def cell_height(self) -> float:
        return self.rect.height() / self.rows

    def cell(self, query: int, key: int) -> QRectF:
        return QRectF(self.column_left(key), self.row_top(query), self.cell_width, self.cell_height)

    def row(self, query: int) -> QRectF:
        return QRectF(self.rect.left(), self.row_top(query), self.rect.width(), self.cell_height)

    def rows_until(self, query: int) -> QRectF:
        """All rows before `query`."""
        return QRectF(self.rect.topLeft(), self.rect.topRight() + QPointF(0, query * self.cell_height))

    def row_top(self, query: int) -> float:
        return self.rect.top() + query * self.cell_height

    def column_left(self, key: int) -> float:
        return self.rect.left() + key * self.cell_width

    def row_at(self, y: float) -> int | None:
        row = int((y - self.rect.top()) // self.cell_height)
        return row if 0 <= row < self.rows else None

    def column_at(self, x: float) -> int | None:
        column = int((x - self.rect.left()) // self.cell_width)
        return column if 0 <= column < self.columns else None


def at_least(rect: QRectF, side: float) -> QRectF:
    """The rectangle, grown round its middle where a side is shorter, so that its frame can be seen."""
    x, y = max((side - rect.width()) / 2, 0.0), max((side - rect.height()) / 2, 0.0)
    return rect.adjusted(-x, -y, x, y)
