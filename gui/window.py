"""The main window: puts the views together and turns what they ask for into work."""

from __future__ import annotations

import base64
import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from gui.controller import Controller
from gui.heatmap.figure import SUFFIXES, save_figure
from gui.heatmap.token_axis import key_labels, query_labels
from gui.heatmap.words import kind_text
from gui.jobs.worker import Loader, TranslationProgress
from gui.state.selection import Selection
from gui.state.session import Session
from gui.state.settings import Settings, save_settings
from gui.theme import DARK, LIGHT, Theme, palette, style_sheet, system_theme
from gui.views.candidates import CandidatesPanel
from gui.views.examples import EXAMPLES
from gui.views.head_panel import HeadPanel
from gui.views.header import Header
from gui.views.mask_panel import MaskPanel
from gui.views.output_panel import OutputPanel
from gui.views.overview_panel import OverviewPanel
from gui.views.player import StepPlayer
from gui.views.source_panel import SourcePanel
from gui.views.status_line import StatusLine
from gui.views.weights_table import WeightsTable
from gui.views.where_it_looks import WhereItLooks
from model.errors import UserError
from model.library import DEFAULT_MODEL, shipped_models
from model.trace import AttentionKind

log = logging.getLogger(__name__)

LIVE_DELAY = 350  # milliseconds without typing before *live* translates
SCROLL_BAR = 8  # pixels, as in the style sheet
COLUMNS = (468, 492, 272)  # pixels at 1280, as drawn


