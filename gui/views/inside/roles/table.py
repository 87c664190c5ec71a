"""All heads of one kind as a sortable table: a row a head, a column a measure."""

from __future__ import annotations

from math import isnan
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSignalBlocker,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from gui.heatmap.words import head_text
from gui.look.look import look
from gui.look.plain import plain
from gui.views.inside.roles.rules import definition
from gui.views.inside.roles.words import column_text, measure_text, named_text, with_even
from model.values.questions.head_measures import HeadMeasures, measured
from model.values.questions.head_roles import Names
from model.values.sites import SiteGroup

Index = QModelIndex | QPersistentModelIndex
LAYER, HEAD, ROLE, FIRST_MEASURE = range(4)
TO_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
TO_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
PAINTED = frozenset(
    int(role)
    for role in (
        Qt.ItemDataRole.FontRole,
        Qt.ItemDataRole.ForegroundRole,
        Qt.ItemDataRole.BackgroundRole,
        Qt.ItemDataRole.CheckStateRole,
        Qt.ItemDataRole.DecorationRole,
        Qt.ItemDataRole.SizeHintRole,
    )
)  # roles without an answer
WIDTHS = {LAYER: 26, HEAD: 26, ROLE: 88}  # pixels; the measures share the rest
NARROWEST = 45  # pixels of a measure's column; below, the table scrolls sideways


