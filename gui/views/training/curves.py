"""The learning curves: small pictures one above the other, over the same steps, drawn with pyqtgraph."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QFontMetricsF, QGuiApplication, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from gui.look.look import look
from gui.state.run import Floats, Run
from gui.state.run_series import RunSeries
from gui.views.parts.context_menu import MenuEntry, open_menu
from gui.views.parts.numbers import count_text
from gui.views.training.curve_axis import HALF_NUMBER, TICK_PIXELS, CurveAxis, CurveTitle
from gui.views.training.plotting import pg
from gui.views.training.thinning import thinned

AXIS_WIDTH = 46
MARGIN = HALF_NUMBER + 1  # px from zero to the end of its axis, so that it is written
NARROW = 300  # px: below, the titles are written smaller
MOST_DOTS = 60  # up to so many evaluations in view also get dots: a single one has no line
MOST_BROAD = 400  # points; a broad line through more of them takes long to paint
PIXELS_A_BUCKET = 2


@dataclass(frozen=True)
class Line:
    """One curve: how it is called, and which of the theme's colours it has."""

    key: str
    name: str
    color: str
    dotted: bool = False


@dataclass(frozen=True)
class Part:
    """One of the small pictures."""

    title: str
    lines: tuple[Line, ...]
    height: int  # share of the whole
    from_zero: bool = False  # so that what is almost constant looks so; for numbers that are never negative


