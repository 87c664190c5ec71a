"""The font of the screen: one that has all letters of its language."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

WRITING = {"ko": QFontDatabase.WritingSystem.Korean}
# Screen fonts; a system that supports the language has one of them. Other fonts are used only if none is there.
FONTS = {"ko": ("Malgun Gothic", "Apple SD Gothic Neo", "Noto Sans KR", "Noto Sans CJK KR", "NanumGothic")}


def use_font(language: str) -> None:
    """Use one font for all letters of a line: mixing two fonts would change the height of the line."""
    font = QFont(_of_the_system())
    if language in WRITING:
        able = QFontDatabase.families(WRITING[language])
        if font.family() not in able and able:
            font.setFamily(next((name for name in FONTS[language] if name in able), able[0]))
    if font != QGuiApplication.font():
        QGuiApplication.setFont(font)


@cache
def _of_the_system() -> QFont:
    """The font that the application started with."""
    return QGuiApplication.font()
