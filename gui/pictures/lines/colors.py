"""A colour for each head: eight that normal and colour-blind eyes tell apart, on light and on dark.

Found by maximising the smallest distance in CIE L*a*b* between any two of them under normal vision and simulated
protanopia, deuteranopia and tritanopia (Machado et al. 2009): it is above 25 in every case.
"""

from __future__ import annotations

from PySide6.QtGui import QColor

from gui.look.theme import Theme

LIGHT_HEADS = ("#1850DE", "#9A0A02", "#8DA609", "#F651A4", "#359FFD", "#63092A", "#DA856F", "#232A66")
DARK_HEADS = ("#84B9FF", "#DD7E1C", "#46844D", "#FDE425", "#38FDD9", "#A65F93", "#BDF28D", "#8668FD")


def head_color(head: int, theme: Theme) -> QColor:
    """Of a head counted from 0; from the ninth on the eight come again, greyer each time."""
    colors = DARK_HEADS if QColor(theme.panel).lightness() < 128 else LIGHT_HEADS
    color, grey = QColor(colors[head % len(colors)]), QColor(theme.quiet)
    part = 1 - 0.55 ** (head // len(colors))
    pairs = ((color.red(), grey.red()), (color.green(), grey.green()), (color.blue(), grey.blue()))
    return QColor(*(round(c + (g - c) * part) for c, g in pairs))
