"""The dialog that makes a model of a plain PyTorch checkpoint."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from gui.state.folders import Place
from gui.state.language import language
from gui.state.languages import in_english
from gui.views.checkpoint.files import FilesPart
from gui.views.checkpoint.foot import FootPart
from gui.views.checkpoint.settings import SettingsPart
from gui.views.checkpoint.tensors import TensorsPart
from gui.views.parts.confirmation import Confirmation
from gui.views.parts.file_dialogs import FileKind, ask_open, ask_save
from gui.views.parts.screen_room import open_as
from gui.views.parts.scroll_frame import ScrollFrame
from model.errors import Sentence
from model.foreign.plain.checking import Report
from model.foreign.plain.guess import Opened, possible_heads
from model.foreign.plain.inspect import d_model, stacks
from model.foreign.plain.mapping import EMBEDDINGS, Mapping
from model.foreign.plain.mapping_file import FILE
from model.foreign.plain.trial_values import Trials
from model.library.library import models_folder

DELAY = 300  # milliseconds without a change before a file is read


class CheckpointDialog(QDialog):
    """Asks by its signals for what takes time; what comes back is shown with the `show_...` methods.

    `CheckpointController` answers them. It closes itself on *Cancel* and when the model is made.
    """

    open_requested = Signal(
        object, object, object
    )  # checkpoint, SentencePiece models of source and target: Path | None
    description_requested = Signal(object)  # a checkpoint.toml to open: Path
    check_requested = Signal(object, object)  # Seen, Mapping
    try_requested = Signal(object, str, str)  # Mapping, sentence, translation
    try_stopped = Signal()
    save_requested = Signal(object, object)  # Mapping, the checkpoint.toml to write: Path
    make_requested = Signal(object, object)  # Mapping, the model's folder: Path
    cancelled = Signal()  # earlier requests are cancelled
    model_made = Signal(str)  # its folder

    def __init__(self, parent: QWidget | None = None, place: Path | None = None) -> None:
        """New models go into `place`, by default the library's folder."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Model from a PyTorch checkpoint"))
        self._opened: Opened | None = None
        self._base: Mapping | None = None  # holds what the form has no field for
        self._mapping: Mapping | None = None  # what the form says
        self._kept: Mapping | None = None  # what can be had again: as it was opened, or saved
        self.question: Confirmation | None = None  # the last one that was asked
        self._report: Report | None = None  # of `_mapping`; None while it is computed
        self._opening, self._making = False, False
        self._problem: Sentence | str = ""  # why the last request failed
        self._told = ""  # the result of the last request, if it succeeded
        self.files = FilesPart(place or models_folder())
        self.settings = SettingsPart()
        self.tensors, self.foot = TensorsPart(), FootPart()
        self.roles, self.report, self.trial = self.tensors.roles, self.tensors.report, self.tensors.trial
        self._lay_out()
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(DELAY)
        self._delay.timeout.connect(self._open)
        self.files.files_changed.connect(self._files_changed)
        self.files.changed.connect(self._changed)
        self.settings.changed.connect(self._changed)
        self.roles.changed.connect(self._roles_changed)
        self.trial.try_requested.connect(self._try)
        self.trial.stop_requested.connect(self.try_stopped)
        self.trial.chosen.connect(self.settings.take)
        self.foot.load.clicked.connect(self._load)
        self.foot.save.clicked.connect(self._save)
        self.foot.cancel.clicked.connect(self.reject)
        self.foot.make.clicked.connect(self._make)
        self._show_state()

    def _lay_out(self) -> None:
        form = QWidget()
        left = QVBoxLayout(form)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(10)
        left.addWidget(self.files)
        left.addWidget(self.settings, 1)
        columns = QHBoxLayout()
        columns.setSpacing(10)
        frame = ScrollFrame(form)  # scrolls, never sideways, where a long message below leaves it less than it needs
        frame.setMinimumWidth(form.minimumSizeHint().width() + frame.verticalScrollBar().sizeHint().width())
        columns.addWidget(frame, 5)
        columns.addWidget(self.tensors, 9)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(10)
        layout.addLayout(columns, 1)
        layout.addWidget(self.foot)
        open_as(self, 1180, 670)

    # ---- what comes back ----

    def show_opened(self, opened: Opened) -> None:
        """A checkpoint was read: what is chosen already stays chosen where it is the same file."""
        if self._delay.isActive():
            return  # other files were chosen in the meantime
        before, self._opening, self._problem = self._opened, False, ""
        described = not opened.guess.unsure
        mapping, unsure = opened.guess.mapping, opened.guess.unsure
        again = before is not None and self._mapping is not None and not described and before.seen == opened.seen
        if again and self._mapping is not None:
            kept, guessed = self._mapping, mapping
            roles: dict[str, Any] = {role: getattr(kept, role) or getattr(guessed, role) for role in EMBEDDINGS}
            mapping = replace(kept, source_model=guessed.source_model, target_model=guessed.target_model, **roles)
            unsure = frozenset(self.settings.unsure)
        self._opened = replace(opened, guess=replace(opened.guess, mapping=mapping))
        self._base = mapping
        for part in (self.files, self.settings, self.roles):
            part.blockSignals(True)
        self.files.show_mapping(mapping, described)
        width = _width(opened, mapping)
        self.settings.show_special(opened.special)
        self.settings.show_mapping(mapping, unsure, possible_heads(width) if width else ())
        self.roles.show_opened(self._opened)
        for part in (self.files, self.settings, self.roles):
            part.blockSignals(False)
        self.trial.show_nothing()
        self._changed()
        if not again:
            self._kept = self._mapping

    def show_report(self, mapping: Mapping, report: Report) -> None:
        if mapping != self._mapping:
            return
        self._report = report
        self.report.show_report(report)
        self.roles.show_report(mapping, report)
        self.files.show_sizes(self._opened, report.sizes)
        self._show_state()

    def show_trials(self, trials: Trials, ended: bool) -> None:
        self.trial.show_trials(trials, ended)

    def show_saved(self, path: str) -> None:
        self._told = self.tr("Saved as {0}.").format(path)
        self._show_state()

    def show_made(self, folder: str) -> None:
        """The model is there: close."""
        self._making = False
        self.model_made.emit(folder)
        self.accept()

    def show_problem(self, task: str, problem: Sentence | str) -> None:
        """Something failed, for a reason given in one sentence."""
        if task == "try":
            self.trial.show_nothing(problem)
            return
        if task == "open":
            self._opening = False
            self._forget()
        if task == "make":
            self._making = False
        self._problem = problem
        self._show_state()

    # ---- what is chosen ----

    def _files_changed(self) -> None:
        self._problem, self._told = "", ""
        self._opening = bool(self.files.paths()[0])
        self._report = None
        self._delay.start()
        self._show_state()

    def _open(self) -> None:
        checkpoint, source, target = self.files.paths()
        if checkpoint is None:
            self._forget()
            self._show_state()
        else:
            self.open_requested.emit(checkpoint, source, target)

    def _forget(self) -> None:
        """Forget the checkpoint: none could be read."""
        self._opened = self._mapping = self._report = None
        self.report.show_report(None)
        self.files.show_sizes(None, None)
        self.trial.show_nothing()

    def _roles_changed(self) -> None:
        self.trial.show_nothing()
        self.try_stopped.emit()
        self._changed()

    def _changed(self) -> None:
        """Read the form, and ask for a check of its mapping."""
        self._problem, self._told = "", ""
        if self._opened is not None and self._base is not None and not self._delay.isActive():
            languages = tuple(
                in_english(edit.text()) for edit in (self.files.source_language, self.files.target_language)
            )
            chosen: dict[str, Any] = {**self.settings.values(), **self.roles.values()}
            mapping = replace(
                self._base,
                **chosen,
                name=self.files.name.text().strip() or self._base.name,
                source_language=languages[0] or self._base.source_language,
                target_language=languages[1] or self._base.target_language,
            )
            self.trial.show_current(mapping)
            if mapping != self._mapping:
                self._mapping, self._report = mapping, None
                self.check_requested.emit(self._opened.seen, mapping)
        self._show_state()

    # ---- what is done ----

    def _try(self, source: str, target: str) -> None:
        if self._mapping is not None:
            self.try_requested.emit(self._mapping, source, target)

    def _load(self) -> None:
        filters = self.tr("Descriptions of checkpoints (*.toml);;All files (*)")
        path = ask_open(self, self.tr("Open description"), Place.DATA, filters)
        if path is not None:
            self._delay.stop()
            self._problem, self._told = "", ""
            self._opening, self._report = True, None
            self.description_requested.emit(path)
            self._show_state()

    def _save(self) -> None:
        if self._mapping is None:
            return
        beside = str(self._mapping.checkpoint.absolute().parent)
        kind = FileKind(self.tr("TOML"), ".toml")
        path = ask_save(self, self.tr("Save description"), Place.DATA, FILE, [kind], beside)
        if path is not None and self._mapping is not None:
            self._kept = self._mapping
            self.save_requested.emit(self._mapping, path)

    def _make(self) -> None:
        if self._mapping is None or self._trouble()[0] or self._making:
            return
        self._making = True
        self._show_state()
        self.make_requested.emit(self._mapping, self.files.folder())

    # ---- what is shown ----

    def _trouble(self) -> tuple[Sentence | str, bool]:
        """Why no model can be made yet, as a sentence, and whether it is an error (else a hint)."""
        if self._opening:
            return self.tr("Reading the checkpoint\u2026"), False
        if self._opened is None:
            hint = self.tr("Choose a file with the state dict of a model around torch.nn.Transformer.")
            return (self._problem, True) if self._problem else (hint, False)
        if self._opened.problem:
            return self._opened.problem, True
        if self._opened.guess.mapping.source_model is None:
            return self.tr("Choose the SentencePiece model that the model's sentences were cut with."), False
        if self._report is None:
            return self.tr("Comparing names and shapes\u2026"), False
        if problems := self._report.problems:
            first, more = language.say(problems[0]), len(problems) - 1
            return (self.tr("{0} And {1} more.").format(first, more) if more else first), True
        return self.files.problem, False

    def _show_state(self) -> None:
        trouble, error = self._trouble()
        guesses = len(self.settings.unsure)
        if self._making:
            self.foot.message.say(self.tr("Making the model\u2026"))
        elif self._problem:
            self.foot.message.say(self._problem, error=True)
        elif self._told:
            self.foot.message.say(self._told)
        elif trouble:
            self.foot.message.say(trouble, error=error)
        elif guesses:
            text = self.tr("Everything fits, but {0} settings are only guesses: choose them, or try a sentence pair.")
            one = self.tr("Everything fits, but one setting is only a guess: choose it, or try a sentence pair.")
            self.foot.message.say(text.format(guesses) if guesses > 1 else one)
        else:
            self.foot.message.say(self.tr("Everything fits."))
        fits = self._report is not None and not self._report.problems
        self.trial.set_possible(fits and not self._opening)
        self.foot.show_making(self._making)
        self.foot.make.setEnabled(not trouble and not self._making)
        self.foot.save.setEnabled(self._mapping is not None and not self._opening)
        for part in (self.settings, self.tensors):
            part.setEnabled(self._opened is not None and not self._making)
        self.files.setEnabled(not self._making)

    # ---- Qt ----

    def reject(self) -> None:
        """Ask before choices are lost: the next checkpoint begins with an empty dialog."""
        if self._mapping is None or self._mapping == self._kept or self._making:
            super().reject()
            return
        self.question = question = Confirmation(self, careful=True)
        question.set_words(
            self.tr("Close without a model"),
            self.tr("Close without making the model?"),
            self.tr("What was chosen here is lost; “Save description” keeps it for another time."),
            self.tr("Close"),
        )
        question.accepted.connect(lambda: super(CheckpointDialog, self).reject())
        question.open()

    def done(self, result: int) -> None:
        """Cancel all work, however the dialog closes."""
        self._delay.stop()
        self._making = False
        self.cancelled.emit()
        super().done(result)


def _width(opened: Opened, mapping: Mapping) -> int:
    """d_model of the layers that were chosen."""
    chosen = (mapping.encoder_layers, mapping.decoder_layers)
    return d_model(opened.seen, *(stack for stack in stacks(opened.seen) if stack.prefix in chosen))
