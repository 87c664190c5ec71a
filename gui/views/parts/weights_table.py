"""The numbers of one head, or of any view, as a table: to read, to copy, to save."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QIODevice, QSaveFile
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from gui.look.look import look
from gui.look.plain import PlainLabel, plain
from gui.look.theme import table_style
from gui.state.folders import Place
from gui.views.parts.context_menu import MenuEntry, open_menu
from gui.views.parts.csv_file import csv_bytes, csv_text, tab_text
from gui.views.parts.elided_combo import ElidedComboBox
from gui.views.parts.elided_label import ElidedLabel
from gui.views.parts.file_dialogs import FileKind, ask_save
from gui.views.parts.screen_room import open_as
from gui.views.parts.weights_model import WeightsModel

DECIMALS = (4, 6, 8)


class TableModel(Protocol):
    """What a table of numbers shows; a QAbstractTableModel that also gives its cells as texts."""

    def set_decimals(self, decimals: int) -> None: ...
    def text(self, row: int, column: int) -> str: ...
    def exact(self, row: int, column: int) -> str: ...
    def row_header(self, row: int) -> str: ...
    def column_header(self, column: int) -> str: ...
    def rowCount(self) -> int: ...
    def columnCount(self) -> int: ...


class NumbersTable(QDialog):
    """A window round a model of numbers."""

    def __init__(self, title: str, model: TableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self.setWindowTitle(title)
        open_as(self, 860, 520)
        self.model = model
        assert isinstance(model, QAbstractTableModel)
        model.setParent(self)
        self.view = QTableView()
        self.view.setModel(model)
        self.view.setAccessibleName(title)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.view.verticalHeader().setDefaultSectionSize(24)
        self.view.setTabKeyNavigation(False)
        self.decimals = ElidedComboBox()
        self.decimals.setAccessibleName(self.tr("Decimals"))
        self.decimals.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for count in DECIMALS:
            self.decimals.addItem(self.tr("{0} decimals").format(count), count)
        self.decimals.currentIndexChanged.connect(self._decimals_chosen)
        self.copy_button = QPushButton(self.tr("Copy"))
        self.copy_button.setToolTip(self.tr("The selected cells, or all, with tabs between them and their headers"))
        self.copy_button.clicked.connect(self.copy)
        self.save_button = QPushButton(self.tr("Save as CSV\u2026"))
        self.save_button.setToolTip(self.tr("All numbers with all their digits; masked cells stay empty"))
        self.save_button.clicked.connect(self._ask_where)
        self.note = ElidedLabel(max_lines=2)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.view)
        shortcut.activated.connect(self.copy)
        heading = PlainLabel(title)
        heading.setProperty("title", True)
        top = QHBoxLayout()
        top.addWidget(heading)
        top.addStretch(1)
        top.addWidget(self.decimals)
        bottom = QHBoxLayout()
        bottom.addWidget(self.note, 1)
        for button in (self.copy_button, self.save_button):
            button.setAutoDefault(False)
            button.setAccessibleName(button.text())
            bottom.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(self.view, 1)
        layout.addLayout(bottom)
        look.follow(self._restyle)
        self.view.setFocus()

    def _restyle(self) -> None:
        theme = look.theme
        self.view.setStyleSheet(table_style(theme, theme.accent, theme.on_accent))
        self._fit_columns()

    def selected_text(self) -> str:
        """The selected cells, or all when none or only one is selected, as tab-separated lines with headers."""
        ranges = self.view.selectionModel().selection()
        row_numbers, column_numbers = range(self.model.rowCount()), range(self.model.columnCount())
        if ranges.count() and len(ranges.indexes()) > 1:
            box = ranges.first()
            row_numbers = range(box.top(), box.bottom() + 1)
            column_numbers = range(box.left(), box.right() + 1)
        lines = [["", *(self.model.column_header(k) for k in column_numbers)]]
        lines += [[self.model.row_header(q), *(self.model.text(q, k) for k in column_numbers)] for q in row_numbers]
        return tab_text(lines)

    def csv_text(self) -> str:
        """The whole matrix with every digit; masked cells are empty, so they cannot look like numbers."""
        columns = range(self.model.columnCount())
        lines = [["", *(self.model.column_header(k) for k in columns)]]
        for q in range(self.model.rowCount()):
            lines.append([self.model.row_header(q), *(self.model.exact(q, k) for k in columns)])
        return csv_text(lines)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        entries = [
            MenuEntry(self.tr("Copy"), self.copy),
            MenuEntry(self.tr("Save as CSV\u2026"), self._ask_where),
        ]
        open_menu(self, event, entries)

    def copy(self) -> None:
        QGuiApplication.clipboard().setText(self.selected_text())
        self._say(self.tr("Copied."))

    def save_csv(self, path: str) -> None:
        """Write the whole matrix; if that fails, the old file stays as it was."""
        file = QSaveFile(path)
        written = file.open(QIODevice.OpenModeFlag.WriteOnly) and file.write(csv_bytes(self.csv_text())) >= 0
        if written and file.commit():
            self._say(self.tr("Saved as {0}.").format(path))
        else:
            self._say(
                self.tr("{0} could not be written ({1}); choose another folder.").format(path, file.errorString()), True
            )

    def _say(self, text: str, error: bool = False) -> None:
        self.note.setProperty("error", error)
        self.note.style().unpolish(self.note)
        self.note.style().polish(self.note)
        self.note.setText(text)
        self.note.setToolTip(plain(text))

    def _ask_where(self) -> None:
        kind = FileKind(self.tr("CSV files"), ".csv")
        path = ask_save(self, self.tr("Save as CSV"), Place.RESULTS, "numbers", [kind])
        if path is not None:
            self.save_csv(str(path))

    def _decimals_chosen(self) -> None:
        self.model.set_decimals(self.decimals.currentData())
        self._fit_columns()

    def _fit_columns(self) -> None:
        self.view.resizeColumnsToContents()
        for column in range(self.model.columnCount()):
            self.view.setColumnWidth(column, max(self.view.columnWidth(column), 72))


class WeightsTable(NumbersTable):
    """`values` and `reasons` are [query, key]; `rows` and `columns` name the pieces, and are numbered from 1."""

    def __init__(
        self,
        title: str,
        rows: Sequence[str],
        columns: Sequence[str],
        values: NDArray[np.floating[Any]],
        reasons: NDArray[np.integer[Any]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, WeightsModel(rows, columns, values, reasons), parent)
