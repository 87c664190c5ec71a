"""One of two maps side by side: what is pointed at in one is read in both."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent

from gui.heatmap.head_map import HeadMap
from gui.heatmap.value_box import paint_value_box
from gui.look.look import look
from gui.pictures.summaries import SummaryPicture
from gui.state.selection import Selected


class SummaryMap(HeadMap):
    """Shows the picture it is given; the view makes another one when anything changes."""

    shown: SummaryPicture | None = None

    def show_picture(self, picture: SummaryPicture | None) -> None:
        self.shown = picture
        self._tell_pointed()
        self.update()

    def picture(self) -> SummaryPicture | None:
        return self.shown

    def forget(self) -> None:
        self.update()

    def selection_changed(self, old: Selected, new: Selected) -> None:
        self._tell_pointed()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.setFont(self.font())
            picture = self.picture()
            if picture is None:
                return
            self.draw_ring(painter)
            query, key = self._pointed(picture)
            layout = picture.paint(painter, self._area(), query, key)
            if query is not None and key is not None:
                number, words = self.cell_text(query, key)
                aside = not (self.underMouse() or self.hasFocus())  # the other map then shows the number alone
                cell, inside = layout.grid.cell(query, key), QRectF(self.rect())
                paint_value_box(painter, cell, inside, number, "" if aside else words, look.theme)
        finally:
            painter.end()
