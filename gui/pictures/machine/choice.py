"""From logits to the next piece: the best pieces as bars, and how all logits are spread."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from gui.heatmap.token_axis import axis_font
from gui.pictures.machine.below import HEADING, MIDDLE, Below, Hit, Look, paint_heading, paint_name
from gui.pictures.machine.strips import Columns
from gui.pictures.machine.words import grouped, number, translate
from model.values.pieces import shown
from model.values.questions.machine import LogitNumbers

LABEL = 20.0  # above the bars: which piece was chosen
LINE = 28.0  # pixels at most


class ChoicePicture(Below):
    """The k best pieces of one position: their logits, or (`probabilities`) what the softmax makes of them."""

    def __init__(self, logits: LogitNumbers, position: int, probabilities: bool, weight: float = 1.0) -> None:
        self.logits = logits
        self.position = position
        self.probabilities = probabilities
        self.weight = weight
        self.pieces = tuple(shown(piece) for piece in logits.best_pieces[position])
        self.items = len(self.pieces)

    @property
    def chosen(self) -> int | None:
        """Which of the best was chosen; None: another piece."""
        found = np.flatnonzero(self.logits.best_ids[self.position] == self.logits.chosen_ids[self.position])
        return int(found[0]) if found.size else None

    def probability(self, item: int) -> float:
        return float(np.exp(np.float64(self.logits.logprob(self.position)[item])))

    def line(self, rect: QRectF, item: int) -> QRectF:
        height = min(LINE, (rect.height() - HEADING) / max(self.items, 1))
        return QRectF(rect.left(), rect.top() + HEADING + item * height, rect.width() - 2, height)

    def paint(self, painter: QPainter, rect: QRectF, look: Look) -> None:
        title, total = translate("Inside", "The {0} largest logits").format(self.items), ""
        if self.probabilities:
            title = translate("Inside", "Logit → probability")
            log_sum = number(float(self.logits.log_sum[self.position]))
            total = translate("Inside", "log Σ exp = {0}").format(log_sum)
        paint_heading(painter, rect, title, total, look.theme)
        best = self.logits.best_logit[self.position]
        low = float(self.logits.edges[0])
        metrics = painter.fontMetrics()
        names = min(max(metrics.horizontalAdvance(piece) for piece in self.pieces) + 14, look.where.names)
        logits = metrics.horizontalAdvance("−88.8888") + 10
        ends = metrics.horizontalAdvance("= 88.8888 %") + 10 if self.probabilities else logits
        for item, piece in enumerate(self.pieces):
            line = self.line(rect, item)
            if item == look.item:
                painter.fillRect(line, QColor(look.theme.raised))
            self._paint_line(painter, line, item, piece, (names, logits, ends), (float(best[item]), low), look)

    def _paint_line(
        self,
        painter: QPainter,
        line: QRectF,
        item: int,
        piece: str,
        widths: tuple[float, float, float],
        values: tuple[float, float],
        look: Look,
    ) -> None:
        names, logits, ends = widths
        logit, low = values
        base, font = painter.font(), axis_font(painter.font(), line.height())
        chosen = item == self.chosen
        font.setWeight(QFont.Weight.DemiBold if chosen else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(look.theme.text))
        paint_name(painter, QRectF(line.left() + 4, line.top(), names - 10, line.height()), piece,
                   Qt.AlignmentFlag.AlignLeft)  # fmt: skip
        left = line.left() + names
        if self.probabilities:
            painter.setPen(QColor(look.theme.quiet))
            painter.drawText(
                QRectF(left, line.top(), logits, line.height()),
                int(MIDDLE | Qt.AlignmentFlag.AlignRight),
                number(logit),
            )
            left += logits + 14
            share = self.probability(item)
            told = f"{number(100 * share)} %"
        else:
            share = (logit - low) / max(float(self.logits.edges[-1]) - low, 1e-12)
            told = number(logit)
        room = line.right() - ends - left - 8
        bar = QRectF(left, line.center().y() - line.height() * 0.28, max(room * share, 1.0), line.height() * 0.56)
        painter.fillRect(bar, QColor(look.theme.good if chosen else look.theme.accent))
        painter.setPen(QColor(look.theme.text))
        painter.drawText(line, int(MIDDLE | Qt.AlignmentFlag.AlignRight), told)
        painter.setFont(base)

    def at(self, rect: QRectF, where: Columns, point: QPointF) -> Hit:
        return next((Hit(item=i) for i in range(self.items) if self.line(rect, i).contains(point)), Hit())

    def words(self, item: int, dimension: int) -> str:
        logit = float(self.logits.best_logit[self.position, item])
        log_sum = float(self.logits.log_sum[self.position])
        return translate("Inside", "{0}: exp({1} − {2}) = {3}").format(
            self.pieces[item], number(logit), number(log_sum), number(self.probability(item), 6)
        )


class SpreadPicture(Below):
    """How the logits of all pieces are spread at one position; heights are logarithms of counts, as its text says."""

    def __init__(self, logits: LogitNumbers, position: int, chosen_piece: str, weight: float = 0.6) -> None:
        self.logits = logits
        self.position = position
        self.chosen_piece = chosen_piece
        self.weight = weight
        self.items = logits.counts.shape[1]

    def start(self) -> int:
        return self.items - 1

    def _area(self, rect: QRectF) -> QRectF:
        return QRectF(
            QPointF(rect.left() + 4, rect.top() + HEADING + LABEL), QPointF(rect.right() - 4, rect.bottom() - 18)
        )

    def paint(self, painter: QPainter, rect: QRectF, look: Look) -> None:
        theme = look.theme
        title = translate("Inside", "All {0} logits").format(grouped(self.logits.vocabulary))
        paint_heading(painter, rect, title, translate("Inside", "log. counts"), theme)
        area = self._area(rect)
        counts = self.logits.counts[self.position]
        most = np.log1p(float(counts.max()))
        width = area.width() / self.items
        for item, count in enumerate(counts.tolist()):
            height = area.height() * float(np.log1p(count)) / most
            pointed = item == look.item
            bar = QRectF(area.left() + item * width, area.bottom() - height, max(width - 1, 1), height)
            painter.fillRect(bar, QColor(theme.text if pointed else theme.quiet))
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        low, high = float(self.logits.edges[0]), float(self.logits.edges[-1])
        below = QRectF(area.left(), area.bottom() + 1, area.width(), 17)
        painter.setPen(QColor(theme.quiet))
        painter.drawText(below, int(MIDDLE | Qt.AlignmentFlag.AlignLeft), number(low, 1))
        painter.drawText(below, int(MIDDLE | Qt.AlignmentFlag.AlignRight), number(high, 1))
        logit = float(self.logits.chosen_logit[self.position])
        x = area.left() + area.width() * (logit - low) / max(high - low, 1e-12)
        painter.setPen(QPen(QColor(theme.good), 2))
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        told = translate("Inside", "chosen: {0}").format(self.chosen_piece)
        wide = min(painter.fontMetrics().horizontalAdvance(told) + 4, area.width())
        left = min(max(x - wide + 2, area.left()), area.right() - wide)
        box, align = QRectF(left, area.top() - LABEL, wide, LABEL - 1), Qt.AlignmentFlag.AlignRight
        paint_name(painter, box, told, align)

    def at(self, rect: QRectF, where: Columns, point: QPointF) -> Hit:
        area = self._area(rect)
        if not area.contains(point):
            return Hit()
        return Hit(item=min(int((point.x() - area.left()) / area.width() * self.items), self.items - 1))

    def words(self, item: int, dimension: int) -> str:
        low, high = (float(edge) for edge in self.logits.edges[item : item + 2])
        return translate("Inside", "{0} pieces have a logit from {1} to {2}").format(
            grouped(int(self.logits.counts[self.position, item])), number(low, 2), number(high, 2)
        )
