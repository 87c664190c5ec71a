"""All validation sentences that were translated at one moment, as a table."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QVBoxLayout, QWidget

from gui.look.look import look
from gui.look.plain import plain
from gui.look.theme import table_style
from gui.state.run import Run
from gui.views.parts.elided_label import ElidedLabel
from gui.views.parts.numbers import count_text
from gui.views.training.table import copy_selected
from model.values.training_events import Sample

Index = QModelIndex | QPersistentModelIndex
VERDICT, SOURCE, REFERENCE, TRANSLATION = range(4)


class SamplesModel(QAbstractTableModel):
    """A row for each sentence; a translation that changed since the moment before is bold."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._samples: tuple[Sample, ...] = ()
        self._before: dict[int, Sample] = {}

    def show(self, samples: tuple[Sample, ...], before: dict[int, Sample]) -> None:
        """Show these; if the number of sentences is the same, the selection in the table stays."""
        if len(samples) != len(self._samples):
            self.beginResetModel()
            self._samples, self._before = samples, before
            self.endResetModel()
        elif samples:
            self._samples, self._before = samples, before
            self.dataChanged.emit(self.index(0, 0), self.index(len(samples) - 1, TRANSLATION))

    def number(self, row: int) -> int:
        return self._samples[row].number

    def row_of(self, number: int) -> int | None:
        return next((row for row, sample in enumerate(self._samples) if sample.number == number), None)

    def changed(self, row: int) -> bool:
        """Whether this sentence had another translation at the moment before."""
        sample = self._samples[row]
        before = self._before.get(sample.number)
        return before is not None and before.translation != sample.translation

    def text(self, row: int, column: int) -> str:
        sample = self._samples[row]
        right = self.tr("✓") if sample.right else ""
        return (right, sample.source, sample.reference, sample.translation)[column]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._samples)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 4

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.text(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return plain(self._tip(row, column))
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._tip(row, column) if column == VERDICT else self.text(row, column)
            case Qt.ItemDataRole.TextAlignmentRole if column == VERDICT:
                return Qt.AlignmentFlag.AlignCenter
            case Qt.ItemDataRole.ForegroundRole:
                right = self._samples[row].right and column in (VERDICT, TRANSLATION)
                return QColor(look.theme.good) if right else None
            case Qt.ItemDataRole.FontRole if column == TRANSLATION and self.changed(row):
                font = QFont()
                font.setBold(True)
                return font
        return None

    def _tip(self, row: int, column: int) -> str:
        if column == VERDICT:
            return self.tr("exactly right") if self._samples[row].right else self.tr("not exactly right")
        before = self._before.get(self._samples[row].number)
        if column == TRANSLATION and before is not None and self.changed(row):
            return self.tr("{0}\nbefore: {1}").format(self.text(row, column), before.translation)
        return self.text(row, column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return str(section + 1)
        return ("", self.tr("Source"), self.tr("Reference"), self.tr("Translation"))[section]


class TrainingSamples(QFrame):
    """The table and a line that says what its marks mean. The chosen row is the probe sentence."""

    def __init__(self, run: Run, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run = run
        self.setProperty("panel", True)
        self.model = SamplesModel(self)
        self.view = QTableView()
        self.view.setModel(self.model)
        self.view.setAccessibleName(self.tr("Validation sentences and their translations"))
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setTabKeyNavigation(False)
        self.view.setShowGrid(False)
        self.view.setAlternatingRowColors(True)
        self.view.verticalHeader().setDefaultSectionSize(26)
        header = self.view.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(VERDICT, QHeaderView.ResizeMode.Fixed)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.view.setColumnWidth(VERDICT, 30)
        self.view.selectionModel().currentRowChanged.connect(self._row_chosen)
        copy_selected(self.view)
        self.note = ElidedLabel()
        self.note.setProperty("quiet", True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 6)
        layout.setSpacing(6)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.note)
        for signal in (run.opened, run.samples_changed, run.moment_selected):
            signal.connect(self._show)
        run.probe_selected.connect(self._show_probe)
        self._show()
        look.follow(self._restyle)

    def _restyle(self) -> None:
        theme = look.theme
        self.view.setStyleSheet(table_style(theme, theme.raised, theme.text))

    def _show(self) -> None:
        run = self._run
        step, before = run.samples_before
        self.model.show(run.samples, before)
        if run.moment is None:
            self.note.setText(self.tr("Translations of validation sentences appear at the first evaluation."))
        elif not run.samples:
            self.note.setText(self.tr("No sentence was translated at this step."))
        elif step:
            note = self.tr("bold: translated otherwise than at step {0} · ✓ exactly right")
            self.note.setText(note.format(count_text(step, self.locale())))
        else:
            self.note.setText(self.tr("✓ exactly right"))
        self._show_probe()

    def _show_probe(self) -> None:
        row = self.model.row_of(self._run.probe)
        if row is not None and row != self.view.currentIndex().row():
            self.view.selectRow(row)

    def _row_chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self._run.select_probe(self.model.number(current.row()))
