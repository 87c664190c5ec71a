"""All parameters of our Transformer beside the tensors that they come from, and the tensors left over."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.look.look import look
from gui.look.plain import plain
from gui.state.language import language
from gui.views.parts.elided_label import ElidedLabel
from gui.views.parts.numbers import count_text
from model.foreign.plain.checking import LeftOver, Line, Report, shape_text
from model.foreign.plain.inspect import Shape

Index = QModelIndex | QPersistentModelIndex
COLUMNS = 5


class ReportModel(QAbstractTableModel):
    """A row for each parameter, then one for each tensor that was left over; or only those that do not match."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._report: Report | None = None
        self._rows: list[Line | LeftOver] = []
        self._only_problems = False

    def show_report(self, report: Report | None) -> None:
        self._report = report
        self._fill()

    def show_only_problems(self, only: bool) -> None:
        self._only_problems = only
        self._fill()

    def _fill(self) -> None:
        self.beginResetModel()
        rows: list[Line | LeftOver] = []
        if self._report is not None:
            # What does not fit comes first, with or without the filter.
            wrong = [line for line in self._report.lines if line.state in ("missing", "wrong shape")]
            rows = [*wrong, *self._report.left_over]
            if not self._only_problems:
                rows += [line for line in self._report.lines if line.state not in ("missing", "wrong shape")]
        self._rows = rows
        self.endResetModel()

    def row(self, number: int) -> tuple[str, ...]:
        """Parameter, tensor, needed shape, found shape, state: as shown."""
        row = self._rows[number]
        if isinstance(row, LeftOver):
            state = self.tr("left over, inside a layer") if row.inside else self.tr("left over")
            return "", row.tensor, "", _shape(row.shape), state
        tensor = row.tensor if row.part is None else self.tr("{0} ({1} of 3)").format(row.tensor, row.part + 1)
        states = {
            "matched": self.tr("matched"),
            "zeros": self.tr("no bias: zeros"),
            "missing": self.tr("missing"),
            "wrong shape": self.tr("wrong shape"),
        }
        found = "" if row.found is None else _shape(row.found)
        return row.parameter, tensor, _shape(row.expected), found, states[row.state]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else COLUMNS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            text = self.row(index.row())[index.column()]
            return plain(text) if role == Qt.ItemDataRole.ToolTipRole else text
        if role == Qt.ItemDataRole.ForegroundRole:
            row = self._rows[index.row()]
            wrong = row.inside if isinstance(row, LeftOver) else row.state in ("missing", "wrong shape")
            quiet = isinstance(row, LeftOver) or row.state == "zeros"
            return QColor(look.theme.error) if wrong else QColor(look.theme.quiet) if quiet else None
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole or orientation is Qt.Orientation.Vertical:
            return None
        names = (self.tr("Parameter"), self.tr("Tensor"), self.tr("Needed"), self.tr("Found"), self.tr("State"))
        return names[section]


def _shape(shape: Shape | None) -> str:
    return language.say(shape_text(shape))


class _EndDelegate(QStyledItemDelegate):
    """Elides long texts at the start, because the names of tensors begin alike."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideLeft


class ReportPart(QWidget):
    """The table, how many there are of each, and the choice to see only what does not match."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ReportModel(self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("Parameters and tensors"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.table.setItemDelegateForColumn(1, _EndDelegate(self.table))
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(24)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate((228, 0, 92, 92, 84)):
            if width:
                header.resizeSection(column, width)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.summary = ElidedLabel()
        self.summary.setProperty("quiet", True)
        self.summary.setAccessibleName(self.tr("What matched"))
        self.only = QToolButton()
        self.only.setText(self.tr("Only what does not match"))
        self.only.setAccessibleName(self.only.text())
        self.only.setCheckable(True)
        self.only.setProperty("choice", True)
        self.only.toggled.connect(self.model.show_only_problems)
        line = QHBoxLayout()
        line.addWidget(self.summary, 1)
        line.addWidget(self.only)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(line)
        layout.addWidget(self.table, 1)

    def show_report(self, report: Report | None) -> None:
        self.model.show_report(report)
        self.summary.setText("" if report is None else self.numbers_text(report))
        self.summary.setToolTip(plain(self.summary.text()))

    def numbers_text(self, report: Report) -> str:
        """ "252 matched · 0 missing · 0 of wrong shape · 1 left over" """
        numbers, locale = report.numbers, self.locale()
        parts = (
            (self.tr("{0} matched"), numbers["matched"] + numbers["zeros"]),
            (self.tr("{0} missing"), numbers["missing"]),
            (self.tr("{0} of wrong shape"), numbers["wrong shape"]),
            (self.tr("{0} left over"), numbers["left over"]),
        )
        return " \u00b7 ".join(text.format(count_text(number, locale)) for text, number in parts)
