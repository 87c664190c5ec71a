"""Colours computed from the theme: one for each head, and a text colour that can be read on any ground."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QColor

from gui.look.theme import Theme

LIGHT_INK, DARK_INK = "#FFFFFF", "#14161C"


def head_color(head: int, theme: Theme) -> QColor:
    """The colour of a head, counted from 0; from the ninth on, the eight colours repeat, greyer each time."""
    color, grey = QColor(theme.heads[head % len(theme.heads)]), QColor(theme.quiet)
    part = 1 - 0.55 ** (head // len(theme.heads))
    pairs = ((color.red(), grey.red()), (color.green(), grey.green()), (color.blue(), grey.blue()))
    return QColor(*(round(c + (g - c) * part) for c, g in pairs))


def ink_on_head(color: QColor) -> QColor:
    """The text colour for a head's name on the head's colour."""
    return QColor(LIGHT_INK if color.lightnessF() < 0.55 else DARK_INK)


def ink_on(ground: QColor, theme: Theme) -> QColor:
    """The theme's text or panel colour, whichever has more contrast to `ground`."""
    return _ink_on(ground.rgb(), theme)


@lru_cache(maxsize=1024)
def _ink_on(ground: int, theme: Theme) -> QColor:
    behind = _luminance(QColor(ground))

    def contrast(ink: QColor) -> float:
        high, low = sorted((_luminance(ink), behind), reverse=True)
        return (high + 0.05) / (low + 0.05)

    return max(QColor(theme.text), QColor(theme.panel), key=contrast)


def _luminance(color: QColor) -> float:
    """Relative luminance as WCAG 2 defines it."""
    channels = (color.redF(), color.greenF(), color.blueF())
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
