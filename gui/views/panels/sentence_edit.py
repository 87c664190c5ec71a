"""The text field in which a sentence stands: 18 px, one line high, or a little more for a text that wraps."""

from __future__ import annotations

import math

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QTextOption
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from gui.views.parts.bidi import is_right_to_left
from gui.views.parts.given_files import TextEdit

TEXT_SIZE = 18  # px
# Pixels above and below the lines: the style sheet's border, one on each side, and one more. Without that one Qt takes
# the last line of some fonts (Noto Sans CJK) to be hidden, scrolls to it, and leaves the first line out.
AROUND = 3


class SentenceEdit(TextEdit):
    """Asks for the lines its text needs, at most two, fills what its layout gives, and shows only whole lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked = 0
        self.document().setDocumentMargin(0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet(f"QPlainTextEdit {{ font-size: {TEXT_SIZE}px; }}")
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.document().contentsChanged.connect(self._turn)

    @property
    def lines(self) -> int:
        """How many lines the text takes at the present width."""
        # the size of a plain text document is counted in lines, not in pixels
        return max(int(self.document().size().height()), 1)

    def _line_height(self) -> int:
        """The height of the highest line: letters of a fallback font may be higher than the field's own font."""
        first = self.document().firstBlock().layout()
        heights = [first.lineAt(i).height() for i in range(first.lineCount())]
        return math.ceil(max([*heights, float(self.fontMetrics().lineSpacing())]))

    def _turn(self) -> None:
        option = self.document().defaultTextOption()
        right_to_left = is_right_to_left(self.toPlainText())
        direction = Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
        if option.textDirection() != direction:
            option.setTextDirection(direction)
            # in a plain text document "left" is the left side in both writing directions
            option.setAlignment(Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft)
            self.document().setDefaultTextOption(option)

    def _fit(self) -> None:
        line = self._line_height()
        asked = min(self.lines, 2) * line + AROUND
        if asked != self._asked:
            self._asked = asked
            self.updateGeometry()
        rest = (self.height() - AROUND) % line if self.height() > line + AROUND else 0
        if rest != self.viewportMargins().bottom():
            self.setViewportMargins(0, 0, 0, rest)

    def sizeHint(self) -> QSize:
        return QSize(320, self._asked or self._line_height() + AROUND)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
