"""A frame that scrolls where its content does not fit, so that nothing overlaps."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Scroller(QScrollArea):
    """Scrolls by wheel and bars; the keys that its content has no use for are the page's (steps, layers)."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidget(content)
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()


class ScrollFrame(Scroller):
    """Never gives the content less than its layout needs at least.

    A resizable `QScrollArea` would already scroll where a layout with wrapping labels gets less than it would like.
    With `generous` it gets what its layout likes, for content that is too high for its frame anyway.
    """

    generous = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Make the content as large as the viewport, or larger if it needs more."""
        content = self.widget()
        assert content is not None
        least, layout = content.minimumSizeHint(), content.layout()
        whole = self.maximumViewportSize()
        bar = self.verticalScrollBar().sizeHint().width()
        size = whole.expandedTo(least)
        for taken in (0, bar):  # second try with a scroll bar: it narrows the content, whose lines wrap more
            size.setWidth(max(whole.width() - taken, least.width()))
            if layout is not None and layout.hasHeightForWidth():
                height = layout.heightForWidth if self.generous else layout.minimumHeightForWidth
                least.setHeight(max(height(size.width()), least.height()))
            size.setHeight(max(whole.height(), least.height()))
            if size.height() <= whole.height():
                break
        if size.width() > whole.width():
            below = self.horizontalScrollBar().sizeHint().height()
            size.setHeight(max(whole.height() - below, least.height()))
        content.resize(size)
