"""Any view as a table: headers, and cells that are texts or numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gui.look.plain import plain

Index = QModelIndex | QPersistentModelIndex
Cell = str | int | float | None  # None: nothing stands there


class Cells(QAbstractTableModel):
    """`rows` [row][column] under `columns`; floats are shown with as many decimals as are chosen, and kept exact."""

    def __init__(
        self,
        row_names: Sequence[str],
        columns: Sequence[str],
        rows: Sequence[Sequence[Cell]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        if len(row_names) != len(rows) or any(len(row) != len(columns) for row in rows):
            raise ValueError(f"{len(row_names)} names and {len(columns)} columns do not fit the {len(rows)} rows")
        self._names, self._columns, self._rows = list(row_names), list(columns), rows
        self._decimals = 4

    def set_decimals(self, decimals: int) -> None:
        self._decimals = decimals
        if self._rows and self._columns:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self._columns) - 1))

    def cell(self, row: int, column: int) -> Cell:
        return self._rows[row][column]

    def text(self, row: int, column: int) -> str:
        """The cell as it is shown."""
        value = self._rows[row][column]
        if isinstance(value, (float, np.floating)):
            return f"{float(value):.{self._decimals}f}"
        return "" if value is None else str(value)

    def exact(self, row: int, column: int) -> str:
        """The number with all digits that a float32 has."""
        value = self._rows[row][column]
        if isinstance(value, (float, np.floating)):
            return f"{float(value):.9g}"
        return "" if value is None else str(value)

    def row_header(self, row: int) -> str:
        return self._names[row]

    def column_header(self, column: int) -> str:
        return self._columns[column]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            number = isinstance(self.cell(index.row(), index.column()), (int, float, np.floating))
            side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            names = self._names[index.row()], self._columns[index.column()]
            told = self.tr("{0}, {1}: {2}").format(*names, self.exact(index.row(), index.column()))
            return plain(told) if role == Qt.ItemDataRole.ToolTipRole else told
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.column_header(section) if orientation is Qt.Orientation.Horizontal else self.row_header(section)
