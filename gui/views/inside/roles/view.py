"""What a head does: every head measured and named by a rule, over the shown sentence or over a file of sentences."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSpinBox,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gui.heatmap.words import group_text, rows_text
from gui.look.plain import plain
from gui.look.theme import Theme
from gui.pictures.roles import RolesPicture
from gui.state.folders import Place
from gui.state.selection import Selection
from gui.state.session import Activity, Session
from gui.views.inside.base import InsideView
from gui.views.inside.cells import Cells
from gui.views.inside.roles.map import RolesMap, naming_measure_text, picture_of, told_of
from gui.views.inside.roles.rules import RulesText
from gui.views.inside.roles.table import HeadsTable
from gui.views.inside.roles.words import (
    measure_text,
    why_text,
)
from gui.views.panels.group_tabs import GroupTabs
from gui.views.parts.elided_combo import ElidedComboBox
from gui.views.parts.elided_label import ElidedLabel
from gui.views.parts.file_dialogs import ask_open
from gui.views.parts.numbers import count_text
from model.values.questions import Question
from model.values.questions.head_measures import HeadMeasures, Measure, measure_heads, measured
from model.values.questions.head_roles import Names, name_heads
from model.values.questions.survey import SurveyNumbers, SurveyQuestion
from model.values.sites import CROSS, SiteGroup
from model.values.trace import Trace

MOST = 200  # sentences of a file
LARGEST_MOST = 5000
MAP_SHARE = (43, 57)  # of the width: map, table


class RolesView(InsideView):
    """A map and a table of all heads of the selected kind; both select the head, and its rule is shown below."""

    slot: ClassVar[str] = "roles"
    whole_width: ClassVar[bool] = True

    def __init__(self, session: Session, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(session, selection, parent)
        self._file: SurveyQuestion | None = None  # None: the shown sentence
        self._shown_for: tuple[object, ...] = ()
        self._measured_for: tuple[Trace, SiteGroup, HeadMeasures] | None = None
        self.measures: HeadMeasures | None = None  # what is shown
        self.names: Names = ()
        self._make_controls()
        self._make_body()
        session.languages_changed.connect(self.refresh)

    def _make_controls(self) -> None:
        self.colour = ElidedComboBox()
        self.colour.setAccessibleName(self.tr("Measure that colours the map"))
        self.colour.setToolTip(self.tr("Which measure is the colour of a head"))
        self.colour.setMaximumWidth(230)
        self.sentence_button = QPushButton(self.tr("This sentence"))
        self.file_button = QPushButton(self.tr("A file…"))
        self.file_button.setToolTip(
            self.tr("Translate the sentences of a file, one on each line (or pairs: TSV, TMX, JSON Lines), and measure")
        )
        # No button group: there the arrow keys, meant for the steps, would press the other button and open a dialog.
        for button in (self.sentence_button, self.file_button):
            button.setCheckable(True)
            button.setAccessibleName(button.text())
        self.most = QSpinBox()
        self.most.setRange(1, LARGEST_MOST)
        self.most.setValue(MOST)
        self.most.setKeyboardTracking(False)
        self.most.setPrefix(self.tr("up to "))
        self.most.setFixedSize(104, 27)
        self.most.setAccessibleName(self.tr("At most so many sentences of a file"))
        self.most.setToolTip(plain(self.most.accessibleName()))
        self.rules_button = QPushButton(self.tr("Rules"))
        self.rules_button.setCheckable(True)
        self.rules_button.setAccessibleName(self.tr("Rules"))
        self.rules_button.setToolTip(self.tr("How every measure is defined and by which rules heads are named"))
        for widget in (self.colour, self.sentence_button, self.file_button, self.most, self.rules_button):
            self.controls.addWidget(widget)
        self.colour.activated.connect(self.refresh)
        self.sentence_button.clicked.connect(self.show_sentence)
        self.file_button.clicked.connect(self._ask_file)
        self.most.valueChanged.connect(self._most_changed)
        self.rules_button.toggled.connect(self._show_rules)
        self._show_choice()

    def _make_body(self) -> None:
        self.groups = GroupTabs(self.session, self.selection)
        self.source = ElidedLabel()
        self.source.setProperty("quiet", True)
        self.source.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.map = RolesMap(self.session, self.selection)
        self.heads = HeadsTable()
        self.rules = RulesText()
        self.right = QStackedWidget()
        self.right.addWidget(self.heads)
        self.right.addWidget(self.rules)
        self.why = ElidedLabel(max_lines=2)
        self.why.setAccessibleName(self.tr("The rule that named the selected head"))
        top = QHBoxLayout()
        top.addWidget(self.groups)
        top.addWidget(self.source, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(12)
        split.setChildrenCollapsible(False)
        split.addWidget(self.map)
        split.addWidget(self.right)
        for place, share in enumerate(MAP_SHARE):
            split.setStretchFactor(place, share)
        split.setSizes([10 * share for share in MAP_SHARE])
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(top)
        layout.addWidget(split, 1)
        layout.addWidget(self.why)
        self.heads.head_chosen.connect(lambda layer, head: self.selection.update(layer=layer, head=head))
        self.map.opened.connect(self.heads.setFocus)

    # ---- over what ----

    @property
    def file(self) -> SurveyQuestion | None:
        """The file that is measured; None: the shown sentence."""
        return self._file

    def show_sentence(self) -> None:
        """Measure the shown sentence."""
        self._set_file(None)

    def show_file(self, path: str) -> None:
        """Measure the sentences of a file, which are translated for it."""
        try:
            changed = Path(path).stat().st_mtime_ns
        except OSError:
            changed = 0  # reading it will report what is wrong
        self._set_file(SurveyQuestion(path, self.most.value(), changed))

    def cancel(self) -> None:
        """Back to the shown sentence."""
        self.show_sentence()

    def _set_file(self, file: SurveyQuestion | None) -> None:
        self._file = file
        self._show_choice()
        self.refresh()

    def _show_choice(self) -> None:
        """Show which of the two buttons is down, also after a click that led to no choice."""
        self.sentence_button.setChecked(self._file is None)
        self.file_button.setChecked(self._file is not None)

    def _most_changed(self) -> None:
        if self._file is not None:
            self.show_file(self._file.path)

    def _ask_file(self) -> None:
        self._show_choice()  # until one is chosen
        at = "" if self._file is None else self._file.path
        path = ask_open(self, self.tr("A file of source sentences"), Place.DATA, self.tr("Text and corpora (*)"), at)
        if path is not None:
            self.show_file(str(path))

    # ---- as an inside view ----

    def question(self) -> Question | None:
        """The file's question, in the languages that are chosen now; None for the shown sentence."""
        if self._file is None:
            return None
        source, target = self.session.languages
        return replace(self._file, source_language=source, target_language=target)

    def missing(self) -> str:
        if self._file is None and self.session.activity is Activity.DECODING:
            return self.tr("Heads are measured when decoding pauses.")
        return ""

    def show_answer(self) -> None:
        measures = self._measures()
        measure = self._colour_of(measures.group)
        if self._shown_for != (measures, measure):
            if self.measures is not measures:
                self.measures, self.names = measures, name_heads(measures, self._guided(measures.group))
                self.heads.show_heads(measures, self.names)
                self.rules.show_group(measures.group)
            self._shown_for = (measures, measure)
            self.map.set_picture(self.picture(), told_of(measures, self.names, measure))
            self.source.setText(self._source_text())
            self.set_heading(
                self.tr("What each head does"),
                self.tr("each is named by what it does most above even attention; see the rules"),
            )
        layer, head = self._selected()
        self.heads.show_selected(layer, head)
        self.why.setText(why_text(measures, self.names[layer][head], layer, head))

    def _measures(self) -> HeadMeasures:
        group = self.now.group
        if self._file is not None:
            answer: SurveyNumbers = self.answer
            return answer.measures[group]
        known = self._measured_for
        if known is None or known[0] is not self.trace or known[1] != group:
            known = self._measured_for = self.trace, group, measure_heads(self.trace, group)
        return known[2]

    def _guided(self, group: SiteGroup) -> tuple[int, int] | None:
        """The head that the translation's model was trained to align with, if known."""
        maker = self.session.maker if self._file is None else self.session.description
        return maker.alignment_head if maker is not None and group == CROSS else None

    def _colour_of(self, group: SiteGroup) -> Measure | None:
        """The chosen measure; None: each head by the one that named it, also where the kind lacks the chosen one. Fills
        the picker with those of the kind.
        """
        chosen = self.colour.currentData()
        choices = (None, *measured(group))
        names = [naming_measure_text() if one is None else measure_text(one, group) for one in choices]
        texts = [self.tr("Colour: {0}").format(name) for name in names]
        if [self.colour.itemText(i) for i in range(self.colour.count())] != texts:
            self.colour.clear()
            for text, choice in zip(texts, choices, strict=True):
                self.colour.addItem(text, choice)
            self.colour.setCurrentIndex(choices.index(chosen) if chosen in choices else 0)
        return choices[self.colour.currentIndex()]

    def picture(self) -> RolesPicture:
        """The map as it is shown, to be painted anywhere."""
        assert self.measures is not None
        return picture_of(self.measures, self.names, self._colour_of(self.measures.group))

    def _selected(self) -> tuple[int, int]:
        assert self.measures is not None
        return min(self.now.layer, self.measures.layers - 1), min(self.now.head, self.measures.heads - 1)

    def _source_text(self) -> str:
        """How much text the measures cover, and what was left out."""
        measures = self.measures
        assert measures is not None
        locale = self.locale()
        rows = rows_text(measures.rows, count_text(measures.rows, locale))
        if self._file is None:
            return self.tr("over this sentence, {0}").format(rows)
        answer: SurveyNumbers = self.answer
        parts = [
            self.tr("over {0}: {1} sentences, {2}").format(
                Path(self._file.path).name, count_text(answer.sentences, locale), rows
            )
        ]
        if answer.too_long:
            parts.append(self.tr("{0} too long, skipped").format(count_text(answer.too_long, locale)))
        if answer.unreadable:
            parts.append(self.tr("{0} unreadable, skipped").format(count_text(answer.unreadable, locale)))
        if answer.more:
            parts.append(self.tr("the file goes on"))
        return " · ".join(parts)

    # ---- rules ----

    def _show_rules(self, shown: bool) -> None:
        self.right.setCurrentWidget(self.rules if shown else self.heads)

    # ---- elsewhere ----

    def table(self) -> Cells | None:
        if self.measures is None:
            return None
        model = self.heads.heads
        order = [
            self.heads.sorted.mapToSource(self.heads.sorted.index(row, 0)).row() for row in range(model.rowCount())
        ]
        columns = range(model.columnCount())
        return Cells(
            [str(place) for place in range(1, len(order) + 1)],
            [model.header(column, long=True) for column in columns],
            [[model.exact(row, column) for column in columns] for row in order],
        )

    def paint_figure(self, painter: QPainter, page: QRectF, theme: Theme) -> None:
        assert self.measures is not None
        painter.setPen(QColor(theme.text))
        line = QFontMetricsF(painter.font()).height()
        words = self.tr("{0}, {1}").format(group_text(self.measures.group), self._source_text())
        painter.drawText(page, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), words)
        self.picture().paint(painter, page.adjusted(0, line + 6, 0, 0), theme)
