"""First part: the checkpoint and its SentencePiece models, what the model is called and where it will be."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.look.plain import plain
from gui.state.folders import Place
from gui.state.languages import in_words
from gui.views.new_training.place import LONGEST_NAME, is_folder_name, new_folder, place_problem
from gui.views.parts.elided_label import ElidedLabel
from gui.views.parts.file_field import FileField
from gui.views.parts.given_files import LineEdit
from gui.views.parts.numbers import count_text
from model.foreign.plain.checking import Sizes
from model.foreign.plain.guess import Opened
from model.foreign.plain.mapping import Mapping


class FilesPart(QFrame):
    """Emits `files_changed` when other files are to be opened, `changed` when only a name has changed."""

    files_changed = Signal()
    changed = Signal()

    def __init__(self, place: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self._name_typed = False
        title = QLabel(self.tr("1  Files"))
        title.setProperty("title", True)
        weights = self.tr("Checkpoints (*.pt *.pth *.bin *.ckpt *.safetensors);;All files (*)")
        pieces = self.tr("SentencePiece models (*.model *.spm);;All files (*)")
        self.checkpoint = FileField(self.tr("Checkpoint"), weights)
        self.source_model = FileField(self.tr("SentencePiece model"), pieces)
        self.target_model = FileField(self.tr("SentencePiece model of the target"), pieces)
        self.target_model.edit.setPlaceholderText(self.tr("the same"))
        self.place = FileField(self.tr("Place of the model's folder"), folder=True, place=Place.MODELS)
        self.place.set_path(str(place))
        self.sizes = ElidedLabel(max_lines=2)
        self.sizes.setProperty("quiet", True)
        self.sizes.setAccessibleName(self.tr("What the shapes say"))
        self.name, self.source_language, self.target_language = LineEdit(), LineEdit(), LineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        for edit, name, hint in (
            (self.name, self.tr("Name"), self.tr("of the model and of its folder")),
            (self.source_language, self.tr("Language of the source"), self.tr("English")),
            (self.target_language, self.tr("Language of the target"), self.tr("German")),
        ):
            edit.setAccessibleName(name)
            edit.setPlaceholderText(hint)
        languages = QHBoxLayout()
        languages.setSpacing(6)
        languages.addWidget(self.source_language, 1)
        languages.addWidget(QLabel("\u2192"))
        languages.addWidget(self.target_language, 1)
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(6)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("Checkpoint"), self.checkpoint)
        form.addRow("", self.sizes)
        form.addRow(self.tr("SentencePiece"), self.source_model)
        form.addRow(self.tr("of the target"), self.target_model)
        form.addRow(self.tr("Languages"), languages)
        form.addRow(self.tr("Name"), self.name)
        form.addRow(self.tr("Place"), self.place)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 12)
        layout.setSpacing(8)
        layout.addWidget(title)
        layout.addLayout(form)
        for field in (self.checkpoint, self.source_model, self.target_model):
            field.changed.connect(self.files_changed)
        for edit in (self.source_language, self.target_language):
            edit.textChanged.connect(self.changed)
        self.name.textChanged.connect(self.changed)
        self.name.textEdited.connect(self._typed)
        self.place.changed.connect(self.changed)

    def paths(self) -> tuple[Path | None, Path | None, Path | None]:
        """Checkpoint, SentencePiece model of the source, that of the target; None where nothing is given."""
        fields = (self.checkpoint, self.source_model, self.target_model)
        # Unlike pathlib, `os` keeps "~name" of an unknown user, which then is just a file that is not found.
        found = [Path(os.path.expanduser(field.path)) if field.path else None for field in fields]
        return found[0], found[1], found[2]

    @property
    def problem(self) -> str:
        """What is still to be given, as a sentence."""
        if not (self.source_language.text().strip() and self.target_language.text().strip()):
            return self.tr("Give both languages a name, for example English and German.")
        name = self.name.text().strip()
        if not name:
            return self.tr("Give the model a name.")
        if not is_folder_name(name):
            return self.tr("\u201c{0}\u201d cannot be the name of a folder; use letters, digits and hyphens.").format(
                name
            )
        if not self.place.path:
            return self.tr("Choose a place for the model's folder.")
        return place_problem(self.place.path, name)

    def folder(self) -> Path:
        """The model's folder, which does not exist yet."""
        return new_folder(self.place.path, self.name.text().strip())

    def show_mapping(self, mapping: Mapping, described: bool) -> None:
        """The files of a mapping; the names too where it is `described` by a person."""
        with QSignalBlocker(self):
            self.checkpoint.set_path(str(mapping.checkpoint))
            self.source_model.set_path(str(mapping.source_model or ""))
            self.target_model.set_path(str(mapping.target_model or ""))
            if described:
                self.source_language.setText(in_words(mapping.source_language))
                self.target_language.setText(in_words(mapping.target_language))
            if described or not self._name_typed:
                self.name.setText(mapping.name[:LONGEST_NAME])

    def show_sizes(self, opened: Opened | None, sizes: Sizes | None) -> None:
        """What the shapes say: in a line, as far as it is known."""
        if opened is None or sizes is None:
            self.sizes.setText("")
            return
        locale = self.locale()
        text = self.tr("{0} tensors \u00b7 d_model {1} \u00b7 d_ff {2} \u00b7 {3} + {4} layers \u00b7 {5} pieces")
        rows = {sizes.source_rows, sizes.target_rows} - {0}
        self.sizes.setText(
            text.format(
                count_text(len(opened.seen.shapes), locale),
                sizes.d_model,
                sizes.d_ff,
                sizes.encoder_layers,
                sizes.decoder_layers,
                " / ".join(count_text(number, locale) for number in sorted(rows)) or "?",
            )
        )
        self.sizes.setToolTip(plain(self.sizes.text()))

    def _typed(self) -> None:
        self._name_typed = True
