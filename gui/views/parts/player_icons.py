"""The player's five signs, drawn as paths in the theme's colours."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPixmap, QPolygonF

SIZE = 16
SHARPNESS = 3  # pixels a point, enough for every screen


class Sign(Enum):
    """What a button of the player does."""

    FIRST = "first"
    BACK = "back"
    PLAY = "play"
    PAUSE = "pause"
    FORWARD = "forward"
    LAST = "last"


def _triangle(left: float, right: float) -> QPainterPath:
    """Points to `right`."""
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(left, 3), QPointF(right, 8), QPointF(left, 13)]))
    path.closeSubpath()
    return path


def _bar(left: float, width: float) -> QPainterPath:
    path = QPainterPath()
    path.addRect(QRectF(left, 3, width, 10))
    return path


def sign_path(sign: Sign) -> QPainterPath:
    """The outline in a square of 16."""
    match sign:
        case Sign.FIRST:
            return _bar(3, 2).united(_triangle(13, 5.5))
        case Sign.BACK:
            return _triangle(11.5, 4.5)
        case Sign.PLAY:
            return _triangle(4, 13)
        case Sign.PAUSE:
            return _bar(4, 3).united(_bar(9, 3))
        case Sign.FORWARD:
            return _triangle(4.5, 11.5)
        case Sign.LAST:
            return _bar(11, 2).united(_triangle(3, 10.5))


def sign_icon(sign: Sign, color: str, disabled: str) -> QIcon:
    """The sign in `color`, and in `disabled` while its button cannot be pressed."""
    icon = QIcon()
    for mode, value in ((QIcon.Mode.Normal, color), (QIcon.Mode.Disabled, disabled)):
        pixmap = QPixmap(SIZE * SHARPNESS, SIZE * SHARPNESS)
        pixmap.setDevicePixelRatio(SHARPNESS)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillPath(sign_path(sign), QColor(value))
        finally:
            painter.end()
        icon.addPixmap(pixmap, mode)
    return icon
