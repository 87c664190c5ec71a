"""A picker shows its text whole where it has its own width, and elides it where it has less."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.look.theme import LIGHT, style_sheet
from gui.views.parts.elided_combo import ARROW_ROOM, ElidedComboBox

TEXTS = ["English → German", "Translucent", "모델 폴더 열기…", "illicit", "WWWWWWWW"]


def _text_of(picker: ElidedComboBox, width: int, seen: int) -> QImage:
    """The first `seen` pixels of the picker at a width."""
    picker.resize(width, picker.sizeHint().height())
    return picker.grab(QRect(0, 0, seen, picker.height())).toImage()


@pytest.mark.parametrize("text", TEXTS)
def test_its_longest_text_is_whole_at_its_own_width(qtbot: QtBot, text: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setStyleSheet(style_sheet(LIGHT))
    picker = ElidedComboBox(window)
    picker.addItems(["x", text])
    picker.setCurrentIndex(1)
    picker.ensurePolished()  # the style decides the font
    own = picker.sizeHint().width()
    seen = own - ARROW_ROOM - 6
    roomy = _text_of(picker, own + 100, seen)
    assert _text_of(picker, own, seen) == roomy
    assert _text_of(picker, own - 20, seen - 20) != roomy.copy(0, 0, seen - 20, roomy.height())
