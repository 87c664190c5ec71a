"""The panel of all heads: a tab for each attention kind, and every head of the chosen one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gui.heatmap.figure import Figure, overview_figure
from gui.heatmap.overview import OverviewMap
from gui.heatmap.scale import ScaleMode
from gui.look.theme import LIGHT
from gui.state.selection import Selection
from gui.state.session import Session
from gui.views.panels.group_tabs import GroupTabs
from gui.views.parts.elided_label import ElidedLabel
from gui.views.parts.picture_menu import PictureMenu


class OverviewPanel(QFrame):
    """Writes the selection's kind, layer and head."""

    opened = Signal()  # the person wants to look closer at the selected head

    def __init__(self, session: Session, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setProperty("panel", True)
        self.setAccessibleName(self.tr("All heads"))
        self.groups = GroupTabs(session, selection)
        self.map = OverviewMap(session, selection)
        self._caption = ElidedLabel(self.tr("all heads"))
        self._caption.setProperty("quiet", True)
        top = QHBoxLayout()
        top.setSpacing(2)
        top.addWidget(self.groups, 1)
        top.addWidget(self._caption)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 6)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self.map, 1)
        self.map.opened.connect(self.opened)

    def figure(self) -> Figure | None:
        """All heads of the chosen kind as a figure for a file; None without a trace."""
        picture = self.map.picture()
        if picture is None:
            return None
        return overview_figure(picture.trace, picture.group, LIGHT, self.map.mode)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        PictureMenu(self, self._session, self.figure).open_at(event)

    def set_caption_shown(self, shown: bool) -> None:
        """Show or hide the words that these are all heads; a narrow panel has no room for them."""
        self._caption.setVisible(shown)

    def set_mode(self, mode: ScaleMode) -> None:
        """The stretch of the colour scale, which the legend names."""
        self.map.set_mode(mode)

    def choose_group(self, number: int) -> None:
        """Select a kind by the number of its tab, counted from 1."""
        self.map.choose_group(number)
