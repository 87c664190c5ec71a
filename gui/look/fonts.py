"""The font of the screen: one that has all letters of its language."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

WRITING = {"ko": QFontDatabase.WritingSystem.Korean}
# Made for screens, one of them on every system that reads the language; others only where there are none of these.
FONTS = {"ko": ("Malgun Gothic", "Apple SD Gothic Neo", "Noto Sans KR", "Noto Sans CJK KR", "NanumGothic")}


def use_font(language: str) -> None:
    """One font for all letters of a line: one that has to borrow some from another is as high as neither."""
    font = QFont(_of_the_system())
    if language in WRITING:
        able = QFontDatabase.families(WRITING[language])
        if font.family() not in able and able:
            font.setFamily(next((name for name in FONTS[language] if name in able), able[0]))
    if font != QGuiApplication.font():
        QGuiApplication.setFont(font)


@cache
def _of_the_system() -> QFont:
    """What the application began with."""
    return QGuiApplication.font()
