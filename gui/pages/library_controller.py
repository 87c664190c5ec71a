"""Between the window, the library's dialog and the threads that list, download and install."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gui.jobs.extra_install import ExtraInstall, new_requirements
from gui.jobs.library_job import EXTRA, Done, LibraryJob, Listed, Refused
from gui.jobs.library_service import LibraryService
from gui.state.folders import Place
from gui.state.session import Session
from gui.views.parts.file_dialogs import ask_folder, ask_new_folder
from model.errors import Sentence
from model.library.entry import LibraryEntry

if TYPE_CHECKING:  # made when it is first wanted: most people only translate
    from gui.views.library.dialog import LibraryDialog
    from gui.views.library.questions import InstallDialog
    from model.library.hub import HubModel


class LibraryController(QObject):
    """All methods are called in the GUI thread and return at once, except `close`, which ends the threads."""

    entries_changed = Signal()
    use_requested = Signal(str)  # the key of a model
    checkpoint_requested = Signal()
    installed = Signal()  # what a family needs is there now

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        self.dialog: LibraryDialog | None = None  # made once and kept, so that nothing typed is lost
        self.install_dialog: InstallDialog | None = None
        self._used = ""
        self._select = ""  # the key of the model that is to be shown once it is listed
        self._made = self._opened = -1  # the numbers of the requests to add a made or an opened model
        self._loading = ""  # what is being downloaded
        self._listed: Listed | None = None
        self.job = LibraryJob(LibraryService(), self)
        self.job.listed.connect(self._show_listed)
        self.job.done.connect(self._done)
        self.job.refused.connect(self._refused)
        self.job.progressed.connect(self._progressed)
        self.job.cancelled.connect(self._cancelled)
        self.install = ExtraInstall(self)
        self.install.installed.connect(self._installed)
        self.install.refused.connect(self._install_refused)
        self.install.said.connect(self._install_said)

    @property
    def entries(self) -> tuple[LibraryEntry, ...]:
        """All models; none before they have been listed once."""
        return self._listed.entries if self._listed is not None else ()

    # ---- what the window asks for ----

    def look(self) -> None:
        """List the models again."""
        self.job.list_models()

    def open(self) -> None:
        """Show the library."""
        self._make_dialog()
        assert self.dialog is not None
        self.look()
        self.dialog.show()
        self.dialog.activateWindow()
        if self.dialog.list.entry is None:
            self.dialog.select(self._used)
        self.dialog.search.setFocus()

    def set_used(self, key: str) -> None:
        """Another model is in use."""
        self._used = key
        if self.dialog is not None:
            self.dialog.set_used(key)

    def add_made(self, path: Path) -> None:
        """Add a model that was just made to the list, and use it."""
        self._made = self.job.add_folder(path)

    def add_opened(self, path: Path) -> None:
        """Add a folder that is in use to the list if it is missing; no message is shown."""
        self._opened = self.job.add_folder(path)

    def offer_install(self, reason: Sentence | str) -> None:
        """Offer to install what a model needs; `reason` says what is missing."""
        from gui.views.library.questions import InstallDialog

        if self.install_dialog is not None:
            return
        parent = self.dialog if self.dialog is not None and self.dialog.isVisible() else self._window
        packages = ", ".join(new_requirements(EXTRA)) or "transformers"
        self.install_dialog = dialog = InstallDialog(reason, packages, parent)
        dialog.install_requested.connect(lambda: self.install.start(EXTRA))
        dialog.cancel_requested.connect(self.install.cancel)
        dialog.destroyed.connect(self._install_dialog_gone)
        dialog.open()

    def close(self) -> None:
        """End the threads; called once, before the window goes."""
        for dialog in (self.install_dialog, self.dialog):
            if dialog is not None:
                dialog.hide()
        self.job.close()
        self.install.close()

    # ---- the dialog ----

    def _make_dialog(self) -> None:
        if self.dialog is not None:
            return
        from gui.views.library.dialog import LibraryDialog

        self.dialog = dialog = LibraryDialog(self._window)
        dialog.use_requested.connect(self._use)
        dialog.add_requested.connect(self._add)
        dialog.folder_dropped.connect(self.job.add_folder)
        dialog.checkpoint_requested.connect(self.checkpoint_requested)
        dialog.rename_requested.connect(self._rename)
        dialog.remove_requested.connect(self._remove)
        dialog.export_requested.connect(self._export)
        dialog.card_requested.connect(lambda entry: self.job.read_card(entry.card))
        dialog.install_requested.connect(self.offer_install)
        dialog.strip.cancel_requested.connect(self.job.cancel_download)
        dialog.download.look_up_requested.connect(self.job.look_up)
        dialog.download.search_requested.connect(self.job.search_hub)
        dialog.download.discard_requested.connect(self.job.discard)
        dialog.download.download_requested.connect(self._download)
        self._show_entries()

    def _use(self, entry: LibraryEntry) -> None:
        """Hide the dialog, so that the window is seen, and use the model; a download goes on."""
        assert self.dialog is not None
        self.dialog.hide()
        self.use_requested.emit(entry.key)

    def _add(self) -> None:
        assert self.dialog is not None
        folder = ask_folder(self.dialog, self.tr("Add a model’s folder"), Place.MODELS)
        if folder is not None:
            self.job.add_folder(folder)

    def _rename(self, entry: LibraryEntry) -> None:
        from gui.views.library.questions import RenameQuestion

        question = RenameQuestion(entry, self.dialog)
        question.accepted.connect(lambda: self.job.rename(entry.key, question.name))
        question.open()

    def _remove(self, entry: LibraryEntry) -> None:
        from gui.views.library.questions import RemoveQuestion

        question = RemoveQuestion(entry, not entry.added, entry.key == self._used, self.dialog)
        question.accepted.connect(lambda: self.job.remove(entry.key))
        question.open()

    def _export(self, entry: LibraryEntry) -> None:
        assert self.dialog is not None
        title = self.tr("Export as a folder for transformers")
        target = ask_new_folder(self.dialog, title, Place.EXPORTS, f"{entry.path.name}-marian")
        if target is not None:
            self.dialog.say(self.tr("Exporting “{0}”…").format(entry.name))
            self.job.export(entry.path, target)

    def _download(self, found: HubModel) -> None:
        assert self.dialog is not None
        self._loading = found.repository
        self.dialog.say("")
        self.dialog.strip.begin(found.repository)
        self.dialog.download.set_downloading(True)
        self.job.download(found)

    # ---- what comes back ----

    def _show_listed(self, listed: Listed) -> None:
        self._listed = listed
        self._show_entries()
        if self.dialog is not None:
            if self._select:
                self.dialog.select(self._select)
            elif self.dialog.list.entry is None and not self.dialog.search.text():
                self.dialog.select(self._used)
        self._select = ""
        if listed.notice:
            self._say(listed.notice, error=True)
        self.entries_changed.emit()

    def _show_entries(self) -> None:
        if self.dialog is not None and self._listed is not None:
            listed = self._listed
            self.dialog.show_entries(listed.entries, self._used, listed.lacking, listed.exportable)
            self.dialog.download.show_unfinished(listed.unfinished)

    def _done(self, done: Done) -> None:
        dialog = self.dialog
        if done.task == "card" and dialog is not None:
            dialog.show_card(done.result)
        elif done.task == "look up" and dialog is not None:
            dialog.download.show_found(done.result)
        elif done.task == "search" and dialog is not None:
            dialog.download.show_hits(done.result)
        elif done.task == "export":
            self._say(self.tr("Exported to {0}; transformers loads it by this path.").format(done.result))
        elif done.task == "download":
            self._downloaded(done.result)
        elif done.task == "add":
            self._select = "" if done.number == self._opened else done.result.key
            self.look()
            if done.number == self._made:
                self.use_requested.emit(done.result.key)
        else:  # renamed, removed or discarded
            self.look()

    def _refused(self, refused: Refused) -> None:
        dialog = self.dialog
        if refused.task in ("look up", "search") and dialog is not None:
            dialog.download.show_problem(refused.problem)
            if refused.extra:
                self.offer_install(refused.problem)
            return
        if refused.task == "download":
            self._end_download()
            self.look()  # list the unfinished download
        if refused.number == self._opened:
            return  # such as a training's run folder that is not finished
        self._say(refused.problem, error=True)
        if refused.extra:
            self.offer_install(refused.problem)

    def _progressed(self, progress: object) -> None:
        if self.dialog is not None:
            self.dialog.strip.show_progress(progress)  # type: ignore[arg-type]

    def _downloaded(self, entry: LibraryEntry | None) -> None:
        self._end_download()
        if entry is None:
            return
        text = self.tr("“{0}” is downloaded and works without a network from now on.")
        self._say(text.format(entry.name))
        self._select = entry.key
        self.look()

    def _cancelled(self) -> None:
        self._end_download()
        text = self.tr("The download of {0} was stopped; what came is kept, and the next download goes on from there.")
        self._say(text.format(self._loading))
        self.look()

    def _end_download(self) -> None:
        if self.dialog is not None:
            self.dialog.strip.end()
            self.dialog.download.set_downloading(False)

    def _say(self, text: Sentence | str, error: bool = False) -> None:
        """Show a message in the dialog while it is open, else in the window's status line."""
        if self.dialog is not None and self.dialog.isVisible():
            self.dialog.say(text, error)
        else:
            self._session.set_message(text, error)

    # ---- installing ----

    def _installed(self) -> None:
        if self.install_dialog is not None:
            self.install_dialog.show_installed()
        self._say(self.tr("Other families of models can be used from now on."))
        self.look()
        if self.dialog is not None:
            self.dialog.download.look_again()
        self.installed.emit()

    def _install_refused(self, problem: str) -> None:
        if self.install_dialog is not None:
            self.install_dialog.show_problem(problem)

    def _install_said(self, text: str, placing: bool) -> None:
        if self.install_dialog is not None:
            self.install_dialog.show_progress(text, placing)

    def _install_dialog_gone(self) -> None:
        self.install_dialog = None
