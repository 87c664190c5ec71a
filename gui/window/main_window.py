"""The main window: puts the pages together and turns what they ask for into work."""

from __future__ import annotations

import base64
import logging
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from gui.heatmap.figure import write_figure
from gui.jobs.messages import TranslationProgress
from gui.jobs.worker import Loader
from gui.look.look import look
from gui.look.theme import DARK, LIGHT, system_theme
from gui.pages.library_controller import LibraryController
from gui.pages.training_controller import TrainingController
from gui.pages.translate_controller import Controller
from gui.pages.translate_page import COLUMNS, TranslatePage
from gui.state.behind import ELSEWHERE
from gui.state.folders import Place, folders
from gui.state.selection import Selection
from gui.state.session import Activity, Session
from gui.state.settings import Settings, save_settings
from gui.views.panels.closing_question import ClosingQuestion
from gui.views.panels.examples import EXAMPLES
from gui.views.panels.header import Header
from gui.views.panels.page_switch import Page
from gui.views.panels.status_line import StatusLine
from gui.views.parts.file_dialogs import FileKind, ask_open, ask_save
from gui.views.parts.given_files import local_files
from gui.views.parts.picture_menu import picture_kinds
from gui.views.parts.weights_table import NumbersTable
from gui.window.doors import Doors
from gui.window.model_choice import ModelChooser
from model.errors import UserError
from model.library.library import DEFAULT_MODEL
from model.values.trace_file import save_trace

log = logging.getLogger(__name__)

TRACE_ENDING = ".safetensors"
LEAST = 620, 280  # pixels; less than a screen of 1280 x 720 at 200 % has between its panels
LIVE_DELAY = 350  # milliseconds without typing before *live* translates


