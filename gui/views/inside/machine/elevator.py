"""The path of one vector as a widget: every strip is a box that can be clicked; arrow keys move through them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from gui.heatmap.value_box import paint_value_box
from gui.look.look import look
from gui.pictures.machine.boxes import Box, Machine
from gui.pictures.machine.elevator import ElevatorPicture
from gui.pictures.machine.words import long_text, number, strip_text
from gui.views.inside.machine.surface import Surface


class MachineElevator(Surface):
    """Up and Down walk through the boxes, Left and Right through the dimensions."""

    box_chosen = Signal(object)  # Box
    dimension_pointed = Signal(int)
    walked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("The vector after every box, from bottom to top"))
        self.setToolTip(
            self.tr(
                "A dark mark: the residual stream after this box. No mark: what a sub-layer gives, before it is added."
            )
        )
        self._picture: ElevatorPicture | None = None
        self._machine: Machine | None = None
        self._chosen: Box | None = None
        self._dimension = 0
        self._pointed: int | None = None

    @property
    def picture(self) -> ElevatorPicture | None:
        return self._picture

    @property
    def pointed(self) -> int | None:
        """The number of the strip under the pointer."""
        return self._pointed

    def show_way(self, picture: ElevatorPicture, machine: Machine, chosen: Box, dimension: int) -> None:
        self._picture, self._machine, self._chosen, self._dimension = picture, machine, chosen, dimension
        if self._pointed is not None and self._pointed >= len(picture.boxes):
            self._pointed = None
        row = picture.row_of(chosen) if self._pointed is None else self._pointed
        self.tell(self.words(row) if row is not None else long_text(chosen, machine))
        self.update()

    def words(self, row: int) -> str:
        """A strip's box and its number in the dimension pointed at."""
        assert self._picture is not None and self._machine is not None
        name = long_text(self._picture.boxes[row], self._machine)
        value = number(float(self._picture.values[row, self._dimension]))
        return self.tr("{0}; dimension {1}: {2}").format(name, self._dimension + 1, value)

    def paint_content(self, painter: QPainter) -> None:
        picture, chosen = self._picture, self._chosen
        if picture is None or chosen is None:
            return
        picture.paint(painter, self.area, chosen, self._pointed, self._dimension, look.theme)
        if self._pointed is not None:
            value = number(float(picture.values[self._pointed, self._dimension]))
            told = self.tr("dim {0}: {1}").format(self._dimension + 1, value)
            box = picture.boxes[self._pointed]
            cell = picture.cell(self.area, self._pointed)
            paint_value_box(painter, cell, self.area, told, strip_text(box), look.theme)

    def leave_pointer(self) -> None:
        if self._pointed is not None:
            self._pointed = None
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._picture.at(self.area, event.position()) if self._picture is not None else None
        self.setCursor(Qt.CursorShape.PointingHandCursor if found is not None else Qt.CursorShape.ArrowCursor)
        row, dimension = found if found is not None else (None, None)
        if row != self._pointed:
            self._pointed = row
            self.update()
        if dimension is not None and dimension != self._dimension:
            self.dimension_pointed.emit(dimension)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._picture.at(self.area, event.position()) if self._picture is not None else None
        if found is not None and self._picture is not None and event.button() is Qt.MouseButton.LeftButton:
            self.box_chosen.emit(self._picture.boxes[found[0]])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        sides = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key = Qt.Key(event.key())
        if self._picture is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in steps:
            self.show_ring()
            self.walked.emit(steps[key])
        elif key in sides:
            self.show_ring()
            last = self._picture.values.shape[1] - 1
            self.dimension_pointed.emit(min(max(self._dimension + sides[key], 0), last))
        else:
            super().keyPressEvent(event)
