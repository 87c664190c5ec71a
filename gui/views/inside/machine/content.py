"""What the machine view shows of one answer: pictures made once and kept, and all of them on one page."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from gui.look.theme import Theme
from gui.pictures.machine.boxes import Box, Machine
from gui.pictures.machine.details import Detail, detail_limit, detail_of, labels_of, vector_after
from gui.pictures.machine.elevator import ElevatorPicture
from gui.pictures.machine.figure import Shown, paint_figure_one
from gui.pictures.machine.page import DetailPage, paint_detail
from gui.pictures.machine.plan import plan
from gui.pictures.machine.words import why_text
from model.values.questions.machine import MachineNumbers, Stack
from model.values.trace import Trace

SHARES = (36, 12, 52)  # of the width: drawing, way, detail
SPACE = 16.0  # between them on a page
NARROWEST = 1180.0  # pixels of a page on which nothing is shortened


class MachineContent:
    """`limit` is the end of the colour scale that all strips of one answer share."""

    def __init__(self, numbers: MachineNumbers, machine: Machine) -> None:
        self.numbers = numbers
        self.machine = machine
        self.limit = numbers.reach or 1.0
        self._detail: tuple[Detail, float] | None = None
        self._detail_for: tuple[object, ...] = ()
        self._way: ElevatorPicture | None = None
        self._way_for: tuple[object, ...] = ()

    def detail(self, trace: Trace, box: Box, position: int) -> tuple[Detail, float]:
        """A box in numbers, and the end of its colour scale; the same object until something changes."""
        key = (trace, box, position)
        if self._detail is None or self._detail_for != key:
            detail = detail_of(self.numbers, trace, box, position)
            self._detail = detail, detail_limit(detail, self.limit)
            self._detail_for = key
        return self._detail

    def way(self, trace: Trace, stack: Stack, position: int) -> ElevatorPicture:
        """The vector of a position after every box of its stack."""
        key = (trace, stack, position)
        if self._way is None or self._way_for != key:
            boxes = self.machine.stream(stack)
            values = np.stack([vector_after(self.numbers, box)[position] for box in boxes])
            self._way = ElevatorPicture(boxes, values, self.limit, labels_of(trace, stack)[position].text)
            self._way_for = key
        return self._way

    def paint_page(
        self, painter: QPainter, page: QRectF, trace: Trace, shown: Shown, position: int, dimension: int, theme: Theme
    ) -> None:
        """Drawing, way and detail side by side, with the sentence that says why the box is there."""
        painter.save()
        factor = min(page.width() / NARROWEST, 1.0)  # a narrow page shows everything, but smaller
        painter.translate(page.topLeft())
        painter.scale(factor, factor)
        page = QRectF(0, 0, page.width() / factor, page.height() / factor)
        places, left = [], page.left()
        for share in SHARES:
            width = (page.width() - 2 * SPACE) * share / sum(SHARES)
            places.append(QRectF(left, page.top(), width, page.height()))
            left += width + SPACE
        box = shown.chosen
        paint_figure_one(painter, plan(self.machine, places[0], shown.layers), shown, theme)
        self.way(trace, box.stack, position).paint(painter, places[1], box, None, dimension, theme)
        painter.setPen(QColor(theme.text))
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
        why = why_text(box, self.machine)
        used = painter.boundingRect(places[2], flags, why)
        painter.drawText(places[2], flags, why)
        detail, limit = self.detail(trace, box, position)
        place = DetailPage.of(places[2].adjusted(0, used.height() + 8, 0, 0), detail, painter.font())
        paint_detail(painter, place, detail, dimension, None, limit, theme)
        painter.restore()
