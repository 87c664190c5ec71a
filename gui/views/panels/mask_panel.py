"""The panel that explains the mask of the selected head."""

from __future__ import annotations

from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.heatmap.mask_strip import MaskStrip
from gui.state.selection import Selection
from gui.state.session import Session
from gui.views.parts.context_menu import MenuEntry, copy_text, open_menu


class MaskPanel(QFrame):
    """Scores before the mask, the mask itself, weights after the softmax."""

    def __init__(self, session: Session, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self.setAccessibleName(self.tr("Mask"))
        self.strip = MaskStrip(session, selection, self)
        title = QLabel(self.tr("Mask"))
        title.setProperty("title", True)
        order = QLabel(self.tr("before → mask → after"))
        order.setProperty("quiet", True)
        titles = QHBoxLayout()
        titles.addWidget(title)
        titles.addStretch(1)
        titles.addWidget(order)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 4)
        layout.setSpacing(4)
        layout.addLayout(titles)
        layout.addWidget(self.strip, 1)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        told, shown = self.strip.pointed_text, self.strip.view() is not None
        entries = [
            MenuEntry(self.tr("Copy as text"), lambda: copy_text(told), bool(told)),
            MenuEntry(self.tr("Copy the picture"), lambda: QGuiApplication.clipboard().setPixmap(self.grab()), shown),
        ]
        open_menu(self, event, entries)
