"""The page that translates: the sentence, its translation, the step player and the three columns beneath them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from gui.state.selection import Selection
from gui.state.session import Session
from gui.theme import LIGHT, Theme
from gui.views.candidates import CandidatesPanel
from gui.views.head_keys import move_by_key
from gui.views.head_panel import HeadPanel
from gui.views.mask_panel import MaskPanel
from gui.views.output_panel import OutputPanel
from gui.views.overview_panel import OverviewPanel
from gui.views.player import StepPlayer
from gui.views.source_panel import SourcePanel
from gui.views.weights_table import WeightsTable
from gui.views.where_it_looks import WhereItLooks

SCROLL_BAR = 8  # pixels, as in the style sheet
COLUMNS = (468, 492, 272)  # pixels at 1280, as drawn


class TranslatePage(QWidget):
    """Makes its views and lays them out; what they ask for is the window's business."""

    def __init__(self, session: Session, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._selection = selection
        self._theme = LIGHT
        self.source = SourcePanel(session)
        self.output = OutputPanel(session)
        self.player = StepPlayer(session)
        self.overview = OverviewPanel(session, selection)
        self.head = HeadPanel(session, selection)
        self.masks = MaskPanel(session, selection)
        self.candidates = CandidatesPanel(session)
        self.where = WhereItLooks(session)
        self._lay_out()
        self.overview.opened.connect(lambda: self.head.map.setFocus(Qt.FocusReason.OtherFocusReason))
        self.head.table_requested.connect(self.show_table)
        self.head.mode_changed.connect(self.overview.set_mode)

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
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 6)
        layout.setSpacing(10)
        layout.addLayout(texts)
        layout.addWidget(self.player)
        layout.addWidget(self.columns, 1)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for view in (
            self.source,
            self.output,
            self.player,
            self.overview,
            self.head,
            self.masks,
            self.candidates,
            self.where,
        ):
            view.set_theme(theme)

    def fit_right_column(self) -> None:
        """Let nothing in the last column be cut off sideways; only with the theme's frames is its width known."""
        self._right_scroll.setMinimumWidth(self._right.minimumSizeHint().width() + SCROLL_BAR)

    def show_table(self) -> WeightsTable | None:
        """The numbers of the map that is shown, in a window of their own."""
        return self.head.open_table(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not move_by_key(event, self.player, self.overview, self._selection):
            super().keyPressEvent(event)
