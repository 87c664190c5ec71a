"""A slider over the decoding steps whose ticks are named by the predicted pieces."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from gui.look.look import look

HANDLE = 7  # radius
GROOVE_Y = 11
WIDEST_LABEL = 96
LABEL_GAP = 8


class StepSlider(QSlider):
    """Value i is step i. A press anywhere goes to the nearest step; labels that would touch are left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._labels: tuple[str, ...] = ()
        self.setRange(0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_labels(self, labels: Sequence[str]) -> None:
        """Name the steps; their number becomes the slider's range."""
        self._labels = tuple(labels)
        self.setRange(0, max(len(labels) - 1, 0))
        self.setEnabled(bool(labels))
        self.update()

    def x_of(self, step: int) -> float:
        """The x of a step's tick; the ends leave room for half of the outermost labels."""
        side = WIDEST_LABEL / 4
        return side + (self.width() - 2 * side) * (step / max(self.maximum(), 1))

    def step_at(self, x: float) -> int:
        side = WIDEST_LABEL / 4
        return round((x - side) / max(self.width() - 2 * side, 1.0) * self.maximum())

    def visible_labels(self) -> dict[int, tuple[QRectF, str]]:
        """Place and text of the labels that are drawn: the current one always, others where there is room."""
        metrics = QFontMetrics(self._label_font(bold=True))
        top, height = GROOVE_Y + HANDLE + 2, metrics.height()

        def place(step: int) -> tuple[QRectF, str]:
            text = metrics.elidedText(self._labels[step], Qt.TextElideMode.ElideMiddle, WIDEST_LABEL)
            width = metrics.horizontalAdvance(text) + 2.0
            left = min(max(self.x_of(step) - width / 2, 0.0), max(self.width() - width, 0.0))
            return QRectF(left, top, width, height), text

        if not self._labels:
            return {}
        shown = {self.value(): place(self.value())}
        current = shown[self.value()][0]
        edge = -float(LABEL_GAP)
        for step in range(len(self._labels)):
            rect, text = place(step)
            beside_current = rect.right() + LABEL_GAP <= current.left() or rect.left() >= current.right() + LABEL_GAP
            if step != self.value() and rect.left() >= edge + LABEL_GAP and beside_current:
                shown[step] = rect, text
                edge = rect.right()
        return shown

    def _label_font(self, bold: bool) -> QFont:
        font = QFont(self.font())
        if font.pixelSize() > 0:
            font.setPixelSize(max(font.pixelSize() - 2, 8))
        font.setBold(bold)
        return font

    def sizeHint(self) -> QSize:
        return QSize(400, GROOVE_Y + HANDLE + 4 + QFontMetrics(self._label_font(bold=True)).height())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.isEnabled():
            self.setSliderDown(True)
            self.setSliderPosition(self.step_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self.setSliderPosition(self.step_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.setSliderDown(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint(painter)
        finally:
            painter.end()

    def _paint(self, painter: QPainter) -> None:
        theme = look.theme
        left, right = self.x_of(0) - HANDLE, self.x_of(self.maximum()) + HANDLE
        if not self.maximum():
            right = self.width() - left
        at = self.x_of(self.value())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.line))
        painter.drawRoundedRect(QRectF(left, GROOVE_Y - 2, right - left, 4), 2, 2)
        if not self._labels:
            return
        painter.setBrush(QColor(theme.accent))
        painter.drawRoundedRect(QRectF(left, GROOVE_Y - 2, at - left, 4), 2, 2)
        if (right - left) / max(self.maximum(), 1) >= 6:
            painter.setBrush(QColor(theme.quiet))
            for step in range(self.value() + 1, len(self._labels)):
                painter.drawEllipse(QPointF(self.x_of(step), GROOVE_Y), 1.5, 1.5)
        painter.setBrush(QColor(theme.accent))
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.text), 2))
        painter.drawEllipse(QPointF(at, GROOVE_Y), HANDLE, HANDLE)
        for step, (rect, text) in self.visible_labels().items():
            current = step == self.value()
            painter.setFont(self._label_font(bold=current))
            painter.setPen(QColor(theme.text if current else theme.quiet))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, text)