class Curves(pg.GraphicsLayoutWidget):  # type: ignore[misc]
    """Hovering tells the values at a step (`hovered`), a click selects the moment nearest to it.

    The wheel looks closer, dragging moves along, a double click shows all again.
    """

    table_requested = Signal()
    hovered = Signal(str)  # the values under the pointer in words; "" when it has left
    zoomed = Signal(bool)

    def __init__(self, run: Run, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run = run
        self._smoothed = self._narrow = False
        self.is_zoomed = False
        self.setAccessibleName(self.tr("Learning curves"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its numbers are read by keyboard in the table
        self.setFrameShape(self.Shape.NoFrame)
        self.setMinimumSize(220, 180)
        self._parts = self._all_parts()
        self._titles: list[CurveTitle] = []
        self._axes: list[CurveAxis] = []
        self._boxes: list[Any] = []
        self._curves: dict[str, Any] = {}
        self._markers: list[Any] = []
        self._pointers: list[Any] = []
        self._series = RunSeries(run)
        self._build()
        self.scene().sigMouseMoved.connect(self._moved)
        self.scene().sigMouseClicked.connect(self._clicked)
        run.opened.connect(self.show_all)
        run.metrics_changed.connect(self._show)
        run.moment_selected.connect(self._mark)
        look.follow(self._restyle)

    def _all_parts(self) -> tuple[Part, ...]:
        return (
            Part(
                self.tr("Loss, nats a piece"),
                (
                    Line("loss", self.tr("smoothed"), "quiet"),
                    Line("nll", self.tr("training"), "training"),
                    Line("valid", self.tr("validation"), "validation", dotted=True),
                ),
                5,
            ),
            Part(
                self.tr("Translations"),
                (
                    Line("bleu", self.tr("BLEU"), "bleu", dotted=True),
                    Line("chrf", self.tr("chrF2"), "quiet", dotted=True),
                    Line("exact", self.tr("exactly right, %"), "exact", dotted=True),
                ),
                3,
                from_zero=True,
            ),
            Part(self.tr("Learning rate"), (Line("learning_rate", "", "text"),), 2, from_zero=True),
            Part(self.tr("Target pieces a second"), (Line("tokens_per_second", "", "text"),), 2, from_zero=True),
        )

    def _build(self) -> None:
        grid = self.ci
        grid.setContentsMargins(0, 0, 4, 0)
        grid.setSpacing(0)
        for i, part in enumerate(self._parts):
            title = CurveTitle(justify="left")
            axis, box = CurveAxis("left", self.locale()), pg.ViewBox(enableMenu=False)
            axis.setWidth(AXIS_WIDTH)
            axis.linkToView(box)
            box.setMouseEnabled(x=True, y=False)
            box.setDefaultPadding(0.06)
            box.setAutoVisible(y=True)
            box.sigRangeChangedManually.connect(self._zoomed_by_hand)
            if part.from_zero:
                box.sigResized.connect(self._scale)
            if self._boxes:
                box.setXLink(self._boxes[0])
            grid.addItem(title, 2 * i, 0, 1, 2)
            grid.addItem(axis, 2 * i + 1, 0)
            grid.addItem(box, 2 * i + 1, 1)
            grid.layout.setRowStretchFactor(2 * i + 1, part.height)
            for line in part.lines:
                curve = pg.PlotDataItem(connect="all")
                box.addItem(curve)
                self._curves[line.key] = curve
            for lines, style in ((self._markers, Qt.PenStyle.SolidLine), (self._pointers, Qt.PenStyle.DotLine)):
                vertical = pg.InfiniteLine(angle=90, movable=False, pen=pg.mkPen(style=style))
                vertical.hide()
                box.addItem(vertical, ignoreBounds=True)
                lines.append(vertical)
            self._titles.append(title)
            self._axes.append(axis)
            self._boxes.append(box)
        bottom = CurveAxis("bottom", self.locale())
        bottom.linkToView(self._boxes[-1])
        bottom.setLabel(self.tr("step"))
        grid.addItem(bottom, 2 * len(self._parts), 1)
        self._axes.append(bottom)
        for changed in (self._boxes[0].sigXRangeChanged, self._boxes[0].sigResized):
            changed.connect(self._draw)

    # ---- public ----

    def set_smoothed(self, shown: bool) -> None:
        """Also draw the loss that is trained on, with its label smoothing."""
        self._smoothed = shown
        self._show()

    def show_all(self) -> None:
        """The whole run instead of the steps looked at more closely."""
        if self.is_zoomed:
            self.is_zoomed = False
            self.zoomed.emit(False)
        self._show()

    def series(self, key: str) -> tuple[Floats, Floats]:
        """Steps and values [point] of one curve, without those that were not measured."""
        return self._series.of(key)

    def curve(self, key: str) -> Any:
        """The `PlotDataItem` of a key: one of those that `_all_parts` names."""
        return self._curves[key]

    def text_at(self, step: float) -> str:
        """The values nearest to a step in words."""
        locale, parts = self.locale(), []
        step = self._series.logged_step(step)
        parts.append(self.tr("step {0}").format(count_text(round(step), locale)))
        for key, text, digits in (
            ("nll", self.tr("training {0}"), 3),
            ("valid", self.tr("validation {0}"), 3),
            ("bleu", self.tr("BLEU {0}"), 1),
            ("chrf", self.tr("chrF2 {0}"), 1),
            ("exact", self.tr("exactly right {0} %"), 1),
            ("tokens_per_second", self.tr("{0} pieces/s"), 0),
        ):
            value = self._series.at(key, step)
            if value is not None:
                parts.append(
                    text.format(locale.toString(value, "f", digits) if digits else count_text(round(value), locale))
                )
        return " · ".join(parts)

    # ---- drawing ----

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._set_fonts()  # only now the window's style has given this widget its font

    def _set_fonts(self) -> None:
        font = QFont(self.font())
        font.setPixelSize(TICK_PIXELS)
        # Room for the numbers and for "step" below them, which pyqtgraph does not compute itself.
        self._axes[-1].setHeight(round(QFontMetricsF(font).height() + QFontMetricsF(self.font()).height() + 6))
        for axis in self._axes:
            axis.setTickFont(font)

    def _restyle(self) -> None:
        theme = look.theme
        self.setBackground(theme.panel)
        for axis in self._axes:
            axis.setPen(pg.mkPen(theme.line))
            axis.setTextPen(pg.mkPen(theme.quiet))
        for marker, pointer in zip(self._markers, self._pointers, strict=True):
            marker.setPen(pg.mkPen(theme.accent, width=2))
            pointer.setPen(pg.mkPen(theme.quiet, style=Qt.PenStyle.DotLine))
        self._show()

    def _shown(self, line: Line) -> bool:
        return self._smoothed if line.key == "loss" else True

    def _show(self) -> None:
        theme, end = look.theme, 1.0
        self._series.read()
        for part, title, axis, box in zip(self._parts, self._titles, self._axes, self._boxes, strict=False):
            legend: list[tuple[str, str, bool]] = []
            present = False
            for line in part.lines:
                steps, values = self.series(line.key)
                color = QColor(getattr(theme, line.color))
                if len(steps) and self._shown(line):
                    present, end = True, max(end, float(steps[-1]))
                    name = line.name or self._number(line.key, float(values[-1]))
                    legend.append((name, color.name() if line.name else theme.quiet, bool(line.name)))
            title.setText(self._title(part.title, legend))
            row = self.ci.items[box][0][0]
            for item in (title, axis, box):
                (item.show if present else item.hide)()  # only these make an axis give up or take back its room
            self.ci.layout.setRowStretchFactor(row, part.height if present else 0)
            self.ci.layout.setRowMaximumHeight(row, 10_000 if present else 0)
            self.ci.layout.setRowMaximumHeight(row - 1, 10_000 if present else 0)
            if not part.from_zero:
                box.enableAutoRange(axis=pg.ViewBox.YAxis)
        self.ci.setGeometry(self.viewRect())  # with all pictures hidden the layout became flat; restore its height
        self._scale()
        if not self.is_zoomed:
            self._boxes[0].setXRange(0.0, end, padding=0.02)
        self._draw()
        self._mark()

    def _scale(self) -> None:
        """Scale the pictures that begin at zero up to their highest value, with room for the numbers at both ends."""
        for part, axis, box in zip(self._parts, self._axes, self._boxes, strict=False):
            if part.from_zero:
                found = [self.series(line.key)[1] for line in part.lines]
                top = max((float(values.max()) for values in found if len(values)), default=0.0) or 1.0
                spare = top * MARGIN / max(box.height() - 2 * MARGIN, MARGIN)
                box.setYRange(-spare, top + spare, padding=0.0)
                spacing = _round_down(0.6 * top)
                axis.setTickSpacing(spacing, spacing)  # there is room for two or three numbers

    def _draw(self) -> None:
        """The curves over the steps that are in view."""
        low, high = self._boxes[0].viewRange()[0]
        buckets = max(round(self._boxes[0].width() / PIXELS_A_BUCKET), 50)
        for line in (line for part in self._parts for line in part.lines):
            steps, values = thinned(*self.series(line.key), low, high, buckets)
            if not self._shown(line):
                steps, values = steps[:0], values[:0]
            dots = 0 < len(steps) <= (MOST_DOTS if line.dotted else 2)
            color = QColor(getattr(look.theme, line.color))
            self._curves[line.key].setData(
                steps,
                values,
                pen=pg.mkPen(color, width=2 if line.dotted else 1.5 if len(steps) < MOST_BROAD else 1),
                symbol="o" if dots else None,
                symbolSize=6,
                symbolPen=None,
                symbolBrush=color,
            )

    def _number(self, key: str, value: float) -> str:
        locale = self.locale()
        return count_text(round(value), locale) if key == "tokens_per_second" else locale.toString(value, "g", 2)

    def _title(self, title: str, legend: list[tuple[str, str, bool]]) -> str:
        """What is drawn, and the curves' names in their colours, or a single curve's newest value."""
        names = "".join(
            f"&nbsp; <span style='color:{color}'>{'● ' if dot else ''}{name}</span>" for name, color, dot in legend
        )
        size = 11 if self._narrow else 12
        return f"<span style='font-size:{size}px; color:{look.theme.text}'><b>{title}</b>{names}</span>"

    def _mark(self) -> None:
        moment = self._run.moment
        for marker in self._markers:
            marker.setVisible(moment is not None)
            if moment is not None:
                marker.setValue(float(moment))

    def _point(self, step: float | None) -> None:
        for pointer in self._pointers:
            pointer.setVisible(step is not None)
            if step is not None:
                pointer.setValue(step)

    # ---- pointing ----

    def step_at(self, point: QPointF) -> float | None:
        """The step under a point of the scene; None outside of all pictures."""
        for box in self._boxes:
            if box.isVisible() and box.sceneBoundingRect().contains(point):
                return float(box.mapSceneToView(point).x())
        return None

    def _moved(self, point: QPointF) -> None:
        step = self.step_at(point) if self._run.begun else None
        self._point(step)
        self.hovered.emit(self.text_at(step) if step is not None else "")

    def _clicked(self, event: Any) -> None:
        step = self.step_at(event.scenePos())
        if event.button() is not Qt.MouseButton.LeftButton or step is None:
            return
        if event.double():
            self.show_all()
        else:
            self._run.select(round(step))

    def _zoomed_by_hand(self) -> None:
        if not self.is_zoomed:
            self.is_zoomed = True
            self.zoomed.emit(True)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        if event is not None and self._narrow != (self.width() < NARROW):
            self._narrow = not self._narrow
            self._show()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        entries = [
            MenuEntry(self.tr("Copy the picture"), lambda: QGuiApplication.clipboard().setPixmap(self.grab())),
            MenuEntry(self.tr("Whole run"), self.show_all, self.is_zoomed),
            MenuEntry(self.tr("As a table"), self.table_requested.emit, self._run.begun),
        ]
        open_menu(self, event, entries)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point(None)
        self.hovered.emit("")


def _round_down(value: float) -> float:
    """The value rounded down to 1, 2 or 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(value)) if value > 0 else 1.0
    return power * max((factor for factor in (1, 2, 5) if factor * power <= value), default=1)
