"""The panel of all heads: a tab for each attention kind, and every head of the chosen one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.heatmap.overview import OverviewMap
from gui.heatmap.scale import ScaleMode
from gui.look.theme import LIGHT, Theme
from gui.state.selection import Selection
from gui.state.session import Session
from gui.views.parts.elided_label import ElidedLabel
from model.values.trace import AttentionKind


class OverviewPanel(QFrame):
    """Writes the selection's kind, layer and head."""

    opened = Signal()  # the person wants to look closer at the selected head

    def __init__(self, session: Session, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._selection = selection
        self._theme = LIGHT
        self.setProperty("panel", True)
        self.map = OverviewMap(session, selection, self)
        self._caption = ElidedLabel()
        self._caption.setProperty("quiet", True)
        self._tabs = {kind: QPushButton(self) for kind in AttentionKind}
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
        self.setTabOrder(self._tabs[AttentionKind.CROSS], self.map)
        self._group.idClicked.connect(self.choose_kind)
        self.map.opened.connect(self.opened)
        selection.changed.connect(self._show_kind)
        session.description_changed.connect(self._show_kinds)
        self._retranslate()
        self._show_kind()
        self._show_kinds()
        self.set_theme(self._theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.map.set_theme(theme)
        for kind, tab in self._tabs.items():
            tab.setStyleSheet(_tab_style(theme, kind))

    def set_caption_shown(self, shown: bool) -> None:
        """Whether it is said that these are all heads; in a narrow panel there is no room for it."""
        self._caption.setVisible(shown)

    def set_mode(self, mode: ScaleMode) -> None:
        """The stretch of the colour scale, which the legend names."""
        self.map.set_mode(mode)

    def choose_kind(self, number: int) -> None:
        """1 encoder self-attention, 2 decoder self-attention, 3 cross-attention, where the model has it."""
        self.map.choose_kind(number)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        names = {
            AttentionKind.ENCODER_SELF: self.tr("Encoder self"),
            AttentionKind.DECODER_SELF: self.tr("Decoder self · masked"),
            AttentionKind.CROSS: self.tr("Cross"),
        }
        tips = {
            AttentionKind.ENCODER_SELF: self.tr("Source pieces look at source pieces (key {0})"),
            AttentionKind.DECODER_SELF: self.tr("Target pieces look at themselves and earlier ones (key {0})"),
            AttentionKind.CROSS: self.tr("Target pieces look at source pieces (key {0})"),
        }
        for number, (kind, tab) in enumerate(self._tabs.items(), start=1):
            tab.setText(names[kind])
            tab.setAccessibleName(names[kind])
            tab.setToolTip(tips[kind].format(number))
        self._caption.setText(self.tr("all heads"))
        self.setAccessibleName(self.tr("All heads"))

    def _show_kind(self) -> None:
        self._tabs[self._selection.now.kind].setChecked(True)

    def _show_kinds(self) -> None:
        description = self._session.description
        for kind, tab in self._tabs.items():
            tab.setEnabled(description is None or kind in description.kinds)


def _tab_style(theme: Theme, kind: AttentionKind) -> str:
    """Quiet words; the chosen tab stands out and is underlined in its kind's colour."""
    return f"""
    QPushButton {{ color: {theme.quiet}; background: transparent; border: 1px solid transparent; border-radius: 6px;
        border-bottom: 3px solid transparent; padding: 3px 8px 2px 8px; }}
    QPushButton:hover {{ background: {theme.raised}; }}
    QPushButton:focus {{ border: 1px solid {theme.accent}; border-bottom: 3px solid transparent; }}
    QPushButton:checked {{ color: {theme.text}; background: {theme.raised};
        border-bottom: 3px solid {theme.of(kind)}; }}
    """
