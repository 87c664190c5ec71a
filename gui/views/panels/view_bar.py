"""The row of buttons that names what can be looked at: all heads, or one of the views of the inside."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QToolButton, QWidget

from gui.look.look import look


class ViewBar(QWidget):
    """One button is down; Alt+1 ... Alt+9 press them from anywhere in the window."""

    chosen = Signal(int)  # by the person

    def __init__(self, names: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """`names` are each button's text and what it shows."""
        super().__init__(parent)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 2, 0)
        row.setSpacing(4)
        for number, (text, tip) in enumerate(names):
            button = QToolButton()
            button.setCheckable(True)
            button.setText(text)
            button.setAccessibleName(self.tr("View: {0}").format(text))
            button.setToolTip(self.tr("{0} (Alt+{1})").format(tip, number + 1))
            self._group.addButton(button, number)
            row.addWidget(button)
            if number == 0:
                inside = QLabel(self.tr("Inside:"))
                inside.setProperty("quiet", True)
                row.addSpacing(8)
                row.addWidget(inside)
            shortcut = QShortcut(QKeySequence(f"Alt+{number + 1}"), self)
            shortcut.activated.connect(button.click)
        row.addStretch(1)
        self._group.button(0).setChecked(True)
        look.follow(self._restyle)
        self._group.idClicked.connect(self.chosen)

    def _restyle(self) -> None:
        theme = look.theme
        self.setStyleSheet(
            f"QToolButton {{ border: none; background: transparent; color: {theme.text}; padding: 4px 9px;"
            f" border-bottom: 3px solid transparent; border-radius: 5px; }}"
            f"QToolButton:hover {{ background: {theme.raised}; }}"
            f"QToolButton:checked {{ background: {theme.raised}; border-bottom-color: {theme.accent};"
            f" font-weight: 600; }}"
            f"QToolButton:focus {{ border: 1px solid {theme.accent}; }}"
        )

    @property
    def current(self) -> int:
        return self._group.checkedId()

    def button(self, number: int) -> QToolButton:
        button = self._group.button(number)
        assert isinstance(button, QToolButton)
        return button

    def set_current(self, number: int) -> None:
        """Show which view is there; `chosen` is not emitted."""
        self._group.button(number).setChecked(True)
