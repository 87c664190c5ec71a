"""Figure 1 as a widget: click a box or a layer, or walk with the arrow keys, N and P."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QToolTip, QWidget

from gui.look.look import look
from gui.look.plain import plain
from gui.pictures.machine.boxes import Box
from gui.pictures.machine.figure import Shown, paint_figure_one
from gui.pictures.machine.plan import Plan, plan
from gui.pictures.machine.words import long_text
from gui.views.inside.machine.surface import Surface

FORWARD = (Qt.Key.Key_Right, Qt.Key.Key_Up)  # the drawing is computed from bottom to top
BACK = (Qt.Key.Key_Left, Qt.Key.Key_Down)


class MachineDrawing(Surface):
    """Shows `Shown`; says which box or layer the person wants."""

    box_chosen = Signal(object)  # Box
    layer_chosen = Signal(str, int)  # stack, layer from 0
    walked = Signal(int)  # boxes forward, or back

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("Figure 1: the boxes of encoder and decoder"))
        self._shown: Shown | None = None
        self._plan: Plan | None = None
        self._plan_for: tuple[object, ...] = ()

    def show_machine(self, shown: Shown) -> None:
        pointed = self._shown.pointed if self._shown is not None else None
        self._shown = replace(shown, pointed=pointed)
        self.tell(long_text(shown.chosen, shown.machine))
        self.update()

    @property
    def plan(self) -> Plan:
        """Where everything lies now."""
        assert self._shown is not None
        key = (self._shown.machine, tuple(self._shown.layers.items()), self.area)
        if self._plan is None or self._plan_for != key:
            self._plan = plan(self._shown.machine, self.area, self._shown.layers)
            self._plan_for = key
        return self._plan

    def paint_content(self, painter: QPainter) -> None:
        if self._shown is not None:
            paint_figure_one(painter, self.plan, self._shown, look.theme)

    def leave_pointer(self) -> None:
        self._point_at(None)

    def _point_at(self, box: Box | None) -> None:
        if self._shown is not None and self._shown.pointed != box:
            self._shown = replace(self._shown, pointed=box)
            self.update()

    def _layer_at(self, point: QPointF) -> tuple[str, int] | None:
        return self.plan.layer_at(point) if self._shown is not None else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._shown is None:
            return
        box = self.plan.box_at(event.position())
        hand = box is not None or self._layer_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)
        self._point_at(box)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._shown is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        box, layer = self.plan.box_at(event.position()), self._layer_at(event.position())
        if box is not None:
            self.box_chosen.emit(box)
        elif layer is not None:
            self.layer_chosen.emit(*layer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in FORWARD + BACK:
            self.show_ring()
            self.walked.emit(1 if event.key() in FORWARD else -1)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._shown is not None:
            box = self.plan.box_at(QPointF(event.pos()))
            text = long_text(box, self._shown.machine) if box is not None else ""
            layer = self._layer_at(QPointF(event.pos()))
            if layer is not None:
                text = self.tr("Look at layer {0}").format(layer[1] + 1)
            QToolTip.showText(event.globalPos(), plain(text), self)
            return True
        return super().event(event)
