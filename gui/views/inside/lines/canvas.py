"""The two columns with their lines: point at a piece, or walk to it with the arrow keys, to see only its lines.

The lines are drawn bit by bit between events, so that nothing waits for them; what is finished is kept as a picture.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.heatmap.surface import MapWidget
from gui.pictures.lines.data import LinesData, Pointed, Side
from gui.pictures.lines.ink import Ink, Pixels, few_lines, image_of
from gui.pictures.lines.picture import THICKNESS, LinesLayout, LinesPicture
from gui.state.selection import Selection
from gui.state.session import Session

LEAST_ROW = 15  # logical pixels; where there is less room the columns can be scrolled
MARGIN = 4.0
AT_ONCE = 0.010  # seconds of drawing before the first picture is there
SLICE = 0.008  # seconds of drawing between two events
BAND = 48  # rows of pixels that are coloured at a time


class LinesCanvas(MapWidget):
    """Pointer and keys emit `pointed_at`; the view answers with `show_lines`.

    A click, or Enter, keeps the piece while the pointer goes elsewhere, until the next click or Escape.
    """

    pointed_at = Signal(object, bool)  # Pointed or None; whether by keyboard
    piece_chosen = Signal(object)  # Pointed
    line_chosen = Signal(int, int, int)  # head, query and key

    def __init__(self, session: Session, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(session, selection, parent)
        self._picture: LinesPicture | None = None
        self._on: tuple[int, ...] = ()
        self._colors: Sequence[QColor] = ()
        self._pointed: Pointed | None = None
        self._kept: Pointed | None = None  # chosen by a click
        self._ink: Ink | None = None
        self._ink_for: tuple[object, ...] = ()
        self._pixels: Pixels = np.zeros((0, 0), dtype=np.uint32)
        self._colored = 0  # rows of `_pixels` that show what is on now
        self._image: QImage | None = None  # of all lines
        self._few: tuple[tuple[object, ...], QImage] | None = None  # of the piece pointed at
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._draw_on)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Lines between queries on the left and keys on the right"))

    # ---- what is shown ----

    @property
    def picture(self) -> LinesPicture | None:
        return self._picture

    @property
    def drawing(self) -> bool:
        """Whether lines are still being drawn."""
        return self._timer.isActive()

    def show_lines(
        self, picture: LinesPicture, on: tuple[int, ...], colors: Sequence[QColor], pointed: Pointed | None
    ) -> None:
        """Show the lines of the heads `on`; `colors` are those of all heads."""
        changed = self._picture is not picture
        if changed:
            data = picture.data
            self.setMinimumHeight(LEAST_ROW * max(len(data.queries), len(data.keys)) + round(2 * MARGIN))
        recolored = changed or on != self._on or list(colors) != list(self._colors)
        self._picture, self._on, self._colors, self._pointed = picture, on, tuple(colors), pointed
        if pointed != self._kept:
            self._kept = None  # something else was selected elsewhere
        if changed:
            self._ink = None
        if recolored:
            self._few = None
            self._colored = 0
            if pointed is None or not changed:
                self._begin()
        self.update()

    def lines_layout(self) -> LinesLayout | None:
        return self._picture.layout(self._area(), self.font()) if self._picture is not None else None

    def lines_image(self) -> QImage | None:
        """What stands between the columns now; None where nothing is drawn yet."""
        return self._few_image() if self._pointed is not None else self._image

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)

    # ---- drawing bit by bit ----

    def _begin(self) -> None:
        """Draw what can be drawn at once, and go on between events."""
        layout = self.lines_layout()
        if layout is None or self._picture is None or not self.isVisible():
            return
        ratio = self.devicePixelRatioF()
        wanted = (self._picture, layout.ink, ratio)
        if self._ink is None or self._ink_for != wanted:
            data = self._picture.data
            scaled = np.float32(ratio)
            lines = data.lines(
                layout.heights("query") * scaled, layout.heights("key") * scaled, layout.shifts(data.heads) * scaled
            )
            height, width = round(layout.ink.height() * ratio), round(layout.ink.width() * ratio)
            self._ink = Ink(lines, data.heads, height, width, max(round(THICKNESS * ratio), 1))
            self._ink_for = wanted
            self._image = None
        self._colored = 0
        self._ink.work(AT_ONCE)
        if self._ink.done and self._ink.height * self._ink.width * len(self._on) < 1_500_000:
            self._color_rows(self._ink.height)
        else:
            self._timer.start()

    def _draw_on(self) -> None:
        ink = self._ink
        if ink is None or not self.isVisible():
            self._timer.stop()
        elif not ink.done:
            ink.work(SLICE)
        else:
            self._color_rows(BAND)

    def _color_rows(self, rows: int) -> None:
        """Colour the next rows; when all are, show them."""
        ink = self._ink
        assert ink is not None
        if self._pixels.shape != (ink.height, ink.width):
            self._pixels = np.zeros((ink.height, ink.width), dtype=np.uint32)
        end = min(self._colored + rows, ink.height)
        self._pixels[self._colored : end] = ink.rows(self._on, self._colors, self._colored, end)
        self._colored = end
        if end == ink.height:
            self._timer.stop()
            self._image = image_of(self._pixels, self.devicePixelRatioF())
            self.update()

    def _few_image(self) -> QImage | None:
        """The lines of what is pointed at, drawn at once and kept until something else is."""
        layout, picture = self.lines_layout(), self._picture
        if layout is None or picture is None or self._pointed is None:
            return None
        ratio = self.devicePixelRatioF()
        wanted = (picture, self._pointed, layout.ink, ratio)
        if self._few is None or self._few[0] != wanted:
            data, scaled = picture.data, np.float32(ratio)
            lines = data.lines(
                layout.heights("query") * scaled,
                layout.heights("key") * scaled,
                layout.shifts(data.heads) * scaled,
                self._pointed,
            )
            lines = lines.part(np.isin(lines.heads, self._on))
            height, width = round(layout.ink.height() * ratio), round(layout.ink.width() * ratio)
            image = few_lines(lines, self._colors, height, width, max(round(THICKNESS * ratio), 1), ratio)
            self._few = wanted, image
        return self._few[1]

    # ---- events ----

    def sizeHint(self) -> QSize:
        return QSize(430, 380)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._image = None
        self._begin()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._begin()

    def paintEvent(self, event: QPaintEvent) -> None:
        layout = self.lines_layout()
        if layout is None or self._picture is None:
            return
        painter = QPainter(self)
        try:
            painter.setFont(self.font())
            self.draw_ring(painter)
            self._picture.paint_columns(painter, layout, self._pointed)
            if self._pointed is None and (self._ink is None or self._ink_for[1:2] != (layout.ink,)):
                self._begin()
            image = self.lines_image()
            if image is not None:
                painter.drawImage(layout.ink.topLeft(), image)
        finally:
            painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        layout = self.lines_layout()
        if layout is not None and self._picture is not None and self._kept is None:
            self._point_at(self._picture.at(layout, event.position().x(), event.position().y()))

    def leaveEvent(self, event: QEvent) -> None:
        if self._kept is None:
            self._point_at(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        layout, picture = self.lines_layout(), self._picture
        if layout is None or picture is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        x, y = event.position().x(), event.position().y()
        piece, line = picture.at(layout, x, y), picture.line_at(layout, self._on, x, y)
        if piece is not None:
            self._choose(piece)
        elif line is not None:
            self._kept = Pointed("query", line[1])
            self.line_chosen.emit(*line)
        else:
            self._let_go()

    def _choose(self, pointed: Pointed) -> None:
        """Keep a piece; choosing it again lets it go."""
        if pointed == self._kept:
            self._let_go()
        else:
            self._kept = pointed
            self.piece_chosen.emit(pointed)

    def _let_go(self) -> None:
        self._kept = None
        self._point_at(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        moves = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
        if self._picture is not None and key in moves:
            self.show_ring()
            self._walk(self._picture.data, key)
        elif key == Qt.Key.Key_Escape and self._pointed is not None:
            self._let_go()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._pointed is not None:
            self._choose(self._pointed)
        else:
            super().keyPressEvent(event)

    def _walk(self, data: LinesData, key: Qt.Key) -> None:
        """Up and Down along a column, Left and Right to the other; the first key shows where the walk begins."""
        pointed = self._pointed
        if pointed is None:
            side: Side = "key" if key == Qt.Key.Key_Right else "query"
            number = (data.current or 0) if side == "query" else 0
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            side, number = ("query" if key == Qt.Key.Key_Left else "key"), pointed.number
        else:
            side, number = pointed.side, pointed.number + (1 if key == Qt.Key.Key_Down else -1)
        if data.count(side):
            self._kept = None
            self._point_at(Pointed(side, min(max(number, 0), data.count(side) - 1)), by_key=True)

    def _point_at(self, pointed: Pointed | None, by_key: bool = False) -> None:
        if pointed != self._pointed:
            self.pointed_at.emit(pointed, by_key)
