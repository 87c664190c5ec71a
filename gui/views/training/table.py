"""The numbers of a training as a table: to read and to copy; it grows while the training goes on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from gui.look.look import look
from gui.look.plain import PlainLabel
from gui.look.theme import table_style
from gui.state.folders import Place
from gui.state.language import language
from gui.state.run import Floats, Logged, Run
from gui.views.parts.csv_file import csv_bytes, csv_text, tab_text
from gui.views.parts.elided_label import ElidedLabel
from gui.views.parts.file_dialogs import FileKind, ask_save
from gui.views.parts.screen_room import open_as
from gui.views.training.words import scored_text
from model.errors import UserError
from model.files import write_bytes
from model.values.training_events import Evaluation

Index = QModelIndex | QPersistentModelIndex


def selected_text(view: QTableView) -> str:
    """The selected rows, or all when none or only one is selected, as tab-separated lines with headers."""
    model = view.model()
    rows = sorted({index.row() for index in view.selectionModel().selectedIndexes()})
    if len(rows) < 2:
        rows = list(range(model.rowCount()))
    columns = range(model.columnCount())
    lines = [[str(model.headerData(column, Qt.Orientation.Horizontal) or "") for column in columns]]
    lines += [[str(model.index(row, column).data() or "") for column in columns] for row in rows]
    return tab_text(lines)


def copy_selected(view: QTableView) -> None:
    """Let Ctrl+C, and a menu at the pointer, copy `selected_text`."""
    copy = QAction(QCoreApplication.translate("Tables", "Copy"), view)
    copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
    copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(selected_text(view)))
    view.addAction(copy)
    view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)


class MetricsModel(QAbstractTableModel):
    """A row for every step that was logged or evaluated; what was not measured there is empty."""

    FROM_LOG = ("epoch", "loss", "nll", "learning_rate", "gradient_norm", "tokens_per_second", "seconds")

    def __init__(self, run: Run, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._run = run
        self._steps: Floats = np.empty(0)
        self._logged: Logged = run.reading.logged
        self._evaluations: dict[int, Evaluation] = {}
        run.opened.connect(self._read)
        run.metrics_changed.connect(self._read)
        self._read()

    def _read(self) -> None:
        reading = self._run.reading
        evaluations = {evaluation.step: evaluation for evaluation in reading.evaluations}
        steps = np.union1d(reading.logged.of("step"), np.array(list(evaluations), dtype=float))
        old = len(self._steps)
        grown = len(steps) > old and np.array_equal(steps[:old], self._steps)
        if grown:
            self.beginInsertRows(QModelIndex(), old, len(steps) - 1)  # a reader further up is not disturbed
        else:
            self.beginResetModel()
        self._steps, self._logged, self._evaluations = steps, reading.logged, evaluations
        if grown:
            self.endInsertRows()
        else:
            self.endResetModel()

    def value(self, row: int, column: int) -> float | None:
        """The number with all its digits; None where nothing was measured."""
        step = self._steps[row]
        if column == 0:
            return float(step)
        if column <= len(self.FROM_LOG):
            where = int(np.searchsorted(self._logged.of("step"), step))
            if where >= len(self._logged) or self._logged.of("step")[where] != step:
                return None
            number = float(self._logged.of(self.FROM_LOG[column - 1])[where])
            return None if np.isnan(number) else number
        evaluation = self._evaluations.get(int(step))
        if evaluation is None:
            return None
        return (evaluation.nll, evaluation.perplexity, evaluation.bleu, evaluation.chrf, evaluation.exact)[
            column - len(self.FROM_LOG) - 1
        ]

    def exact(self, row: int, column: int) -> str:
        """The number with all its digits, epochs counted from 1; empty where nothing was measured."""
        value = self.value(row, column)
        return "" if value is None else f"{value + (column == 1):.9g}"

    def text(self, row: int, column: int) -> str:
        value = self.value(row, column)
        if value is None:
            return ""
        digits = (".0f", ".0f", ".4f", ".4f", ".3g", ".3f", ".0f", ".1f", ".4f", ".3f", ".2f", ".2f")
        if column == 1:
            return f"{value + 1:.0f}"  # counted from 1 on the screen
        if column == len(digits):
            return f"{100 * value:.1f} %"
        return f"{value:{digits[column]}}"

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._steps)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.FROM_LOG) + 6

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole or orientation is Qt.Orientation.Vertical:
            return None
        return (
            self.tr("step"),
            self.tr("epoch"),
            self.tr("smoothed loss"),
            self.tr("training loss"),
            self.tr("learning rate"),
            self.tr("gradient norm"),
            self.tr("pieces/s"),
            self.tr("seconds"),
            self.tr("validation loss"),
            self.tr("perplexity"),
            self.tr("BLEU"),
            self.tr("chrF2"),
            self.tr("exactly right"),
        )[section]


class TrainingTable(QDialog):
    """All logged steps and evaluations of the run; losses are in nats a target piece."""

    def __init__(self, run: Run, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = run.name
        title = self.tr("{0}: its numbers").format(run.name)
        self.setWindowTitle(title)
        open_as(self, 1210, 520)
        self.model = MetricsModel(run, self)
        self.view = QTableView()
        self.view.setModel(self.model)
        self.view.setAccessibleName(title)
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setAlternatingRowColors(True)
        self.view.setTabKeyNavigation(False)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(24)
        copy_selected(self.view)
        heading = PlainLabel(title)
        heading.setProperty("title", True)
        self.note = ElidedLabel(self._meaning(run), max_lines=2)
        self.note.setProperty("quiet", True)
        self.copy_button = QPushButton(self.tr("Copy"))
        self.copy_button.setAccessibleName(self.tr("Copy"))
        self.copy_button.setToolTip(self.tr("The selected rows, or all, with tabs between the numbers"))
        self.copy_button.setAutoDefault(False)
        self.copy_button.clicked.connect(self.copy)
        self.save_button = QPushButton(self.tr("Save as CSV\u2026"))
        self.save_button.setAccessibleName(self.tr("Save as CSV"))
        self.save_button.setToolTip(self.tr("All numbers with all their digits; what was not measured stays empty"))
        self.save_button.setAutoDefault(False)
        self.save_button.clicked.connect(self._ask_where)
        bottom = QHBoxLayout()
        bottom.addWidget(self.note, 1)
        bottom.addWidget(self.copy_button)
        bottom.addWidget(self.save_button)
        layout = QVBoxLayout(self)
        layout.addWidget(heading)
        layout.addWidget(self.view, 1)
        layout.addLayout(bottom)
        metrics = self.view.fontMetrics()
        for column in range(self.model.columnCount()):
            name = self.model.headerData(column, Qt.Orientation.Horizontal) or ""
            self.view.setColumnWidth(column, max(metrics.horizontalAdvance(name) + 24, 66))
        look.follow(self._restyle)
        self.view.scrollToBottom()
        self.view.setFocus()

    def _meaning(self, run: Run) -> str:
        """What the numbers are of, and in which units."""
        text = self.tr(
            "Losses are in nats a target piece: training over the updates since the row before, validation over the "
            "whole set. Speed counts target pieces and updates alone; seconds count evaluations, too."
        )
        return " ".join(part for part in (text, scored_text(run, self.locale())) if part)

    def _restyle(self) -> None:
        theme = look.theme
        self.view.setStyleSheet(table_style(theme, theme.raised, theme.text))

    def _ask_where(self) -> None:
        kind = FileKind(self.tr("CSV files"), ".csv")
        path = ask_save(self, self.tr("Save as CSV"), Place.RESULTS, self._name, [kind])
        if path is not None:
            self.save_csv(path)

    def save_csv(self, path: Path) -> None:
        """Write all rows; if that fails, the old file stays as it was."""
        rows, columns = range(self.model.rowCount()), range(self.model.columnCount())
        lines = [[self.model.headerData(column, Qt.Orientation.Horizontal) or "" for column in columns]]
        lines += [[self.model.exact(row, column) for column in columns] for row in rows]
        try:
            write_bytes(path, csv_bytes(csv_text(lines)))
            self.note.setText(self.tr("Saved as {0}.").format(path))
        except UserError as error:
            self.note.setText(language.say(error.sentence))

    def copy(self) -> None:
        QGuiApplication.clipboard().setText(selected_text(self.view))
        self.note.setText(self.tr("Copied."))
