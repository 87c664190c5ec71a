"""Attribution below attention: what the chosen piece depends on, by gradients, and where a head looks."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import numpy as np
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.heatmap.summary import Summary, summarise
from gui.heatmap.words import all_heads_text, head_text, heads_text
from gui.look.look import look
from gui.look.plain import PlainLabel
from gui.look.theme import Theme
from gui.pictures.attribution import AttributionPicture
from gui.pictures.attribution_rows import ShareRow
from gui.pictures.cell_text import isolated, number_text, percent_text
from gui.state.selection import Selected, Selection
from gui.state.session import Session
from gui.views.inside.base import InsideView
from gui.views.inside.canvas import Canvas, show_whole
from gui.views.inside.cells import Cell, Cells
from gui.views.parts.elided_combo import ElidedComboBox
from gui.views.parts.elided_label import ElidedLabel
from model.values.pieces import shown
from model.values.questions.attribution import (
    MOST_POINTS,
    AttributionNumbers,
    AttributionQuestion,
    Shares,
    rank_correlation,
)
from model.values.sites import CROSS, DECODER_SELF
from model.values.trace import Floats

TOLERANCES = (0.05, 0.01, 0.001)  # completeness errors, as parts of the change
LEAST = QSize(420, 290)  # pixels in which the maps, the rows and the legend have room
SUMMARIES = (Summary.HEAD, Summary.MEAN_HEADS, Summary.MEAN_ALL)


class AttributionView(InsideView):
    """For the current step: the selected head's maps, its row, and the shares of every input piece."""

    slot = "attribution"

    def __init__(self, session: Session, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(session, selection, parent)
        self.attention = ElidedComboBox()
        self.attention.addItems([self.tr("This head"), self.tr("Mean of layer"), self.tr("Mean of all")])
        self.attention.setAccessibleName(self.tr("Which attention stands above"))
        self.attention.setToolTip(self.tr("The selected head, the mean of its layer's heads, or the mean of all"))
        self.method = ElidedComboBox()
        self.method.addItems([self.tr("Integrated gradients"), self.tr("Gradient × input")])
        self.method.setAccessibleName(self.tr("Method"))
        self.method.setToolTip(
            self.tr(
                "Gradient × input: one backward pass. Integrated gradients: the mean gradient on the straight way from "
                "all-zero embeddings, times the embedding."
            )
        )
        self.tolerance = ElidedComboBox()
        for tolerance in TOLERANCES:
            self.tolerance.addItem(self.tr("error < {0} %").format(f"{100 * tolerance:g}"), tolerance)
        self.tolerance.setCurrentIndex(1)
        self.tolerance.setAccessibleName(self.tr("Largest completeness error"))
        self.tolerance.setToolTip(
            self.tr(
                "Points are added on the path until the shares miss at most this part of the change; less takes longer"
            )
        )
        for picker in (self.attention, self.method, self.tolerance):
            show_whole(picker)
            picker.currentIndexChanged.connect(self.refresh)
            self.controls.addWidget(picker)
        self.told, self.agreement = PlainLabel(), PlainLabel()
        for label in (self.told, self.agreement):
            label.setWordWrap(True)
        self.told.setToolTip(
            self.tr(
                "The baseline is the same sentence with every embedding zero; positions are added as always. "
                "Integrated gradients add up to the change, up to the error told; gradient × input need not."
            )
        )
        self.caveat = ElidedLabel(
            self.tr(
                "Attention weights are not an explanation: they say where a head reads, not what the choice depends on."
            ),
            max_lines=2,
        )
        self.caveat.setProperty("quiet", True)
        self.canvas = Canvas()
        self.canvas.setMinimumSize(LEAST)
        self.canvas.setAccessibleName(self.tr("Attention and attribution of the current step"))
        self.canvas.chosen.connect(self._cell_chosen)
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self.told)
        layout.addWidget(self.agreement)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(self.caveat)

    @property
    def _integrated(self) -> bool:
        return self.method.currentIndex() == 0

    @property
    def _step(self) -> int:
        return min(self.now.step, self.trace.target_length - 1)

    def question(self) -> AttributionQuestion:
        return AttributionQuestion(self._step, self.tolerance.currentData() if self._integrated else None)

    def show_answer(self) -> None:
        self.tolerance.setEnabled(self._integrated)
        self.set_heading(
            self.tr("Attribution"),
            self.tr("signed shares of the chosen piece's log p, in nats; baseline: all-zero embeddings"),
        )
        self.told.setText(self.completeness_text())
        self.agreement.setText(self.agreement_text())
        self.canvas.start = (self._step, 0)
        self.canvas.set_picture(self._picture(look.theme))

    def _selection_changed(self, old: Selected, new: Selected) -> None:
        if replace(old, query=None, key=None) != replace(
            new, query=None, key=None
        ):  # what is pointed at changes nothing
            super()._selection_changed(old, new)

    @property
    def numbers(self) -> AttributionNumbers:
        """Only while the view is ready."""
        return cast(AttributionNumbers, self.answer)

    @property
    def shares(self) -> Shares:
        """The shares by the chosen method."""
        numbers = self.numbers
        return numbers.gradient if numbers.integrated is None else numbers.integrated

    def _attention(self) -> tuple[Floats | None, Floats | None, str]:
        """Cross-attention [target, source], decoder self-attention [target, target], and which they are; None where
        the model has no such attention."""
        trace, now = self.trace, self.now
        maps = [trace.maps.get(group.name) for group in (CROSS, DECODER_SELF)]
        layers, heads = next(((one.layers, one.heads) for one in maps if one is not None), (1, 1))
        layer, head = min(now.layer, layers - 1), min(now.head, heads - 1)
        summary = SUMMARIES[self.attention.currentIndex()]
        rule = head_text(layer, head)
        if summary is Summary.MEAN_HEADS:
            rule = self.tr("Layer {0}, mean of {1}").format(layer + 1, heads_text(heads))
        elif summary is Summary.MEAN_ALL:
            rule = self.tr("mean of {0}").format(all_heads_text(layers, heads))
        cross, own = (None if one is None else summarise(one.weights, summary, layer, head) for one in maps)
        return cross, own, rule

    def _picture(self, theme: Theme) -> AttributionPicture:
        cross, own, rule = self._attention()
        numbers, step = self.numbers, self._step
        rows = []
        if cross is not None and own is not None:
            rows.append(ShareRow(self.tr("attention"), cross[step], own[step, : step + 1]))
        for name, shares in self._methods():
            limit = max(float(np.abs(values).max(initial=0.0)) for values in (shares.source, shares.target))
            rows.append(ShareRow(name, shares.source, shares.target, limit or 1e-12))
        assert numbers.question.step == step
        return AttributionPicture(self.trace, step, cross, own, rule, rows, theme)

    def _methods(self) -> list[tuple[str, Shares]]:
        numbers = self.numbers
        found = [(self.tr("gradient × input"), numbers.gradient)]
        if numbers.integrated is not None:
            found.append((self.tr("integrated gradients"), numbers.integrated))
        return found

    def _cell_chosen(self, row: int, column: int) -> None:
        """A row of the maps is a step; a column is a key of the kind it belongs to."""
        if row <= self._step:
            self.selection.update(step=row)
            return
        source = self.trace.source_length
        group = CROSS if column < source else DECODER_SELF
        if group is self.now.group:
            self.selection.update(query=self._step, key=column if column < source else column - source)

    # ---- in words ----

    def completeness_text(self) -> str:
        numbers, shares = self.numbers, self.shares
        relative = numbers.relative_error(shares)
        told = self.tr("“{0}”, step {1}: log p {2}, baseline {3}. Change {4}, shares {5}: completeness error {6} ({7})")
        words = told.format(
            isolated(shown(self.trace.predicted_pieces[self._step])),
            self._step + 1,
            number_text(numbers.value, 3),
            number_text(numbers.baseline_value, 3),
            number_text(numbers.change, 3, signed=True),
            number_text(shares.total, 3, signed=True),
            number_text(numbers.error(shares), 3, signed=True),
            percent_text(relative) if relative < 10 else self.tr("more than tenfold"),
        )
        tolerance = numbers.question.tolerance
        if tolerance is None:
            return self.tr("{0}.").format(words)
        if relative > tolerance and numbers.points >= MOST_POINTS:
            return self.tr("{0} with {1} points, the most that are tried.").format(words, numbers.points)
        return self.tr("{0} with {1} points.").format(words, numbers.points)

    def agreements(self) -> tuple[float | None, float | None]:
        """Rank correlation of attention and the absolute shares, over the source and over the target so far."""
        cross, own, _ = self._attention()
        step, real = self._step, self.trace.source_allowed
        shares = self.shares
        source = None if cross is None else rank_correlation(cross[step][real], np.abs(shares.source)[real])
        target = None if own is None else rank_correlation(own[step, : step + 1], np.abs(shares.target))
        return source, target

    def agreement_text(self) -> str:
        cross, own, rule = self._attention()
        if cross is None and own is None:
            return self.tr("This model has no attention to compare with.")
        source, target = (self._agreement_words(value) for value in self.agreements())
        return self.tr("Rank correlation with {0}: source {1}; target so far {2}.").format(rule, source, target)

    def _agreement_words(self, value: float | None) -> str:
        if value is None:
            return self.tr("too few pieces to compare")
        number = number_text(value, 2, signed=True)
        if value >= 0.7:
            return self.tr("{0}, much alike").format(number)
        if value >= 0.3:
            return self.tr("{0}, somewhat alike").format(number)
        if value > -0.3:
            return self.tr("{0}, hardly related").format(number)
        return self.tr("{0}, rather opposed").format(number)

    def table(self) -> Cells:
        cross, own, rule = self._attention()
        step, methods = self._step, self._methods()
        sides = ((self.tr("source"), self.trace.source_pieces), (self.tr("target so far"), self.trace.input_pieces))
        rows: list[list[Cell]] = []
        names = []
        for block, (side, pieces) in enumerate(sides):
            for key in range(len(pieces) if not block else step + 1):
                real = bool(block or self.trace.source_allowed[key])
                weights = own if block else cross
                values: list[float | None] = [None if weights is None else float(weights[step, key])]
                values += [float((shares.target if block else shares.source)[key]) for _, shares in methods]
                rows.append([pieces[key], *(value if real else None for value in values)])
                names.append(self.tr("{0} {1}").format(side, key + 1))
        for name, sums in self._sums():
            rows.append([None, None, *sums])
            names.append(name)
        columns = [self.tr("piece"), self.tr("attention: {0}").format(rule), *(name for name, _ in methods)]
        return Cells(names, columns, rows)

    def _sums(self) -> list[tuple[str, list[float]]]:
        numbers, shares = self.numbers, [shares for _, shares in self._methods()]
        return [
            (self.tr("sum of all shares"), [each.total for each in shares]),
            (self.tr("log p"), [numbers.value for _ in shares]),
            (self.tr("log p, all embeddings zero"), [numbers.baseline_value for _ in shares]),
            (self.tr("completeness error"), [numbers.error(each) for each in shares]),
            (self.tr("relative error"), [numbers.relative_error(each) for each in shares]),
        ]

    def paint_figure(self, painter: QPainter, page: QRectF, theme: Theme) -> None:
        self._picture(theme).paint(painter, page)
