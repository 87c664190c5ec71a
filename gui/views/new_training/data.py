"""First part of a new training: which pairs to learn from, the built-in corpus or one's own files."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QSpinBox,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.look.plain import PlainLabel, plain
from gui.state.languages import in_english
from gui.views.parts.elided_combo import ElidedComboBox
from gui.views.parts.file_field import FileField, as_field
from gui.views.parts.given_files import LineEdit
from model.training.recipe import DataRecipe

FILES = ""  # in place of a built-in corpus's name
HELD_OUT_SHARE = 20  # one pair in 20 is held out if there are few pairs
FORMATS = ("auto", "tsv", "lines", "tmx", "jsonl")
MOST_PAIRS = 10_000_000


class DataPart(QFrame):
    """Gives the keys of [data] that the person decided. What the pairs look like is shown beneath them."""

    changed = Signal()

    def __init__(self, preview: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        title = QLabel(self.tr("1  Sentence pairs"))
        title.setProperty("title", True)
        self.corpora = QButtonGroup(self)
        choice = QHBoxLayout()
        choice.setSpacing(6)
        self._corpus_names = ("en-de", "en-ko", FILES)
        labels = (self.tr("English \u2192 German"), self.tr("English \u2192 Korean"), self.tr("My own files"))
        for number, label in enumerate(labels):
            button = QToolButton()
            button.setText(label)
            button.setAccessibleName(self.tr("Pairs: {0}").format(label))
            button.setCheckable(True)
            button.setProperty("choice", True)
            self.corpora.addButton(button, number)
            choice.addWidget(button)
        choice.addStretch(1)
        self.corpora.button(0).setChecked(True)
        self.corpora.idToggled.connect(self._corpus_toggled)
        self.pages = QStackedWidget()
        self._builtin_page, self._file_page = self._make_builtin(), self._make_files()
        self.pages.addWidget(self._builtin_page)
        self.pages.addWidget(self._file_page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 12)
        layout.setSpacing(8)
        layout.addWidget(title)
        layout.addLayout(choice)
        layout.addWidget(self.pages)
        layout.addWidget(preview, 1)
        self._show_page()

    @property
    def builtin(self) -> str:
        """The built-in corpus's name, "" for files."""
        return self._corpus_names[self.corpora.checkedId()]

    @property
    def problem(self) -> str:
        """What is still to be given, as a sentence."""
        if self.builtin != FILES:
            return ""
        if not self.train.path:
            return self.tr("Choose the file with the sentence pairs.")
        if not (self.source_language.text().strip() and self.target_language.text().strip()):
            return self.tr("Give both languages a name, for example English and German.")
        if self.valid_target.path and not self.valid.path:
            return self.tr("Choose the first of the two files for validation too.")
        return ""

    @property
    def contradiction(self) -> str:
        """Why the format and the files do not go together, as a sentence."""
        kind = self.format.currentData()
        if self.builtin != FILES or kind == "auto":
            return ""
        if kind != "lines":
            if not (self.train_target.path or self.valid_target.path):
                return ""
            return self.tr("Only aligned lines have a second file; leave it out or choose another format.")
        if not self.train_target.path:
            return self.tr("Aligned lines need a second file; choose it under \u201cTranslations\u201d.")
        if self.valid.path and not self.valid_target.path:
            return self.tr("Aligned lines need a second file for validation too; choose its translations.")
        return ""

    def values(self) -> dict[str, Any]:
        """Keys of [data] for `DataRecipe`, without those that are not given."""
        if self.builtin != FILES:
            return {"builtin": self.builtin, "builtin_pairs": self.pairs.value()}
        given = {
            "train": self.train.path,
            "train_target": self.train_target.path,
            "valid": self.valid.path,
            "valid_target": self.valid_target.path,
            "format": self.format.currentData(),
            "source_column": self.source_column.text().strip(),
            "target_column": self.target_column.text().strip(),
            "source_language": in_english(self.source_language.text()),
            "target_language": in_english(self.target_language.text()),
        }
        values: dict[str, Any] = {key: value for key, value in given.items() if value}
        values |= {"vocab_size": 0, "vocab_kind": "unigram"}  # 0: as many pieces as the text allows, up to a limit
        if not self.valid.path:
            values["valid_pairs"] = self.valid_pairs.value()
        return values

    def choose_files(self, pairs: str, translations: str = "") -> None:
        """Own files instead of built-in sentences; those for validation, which belonged to others, are forgotten."""
        self.corpora.button(self._corpus_names.index(FILES)).setChecked(True)
        for field, path in (
            (self.train, pairs),
            (self.train_target, translations),
            (self.valid, ""),
            (self.valid_target, ""),
        ):
            field.set_path(path)

    def suggest_held_out(self, kept: int) -> None:
        """Hold out a number that suits `kept` pairs, unless the person has chosen one. `changed` is not emitted."""
        if not self._held_out_chosen:
            with QSignalBlocker(self.valid_pairs):
                self.valid_pairs.setValue(min(DataRecipe.valid_pairs, max(kept // HELD_OUT_SHARE, 1)))
            self._show_suffix()

    def _make_builtin(self) -> QWidget:
        page = QWidget()
        about = QLabel(self.tr("Sentences of a small grammar, made on this computer: no internet is needed."))
        about.setWordWrap(True)
        about.setProperty("quiet", True)
        self.pairs = self._count(self.tr("Pairs to learn from"), DataRecipe.builtin_pairs, 1000)
        form = QFormLayout(page)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(about)
        form.addRow(self.tr("Pairs to learn from"), self.pairs)
        return page

    def _make_files(self) -> QWidget:
        page = QWidget()
        filters = self.tr("Sentence pairs (*.tsv *.txt *.tmx *.jsonl *.gz *.bz2 *.xz);;All files (*)")
        self.train = FileField(self.tr("File of sentence pairs"), filters)
        self.train_target = FileField(self.tr("File of translations"), filters)
        self.train_target.edit.setPlaceholderText(self.tr("only if they are in a file of their own, line by line"))
        self.valid = FileField(self.tr("File for validation"), filters)
        self.valid_target = FileField(self.tr("Its translations"), filters)
        self.valid_pairs = self._count(self.tr("Pairs held out for validation"), DataRecipe.valid_pairs, 100)
        self._held_out_chosen = False
        self.valid_pairs.valueChanged.connect(self._held_out_changed)
        self._show_suffix()
        self.source_language, self.target_language = LineEdit(), LineEdit()
        self.source_column, self.target_column = LineEdit(), LineEdit()
        self.format = ElidedComboBox()
        for text, name in zip(
            (self.tr("by its name"), self.tr("TSV"), self.tr("aligned lines"), self.tr("TMX"), self.tr("JSON Lines")),
            FORMATS,
            strict=True,
        ):
            self.format.addItem(text, name)
        for edit, name, hint in (
            (self.source_language, self.tr("Language of the source"), self.tr("English")),
            (self.target_language, self.tr("Language of the target"), self.tr("German")),
            (self.source_column, self.tr("Column of the source"), self.tr("1")),
            (self.target_column, self.tr("Column of the target"), self.tr("2")),
        ):
            edit.setAccessibleName(name)
            edit.setPlaceholderText(hint)
            edit.textChanged.connect(self.changed)
        column_help = self.tr("TSV: a number, from 1. JSON Lines: a key. TMX: a language code such as en.")
        for edit in (self.source_column, self.target_column):
            edit.setToolTip(plain(column_help))
            edit.setMaximumWidth(70)
        self.format.setAccessibleName(self.tr("Format"))
        self.format.currentIndexChanged.connect(self.changed)
        form = QFormLayout(page)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(6)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("Pairs"), self.train)
        form.addRow(self.tr("Translations"), self.train_target)
        form.addRow(self.tr("Validation"), self.valid)
        form.addRow("", self.valid_target)
        form.addRow("", self.valid_pairs)
        form.addRow(self.tr("Source"), self._side(self.source_language, self.source_column, self.tr("column")))
        form.addRow(self.tr("Target"), self._side(self.target_language, self.target_column, self.tr("column")))
        form.addRow(self.tr("Format"), self.format)
        self._files_form = form
        for field in (self.train, self.train_target, self.valid, self.valid_target):
            field.changed.connect(self._files_changed)
        self._files_changed()
        return page

    def _side(self, language: QLineEdit, column: QLineEdit, label: str) -> QWidget:
        side = QWidget()
        row = QHBoxLayout(side)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(language, 1)
        name = PlainLabel(label)
        name.setProperty("quiet", True)
        row.addWidget(name)
        row.addWidget(column)
        return side

    def _count(self, name: str, value: int, step: int) -> QSpinBox:
        box = QSpinBox()
        box.setRange(1, MOST_PAIRS)
        box.setSingleStep(step)
        box.setGroupSeparatorShown(True)
        box.setValue(value)
        as_field(box)
        box.setAccessibleName(name)
        box.valueChanged.connect(self.changed)
        return box

    def _held_out_changed(self) -> None:
        self._held_out_chosen = True
        self._show_suffix()

    def _show_suffix(self) -> None:
        one = self.valid_pairs.value() == 1
        self.valid_pairs.setSuffix(self.tr(" pair held out") if one else self.tr(" pairs held out"))

    def _files_changed(self) -> None:
        held_out = not self.valid.path
        self._files_form.setRowVisible(self.valid_target, not held_out)
        self._files_form.setRowVisible(self.valid_pairs, held_out)
        self.valid.edit.setPlaceholderText(self.tr("none: pairs are held out"))
        self.valid_target.edit.setPlaceholderText(self.tr("its translations, if in a file of their own"))
        self.changed.emit()

    def _corpus_toggled(self, _number: int, checked: bool) -> None:
        if checked:
            self._show_page()
            self.changed.emit()

    def _show_page(self) -> None:
        files = self.builtin == FILES
        shown = self._file_page if files else self._builtin_page
        # A stack is as high as its highest page. The preview needs that room, so hidden pages ask for none.
        for page in (self._file_page, self._builtin_page):
            height = QSizePolicy.Policy.Fixed if page is shown else QSizePolicy.Policy.Ignored
            page.setSizePolicy(QSizePolicy.Policy.Preferred, height)
        self.pages.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.pages.setCurrentWidget(shown)
