"""Summaries of many heads as one map, each beside plain weights, with its rule and a warning where it misleads."""

from __future__ import annotations

import re
from html import escape
from typing import ClassVar

import numpy as np
from PySide6.QtCore import QRectF, QSignalBlocker, Qt
from PySide6.QtGui import QPainter, QStandardItemModel
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from gui.heatmap.scale import ScaleMode
from gui.heatmap.summary import summarise
from gui.heatmap.token_axis import key_labels, query_labels
from gui.heatmap.words import all_heads_text, group_text, heads_text, layers_text, rows_text
from gui.look.look import look
from gui.look.plain import PlainLabel, plain
from gui.look.theme import Theme
from gui.pictures.summaries import SummaryPicture, paint_side_by_side
from gui.state.language import language
from gui.state.selection import Selection
from gui.state.session import Session
from gui.views.inside.base import InsideView
from gui.views.inside.cells import Cells
from gui.views.inside.summaries.map import SummaryMap
from gui.views.inside.summaries.words import (
    BESIDE,
    NORMS,
    OF_HEAD,
    OF_LAYER,
    PLAIN,
    Choice,
    choice_text,
    formula_text,
    meaning_text,
    not_an_explanation,
    source_text,
    warning_text,
)
from gui.views.panels.group_tabs import GroupTabs
from gui.views.parts.elided_combo import ElidedComboBox
from gui.views.parts.elided_label import ElidedLabel
from model.values.masks import MaskReason
from model.values.questions import Question
from model.values.questions.norms import NormsNumbers, NormsQuestion
from model.values.questions.summaries import rollout, row_shares
from model.values.sites import CROSS, TRANSFORMER_GROUPS
from model.values.trace import Floats

LEFT = tuple(PLAIN)
RIGHT = tuple(choice for choice in Choice if choice is not Choice.HEAD)
RULE_WIDTH = 220, 290  # pixels of the definition beside the maps, at least and at most


