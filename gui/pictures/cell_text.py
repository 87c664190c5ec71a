"""Words in cells: readable on any tint, upright where a cell is too narrow, elided and never cut off."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QPainter

LEVEL = 40.0  # pixels; a cell narrower than this has its word upright if the cell is higher
SMALLEST = 9  # pixels of a font
PADDING = 2.0

CENTRE = Qt.AlignmentFlag.AlignCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute


def sized(font: QFont, pixels: float, strong: bool = False) -> QFont:
    """The font with another height, at least the smallest, and its weight."""
    made = QFont(font)
    made.setPixelSize(max(int(pixels), SMALLEST))
    made.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return made


def smaller(font: QFont, by: int = 2) -> QFont:
    return sized(font, QFontInfo(font).pixelSize() - by)


def draw_line(painter: QPainter, box: QRectF, text: str, align: Qt.AlignmentFlag = CENTRE) -> None:
    """One line, elided to the box; a piece of any script stays where it is."""
    text = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, int(align) | int(Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip), text)


def _fitting(font: QFont, text: str, length: float, height: float, strong: bool) -> QFont:
    """The font sized to the height; shrunk to no less than three quarters if the word would otherwise be elided."""
    size = min(QFontInfo(font).pixelSize(), int(height / 1.15))
    made = sized(font, size, strong)
    needed = QFontMetricsF(made).horizontalAdvance(text)
    return made if needed <= length else sized(font, max(size * length / needed, size * 0.75), strong)


def draw_word(painter: QPainter, cell: QRectF, text: str, strong: bool = False) -> None:
    """Draw a word in a cell: horizontal where there is room, else reading upwards; shrunk if needed."""
    base = painter.font()
    if cell.width() >= LEVEL or cell.width() >= cell.height():
        painter.setFont(_fitting(base, text, cell.width() - 2 * PADDING, cell.height(), strong))
        draw_line(painter, cell.adjusted(PADDING, 0, -PADDING, 0), text)
    else:
        painter.setFont(_fitting(base, text, cell.height() - 2 * PADDING, cell.width(), strong))
        painter.save()
        painter.translate(cell.center())
        painter.rotate(-90)
        turned = QRectF(QPointF(-cell.height() / 2, -cell.width() / 2), cell.size().transposed())
        draw_line(painter, turned.adjusted(PADDING, 0, -PADDING, 0), text)
        painter.restore()
    painter.setFont(base)


def word_room(texts: list[str], font: QFont, cell_width: float, most: float) -> float:
    """The height that words over or under cells of this width need: a line, or the longest upright word."""
    if cell_width >= LEVEL:
        return QFontMetricsF(font).height() + 2
    upright = QFontMetricsF(sized(font, min(QFontInfo(font).pixelSize(), cell_width / 1.2), strong=True))
    return min(max((upright.horizontalAdvance(text) for text in texts), default=0.0) + 2 * PADDING + 2, most)


def percent_text(probability: float) -> str:
    """Short: 61 %, 6.1 %, 0.4 %, < 0.1 %; only what is exactly 1 is 100 %."""
    locale, value = QLocale(), 100.0 * probability
    if 0.0 < value < 0.05:
        return f"< {locale.toString(0.1, 'f', 1)} %"
    if 99.95 <= value < 100.0:
        return f"> {locale.toString(99.9, 'f', 1)} %"
    digits = 0 if 10.0 <= value < 99.5 or value in (0.0, 100.0) else 1
    return f"{locale.toString(value, 'f', digits)} %"


def number_text(value: float, decimals: int, signed: bool = False) -> str:
    """The number with a true minus sign, which is as wide as a plus; 0 has no sign."""
    text = QLocale().toString(abs(value), "f", decimals)
    if not any(digit in text for digit in "123456789"):
        return text
    return f"\N{MINUS SIGN}{text}" if value < 0 else f"+{text}" if signed else text


def isolated(text: str) -> str:
    """Right-to-left pieces must not reorder the sentence round them (Unicode's first strong isolate)."""
    return f"\u2068{text}\u2069"
