"""A matrix of attention weights as a Qt table model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from gui.look.look import look
from gui.look.plain import plain
from model.values.masks import MaskReason

Index = QModelIndex | QPersistentModelIndex


class WeightsModel(QAbstractTableModel):
    """Row q, column k is weights[q, k]; a masked cell says why instead of showing a number."""

    def __init__(
        self,
        rows: Sequence[str],
        columns: Sequence[str],
        values: NDArray[np.floating[Any]],  # [query, key]
        reasons: NDArray[np.integer[Any]],  # [query, key], `MaskReason`
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        if values.shape != (len(rows), len(columns)) or reasons.shape != values.shape:
            raise ValueError(f"{len(rows)} rows and {len(columns)} columns do not name a matrix of {values.shape}")
        self._rows, self._columns, self._values, self._reasons = list(rows), list(columns), values, reasons
        self._decimals = 4

    def set_decimals(self, decimals: int) -> None:
        self._decimals = decimals
        if self._rows and self._columns:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self._columns) - 1))

    def text(self, row: int, column: int) -> str:
        """The cell as it is shown."""
        reason = self._reasons[row, column]
        if reason == MaskReason.FUTURE:
            return self.tr("masked (future)")
        if reason == MaskReason.PADDING:
            return self.tr("masked (padding)")
        return f"{float(self._values[row, column]):.{self._decimals}f}"

    def exact(self, row: int, column: int) -> str:
        """The number with all digits that a float32 has; empty where the cell is masked."""
        masked = self._reasons[row, column] != MaskReason.ALLOWED
        return "" if masked else f"{float(self._values[row, column]):.9g}"

    def row_header(self, row: int) -> str:
        return f"{row + 1} {self._rows[row]}"

    def column_header(self, column: int) -> str:
        return f"{column + 1} {self._columns[column]}"

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.text(row, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.ForegroundRole:
                masked = self._reasons[row, column] != MaskReason.ALLOWED
                return QColor(look.theme.quiet) if masked else None
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                value = self.exact(row, column) or self.text(row, column)
                told = self.tr("{0} looks at {1}: {2}").format(self._rows[row], self._columns[column], value)
                return plain(told) if role == Qt.ItemDataRole.ToolTipRole else told
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.column_header(section) if orientation is Qt.Orientation.Horizontal else self.row_header(section)
