"""The panel of all heads: a tab for each attention kind, and every head of the chosen one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.heatmap.overview import OverviewMap
from gui.heatmap.scale import ScaleMode
from gui.look.look import look
from gui.look.theme import Theme
from gui.state.selection import Selection
from gui.state.session import Session
from gui.views.parts.elided_label import ElidedLabel
from model.values.sites import CROSS, DECODER_SELF, ENCODER_SELF, TRANSFORMER_GROUPS, SiteGroup


class OverviewPanel(QFrame):
    """Writes the selection's kind, layer and head."""

    opened = Signal()  # the person wants to look closer at the selected head

    def __init__(self, session: Session, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._selection = selection
        self.setProperty("panel", True)
        self.map = OverviewMap(session, selection, self)
        self._caption = ElidedLabel()
        self._caption.setProperty("quiet", True)
        self._tabs = {group: QPushButton(self) for group in TRANSFORMER_GROUPS}
        self._group = QButtonGroup(self)
        tabs = QHBoxLayout()
        tabs.setSpacing(2)
        for number, tab in enumerate(self._tabs.values(), start=1):
            tab.setCheckable(True)
            self._group.addButton(tab, number)
            tabs.addWidget(tab)
        tabs.addStretch(1)
        tabs.addWidget(self._caption)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 6)
        layout.setSpacing(4)
        layout.addLayout(tabs)
        layout.addWidget(self.map, 1)
        self.setTabOrder(self._tabs[CROSS], self.map)
        self._group.idClicked.connect(self.choose_group)
        self.map.opened.connect(self.opened)
        selection.changed.connect(self._show_group)
        session.description_changed.connect(self._show_groups)
        self._retranslate()
        self._show_group()
        self._show_groups()
        look.follow(self._restyle)

    def _restyle(self) -> None:
        for group, tab in self._tabs.items():
            tab.setStyleSheet(_tab_style(look.theme, group))

    def set_caption_shown(self, shown: bool) -> None:
        """Whether it is said that these are all heads; in a narrow panel there is no room for it."""
        self._caption.setVisible(shown)

    def set_mode(self, mode: ScaleMode) -> None:
        """The stretch of the colour scale, which the legend names."""
        self.map.set_mode(mode)

    def choose_group(self, number: int) -> None:
        """1 encoder self-attention, 2 decoder self-attention, 3 cross-attention, where the model has it."""
        self.map.choose_group(number)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        names = {
            ENCODER_SELF: self.tr("Encoder self"),
            DECODER_SELF: self.tr("Decoder self · masked"),
            CROSS: self.tr("Cross"),
        }
        tips = {
            ENCODER_SELF: self.tr("Source pieces look at source pieces (key {0})"),
            DECODER_SELF: self.tr("Target pieces look at themselves and earlier ones (key {0})"),
            CROSS: self.tr("Target pieces look at source pieces (key {0})"),
        }
        for number, (group, tab) in enumerate(self._tabs.items(), start=1):
            tab.setText(names[group])
            tab.setAccessibleName(names[group])
            tab.setToolTip(tips[group].format(number))
        self._caption.setText(self.tr("all heads"))
        self.setAccessibleName(self.tr("All heads"))

    def _show_group(self) -> None:
        self._tabs[self._selection.now.group].setChecked(True)

    def _show_groups(self) -> None:
        description = self._session.description
        for group, tab in self._tabs.items():
            tab.setEnabled(description is None or group in description.groups)


def _tab_style(theme: Theme, group: SiteGroup) -> str:
    """Quiet words; the chosen tab stands out and is underlined in its kind's colour."""
    return f"""
    QPushButton {{ color: {theme.quiet}; background: transparent; border: 1px solid transparent; border-radius: 6px;
        border-bottom: 3px solid transparent; padding: 3px 8px 2px 8px; }}
    QPushButton:hover {{ background: {theme.raised}; }}
    QPushButton:focus {{ border: 1px solid {theme.accent}; border-bottom: 3px solid transparent; }}
    QPushButton:checked {{ color: {theme.text}; background: {theme.raised};
        border-bottom: 3px solid {theme.of(group)}; }}
    """
