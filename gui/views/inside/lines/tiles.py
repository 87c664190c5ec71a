"""A tile for each head in its colour: a click switches it, a double click shows it alone or brings all back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui.heatmap.focus_ring import FocusRing
from gui.heatmap.words import head_label
from gui.look.colors import head_color, ink_on_head
from gui.look.look import look
from gui.look.plain import plain

HEIGHT = 26
WIDEST = 52.0
SPACE = 4.0
NAMED_FROM = 30.0  # pixels: a tile as wide says "H1", a narrower one "1"


class HeadTiles(FocusRing):
    """Left and Right walk over the tiles, Space switches one, Enter shows it alone or brings all back, A all."""

    changed = Signal()  # by the person

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heads = 0
        self._on: frozenset[int] = frozenset()
        self._before: frozenset[int] = frozenset()  # what was on before the press that may become a double click
        self._walker = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Heads shown"))

    @property
    def on(self) -> tuple[int, ...]:
        """The heads that are on, in order."""
        return tuple(sorted(self._on))

    @property
    def heads(self) -> int:
        return self._heads

    def set_heads(self, heads: int) -> None:
        """Another number of heads switches all of them on."""
        if heads != self._heads:
            self._heads = heads
            self._on = self._before = frozenset(range(heads))
            self._walker = min(self._walker, max(heads - 1, 0))
            self._tell()
            self.updateGeometry()
            self.update()

    def toggle(self, head: int) -> None:
        self._set(self._on ^ {head})

    def isolate(self, head: int) -> None:
        """Show one head alone; where it already is, bring all back."""
        self._set(self._all if self._on == {head} else frozenset({head}))

    def show_all(self) -> None:
        self._set(self._all)

    def tile(self, head: int) -> QRectF:
        wide = min(self.width() / max(self._heads, 1), WIDEST + SPACE)
        return QRectF(head * wide, 1, max(wide - SPACE, 4), self.height() - 2)

    def head_at(self, x: float) -> int | None:
        return next((h for h in range(self._heads) if self.tile(h).left() <= x < self.tile(h).right() + SPACE), None)

    @property
    def _all(self) -> frozenset[int]:
        return frozenset(range(self._heads))

    def _set(self, on: frozenset[int]) -> None:
        if on != self._on:
            self._on = on
            self._tell()
            self.update()
            self.changed.emit()

    def _tell(self) -> None:
        names = ", ".join(self.tr("head {0}").format(head + 1) for head in self.on) or self.tr("none")
        state = self.tr("on") if self._walker in self._on else self.tr("off")
        self.setAccessibleDescription(
            self.tr("On: {0}. At head {1}, which is {2}").format(names, self._walker + 1, state)
        )

    # ---- events ----

    def sizeHint(self) -> QSize:
        return QSize(round(self._heads * (WIDEST + SPACE)), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance(str(self._heads)) + 5 + round(SPACE)
        return QSize(max(160, self._heads * wide), HEIGHT)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        head = self.head_at(event.position().x())
        if head is not None and event.button() is Qt.MouseButton.LeftButton:
            self._walker = head
            self._before = self._on
            self.toggle(head)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        head = self.head_at(event.position().x())
        if head is not None and event.button() is Qt.MouseButton.LeftButton:
            self._walker = head
            self._on, before = self._before, self._on  # the first click of the two does not count
            wanted = self._all if self._on == {head} else frozenset({head})
            self._on = before
            self._set(wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self._heads:
            self._walker = (self._walker + (1 if key == Qt.Key.Key_Right else -1)) % self._heads
            self.show_ring()
            self._tell()
            self.update()
        elif key == Qt.Key.Key_Space and self._heads:
            self.toggle(self._walker)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._heads:
            self.isolate(self._walker)
        elif key == Qt.Key.Key_A:
            self.show_all()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            head = self.head_at(event.pos().x())
            words = self.tr("Head {0}: click to switch it, double-click to see it alone and again to bring all back")
            QToolTip.showText(event.globalPos(), plain("" if head is None else words.format(head + 1)), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self.font())
            for head in range(self._heads):
                self._paint_tile(painter, head)
        finally:
            painter.end()

    def _paint_tile(self, painter: QPainter, head: int) -> None:
        """A head that is on is filled; one that is off has only its colour's frame, and a line through its name."""
        box, color, on = self.tile(head).adjusted(1, 1, -1, -1), head_color(head, look.theme), head in self._on
        painter.setPen(QPen(color, 1.5))
        painter.setBrush(color if on else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 5, 5)
        font = painter.font()
        font.setStrikeOut(not on)
        painter.setFont(font)
        painter.setPen(ink_on_head(color) if on else QColor(look.theme.quiet))
        name = head_label(head) if box.width() >= NAMED_FROM else str(head + 1)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), name)
        font.setStrikeOut(False)
        painter.setFont(font)
        if self.ringed and head == self._walker:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(look.theme.text), 2))
            painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), 6, 6)
