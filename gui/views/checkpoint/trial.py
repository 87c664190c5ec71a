"""A test with a sentence and its translation: the loss under the settings above and under others."""

from __future__ import annotations

import math

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.look.plain import plain
from gui.state.language import language
from gui.views.checkpoint.settings import CHOICES
from gui.views.parts.elided_label import ElidedLabel
from gui.views.parts.given_files import LineEdit
from model.errors import Sentence
from model.foreign.plain.mapping import Mapping
from model.foreign.plain.trial_values import Trial, Trials

SHOWN = 12  # trials, the best first
FAR = 1.0  # nats below chance; a model with a loss this low seems to know the sentence


class TrialPart(QWidget):
    """Asks with `try_requested`; `chosen` hands the settings of a row over."""

    try_requested = Signal(str, str)  # sentence, translation
    stop_requested = Signal()
    chosen = Signal(object)  # Mapping

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._possible, self._running = False, False
        self._rows: list[Trial] = []
        self._trials: Trials | None = None
        self._current: Mapping | None = None
        self.source, self.target = LineEdit(), LineEdit()
        for edit, name in ((self.source, self.tr("Sentence")), (self.target, self.tr("Its translation"))):
            edit.setAccessibleName(name)
            edit.textChanged.connect(lambda _text: self._show_state())
            edit.returnPressed.connect(self._press)
        self.source.setPlaceholderText(self.tr("a sentence that the model should be able to translate"))
        self.target.setPlaceholderText(self.tr("its translation, as the model should write it"))
        self.button = QPushButton(self.tr("Try"))
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self._press)
        self.summary = ElidedLabel(max_lines=3)
        self.summary.setProperty("quiet", True)
        self.summary.setAccessibleName(self.tr("What the trials say"))
        self.table = QTableWidget(0, 6)
        self.table.setAccessibleName(self.tr("Losses under other settings"))
        self.table.setHorizontalHeaderLabels(
            [
                self.tr("Loss"),
                self.tr("Heads"),
                self.tr("LayerNorm"),
                self.tr("Activation"),
                self.tr("Embeddings"),
                self.tr("Positions"),
            ]
        )
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(24)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.itemSelectionChanged.connect(self._show_state)
        self.table.itemDoubleClicked.connect(lambda _item: self._choose())
        self.use_button = QPushButton(self.tr("Use these settings"))
        self.use_button.setAccessibleName(self.use_button.text())
        self.use_button.setAutoDefault(False)
        self.use_button.clicked.connect(self._choose)
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(6)
        form.addRow(self.tr("Sentence"), self.source)
        target = QHBoxLayout()
        target.setSpacing(6)
        target.addWidget(self.target, 1)
        target.addWidget(self.button)
        form.addRow(self.tr("Translation"), target)
        foot = QHBoxLayout()
        foot.addWidget(self.summary, 1)
        foot.addWidget(self.use_button, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(form)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)
        self.show_nothing()

    # ---- what is told ----

    def set_possible(self, possible: bool) -> None:
        """Whether the mapping is complete, so that a model can be run."""
        self._possible = possible
        self._show_state()

    def show_nothing(self, problem: Sentence | str = "") -> None:
        """Clear the trials: they are out of date, or none was possible for a reason given in one sentence."""
        self._running = False
        self._trials = None
        self._rows = []
        self.table.setRowCount(0)
        hint = self.tr(
            "The loss of the translation is computed under other settings too: those with which the model was trained "
            "stand out as the lowest. Nothing else is changed."
        )
        self._say(problem or hint, error=bool(problem))
        self._show_state()

    def show_trials(self, trials: Trials, ended: bool) -> None:
        """The trials so far, the best first."""
        self._trials, self._running = trials, not ended
        self._show_rows()

    def show_current(self, mapping: Mapping) -> None:
        """Show which settings are chosen above; their row is bold."""
        self._current = mapping
        if self._trials is not None:
            self._show_rows()

    def _show_rows(self) -> None:
        assert self._trials is not None
        tried = sorted((self._trials.own, *self._trials.others), key=lambda trial: trial.nll)
        own = next((trial for trial in tried if self._is_current(trial)), None)
        self._rows = tried[:SHOWN]
        if own is not None and own not in self._rows:
            self._rows[-1] = own
        selected = self._selected()
        with QSignalBlocker(self.table):
            self.table.clearSelection()
            self.table.setRowCount(len(self._rows))
            for number, trial in enumerate(self._rows):
                for column, text in enumerate(self._texts(trial)):
                    item = QTableWidgetItem(text)
                    font = item.font()
                    font.setBold(trial is own)
                    item.setFont(font)
                    item.setToolTip(plain(text))
                    self.table.setItem(number, column, item)
                if trial.mapping == selected:
                    self.table.selectRow(number)
        self._say(self._summary(own, tried[0]))
        self._show_state()

    def _is_current(self, trial: Trial) -> bool:
        now = self._current
        return now is not None and all(getattr(now, key) == getattr(trial.mapping, key) for key in CHOICES)

    def _summary(self, own: Trial | None, best: Trial) -> str:
        assert self._trials is not None
        locale, trials = self.locale(), self._trials
        blind = locale.toString(trials.chance, "f", 2)
        if own is not None:
            text = self.tr("In nats a piece; the settings on the left: {0}, guessing blindly: {1}.")
            text = text.format(locale.toString(own.nll, "f", 2), blind)
        else:
            text = self.tr("In nats a piece; guessing blindly: {0}.").format(blind)
        if self._running:
            return self.tr("{0} {1} others tried so far\u2026").format(text, len(trials.others))
        if best.nll > trials.chance - FAR:
            return self.tr(
                "{0} Nothing knows this translation: perhaps a tensor or the SentencePiece model is the wrong one."
            ).format(text)
        if own is not None and own.nll <= best.nll:
            return self.tr("{0} No other settings are better.").format(text)
        return self.tr("{0} The first row is the best.").format(text)

    def _texts(self, trial: Trial) -> tuple[str, ...]:
        mapping = trial.mapping
        positions = {
            "table": self.tr("checkpoint's"),
            "interleaved": self.tr("in turn"),
            "halves": self.tr("halves"),
            "tensor2tensor": self.tr("tensor2tensor"),
            "none": self.tr("none"),
        }
        loss = self.locale().toString(trial.nll, "f", 3) if math.isfinite(trial.nll) else "\u2013"
        return (
            loss,
            str(mapping.heads),
            self.tr("after") if mapping.norm == "post" else self.tr("before"),
            {"relu": "ReLU", "gelu": "GELU", "silu": "SiLU"}[mapping.activation],
            self.tr("\u00d7 \u221ad") if mapping.scale_embedding else self.tr("as they are"),
            positions[mapping.positions],
        )

    # ---- what is done ----

    def _press(self) -> None:
        if self._running:
            self._running = False
            self.stop_requested.emit()
            self._say(self.tr("Stopped; the settings tried so far are shown."))
        elif self.button.isEnabled():
            self._running = True
            self._trials = None
            self._rows = []
            self.table.setRowCount(0)
            self._say(self.tr("Loading the model\u2026"))
            self.try_requested.emit(self.source.text(), self.target.text())
        self._show_state()

    def _choose(self) -> None:
        mapping = self._selected()
        if mapping is not None:
            self.chosen.emit(mapping)

    def _selected(self) -> Mapping | None:
        row = self.table.currentRow()
        selected = bool(self.table.selectedItems())
        return self._rows[row].mapping if selected and 0 <= row < len(self._rows) else None

    def _show_state(self) -> None:
        given = bool(self.source.text().strip() and self.target.text().strip())
        self.button.setText(self.tr("Stop") if self._running else self.tr("Try"))
        self.button.setAccessibleName(self.tr("Stop trying") if self._running else self.tr("Try the sentence pair"))
        self.button.setEnabled(self._running or (given and self._possible))
        self.button.setToolTip("" if self._possible else self.tr("First every parameter needs a tensor that fits"))
        self.use_button.setEnabled(self._selected() is not None)

    def _say(self, sentence: Sentence | str, error: bool = False) -> None:
        text = language.say(sentence)
        self.summary.setText(text)
        self.summary.setToolTip(plain(text))
        self.summary.setProperty("error", error)
        self.summary.setProperty("quiet", not error)
        self.summary.style().unpolish(self.summary)
        self.summary.style().polish(self.summary)
