"""A question before something is done: a heading, a sentence, *Cancel* and the one thing to do."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.look.plain import PlainLabel

WIDTH = 440  # pixels of text


class Confirmation(QDialog):
    """Accepted when it is to be done. With `careful`, Enter cancels: a hasty key must not do what cannot be undone.

    `set_words` says what is asked.
    """

    def __init__(self, parent: QWidget | None = None, careful: bool = False) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.heading, self.about = PlainLabel(), PlainLabel()
        self.heading.setProperty("title", True)
        for label in (self.heading, self.about):
            label.setWordWrap(True)
            label.setFixedWidth(WIDTH)
        self.cancel_button, self.act_button = QPushButton(self.tr("Cancel")), QPushButton()
        self.cancel_button.clicked.connect(self.reject)
        self.act_button.clicked.connect(self.accept)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        for button in (self.cancel_button, self.act_button):
            self.add_button(button)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(20, 18, 20, 16)
        self.rows.setSpacing(10)
        for row in (self.heading, self.about):
            self.rows.addWidget(row)
        self.rows.addLayout(self._buttons)
        if careful:
            self.cancel_button.setDefault(True)
            self.cancel_button.setFocus()
        else:
            self.act_button.setProperty("primary", True)
            self.act_button.setDefault(True)
            self.act_button.setFocus()

    def set_words(self, title: str, heading: str, about: str, act: str) -> None:
        """The window's title, the question, what follows from it, and the button that does it."""
        self.setWindowTitle(title)
        self.heading.setText(_breakable(heading))
        self.about.setText(_breakable(about))
        self.act_button.setText(act)
        self.act_button.setAccessibleName(act)

    def add_button(self, button: QPushButton) -> None:
        """Put another thing to do behind those that are there."""
        button.setAccessibleName(button.text())
        button.setAutoDefault(False)
        self._buttons.addWidget(button)


def _breakable(text: str) -> str:
    """Let a line end inside a long name or path, which has no spaces."""
    return re.sub(r"(\S{30})(?=\S)", "\\1\u200b", text)
