"""A menu for the thing under the pointer; the menu key opens it as well."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

_ISOLATES = re.compile("[\u2066-\u2069]")


@dataclass(frozen=True)
class MenuEntry:
    """What can be done: its words, the act, and whether it can be done now."""

    words: str
    act: Callable[[], object]
    possible: bool = True


def open_menu(widget: QWidget, event: QContextMenuEvent, entries: Sequence[MenuEntry]) -> QMenu:
    """Show what can be done to the thing under the pointer, where the event happened."""
    menu = QMenu(widget)
    menu.aboutToHide.connect(menu.deleteLater)
    for entry in entries:
        action = menu.addAction(entry.words.replace("&", "&&"))
        action.setEnabled(entry.possible)
        action.triggered.connect(lambda _checked=False, act=entry.act: act())
    menu.popup(event.globalPos())
    event.accept()
    return menu


def copy_text(text: str) -> None:
    """Put a text into the clipboard, without the marks that hold scripts of both directions apart on the screen."""
    QGuiApplication.clipboard().setText(_ISOLATES.sub("", text))
