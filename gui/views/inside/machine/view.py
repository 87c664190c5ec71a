"""The machine: the paper's figure 1 with this model's numbers, one box in detail, and the way of one vector.

On the left is the drawing, on the right the chosen box in numbers, between them the current position's vector after
every box.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.look.theme import Theme
from gui.pictures.machine.boxes import Box, Machine, Stage, nearest
from gui.pictures.machine.details import labels_of, machine_of
from gui.pictures.machine.figure import Shown
from gui.pictures.machine.words import isolated, long_text, number, rule_text, shape_text, why_text
from gui.state.selection import Selected, Selection
from gui.state.session import Session
from gui.views.inside.base import InsideView
from gui.views.inside.cells import Cells
from gui.views.inside.machine.content import SHARES, MachineContent
from gui.views.inside.machine.detail import MachineDetail
from gui.views.inside.machine.drawing import MachineDrawing
from gui.views.inside.machine.elevator import MachineElevator
from gui.views.inside.machine.table import table_of
from gui.views.parts.elided_combo import ElidedComboBox
from gui.views.parts.elided_label import ElidedLabel
from model.values.pieces import shown
from model.values.questions.machine import MachineNumbers, MachineQuestion, Part, Stack
from model.values.sites import CROSS, ENCODER_SELF, SiteGroup

LOWEST = 320  # pixels in which a box's strips, its formula and what stands below have room
LEAST = (270, 100)  # pixels of width of the drawing and of the way, in which their words have room
WIDEST = (560, 300)
GAP = 12
STACKED = LEAST[0] + LEAST[1] + 440 + 2 * GAP + 40  # pixels of width; in less the detail stands below
FIRST_DIMENSION = 16  # the view starts at d_model / 16: there the sinusoid's wave is visible within a sentence


def stack_of(group: SiteGroup) -> Stack:
    return "encoder" if group == ENCODER_SELF else "decoder"


class MachineView(InsideView):
    """Walks through `Machine.walk`; the layer and the kind of attention are the shared selection's."""

    slot = "machine"
    whole_width = True
    tells_differences = True

    def __init__(self, session: Session, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(session, selection, parent)
        self._box: Box | None = None
        self._layers: dict[Stack, int] = {"encoder": 0, "decoder": 0}
        self._source = 0  # the encoder's position; the decoder's is the current step
        self._dimension: int | None = None
        self._content: MachineContent | None = None
        self.drawing = MachineDrawing()
        self.elevator = MachineElevator()
        self.why = ElidedLabel(max_lines=3)
        self.detail = MachineDetail()
        self.position = ElidedComboBox()
        self.position.setAccessibleName(self.tr("Position"))
        self.position.setToolTip(
            self.tr("Whose vector is shown: a source piece in the encoder, the current step in the decoder")
        )
        self.position.setMinimumWidth(140)
        self.position.setMaximumWidth(200)
        self.back_button = QPushButton(self.tr("◂ Back"))
        self.forward_button = QPushButton(self.tr("Next ▸"))
        self.back_button.setAccessibleName(self.tr("Previous box"))
        self.forward_button.setAccessibleName(self.tr("Next box"))
        self.back_button.setToolTip(self.tr("The box that is computed before this one (P)"))
        self.forward_button.setToolTip(self.tr("The box that is computed after this one (N)"))
        for control in (self.position, self.back_button, self.forward_button):
            self.controls.addWidget(control)
        self._lay_out_body()
        self.position.activated.connect(self._position_chosen)
        self.back_button.clicked.connect(lambda: self.walk(-1))
        self.forward_button.clicked.connect(lambda: self.walk(1))
        self.drawing.box_chosen.connect(self.choose)
        self.drawing.layer_chosen.connect(self.choose_layer)
        self.elevator.box_chosen.connect(self.choose)
        for surface in (self.drawing, self.elevator):
            surface.walked.connect(self.walk)
        self.elevator.dimension_pointed.connect(self.point_at)
        self.detail.dimension_pointed.connect(self.point_at)
        self.detail.position_chosen.connect(self._position_chosen)

    def _lay_out_body(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addWidget(self.why)
        right.addWidget(self.detail, 1)
        self.detail.setMinimumSize(440, LOWEST)
        boxes = QHBoxLayout()
        boxes.setSpacing(GAP)
        for widget, share, least, widest in zip((self.drawing, self.elevator), SHARES, LEAST, WIDEST, strict=False):
            widget.setMaximumWidth(widest)
            widget.setMinimumSize(least, LOWEST)
            boxes.addWidget(widget, share)
        row = QHBoxLayout(self.body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addLayout(boxes, sum(SHARES[:2]))
        row.addLayout(right, SHARES[2])
        self.stack_below(row, STACKED)

    # ---- what is asked and shown ----

    def question(self) -> MachineQuestion:
        return MachineQuestion()

    @property
    def box(self) -> Box:
        """The chosen box."""
        assert self._box is not None
        return self._box

    @property
    def machine(self) -> Machine:
        """The sizes of what is shown."""
        assert self._content is not None
        return self._content.machine

    @property
    def dimension(self) -> int:
        """The dimension pointed at now or last, counted from 0."""
        if self._dimension is None:
            return self.machine.d_model // FIRST_DIMENSION
        return min(self._dimension, self.machine.d_model - 1)

    def position_of(self, stack: Stack) -> int:
        """The position of a stack whose vector is shown."""
        if stack == "encoder":
            return min(self._source, self.trace.source_length - 1)
        return min(self.now.step, self.trace.target_length - 1)

    def withdraw(self) -> None:
        for control in (self.position, self.back_button, self.forward_button):
            control.setEnabled(False)

    def show_answer(self) -> None:
        numbers: MachineNumbers = self.answer
        self.position.setEnabled(True)
        if self._content is None or numbers is not self._content.numbers:
            self._take(numbers)
        if self.now.group == ENCODER_SELF and self.now.query is not None:
            self._source = self.now.query
        machine, box = self.machine, self.box
        position = self.position_of(box.stack)
        walk = machine.walk()
        self.back_button.setEnabled(box != walk[0])
        self.forward_button.setEnabled(box != walk[-1])
        lengths = self._lengths()
        parts = (rule_text(box, machine), shape_text(box, machine, lengths[box.stack], lengths["encoder"]))
        self.set_heading(long_text(box, machine), "   ".join(part for part in parts if part))
        self.why.setText(why_text(box, machine))
        self._fill_positions(box.stack, position)
        self.drawing.show_machine(self._shown())
        self._show_numbers()

    def _take(self, numbers: MachineNumbers) -> None:
        """Take over new numbers, perhaps of another model with other boxes."""
        maker = self.session.maker
        assert maker is not None
        machine = machine_of(numbers, (maker.source_vocab_size, maker.target_vocab_size))
        self._content = MachineContent(numbers, machine)
        for stack in self._layers:
            self._layers[stack] = min(self._layers[stack], machine.layers(stack) - 1)
        if self._box is None:
            self._follow_kind()
        else:
            self._box = nearest(self._box, machine)

    def _lengths(self) -> dict[Stack, int]:
        return {"encoder": self.trace.source_length, "decoder": self.trace.target_length}

    def _shown(self) -> Shown:
        step = self.position_of("decoder")
        probability = float(np.exp(np.float64(self.trace.logprob[step])))
        piece = shown(self.trace.predicted_pieces[step])
        return Shown(
            self.machine,
            dict(self._layers),
            self._lengths(),
            self.box,
            next_piece=self.tr("next: {0}").format(isolated(piece)),
            probability=f"{number(100 * probability, 1)} %",
        )

    def _show_numbers(self) -> None:
        content = self._content
        assert content is not None
        box, dimension = self.box, self.dimension
        position = self.position_of(box.stack)
        way = content.way(self.trace, box.stack, position)
        detail, limit = content.detail(self.trace, box, position)
        self.elevator.show_way(way, content.machine, box, dimension)
        self.detail.show_detail(detail, dimension, content.machine.d_model, limit)

    def _fill_positions(self, stack: Stack, position: int) -> None:
        texts = [self.tr("{0}  {1}").format(i + 1, label.both) for i, label in enumerate(labels_of(self.trace, stack))]
        if [self.position.itemText(i) for i in range(self.position.count())] != texts:
            with QSignalBlocker(self.position):
                self.position.clear()
                self.position.addItems(texts)
        self.position.setCurrentIndex(position)

    # ---- what the person does ----

    def choose(self, box: Box) -> None:
        """Look at this box; the selection follows to its layer and kind of attention."""
        self._box = box
        if box.layer is not None:
            self._layers[box.stack] = box.layer
        group = box.group or self.now.group
        if stack_of(group) != box.stack:
            group = ENCODER_SELF if box.stack == "encoder" else CROSS
        fields = {"query": self._source} if box.stack == "encoder" and self.now.group is not group else {}
        before = self.now
        self.selection.update(group=group, layer=self._layers[box.stack], **fields)
        if self.now == before:
            self.refresh()

    def choose_layer(self, stack: Stack, layer: int) -> None:
        """The same box of another layer; or this stack's first sub-layer there."""
        if self.box.stack == stack and self.box.layer is not None:
            self.choose(self.box.at(layer))
        else:
            self.choose(self.machine.layer_boxes(stack, layer)[0])

    def walk(self, by: int) -> None:
        """Go to the next box in the order of computation, or back."""
        if self._content is None or not self.ready:
            return
        boxes = self.machine.walk()
        self.choose(boxes[min(max(boxes.index(self.box) + by, 0), len(boxes) - 1)])

    def point_at(self, dimension: int) -> None:
        """Show this dimension's numbers in all strips; only what is painted changes."""
        if dimension != self._dimension:
            self._dimension = dimension
            if self.ready and self._content is not None:
                self._show_numbers()

    def _position_chosen(self, position: int) -> None:
        if not self.ready:
            return  # the positions listed belong to an earlier answer
        if self.box.stack == "decoder":
            self.selection.update(step=position)
            return
        self._source = position
        if self.now.group == ENCODER_SELF:
            self.selection.update(query=position)
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_N, Qt.Key.Key_P) and self.ready:
            self.walk(1 if event.key() == Qt.Key.Key_N else -1)
        else:
            super().keyPressEvent(event)

    # ---- following the selection ----

    def _selection_changed(self, old: Selected, new: Selected) -> None:
        self._layers[stack_of(new.group)] = new.layer
        if self._box is not None:
            wanted = self._box.group
            if (new.group is not old.group and stack_of(new.group) != self._box.stack) or (
                new.group is not old.group and wanted is not None and wanted is not new.group
            ):
                self._follow_kind()
            elif self._box.stack == stack_of(new.group):
                self._box = self._box.at(new.layer)
        super()._selection_changed(old, new)

    def _follow_kind(self) -> None:
        """Go to the selected kind of attention: to the same stage as before, else to the residual sum around it."""
        group, layer = self.now.group, self.now.layer
        part: Part = "cross" if group == CROSS else "self"
        stage = self._box.stage if self._box is not None and self._box.part is not None else Stage.ADD_NORM
        self._layers[stack_of(group)] = layer
        self._box = Box(stack_of(group), stage, layer, part)
        if self._content is not None:
            self._box = nearest(self._box, self._content.machine)

    # ---- other forms ----

    def table(self) -> Cells | None:
        if self._content is None:
            return None
        position = self.position_of(self.box.stack)
        detail, _ = self._content.detail(self.trace, self.box, position)
        return table_of(self._content.numbers, self.trace, self.box, position, detail)

    def paint_figure(self, painter: QPainter, page: QRectF, theme: Theme) -> None:
        if self._content is None:
            return
        position = self.position_of(self.box.stack)
        self._content.paint_page(painter, page, self.trace, self._shown(), position, self.dimension, theme)
