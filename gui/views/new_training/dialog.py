"""A new training: three parts on one page, all filled in, so that it can start at once; or its configuration."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gui.views.new_training.data import FILES, DataPart
from gui.views.new_training.model import ModelPart
from gui.views.new_training.place import PlacePart
from gui.views.new_training.preview import PreviewPart
from gui.views.parts.confirmation import Confirmation
from gui.views.parts.given_files import TextEdit
from gui.views.parts.message_area import MessageArea
from gui.views.parts.numbers import count_text
from gui.views.parts.screen_room import open_as
from gui.views.parts.scroll_frame import ScrollFrame
from model.data.cleaning import CleaningRecipe
from model.data.preview import Preview
from model.errors import Sentence, UserError
from model.files import toml_value
from model.training.recipe import DataRecipe, Recipe
from model.training.recipe_file import parse_recipe, recipe_text

DELAY = 300  # milliseconds without a change before anything is read, measured or checked


class NewTrainingDialog(QDialog):
    """Asks by its signals for what takes time; what comes back is shown with the `show_...` methods.

    It closes itself only on *Cancel*. The code that starts the training calls `start_succeeded` or `show_problem`.
    """

    preview_requested = Signal(object, object)  # DataRecipe, CleaningRecipe
    preview_cancelled = Signal()  # the earlier request is cancelled
    preview_stopped = Signal()  # read no further: the pairs found so far are enough
    estimate_requested = Signal(str)  # the configuration as text
    start_requested = Signal(object, str)  # folder: Path, its config.toml

    def __init__(self, place: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("New training"))
        self._recipe: Recipe | None = None  # what would be started, None while something is wrong with it
        self._edited = False  # whether the text was edited; then it counts instead of the form
        self._starting = False
        self.question: Confirmation | None = None  # the last one that was asked
        self._asked: tuple[DataRecipe, CleaningRecipe] | None = None  # what the preview is of
        self._measured: Recipe | None = None  # what the estimate is of
        self._estimate: tuple[int, float, Sentence | str, str] | None = (
            None  # parameters, seconds per update, device, precision
        )
        self._refused: Sentence | str = ""  # what is wrong with the pairs
        self._kept: int | None = None  # how many pairs cleaning keeps; None as long as only the first lines were read
        self.preview = PreviewPart()
        self.preview.stop_requested.connect(self.preview_stopped)
        self.data = DataPart(self.preview)
        self.model = ModelPart()
        self.place = PlacePart(place)
        self.text = TextEdit()
        self.text.setAccessibleName(self.tr("Configuration (TOML)"))
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setStyleSheet("QPlainTextEdit { font-family: monospace; }")
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._lay_out()
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(DELAY)
        self._delay.timeout.connect(self._look)
        self.data.changed.connect(self._data_changed)
        self.model.changed.connect(self._changed)
        self.place.changed.connect(self._changed)
        self.text.textChanged.connect(self._text_changed)
        self._was_builtin = True
        self._update()
        self._delay.start(0)

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(self.model, 1)
        right.addWidget(self.place)
        self.form = QWidget()
        parts = QHBoxLayout(self.form)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(10)
        parts.addWidget(self.data, 11)
        parts.addLayout(right, 9)
        self.pages = QStackedWidget()
        self._frame = ScrollFrame(self.form)  # on small screens the buttons below stay in sight
        bar = self._frame.verticalScrollBar().sizeHint().width()
        self._frame.setMinimumWidth(self.form.minimumSizeHint().width() + bar)
        self.pages.addWidget(self._frame)
        self.pages.addWidget(self.text)
        self.config_button = QPushButton()
        self.config_button.setCheckable(True)
        self.config_button.setToolTip(self.tr("The exact configuration, to read and to edit"))
        self.config_button.toggled.connect(self._show_text)
        self.discard_button = QPushButton(self.tr("Discard the edits"))
        self.discard_button.setAccessibleName(self.tr("Discard the edits of the configuration"))
        self.discard_button.clicked.connect(self._ask_to_discard)
        self.message = MessageArea()
        self.message.setAccessibleName(self.tr("Message"))
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.cancel_button.setAccessibleName(self.tr("Cancel"))
        self.cancel_button.clicked.connect(self.reject)
        self.start_button = QPushButton()
        self.start_button.setDefault(True)
        self.start_button.setProperty("primary", True)
        self.start_button.clicked.connect(self._start)
        for button in (self.config_button, self.discard_button, self.cancel_button):
            button.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        bottom = Qt.AlignmentFlag.AlignBottom  # a long message grows upwards
        foot.addWidget(self.config_button, 0, bottom)
        foot.addWidget(self.discard_button, 0, bottom)
        foot.addWidget(self.message, 1)
        foot.addWidget(self.cancel_button, 0, bottom)
        foot.addWidget(self.start_button, 0, bottom)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(10)
        layout.addWidget(self.pages, 1)
        layout.addLayout(foot)
        self._show_text(False)
        open_as(self, 1040, 620)

    # ---- what comes back ----

    def show_preview(self, seen: Preview) -> None:
        self._refused = ""
        files = self._asked is not None and not self._asked[0].builtin
        self._kept = seen.report.kept if files and seen.whole else None
        kept = _estimated(seen) if files else None
        if kept and not self._edited and self.data.builtin == FILES:
            self.data.suggest_held_out(kept)
        self.preview.show_seen(seen, cleaned=files)
        self._update()

    def show_no_preview(self, problem: Sentence | str) -> None:
        """The pairs cannot be used, for a reason given in one sentence."""
        self._refused = problem
        self.preview.show_nothing(problem, error=True)
        self._show_state()

    def show_estimate(self, parameters: int, seconds_per_update: float, device: Sentence | str, precision: str) -> None:
        self._estimate = parameters, seconds_per_update, device, precision
        self._show_cost()

    def show_no_estimate(self, reason: str) -> None:
        self.model.show_no_cost(reason)

    def show_problem(self, problem: Sentence | str) -> None:
        """The training did not start, for a reason given in one sentence; everything stays as it is."""
        self._starting = False
        self._show_state()
        self.message.say(problem, error=True)

    def start_succeeded(self) -> None:
        """The training has begun: close."""
        self._starting = False
        self.accept()

    def look_again(self) -> None:
        """Ask for everything again before it is shown: the disk may have changed, and old requests were cancelled."""
        self._asked = self._measured = self._estimate = self._kept = None
        self._refused = ""
        self._changed()

    @property
    def starting(self) -> bool:
        """Whether a training was requested that has not reported anything yet."""
        return self._starting

    # ---- what is chosen ----

    def _form_text(self) -> str:
        """A short configuration with what the form says; everything else is the recipe's."""
        model, training = self.model.values()
        tables: dict[str, dict[str, Any]] = {"data": self.data.values(), "model": model, "training": training}
        lines = [f"name = {toml_value(self.place.name.text().strip())}", f"recipe = {toml_value(self.model.recipe)}"]
        for name, values in tables.items():
            lines += [f"[{name}]", *(f"{key} = {toml_value(value)}" for key, value in values.items())]
        return "\n".join(lines)

    def _suggested_name(self) -> str:
        corpus = self.data.builtin or Path(self.data.train.path).name.split(".")[0]
        return f"{self.model.recipe}-{corpus}" if corpus else self.model.recipe

    def _read(self) -> tuple[Recipe | None, Sentence | str]:
        """The recipe that would be started, and what is wrong with it, as a sentence."""
        problem = "" if self._edited else self.data.problem or self.data.contradiction
        self.place.suggest(self._suggested_name())
        problem = problem or self.place.problem
        if problem:
            return None, problem
        text = self.text.toPlainText() if self._edited else self._form_text()
        try:
            text.encode()
            recipe = parse_recipe(text, self.place.folder(), self.tr("The configuration"))
            return recipe, self._not_there(recipe.data)
        except UserError as error:
            return None, error.sentence
        except UnicodeEncodeError:
            return None, self.tr("A file's name is no valid text; rename the file.")

    def _not_there(self, data: DataRecipe) -> str:
        """Which file for validation or test is missing, as a sentence; the preview checks those to train on."""
        for path in (data.valid, data.valid_target, data.test, data.test_target):
            if path and not os.path.isfile(path):
                return self.tr("There is no file {0}; check the path.").format(path)
        return ""

    def _too_few(self) -> str:
        """Why the pairs are too few to learn from and to hold some out, as a sentence; "" where they are not."""
        data, kept = self._recipe.data if self._recipe else None, self._kept
        if data is None or data.builtin or kept is None or self._asked != self._wanted_preview():
            return ""
        if kept == 0:
            return self.tr("No sentence pair is left to learn from; the list says why: correct the file or its format.")
        if data.valid or 2 * data.valid_pairs <= kept:  # training needs at least as many pairs as validation
            return ""
        if kept == 1:
            return self.tr("One sentence pair is too few to hold any out for validation; add data.")
        text = self.tr("{0} sentence pairs are too few to hold {1} of them out; hold out {2} or fewer.")
        return text.format(*(count_text(number, self.locale()) for number in (kept, data.valid_pairs, kept // 2)))

    def _update(self) -> None:
        self._recipe, self._problem = self._read()
        self._show_state()

    def _changed(self) -> None:
        self._starting = False
        self._update()
        self._show_cost()
        self._delay.start(DELAY)

    def _data_changed(self) -> None:
        builtin = self.data.builtin != FILES
        if self._was_builtin and not builtin and self.model.recipe == "classroom":
            with QSignalBlocker(self.model):
                self.model.choose_recipe("small-data")  # the classroom's is made for the built-in sentences
        self._was_builtin = builtin
        self._changed()

    def _text_changed(self) -> None:
        if self.pages.currentWidget() is self.text:
            self._edited = True
            self._changed()

    def _look(self) -> None:
        """Ask for the pairs and the cost of what is chosen now, where they are not known yet."""
        recipe = self._recipe
        asked = self._wanted_preview()
        if asked != self._asked:
            self._asked, self._refused, self._kept = asked, "", None
            if asked is None:
                self.preview_cancelled.emit()
                self.preview.show_nothing()
            else:
                self.preview.show_reading()
                self.preview_requested.emit(*asked)
        if recipe is not None and self._measured != _costing(recipe):
            self._measured, self._estimate = _costing(recipe), None
            self.model.show_measuring()
            self.estimate_requested.emit(recipe_text(recipe))
        self._show_state()

    def _wanted_preview(self) -> tuple[DataRecipe, CleaningRecipe] | None:
        """Which pairs to look at; those of a file are shown before its languages have names."""
        if self._recipe is not None:
            data, cleaning = self._recipe.data, self._recipe.cleaning
        elif self._edited:
            return None
        else:
            data, cleaning = DataRecipe(**self.data.values()), CleaningRecipe()
        if not (data.builtin or data.train):
            return None
        reading = ("train", "train_target", "format", "source_column", "target_column", "builtin")
        return DataRecipe(**{key: getattr(data, key) for key in reading}), cleaning

    # ---- what is shown ----

    def _show_cost(self) -> None:
        recipe = self._recipe
        if recipe is None or self._measured != _costing(recipe):
            self.model.show_no_cost()
        elif self._estimate is not None:
            parameters, seconds, device, precision = self._estimate
            self.model.show_cost(parameters, seconds * recipe.training.steps, device, precision)

    def _show_state(self) -> None:
        too_few = "" if self._refused else self._too_few()
        problem = self._problem or self._refused or too_few
        # A choice that is still missing is a hint; a wrong choice is an error.
        waiting = not self._edited and self._problem != "" and self._problem == self.data.problem
        if self._starting:
            self.message.say(self.tr("Starting the training\u2026"))
        elif self._edited and not problem:
            self.message.say(self.tr("The configuration was edited by hand; it is what runs."))
        else:
            self.message.say(self._problem or too_few, error=not waiting)
        self.start_button.setText(self.tr("Starting\u2026") if self._starting else self.tr("Start training"))
        self.start_button.setAccessibleName(self.start_button.text())
        self.start_button.setEnabled(not problem and not self._starting)
        self.cancel_button.setText(self.tr("Close") if self._starting else self.tr("Cancel"))
        self.discard_button.setVisible(self._edited)
        for part in (self.data, self.model):
            part.setEnabled(not self._edited)

    def _show_text(self, shown: bool) -> None:
        self.config_button.setText(self.tr("Back to the form") if shown else self.tr("Show configuration"))
        self.config_button.setAccessibleName(self.config_button.text())
        if shown and not self._edited:
            with QSignalBlocker(self.text):
                self.text.setPlainText(recipe_text(self._recipe) if self._recipe else self._form_text() + "\n")
        self.pages.setCurrentWidget(self.text if shown else self._frame)
        if shown:
            self.text.setFocus()

    def _ask_to_discard(self) -> None:
        """What was typed cannot be brought back."""
        self.question = question = Confirmation(self, careful=True)
        question.set_words(
            self.tr("Discard the edits"),
            self.tr("Discard the edits of the configuration?"),
            self.tr("What was typed there is lost; the form decides again."),
            self.tr("Discard the edits"),
        )
        question.accepted.connect(self._discard)
        question.open()

    def _discard(self) -> None:
        self._edited = False
        self.config_button.setChecked(False)
        self._changed()

    def _start(self) -> None:
        self._update()
        if self._recipe is None or self._problem or self._too_few():
            return
        self._starting = True
        self._show_state()
        text = self.text.toPlainText() if self._edited else recipe_text(self._recipe)
        self.start_requested.emit(self.place.folder(), text)


def _estimated(seen: Preview) -> int | None:
    """About how many pairs of the whole corpus are kept; None where too little was seen to tell."""
    if seen.whole:
        return seen.report.kept
    return round(seen.report.kept / seen.share) if seen.share > 0 else None


def _costing(recipe: Recipe) -> Recipe:
    """The recipe without what changes neither the number of parameters nor the time of one update."""
    data = DataRecipe(
        vocab_size=recipe.data.vocab_size, joint_vocab=recipe.data.joint_vocab, max_pieces=recipe.data.max_pieces
    )
    return replace(recipe, name="", data=data, cleaning=CleaningRecipe(), training=replace(recipe.training, steps=1))
