"""All layers x heads of the selected attention kind as small maps; the selected one framed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from gui.heatmap.overview_picture import OverviewPicture
from gui.heatmap.scale import ScaleMode
from gui.heatmap.surface import ARROWS, MapWidget
from gui.heatmap.words import group_text, head_text
from gui.look.look import look
from gui.look.plain import plain
from gui.state.selection import Selected, Selection
from gui.state.session import Session

MARGIN = 4.0
GROUP_KEYS = {Qt.Key(Qt.Key.Key_1 + i): i + 1 for i in range(9)}


class OverviewMap(MapWidget):
    """Click or arrow keys choose layer and head, number keys the attention kind."""

    opened = Signal()  # double click or Enter: look closer at the selected head

    def __init__(self, session: Session, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(session, selection, parent)
        self._picture: OverviewPicture | None = None
        self._hovered: tuple[int, int] | None = None
        self._mode = ScaleMode.LINEAR
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(220, 160)
        self.setAccessibleName(self.tr("All heads of one attention kind"))
        self._tell_selected()

    @property
    def mode(self) -> ScaleMode:
        return self._mode

    def set_mode(self, mode: ScaleMode) -> None:
        """How weights are spread over the colour scale; the legend names it."""
        self._mode = mode
        self.forget()

    def forget(self) -> None:
        self._picture = None
        self._hovered = None
        self.update()

    def selection_changed(self, old: Selected, new: Selected) -> None:
        if (old.sentence, old.group) != (new.sentence, new.group):
            self.forget()
        if (old.step, old.group, old.layer, old.head) != (new.step, new.group, new.layer, new.head):
            self._tell_selected()
            self.update()

    def choose_group(self, number: int) -> None:
        """Select a kind by the number of its tab, counted from 1; ignored if there are fewer tabs."""
        if number <= len(self._session.groups):
            self._selection.update(group=self._session.groups[number - 1])

    def picture(self) -> OverviewPicture | None:
        """What is shown now; None without a trace."""
        trace = self._session.trace
        if self._picture is None and trace is not None and self.there is not None:
            self._picture = OverviewPicture(trace, self._selection.now.group, self._mode)
        return self._picture

    def head_at(self, point: QPointF) -> tuple[int, int] | None:
        """Layer and head of the map under a point."""
        picture = self.picture()
        if picture is None:
            return None
        grid = picture.layout(self._area(), self.font(), look.theme, self.devicePixelRatioF()).grid
        layer, head = grid.row_at(point.y()), grid.column_at(point.x())
        return None if layer is None or head is None else (layer, head)

    def sizeHint(self) -> QSize:
        return QSize(460, 420)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.setFont(self.font())
            picture = self.picture()
            if picture is None:
                text = self.tr("All heads of one attention kind will appear here.")
                self.paint_sentence(painter, self._session.empty_text(text))
                return
            now = self._selection.now
            self.draw_ring(painter)
            layout = picture.paint(painter, self._area(), now.step, look.theme)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if self._hovered is not None:
                painter.setPen(QPen(QColor(look.theme.quiet), 1, j=Qt.PenJoinStyle.MiterJoin))
                painter.drawRect(layout.map_rect(*self._hovered).adjusted(0.5, 0.5, -0.5, -0.5))
            layer, head = min(now.layer, picture.layers - 1), min(now.head, picture.heads - 1)
            painter.setPen(QPen(QColor(look.theme.of(now.group)), 3, j=Qt.PenJoinStyle.MiterJoin))
            painter.drawRect(layout.map_rect(layer, head).adjusted(-0.5, -0.5, 0.5, 0.5))
        finally:
            painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self.head_at(event.position())
        if found is not None and event.button() is Qt.MouseButton.LeftButton:
            self._selection.update(layer=found[0], head=found[1])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.head_at(event.position()) is not None and event.button() is Qt.MouseButton.LeftButton:
            self.opened.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._set_hovered(self.head_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._set_hovered(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in ARROWS:
            self.show_ring()
            down, right = ARROWS[key]
            now = self._selection.now
            self._selection.update(layer=now.layer + down, head=now.head + right)
        elif key in GROUP_KEYS:
            self.choose_group(GROUP_KEYS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self.head_at(QPointF(event.pos()))
            if found is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), plain(head_text(*found)), self)
            return True
        return super().event(event)

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)

    def _set_hovered(self, hovered: tuple[int, int] | None) -> None:
        if hovered != self._hovered:
            self._hovered = hovered
            self.update()

    def _tell_selected(self) -> None:
        """A screen reader hears which head is framed."""
        now = self._selection.now
        self.setAccessibleDescription(f"{head_text(now.layer, now.head)}, {group_text(now.group)}")
