"""How the next piece is chosen: every setting of greedy search, beam search and sampling."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from gui.look.plain import plain
from gui.views.parts.elided_combo import ElidedComboBox
from gui.views.parts.file_field import as_field
from gui.views.parts.given_files import LineEdit
from model.values.decoding import LARGEST_SEED, DecodingSettings, Method


class DecodingDialog(QDialog):
    """Edits a copy of `DecodingSettings`; only what the chosen method uses is shown."""

    def __init__(self, settings: DecodingSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before = settings
        self.setWindowTitle(self.tr("Decoding"))
        self.method = ElidedComboBox()
        self.method.setMinimumContentsLength(44)
        for name, method in (
            (self.tr("Greedy: always the likeliest piece"), "greedy"),
            (self.tr("Beam search: several hypotheses side by side"), "beam"),
            (self.tr("Sampling: by chance, as likely as the model says"), "sample"),
        ):
            self.method.addItem(name, method)
        self.method.setCurrentIndex(self.method.findData(settings.method))
        self.beam = self._whole(1, 64, settings.beam, self.tr("Hypotheses that are kept at every step"))
        self.length_penalty = self._real(
            0.0,
            5.0,
            0.1,
            settings.length_penalty,
            self.tr("Alpha of GNMT's length penalty; 0 favours short translations"),
        )
        self.temperature = self._real(
            0.05,
            10.0,
            0.1,
            settings.temperature,
            self.tr("Logits are divided by it: below 1 bolder, above 1 more varied"),
        )
        self.top_k = self._whole(0, 1000, settings.top_k, self.tr("Only the k likeliest pieces may be drawn"))
        self.top_k.setSpecialValueText(self.tr("all"))
        self.top_p = self._real(
            0.01, 1.0, 0.05, settings.top_p, self.tr("Only the likeliest pieces that together reach this probability")
        )
        self.seed = self._whole(
            0, LARGEST_SEED, settings.seed, self.tr("The same seed draws the same translation again")
        )
        self.prefix = LineEdit(settings.prefix)
        self.prefix.setPlaceholderText(self.tr("none"))
        self.prefix.setToolTip(
            self.tr("The translation must begin with this text. Its last word may go on, unless a space follows it")
        )
        self._form = form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for label, field in (
            (self.tr("Method"), self.method),
            (self.tr("Beam size"), self.beam),
            (self.tr("GNMT length penalty \u03b1"), self.length_penalty),
            (self.tr("Temperature"), self.temperature),
            (self.tr("Top-k"), self.top_k),
            (self.tr("Top-p"), self.top_p),
            (self.tr("Seed"), self.seed),
            (self.tr("Forced beginning"), self.prefix),
        ):
            field.setAccessibleName(label)
            form.addRow(label, field)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.buttons)
        self.method.currentIndexChanged.connect(self._method_changed)
        self._method_changed()

    @property
    def settings(self) -> DecodingSettings:
        prefix = self.prefix.text().lstrip()
        return replace(
            self._before,
            method=cast(Method, self.method.currentData()),
            beam=self.beam.value(),
            length_penalty=round(self.length_penalty.value(), 2),
            temperature=round(self.temperature.value(), 2),
            top_k=self.top_k.value(),
            top_p=round(self.top_p.value(), 2),
            seed=self.seed.value(),
            prefix=prefix,
            prefix_closed=self._before.prefix_closed and prefix == self._before.prefix,
        )

    def _whole(self, low: int, high: int, value: int, tooltip: str) -> QSpinBox:
        box = QSpinBox()
        as_field(box)
        box.setRange(low, high)
        box.setValue(value)
        box.setToolTip(plain(tooltip))
        return box

    def _real(self, low: float, high: float, step: float, value: float, tooltip: str) -> QDoubleSpinBox:
        box = QDoubleSpinBox()
        as_field(box)
        box.setRange(low, high)
        box.setSingleStep(step)
        box.setValue(value)
        box.setToolTip(plain(tooltip))
        return box

    def _method_changed(self) -> None:
        method = self.method.currentData()
        for box in (self.beam, self.length_penalty):
            self._form.setRowVisible(box, method == "beam")
        for box in (self.temperature, self.top_k, self.top_p, self.seed):
            self._form.setRowVisible(box, method == "sample")
        self.adjustSize()
