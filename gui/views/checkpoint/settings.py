"""Second part: settings that no shape reveals. Those not chosen by a person yet are marked as guesses."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QGridLayout, QHBoxLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from gui.look.plain import PlainLabel
from gui.views.parts.elided_combo import ElidedComboBox
from gui.views.parts.file_field import as_field
from model.foreign.plain.mapping import IDS, Mapping
from model.foreign.plain.vocabulary import Special

CHOICES = ("heads", "norm", "activation", "scale_embedding", "positions")
MOST_POSITIONS = 1 << 17
MOST_ID = 10_000_000


class SettingsPart(QFrame):
    """The values of a `Mapping` that only a person can know; choosing a value, even the same again, confirms it."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self.unsure: set[str] = set()
        title = QLabel(self.tr("2  What no shape tells"))
        title.setProperty("title", True)
        self.form = QFormLayout()
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setVerticalSpacing(6)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.combos: dict[str, ElidedComboBox] = {}
        self.marks: dict[str, QLabel] = {}
        self._add("heads", self.tr("Heads"), ())
        self._add(
            "norm",
            self.tr("LayerNorm"),
            ((self.tr("after adding (post-norm)"), "post"), (self.tr("before (norm_first=True)"), "pre")),
        )
        self._add("activation", self.tr("Activation"), (("ReLU", "relu"), ("GELU", "gelu"), ("SiLU", "silu")))
        self._add(
            "scale_embedding",
            self.tr("Embeddings"),
            ((self.tr("times \u221ad_model"), True), (self.tr("as they are"), False)),
        )
        self._add(
            "positions",
            self.tr("Positions"),
            (
                (self.tr("as in the checkpoint"), "table"),
                (self.tr("sines and cosines in turn (the paper's)"), "interleaved"),
                (self.tr("sines before cosines"), "halves"),
                (self.tr("tensor2tensor's"), "tensor2tensor"),
                (self.tr("none"), "none"),
            ),
        )
        self.max_positions = QSpinBox()
        self.max_positions.setRange(1, MOST_POSITIONS)
        self.max_positions.setValue(512)
        as_field(self.max_positions)
        self.max_positions.setAccessibleName(self.tr("Number of positions"))
        self.max_positions.setSuffix(self.tr(" positions"))
        self.max_positions.valueChanged.connect(self.changed)
        self.form.addRow("", self.max_positions)
        self.ids: dict[str, QSpinBox] = {}
        self.form.addRow(self.tr("Ids"), self._make_ids())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 12)
        layout.setSpacing(8)
        layout.addWidget(title)
        layout.addLayout(self.form)
        layout.addStretch(1)
        self._show_marks()

    def _add(self, key: str, label: str, options: Sequence[tuple[str, Any]]) -> None:
        combo, mark = ElidedComboBox(), QLabel(self.tr("a guess"))
        combo.setAccessibleName(label)
        combo.setSizeAdjustPolicy(ElidedComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(12)  # the longest choice may be elided: the table beside needs the room
        for text, value in options:
            combo.addItem(text, value)
        combo.activated.connect(lambda _index, key=key: self._chosen(key))
        combo.currentIndexChanged.connect(lambda _index: self._changed())
        mark.setProperty("quiet", True)
        mark.setToolTip(self.tr("Nobody has chosen this yet: choose it, or try a sentence pair"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(combo, 1)
        row.addWidget(mark)
        self.combos[key], self.marks[key] = combo, mark
        self.form.addRow(label, row)

    def _make_ids(self) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        for number, (key, piece) in enumerate(zip(IDS, ("<pad>", "<unk>", "<s>", "</s>"), strict=True)):
            box = QSpinBox()
            box.setRange(-1, MOST_ID)
            box.setValue(-1)
            as_field(box)
            box.setAccessibleName(self.tr("Id of {0}").format(piece))
            box.valueChanged.connect(self.changed)
            name = PlainLabel(piece)
            name.setProperty("quiet", True)
            grid.addWidget(name, number // 2, number % 2 * 2)
            grid.addWidget(box, number // 2, number % 2 * 2 + 1)
            self.ids[key] = box
        for column in (1, 3):
            grid.setColumnStretch(column, 1)
        part = QWidget()
        part.setLayout(grid)
        self.show_special(None)
        return part

    # ---- what is told ----

    def show_mapping(self, mapping: Mapping, unsure: Collection[str], heads: Sequence[int]) -> None:
        """The mapping's values, of which those in `unsure` are guesses; `heads` are the numbers that d_model allows."""
        with QSignalBlocker(self):
            combo = self.combos["heads"]
            with QSignalBlocker(combo):
                combo.clear()
                for number in sorted({*heads, mapping.heads}):
                    combo.addItem(str(number), number)
            for key in CHOICES:
                self._select(key, getattr(mapping, key))
            self.max_positions.setValue(mapping.max_positions)
            for key, box in self.ids.items():
                box.setValue(getattr(mapping, key))
        self.unsure = set(unsure) & set(CHOICES)
        self._show_marks()

    def show_special(self, special: Special | None) -> None:
        """Show the SentencePiece model's own ids, which are used where no other id is given."""
        own = (special.pad, special.unknown, special.start, special.end) if special else (-1,) * 4
        for box, number in zip(self.ids.values(), own, strict=True):
            known = special is None or number >= 0
            words = (
                self.tr("its own") if special is None else self.tr("its own: {0}") if known else self.tr("it has none")
            )
            box.setSpecialValueText(words.format(number))
            box.setToolTip(self.tr("The id that the model was trained with; otherwise the SentencePiece model's own"))

    def take(self, mapping: Mapping) -> None:
        """Take over the settings that a trial has found; they are no longer marked as guesses."""
        with QSignalBlocker(self):
            for key in CHOICES:
                self._select(key, getattr(mapping, key))
        self.unsure.clear()
        self._changed()

    def values(self) -> dict[str, Any]:
        """Fields of a `Mapping`."""
        chosen = {key: combo.currentData() for key, combo in self.combos.items()}
        return {
            **chosen,
            "max_positions": self.max_positions.value(),
            **{k: box.value() for k, box in self.ids.items()},
        }

    # ---- what is done ----

    def _select(self, key: str, value: Any) -> None:
        combo = self.combos[key]
        index = next((i for i in range(combo.count()) if combo.itemData(i) == value), -1)
        if index < 0:
            combo.addItem(str(value), value)
            index = combo.count() - 1
        combo.setCurrentIndex(index)

    def _chosen(self, key: str) -> None:
        if key in self.unsure:
            self.unsure.discard(key)
            self._changed()

    def _changed(self) -> None:
        self._show_marks()
        self.changed.emit()

    def _show_marks(self) -> None:
        for key, mark in self.marks.items():
            mark.setVisible(key in self.unsure)
        self.form.setRowVisible(self.max_positions, self.combos["positions"].currentData() != "table")
