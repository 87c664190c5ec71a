"""Between the window, the training page, the dialog and the processes that train."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gui.jobs.data_preview import DataPreview
from gui.jobs.estimator import Estimator
from gui.jobs.run_process import discard_start, end_start, start_training
from gui.jobs.run_watch import RunLook, RunWatch
from gui.pages.training_page import TrainingPage
from gui.state.folders import Place
from gui.state.language import language
from gui.state.session import Session
from gui.state.settings import Settings
from gui.views.new_training.dialog import NewTrainingDialog
from gui.views.parts.file_dialogs import ask_folder
from model.errors import Sentence, UserError
from model.files import write_text
from model.training.run_folder import RunFolder, Wish
from model.values.estimate import Estimate

OPENING = "opening a run"  # what a message is about that goes when a run is opened


def default_place() -> Path:
    """Where run folders are made unless another place is chosen."""
    return user_data_path("Translucent", appauthor=False) / "runs"


@dataclass(frozen=True)
class Start:
    """A process that was started to work on a run."""

    process: int
    since: float  # seconds since 1970
    awaited: bool = False  # whether the dialog started it, so that its run is opened as soon as it trains


class TrainingController(QObject):
    """Starts trainings, asks them to pause or finish, and knows which of them this computer runs.

    All methods are called in the GUI thread; `close` ends the threads, never a training.
    """

    page_requested = Signal()  # something is to be seen on the training page
    remembered = Signal()  # the runs to be remembered have changed
    runs_changed = Signal()  # which runs can be chosen, or which is open
    training_changed = Signal()  # whether this computer trains, or how far it is
    translate_requested = Signal(str, str)  # the run whose newest checkpoint is to translate; a sentence it can know

    def __init__(self, settings: Settings, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._settings, self._session, self._window = settings, session, window
        self.current: Path | None = None  # the run that is open
        self.dialog: NewTrainingDialog | None = None  # the same for all new trainings, so that no choice is lost
        self._page: TrainingPage | None = None
        self._looks: dict[Path, RunLook] = {}
        self._starting: dict[Path, Start] = {}  # the processes that have not reported anything yet
        self._watch = RunWatch(self)
        self._watch.looked.connect(self._looked)
        self._preview = DataPreview(self)
        self._estimator = Estimator(self)
        self._complaint: tuple[Path, str] | None = None  # the run that the last error message is about
        self._restoring = bool(settings.runs)
        for run in settings.runs:
            self._watch.watch(Path(run))

    # ---- what the window shows ----

    def make_page(self) -> TrainingPage:
        """The training page, made when it is first wanted: most people only translate."""
        if self._page is None:
            self._page = page = TrainingPage()
            page.new_requested.connect(self.new_training)
            page.open_requested.connect(self.choose_run)
            page.pause_requested.connect(lambda: self._ask("pause"))
            page.finish_requested.connect(self.finish)
            page.resume_requested.connect(self.resume)
            page.translate_requested.connect(self._translate)
            page.run.status_changed.connect(self._page_told)
            if self.current is not None:
                page.open_run(self.current)
        return self._page

    @property
    def page(self) -> TrainingPage | None:
        """The training page, if it was ever wanted."""
        return self._page

    @property
    def runs(self) -> list[str]:
        """Folders of the runs last shown that are there, the newest first."""
        seen = self._looks
        return [run for run in self._settings.runs if (look := seen.get(Path(run))) and look.status is not None]

    @property
    def active(self) -> list[Path]:
        """The runs that this computer works on."""
        return [look.path for look in self._looks.values() if look.here]

    @property
    def percent(self) -> int | None:
        """How far the training of this computer is; None when there is none. Of several, the one that is open."""
        active = self.active
        if not active:
            return None
        status = self._looks[self.current if self.current in active else active[0]].status
        return 100 * status.step // status.steps if status is not None and status.steps else 0

    def find_runs(self) -> None:
        """Look for running trainings in the folder of new ones; another window may have started them."""
        place = default_place()
        if place.is_dir():
            self._restoring = True
            self._watch.search(place)

    # ---- what a person asks for ----

    def new_training(self) -> None:
        """Show the dialog, as it was left the last time."""
        if self.dialog is None:
            self.dialog = dialog = NewTrainingDialog(default_place(), self._window)
            dialog.preview_requested.connect(self._preview.request)
            dialog.preview_stopped.connect(self._preview.stop)
            dialog.preview_cancelled.connect(self._preview.cancel)
            dialog.estimate_requested.connect(self._estimator.request)
            dialog.start_requested.connect(self._start)
            dialog.finished.connect(self._dialog_finished)
            self._preview.seen.connect(dialog.show_preview)
            self._preview.refused.connect(dialog.show_no_preview)
            self._estimator.measured.connect(self._measured)
            self._estimator.refused.connect(dialog.show_no_estimate)
        self.dialog.look_again()
        self.dialog.open()

    def new_training_with(self, pairs: Path, translations: Path | None = None) -> None:
        """Show the dialog with these files as its corpus."""
        self.new_training()
        assert self.dialog is not None
        self.dialog.data.choose_files(str(pairs), str(translations or ""))

    def choose_run(self) -> None:
        """Ask for a run folder and open it."""
        folder = ask_folder(self._window, self.tr("Open a run folder"), Place.RUNS, str(self.current or ""))
        if folder is not None:
            self.open_run(folder)

    def open_run(self, path: Path) -> bool:
        """Show a run; False, with a sentence in the session, when the folder is none."""
        try:
            RunFolder(path).status()
        except UserError as error:
            self._session.set_message(error.sentence, error=True, about=OPENING)
            return False
        self._session.clear_message(OPENING)
        self.current = path
        self._remember(path)
        self._watch.watch(path)
        if self._page is not None:
            self._page.open_run(path)
        self.runs_changed.emit()
        self.page_requested.emit()
        return True

    def resume(self) -> None:
        """Go on with the run that is open, from its newest checkpoint."""
        self.make_page().run.ask("resume")
        self._go_on()

    def finish(self) -> None:
        """Make a model of what the open run has learnt; if no process trains it, one is started for this."""
        if self.current in self._starting or self.make_page().run.can_pause:
            self._ask("finish")
        else:
            self._go_on(finish=True)

    def pause_all(self) -> None:
        """Ask every training of this computer to save and end; one that has not begun yet is just ended."""
        for path in self.active:
            if path in self._starting:
                end_start(self._starting[path].process)
            else:
                self._ask("pause", path)

    @property
    def starts(self) -> dict[Path, Start]:
        """Processes that were started and have reported nothing yet."""
        return dict(self._starting)

    def take_over(self, starts: Mapping[Path, Start]) -> None:
        """Wait for started processes, whether this window or the one before started them."""
        for path, start in starts.items():
            self._starting[path] = start
            self._watch.watch(path, start.process, start.since)

    def close(self) -> None:
        """End the threads and the measuring; trainings go on."""
        if self.dialog is not None:
            self.dialog.blockSignals(True)  # or its timers would send new requests
        self._estimator.close()
        self._preview.close()
        self._watch.close()
        if self._page is not None:
            self._page.shutdown()

    # ---- the dialog ----

    def _start(self, folder: Path, text: str) -> None:
        assert self.dialog is not None
        try:
            write_text(folder / "config.toml", text)
            self._launch(folder, resume=False)
            self._remember(folder)
        except UserError as error:
            discard_start(RunFolder(folder))
            self.dialog.show_problem(error.sentence)

    def _measured(self, estimate: Estimate) -> None:
        assert self.dialog is not None
        seconds = estimate.seconds / max(estimate.updates, 1)
        self.dialog.show_estimate(estimate.parameters, seconds, estimate.device, estimate.precision)

    def _dialog_finished(self) -> None:
        self._preview.cancel()
        self._estimator.cancel()

    # ---- the processes ----

    def _go_on(self, finish: bool = False) -> None:
        if self.current is not None and self.current not in self._starting:
            try:
                if not RunFolder(self.current).config.is_file():
                    words = self.tr("{0} has lost its config.toml, so nothing can go on there; put the file back.")
                    raise UserError(words.format(self.current))
                self._launch(self.current, resume=True, finish=finish)
            except UserError as error:
                self._complain(self.current, error.sentence)

    def _launch(self, path: Path, resume: bool, finish: bool = False) -> None:
        since = time.time()
        process = start_training(RunFolder(path), resume, finish)
        self.take_over({path: Start(process, since, awaited=not resume)})

    def _remember(self, path: Path) -> None:
        """Save it at once, because the window may end without being closed."""
        self._settings.remember_run(str(path))
        self.remembered.emit()

    def _page_told(self) -> None:
        """If the open run is active but was not running here, look again: it may have been resumed elsewhere."""
        run = self.make_page().run
        if run.path is not None and run.can_pause and run.path not in self._starting:
            look = self._looks.get(run.path)
            if look is not None and not look.here:
                self._watch.watch(run.path)

    def _complain(self, path: Path, text: Sentence | str) -> None:
        """Say what is wrong with a run until it goes on again."""
        if self._page is not None and self._page.run.path == path:
            self._page.run.ask("")  # no process is left that could act on it
        self._session.set_message(text, error=True)
        self._complaint = path, self._session.message

    def _withdraw(self, path: Path) -> None:
        """A run goes on: remove the message about its end."""
        if self._complaint is not None and self._complaint[0] == path:
            if self._session.message == self._complaint[1]:
                self._session.set_message("")
            self._complaint = None

    def _ask(self, wish: Wish, path: Path | None = None) -> None:
        path = path or self.current
        if path is not None:
            try:
                RunFolder(path).ask(wish)
            except UserError as error:
                self._session.set_message(error.sentence, error=True)

    def _translate(self) -> None:
        if self.current is not None:
            sample = self.make_page().run.sample
            self.translate_requested.emit(str(self.current), sample.source if sample else "")

    def _looked(self, look: RunLook) -> None:
        before = self._looks.get(look.path)
        self._looks[look.path] = look
        if look.here:
            self._withdraw(look.path)
            if look.path not in self._starting and str(look.path) not in self._settings.runs:
                self._remember(look.path)
        if look.path in self._starting and not look.starting:
            start = self._starting.pop(look.path)
            if self._page is not None and self._page.run.path == look.path and self._page.run.asked == "resume":
                self._page.run.ask("")  # the request was carried out
            self._started(look, start.awaited)
            if not look.here and not self._why(look):
                self._ended(look)  # it ended before the first look
        elif before is not None and before.here and not look.here:
            self._ended(look)
        if self._restoring and look.here and self.current is None and look.path not in self._starting:
            self._restoring = False
            self.current = look.path  # it went on while the window was closed
            if self._page is not None:
                self._page.open_run(look.path)
            self.runs_changed.emit()
        if before is None or (before.status is None) != (look.status is None):
            self.runs_changed.emit()
        self.training_changed.emit()

    def _started(self, look: RunLook, awaited: bool) -> None:
        """A started process has reported its status, or has ended."""
        problem = self._why(look)
        if self.dialog is not None and awaited and self.dialog.isVisible() and problem:
            discard_start(RunFolder(look.path))
            self._settings.forget_run(str(look.path))
            self.remembered.emit()
            self.dialog.show_problem(problem)
        elif problem:
            self._complain(look.path, problem)
        elif awaited:
            if self.dialog is not None:
                self.dialog.start_succeeded()
            self.open_run(look.path)

    def _why(self, look: RunLook) -> Sentence | str:
        """Why a start failed, as a sentence; "" when it did not."""
        if look.last_message or look.status is None:
            return look.last_message or self.tr("The training ended without an error message; start it again.")
        return look.status.reason if look.status.state == "failed" else ""

    def _ended(self, look: RunLook) -> None:
        """A training of this computer is over."""
        name, status = look.path.name, look.status
        if status is None:
            text = self.tr("The folder of the training \u201c{0}\u201d has gone: {1}").format(name, look.path)
            self._complain(look.path, text)
        elif status.state == "finished":
            self._session.set_message(self.tr("The training \u201c{0}\u201d is finished.").format(name))
        elif status.state == "failed":
            text = self.tr("The training \u201c{0}\u201d stopped: {1}").format(name, language.say(status.reason))
            self._complain(look.path, text)
        elif status.active:
            words = language.say(look.last_message) or self.tr("it ended without an error message")
            text = self.tr("The training \u201c{0}\u201d was cut off ({1}); resume it.").format(name, words)
            self._complain(look.path, text)
