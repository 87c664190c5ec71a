"""Second part of a new training: the recipe, the model's size, how many updates; and what that costs here."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFormLayout,
    QFrame,
    QLabel,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from gui.look.plain import PlainLabel
from gui.state.language import language
from gui.views.parts.elided_combo import ElidedComboBox
from gui.views.parts.file_field import as_field
from gui.views.parts.numbers import count_text
from gui.views.training.words import duration_text
from model.errors import Sentence
from model.network.config import PRESETS, ModelConfig
from model.training.recipe import RECIPES, TrainingRecipe

MOST_STEPS = 10_000_000
ORDER = ("classroom", "small-data", "paper")


class ModelPart(QFrame):
    """Gives the recipe's name and the keys of [model] and [training] that the person decided."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        title = QLabel(self.tr("2  Model and recipe"))
        title.setProperty("title", True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 12)
        layout.setSpacing(4)
        layout.addWidget(title)
        self.recipes = QButtonGroup(self)
        self._names = [name for name in ORDER if name in RECIPES]
        for number, name in enumerate(self._names):
            label, description = self._words(name)
            button = QRadioButton(label)
            button.setAccessibleName(self.tr("Recipe: {0}").format(label))
            button.setAccessibleDescription(description)
            self.recipes.addButton(button, number)
            about = PlainLabel(description)
            about.setProperty("quiet", True)
            about.setWordWrap(True)
            about.setIndent(22)
            layout.addSpacing(4)
            layout.addWidget(button)
            layout.addWidget(about)
        self.recipes.button(0).setChecked(True)
        self.recipes.idToggled.connect(self._recipe_toggled)
        self.presets = ElidedComboBox()
        self.presets.setAccessibleName(self.tr("Size of the model"))
        for preset in PRESETS:
            self.presets.addItem(preset, preset)
        self.presets.currentIndexChanged.connect(self._sizes_changed)
        self.sizes = PlainLabel()
        self.sizes.setProperty("quiet", True)
        self.steps = QSpinBox()
        self.steps.setRange(1, MOST_STEPS)
        self.steps.setSingleStep(100)
        self.steps.setGroupSeparatorShown(True)
        as_field(self.steps)
        self.steps.setAccessibleName(self.tr("Updates of the parameters"))
        self.steps.setToolTip(self.tr("How often the parameters are updated, a batch of sentences each time"))
        self.steps.valueChanged.connect(self.changed)
        form = QFormLayout()
        form.setContentsMargins(0, 6, 0, 0)
        form.setVerticalSpacing(6)
        form.addRow(self.tr("Model"), self.presets)
        form.addRow("", self.sizes)
        form.addRow(self.tr("Updates"), self.steps)
        layout.addLayout(form)
        self.time, self.cost = PlainLabel(), PlainLabel()
        self.time.setProperty("title", True)
        self.cost.setProperty("quiet", True)
        self.cost.setWordWrap(True)
        layout.addStretch(1)
        layout.addWidget(self.time)
        layout.addWidget(self.cost)
        self._show_recipe()

    @property
    def recipe(self) -> str:
        return self._names[self.recipes.checkedId()]

    def choose_recipe(self, name: str) -> None:
        self.recipes.button(self._names.index(name)).setChecked(True)

    def values(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """Keys of [model] and of [training]."""
        return {"preset": self.presets.currentData()}, {"steps": self.steps.value()}

    def show_measuring(self) -> None:
        self._show_cost("", self.tr("Measuring how long it takes on this computer\u2026"))

    def show_cost(self, parameters: int, seconds: float, device: Sentence | str, precision: str) -> None:
        """What was measured on this computer; `seconds` of the whole run."""
        locale = self.locale()
        of = count_text(parameters, locale), language.say(device), precision
        self._show_cost(
            self.tr("About {0} on this computer").format(duration_text(seconds, locale)),
            self.tr("{0} parameters \u00b7 {1} \u00b7 {2}").format(*of),
        )

    def show_no_cost(self, reason: str = "") -> None:
        self._show_cost("", reason)

    def _words(self, name: str) -> tuple[str, str]:
        return {
            "classroom": (
                self.tr("Classroom"),
                self.tr("A small model that learns the built-in sentences in a few minutes on a laptop."),
            ),
            "small-data": (
                self.tr("Small data"),
                self.tr("More dropout, Muon instead of Adam and a cool-down: for up to some hundred thousand pairs."),
            ),
            "paper": (
                self.tr("As in the paper"),
                self.tr("The base model and its schedule, 100,000 updates: millions of pairs and a GPU."),
            ),
        }[name]

    def _recipe_toggled(self, _number: int, checked: bool) -> None:
        if checked:
            self._show_recipe()
            self.changed.emit()

    def _show_recipe(self) -> None:
        defaults = RECIPES[self.recipe]
        with QSignalBlocker(self.presets), QSignalBlocker(self.steps):
            self.presets.setCurrentIndex(self.presets.findData(defaults["model"]["preset"]))
            self.steps.setValue(defaults["training"].get("steps", TrainingRecipe.steps))
        self._show_sizes()

    def _sizes_changed(self) -> None:
        self._show_sizes()
        self.changed.emit()

    def _show_sizes(self) -> None:
        of = ModelConfig(source_vocab_size=8000, target_vocab_size=8000, **PRESETS[self.presets.currentData()])
        layers = self.tr("{0}+{1} layers").format(of.encoder_layers, of.decoder_layers)
        text = self.tr("{0} \u00b7 {1} heads \u00b7 d_model {2} \u00b7 d_ff {3}")
        self.sizes.setText(text.format(layers, of.heads, of.d_model, of.d_ff))

    def _show_cost(self, time: str, rest: str = "") -> None:
        self.time.setText(time)
        self.cost.setText(rest)
