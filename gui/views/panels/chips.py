"""One row of piece chips, painted in one widget; it scrolls sideways where it does not fit and never grows higher."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui.look.look import look
from gui.look.plain import plain
from gui.views.parts.context_menu import MenuEntry, copy_text, open_menu

PADDING_X = 6
WORD_GAP = 5
PIECE_GAP = 1  # between the pieces of one word, so that they look like one word
WIDEST = 180
EDGE = 20  # the strip that says there is more on this side
MARGIN = 2  # room for the frame


class ChipState(Enum):
    """How a chip is drawn."""

    PIECE = "piece"
    LATER = "later"  # known, but after the selected step
    SPECIAL = "special"  # <s>, </s>
    PADDING = "padding"
    UNKNOWN = "unknown"  # not in the vocabulary
    PLACEHOLDER = "placeholder"  # not decided yet


@dataclass(frozen=True)
class Chip:
    """What one chip shows; `strength`, 0 to 1, is the opacity of the bar at its bottom."""

    text: str
    tooltip: str = ""
    strength: float = 0.0
    state: ChipState = ChipState.PIECE
    framed: bool = False
    followed: bool = False  # a map's pointer is on its row or column
    joined: bool = False  # belongs to the same word as the chip before


class ChipRow(QWidget):
    """Chips beside each other. Left, Right, Home and End walk through them, Enter takes the one reached."""

    chip_pointed = Signal(int)  # by mouse or keyboard; -1: none any more
    chip_taken = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar_color = self._frame_color = look.theme.accent
        self._chips: tuple[Chip, ...] = ()
        self._places: list[tuple[float, float]] = []  # left and width, before scrolling
        self._content = 0.0
        self._right_to_left = False
        self._dimmed = False
        self._offset = 0.0
        self._pointed = -1
        self._wanted = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def chips(self) -> tuple[Chip, ...]:
        return self._chips

    @property
    def offset(self) -> float:
        """Pixels scrolled from the left end."""
        return self._offset

    def set_colors(self, bar: str, frame: str) -> None:
        """Set the colours of the bars at the bottom and of the frame around a framed chip, as #RRGGBB."""
        if (bar, frame) != (self._bar_color, self._frame_color):
            self._bar_color, self._frame_color = bar, frame
            self.update()

    def set_dimmed(self, dimmed: bool) -> None:
        """Pale while the chips belong to an older text."""
        self._dimmed = dimmed
        self.update()

    def set_chips(self, chips: Sequence[Chip], right_to_left: bool = False) -> None:
        new = tuple(chips)
        if new == self._chips and right_to_left == self._right_to_left:
            return
        same_places = right_to_left == self._right_to_left and [(chip.text, chip.joined) for chip in new] == [
            (chip.text, chip.joined) for chip in self._chips
        ]
        self._chips, self._right_to_left = new, right_to_left
        if not same_places:
            self._arrange()
            self._pointed = min(self._pointed, len(new) - 1)
        self.setAccessibleDescription(" ".join(chip.text for chip in new))
        self.update()

    def show_chip(self, index: int) -> None:
        """Scroll as little as needed to have the chip, and a little of its neighbours, in sight."""
        self._wanted = index
        if not 0 <= index < len(self._places):
            return
        left, width = self._places[index]
        around = EDGE + 2 * WORD_GAP
        if left - around < self._offset:
            self._scroll_to(left - around)
        elif left + width + around > self._offset + self.width():
            self._scroll_to(left + width + around - self.width())

    def chip_rect(self, index: int) -> QRectF:
        """Where the chip stands in the widget now."""
        left, width = self._places[index]
        return QRectF(left - self._offset, MARGIN, width, self.height() - 2 * MARGIN)

    def chip_at(self, x: float) -> int:
        """The chip at this distance from the widget's left side; -1: none."""
        for i, (left, width) in enumerate(self._places):
            if left <= x + self._offset <= left + width:
                return i
        return -1

    def _arrange(self) -> None:
        metrics = QFontMetrics(self.font())
        narrowest = metrics.height()
        widths = [
            min(max(metrics.horizontalAdvance(chip.text) + 2 * PADDING_X, narrowest), WIDEST) for chip in self._chips
        ]
        x = float(MARGIN)
        places = []
        for i, (chip, width) in enumerate(zip(self._chips, widths, strict=True)):
            if i:
                x += PIECE_GAP if chip.joined else WORD_GAP
            places.append((x, float(width)))
            x += width
        self._content = x + MARGIN
        if self._right_to_left:
            whole = max(self._content, float(self.width()))
            places = [(whole - left - width, width) for left, width in places]
        self._places = places
        self._scroll_to(self._offset)

    @property
    def _furthest(self) -> float:
        return max(0.0, self._content - self.width())

    def _scroll_to(self, offset: float) -> None:
        self._offset = min(max(offset, 0.0), self._furthest)
        self.update()

    def _point_at(self, index: int) -> None:
        if index != self._pointed:
            self._pointed = index
            self.chip_pointed.emit(index)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, QFontMetrics(self.font()).height() + 8 + 2 * MARGIN)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        self.show_chip(self._wanted)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._arrange()
            self.updateGeometry()
        super().changeEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.chip_at(event.pos().x())
            text = self._chips[index].tooltip if index >= 0 else ""
            if text:
                QToolTip.showText(event.globalPos(), plain(text), self, self.chip_rect(index).toRect())
            else:
                QToolTip.hideText()
            return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            walking = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End)
            if self._chips and event.key() in walking and not event.modifiers():
                event.accept()  # the focused row uses these keys; elsewhere they may be the window's
                return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        index = self.chip_at(event.pos().x()) if by_mouse else self._pointed
        chip = self._chips[index] if index >= 0 else None
        told, text = (chip.tooltip, chip.text) if chip is not None else ("", "")
        entries = [
            MenuEntry(self.tr("Copy this piece"), lambda: copy_text(text), bool(text)),
            MenuEntry(self.tr("Copy what is told of it"), lambda: copy_text(told), bool(told)),
            MenuEntry(self.tr("Copy all pieces"), lambda: copy_text(self.accessibleDescription()), bool(self._chips)),
        ]
        open_menu(self, event, entries)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._chips) - 1
        if last < 0:
            super().keyPressEvent(event)
            return
        key = event.key()
        onward = Qt.Key.Key_Left if self._right_to_left else Qt.Key.Key_Right
        backward = Qt.Key.Key_Right if self._right_to_left else Qt.Key.Key_Left
        start = self._pointed if self._pointed >= 0 else self._framed_index()
        goals = {onward: min(start + 1, last), backward: max(start - 1, 0), Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        if key in goals:
            self._point_at(goals[Qt.Key(key)])
            self.show_chip(self._pointed)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._pointed >= 0:
            self.chip_taken.emit(self._pointed)
        else:
            super().keyPressEvent(event)

    def _framed_index(self) -> int:
        return next((i for i, chip in enumerate(self._chips) if chip.framed), -1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self.chip_at(event.position().x()))

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        x = event.position().x()
        if x < EDGE and self._offset > 0:
            self._scroll_to(self._offset - 0.8 * self.width())
        elif x > self.width() - EDGE and self._offset < self._furthest:
            self._scroll_to(self._offset + 0.8 * self.width())
        elif (index := self.chip_at(x)) >= 0:
            self.chip_taken.emit(index)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn: QPoint = event.angleDelta()
        distance = turn.x() or turn.y()
        if self._furthest > 0 and distance:
            self._scroll_to(self._offset - distance / 2)
            event.accept()
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setOpacity(0.45 if self._dimmed else 1.0)
            for i, chip in enumerate(self._chips):
                rect = self.chip_rect(i)
                if rect.right() >= 0 and rect.left() <= self.width():
                    self._paint_chip(painter, rect, chip, pointed=i == self._pointed)
            painter.setOpacity(1.0)
            if self._offset > 0.5:
                self._paint_edge(painter, QRectF(0, 0, EDGE, self.height()), "\u2039")
            if self._offset < self._furthest - 0.5:
                self._paint_edge(painter, QRectF(self.width() - EDGE, 0, EDGE, self.height()), "\u203a")
            if self.hasFocus() and self._pointed < 0:
                painter.setPen(QColor(look.theme.accent))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        finally:
            painter.end()

    def _paint_edge(self, painter: QPainter, strip: QRectF, sign: str) -> None:
        painter.fillRect(strip, QColor(look.theme.panel))
        font = QFont(self.font())
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(look.theme.accent))
        painter.drawText(strip, Qt.AlignmentFlag.AlignCenter, sign)

    def _paint_chip(self, painter: QPainter, rect: QRectF, chip: Chip, pointed: bool) -> None:
        theme, state = look.theme, chip.state
        painter.setPen(Qt.PenStyle.NoPen)
        if state is ChipState.PLACEHOLDER:
            painter.setPen(QPen(QColor(theme.quiet), 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        else:
            painter.setBrush(QColor(theme.raised))
            painter.drawRoundedRect(rect, 4, 4)
        if state is ChipState.PADDING:
            painter.setBrush(QBrush(QColor(theme.quiet), Qt.BrushStyle.BDiagPattern))
            painter.setOpacity(painter.opacity() * 0.4)
            painter.drawRoundedRect(rect, 4, 4)
            painter.setOpacity(0.45 if self._dimmed else 1.0)
        if state is ChipState.UNKNOWN:
            painter.setPen(QPen(QColor(theme.error), 1.2, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(0.6, 0.6, -0.6, -0.6), 4, 4)
        self._paint_bar(painter, rect, chip.strength)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if chip.framed or pointed:
            color = QColor(self._frame_color) if chip.framed else QColor(theme.quiet)
            painter.setPen(QPen(color, 2 if chip.framed else 1))
            painter.drawRoundedRect(rect, 4, 4)
        if chip.followed:  # like the cell in the map, and inside the frame where there is one
            inset = 2 if chip.framed else 0.5
            painter.setPen(QPen(QColor(theme.text), 1.5))
            painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), 3, 3)
        faint = state in (ChipState.LATER, ChipState.SPECIAL, ChipState.PADDING, ChipState.PLACEHOLDER)
        color = QColor(theme.error if state is ChipState.UNKNOWN else theme.quiet if faint else theme.text)
        painter.setFont(self.font())
        painter.setPen(color)
        inner = rect.adjusted(2, 0, -2, -2)
        text = painter.fontMetrics().elidedText(chip.text, Qt.TextElideMode.ElideMiddle, int(inner.width()))
        painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_bar(self, painter: QPainter, rect: QRectF, strength: float) -> None:
        color = QColor(self._bar_color)
        color.setAlphaF(min(max(strength, 0.0), 1.0))
        painter.save()
        painter.setClipRect(QRectF(rect.left(), rect.bottom() - 3, rect.width(), 3))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawRoundedRect(rect, 4, 4)
        painter.restore()
