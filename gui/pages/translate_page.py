"""The page that translates: the sentence, its translation, the player; below, all heads or an inside view."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
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
from gui.views.parts.weights_table import NumbersTable

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
        texts.setSpacing(10)
        texts.addWidget(self.source, 1)
        texts.addWidget(self.output, 1)
        right = QWidget()
        right_column = QVBoxLayout(right)
        right_column.setContentsMargins(0, 0, 0, 0)
        right_column.setSpacing(10)
        right_column.addWidget(self.masks)
        right_column.addWidget(self.candidates)
        right_column.addWidget(self.where)
        right_column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(right)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._right, self._right_scroll = right, scroll
        right.setObjectName("rightColumn")
        scroll.viewport().setAutoFillBackground(False)
        right.setAutoFillBackground(False)
        self.columns = QSplitter(Qt.Orientation.Horizontal)
        self.columns.setHandleWidth(10)
        self.columns.setChildrenCollapsible(False)
        for panel, stretch in ((self.overview, 5), (self.head, 5), (scroll, 2)):
            self.columns.addWidget(panel)
            self.columns.setStretchFactor(self.columns.count() - 1, stretch)
        self.columns.setSizes(list(COLUMNS))
        # An inside view stands beside the overview, in which its head is chosen, or takes the whole width.
        self.beside = QSplitter(Qt.Orientation.Horizontal)
        self.beside.setHandleWidth(10)
        self.beside.setChildrenCollapsible(False)
        self._stage = QStackedWidget()
        self.beside.addWidget(self._stage)
        self.below = QStackedWidget()
        self.below.addWidget(self.columns)
        self.below.addWidget(self.beside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 8, 14, 4)
        layout.setSpacing(7)
        layout.addLayout(texts)
        layout.addWidget(self.player)
        layout.addWidget(self.bar)
        layout.addWidget(self.below, 1)
        self.veil = Veil(self._session, self.below, self)

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
        self.bar.set_current(number)
        self._place_overview(beside=not view.whole_width)
        self._stage.setCurrentWidget(view)
        self.below.setCurrentWidget(self.beside)
        return view

    def show_heads(self) -> None:
        """Look at all heads again, as at the start."""
        self.bar.set_current(0)
        self._place_overview(beside=False)
        self.below.setCurrentWidget(self.columns)

    def column_widths(self) -> list[int]:
        """Widths of the three columns, also while an inside view uses the first."""
        return self._widths if self._borrowed else self.columns.sizes()

    @property
    def _borrowed(self) -> bool:
        return self.beside.indexOf(self.overview) >= 0

    def _place_overview(self, beside: bool) -> None:
        """Move the only overview to where it is needed."""
        self.overview.set_caption_shown(not beside)
        if beside and not self._borrowed:
            self._widths = self.columns.sizes()
            self.beside.insertWidget(0, self.overview)
            self.beside.setStretchFactor(0, 0)
            self.beside.setStretchFactor(1, 1)
            self.beside.setSizes([OVERVIEW_BESIDE, max(sum(self._widths) - OVERVIEW_BESIDE, 1)])
        elif not beside and self._borrowed:
            self.columns.insertWidget(0, self.overview)
            self.columns.setSizes(self._widths)

    def _show_lacks(self) -> None:
        """Which views have nothing to show of this trace or model, and why."""
        needs = (NEEDS[entry.slot] for entry in self._entries)
        found = {number: lack(self._session, need) for number, need in enumerate(needs, start=1)}
        self.bar.set_lacks({number: why for number, why in found.items() if why})

    def _view_chosen(self, number: int) -> None:
        if number:
            self.show_inside(self._entries[number - 1].slot).take_focus()
        else:
            self.show_heads()
            self.overview.map.setFocus(Qt.FocusReason.OtherFocusReason)

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
