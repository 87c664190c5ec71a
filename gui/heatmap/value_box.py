"""The small dark box with the exact number of the cell that is pointed at."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from gui.look.theme import Theme

MARGIN = 9.0
DISTANCE = 8.0  # from the cell


def paint_value_box(painter: QPainter, cell: QRectF, inside: QRectF, number: str, words: str, theme: Theme) -> None:
    """Paint it below `cell` and to its right as far as `inside` allows, else above; never over the cell itself."""
    strong = QFont(painter.font())
    strong.setWeight(QFont.Weight.Bold)
    bold, plain = QFontMetricsF(strong), QFontMetricsF(painter.font())
    words = plain.elidedText(words, Qt.TextElideMode.ElideRight, inside.width() - 2 * MARGIN - 4)
    width = max(bold.horizontalAdvance(number), plain.horizontalAdvance(words)) + 2 * MARGIN
    height = bold.height() + (plain.height() + 2 if words else 0) + 2 * (MARGIN - 2)
    top = cell.bottom() + DISTANCE
    if top + height > inside.bottom():
        top = cell.top() - DISTANCE - height
    left = max(min(cell.right() + DISTANCE, inside.right() - width - 2), inside.left() + 2)
    top = max(top, inside.top() + 2)
    box = QRectF(QPointF(left, top), QPointF(left + width, top + height))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.text))
    painter.drawRoundedRect(box, 6, 6)
    painter.setPen(QColor(theme.panel))
    text = box.adjusted(MARGIN, MARGIN - 2, -MARGIN + 2, -MARGIN + 2)
    plain_font = QFont(painter.font())
    painter.setFont(strong)
    painter.drawText(text, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), number)
    painter.setFont(plain_font)
    painter.drawText(text, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom), words)
    painter.restore()
