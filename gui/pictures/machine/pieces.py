"""The pieces of a stack in order; the decoder's input above what each position predicts, shifted by one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from gui.heatmap.token_axis import TokenLabel
from gui.pictures.machine.below import HEADING, Below, Hit, Look, paint_heading, paint_name
from gui.pictures.machine.strips import Columns
from gui.pictures.machine.words import isolated, translate
from model.values.trace import Ints

LINE = 20.0
SPACE = 8.0  # between cells
NARROWEST, WIDEST = 52.0, 130.0
BETWEEN = 10.0  # between two rows of cells


class PiecesPicture(Below):
    """`labels` of all positions with their `ids`; each cell has position, piece, id, and what is predicted there."""

    positions = True

    def __init__(self, labels: Sequence[TokenLabel], ids: Ints, current: int) -> None:
        self.labels = tuple(labels)
        self.ids = ids
        self.current = current
        self.items = len(self.labels)
        self.predicts = any(label.predicts for label in self.labels)
        self._cells: list[QRectF] = []
        self._for: tuple[QRectF, str] | None = None

    def start(self) -> int:
        return self.current

    @property
    def cell_height(self) -> float:
        return LINE * (3 if self.predicts else 2) + (14.0 if self.predicts else 0.0)

    def cells(self, rect: QRectF, font: QFont) -> list[QRectF]:
        """One after the other, wrapped like text; if there are too many, moved up until the current one is visible."""
        if self._for == (rect, font.key()):
            return self._cells
        metrics = QFontMetricsF(font)
        x, y = rect.left(), rect.top() + HEADING + 4
        found = []
        for label in self.labels:
            texts = (label.text, label.predicts)
            width = min(max(*(metrics.horizontalAdvance(text) for text in texts), NARROWEST - 12) + 18, WIDEST)
            if x + width > rect.right() and x > rect.left():
                x, y = rect.left(), y + self.cell_height + BETWEEN
            found.append(QRectF(x, y, width, self.cell_height))
            x += width + SPACE
        step = self.cell_height + BETWEEN
        while found[self.current].bottom() > rect.bottom() and found[-1].bottom() > rect.bottom():
            found = [cell.translated(0, -step) for cell in found]
        self._cells, self._for = found, (QRectF(rect), font.key())
        return found

    def wanted(self, width: float, font: QFont, most: float) -> float | None:
        needed = self.cells(QRectF(0, 0, width, 1e6), font)[-1].bottom()
        step = self.cell_height + BETWEEN
        while needed > most and needed > HEADING + step:
            needed -= step  # only whole rows
        return needed + 4

    def visible(self, rect: QRectF, font: QFont) -> list[tuple[int, QRectF]]:
        cells = enumerate(self.cells(rect, font))
        return [(i, c) for i, c in cells if c.top() >= rect.top() + HEADING and c.bottom() <= rect.bottom() + 1]

    def paint(self, painter: QPainter, rect: QRectF, look: Look) -> None:
        theme = look.theme
        shown = self.visible(rect, painter.font())
        title = translate("Inside", "The pieces in order, each with its number in the vocabulary")
        if self.predicts:
            title = translate("Inside", "What goes in (above) and the piece that each position predicts (below)")
        part = "" if len(shown) == self.items else translate("Inside", "{0} of {1}").format(len(shown), self.items)
        paint_heading(painter, rect, title, part, theme)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for position, cell in shown:
            self._paint_cell(painter, position, cell, look)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_cell(self, painter: QPainter, position: int, cell: QRectF, look: Look) -> None:
        theme, label = look.theme, self.labels[position]
        strong = position == self.current
        edge = theme.accent if strong or position == look.item else theme.line
        box = QRectF(cell.left(), cell.top(), cell.width(), 2 * LINE)
        painter.setPen(QPen(QColor(edge), 2 if strong else 1))
        painter.setBrush(QColor(theme.raised))
        painter.drawRoundedRect(box, 5, 5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        centre = Qt.AlignmentFlag.AlignHCenter
        base, bold = painter.font(), QFont(painter.font())
        bold.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        painter.setFont(bold)
        painter.setPen(QColor(theme.quiet if label.special and not strong else theme.text))
        paint_name(painter, QRectF(box.left() + 4, box.top() + 1, box.width() - 8, LINE), label.text, centre)
        painter.setFont(base)
        painter.setPen(QColor(theme.quiet))
        told = str(int(self.ids[position]))
        paint_name(painter, QRectF(box.left() + 4, box.top() + LINE - 2, box.width() - 8, LINE), told, centre)
        if label.predicts:
            x = box.center().x()
            painter.setPen(QPen(QColor(theme.accent if strong else theme.quiet), 1.4))
            painter.drawLine(QPointF(x, box.bottom() + 2), QPointF(x, box.bottom() + 12))
            for side in (-3, 3):
                painter.drawLine(QPointF(x + side, box.bottom() + 8), QPointF(x, box.bottom() + 12))
            painter.setFont(bold)
            painter.setPen(QColor(theme.text))
            line = QRectF(cell.left() + 2, cell.bottom() - LINE + 1, cell.width() - 4, LINE)
            paint_name(painter, line, label.predicts, centre)
            painter.setFont(base)

    def at(self, rect: QRectF, where: Columns, point: QPointF) -> Hit:
        return next((Hit(item=i) for i, cell in enumerate(self._cells) if cell.contains(point)), Hit())

    def words(self, item: int, dimension: int) -> str:
        return translate("Inside", "position {0}: {1}, number {2} in the vocabulary").format(
            item + 1, self.labels[item].both, int(self.ids[item])
        )


class StairsPicture(Below):
    """What each position of the decoder knows, and what it predicts; each line has one piece more."""

    positions = True

    def __init__(self, labels: Sequence[TokenLabel], current: int) -> None:
        self.labels = tuple(labels)
        self.current = current
        self.items = len(self.labels)

    def start(self) -> int:
        return self.current

    def lines(self, rect: QRectF) -> list[tuple[int, QRectF]]:
        """The lines of as many positions as fit, with the current one among them."""
        fit = max(int((rect.height() - HEADING) / LINE), 1)
        first = min(max(self.current - fit // 2, 0), max(self.items - fit, 0))
        shown = range(first, min(first + fit, self.items))
        return [
            (position, QRectF(rect.left(), rect.top() + HEADING + row * LINE, rect.width(), LINE))
            for row, position in enumerate(shown)
        ]

    def paint(self, painter: QPainter, rect: QRectF, look: Look) -> None:
        theme = look.theme
        title = translate("Inside", "What each position may read, and what it has to find")
        paint_heading(painter, rect, title, "", theme)
        base, bold = painter.font(), QFont(painter.font())
        bold.setWeight(QFont.Weight.DemiBold)
        for position, line in self.lines(rect):
            strong = position == self.current
            if strong or position == look.item:
                painter.fillRect(line, QColor(theme.raised))
            painter.setFont(bold if strong else base)
            metrics = QFontMetricsF(painter.font())
            found = f"→ {isolated(self.labels[position].predicts)}"
            wide = metrics.horizontalAdvance(found) + 4
            known = "  ".join(isolated(label.text) for label in self.labels[: position + 1])
            known = metrics.elidedText(known, Qt.TextElideMode.ElideLeft, line.width() - wide - 24)
            painter.setPen(QColor(theme.text if strong else theme.quiet))
            paint_name(painter, line.adjusted(6, 0, -wide, 0), known, Qt.AlignmentFlag.AlignLeft)
            left = line.left() + 6 + metrics.horizontalAdvance(known) + 10
            painter.setPen(QColor(theme.accent))
            paint_name(painter, QRectF(left, line.top(), wide, line.height()), found, Qt.AlignmentFlag.AlignLeft)
        painter.setFont(base)

    def at(self, rect: QRectF, where: Columns, point: QPointF) -> Hit:
        return next((Hit(item=i) for i, line in self.lines(rect) if line.contains(point)), Hit())

    def words(self, item: int, dimension: int) -> str:
        known = " ".join(isolated(label.text) for label in self.labels[: item + 1])
        return translate("Inside", "{0} → {1}").format(known, self.labels[item].predicts)
