"""A thin veil over numbers that are not of what is chosen now; they can still be looked at and pointed at."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.look.look import look
from gui.state.behind import Behind
from gui.state.session import Session

PATIENCE = 600  # milliseconds: where the text is translated while it is typed, nothing flickers
STRENGTH = 0.5  # of the page's colour


class Veil(QWidget):
    """Covers a neighbour. The mouse goes through."""

    def __init__(self, session: Session, over: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._over = over
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE)
        self._patience.timeout.connect(self._cover)
        over.installEventFilter(self)
        session.behind_changed.connect(self._behind_changed)

    def _behind_changed(self) -> None:
        if self._session.behind is Behind.NOTHING:
            self._patience.stop()
            self.hide()
        elif self.isHidden() and not self._patience.isActive():
            self._patience.start()

    def _cover(self) -> None:
        self.setGeometry(self._over.geometry())
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self.setGeometry(self._over.geometry())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        color = QColor(look.theme.page)
        color.setAlphaF(STRENGTH)
        painter = QPainter(self)
        try:
            painter.fillRect(self.rect(), color)
        finally:
            painter.end()
