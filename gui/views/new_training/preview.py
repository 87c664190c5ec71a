"""The first sentence pairs of what will be learnt from, and what cleaning leaves out of them and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.look.plain import plain
from gui.state.language import language
from gui.views.parts.elided_label import ElidedLabel
from gui.views.parts.numbers import count_text
from model.data.cleaning_report import Example, Reason
from model.data.preview import Preview
from model.errors import Sentence, joined

SHOWN_PAIRS = 20
TREE_HEIGHT = 104


class PreviewPart(QWidget):
    """`stop_requested` ends the reading; pairs shown before are cleared as soon as others are asked for."""

    stop_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = QTableWidget(0, 2)
        self.table.setAccessibleName(self.tr("The first sentence pairs"))
        self.table.setHorizontalHeaderLabels([self.tr("Source"), self.tr("Target")])
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(24)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.setMinimumHeight(110)
        self.summary = ElidedLabel(max_lines=3)
        self.summary.setAccessibleName(self.tr("What was read"))
        self.summary.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.stop_button = QToolButton()
        self.stop_button.setText(self.tr("Stop reading"))
        self.stop_button.setAccessibleName(self.tr("Stop reading the pairs"))
        self.stop_button.setStyleSheet("QToolButton { padding: 1px 8px; font-size: 12px; }")
        self.stop_button.clicked.connect(self.stop_requested)
        self.reasons = QTreeWidget()
        self.reasons.setAccessibleName(self.tr("What is left out, and why"))
        self.reasons.setHeaderHidden(True)
        self.reasons.setColumnCount(1)
        self.reasons.setFixedHeight(TREE_HEIGHT)
        self.reasons.setToolTip(self.tr("Open a reason to see some of its lines"))
        line = QHBoxLayout()
        line.addWidget(self.summary, 1)
        line.addWidget(self.stop_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.table, 1)
        layout.addLayout(line)
        layout.addWidget(self.reasons)
        self.show_nothing()

    def show_nothing(self, text: Sentence | str = "", error: bool = False) -> None:
        """No pairs, and perhaps a sentence why."""
        self._fill(())
        self._say(text, error)
        self.stop_button.hide()
        self.reasons.hide()

    def show_reading(self) -> None:
        self._fill(())
        self._say(self.tr("Reading the pairs\u2026"))
        self.stop_button.show()
        self.reasons.hide()

    def show_seen(self, seen: Preview, cleaned: bool) -> None:
        """The first pairs; `cleaned` says whether they come from a file, whose lines may be left out."""
        self._fill(seen.pairs)
        self.stop_button.hide()
        read = [self._summary_text(seen)] if seen.report.read else []
        told = read if cleaned else [self.tr("Made by a grammar: nothing has to be left out.")]
        self._say(joined([*told, *seen.report.remarks]))
        dropped = sorted(seen.report.dropped.items(), key=lambda item: -item[1])
        self.reasons.clear()
        for reason, lines in dropped:
            if lines:
                self.reasons.addTopLevelItem(self._reason_item(reason, lines, seen.report.examples[reason]))
        self.reasons.setVisible(self.reasons.topLevelItemCount() > 0)

    def _summary_text(self, seen: Preview) -> str:
        locale, report = self.locale(), seen.report
        read, kept = count_text(report.read, locale), count_text(report.kept, locale)
        if seen.whole:
            text = self.tr("{0} line read, {1} kept") if report.read == 1 else self.tr("{0} lines read, {1} kept")
        else:
            first = self.tr("The first line: {1} kept"), self.tr("The first {0} lines: {1} kept")
            text = first[report.read != 1]
        text = text.format(read, kept)
        dropped = report.read - report.kept
        if not dropped:
            return self.tr("{0}, none left out.").format(text)
        percent = locale.toString(100 * dropped / report.read, "f", 1)
        return self.tr("{0}, {1} left out ({2} %).").format(text, count_text(dropped, locale), percent)

    def _reason_item(self, reason: Reason, lines: int, examples: Sequence[Example]) -> QTreeWidgetItem:
        words = {
            Reason.MALFORMED: self.tr("no sentence pair"),
            Reason.NOT_UTF8: self.tr("not UTF-8 text"),
            Reason.CONTROL: self.tr("with a NUL or a carriage return inside"),
            Reason.LANGUAGE: self.tr("without one of the two languages"),
            Reason.COLUMNS: self.tr("with more columns than most lines"),
            Reason.EMPTY: self.tr("one side empty"),
            Reason.TOO_LONG: self.tr("too long"),
            Reason.LENGTH_RATIO: self.tr("sides of very different length"),
            Reason.WRONG_SCRIPT: self.tr("in letters of another script"),
            Reason.COPIED: self.tr("translation equals source"),
            Reason.DUPLICATE: self.tr("duplicate"),
        }
        texts = []
        for one in examples:
            said = language.say(one.why) or self.tr("{0} \u2192 {1}").format(
                one.source or "\u2205", one.target or "\u2205"
            )
            texts.append(self.tr("line {0}: {1}").format(count_text(one.line, self.locale()), said))
        item = QTreeWidgetItem([self.tr("{0} {1}").format(count_text(lines, self.locale()), words[reason])])
        item.setToolTip(0, plain("\n".join(texts)))
        for text in texts:
            child = QTreeWidgetItem([text])
            child.setToolTip(0, plain(text))
            item.addChild(child)
        return item

    def _say(self, sentence: Sentence | str, error: bool = False) -> None:
        text = language.say(sentence)
        self.summary.setText(text)
        self.summary.setToolTip(plain(text))
        self.summary.setVisible(bool(text))
        self.summary.setProperty("error", error)
        self.summary.setProperty("quiet", not error)
        self.summary.style().unpolish(self.summary)
        self.summary.style().polish(self.summary)

    def _fill(self, pairs: Sequence[tuple[str, str]]) -> None:
        self.table.setRowCount(0)
        self.table.setRowCount(min(len(pairs), SHOWN_PAIRS))
        for row, pair in enumerate(pairs[:SHOWN_PAIRS]):
            for column, text in enumerate(pair):
                item = QTableWidgetItem(text)
                item.setToolTip(plain(text))
                item.setFlags(Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled)
                self.table.setItem(row, column, item)
