"""Tabs for the kinds of attention that the trace, or else the model, has; with short names where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from gui.look.look import look
from gui.look.plain import plain
from gui.state.selection import Selection
from gui.state.session import Session
from model.values.sites import CROSS, DECODER_SELF, ENCODER_SELF, SiteGroup

SPACING = 2  # pixels between tabs
AROUND = 2 * (8 + 1) + 2  # pixels beside a tab's text: padding and border, as in its style sheet


class GroupTabs(QWidget):
    """Writes and follows the selection's group."""

    def __init__(self, session: Session, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._selection = selection
        self._names = {
            ENCODER_SELF: self.tr("Encoder self"),
            DECODER_SELF: self.tr("Decoder self · masked"),
            CROSS: self.tr("Cross"),
        }
        self._short_names = {
            ENCODER_SELF: self.tr("Encoder"),
            DECODER_SELF: self.tr("Decoder"),
            CROSS: self.tr("Cross"),
        }
        self._tips = {
            ENCODER_SELF: self.tr("Source pieces look at source pieces (key {0})"),
            DECODER_SELF: self.tr("Target pieces look at themselves and earlier ones (key {0})"),
            CROSS: self.tr("Target pieces look at source pieces (key {0})"),
        }
        self.tabs: dict[SiteGroup, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACING)
        self._row.addStretch(1)
        self._show_groups()
        selection.changed.connect(self._show_group)
        session.description_changed.connect(self._show_groups)
        session.trace_changed.connect(self._show_groups)
        look.follow(self._restyle)

    def _show_groups(self) -> None:
        groups = self._session.groups
        if groups == tuple(self.tabs):
            return
        for tab in self.tabs.values():
            self._group.removeButton(tab)
            self._row.removeWidget(tab)
            tab.hide()
            tab.deleteLater()
        self.tabs = {group: self._tab(group, number) for number, group in enumerate(groups, start=1)}
        self._restyle()
        self._show_group()
        self._fit()

    def _tab(self, group: SiteGroup, number: int) -> QPushButton:
        name = self._names.get(group, group.name)
        tab = QPushButton(name, self)
        tab.setCheckable(True)
        tab.setAccessibleName(name)
        tab.setToolTip(plain(self._tips.get(group, self.tr("Key {0}")).format(number)))
        tab.clicked.connect(lambda: self._selection.update(group=group))
        self._group.addButton(tab)
        self._row.insertWidget(number - 1, tab)
        return tab

    # ---- room ----

    def _name(self, group: SiteGroup, short: bool) -> str:
        return (self._short_names if short else self._names).get(group, group.name)

    def _fit(self) -> None:
        """The names in full if all of them have room."""
        short = self._width(short=False) > self.width()
        for group, tab in self.tabs.items():
            tab.setText(self._name(group, short))

    def _width(self, short: bool) -> int:
        metrics = self.fontMetrics()
        names = (metrics.horizontalAdvance(self._name(group, short)) for group in self.tabs)
        return sum(name + AROUND + SPACING for name in names)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._width(short=True), super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(self._width(short=False), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # ---- looks ----

    def _restyle(self) -> None:
        """Quiet words; the chosen tab stands out and is underlined in its group's colour."""
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
        """Keys reach the chosen tab only: a second one with a focus ring would look chosen too."""
        chosen = self.tabs.get(self._selection.now.group)
        if chosen is None:
            return
        chosen.setChecked(True)
        focused = any(tab.hasFocus() for tab in self.tabs.values())
        for tab in self.tabs.values():
            tab.setFocusPolicy(Qt.FocusPolicy.StrongFocus if tab is chosen else Qt.FocusPolicy.ClickFocus)
        if focused:
            chosen.setFocus(Qt.FocusReason.OtherFocusReason)
