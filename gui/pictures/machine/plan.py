"""Where figure 1's boxes and arrows lie in a rectangle: encoder left, decoder right, computed from bottom to top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF

from gui.pictures.machine.boxes import Box, Machine, Stage
from model.values.questions.machine import Stack

PICKER = 24.0  # beside each stack: its layers' numbers
ROUND = 11.0  # between the frame and the boxes, for the residual arrows
BETWEEN = 20.0  # between the columns, where keys and values go from the encoder to the decoder
TALLEST = 38.0  # a box never grows beyond this, however high the window is
GAP = 0.42  # between two boxes, in heights of a box
HEIGHTS = {Stage.PIECES: 0.9, Stage.NORM: 0.72, Stage.ADD: 0.66, Stage.ADD_NORM: 0.8, Stage.FINAL_NORM: 0.8}

Arrow = tuple[QPointF, ...]  # a polyline that ends in an arrowhead


@dataclass
class Plan:
    """All of it in the painter's pixels; `arrows` by the box they belong to."""

    boxes: dict[Box, QRectF] = field(default_factory=dict)
    arrows: list[tuple[Box, Arrow]] = field(default_factory=list)
    residuals: list[tuple[Box, Arrow]] = field(default_factory=list)  # round a sub-layer, to the sum that they go into
    frames: dict[Stack, QRectF] = field(default_factory=dict)  # round the boxes of a layer
    pickers: dict[Stack, list[QRectF]] = field(default_factory=dict)  # [layer], beside the frame
    counts: dict[Stack, QRectF] = field(default_factory=dict)  # above the pickers, for "N = 6"
    caption: QRectF = field(default_factory=QRectF)  # free room above the encoder
    next_piece: QRectF = field(default_factory=QRectF)  # above the decoder's softmax

    def box_at(self, point: QPointF) -> Box | None:
        return next((box for box, rect in self.boxes.items() if rect.adjusted(-2, -2, 2, 2).contains(point)), None)

    def layer_at(self, point: QPointF) -> tuple[Stack, int] | None:
        for stack, cells in self.pickers.items():
            for layer, rect in enumerate(cells):
                if rect.contains(point):
                    return stack, layer
        return None


def plan(machine: Machine, rect: QRectF, layers: dict[Stack, int]) -> Plan:
    """Lay out figure 1 with these layers of the two stacks."""
    made = Plan()
    stacks: tuple[Stack, Stack] = ("encoder", "decoder")
    width = (rect.width() - 2 * PICKER - 4 * ROUND - BETWEEN) / 2
    lefts = {"encoder": rect.left() + PICKER + ROUND, "decoder": rect.right() - PICKER - ROUND - width}
    tallest = machine.column("decoder", layers["decoder"])
    unit = min(rect.height() / (_units(tallest) + 0.9 + GAP), TALLEST)
    slack = max(rect.height() - unit * (_units(tallest) + 0.9 + GAP), 0.0)
    gap = unit * GAP + slack / (len(tallest) + 1)
    for stack in stacks:
        y = rect.bottom() - 1
        column = machine.column(stack, layers[stack])
        for box in column:
            height = unit * HEIGHTS.get(box.stage, 1.0)
            made.boxes[box] = QRectF(lefts[stack], y - height, width, height)
            y -= height + gap
        for below, above in pairwise(column):
            made.arrows.append((above, _up(made.boxes[below], made.boxes[above])))
        _add_layer(made, machine, stack, layers[stack], gap)
    softmax = made.boxes[Box("decoder", Stage.SOFTMAX)]
    made.next_piece = QRectF(softmax.left() - ROUND, rect.top(), width + 2 * ROUND, softmax.top() - gap - rect.top())
    top = (QPointF(softmax.center().x(), softmax.top()), QPointF(softmax.center().x(), softmax.top() - gap + 1))
    made.arrows.append((Box("decoder", Stage.SOFTMAX), top))
    _add_crossing(made, layers["decoder"], gap, rect)
    return made


def _units(boxes: Sequence[Box]) -> float:
    return sum(HEIGHTS.get(box.stage, 1.0) for box in boxes) + GAP * (len(boxes) - 1)


def _up(below: QRectF, above: QRectF) -> Arrow:
    x = below.center().x()
    return QPointF(x, below.top()), QPointF(x, above.bottom())


def _add_layer(made: Plan, machine: Machine, stack: Stack, layer: int, gap: float) -> None:
    """The frame, the residual arrows on its outer side, and the numbers of the layers beside it."""
    outer = -1 if stack == "encoder" else 1
    boxes = machine.layer_boxes(stack, layer)
    rects = [made.boxes[box] for box in boxes]
    around = rects[0].united(rects[-1])
    frame = around.adjusted(-ROUND + 1, -gap * 0.42, ROUND - 1, gap * 0.8)
    made.frames[stack] = frame
    per_part = 3 if machine.pre_norm else 2
    for first in range(0, len(boxes), per_part):
        begin, end = rects[first], rects[first + per_part - 1]
        side = begin.left() if outer < 0 else begin.right()
        away, y = side + outer * (ROUND * 0.55), begin.bottom() + gap * 0.45
        residual = (
            QPointF(begin.center().x(), y),
            QPointF(away, y),
            QPointF(away, end.center().y()),
            QPointF(side, end.center().y()),
        )
        made.residuals.append((boxes[first + per_part - 1], residual))
    count = machine.layers(stack)
    left = frame.left() - PICKER - 2 if stack == "encoder" else frame.right() + 4
    head = 18.0
    height = min((frame.height() - head) / count, 22.0)
    bottom = frame.bottom()
    made.pickers[stack] = [QRectF(left, bottom - (number + 1) * height, PICKER - 2, height) for number in range(count)]
    made.counts[stack] = QRectF(left - 4, bottom - count * height - head, PICKER + 6, head)


def _add_crossing(made: Plan, layer: int, gap: float, rect: QRectF) -> None:
    """Keys and values: from the encoder's last box over to the decoder's cross-attention, in two arrowheads."""
    last = min((rect for box, rect in made.boxes.items() if box.stack == "encoder"), key=lambda rect: rect.top())
    cross_box = Box("decoder", Stage.SUBLAYER, layer, "cross")
    cross = made.boxes[cross_box]
    x = last.right() + ROUND + BETWEEN * 0.45
    y = min(made.frames["encoder"].top(), last.top()) - gap * 0.6
    for offset in (-0.22, 0.22):
        end = QPointF(cross.left(), cross.center().y() + offset * cross.height())
        start = QPointF(last.center().x(), last.top())
        made.arrows.append((cross_box, (start, QPointF(start.x(), y), QPointF(x, y), QPointF(x, end.y()), end)))
    made.caption = QRectF(rect.left(), rect.top(), x - 12 - rect.left(), y - 10 - rect.top())