class SummariesView(InsideView):
    """On the left plain weights, on the right the chosen summary, beside them its definition; both mark one cell."""

    slot: ClassVar[str] = "summary"
    whole_width: ClassVar[bool] = True

    def __init__(self, session: Session, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(session, selection, parent)
        self._shown_for: tuple[object, ...] = ()
        self._written = ""
        self.pictures: tuple[SummaryPicture, ...] = ()  # left, right, as they are shown
        self._make_controls()
        self._make_body()
        look.follow(self._restyle)
        self.right_choice.setCurrentIndex(RIGHT.index(Choice.ROLLOUT))
        self.left_choice.setCurrentIndex(LEFT.index(BESIDE[Choice.ROLLOUT]))
        self.left_choice.currentIndexChanged.connect(self.refresh)
        self.right_choice.currentIndexChanged.connect(self._right_chosen)

    def _make_controls(self) -> None:
        self.shares = QPushButton(self.tr("Norms as shares"))
        self.shares.setCheckable(True)
        self.shares.setAccessibleName(self.tr("Norms as shares"))
        self.shares.setToolTip(self.tr("Divide each row of norms by its sum, so that rows sum to 1 as weights do"))
        self.mode = ElidedComboBox()
        self.mode.setAccessibleName(self.tr("Colour scale"))
        self.mode.setToolTip(self.tr("How numbers become colours; a stretch is named in the legend"))
        names = {
            ScaleMode.LINEAR: self.tr("Plain scale"),
            ScaleMode.GAMMA: self.tr("Stretch: √weight"),
            ScaleMode.PER_ROW: self.tr("Stretch: each row"),
        }
        self.mode.addItems([names[mode] for mode in ScaleMode])
        self.layer = QSpinBox()
        self.layer.setPrefix(self.tr("Layer "))
        self.layer.setAccessibleName(self.tr("Layer"))
        self.head = QSpinBox()
        self.head.setPrefix(self.tr("Head "))
        self.head.setAccessibleName(self.tr("Head"))
        for box in (self.layer, self.head):
            box.setFixedSize(88, 27)
        for widget in (self.layer, self.head, self.shares, self.mode):
            self.controls.addWidget(widget)
        self.shares.toggled.connect(self.refresh)
        self.mode.currentIndexChanged.connect(self.refresh)
        self.layer.valueChanged.connect(lambda value: self.selection.update(layer=value - 1))
        self.head.valueChanged.connect(lambda value: self.selection.update(head=value - 1))

    def _make_body(self) -> None:
        self.groups = GroupTabs(self.session, self.selection)
        self.left_choice, self.right_choice = ElidedComboBox(), ElidedComboBox()
        self.left_choice.addItems([choice_text(choice) for choice in LEFT])
        self.right_choice.addItems([choice_text(choice) for choice in RIGHT])
        self.left_choice.setAccessibleName(self.tr("Left: plain weights to compare with"))
        self.right_choice.setAccessibleName(self.tr("Right: the summary that is explained"))
        for picker in (self.left_choice, self.right_choice):
            picker.setToolTip(plain(picker.accessibleName()))
            picker.setMinimumWidth(120)
            picker.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.left, self.right = SummaryMap(self.session, self.selection), SummaryMap(self.session, self.selection)
        self.left.setAccessibleName(self.tr("Map of plain weights"))
        self.right.setAccessibleName(self.tr("Map of the summary"))
        self.text = QTextBrowser()
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setAccessibleName(self.tr("What the summary is"))
        self.warning = PlainLabel()
        self.warning.setWordWrap(True)
        self.warning.setAccessibleName(self.tr("Warning"))
        self.same = ElidedLabel()
        self.same.setProperty("quiet", True)
        self.same.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        maps = QHBoxLayout()
        maps.setSpacing(12)
        for picker, shown in ((self.left_choice, self.left), (self.right_choice, self.right)):
            column = QVBoxLayout()
            column.setSpacing(4)
            column.addWidget(picker)
            column.addWidget(shown, 1)
            maps.addLayout(column, 8)
            shown.table_wanted.connect(self.open_table)
        beside = QWidget()
        beside.setMinimumWidth(RULE_WIDTH[0])
        beside.setMaximumWidth(RULE_WIDTH[1])
        words = QVBoxLayout(beside)
        words.setContentsMargins(0, 0, 0, 0)
        words.addWidget(self.text, 1)
        words.addWidget(self.warning)
        maps.addWidget(beside, 5)
        top = QHBoxLayout()
        top.addWidget(self.groups)
        top.addWidget(self.same, 1)
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(top)
        layout.addLayout(maps, 1)

    # ---- what is chosen ----

    @property
    def choices(self) -> tuple[Choice, Choice]:
        """Left and right."""
        return LEFT[self.left_choice.currentIndex()], RIGHT[self.right_choice.currentIndex()]

    def choose(self, choice: Choice) -> None:
        """Show this summary on the right, and on the left the weights that it is best compared with."""
        self.right_choice.setCurrentIndex(RIGHT.index(choice))

    def _right_chosen(self) -> None:
        with QSignalBlocker(self.left_choice):
            self.left_choice.setCurrentIndex(LEFT.index(BESIDE[self.choices[1]]))
        self.refresh()

    def _refresh(self) -> None:
        self._offer_choices()
        super()._refresh()

    def _offer_choices(self) -> None:
        """Disable the summaries that cannot be made here, and leave one of them for the first that can."""
        lacks = [self._lack(choice) for choice in RIGHT]
        items = self.right_choice.model()
        assert isinstance(items, QStandardItemModel)
        for number, why in enumerate(lacks):
            items.item(number).setEnabled(not why)
            items.item(number).setToolTip(plain(why))
        if lacks[self.right_choice.currentIndex()]:
            with QSignalBlocker(self.left_choice), QSignalBlocker(self.right_choice):
                self.choose(RIGHT[lacks.index("")])
                self.left_choice.setCurrentIndex(LEFT.index(BESIDE[self.choices[1]]))

    def _lack(self, choice: Choice) -> str:
        """Why this summary cannot be made of what is shown; "" where it can."""
        trace, maker = self.session.trace, self.session.maker
        if choice in NORMS and maker is not None and (why := maker.can(NormsQuestion)) is not None:
            return language.say(why)
        if choice is Choice.ROLLOUT and self.now.group == CROSS and trace is not None:
            follows = trace.groups == TRANSFORMER_GROUPS
            return "" if follows else self.tr("Rollout follows attention through all layers of a Transformer.")
        return ""

    # ---- as an inside view ----

    def question(self) -> Question | None:
        return NormsQuestion(self.now.group) if self.choices[1] in NORMS else None

    def _restyle(self) -> None:
        theme = look.theme
        self.warning.setStyleSheet(
            f"QLabel {{ background: {theme.raised}; border-left: 3px solid {theme.warning}; padding: 6px 8px; }}"
        )

    def show_answer(self) -> None:
        now = self.now
        self._show_selected()
        shares = self.shares.isChecked()
        mode = list(ScaleMode)[self.mode.currentIndex()]
        shown_for = (
            self.trace, self.answer, self.choices, shares, mode, now.step, now.group, now.layer, now.head, look.theme,
        )  # fmt: skip
        if len(shown_for) == len(self._shown_for) and all(
            a is b or a == b for a, b in zip(shown_for, self._shown_for, strict=True)
        ):
            return  # only what is pointed at has changed
        self._shown_for = shown_for
        self.pictures = tuple(
            SummaryPicture(
                self.trace, now.group, self.values(choice), choice in NORMS and not shares, mode, now.step, look.theme
            )
            for choice in self.choices
        )
        for shown, picture in zip((self.left, self.right), self.pictures, strict=True):
            shown.show_picture(picture)
        self._tell_same()
        self._write_text()
        self.shares.setEnabled(self.choices[1] in NORMS)
        self.set_heading(self.tr("Summaries"), f"{self._name(self.choices[1])}, {group_text(now.group)}")

    def values(self, choice: Choice) -> Floats:
        """[query, key] of a summary, for the selection; norms only if they were asked for."""
        weights = self.trace.weights(self.now.group)
        layer, head = self._place()
        if choice in PLAIN:
            return summarise(weights, PLAIN[choice], layer, head)
        if choice is Choice.ROLLOUT:
            return rollout(self.trace, self.now.group)
        numbers: NormsNumbers = self.answer
        norms = numbers.heads[layer, head] if choice is Choice.NORM_HEAD else numbers.summed[layer]
        return row_shares(norms) if self.shares.isChecked() else norms

    def _place(self) -> tuple[int, int]:
        layers, heads = self.trace.weights(self.now.group).shape[:2]
        return min(self.now.layer, layers - 1), min(self.now.head, heads - 1)

    def _show_selected(self) -> None:
        """A box that neither map depends on takes nothing, as it would change nothing here."""
        sizes = self.trace.weights(self.now.group).shape[:2]
        for box, size, value, concerned in zip(
            (self.layer, self.head), sizes, self._place(), (OF_LAYER, OF_HEAD), strict=True
        ):
            box.setEnabled(any(choice in concerned for choice in self.choices))
            with QSignalBlocker(box):
                box.setRange(1, size)
                box.setValue(value + 1)

    def _name(self, choice: Choice) -> str:
        """A summary with the layer and head it is of."""
        layer, head = (place + 1 for place in self._place())
        layers, heads = self.trace.weights(self.now.group).shape[:2]
        name = choice_text(choice)
        if choice in OF_LAYER and choice in OF_HEAD:
            return self.tr("{0}: layer {1}, head {2}").format(name, layer, head)
        if choice in OF_LAYER:
            return self.tr("{0}: layer {1}, {2}").format(name, layer, heads_text(heads))
        if choice in OF_HEAD:
            return self.tr("{0}: head {1}, {2}").format(name, head, layers_text(layers))
        return self.tr("{0}: {1}").format(name, all_heads_text(layers, heads))

    def _tell_same(self) -> None:
        """Write in how many rows both maps have their greatest number at the same piece."""
        left, right = (picture.weights for picture in self.pictures)
        rows = np.flatnonzero((self.pictures[0].reasons == MaskReason.ALLOWED).sum(axis=1) > 1)
        rows = rows[rows < self.pictures[0].visible]
        same = int((left[rows].argmax(axis=1) == right[rows].argmax(axis=1)).sum())
        words = self.tr("Both maps have their greatest number at the same piece in {0} of {1}")
        self.same.setText(words.format(same, rows_text(len(rows))) if len(rows) else "")

    def _write_text(self) -> None:
        choice = self.choices[1]
        parts = [
            (self.tr("Rule"), formula_text(choice, self.now.group)),
            (self.tr("What it says"), meaning_text(choice)),
            (self.tr("Where it misleads"), warning_text(choice)),
            (self.tr("Source"), source_text(choice)),
        ]
        if choice in NORMS and self.shares.isChecked():
            parts.insert(1, (self.tr("As shares"), self.tr("Each row is divided by its sum.")))
        html = "".join(f"<p><b>{escape(name)}</b><br>{_raised(escape(text))}</p>" for name, text in parts)
        self.warning.setText(not_an_explanation(choice))
        html = f"<p><b>{escape(self._name(choice))}</b></p>{html}"
        if html != self._written:  # setting it again would scroll a reader back to the start at every step
            self._written = html
            self.text.setHtml(html)

    # ---- elsewhere ----

    def table(self) -> Cells | None:
        if not self.pictures:
            return None
        picture = self.pictures[1]
        rows = [
            [float(value) if reason == MaskReason.ALLOWED else None for value, reason in zip(*row, strict=True)]
            for row in zip(picture.weights[: picture.visible], picture.reasons[: picture.visible], strict=True)
        ]
        names = [label.both for label in query_labels(picture.trace, picture.group)][: picture.visible]
        columns = [label.text for label in key_labels(picture.trace.key_pieces(picture.group))]
        return Cells(
            [f"{q} {name}" for q, name in enumerate(names, start=1)],
            [f"{k} {name}" for k, name in enumerate(columns, start=1)],
            rows,
        )

    def paint_figure(self, painter: QPainter, page: QRectF, theme: Theme) -> None:
        pictures = tuple(
            SummaryPicture(p.trace, p.group, p.weights, p.lengths, p.mode, None, theme) for p in self.pictures
        )
        titles = tuple(self._name(choice) for choice in self.choices)
        paint_side_by_side(painter, page, pictures, titles, theme)


def _raised(text: str) -> str:
    """Escaped plain text with its indices below and its exponents above the line: W_lh, 2^−L."""
    lowered = re.sub(r"_([A-Za-z0-9]+)", r"<sub>\1</sub>", text)
    return re.sub(r"\^(−?[A-Za-z]+)", r"<sup>\1</sup>", lowered).replace("\n", "<br>")
