"""A label that never asks for more room than there is: it wraps to a few lines and elides the last one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolTip, QWidget

from gui.look.plain import plain


class ElidedLabel(QLabel):
    """Plain text, elided where it does not fit. The whole text is its tooltip unless another one was set.

    With `whole_only` nothing is shown if not all fits, because a part of several numbers would be misleading.
    """

    def __init__(
        self, text: str = "", parent: QWidget | None = None, max_lines: int = 1, whole_only: bool = False
    ) -> None:
        super().__init__(text, parent)
        self._max_lines = max_lines
        self._whole_only = whole_only
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(max_lines > 1)
        self.setSizePolicy(policy)

    @property
    def elided(self) -> bool:
        """Whether a part of the text is not shown."""
        return "".join("".join(self.lines(self.width())).split()) != "".join(self.text().split())

    def lines(self, width: int) -> list[str]:
        """The text as it is drawn in `width` pixels."""
        metrics = self.fontMetrics()
        if self._whole_only and metrics.horizontalAdvance(self.text()) > width:
            return []
        layout = QTextLayout(self.text(), self.font())
        found: list[str] = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            start, length = line.textStart(), line.textLength()
            if len(found) == self._max_lines - 1:
                found.append(metrics.elidedText(self.text()[start:], Qt.TextElideMode.ElideRight, width))
                break
            found.append(self.text()[start : start + length].rstrip())
        layout.endLayout()
        return found

    def event(self, event: QEvent) -> bool:
        asked = event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent)
        if asked and not self.toolTip() and self.elided:
            assert isinstance(event, QHelpEvent)
            QToolTip.showText(event.globalPos(), plain(self.text()), self)
            return True
        return super().event(event)

    def hasHeightForWidth(self) -> bool:
        return self._max_lines > 1

    def heightForWidth(self, width: int) -> int:
        return self.fontMetrics().height() * max(len(self.lines(width)), 1)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(min(self.sizeHint().width(), metrics.averageCharWidth() * 4), metrics.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            lines = self.lines(self.width())
            height = self.fontMetrics().height()
            top = (self.height() - height * len(lines)) // 2
            sides = self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask
            for i, line in enumerate(lines):
                where = QRect(0, top + i * height, self.width(), height)
                flags = (sides | Qt.AlignmentFlag.AlignVCenter).value
                self.style().drawItemText(
                    painter, where, flags, self.palette(), self.isEnabled(), line, self.foregroundRole()
                )
        finally:
            painter.end()
