"""The page that translates: the sentence, its translation, the player; below, all heads or an inside view.

Where the page is narrow, what else stands beside goes under the rest; where it is low or narrow, it scrolls.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from gui.heatmap.figure import Figure
from gui.state.selection import Selection
from gui.state.session import Session, lack
from gui.views.inside.base import InsideView
from gui.views.inside.needs import NEEDS
from gui.views.inside.registry import entries
from gui.views.panels.candidates import CandidatesPanel
from gui.views.panels.head_keys import move_by_key
from gui.views.panels.head_panel import HeadPanel
from gui.views.panels.mask_panel import MaskPanel
from gui.views.panels.output_panel import OutputPanel
from gui.views.panels.overview_panel import OverviewPanel
from gui.views.panels.player import StepPlayer
from gui.views.panels.source_panel import SourcePanel
from gui.views.panels.veil import Veil
from gui.views.panels.view_bar import ViewBar
from gui.views.panels.where_it_looks import WhereItLooks
from gui.views.parts.scroll_frame import ScrollFrame
from gui.views.parts.weights_table import NumbersTable

GAP = 10  # pixels between panels
SIDE, NARROW_SIDE = 14, 6  # pixels beside the panels
LEAST_BELOW = 250  # pixels of height for all heads or a view
LEAST_OVERVIEW = 300  # pixels of height for all heads under a view
SCROLL_BAR = 8  # pixels, as in the style sheet
COLUMNS = (468, 492, 272)  # pixels at 1280, as drawn
OVERVIEW_BESIDE = 380  # pixels of all heads beside an inside view


class TranslatePage(QWidget):
    """Makes its views and lays them out; what they ask for is the window's business."""

    def __init__(self, session: Session, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._selection = selection
        self._inside: dict[str, InsideView] = {}
        self._widths = list(COLUMNS)
        self.source = SourcePanel(session)
        self.output = OutputPanel(session)
        self.player = StepPlayer(session)
        self.overview = OverviewPanel(session, selection)
        self.head = HeadPanel(session, selection)
        self.masks = MaskPanel(session, selection)
        self.candidates = CandidatesPanel(session)
        self.where = WhereItLooks(session)
        heads = (self.tr("All heads"), self.tr("All heads, one head in detail, the mask and the next piece"))
        self._entries = entries()
        self.bar = ViewBar([heads, *((entry.name, entry.tip) for entry in self._entries)])
        self._lay_out()
        self.bar.chosen.connect(self._view_chosen)
        self.overview.opened.connect(lambda: self.head.map.setFocus(Qt.FocusReason.OtherFocusReason))
        self.head.table_requested.connect(self.show_table)
        self.head.mode_changed.connect(self.overview.set_mode)
        session.trace_changed.connect(self._show_lacks)
        session.description_changed.connect(self._show_lacks)

    def _lay_out(self) -> None:
        texts = QHBoxLayout()
        texts.setSpacing(GAP)
        texts.addWidget(self.source, 1)
        texts.addWidget(self.output, 1)
        self._right, self._right_scroll = self._make_right_column()
        self.columns = self._splitter()
        for panel, stretch in ((self.overview, 5), (self.head, 5), (self._right_scroll, 2)):
            self.columns.addWidget(panel)
            self.columns.setStretchFactor(self.columns.count() - 1, stretch)
        self.columns.setSizes(list(COLUMNS))
        # An inside view stands beside the overview, in which its head is chosen, or takes the whole width.
        self.beside = self._splitter()
        self._stage = QStackedWidget()
        self.beside.addWidget(self._stage)
        self.below = QStackedWidget()
        self.below.setMinimumSize(1, LEAST_BELOW)  # a stack would ask for the width of its hidden pages as well
        self.below.addWidget(self.columns)
        self.below.addWidget(self.beside)
        self._content = _Content(self.bar)
        self._rows = QVBoxLayout(self._content)
        self._rows.setContentsMargins(SIDE, 8, SIDE, 4)
        self._rows.setSpacing(7)
        self._rows.addLayout(texts)
        self._rows.addWidget(self.player)
        self._rows.addWidget(self.bar)
        lower = QWidget()
        self._lower = QVBoxLayout(lower)
        self._lower.setContentsMargins(0, 0, 0, 0)
        self._lower.setSpacing(GAP)
        self._lower.addWidget(self.below, 1)
        self._rows.addWidget(lower, 1)
        self.veil = Veil(self._session, lower, self._content)
        self._scroll = ScrollFrame(self._content)
        self._put_as: tuple[QSplitter, QWidget | None] = (self.columns, None)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)

    def _splitter(self) -> QSplitter:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(GAP)
        splitter.setChildrenCollapsible(False)
        return splitter

    def _make_right_column(self) -> tuple[QWidget, QScrollArea]:
        """The last column, and what it scrolls in."""
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.masks)
        column.addWidget(self.candidates)
        column.addWidget(self.where)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(right)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        right.setObjectName("rightColumn")
        scroll.viewport().setAutoFillBackground(False)
        right.setAutoFillBackground(False)
        return right, scroll

    # ---- what is looked at ----

    @property
    def inside(self) -> InsideView | None:
        """The inside view that is shown; None while all heads are."""
        if self.below.currentWidget() is self.columns:
            return None
        view = self._stage.currentWidget()
        assert isinstance(view, InsideView)
        return view

    def show_inside(self, slot: str) -> InsideView:
        """Look at one of the inside views by its name."""
        number, entry = next((n, entry) for n, entry in enumerate(self._entries, start=1) if entry.slot == slot)
        view = self._inside.get(slot)
        if view is None:
            view = self._inside[slot] = entry.make(self._session, self._selection)
            self._stage.addWidget(view)
        self._widths = self.column_widths()
        self.bar.set_current(number)
        with self._keyboard_kept():
            self._stage.setCurrentWidget(view)
            self.below.setCurrentWidget(self.beside)
            self._arrange()
        return view

    def show_heads(self) -> None:
        """Look at all heads again, as at the start."""
        self.bar.set_current(0)
        with self._keyboard_kept():
            self.below.setCurrentWidget(self.columns)
            self._arrange()

    # ---- what stands where ----

    def column_widths(self) -> list[int]:
        """Widths of the three columns, also while they are not all there."""
        there = self.inside is None and self._put_as == (self.columns, None)
        return self.columns.sizes() if there else self._widths

    def set_column_widths(self, widths: Sequence[int]) -> None:
        """Share the width among the three columns as in `widths`."""
        self._widths = list(widths)
        share = max(self.width() - 2 * SIDE - 2 * GAP, 0) / max(sum(widths), 1)
        self.columns.setSizes([round(width * share) for width in widths])

    def _arrange(self) -> None:
        """Put what stands beside the rest there, or under it where there is no room."""
        view = self.inside
        narrow = self.width() < self._needed(view) + 2 * SIDE
        with_overview = view is not None and not view.whole_width
        under = None
        if narrow:
            under = self._right if view is None else self.overview if with_overview else None
        side = NARROW_SIDE if narrow else SIDE
        self._rows.setContentsMargins(side, 8, side, 4)
        self._stage.setMinimumWidth(0 if view is None or narrow else view.needed_width)
        self._put(self.beside if with_overview and not under else self.columns, under)

    def _needed(self, view: InsideView | None) -> int:
        """The width from which everything has room side by side."""
        overview = self.overview.minimumSizeHint().width()
        if view is None:
            return overview + self.head.minimumSizeHint().width() + self._right_scroll.minimumWidth() + 2 * GAP
        return view.needed_width if view.whole_width else overview + GAP + view.needed_width

    def _put(self, overview_in: QSplitter, under: QWidget | None) -> None:
        """Move the only overview to where it is needed, and `under` below everything."""
        if (overview_in, under) == self._put_as:
            return
        widths = self.column_widths()
        self._put_as = (overview_in, under)
        self.overview.setMinimumHeight(LEAST_OVERVIEW if under is self.overview else 0)
        self.overview.set_caption_shown(overview_in is self.columns and under is not self.overview)
        if under is self._right:
            self._right_scroll.takeWidget()
        elif self._right_scroll.widget() is None:
            self._right_scroll.setWidget(self._right)
        self._right_scroll.setVisible(under is not self._right)
        if under is not None:
            self._lower.addWidget(under)
            under.show()
        if under is not self.overview and overview_in.indexOf(self.overview) < 0:
            overview_in.insertWidget(0, self.overview)
        if overview_in is self.beside:
            self.beside.setStretchFactor(0, 0)
            self.beside.setStretchFactor(1, 1)
            self.beside.setSizes([OVERVIEW_BESIDE, max(sum(widths) - OVERVIEW_BESIDE, 1)])
        elif under is None:
            self.set_column_widths(widths)

    @contextmanager
    def _keyboard_kept(self) -> Iterator[None]:
        """A widget that is moved or hidden loses the keyboard: give it back, or to what is shown instead."""
        before: QWidget | None = self.window().focusWidget()
        yield
        if before is None or not self.isAncestorOf(before) or before is self.window().focusWidget():
            return
        if before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._take_focus()

    def _take_focus(self) -> None:
        """Give the keyboard to what is shown below the bar."""
        if self.inside is not None:
            self.inside.take_focus()
        else:
            self.overview.map.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        with self._keyboard_kept():
            self._arrange()

    def _show_lacks(self) -> None:
        """Which views have nothing to show of this trace or model, and why."""
        needs = (NEEDS[entry.slot] for entry in self._entries)
        found = {number: lack(self._session, need) for number, need in enumerate(needs, start=1)}
        self.bar.set_lacks({number: why for number, why in found.items() if why})

    def _view_chosen(self, number: int) -> None:
        if number:
            self.show_inside(self._entries[number - 1].slot)
        else:
            self.show_heads()
        self._take_focus()
        self._scroll.verticalScrollBar().setValue(self.bar.y())  # where the page is too low for everything

    def fit_right_column(self) -> None:
        """Make the last column wide enough for its content; its width is known only once the theme is applied."""
        self._right_scroll.setMinimumWidth(self._right.minimumSizeHint().width() + SCROLL_BAR)

    def show_table(self) -> NumbersTable | None:
        """The numbers of the view that is shown, in a window of their own."""
        return self.head.open_table(self) if self.inside is None else self.inside.open_table()

    def figure(self) -> Figure | None:
        """What is shown as a figure for a file; None without a trace. `UserError` while a view shows only a notice."""
        return self.head.figure() if self.inside is None else self.inside.figure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not move_by_key(event, self.player, self.overview, self._selection):
            super().keyPressEvent(event)


class _Content(QWidget):
    """All rows of the page. If they must scroll, the last one gets the height that is seen below the bar of views."""

    def __init__(self, bar: ViewBar) -> None:
        super().__init__()
        self._bar = bar

    def minimumSizeHint(self) -> QSize:
        least, frame = super().minimumSizeHint(), self.parentWidget()
        if frame is not None and frame.height() < least.height():
            seen = frame.height() - self._bar.sizeHint().height() - 2 * GAP
            least.setHeight(least.height() + max(seen - LEAST_BELOW, 0))
        return least
