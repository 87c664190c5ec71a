"""Teacher forcing: a person's own reference translation in one parallel pass, beside the step-by-step run."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import cast

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.heatmap.words import group_text, head_text
from gui.look.look import look
from gui.look.plain import PlainLabel, plain
from gui.look.theme import Theme
from gui.pictures.cell_text import number_text
from gui.pictures.reference import OWN, ForcingPicture
from gui.pictures.reference_matrix import MaskPicture, MatrixPicture
from gui.state.selection import Selected, Selection
from gui.state.session import Session
from gui.views.inside.base import InsideView
from gui.views.inside.canvas import MARGIN, Canvas, show_whole
from gui.views.inside.cells import Cells
from gui.views.inside.reference.big_number import BigNumber
from gui.views.inside.reference.edit import ReferenceEdit
from gui.views.inside.reference.words import note_text, parting_text, reference_table
from gui.views.parts.elided_combo import ElidedComboBox
from gui.views.parts.elided_label import ElidedLabel
from gui.views.parts.scroll_frame import Scroller
from model.values.questions.reference import ReferenceNumbers, ReferenceQuestion
from model.values.sites import DECODER_SELF, Side, SiteGroup

MATRIX = 350  # pixels of the matrix's column, at least
BAND = 220  # about the height of a band


class ReferenceView(InsideView):
    """The field to type in stays visible in every state of the view."""

    slot = "reference"
    whole_width = True

    def __init__(self, session: Session, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(session, selection, parent)
        self.edit = ReferenceEdit(session.references)
        self.edit.setAccessibleName(self.tr("Reference translation"))
        self.edit.setPlaceholderText(self.tr("Type or paste a translation of the sentence"))
        self.edit.settled.connect(self.refresh)
        self.own_button = QPushButton(self.tr("Model's own"))
        self.own_button.setAccessibleName(self.tr("Take the model's own translation as the reference"))
        self.own_button.setToolTip(self.tr("Put the model's own translation back; Ctrl+Z brings yours again"))
        self.own_button.clicked.connect(lambda: self.edit.take(self.trace.target_text))
        name = QLabel(self.tr("Reference"))
        name.setBuddy(self.edit)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(name)
        row.addWidget(self.edit, 1)
        row.addWidget(self.own_button)
        frame = self.layout()
        assert isinstance(frame, QVBoxLayout)
        frame.insertLayout(1, row)
        self.matrix_choice = ElidedComboBox()
        self.matrix_choice.addItems([self.tr("The causal mask"), self.tr("The selected head")])
        self.matrix_choice.setAccessibleName(self.tr("What the matrix shows"))
        self.matrix_choice.setToolTip(self.tr("The mask of the parallel pass, or the attention of the selected head"))
        self.matrix_choice.currentIndexChanged.connect(self.refresh)
        show_whole(self.matrix_choice)
        self.forcing = _ForcingCanvas()
        self.forcing.setAccessibleName(self.tr("Reference pieces with their losses"))
        self.forcing.chosen.connect(lambda _row, column: self.selection.update(step=column))
        self.matrix = Canvas()
        self.matrix.setAccessibleName(self.tr("Matrix of the parallel pass"))
        self.matrix.chosen.connect(self._matrix_chosen)
        self._seen = -1  # the step that was scrolled to
        self._lay_out_body()
        self.set_heading(
            self.tr("Teacher forcing"),
            self.tr("all positions in one pass, as in training; loss = −log p(reference piece), mean over all pieces"),
        )

    def _lay_out_body(self) -> None:
        self.told = PlainLabel()
        self.told.setWordWrap(True)
        self.told.setProperty("title", True)
        self.note = ElidedLabel()
        self.note.setProperty("quiet", True)
        self.why = ElidedLabel(max_lines=2)
        self.why.setProperty("quiet", True)
        self.loss, self.perplexity = BigNumber(self.tr("mean loss, nats")), BigNumber(self.tr("perplexity"))
        self.own_loss = BigNumber(self.tr("its own, step by step"))
        self.own_loss.setToolTip(self.tr("Mean loss of the pieces that the model chose itself, step by step"))
        top = QHBoxLayout()
        top.setSpacing(18)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.told)
        words.addWidget(self.note)
        top.addLayout(words, 1)
        for number in (self.loss, self.perplexity, self.own_loss):
            top.addWidget(number)
        scroll = Scroller(self.forcing)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.band = scroll
        self.caption = ElidedLabel()
        self.caption.setProperty("quiet", True)
        head = QHBoxLayout()
        head.addWidget(self.matrix_choice)
        head.addWidget(self.caption, 1)
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addLayout(head)
        right.addWidget(self.matrix, 1)
        self.matrix.setMinimumWidth(MATRIX)
        both = QHBoxLayout()
        both.setSpacing(14)
        both.addWidget(scroll, 5)
        both.addLayout(right, 2)
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addLayout(both, 1)
        layout.addWidget(self.why)

    def _refresh(self) -> None:
        trace = self.session.trace
        self.edit.setEnabled(trace is not None)
        self.own_button.setEnabled(trace is not None)
        if trace is not None:
            self.edit.follow(trace.source_text, trace.target_text)
        super()._refresh()

    def question(self) -> ReferenceQuestion:
        return ReferenceQuestion(self.edit.text)

    @property
    def numbers(self) -> ReferenceNumbers:
        """Only while the view is ready."""
        return cast(ReferenceNumbers, self.answer)

    def show_answer(self) -> None:
        numbers, step = self.numbers, self.now.step
        self.edit.mark(numbers.unknown_spans())
        self.note.setText(note_text(self.numbers))
        self.told.setText(parting_text(self.trace, self.numbers, self.locale()))
        told = self.tr("Over all {0} pieces, </s> among them").format(numbers.trace.target_length)
        for number in (self.loss, self.perplexity):
            number.setToolTip(plain(told))
        self.loss.set_value(number_text(numbers.mean_nll, 3))
        self.perplexity.set_value(number_text(numbers.perplexity, 3 if numbers.perplexity < 100 else 1))
        self.own_loss.set_value(number_text(float(-self.trace.logprob.mean(dtype=np.float64)), 3))
        count = numbers.trace.target_length
        if self._masked:
            why = self.tr(
                "All {0} positions at once: training knows every input piece from the reference, and the mask hides "
                "what comes later. Translating cannot: its next input is the piece it has yet to choose."
            )
        else:
            why = self.tr(
                "All {0} input pieces come from the reference, whatever the model would have chosen, one state after "
                "the other. While translating the next input is the piece that it has yet to choose."
            )
        self.why.setText(why.format(count))
        self.forcing.start = (0, min(step, count - 1))
        self.forcing.set_picture(ForcingPicture(self.trace, numbers, step, look.theme))
        QTimer.singleShot(0, self, self._keep_in_sight)  # once it is laid out
        self.matrix.set_picture(self._matrix_picture(look.theme))
        self.matrix.setVisible(bool(numbers.trace.maps))
        self.matrix_choice.setVisible(self._masked)
        if not numbers.trace.maps:
            self.caption.setText("")
        elif self._shows_head:
            group, layer, head = self._head
            self.caption.setText(f"{head_text(layer, head)}, {group_text(group)}")
        else:
            self.caption.setText(self.tr("rows: input → target"))

    def _keep_in_sight(self) -> None:
        """A long reference has several bands; when the step changes, scroll to the band of the current step."""
        step = self.now.step
        if self.ready and step != self._seen and step < self.numbers.trace.target_length:
            column = self.forcing.cell_rect(0, step).united(self.forcing.cell_rect(OWN, step)).center()
            self.band.ensureVisible(round(column.x()), round(column.y()), 0, BAND // 2)
        self._seen = step

    def _selection_changed(self, old: Selected, new: Selected) -> None:
        if replace(old, query=None, key=None) != replace(
            new, query=None, key=None
        ):  # what is pointed at changes nothing
            super()._selection_changed(old, new)

    @property
    def _shows_head(self) -> bool:
        return self.matrix_choice.currentIndex() == 1 or not self._masked

    @property
    def _masked(self) -> bool:
        """Whether a causal mask hides the future, as in the decoder of a Transformer."""
        return DECODER_SELF in self.trace.groups

    @property
    def _head(self) -> tuple[SiteGroup, int, int]:
        group = self.now.group
        there = self.numbers.trace.maps[group.name]
        return group, min(self.now.layer, there.layers - 1), min(self.now.head, there.heads - 1)

    def _matrix_picture(self, theme: Theme) -> MatrixPicture | None:
        """The picture that is chosen; None for a model without attention."""
        if not self.numbers.trace.maps:
            return None
        if self._shows_head:
            return MatrixPicture(self.numbers.trace, *self._head, theme)
        return MaskPicture(self.numbers.trace, theme)

    def _matrix_chosen(self, row: int, _column: int) -> None:
        if not self._shows_head or self.now.group.queries is Side.TARGET:
            self.selection.update(step=row)

    def table(self) -> Cells:
        return reference_table(self.trace, self.numbers)

    def paint_figure(self, painter: QPainter, page: QRectF, theme: Theme) -> None:
        picture = ForcingPicture(self.trace, self.numbers, -1, theme)
        left = QRectF(page.left(), page.top(), page.width() * 0.64, page.height())
        scale = 1.0
        while picture.height_for(left.width() / scale, painter.font()) * scale > left.height() and scale > 0.3:
            scale *= 0.92
        painter.save()
        painter.translate(left.topLeft())
        painter.scale(scale, scale)
        picture.paint(painter, QRectF(0, 0, left.width() / scale, left.height() / scale))
        painter.restore()
        right = page.adjusted(page.width() * 0.66, 0, 0, 0)
        if (matrix := self._matrix_picture(theme)) is not None:
            matrix.paint(painter, right)


class _ForcingCanvas(Canvas):
    """A canvas as high as its bands need."""

    def __init__(self) -> None:
        super().__init__()
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        picture = self.picture
        if not isinstance(picture, ForcingPicture):
            return 160
        return math.ceil(picture.height_for(width - 2 * MARGIN, self.font()) + 2 * MARGIN)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 120)
