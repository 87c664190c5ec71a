"""Prediction by layer: what the decoder would say after each of its layers, the logit lens."""

from __future__ import annotations

import math
from typing import cast

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.look.look import look
from gui.look.plain import PlainLabel
from gui.look.theme import Theme
from gui.pictures.lens import LensPicture
from gui.pictures.lens_tint import Tint, decided_at, state_text
from gui.state.selection import Selected, Selection
from gui.state.session import Session
from gui.views.inside.base import InsideView
from gui.views.inside.canvas import MARGIN, Canvas, show_whole
from gui.views.inside.cells import Cell, Cells
from gui.views.parts.elided_combo import ElidedComboBox
from gui.views.parts.elided_label import ElidedLabel
from model.values.pieces import shown
from model.values.questions.lens import LensNumbers, LensQuestion


class LensView(InsideView):
    """States down, steps across; a click on a column makes its step the current one."""

    slot = "lens"
    whole_width = True

    def __init__(self, session: Session, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(session, selection, parent)
        self.norm = ElidedComboBox()
        self.norm.addItems([self.tr("With the last LayerNorm"), self.tr("Without it")])
        self.norm.setAccessibleName(self.tr("LayerNorm before the output matrix"))
        self.norm.setToolTip(self.tr("Whether each state goes through the last LayerNorm before the output matrix"))
        self.norm.currentIndexChanged.connect(self.refresh)
        self.tint = ElidedComboBox()
        self.tint.addItems([self.tr("Colour: probability"), self.tr("Colour: rank")])
        self.tint.setAccessibleName(self.tr("What colours the cells"))
        self.tint.setToolTip(self.tr("Cells are coloured by how the piece that was chosen in the end stands there"))
        self.tint.currentIndexChanged.connect(self.refresh)
        for control in (self.norm, self.tint):
            show_whole(control)
            self.controls.addWidget(control)
        self.canvas = Canvas()
        self.canvas.setAccessibleName(self.tr("Best piece after each layer, for every step"))
        self.canvas.chosen.connect(self._cell_chosen)
        self.told = PlainLabel()
        self.told.setWordWrap(True)
        self.caveat = ElidedLabel(
            self.tr(
                "Read with care: states between the layers were never trained to be read this way; only the last row "
                "is what the model says."
            ),
            max_lines=2,
        )
        self.caveat.setProperty("quiet", True)
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.told)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(self.caveat)

    @property
    def with_norm(self) -> bool:
        return self.norm.currentIndex() == 0

    def question(self) -> LensQuestion:
        return LensQuestion(self.with_norm)

    def show_answer(self) -> None:
        self.set_heading(self.tr("Prediction by layer"), self._rule_text(self._numbers))
        self.told.setText(self.decision())
        self.canvas.start = (0, self._step)
        picture = self._picture(look.theme)
        self.canvas.ask_for(picture.least_height(self.canvas.font()) + 2 * int(MARGIN))
        self.canvas.set_picture(picture)

    @property
    def _numbers(self) -> LensNumbers:
        return cast(LensNumbers, self.answer)

    @property
    def _step(self) -> int:
        return min(self.now.step, self.trace.target_length - 1)

    def _picture(self, theme: Theme) -> LensPicture:
        return LensPicture(self.trace, self._numbers, self._step, list(Tint)[self.tint.currentIndex()], theme)

    def _rule_text(self, numbers: LensNumbers) -> str:
        if numbers.last_norm == "last layer":
            return self.tr(
                "each layer's sum → the last layer's LayerNorm, in place of its own → output matrix → softmax"
            )
        if numbers.last_norm == "decoder":
            return self.tr("each layer's state → the LayerNorm after the last layer → output matrix → softmax")
        return self.tr("each layer's state as it is → output matrix → softmax; the last row is the model's own")

    def decision(self) -> str:
        """When the current step's piece was decided, in words."""
        numbers, step = self._numbers, self._step
        piece = shown(self.trace.predicted_pieces[step])
        state = decided_at(numbers, step)
        if state is None:
            best = shown(numbers.best_pieces[-1][step][0])
            return self.tr("Step {0}: “{1}” was chosen although “{2}” is the likeliest after the last layer.").format(
                step + 1, piece, best
            )
        if state == len(numbers.rank) - 1:
            return self.tr("Step {0}: only the last layer puts “{1}” first.").format(step + 1, piece)
        return self.tr("Step {0}: “{1}” is first from {2} on and stays so.").format(step + 1, piece, state_text(state))

    def _cell_chosen(self, row: int, column: int) -> None:
        if column < self.trace.target_length:
            self.selection.update(step=column)

    def _selection_changed(self, old: Selected, new: Selected) -> None:
        if (old.sentence, old.step) != (new.sentence, new.step):
            super()._selection_changed(old, new)

    def table(self) -> Cells:
        numbers, rows, names = self._numbers, [], []
        states, steps = numbers.rank.shape
        best = numbers.best_logprob.shape[-1]
        for step in range(steps):
            for state in range(states):
                told = zip(numbers.best_pieces[state][step], numbers.best_logprob[state, step], strict=True)
                rows.append(
                    [
                        state_text(state),
                        self.trace.input_pieces[step],
                        self.trace.predicted_pieces[step],
                        int(numbers.rank[state, step]),
                        math.exp(float(numbers.logprob[state, step])),
                        float(numbers.logprob[state, step]),
                        float(numbers.entropy[state, step]),
                        *(cell for piece, logprob in told for cell in (piece, math.exp(float(logprob)))),
                    ]
                )
                names.append(str(step + 1))
        columns = [
            self.tr("after"),
            self.tr("reads"),
            self.tr("chosen piece"),
            self.tr("its rank"),
            self.tr("its probability"),
            self.tr("its log-probability"),
            self.tr("entropy, nats"),
        ]
        for place in range(1, best + 1):
            columns += [self.tr("piece {0}").format(place), self.tr("probability {0}").format(place)]
        return Cells(names, columns, cast("list[list[Cell]]", rows))

    def paint_figure(self, painter: QPainter, page: QRectF, theme: Theme) -> None:
        self._picture(theme).paint(painter, page)
