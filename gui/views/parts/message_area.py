"""A message that can always be read whole: as high as it needs, but beyond a certain height it scrolls."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from gui.look.plain import PlainLabel
from gui.state.language import language
from model.errors import Sentence

MOST_LINES = 8


class MessageArea(QScrollArea):
    """Plain text, wrapped, in the room that the layout gives. It takes the keyboard focus only if it scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = PlainLabel()
        self._label.setWordWrap(True)
        self.setWidget(self._label)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().rangeChanged.connect(self._scrolls)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def text(self) -> str:
        return self._label.text()

    def say(self, text: Sentence | str, error: bool = False) -> None:
        """Show this from its beginning, as an error or as a hint."""
        self._label.setText(language.say(text))
        self.setProperty("error", error)
        self._label.setProperty("error", error)
        self._label.setProperty("quiet", not error)
        self._label.style().unpolish(self._label)
        self._label.style().polish(self._label)
        self.verticalScrollBar().setValue(0)
        self.updateGeometry()

    def _scrolls(self, _least: int, most: int) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if most else Qt.FocusPolicy.NoFocus)

    # ---- Qt ----

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        line = self._label.fontMetrics().lineSpacing()
        return min(max(self._label.heightForWidth(width), line), MOST_LINES * line)

    def sizeHint(self) -> QSize:
        metrics = self._label.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.lineSpacing())

    def minimumSizeHint(self) -> QSize:
        metrics = self._label.fontMetrics()
        return QSize(metrics.averageCharWidth() * 20, metrics.lineSpacing())