class MainWindow(QMainWindow):
    """Everything that is shown. `settings` is what the last start remembered; it is saved again on closing."""

    rebuild_requested = Signal()  # another language needs another window; this one is about to close

    def __init__(self, loader: Loader, settings: Settings) -> None:
        super().__init__()
        self.setWindowTitle("Translucent")
        self.setMinimumSize(*LEAST)
        self.settings = settings
        folders.keep_in(settings.folders)
        self.remember = True  # whether closing saves the settings
        self.asks = True  # whether closing asks what to do with a running training
        self._rebuilding = False  # closed to be made again in another language
        self.selection = Selection(self)
        self.session = Session(self.selection, self)
        self.session.references = settings.references
        self.controller = Controller(self.session, loader, self)
        self.training = TrainingController(settings, self.session, self)
        self.library = LibraryController(self.session, self)
        self._live_timer = QTimer(self)
        self._live_timer.setSingleShot(True)
        self._live_timer.setInterval(LIVE_DELAY)
        self._live_timer.timeout.connect(self._translate_live)
        self._translate_when_loaded = False
        self._dress()
        self._make_views()
        self.models = ModelChooser(settings, self.session, self.header, self.controller, self.library, self)
        self.doors = Doors(self)
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()
        self._restore()

    # ---- building ----

    def _dress(self) -> None:
        """Use the theme of the settings, else the desktop's."""
        look.dress({"light": LIGHT, "dark": DARK}.get(self.settings.theme) or system_theme())

    def _make_views(self) -> None:
        session = self.session
        self.header = Header(session)
        self.translation = page = TranslatePage(session, self.selection)
        self.source, self.output, self.player = page.source, page.output, page.player
        self.overview, self.head, self.columns = page.overview, page.head, page.columns
        self.masks, self.candidates, self.where = page.masks, page.candidates, page.where
        self.status = StatusLine(session)
        self.save_button = QPushButton(self.tr("Save…"))
        self.save_button.setAccessibleName(self.tr("Save"))
        self.save_button.setToolTip(self.tr("Save this translation: all its numbers, or a picture (Ctrl+S)"))
        self.save_button.setShortcut("Ctrl+S")
        self.save_button.setEnabled(False)
        self.header.add_button(self.save_button)

    def _lay_out(self) -> None:
        self.pages = QStackedWidget()
        self.pages.addWidget(self.translation)
        whole = QVBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addWidget(self.pages, 1)
        whole.addWidget(self.status)
        centre = QWidget()
        centre.setLayout(whole)
        self.setCentralWidget(centre)

    def _connect(self) -> None:
        self.header.page_chosen.connect(self.show_page)
        self.header.runs.run_chosen.connect(lambda folder: self.training.open_run(Path(folder)))
        self.header.runs.new_requested.connect(self.training.new_training)
        self.header.runs.open_requested.connect(self.training.choose_run)
        self.training.page_requested.connect(lambda: self.show_page(Page.TRAIN))
        self.training.runs_changed.connect(self._list_runs)
        self.training.remembered.connect(self._save_runs)
        self.training.training_changed.connect(lambda: self.header.switch.set_training(self.training.percent))
        self.training.translate_requested.connect(self._translate_with)
        self.header.model_chosen.connect(self.load_model)
        self.header.library_requested.connect(self.library.open)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Open), self)
        shortcut.activated.connect(self.library.open)
        self.models.use_requested.connect(self._use_model)
        self.models.load_requested.connect(self.load_model)
        self.models.loaded.connect(self._model_loaded)
        self.session.languages_chosen.connect(self._translate_live)
        self.header.open_model_requested.connect(self.models.open_folder)
        self.header.open_trace_requested.connect(self._open_trace)
        self.header.translate_requested.connect(self._translate_asked)
        self.header.stop_requested.connect(self.controller.stop)
        self.header.live_toggled.connect(self._live_toggled)
        self.header.settings_changed.connect(self._translate_live)
        self.source.text_edited.connect(self._text_edited)
        self.source.edit.files_pasted.connect(self.doors.take)
        self.candidates.beginning_wanted.connect(self._translate_on)
        self.player.next_requested.connect(self.controller.next_step)
        self.player.finish_requested.connect(self.controller.finish)
        self.player.step_mode_toggled.connect(self._step_mode_toggled)
        self.save_button.clicked.connect(self._save)
        self.status.language_chosen.connect(self._language_chosen)
        self.controller.progressed.connect(self._progressed)
        self.session.trace_changed.connect(lambda: self.save_button.setEnabled(self.session.trace is not None))
        QApplication.styleHints().colorSchemeChanged.connect(self._dress)

    def _restore(self) -> None:
        settings = self.settings
        self.translation.fit_right_column()
        if not settings.text:
            settings.assume(text=EXAMPLES[0].text)
        if not settings.model:
            settings.assume(model=DEFAULT_MODEL)
        self.source.set_text(settings.text)
        self.header.set_live(settings.live)
        self.player.step_button.setChecked(settings.step_by_step)
        self.resize(1280, 720)
        if settings.geometry:
            self.restoreGeometry(QByteArray(base64.b64decode(settings.geometry, validate=False)))
        if len(settings.columns) == len(COLUMNS):
            self.translation.set_column_widths(settings.columns)
        self.models.show_models()
        self.source.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- public ----

    def start(self) -> None:
        """Load the remembered model, or the one that comes with the program, and translate what is in the input, where
        no translation is shown already.

        A training that goes on is found again.
        """
        if self.remember:
            self.training.find_runs()
        self.library.look()
        shown = self.session.trace is not None
        self.load_model(self.settings.model)
        self._translate_when_loaded = not shown

    @property
    def settled(self) -> bool:
        """Whether all that was asked for is shown, complete."""
        activity = self.session.activity
        runs = activity in (Activity.DECODING, Activity.WAITING)
        comes = self._live_timer.isActive() or (activity is Activity.LOADING and self._translate_when_loaded)
        return self.session.finished and not runs and not comes

    def load_model(self, name: str) -> None:
        """Load a model and translate what is in the input with it."""
        self._translate_when_loaded = True
        self.models.load(name)

    def translate(self) -> bool:
        """Translate what is in the input now, or when the model that is being loaded is there; whether it begins."""
        self._live_timer.stop()
        if self.session.activity is Activity.LOADING:
            self._translate_when_loaded = True
            self.session.set_message(self.tr("The sentence is translated as soon as the model is there."))
            return False
        left = self._leave_beginning()
        begun = self.controller.translate(
            self.source.sentences, self.header.settings, self.player.step_mode, self.source.cursor_sentence
        )
        if begun and left:
            words = self.tr("The beginning “{0}” was chosen for an earlier text, model or language; it ends with that.")
            self.session.set_message(words.format(left))
        return begun

    def open_trace(self, path: Path) -> None:
        """Show a saved trace and the sentence it is of; what was typed comes back by undo."""
        if self.controller.open_trace(path):
            self._translate_when_loaded = False
            if (trace := self.session.trace) is not None and trace.source_text:
                self.source.replace_text(trace.source_text)
            self._live_timer.stop()  # nobody typed, so *live* must not replace what was opened

    def show_page(self, page: Page) -> None:
        """Show the translate or the training page; work on the other page goes on."""
        if page is Page.TRAIN and self.pages.count() == 1:
            training = self.training.make_page()
            self.pages.addWidget(training)
            for signal in (training.run.opened, training.run.heads_changed):
                signal.connect(self._show_status)
        self.header.set_page(page)
        self.pages.setCurrentIndex(page.value)
        if page is Page.TRANSLATE:
            self.source.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.player.pause()
            self.training.make_page().setFocus(Qt.FocusReason.OtherFocusReason)  # its keys are listed at the bottom
        self._show_status()

    def show_table(self) -> NumbersTable | None:
        """The numbers of the view that is shown, in a window of their own."""
        return self.translation.show_table()

    def save(self, path: Path) -> None:
        """Write the translation shown: its trace under a name that ends in .safetensors, else a figure of the view."""
        trace = self.session.trace
        if trace is None:
            return
        try:
            if path.suffix.lower() == TRACE_ENDING:
                save_trace(trace, path)
            elif (figure := self.translation.figure()) is not None:
                write_figure(figure, path)
            else:
                raise UserError(self.tr("No map is shown that could be drawn; save all numbers instead."))
            self.session.set_message(self.tr("Saved as {0}.").format(path))
        except UserError as error:
            self.session.set_message(error.sentence, error=True)

    # ---- what the views ask for ----

    def _translate_asked(self) -> None:
        QGuiApplication.inputMethod().commit()  # a syllable that is still composed belongs to the sentence
        self.translate()

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

    def _translate_with(self, run: str, sentence: str) -> None:
        """Use a run's model. No text, or an example that the model may not know, is replaced; a typed text stays."""
        if sentence and self.source.text.strip() in ("", *(example.text for example in EXAMPLES)):
            self.source.replace_text(sentence)
        self.show_page(Page.TRANSLATE)
        self.load_model(run)

    def _translate_on(self, beginning: str) -> None:
        """Translate with a forced beginning, and say how to be rid of it."""
        settings = replace(self.header.decoding.settings, prefix=beginning, prefix_closed=True)
        self.header.set_settings(settings)
        if self.translate():
            words = self.tr(
                "The translation begins with “{0}” now; “⋯” beside the decoding method can empty that again."
            )
            self.session.set_message(words.format(beginning))

    def _leave_beginning(self) -> str:
        """Drop a beginning that a candidate gave, where no translation of this text by this model is shown; returns it.

        One that was typed is a wish for every text, and stays.
        """
        settings = self.header.decoding.settings
        if not settings.prefix_closed or (self.session.trace is not None and self.session.behind not in ELSEWHERE):
            return ""
        self.header.set_settings(replace(settings, prefix="", prefix_closed=False))
        return settings.prefix

    def _list_runs(self) -> None:
        self.header.runs.set_runs(self.training.runs, str(self.training.current or ""))

    def _save_runs(self) -> None:
        if self.remember and (problem := save_settings(self.settings, only=("runs",))):
            log.warning(problem)

    def _show_status(self) -> None:
        training = self.pages.currentIndex() == Page.TRAIN.value
        self.status.set_page(
            Page.TRAIN if training else Page.TRANSLATE,
            with_heads=training and self.training.make_page().run.heads_step is not None,
        )

    def _use_model(self, key: str) -> None:
        self.show_page(Page.TRANSLATE)
        self.load_model(key)

    def _language_chosen(self, code: str) -> None:
        """Views take their words when they are made, so close and let the application open a new window. What was typed
        is remembered as at every closing, and trainings go on."""
        if self.library.job.downloading:
            self.session.set_message(self.tr("A model is being downloaded; change the language when it is here."))
            return
        self.settings.language = code
        self.rebuild_requested.emit()
        self._rebuilding = True
        self.asks = False
        self.setCursor(Qt.CursorShape.WaitCursor)  # the worker may first have to finish loading a model
        self.close()

    def _open_trace(self) -> None:
        filters = self.tr("Traces (*.safetensors);;All files (*)")
        path = ask_open(self, self.tr("Open a trace"), Place.RESULTS, filters)
        if path is not None:
            self.open_trace(path)

    def _save(self) -> None:
        kinds = [FileKind(self.tr("All numbers, as a trace"), TRACE_ENDING), *picture_kinds()]
        path = ask_save(self, self.tr("Save"), Place.RESULTS, "translation", kinds)
        if path is not None:
            self.save(path)

    # ---- what the controller tells ----

    def _model_loaded(self) -> None:
        if self._translate_when_loaded and self.source.sentences:
            self.translate()  # or the old model's translation would stand under the new one's name

    def _progressed(self, progress: TranslationProgress) -> None:
        self.status.set_speed(progress.encoding, progress.decoding, progress.pieces)
        self.status.set_recorded(sum(trace.attention_bytes for trace in self.session.traces if trace is not None))

    # ---- Qt ----

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        files = local_files(event.mimeData())
        # afterwards, because the program that they come from waits for the end of this event
        QTimer.singleShot(0, self, lambda: self.doors.take(files))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that no view has taken, and all while the window itself has the focus."""
        page = self.pages.currentWidget()
        if page is not None:
            page.keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask what becomes of a training; else remember everything, end the threads, go."""
        app = QApplication.instance()
        ending = isinstance(app, QApplication) and app.isSavingSession()  # the desktop ends and waits for no answer
        if self.asks and self.remember and self.training.active and not ending:
            event.ignore()
            self._ask_before_closing()
            return
        QGuiApplication.inputMethod().commit()
        self._live_timer.stop()
        self.player.pause()
        settings = self.settings
        settings.text = self.source.text
        settings.live = self.header.live
        settings.step_by_step = self.player.step_mode
        settings.geometry = base64.b64encode(self.saveGeometry().data()).decode()
        settings.columns = self.translation.column_widths()
        if self.remember:
            problem = save_settings(settings)
            if problem:
                log.warning(problem)  # the window is closing, so only the terminal can show it
        if not self._rebuilding:
            self.hide()  # at once: the worker may first have to finish what it cannot leave, such as importing torch
        self.controller.close()
        self.models.close()
        self.training.close()
        super().closeEvent(event)

    def _ask_before_closing(self) -> None:
        question = ClosingQuestion([path.name for path in self.training.active], self)
        question.pause_requested.connect(self.training.pause_all)
        question.accepted.connect(self._close_unasked)
        question.open()

    def _close_unasked(self) -> None:
        self.asks = False
        self.close()
