"""What all map widgets do alike: theme, a calm sentence where there is nothing to draw yet, and the keyboard focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.state.selection import Selected, Selection
from gui.state.session import Session
from gui.theme import LIGHT, Theme

BY_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}  # down, right


class MapWidget(QWidget):
    """A surface that shows the session's trace as the selection says. Subclasses drop what they keep in `forget`."""

    def __init__(self, session: Session, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._selection = selection
        self._theme = LIGHT
        self._ring = False
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        session.trace_changed.connect(self.forget)
        selection.changed.connect(self.selection_changed)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.forget()

    def forget(self) -> None:
        """What was drawn is not true any more."""
        self.update()

    def selection_changed(self, old: Selected, new: Selected) -> None:
        self.update()

    def paint_sentence(self, painter: QPainter, sentence: str) -> None:
        painter.setPen(QColor(self._theme.quiet))
        box = QRectF(self.rect()).adjusted(16, 8, -16, -8)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), sentence)

    def show_ring(self) -> None:
        """The frame that says where keys go; a person who uses the mouse is not bothered with it."""
        if not self._ring:
            self._ring = True
            self.update()

    def paint_ring(self, painter: QPainter) -> None:
        if not (self._ring and self.hasFocus()):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.accent), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.restore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._ring = event.reason() in BY_KEYBOARD
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.FontChange):
            self.forget()
