"""What stands below the strips of a box: each picture paints itself, finds the item at a point and gives its words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from gui.look.theme import Theme
from gui.pictures.machine.strips import Columns

HEADING = 20.0
MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute


@dataclass(frozen=True)
class Look:
    """How to paint: where the strips' columns are, what is pointed at, the end of the colour scale."""

    where: Columns
    dimension: int
    item: int | None
    limit: float
    theme: Theme


@dataclass(frozen=True)
class Hit:
    """What a point meets: a dimension of the vectors, an item of the picture (a position, a unit, a piece), or none."""

    dimension: int | None = None
    item: int | None = None


class Below:
    """`weight` is its share of the free height; `items` is how many things can be pointed at; `positions` says whether
    they are the positions of the box's stack, which can be chosen.
    """

    weight: float = 1.0
    items: int = 0
    positions: bool = False

    def wanted(self, width: float, font: QFont, most: float) -> float | None:
        """The height it can use, up to `most`; None: its share of the free height by `weight`."""
        return None

    def paint(self, painter: QPainter, rect: QRectF, look: Look) -> None:
        raise NotImplementedError

    def at(self, rect: QRectF, where: Columns, point: QPointF) -> Hit:
        return Hit()

    def words(self, item: int, dimension: int) -> str:
        """What is pointed at, with its exact number."""
        return ""

    def start(self) -> int:
        """The item that the keyboard points at first."""
        return 0

    def step(self, item: int, by: int) -> int:
        """The item after this one, or before it."""
        return min(max(item + by, 0), self.items - 1)


def paint_heading(painter: QPainter, rect: QRectF, left: str, right: str, theme: Theme) -> None:
    """One line at the top of `rect`: the heading on the left, a quiet addition on the right."""
    line = QRectF(rect.left(), rect.top(), rect.width(), HEADING)
    plain = painter.font()
    strong = QFont(plain)
    strong.setWeight(QFont.Weight.DemiBold)
    metrics = QFontMetricsF(strong)
    left = metrics.elidedText(left, Qt.TextElideMode.ElideRight, line.width())
    painter.setFont(strong)
    painter.setPen(QColor(theme.text))
    painter.drawText(line, int(MIDDLE | Qt.AlignmentFlag.AlignLeft), left)
    painter.setFont(plain)
    painter.setPen(QColor(theme.quiet))
    rest = line.adjusted(metrics.horizontalAdvance(left) + 12, 0, 0, 0)
    right = QFontMetricsF(plain).elidedText(right, Qt.TextElideMode.ElideRight, max(rest.width(), 0))
    painter.drawText(rest, int(MIDDLE | Qt.AlignmentFlag.AlignRight), right)


def paint_name(painter: QPainter, line: QRectF, text: str, align: Qt.AlignmentFlag) -> None:
    """One elided line in the painter's font and pen; absolute alignment, for pieces of any script."""
    text = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, line.width())
    painter.drawText(line, int(MIDDLE | align) | int(Qt.TextFlag.TextSingleLine), text)
