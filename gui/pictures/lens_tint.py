"""What colours the cells of the logit lens, what that means, and when a piece was decided."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from gui.heatmap.legend import paint_gradient
from gui.heatmap.scale import TOP, attention_table, color_at
from gui.look.theme import Theme
from gui.pictures.cell_text import LEFT, draw_line
from model.values.questions.lens import LensNumbers

SPACE = 6.0
RANK_STEPS = ((1, 1.0), (5, 0.62), (50, 0.36), (500, 0.14))  # ranks up to this, and how strong their tint is


class Tint(Enum):
    """What of the chosen piece colours a cell."""

    PROBABILITY = "probability"
    RANK = "rank"


def rank_strength(rank: int) -> float:
    """0 to 1: the first rank strongest, in a few steps that the legend can name."""
    return next((strength for most, strength in RANK_STEPS if rank <= most), 0.0)


def decided_at(numbers: LensNumbers, step: int) -> int | None:
    """The first state from which on every state ranks the chosen piece best; None: not even the last one does."""
    first_from_end = None
    for state in reversed(range(len(numbers.rank))):
        if numbers.rank[state, step] != 1:
            break
        first_from_end = state
    return first_from_end


def state_text(state: int) -> str:
    if state == 0:
        return QCoreApplication.translate("Inside", "input")
    return QCoreApplication.translate("Inside", "layer {0}").format(state)


def paint_legend(painter: QPainter, box: QRectF, tint: Tint, words: bool, numbers: bool, theme: Theme) -> None:
    """What the colours mean, and the bold words and the numbers where cells have them; in one line."""
    metrics = QFontMetricsF(painter.font())
    table = attention_table(theme)
    left = box.left()

    def say(text: str) -> None:
        nonlocal left
        painter.setPen(QColor(theme.quiet))
        draw_line(painter, QRectF(left, box.top(), box.right() - left, box.height()), text, LEFT)
        left += metrics.horizontalAdvance(text) + SPACE

    if tint is Tint.PROBABILITY:
        say(QCoreApplication.translate("Inside", "colour: probability of the chosen piece"))
        say("0")
        area = QRectF(left, box.center().y() - 5, 110, 10)
        paint_gradient(painter, area, table, [round(n / 16 * TOP) for n in range(17)], theme)
        left += 110 + SPACE
        say("1")
    else:
        say(QCoreApplication.translate("Inside", "colour: rank of the chosen piece"))
        begin = 1
        for most, strength in (*RANK_STEPS, (0, 0.0)):
            swatch = QRectF(left, box.center().y() - 6, 12, 12)
            painter.fillRect(swatch, color_at(table, round(strength * TOP)))
            painter.setPen(QPen(QColor(theme.line), 1))
            painter.drawRect(swatch)
            left += 12 + 4
            say(f"> {begin - 1}" if not most else str(most) if most == begin else f"{begin}–{most}")
            begin = most + 1
    left += 12
    if numbers:
        say(QCoreApplication.translate("Inside", "number: probability of the piece in the cell"))
        left += 12
    if words:
        say(QCoreApplication.translate("Inside", "bold: it is the chosen piece"))
