"""The row of buttons that names what can be looked at: all heads, or one of the views of the inside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from gui.look.look import look
from gui.look.plain import plain

SPACING, APART, SIDE = 4, 8, 2  # pixels: between buttons, between all heads and the inside, at both ends


def key_of(number: int) -> QKeySequence:
    """Alt+1 to Alt+9 and Alt+0, as the digits stand on a keyboard, then the same with Shift; after that none."""
    if number >= 20:
        return QKeySequence()
    return QKeySequence(f"Alt+{'Shift+' if number >= 10 else ''}{(number + 1) % 10}")


class ViewBar(QWidget):
    """One button is down; keys press them from anywhere in the window. Where there is no room for all, those at the
    end go into a menu, but never the one that is down."""

    chosen = Signal(int)  # by the person

    def __init__(self, names: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """`names` are each button's text and what it shows."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._buttons = [self._button(number, *name) for number, name in enumerate(names)]
        self._inside = QLabel(self.tr("Inside:"))
        self._inside.setProperty("quiet", True)
        self.more_button = self._more()
        self._lay_out()
        self._buttons[0].setChecked(True)
        self._tips = [button.toolTip() for button in self._buttons]
        look.follow(self._restyle)
        self._group.idClicked.connect(self.chosen)
        self._group.idToggled.connect(self._fit)

    def _button(self, number: int, text: str, tip: str) -> QToolButton:
        button, keys = QToolButton(), key_of(number)
        button.setCheckable(True)
        button.setText(text)
        button.setAccessibleName(self.tr("View: {0}").format(text))
        shown = keys.toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(plain(self.tr("{0} ({1})").format(tip, shown) if shown else tip))
        self._group.addButton(button, number)
        QShortcut(keys, self).activated.connect(button.click)
        return button

    def _more(self) -> QToolButton:
        button = QToolButton()
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setAccessibleName(self.tr("More views"))
        button.setToolTip(self.tr("The views that have no room here"))
        menu = QMenu(button)
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self._fill_menu)
        button.setMenu(menu)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(SIDE, 0, SIDE, 0)
        row.setSpacing(SPACING)
        row.addWidget(self._buttons[0])
        row.addSpacing(APART)
        row.addWidget(self._inside)
        for button in (*self._buttons[1:], self.more_button):
            row.addWidget(button)
        row.addStretch(1)

    def _restyle(self) -> None:
        theme = look.theme
        self.setStyleSheet(
            f"QToolButton {{ border: none; background: transparent; color: {theme.text}; padding: 4px 9px;"
            f" border-bottom: 3px solid transparent; border-radius: 5px; }}"
            f'QToolButton[lacking="true"] {{ color: {theme.quiet}; text-decoration: line-through; }}'
            f"QToolButton:hover {{ background: {theme.raised}; }}"
            f"QToolButton:checked {{ background: {theme.raised}; border-bottom-color: {theme.accent};"
            f" font-weight: 600; }}"
            f"QToolButton:focus {{ border: 1px solid {theme.accent}; }}"
        )

    @property
    def current(self) -> int:
        return self._group.checkedId()

    @property
    def hidden(self) -> list[int]:
        """The buttons that have no room, which the menu lists."""
        return [number for number, button in enumerate(self._buttons) if button.isHidden()]

    def button(self, number: int) -> QToolButton:
        return self._buttons[number]

    def set_current(self, number: int) -> None:
        """Show which view is there; `chosen` is not emitted."""
        self._buttons[number].setChecked(True)

    def set_lacks(self, lacks: Mapping[int, str]) -> None:
        """Tell for each of these views why it has nothing to show now; it can be opened anyway and then says so."""
        for number, button in enumerate(self._buttons):
            why = lacks.get(number, "")
            button.setToolTip(plain(f"{self._tips[number]}\n{why}" if why else self._tips[number]))
            if button.property("lacking") != bool(why):
                button.setProperty("lacking", bool(why))
                button.style().unpolish(button)
                button.style().polish(button)

    # ---- where there is no room for all ----

    def _fit(self) -> None:
        widths = [button.sizeHint().width() + SPACING for button in self._buttons]
        room = self.width() - 2 * SIDE - APART - self._inside.sizeHint().width() - SPACING
        shown = set(range(len(widths)))
        if sum(widths) - SPACING > room:
            self.more_button.setText(self._more_text(len(widths)))
            room -= self.more_button.sizeHint().width() + widths[self.current]
            shown = {self.current}
            for number, width in enumerate(widths):
                room -= 0 if number == self.current else width
                if room < 0:
                    break
                shown.add(number)
        for number, button in enumerate(self._buttons):
            button.setVisible(number in shown)
        self.more_button.setText(self._more_text(len(widths) - len(shown)))
        self.more_button.setVisible(len(shown) < len(widths))

    def _more_text(self, count: int) -> str:
        return self.tr("{0} more ▾").format(count)

    def _fill_menu(self) -> None:
        menu = self.more_button.menu()
        menu.clear()
        for number in self.hidden:
            button, keys = self._buttons[number], key_of(number)
            shown = keys.toString(QKeySequence.SequenceFormat.NativeText)
            action = menu.addAction(f"{button.text()}\t{shown}")  # only as text: the bar itself has the shortcut
            action.setToolTip(plain(button.toolTip()))
            action.triggered.connect(button.click)

    def minimumSizeHint(self) -> QSize:
        """Room for two buttons, the menu's button and what is between them."""
        widest = max(button.sizeHint().width() for button in self._buttons)
        self.more_button.ensurePolished()
        menu = self.more_button.sizeHint().width()
        fixed = 2 * SIDE + APART + self._inside.sizeHint().width() + 3 * SPACING
        return QSize(self._buttons[0].sizeHint().width() + widest + menu + fixed, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._fit()