class MainWindow(QMainWindow):
    """Everything that is shown. `settings` is what the last start remembered; it is saved again on closing."""

    def __init__(self, loader: Loader, settings: Settings) -> None:
        super().__init__()
        self.setWindowTitle("Translucent")
        self.setMinimumSize(1000, 600)
        self.settings = settings
        self.remember = True  # whether closing saves the settings
        self.selection = Selection(self)
        self.session = Session(self.selection, self)
        self.controller = Controller(self.session, loader, self)
        self.theme = LIGHT
        self._live_timer = QTimer(self)
        self._live_timer.setSingleShot(True)
        self._live_timer.setInterval(LIVE_DELAY)
        self._live_timer.timeout.connect(self._translate_live)
        self._translate_when_loaded = False
        self._make_views()
        self._lay_out()
        self._connect()
        self._restore()

    # ---- building ----

    def _make_views(self) -> None:
        session, selection = self.session, self.selection
        self.header = Header(session)
        self.source = SourcePanel(session)
        self.output = OutputPanel(session)
        self.player = StepPlayer(session)
        self.overview = OverviewPanel(session, selection)
        self.head = HeadPanel(session, selection)
        self.masks = MaskPanel(session, selection)
        self.candidates = CandidatesPanel(session)
        self.where = WhereItLooks(session)
        self.status = StatusLine(session)
        self.save_button = QPushButton(self.tr("Save…"))
        self.save_button.setAccessibleName(self.tr("Save"))
        self.save_button.setToolTip(self.tr("Save this translation: all its numbers, or a picture (Ctrl+S)"))
        self.save_button.setShortcut("Ctrl+S")
        self.save_button.setEnabled(False)
        self.header.add_button(self.save_button)

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
        middle = QVBoxLayout()
        middle.setContentsMargins(14, 10, 14, 6)
        middle.setSpacing(10)
        middle.addLayout(texts)
        middle.addWidget(self.player)
        middle.addWidget(self.columns, 1)
        whole = QVBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addLayout(middle, 1)
        whole.addWidget(self.status)
        centre = QWidget()
        centre.setLayout(whole)
        self.setCentralWidget(centre)

    def _connect(self) -> None:
        self.header.model_chosen.connect(self.load_model)
        self.header.open_model_requested.connect(self._open_model)
        self.header.open_trace_requested.connect(self._open_trace)
        self.header.translate_requested.connect(self.translate)
        self.header.stop_requested.connect(self.controller.stop)
        self.header.live_toggled.connect(self._live_toggled)
        self.header.settings_changed.connect(self._translate_live)
        self.source.text_edited.connect(self._text_edited)
        self.player.next_requested.connect(self.controller.next_step)
        self.player.finish_requested.connect(self.controller.finish)
        self.player.step_mode_toggled.connect(self._step_mode_toggled)
        self.overview.opened.connect(lambda: self.head.map.setFocus(Qt.FocusReason.OtherFocusReason))
        self.head.table_requested.connect(self.show_table)
        self.head.mode_changed.connect(self.overview.set_mode)
        self.save_button.clicked.connect(self._save)
        self.controller.model_loaded.connect(self._model_loaded)
        self.controller.model_refused.connect(lambda _name: self.header.select_model(self.settings.model))
        self.controller.progressed.connect(self._progressed)
        self.session.trace_changed.connect(lambda: self.save_button.setEnabled(self.session.trace is not None))
        QApplication.styleHints().colorSchemeChanged.connect(self._system_theme_changed)

    def _restore(self) -> None:
        settings = self.settings
        self.set_theme({"light": LIGHT, "dark": DARK}.get(settings.theme) or system_theme())
        # Nothing in the last column may be cut off sideways; only with the theme's frames is its width known.
        self._right_scroll.setMinimumWidth(self._right.minimumSizeHint().width() + SCROLL_BAR)
        self.source.set_text(settings.text or EXAMPLES[0].text)
        self.header.set_live(settings.live)
        self.player.step_button.setChecked(settings.step_by_step)
        self.resize(1280, 720)
        if settings.geometry:
            self.restoreGeometry(QByteArray(base64.b64decode(settings.geometry, validate=False)))
        if len(settings.columns) == len(COLUMNS):
            self.columns.setSizes(settings.columns)
        self._list_models()
        self.source.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _list_models(self, extra: str = "") -> None:
        models = [(label, name) for name, label in shipped_models().items()]
        if extra and extra not in (name for _, name in models):
            models.append((Path(extra).name, extra))
        self.header.set_models(models)

    # ---- public ----

    def start(self) -> None:
        """Load the remembered model, or the one that comes with the program, and translate what is in the input."""
        self.load_model(self.settings.model or DEFAULT_MODEL)

    def load_model(self, name: str) -> None:
        """Load a model and translate what is in the input with it."""
        self._translate_when_loaded = True
        self.controller.load(name)

    def translate(self) -> None:
        """Translate what is in the input now."""
        self._live_timer.stop()
        self.controller.translate(
            self.source.sentences, self.header.settings, self.player.step_mode, self.source.cursor_sentence
        )

    def open_trace(self, path: Path) -> None:
        """Show a saved trace and the sentence it is of; what was typed comes back by undo."""
        if self.controller.open_trace(path):
            self._translate_when_loaded = False
            if (trace := self.session.trace) is not None and trace.source_text:
                self.source.replace_text(trace.source_text)
            self._live_timer.stop()  # nobody typed: what was opened stays

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setPalette(palette(theme))
            app.setStyleSheet(style_sheet(theme))
        for view in (
            self.header,
            self.source,
            self.output,
            self.player,
            self.overview,
            self.head,
            self.masks,
            self.candidates,
            self.where,
            self.status,
        ):
            view.set_theme(theme)

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
        table.set_theme(self.theme)
        table.show()
        return table

    def save(self, path: Path) -> None:
        """Write the translation shown: a trace for .safetensors, the selected head as a figure for the others."""
        trace, now = self.session.trace, self.selection.now
        if trace is None:
            return
        try:
            if path.suffix.lower() in SUFFIXES:
                save_figure(trace, path, LIGHT, now.kind, now.layer, now.head)
            else:
                trace.save(path)
            self.session.set_message(self.tr("Saved as {0}.").format(path.name))
        except UserError as error:
            self.session.set_message(str(error), error=True)

    # ---- what the views ask for ----

    def _text_edited(self) -> None:
        if self.header.live:
            self._live_timer.start()

    def _live_toggled(self, live: bool) -> None:
        if live:
            self._translate_live()
        else:
            self._live_timer.stop()

    def _translate_live(self) -> None:
        if self.header.live and self.source.sentences and self.session.description is not None:
            self.translate()

    def _step_mode_toggled(self, step_by_step: bool) -> None:
        (self.controller.hold if step_by_step else self.controller.finish)()

    def _open_model(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Open a model folder"))
        if folder:
            self.load_model(folder)

    def _open_trace(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, self.tr("Open a trace"), "", self.tr("Traces (*.safetensors);;All files (*)")
        )
        if path:
            self.open_trace(Path(path))

    def _save(self) -> None:
        filters = self.tr("All numbers, as a trace (*.safetensors);;PNG picture (*.png);;SVG (*.svg);;PDF (*.pdf)")
        path, chosen = QFileDialog.getSaveFileName(self, self.tr("Save"), "translation.safetensors", filters)
        if path:
            suffix = chosen[chosen.rfind("*") + 1 :].rstrip(")")
            named = Path(path)
            self.save(named if named.suffix else named.with_name(named.name + suffix))

    # ---- what the controller tells ----

    def _model_loaded(self, name: str) -> None:
        self.settings.model = name
        self._list_models(name)
        self.header.select_model(name)
        if self._translate_when_loaded and self.source.sentences:
            self.translate()  # or the old model's translation would stand under the new one's name

    def _progressed(self, progress: TranslationProgress) -> None:
        if progress.steps:
            self.status.set_speed(progress.seconds * 1000 / progress.steps)
        arrays = (trace.weights(kind) for trace in progress.traces for kind in AttentionKind)
        self.status.set_recorded(sum(array.nbytes for array in arrays) / 1e6)

    def _system_theme_changed(self) -> None:
        if self.settings.theme == "system":
            self.set_theme(system_theme())

    # ---- Qt ----

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that the focused view has no use for: the player's, the kinds, layers and heads."""
        now = self.selection.now
        key = event.key()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        kinds = {Qt.Key.Key_1: 1, Qt.Key.Key_2: 2, Qt.Key.Key_3: 3}
        moves: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Space: self.player.toggle_play,
            Qt.Key.Key_Left: self.player.back,
            Qt.Key.Key_Right: self.player.forward,
            Qt.Key.Key_Home: self.player.first,
            Qt.Key.Key_End: self.player.last,
            Qt.Key.Key_BracketLeft: lambda: self.selection.update(head=now.head - 1),
            Qt.Key.Key_BracketRight: lambda: self.selection.update(head=now.head + 1),
            Qt.Key.Key_PageUp: lambda: self.selection.update(layer=now.layer - 1),
            Qt.Key.Key_PageDown: lambda: self.selection.update(layer=now.layer + 1),
            Qt.Key.Key_Escape: lambda: self.overview.map.setFocus(Qt.FocusReason.ShortcutFocusReason),
        }
        if plain and key in kinds:
            self.overview.choose_kind(kinds[Qt.Key(key)])
        elif plain and key in moves:
            moves[Qt.Key(key)]()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember everything, end the worker, go."""
        self._live_timer.stop()
        self.player.pause()
        settings = self.settings
        settings.text = self.source.text
        settings.live = self.header.live
        settings.step_by_step = self.player.step_mode
        settings.geometry = base64.b64encode(self.saveGeometry().data()).decode()
        settings.columns = self.columns.sizes()
        if self.remember:
            problem = save_settings(settings)
            if problem:
                log.warning(problem)  # the window is going; the terminal is all that is left to say it on
        self.hide()  # at once: the worker may first have to finish what it cannot leave, such as importing torch
        self.controller.close()
        super().closeEvent(event)
