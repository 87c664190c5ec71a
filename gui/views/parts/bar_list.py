"""A short list of named bars between 0 and 1, painted in one widget; the exact number of the row pointed at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui.look.look import look
from gui.look.plain import plain
from gui.views.parts.context_menu import MenuEntry, copy_text, open_menu
from gui.views.parts.csv_file import tab_text

GAP = 8
SHORTEST_BAR = 28  # px for a bar of 1, however long the labels are; beyond it, names get the room


@dataclass(frozen=True)
class Bar:
    """One row. `exact` replaces `text` while the row is pointed at."""

    label: str
    value: float  # 0 to 1, the bar's length
    text: str
    exact: str
    rank: str = ""
    strong: bool = False
    tooltip: str = ""


class BarList(QWidget):
    """Rank, name, bar and number of each row. Up and Down walk through the rows."""

    chosen = Signal(int)  # a click on a row
    taken = Signal(int)  # a double click, or Enter

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._color = look.theme.accent
        self._bars: tuple[Bar, ...] = ()
        self._empty = ""
        self._pointed = -1
        self._rows = 0
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def bars(self) -> tuple[Bar, ...]:
        return self._bars

    @property
    def pointed(self) -> int:
        """The row pointed at by mouse or keyboard; -1: none."""
        return self._pointed

    @property
    def row_height(self) -> int:
        return QFontMetrics(self.font()).height() + 5

    def set_color(self, color: str) -> None:
        """Set the colour of the bars, as #RRGGBB."""
        self._color = color
        self.update()

    @property
    def empty_text(self) -> str:
        """The text shown instead of rows; empty while there are rows."""
        return "" if self._bars else self._empty

    def set_empty_text(self, text: str) -> None:
        """Set the text that is shown while there are no rows."""
        self._empty = text
        self.update()

    def reserve(self, rows: int) -> None:
        """Keep room for so many rows, so that the panel does not jump from step to step."""
        self._rows = rows
        self.updateGeometry()

    def set_bars(self, bars: Sequence[Bar]) -> None:
        more = max(len(bars), self._rows) != max(len(self._bars), self._rows)
        self._bars = tuple(bars)
        self._pointed = min(self._pointed, len(self._bars) - 1)
        self.setAccessibleDescription("; ".join(f"{bar.rank} {bar.label} {bar.text}".strip() for bar in bars))
        if more:
            self.updateGeometry()
        self.update()

    def row_rect(self, row: int) -> QRectF:
        return QRectF(0, row * self.row_height, self.width(), self.row_height)

    def sizeHint(self) -> QSize:
        return QSize(240, self.row_height * max(len(self._bars), self._rows, 1))

    def minimumSizeHint(self) -> QSize:
        return QSize(150, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
        super().changeEvent(event)

    def _row_at(self, y: float) -> int:
        row = int(y // self.row_height)
        return row if 0 <= row < len(self._bars) else -1

    def _point_at(self, row: int) -> None:
        if row != self._pointed:
            self._pointed = row
            self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = self._row_at(event.pos().y())
            text = self._bars[row].tooltip if row >= 0 else ""
            QToolTip.showText(event.globalPos(), plain(text), self)
            return True
        walking = (Qt.Key.Key_Up, Qt.Key.Key_Down) if self._bars else ()
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in walking:
            event.accept()  # the focused list uses these keys; elsewhere they may be the window's
            return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        row = self._row_at(event.pos().y()) if by_mouse else self._pointed
        told = (self._bars[row].tooltip or f"{self._bars[row].label} {self._bars[row].exact}") if row >= 0 else ""
        whole = tab_text([[bar.rank, bar.label, bar.exact] for bar in self._bars])
        entries = [
            MenuEntry(self.tr("Copy this row"), lambda: copy_text(told), bool(told)),
            MenuEntry(self.tr("Copy all rows"), lambda: copy_text(whole), bool(whole)),
        ]
        open_menu(self, event, entries)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._bars) - 1
        if last >= 0 and event.key() == Qt.Key.Key_Down:
            self._point_at(min(self._pointed + 1, last))
        elif last >= 0 and event.key() == Qt.Key.Key_Up:
            self._point_at(max(self._pointed - 1, 0))
        elif self._pointed >= 0 and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit(self._pointed)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self._row_at(event.position().y()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position().y())
        if row >= 0 and event.button() is Qt.MouseButton.LeftButton:
            self._point_at(row)
            self.chosen.emit(row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position().y())
        if row >= 0 and event.button() is Qt.MouseButton.LeftButton:
            self.taken.emit(row)

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(-1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._bars:
                self._paint_rows(painter)
            else:
                painter.setPen(QColor(look.theme.quiet))
                flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
                painter.drawText(QRectF(self.rect()), flags, self._empty)
            if self.hasFocus() and self._pointed < 0:
                painter.setBrush(Qt.BrushStyle.NoBrush)  # the rows left the colour of their bars
                painter.setPen(QColor(look.theme.accent))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        finally:
            painter.end()

    def _paint_rows(self, painter: QPainter) -> None:
        bold = QFont(self.font())
        bold.setBold(True)
        wide = QFontMetrics(bold)
        ranks = max(wide.horizontalAdvance(bar.rank) for bar in self._bars)
        numbers = max(max(wide.horizontalAdvance(bar.text), wide.horizontalAdvance(bar.exact)) for bar in self._bars)
        left = ranks + GAP if ranks else 0
        room = self.width() - left - numbers - 2 * GAP
        labels = min(max(wide.horizontalAdvance(bar.label) for bar in self._bars) + 2, int(room - SHORTEST_BAR))
        bars_left, bars_wide = left + labels + GAP, room - labels
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        to_left, to_right = middle | Qt.AlignmentFlag.AlignLeft, middle | Qt.AlignmentFlag.AlignRight
        for i, bar in enumerate(self._bars):
            row = self.row_rect(i)
            if i == self._pointed:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(look.theme.raised))
                painter.drawRoundedRect(row, 4, 4)
            painter.setFont(bold if bar.strong else self.font())
            painter.setPen(QColor(look.theme.quiet))
            painter.drawText(QRectF(0, row.top(), ranks, row.height()), to_right, bar.rank)
            painter.setPen(QColor(look.theme.text))
            label = painter.fontMetrics().elidedText(bar.label, Qt.TextElideMode.ElideMiddle, labels)
            painter.drawText(QRectF(left, row.top(), labels, row.height()), to_left, label)
            painter.setPen(QColor(look.theme.text if bar.strong or i == self._pointed else look.theme.quiet))
            number = bar.exact if i == self._pointed else bar.text
            painter.drawText(QRectF(self.width() - numbers - 2, row.top(), numbers, row.height()), to_right, number)
            thick = row.height() / 2
            length = max(bars_wide * min(max(bar.value, 0.0), 1.0), 1.0)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._color))
            round_ = min(3.0, length / 2)
            painter.drawRoundedRect(QRectF(bars_left, row.center().y() - thick / 2, length, thick), round_, round_)
