"""Translate | Train: which of the window's two pages is shown, and how far a running training is."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from gui.look.plain import plain

PADDING = 26  # pixels beside a button's text, both sides together


class Page(Enum):
    """The pages, in the order of their buttons."""

    TRANSLATE = 0
    TRAIN = 1


class PageSwitch(QWidget):
    """Two buttons of which one is down; Ctrl+1 and Ctrl+2 press them from anywhere in the window."""

    chosen = Signal(object)  # Page, by the person

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for page in Page:
            button = QToolButton()
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            left, right = ("6px", "0") if page is Page.TRANSLATE else ("0", "6px")
            button.setStyleSheet(
                f"QToolButton {{ border-radius: 0; border-top-left-radius: {left}; border-bottom-left-radius: {left};"
                f" border-top-right-radius: {right}; border-bottom-right-radius: {right}; }}"
            )
            self._group.addButton(button, page.value)
            row.addWidget(button)
            keys = QKeySequence(Qt.Modifier.CTRL | (Qt.Key.Key_1, Qt.Key.Key_2)[page.value])
            shortcut = QShortcut(keys, self)
            shortcut.activated.connect(lambda page=page: self._press(page))
        self.translate_button, self.train_button = self._group.buttons()
        self.translate_button.setText(self.tr("Translate"))
        self.translate_button.setAccessibleName(self.tr("Page: translate"))
        self.translate_button.setToolTip(self.tr("Translate a sentence and look inside (Ctrl+1)"))
        self.translate_button.setChecked(True)
        self._group.idClicked.connect(lambda number: self.chosen.emit(Page(number)))
        self.set_training(None)
        self.set_narrow(False)

    @property
    def page(self) -> Page:
        return Page(self._group.checkedId())

    def set_page(self, page: Page) -> None:
        """Show which page is there; `chosen` is not emitted."""
        self._group.button(page.value).setChecked(True)

    def set_narrow(self, narrow: bool) -> None:
        """Without the room that a running training will need, which else is kept so that the row does not jump."""
        metrics = QFontMetrics(self.train_button.font())
        self.train_button.setMinimumWidth(0 if narrow else metrics.horizontalAdvance(self._train_text(100)) + PADDING)

    def set_training(self, percent: int | None) -> None:
        """How far the running training is; None when none runs on this computer."""
        if percent is None:
            self.train_button.setText(self.tr("Train"))
            self.train_button.setAccessibleName(self.tr("Page: train"))
            self.train_button.setToolTip(self.tr("Train a model and watch its heads form (Ctrl+2)"))
        else:
            self.train_button.setText(self._train_text(percent))
            self.train_button.setAccessibleName(self.tr("Page: train. A training runs, {0} %").format(percent))
            self.train_button.setToolTip(plain(self.tr("A training runs and is {0} % done (Ctrl+2)").format(percent)))

    def _train_text(self, percent: int) -> str:
        return self.tr("\u25cf Train {0} %").format(percent)

    def _press(self, page: Page) -> None:
        if page is not self.page:
            self.set_page(page)
            self.chosen.emit(page)
