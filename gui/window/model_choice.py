"""Which model is in use, which others are offered, and the ways to a new one: list, folder, library, checkpoint."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gui.pages.library_controller import LibraryController
from gui.pages.translate_controller import Controller
from gui.state.folders import Place
from gui.state.language import language
from gui.state.languages import in_words
from gui.state.session import Session
from gui.state.settings import Settings
from gui.views.library.words import facts_text
from gui.views.panels.header import Header, ModelChoice
from gui.views.parts.file_dialogs import ask_folder
from model.library.entry import LibraryEntry
from model.library.library import shipped_models

if TYPE_CHECKING:
    from gui.pages.checkpoint_controller import CheckpointController


class ModelChooser(QObject):
    """Keeps the header's list, the library and the settings consistent about the model in use."""

    use_requested = Signal(str)  # this model was chosen, perhaps while another page was shown
    load_requested = Signal(str)  # the same, but the page shown stays
    loaded = Signal()  # the model that was asked for last is in use

    def __init__(
        self,
        settings: Settings,
        session: Session,
        header: Header,
        controller: Controller,
        library: LibraryController,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self.settings = settings
        self.session = session
        self.header = header
        self.controller = controller
        self.library = library
        self.window = window
        self.checkpoints: CheckpointController | None = None
        self._loaded = False  # whether `settings.model` is in use, not only remembered
        self._opened = ""  # the folder opened last; it joins the library once it has been loaded as a model
        self._refused = ""  # the model that could not be loaded; tried again if what it needs is installed
        library.entries_changed.connect(self.show_models)
        library.use_requested.connect(self.use_requested)
        library.checkpoint_requested.connect(lambda: self.describe_checkpoint())
        library.installed.connect(self._load_refused)
        session.languages_chosen.connect(self._remember_languages)
        controller.model_loaded.connect(self._model_loaded)
        controller.model_refused.connect(self._model_refused)
        controller.extra_missing.connect(lambda _extra, problem: library.offer_install(problem))

    def load(self, name: str) -> None:
        """Load a model by its name or folder."""
        self._refused = ""
        self.controller.load(name, shown=self.header.label_of(name))

    def show_models(self) -> None:
        """List the library's models once it is read; before that, those that come with the program. The model in use
        is always listed."""
        if self.library.entries:
            models = [self._choice(entry) for entry in self.library.entries]
        else:
            models = [ModelChoice(in_words(label), name) for name, label in shipped_models().items()]
        used = self.settings.model
        if self._loaded and used not in (choice.key for choice in models):
            models.append(ModelChoice(Path(used).name, used, used))
        self.header.set_models(models)
        self._select()

    def open_folder(self) -> None:
        """Ask for a model's folder."""
        folder = ask_folder(self.window, self.tr("Open a model folder"), Place.MODELS)
        if folder is not None:
            self.open(folder)

    def open(self, folder: Path) -> None:
        """Load the model in a folder; it joins the library."""
        self._opened = str(folder)
        self.load_requested.emit(self._opened)

    def describe_checkpoint(self, checkpoint: Path | None = None) -> None:
        """Ask for a checkpoint, unless it is known, and what it lacks to be a model."""
        if self.checkpoints is None:  # few people ever need it
            from gui.pages.checkpoint_controller import CheckpointController

            self.checkpoints = CheckpointController(self.window)
            self.checkpoints.model_made.connect(lambda folder: self.library.add_made(Path(folder)))
        dialog = self.checkpoints.open(self.library.dialog or self.window)
        if checkpoint is not None:
            dialog.files.checkpoint.set_path(str(checkpoint))

    def close(self) -> None:
        """End the threads of the library and of a checkpoint."""
        self.library.close()
        if self.checkpoints is not None:
            self.checkpoints.close()

    # ---- what others tell ----

    def _choice(self, entry: LibraryEntry) -> ModelChoice:
        tip = "\n".join((in_words(entry.name), facts_text(entry, self.window.locale())))
        return ModelChoice(in_words(entry.name), entry.key, tip, language.say(entry.problem))

    def _select(self) -> None:
        self.header.select_model(self.settings.model if self._loaded else "")

    def _model_loaded(self, name: str) -> None:
        self.settings.model, self._loaded = name, True
        self.show_models()
        self.library.set_used(name)
        if name == self._opened:
            self._opened = ""
            self.library.add_opened(Path(name))
        self.session.set_languages(*self.settings.languages.get(name, ("", "")))
        self.loaded.emit()

    def _model_refused(self, name: str) -> None:
        self._refused = name
        self._select()

    def _load_refused(self) -> None:
        """Load the refused model, now that what it needs is installed."""
        if self._refused:
            self.load_requested.emit(self._refused)

    def _remember_languages(self) -> None:
        self.settings.remember_languages(self.settings.model, *self.session.languages)
