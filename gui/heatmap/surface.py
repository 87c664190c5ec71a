"""What all map widgets share: a sentence while there is nothing to draw, and the keyboard focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.heatmap.focus_ring import FocusRing
from gui.look.look import look
from gui.state.selection import Selected, Selection
from gui.state.session import Session
from model.values.trace import AttentionMap

ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}  # down, right


class MapWidget(FocusRing):
    """A surface that shows the session's trace as the selection says. Subclasses clear their caches in `forget`."""

    def __init__(self, session: Session, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._selection = selection
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        session.trace_changed.connect(self.forget)
        selection.changed.connect(self.selection_changed)
        look.changed.connect(self.forget)

    def forget(self) -> None:
        """Drop what was drawn, because it is out of date, and paint again."""
        self.update()

    def selection_changed(self, old: Selected, new: Selected) -> None:
        self.update()

    @property
    def there(self) -> AttentionMap | None:
        """The map of the selected group; None without a trace, and where the trace has no such map."""
        trace = self._session.trace
        return None if trace is None else trace.maps.get(self._selection.now.group.name)

    def paint_sentence(self, painter: QPainter, sentence: str) -> None:
        painter.setPen(QColor(look.theme.quiet))
        box = QRectF(self.rect()).adjusted(16, 8, -16, -8)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), sentence)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.forget()
