"""The panel that explains the mask of the selected head."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.heatmap.mask_strip import MaskStrip
from gui.state.selection import Selection
from gui.state.session import Session


class MaskPanel(QFrame):
    """Scores before the mask, the mask itself, weights after the softmax."""

    def __init__(self, session: Session, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self.strip = MaskStrip(session, selection, self)
        self._title = QLabel(self)
        self._title.setProperty("title", True)
        self._order = QLabel(self)
        self._order.setProperty("quiet", True)
        titles = QHBoxLayout()
        titles.addWidget(self._title)
        titles.addStretch(1)
        titles.addWidget(self._order)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 4)
        layout.setSpacing(4)
        layout.addLayout(titles)
        layout.addWidget(self.strip, 1)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Mask"))
        self._order.setText(self.tr("before → mask → after"))
        self.setAccessibleName(self.tr("Mask"))
