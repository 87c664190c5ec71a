"""Texts that Qt must show as they are: it guesses markup, and a piece called `<s>` would strike out the rest."""

from __future__ import annotations

import html

from PySide6.QtGui import Qt
from PySide6.QtWidgets import QLabel, QWidget


def plain(text: str) -> str:
    """The text for a tooltip. What Qt would take for markup comes back as markup that shows it letter by letter."""
    if not Qt.mightBeRichText(text):
        return text
    return f'<p style="white-space:pre">{html.escape(text, quote=False)}</p>'


class PlainLabel(QLabel):
    """A label for what is not one of our own sentences: names, pieces, numbers, messages."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
