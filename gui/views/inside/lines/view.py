"""Lines: who looks at whom in one layer, a colour for each head, a line for each weight."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from gui.heatmap.words import group_text, head_label
from gui.look.colors import head_color
from gui.look.look import look
from gui.look.plain import plain
from gui.look.theme import Theme
from gui.pictures.lines.data import THRESHOLD, LinesData, Pointed, lines_data
from gui.pictures.lines.numbers import NumbersPicture
from gui.pictures.lines.picture import LinesPicture, legend_texts, paint_legend
from gui.state.selection import Selection
from gui.state.session import Session
from gui.views.inside.base import InsideView
from gui.views.inside.cells import Cell, Cells
from gui.views.inside.lines.canvas import LinesCanvas
from gui.views.inside.lines.numbers import LinesNumbers
from gui.views.inside.lines.tiles import HeadTiles
from gui.views.parts.scroll_frame import Scroller
from model.values.sites import ENCODER_SELF, Side


class LinesView(InsideView):
    """Queries on the left, keys on the right, of all heads of the selected layer until the current step.

    What is pointed at here is the selection's query or key, so other views point at it too, and the other way round.
    """

    slot = "lines"

    def __init__(self, session: Session, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(session, selection, parent)
        self._data: LinesData | None = None
        self._data_for: tuple[object, ...] = ()
        self._picture: LinesPicture | None = None
        self._last_pointed: Pointed | None = None
        self._by_mouse = False  # True while the pointer moves: then nothing scrolls
        self.words_button = self._switch(
            self.tr("Words"), self.tr("Merge the pieces of a word: sum over its keys, mean over its queries")
        )
        self.hide_button = self._switch(
            self.tr("Hide special"), self.tr("Leave out <s>, </s> and <pad>; the share that is hidden stands below")
        )
        self.tiles = HeadTiles()
        self.tiles.changed.connect(self.refresh)
        self.all_button = QPushButton(self.tr("All heads"))
        self.all_button.setAccessibleName(self.tr("Switch all heads on"))
        self.all_button.clicked.connect(self.tiles.show_all)
        self.canvas = LinesCanvas(session, selection)
        self.canvas.pointed_at.connect(self._point_at)
        self.canvas.piece_chosen.connect(self._choose_piece)
        self.canvas.line_chosen.connect(self._choose_line)
        self.scroller = Scroller(self.canvas)
        self.scroller.setWidgetResizable(True)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.numbers = LinesNumbers()
        self.legend = _LegendLine()
        self._lay_out_body()

    def _switch(self, text: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setAccessibleName(text)
        button.setToolTip(plain(tip))
        button.setCheckable(True)
        button.toggled.connect(self.refresh)
        self.controls.addWidget(button)
        return button

    def _lay_out_body(self) -> None:
        heads = QHBoxLayout()
        heads.setSpacing(8)
        heads.addWidget(self.tiles, 1)
        heads.addWidget(self.all_button)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.scroller, 1)
        middle.addWidget(self.numbers, 1)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(heads)
        column.addLayout(middle, 1)
        column.addWidget(self.legend)

    # ---- what it shows ----

    @property
    def words(self) -> bool:
        """Whether pieces are merged into words."""
        return self.words_button.isChecked()

    @property
    def hides(self) -> bool:
        """Whether special pieces are left out."""
        return self.hide_button.isChecked()

    @property
    def drawn(self) -> bool:
        return self.ready and not self.canvas.drawing and self.canvas.lines_image() is not None

    @property
    def data(self) -> LinesData:
        assert self._data is not None
        return self._data

    @property
    def layer(self) -> int:
        return min(self.now.layer, len(self.trace.weights(self.now.group)) - 1)

    @property
    def pointed(self) -> Pointed | None:
        """The piece or word that the selection points at; a query comes before a key."""
        for side, position in (("query", self.now.query), ("key", self.now.key)):
            if position is not None:
                number = self.data.number_of(side, position)  # type: ignore[arg-type]
                if number is not None:
                    return Pointed(side, number)  # type: ignore[arg-type]
        return None

    def show_answer(self) -> None:
        wanted = (self.trace, self.now.group, self.layer, self.now.step, self.words, self.hides)
        new = self._data is None or self._data_for != wanted
        if self._data is None or new:
            self._data = lines_data(*wanted)
            self._data_for = wanted
            self._picture = None
        if self._picture is None or self._picture.theme is not look.theme:
            self._picture = LinesPicture(self._data, look.theme)
        self.tiles.set_heads(self._data.heads)
        on, colors = self.tiles.on, self._colors(look.theme)
        title = self.tr("Layer {0} · {1} of {2} heads").format(self.layer + 1, len(on), self._data.heads)
        self.set_heading(title, self._rule_text())
        self.all_button.setEnabled(len(on) < self._data.heads)
        self.canvas.show_lines(self._picture, on, colors, self.pointed)
        self._keep_in_sight(new)
        self.numbers.set_picture(NumbersPicture(self._data, on, colors, self.pointed, look.theme))
        self.legend.show_texts(legend_texts(self._data, on))

    def _rule_text(self) -> str:
        group = group_text(self.now.group)
        if self.now.group == ENCODER_SELF:
            sides = self.tr("{0} · left looks at right").format(group)
        else:
            sides = self.tr("{0} · input piece → predicts next").format(group)
        if self.words:
            return self.tr("words: sum over keys, mean over queries · {0}").format(sides)
        return sides

    def _colors(self, theme: Theme) -> list[QColor]:
        return [head_color(head, theme) for head in range(self.data.heads)]

    def _point_at(self, pointed: Pointed | None, by_key: bool) -> None:
        """Write the piece, or a word's first piece, into the selection."""
        query = key = None
        if pointed is not None:
            start = self.data.groups(pointed.side)[pointed.number].start
            query, key = (start, None) if pointed.side == "query" else (None, start)
        self._by_mouse = not by_key
        try:
            self.selection.update(query=query, key=key)
        finally:
            self._by_mouse = False

    def _choose_piece(self, pointed: Pointed) -> None:
        """A row of the decoder is a step, as in the map of one head."""
        start = self.data.groups(pointed.side)[pointed.number].start
        if pointed.side == "query":
            self._select(start, None)
        else:
            self.selection.update(query=None, key=start)

    def _choose_line(self, head: int, query: int, key: int) -> None:
        self._select(self.data.queries[query].start, self.data.keys[key].start, head=head)

    def _select(self, query: int, key: int | None, **more: int) -> None:
        if self.now.group.queries is Side.TARGET:
            more["step"] = query
        self._by_mouse = True
        try:
            self.selection.update(query=query, key=key, **more)
        finally:
            self._by_mouse = False

    def _keep_in_sight(self, new: bool) -> None:
        """Scroll to what is pointed at from elsewhere, or to a new current row; never under the pointer."""
        pointed, before = self.pointed, self._last_pointed
        self._last_pointed = pointed
        if pointed is None and new and self.data.current is not None:
            pointed = Pointed("query", self.data.current)
        elif pointed == before and not new:
            return
        layout = self.canvas.lines_layout()
        if layout is not None and pointed is not None and not self._by_mouse:
            row = layout.rows(pointed.side).row(pointed.number).center()
            self.scroller.ensureVisible(0, round(row.y()), 0, 30)

    # ---- elsewhere ----

    def table(self) -> Cells | None:
        """Every line that is shown: the heads that are on, from whom, to whom, and its weight."""
        data, pointed = self.data, self.pointed
        rows: list[list[Cell]] = []
        for head in self.tiles.on:
            for query in range(data.decoded):
                for key in range(len(data.keys)):
                    chosen = pointed is None or (query if pointed.side == "query" else key) == pointed.number
                    weight = float(data.weights[head, query, key])
                    if chosen and data.allowed[query, key] and weight >= THRESHOLD:
                        rows.append([head + 1, data.query_labels[query].both, data.key_labels[key].text, weight])
        columns = [self.tr("head"), self.tr("query"), self.tr("key"), self.tr("weight")]
        return Cells([str(number) for number in range(1, len(rows) + 1)], columns, rows)

    def paint_figure(self, painter: QPainter, page: QRectF, theme: Theme) -> None:
        picture = LinesPicture(self.data, theme)
        line = painter.fontMetrics().height() + 6
        on, colors = self.tiles.on, self._colors(theme)
        area = page.adjusted(0, 2 * line, -page.width() * 0.46, -2 * line)
        for place, head in enumerate(on):
            box = QRectF(page.left() + place * min(52.0, page.width() / len(on)), page.top(), 48.0, line)
            painter.fillRect(QRectF(box.left(), box.top() + 5, 12, line - 10), colors[head])
            painter.setPen(QColor(theme.text))
            painter.drawText(box.adjusted(16, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), head_label(head))
        layout = picture.layout(area, painter.font())
        picture.paint_columns(painter, layout, self.pointed)
        picture.paint_curves(painter, layout, on, colors, self.pointed)
        numbers = QRectF(area.right() + 16, area.top(), page.right() - area.right() - 16, area.height())
        NumbersPicture(self.data, on, colors, self.pointed, theme).paint(painter, numbers)
        legend = QRectF(page.left(), page.bottom() - line, page.width(), line)
        paint_legend(painter, legend, legend_texts(self.data, on), theme)


class _LegendLine(QWidget):
    """What a line's strength is, and what is not shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts: list[str] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(20)
        self.setAccessibleName(self.tr("Legend: a line is as opaque as its weight"))

    @property
    def texts(self) -> list[str]:
        return self._texts

    def show_texts(self, texts: list[str]) -> None:
        self._texts = texts
        self.setAccessibleDescription(". ".join(texts))
        self.setToolTip(plain("\n".join(texts)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.setFont(self.font())
            paint_legend(painter, QRectF(self.rect()), self._texts, look.theme)
        finally:
            painter.end()