class HeadsModel(QAbstractTableModel):
    """Layer, head, role, then the measures of the kind. `UserRole` gives what rows are sorted by."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._measures: HeadMeasures | None = None
        self._names: Names = ()
        self._values: list[list[float]] = []  # [row][measure]
        self._columns = 0
        self._texts: list[list[str]] = []  # [row][column]
        self._marked: tuple[int, Qt.SortOrder] | None = None

    def show(self, measures: HeadMeasures, names: Names) -> None:
        self.beginResetModel()
        self._measures, self._names = measures, names
        means = [measures.mean(measure) for measure in measured(measures.group)]
        self._values = [
            [float(mean[layer, head]) for mean in means]
            for layer in range(measures.layers)
            for head in range(measures.heads)
        ]
        self._columns = FIRST_MEASURE + len(means)
        rows, columns = range(self.rowCount()), range(self.columnCount())
        self._texts = [[self._text(row, column) for column in columns] for row in rows]
        self.endResetModel()

    def mark(self, column: int, order: Qt.SortOrder) -> None:
        """Show in its header that rows are sorted by a column; -1: by none."""
        self._marked = (column, order) if column >= 0 else None
        if self.columnCount():
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def head_of(self, row: int) -> tuple[int, int]:
        """Layer and head of an unsorted row."""
        return divmod(row, len(self._names[0]))

    def row_of(self, layer: int, head: int) -> int:
        return layer * len(self._names[0]) + head

    def exact(self, row: int, column: int) -> str | int | float | None:
        """A cell with all its digits; None where nothing was measured."""
        layer, head = self.head_of(row)
        assert self._measures is not None
        if column in (LAYER, HEAD):
            return (layer, head)[column] + 1
        if column == ROLE:
            return named_text(self._names[layer][head], self._measures.group)
        value = self._values[row][column - FIRST_MEASURE]
        return None if isnan(value) else value

    def header(self, column: int, long: bool = False) -> str:
        assert self._measures is not None
        if column < FIRST_MEASURE:
            if long:
                return (self.tr("layer"), self.tr("head"), self.tr("role"))[column]
            return (self.tr("L"), self.tr("H"), self.tr("Role"))[column]
        group = self._measures.group
        measure = measured(group)[column - FIRST_MEASURE]
        return measure_text(measure, group) if long else column_text(measure, group)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._values)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._columns

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        # Painting asks for a dozen roles of every visible cell, so the roles asked most are answered first.
        if role in PAINTED or not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts[row][column]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return TO_LEFT if column == ROLE else TO_RIGHT
        if role == Qt.ItemDataRole.UserRole:
            return self._order(row, column)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole) and column >= FIRST_MEASURE:
            assert self._measures is not None
            (layer, head), value = self.head_of(row), self.exact(row, column)
            told = self.tr("{0}, {1}: {2}").format(
                head_text(layer, head), self.header(column, long=True), "—" if value is None else f"{value:.6f}"
            )
            even = self._measures.even(measured(self._measures.group)[column - FIRST_MEASURE])
            told = told if value is None else with_even(told, f"{float(even[layer, head]):.6f}")
            return plain(told) if role == Qt.ItemDataRole.ToolTipRole else told
        return None

    def _text(self, row: int, column: int) -> str:
        value = self.exact(row, column)
        if isinstance(value, float):
            return f"{value:.2f}" if value < 10 else f"{value:.1f}"  # distances; saves room
        return "—" if value is None else str(value)

    def _order(self, row: int, column: int) -> str | int | float:
        """What rows are sorted by."""
        layer, head = self.head_of(row)
        if column == LAYER:
            return row  # heads of one layer in their order
        if column == HEAD:
            return head * self.rowCount() + layer
        value = self.exact(row, column)
        return -1.0 if value is None else value  # measures are never negative, so what was not measured comes first

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or self._measures is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            arrow = ""
            if self._marked is not None and self._marked[0] == section:
                arrow = "▾" if self._marked[1] is Qt.SortOrder.DescendingOrder else "▴"
            return self.header(section) + arrow
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            name = self.header(section, long=True)
            if section < FIRST_MEASURE:
                return name
            group = self._measures.group
            name = name[:1].upper() + name[1:]
            told = self.tr("{0}: {1}").format(name, definition(measured(group)[section - FIRST_MEASURE], group))
            return plain(told) if role == Qt.ItemDataRole.ToolTipRole else told
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if section == ROLE else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


class HeadsTable(QTableView):
    """A click on a header sorts; Enter or Space sorts by the current column. Doing it again reverses the order."""

    head_chosen = Signal(int, int)  # layer, head

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heads = HeadsModel(self)
        self.sorted = QSortFilterProxyModel(self)
        self.sorted.setSourceModel(self.heads)
        self.sorted.setSortRole(Qt.ItemDataRole.UserRole)
        self.setModel(self.sorted)
        self.setAccessibleName(self.tr("All heads with their measures"))
        self.setAccessibleDescription(self.tr("Enter sorts by the current column"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.sorting: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)  # -1: as in the map
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(23)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(20)
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self.sort_by)
        self._group: SiteGroup | None = None
        look.follow(self._restyle)

    def show_heads(self, measures: HeadMeasures, names: Names) -> None:
        """Show other numbers; the chosen order stays, unless the columns have changed."""
        with QSignalBlocker(self.selectionModel()):
            self.heads.show(measures, names)
        if measures.group is not self._group:
            self._group = measures.group
            self._sort(-1, Qt.SortOrder.AscendingOrder)
        self._share_width()

    def show_selected(self, layer: int, head: int) -> None:
        """Select the row of this head and bring it into sight; the current column stays."""
        row = self.sorted.mapFromSource(self.heads.index(self.heads.row_of(layer, head), 0)).row()
        if row != self.currentIndex().row() or not self.selectionModel().isRowSelected(row, QModelIndex()):
            index = self.sorted.index(row, max(self.currentIndex().column(), ROLE))
            flags = QItemSelectionModel.SelectionFlag
            across = self.horizontalScrollBar().value()
            with QSignalBlocker(self):
                self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.scrollTo(index)
            self.horizontalScrollBar().setValue(across)  # layer and head stay in sight where not all columns fit

    def sort_by(self, column: int) -> None:
        """The greatest number first, names and places from their beginning; once more the other way round."""
        rising, falling = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        first, other = (falling, rising) if column >= FIRST_MEASURE else (rising, falling)
        self._sort(column, other if self.sorting == (column, first) else first)
        self.scrollTo(self.currentIndex())

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        self.sorting = column, order
        self.sorted.sort(column, order)
        self.heads.mark(column, order)

    def _restyle(self) -> None:
        theme = look.theme
        self.setStyleSheet(
            f"QTableView {{ background: {theme.panel}; border: 1px solid {theme.line}; border-radius: 6px; outline: 0;"
            f" selection-background-color: {theme.raised}; selection-color: {theme.text}; }}"
            f"QTableView:focus {{ border: 1px solid {theme.accent}; }}"
            f"QTableView::item {{ padding: 0 4px; border: none; }}"
            f"QTableView::item:selected {{ background: {theme.raised}; color: {theme.text}; font-weight: 600; }}"
            f"QTableView::item:selected:focus {{ border-bottom: 2px solid {theme.accent}; }}"
            f"QHeaderView {{ background: {theme.panel}; }}"
            f"QHeaderView::section {{ background: {theme.panel}; color: {theme.quiet}; font-size: 11px; border: none;"
            f" border-bottom: 1px solid {theme.line}; padding: 4px 5px 4px 1px; }}"
        )

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and current.row() != previous.row():
            row = self.sorted.mapToSource(self.sorted.index(current.row(), 0)).row()
            self.head_chosen.emit(*self.heads.head_of(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.sort_by(self.currentIndex().column())
        elif event.text() and event.key() < Qt.Key.Key_Escape:
            event.ignore()  # letters would search here; digits and brackets are the window's
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        count = self.heads.columnCount() - FIRST_MEASURE
        if count <= 0:
            return
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, width)
        room = self.viewport().width() - sum(WIDTHS.values())
        width = max(room // count, NARROWEST)
        for column in range(count):
            spare = max(room - width * count, 0) if column == count - 1 else 0
            self.setColumnWidth(FIRST_MEASURE + column, width + spare)
