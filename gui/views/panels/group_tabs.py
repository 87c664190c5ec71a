"""Tabs for the three kinds of attention."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from gui.look.look import look
from gui.state.selection import Selection
from gui.state.session import Session
from model.values.sites import CROSS, DECODER_SELF, ENCODER_SELF, TRANSFORMER_GROUPS


class GroupTabs(QWidget):
    """Writes and follows the selection's kind; a kind that the model lacks cannot be chosen."""

    def __init__(self, session: Session, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._selection = selection
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
        self.tabs = {group: QPushButton(names[group]) for group in TRANSFORMER_GROUPS}
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for number, (group, tab) in enumerate(self.tabs.items(), start=1):
            tab.setCheckable(True)
            tab.setAccessibleName(names[group])
            tab.setToolTip(tips[group].format(number))
            tab.clicked.connect(lambda _checked, group=group: selection.update(group=group))
            self._group.addButton(tab)
            layout.addWidget(tab)
        layout.addStretch(1)
        selection.changed.connect(self._show_group)
        session.description_changed.connect(self._show_groups)
        session.trace_changed.connect(self._show_groups)
        self._show_group()
        self._show_groups()
        look.follow(self._restyle)

    def _restyle(self) -> None:
        """Quiet words; the chosen tab stands out and is underlined in its kind's colour."""
        theme = look.theme
        for group, tab in self.tabs.items():
            tab.setStyleSheet(
                f"QPushButton {{ color: {theme.quiet}; background: transparent; border: 1px solid transparent;"
                f" border-radius: 6px; border-bottom: 3px solid transparent; padding: 3px 8px 2px 8px; }}"
                f"QPushButton:hover {{ background: {theme.raised}; }}"
                f"QPushButton:focus {{ border: 1px solid {theme.accent}; border-bottom: 3px solid transparent; }}"
                f"QPushButton:checked {{ color: {theme.text}; background: {theme.raised};"
                f" border-bottom: 3px solid {theme.of(group)}; }}"
            )

    def _show_group(self) -> None:
        self.tabs[self._selection.now.group].setChecked(True)

    def _show_groups(self) -> None:
        trace, description = self._session.trace, self._session.description
        offered = trace.groups if trace is not None else description.groups if description is not None else None
        for group, tab in self.tabs.items():
            tab.setEnabled(offered is None or group in offered)
