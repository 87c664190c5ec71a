"""The words that a picture paints, with where they stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter


@dataclass(frozen=True)
class Word:
    text: str
    at: QPointF  # the middle of its box, in the picture's pixels


class _Listener(QPainter):
    """Paints as usual, and notes every text."""

    def __init__(self, image: QImage) -> None:
        super().__init__(image)
        self.words: list[Word] = []

    def drawText(self, *args) -> None:  # type: ignore[override]
        box, text = args[0], next(arg for arg in reversed(args) if isinstance(arg, str))
        middle = QRectF(box).center() if hasattr(box, "center") else QPointF(box)
        self.words.append(Word(text, self.transform().map(middle)))
        super().drawText(*args)


def painted(paint: Callable[[QPainter, QRectF], object], width: int = 1300, height: int = 500) -> list[Word]:
    """All words that `paint` writes into a rectangle of this size."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = _Listener(image)
    try:
        paint(painter, QRectF(0, 0, width, height))
    finally:
        painter.end()
    return painter.words


def words_in(words: list[Word], box: QRectF) -> list[str]:
    """The texts whose middle lies in a box, from top to bottom."""
    found = sorted((word for word in words if box.contains(word.at)), key=lambda word: (word.at.y(), word.at.x()))
    return [word.text for word in found]
