"""The page that translates: the sentence, its translation, the step player and the three columns beneath them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from gui.heatmap.token_axis import key_labels, query_labels
from gui.heatmap.words import kind_text
from gui.state.selection import Selection
from gui.state.session import Session
from gui.theme import LIGHT, Theme
from gui.views.candidates import CandidatesPanel
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
        picture = self.head.map.picture()
        if picture is None:
            return None
        kind = picture.kind
        rows = [label.both for label in query_labels(picture.trace, kind)]
        columns = [label.text for label in key_labels(picture.trace.key_pieces(kind))]
        title = self.tr("{0}, {1}").format(self.head.title_text(), kind_text(kind))
        table = WeightsTable(title, rows, columns, picture.weights, picture.reasons, self)
        table.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        table.set_theme(self._theme)
        table.show()
        return table

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that the focused view has no use for: the player's, the kinds, layers and heads."""
        now = self._selection.now
        key = event.key()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        kinds = {Qt.Key.Key_1: 1, Qt.Key.Key_2: 2, Qt.Key.Key_3: 3}
        moves: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Space: self.player.toggle_play,
            Qt.Key.Key_Left: self.player.back,
            Qt.Key.Key_Right: self.player.forward,
            Qt.Key.Key_Home: self.player.first,
            Qt.Key.Key_End: self.player.last,
            Qt.Key.Key_BracketLeft: lambda: self._selection.update(head=now.head - 1),
            Qt.Key.Key_BracketRight: lambda: self._selection.update(head=now.head + 1),
            Qt.Key.Key_PageUp: lambda: self._selection.update(layer=now.layer - 1),
            Qt.Key.Key_PageDown: lambda: self._selection.update(layer=now.layer + 1),
            Qt.Key.Key_Escape: lambda: self.overview.map.setFocus(Qt.FocusReason.ShortcutFocusReason),
        }
        if plain and key in kinds:
            self.overview.choose_kind(kinds[Qt.Key(key)])
        elif plain and key in moves:
            moves[Qt.Key(key)]()
        else:
            super().keyPressEvent(event)
