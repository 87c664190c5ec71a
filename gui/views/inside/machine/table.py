"""The chosen box as a table: one row per dimension, or per piece where a box has no vectors."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.pictures.machine.boxes import Box, Stage
from gui.pictures.machine.choice import ChoicePicture
from gui.pictures.machine.details import Detail, labels_of
from gui.views.inside.cells import Cell, Cells
from model.values.questions.machine import MachineNumbers
from model.values.trace import Trace

translate = QCoreApplication.translate


def table_of(numbers: MachineNumbers, trace: Trace, box: Box, position: int, detail: Detail) -> Cells:
    """Everything that is drawn of `box` at `position`; numbers keep all their digits."""
    if box.stage is Stage.PIECES:
        return _pieces(numbers, trace, box)
    if box.stage is Stage.SOFTMAX:
        return _choice(numbers, position)
    columns = [strip.name for strip in detail.strips]
    vectors = [strip.values for strip in detail.strips]
    if box.stage is Stage.SUBLAYER and box.part == "ff" and box.layer is not None:
        hidden = numbers.stack(box.stack).sublayer(box.layer, "ff").hidden
        assert hidden is not None
        columns.append(translate("Inside", "inner unit"))
        vectors.append(hidden[position])
    rows = max(len(vector) for vector in vectors)
    cells: list[list[Cell]] = [[float(v[i]) if i < len(v) else None for v in vectors] for i in range(rows)]
    return Cells([str(i + 1) for i in range(rows)], columns, cells)


def _pieces(numbers: MachineNumbers, trace: Trace, box: Box) -> Cells:
    ids = numbers.stack(box.stack).embedding.ids
    labels = labels_of(trace, box.stack)
    columns = [translate("Inside", "piece"), translate("Inside", "number in the vocabulary")]
    rows: list[list[Cell]] = [[label.text, int(id)] for label, id in zip(labels, ids, strict=True)]
    if box.stack == "decoder":
        columns.append(translate("Inside", "predicts"))
        for row, label in zip(rows, labels, strict=True):
            row.append(label.predicts)
    return Cells([str(i + 1) for i in range(len(rows))], columns, rows)


def _choice(numbers: MachineNumbers, position: int) -> Cells:
    picture = ChoicePicture(numbers.logits, position, probabilities=True)
    columns = [
        translate("Inside", "piece"),
        translate("Inside", "number in the vocabulary"),
        translate("Inside", "logit"),
        translate("Inside", "probability"),
    ]
    logits, ids = numbers.logits.best_logit[position], numbers.logits.best_ids[position]
    rows: list[list[Cell]] = [
        [piece, int(ids[i]), float(logits[i]), picture.probability(i)] for i, piece in enumerate(picture.pieces)
    ]
    return Cells([str(i + 1) for i in range(len(rows))], columns, rows)
