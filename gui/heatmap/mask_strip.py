"""Before the mask, the mask, after the softmax: three small maps of one head that explain what masking does."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QFontMetricsF,
    QHideEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.heatmap.grid import CellGrid, at_least
from gui.heatmap.head_picture import visible_rows
from gui.heatmap.legend import paint_gradient
from gui.heatmap.paint import MapPicture
from gui.heatmap.pixels import Reasons
from gui.heatmap.scale import (
    CENTRE,
    TOP,
    ScaleMode,
    Table,
    attention_table,
    diverging_levels,
    diverging_table,
    levels,
    tint_table,
)
from gui.heatmap.surface import MapWidget
from gui.heatmap.words import weight_text
from gui.look.look import look
from gui.look.theme import Theme
from gui.state.selection import Selected, Selection
from gui.state.session import Session
from model.values.masks import MaskReason
from model.values.questions.scores import Scores, ScoresQuestion
from model.values.sites import Side, SiteGroup
from model.values.trace import Floats

SLOT = "scores"  # the name under which the strip asks its question
SCORES = ScoresQuestion()
LEAST_BAR = 4.0  # pixels of a scale's colours
SPACE = 14.0  # between the maps
TALLEST = 1.25  # a map is at most this much higher than wide
TALLEST_ROW = 16.0  # pixels, while only few rows are decoded


@dataclass(frozen=True, eq=False)
class MaskView:
    """What is shown of one head: arrays [query, key] of its `visible` decoded rows; `scores` is None until computed."""

    group: SiteGroup
    scores: Floats | None
    reasons: Reasons
    weights: Floats
    visible: int
    maps: tuple[MapPicture | None, MapPicture, MapPicture]  # scores, mask, weights

    @property
    def score_range(self) -> tuple[float, float]:
        if self.scores is None or self.scores.size == 0:
            return 0.0, 0.0
        return float(self.scores.min()), float(self.scores.max())


def mask_view(
    group: SiteGroup, scores: Floats | None, reasons: Reasons, weights: Floats, visible: int, theme: Theme
) -> MaskView:
    """All arrays [query, key] of the whole trace; rows from `visible` on are left out."""
    before = None
    scores = None if scores is None else scores[:visible]
    reasons, weights = reasons[:visible], weights[:visible]
    if scores is not None:
        limit = float(np.abs(scores).max(initial=0.0))
        unmasked = np.zeros_like(reasons)
        before = MapPicture(diverging_levels(scores, limit), unmasked, visible, diverging_table(theme), CENTRE)
    mask = MapPicture(np.ones(reasons.shape, np.uint8), reasons, visible, tint_table(theme, group))
    after = MapPicture(levels(weights, ScaleMode.LINEAR), reasons, visible, attention_table(theme))
    return MaskView(group, scores, reasons, weights, visible, (before, mask, after))


class MaskStrip(MapWidget):
    """Marks one cell in all three maps, pointed at here or in another view, and shows its numbers."""

    def __init__(self, session: Session, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(session, selection, parent)
        self._view: MaskView | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumSize(200, 96)
        self.setAccessibleName(self.tr("Scores before the mask, the mask, and weights after the softmax"))
        session.answers.changed.connect(self._answered)
        session.description_changed.connect(self.forget)

    @property
    def scores(self) -> Scores | None:
        """The scores of the trace shown; None until they are computed."""
        trace = self._session.trace
        found: Scores | None = None if trace is None else self._session.answers.known(SCORES, trace)
        return found

    def _ask(self) -> None:
        """Ask for the scores while the strip is visible and the trace's model can compute them."""
        session, maker = self._session, self._session.maker
        wanted = self.isVisible() and maker is not None and maker.can(ScoresQuestion) is None
        session.answers.want(SLOT, SCORES if wanted else None, session.trace)

    def _answered(self, slot: str) -> None:
        if slot == SLOT:
            self.forget()

    def forget(self) -> None:
        self._view = None
        self._ask()
        self.update()

    def selection_changed(self, old: Selected, new: Selected) -> None:
        if replace(old, query=None, key=None) != replace(new, query=None, key=None):
            self.forget()
        else:
            self.update()

    def view(self) -> MaskView | None:
        """What is shown now; None without a trace."""
        trace, there, now = self._session.trace, self.there, self._selection.now
        if self._view is None and trace is not None and there is not None:
            weights = there.weights
            layer, head = min(now.layer, there.layers - 1), min(now.head, there.heads - 1)
            scores = self.scores
            known = scores.of(now.group)[layer, head] if scores is not None else None
            visible = visible_rows(trace, now.group, now.step)
            reasons = there.reasons
            self._view = mask_view(now.group, known, reasons, weights[layer, head], visible, look.theme)
        return self._view

    def cell_text(self, query: int, key: int) -> str:
        """For example "score 1.832 → masked (future) → 0"."""
        view = self.view()
        if view is None:
            return ""
        reason = int(view.reasons[query, key])
        if reason == MaskReason.ALLOWED:
            mask, weight = self.tr("allowed"), weight_text(float(view.weights[query, key]))
        else:
            mask, weight = self.tr("masked (future)"), "0"
            if reason == MaskReason.PADDING:
                mask = self.tr("masked (padding)")
        if view.scores is None:
            return f"{mask} → {weight}"
        return self.tr("score {0} → {1} → {2}").format(_signed(float(view.scores[query, key]), 3), mask, weight)

    @property
    def pointed_text(self) -> str:
        """What stands under the maps of the cell pointed at; "" where none is."""
        view = self.view()
        pointed = self._pointed(view) if view is not None else None
        return "" if pointed is None else self.cell_text(*pointed)

    def score_rule(self) -> str:
        """The formula of the scores; the paper's formula until they are there."""
        scores = self.scores
        if scores is None:
            return self.tr("q·k / √d_k")
        added = self._selection.now.group.name in scores.biased
        if scores.divided:
            return self.tr("q·k / √d_k + bias") if added else self.tr("q·k / √d_k")
        return self.tr("q·k + bias") if added else self.tr("q·k")

    def cell_at(self, point: QPointF) -> tuple[int | None, int | None]:
        """The row and column under a point of any of the three maps."""
        view = self.view()
        for grid in self._grids() if view is not None else ():
            query, key = grid.row_at(point.y()), grid.column_at(point.x())
            if view is not None and query is not None and key is not None and query < view.visible:
                return query, key
        return None, None

    def sizeHint(self) -> QSize:
        return QSize(248, self.heightForWidth(248))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round((width - 2 * SPACE) / 3 + self._captions_height())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._session.answers.want(SLOT, None)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            view = self.view()
            painter.setFont(self._small_font())
            if view is None:
                text = self.tr("What the mask hides will appear here: before, mask and after.")
                self.paint_sentence(painter, self._session.empty_text(text))
                return
            self._paint_maps(painter, view)
            self._paint_captions(painter, view)
        finally:
            painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        query, key = self.cell_at(event.position())
        self._selection.update(query=query, key=key)

    def leaveEvent(self, event: QEvent) -> None:
        self._selection.update(query=None, key=None)

    def _paint_maps(self, painter: QPainter, view: MaskView) -> None:
        theme = look.theme
        pointed = self._pointed(view)
        for picture, grid in zip(view.maps, self._grids(), strict=True):
            painter.setPen(QPen(QColor(theme.line), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if picture is None:
                painter.drawRect(grid.rect)
                self._paint_waiting(painter, grid.rect)
                continue
            picture.paint(painter, grid.rect)
            painter.drawRect(grid.rows_until(view.visible).adjusted(-0.5, -0.5, 0.5, 0.5))
            if view.group.queries is Side.TARGET:
                painter.setPen(QPen(QColor(theme.of(view.group)), 1, j=Qt.PenJoinStyle.MiterJoin))
                painter.drawRect(grid.row(view.visible - 1).adjusted(-0.5, -0.5, 0.5, 0.5))
            if pointed is not None:
                painter.setPen(QPen(QColor(theme.text), 1.5, j=Qt.PenJoinStyle.MiterJoin))
                painter.drawRect(at_least(grid.cell(*pointed), 5.0))

    def _paint_waiting(self, painter: QPainter, rect: QRectF) -> None:
        maker = self._session.maker
        if maker is None:
            text = self.tr("needs the model")
        else:
            text = self.tr("computing…") if maker.can(ScoresQuestion) is None else self.tr("cannot be shown")
        painter.setPen(QColor(look.theme.quiet))
        metrics = QFontMetricsF(painter.font())
        if max(map(metrics.horizontalAdvance, text.split())) > rect.width():
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), text)

    def _paint_captions(self, painter: QPainter, view: MaskView) -> None:
        """What each map is, and below it its scale or, while a cell is pointed at, that cell's numbers."""
        line = QFontMetricsF(painter.font()).height()
        grids, column = self._grids(), self._column_width()
        names = (self.score_rule(), self.tr("mask"), self.tr("softmax"))
        for grid, name in zip(grids, names, strict=True):
            box = QRectF(grid.rect.center().x() - column / 2, grid.rect.bottom() + 3, column, line)
            painter.setPen(QColor(look.theme.text))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), name)
        top = grids[0].rect.bottom() + 4 + line
        pointed = self._pointed(view)
        painter.setPen(QColor(look.theme.text if pointed else look.theme.quiet))
        if pointed is not None:
            box = QRectF(0, top, self.width(), line)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self.cell_text(*pointed))
            return
        boxes = [QRectF(grid.rect.center().x() - column / 2, top, column, line) for grid in grids]
        metrics = QFontMetricsF(painter.font())
        words = metrics.elidedText(self._mask_words(view), Qt.TextElideMode.ElideRight, column)
        painter.drawText(boxes[1], int(Qt.AlignmentFlag.AlignCenter), words)
        if view.scores is not None:
            low, high = view.score_range
            both = [(_signed(low, decimals), _signed(high, decimals)) for decimals in (1, 0)]
            limit = max(abs(low), abs(high), 1e-12)
            ends = [round(CENTRE + end / limit * (CENTRE - 1)) for end in (low, high)]
            table = diverging_table(look.theme)
            texts = next((one for one in both if self._scale_width(one, metrics) <= column - SPACE), both[-1])
            self._paint_scale(painter, boxes[0], *texts, table, ends[0], ends[1])
        self._paint_scale(painter, boxes[2], "0", "1", attention_table(look.theme), 0, TOP)

    def _scale_width(self, ends: tuple[str, str], metrics: QFontMetricsF) -> float:
        """The least that a scale with these two numbers takes."""
        return sum(metrics.horizontalAdvance(end) + 4 for end in ends) + LEAST_BAR

    def _paint_scale(
        self, painter: QPainter, box: QRectF, low: str, high: str, table: Table, first: int, last: int
    ) -> None:
        metrics = QFontMetricsF(painter.font())
        before, after = metrics.horizontalAdvance(low) + 4, metrics.horizontalAdvance(high) + 4
        bar = max(min(box.width() - SPACE - before - after, 44.0), LEAST_BAR)
        left = box.center().x() - (before + bar + after) / 2
        whole = QRectF(left, box.top(), before + bar + after, box.height())
        painter.setPen(QColor(look.theme.quiet))
        painter.drawText(whole, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), low)
        painter.drawText(whole, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), high)
        area = QRectF(left + before, box.center().y() - 3, bar, 6)
        shown = np.linspace(first, last, 17).round().astype(int).tolist()
        paint_gradient(painter, area, table, shown, look.theme)

    def _mask_words(self, view: MaskView) -> str:
        future = bool((view.reasons == MaskReason.FUTURE).any())
        padding = bool((view.reasons == MaskReason.PADDING).any())
        if future and padding:
            return self.tr("future, padding = −∞")
        if future:
            return self.tr("future = −∞")
        return self.tr("padding = −∞") if padding else self.tr("no mask")

    def _small_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(max(QFontInfo(font).pixelSize() - 2, 9))
        return font

    def _captions_height(self) -> float:
        return 2 * QFontMetricsF(self._small_font()).height() + 6

    def _column_width(self) -> float:
        """The greatest width of a map plus the gap; captions use all of it, even if few rows make the map narrower."""
        return (self.width() - 2 + SPACE) / 3  # a pixel at each side for the borders

    def _grids(self) -> tuple[CellGrid, CellGrid, CellGrid]:
        """Where the three maps lie."""
        view = self.view()
        rows, columns = view.weights.shape if view is not None else (1, 1)
        width = self._column_width() - SPACE
        height = max(min(self.height() - self._captions_height() - 2, width * TALLEST, rows * TALLEST_ROW), 8.0)
        side = min(width, height * 1.6)
        lefts = (round(1 + i * (width + SPACE) + (width - side) / 2) for i in range(3))
        first, second, third = (QRectF(left, 1, round(side), round(height)) for left in lefts)
        return CellGrid(first, rows, columns), CellGrid(second, rows, columns), CellGrid(third, rows, columns)

    def _pointed(self, view: MaskView) -> tuple[int, int] | None:
        now = self._selection.now
        if now.query is None or now.key is None:
            return None
        inside = now.query < min(view.visible, view.weights.shape[0]) and now.key < view.weights.shape[1]
        return (now.query, now.key) if inside else None


def _signed(number: float, decimals: int) -> str:
    """The number with a true minus sign, which is as wide as a plus; a hyphen is not."""
    return f"{number:.{decimals}f}".replace("-", "\N{MINUS SIGN}")
