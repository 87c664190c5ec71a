"""Tabs for the three kinds of attention, for views that stand without the overview of all heads."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from gui.look.theme import LIGHT, Theme
from gui.state.selection import Selection
from gui.state.session import Session
from model.values.trace import AttentionKind


class KindTabs(QWidget):
    """Writes and follows the selection's kind; a kind that the model lacks cannot be chosen."""

    def __init__(self, session: Session, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._selection = selection
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
        self.tabs = {kind: QPushButton(names[kind]) for kind in AttentionKind}
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for number, (kind, tab) in enumerate(self.tabs.items(), start=1):
            tab.setCheckable(True)
            tab.setAccessibleName(names[kind])
            tab.setToolTip(tips[kind].format(number))
            tab.clicked.connect(lambda _checked, kind=kind: selection.update(kind=kind))
            self._group.addButton(tab)
            layout.addWidget(tab)
        layout.addStretch(1)
        selection.changed.connect(self._show_kind)
        session.description_changed.connect(self._show_kinds)
        self._show_kind()
        self._show_kinds()
        self.set_theme(LIGHT)

    def set_theme(self, theme: Theme) -> None:
        """Quiet words; the chosen tab stands out and is underlined in its kind's colour, as in the overview."""
        for kind, tab in self.tabs.items():
            tab.setStyleSheet(
                f"QPushButton {{ color: {theme.quiet}; background: transparent; border: 1px solid transparent;"
                f" border-radius: 6px; border-bottom: 3px solid transparent; padding: 3px 8px 2px 8px; }}"
                f"QPushButton:hover {{ background: {theme.raised}; }}"
                f"QPushButton:focus {{ border: 1px solid {theme.accent}; border-bottom: 3px solid transparent; }}"
                f"QPushButton:checked {{ color: {theme.text}; background: {theme.raised};"
                f" border-bottom: 3px solid {theme.of(kind)}; }}"
            )

    def _show_kind(self) -> None:
        self.tabs[self._selection.now.kind].setChecked(True)

    def _show_kinds(self) -> None:
        description = self._session.description
        for kind, tab in self.tabs.items():
            tab.setEnabled(description is None or kind in description.kinds)
