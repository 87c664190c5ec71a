"""Finding a model on the Hugging Face hub by its name or a part of it; its facts are shown before the download."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gui.look.plain import plain
from gui.state.language import language
from gui.state.languages import in_words
from gui.views.library.facts import Facts
from gui.views.library.words import size_text
from gui.views.parts.confirmation import Confirmation
from gui.views.parts.elided_label import ElidedLabel
from gui.views.parts.given_files import LineEdit
from gui.views.parts.message_area import MessageArea
from model.errors import Sentence
from model.library.hub import HubHit, HubModel
from model.library.hub.staging import Unfinished

EXAMPLE = "Helsinki-NLP/opus-mt-en-de"
REPOSITORY = Qt.ItemDataRole.UserRole


class DownloadPage(QWidget):
    """Asks by its signals; what comes back is shown with the `show_...` methods."""

    search_requested = Signal(str)  # words
    look_up_requested = Signal(str)  # owner/name, or an address
    download_requested = Signal(object)  # HubModel
    install_requested = Signal(object)  # to install what the model needs; the sentence that says so, Sentence | str
    discard_requested = Signal(str)  # the repository of an unfinished download
    entry_requested = Signal(str)  # the key of a model that is here already

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question: Confirmation | None = None  # the last one that was asked
        self._found: HubModel | None = None
        self._downloading = False
        self._rows: list[QWidget] = []  # of the unfinished downloads
        self.edit = LineEdit()
        self.edit.setAccessibleName(self.tr("A model’s name on the hub, or a part of it"))
        self.edit.setPlaceholderText(EXAMPLE)
        self.edit.setClearButtonEnabled(True)
        self.find_button = QPushButton(self.tr("Look up"))
        self.find_button.setAccessibleName(self.tr("Look up"))
        self.find_button.setAutoDefault(False)
        self.message = MessageArea()
        self.message.setAccessibleName(self.tr("Message"))
        self.help = self._make_help()
        self.hits = QListWidget()
        self.hits.setAccessibleName(self.tr("Models found"))
        self.hits.setProperty("field", True)
        self.hits.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.result = self._make_result()
        self.stack = QStackedWidget()
        for page in (self.help, self.hits, self.result):
            self.stack.addWidget(page)
        heading = QLabel(self.tr("Download a model"))
        heading.setProperty("heading", True)
        about = QLabel(
            self.tr(
                "From the Hugging Face hub. Type a name as it stands there, or a part of it to search for. Licence and "
                "source are shown before anything is downloaded; afterwards the model works without a network."
            )
        )
        about.setWordWrap(True)
        about.setProperty("quiet", True)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.edit, 1)
        line.addWidget(self.find_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(heading)
        layout.addWidget(about)
        layout.addLayout(line)
        layout.addWidget(self.message)
        layout.addWidget(self.stack, 1)
        self.edit.returnPressed.connect(self._find)
        self.edit.textChanged.connect(lambda text: self.find_button.setEnabled(bool(text.strip())))
        self.find_button.clicked.connect(self._find)
        self.find_button.setEnabled(False)
        self.hits.itemActivated.connect(self._take_hit)
        self.hits.itemClicked.connect(self._take_hit)
        self._say("")

    def _make_help(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(4)
        heading = QLabel(self.tr("To begin with"))
        heading.setProperty("title", True)
        column.addWidget(heading)
        self.examples: list[QPushButton] = []
        for name, about in (
            (EXAMPLE, self.tr("English to German; about a thousand more pairs are named like this")),
            ("facebook/m2m100_418M", self.tr("among 100 languages, in every direction")),
            ("facebook/nllb-200-distilled-600M", self.tr("among 200 languages; not for commercial use")),
        ):
            button, words = QPushButton(name), ElidedLabel(about, max_lines=2)
            button.setAccessibleName(self.tr("Look up {0}: {1}").format(name, about))
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, name=name: self._try(name))
            words.setProperty("quiet", True)
            row = QHBoxLayout()
            row.setSpacing(10)
            row.addWidget(button)
            row.addWidget(words, 1)
            column.addLayout(row)
            self.examples.append(button)
        widest = max(button.sizeHint().width() for button in self.examples) + 24
        for button in self.examples:
            button.setMinimumWidth(widest)
        column.addSpacing(10)
        self._unfinished = QVBoxLayout()
        self._unfinished.setSpacing(4)
        column.addLayout(self._unfinished)
        column.addStretch(1)
        return page

    def _make_result(self) -> QWidget:
        page = QWidget()
        self.name = ElidedLabel()
        self.name.setProperty("title", True)
        names = (
            self.tr("Languages"),
            self.tr("Family"),
            self.tr("Size"),
            self.tr("Licence"),
            self.tr("Source"),
            self.tr("Changed"),
        )
        self.facts = Facts(names, lines=2)
        self.state = MessageArea()
        self.state.setAccessibleName(self.tr("Whether it can be used here"))
        self.download_button = QPushButton()
        self.download_button.setProperty("primary", True)
        self.show_button = QPushButton(self.tr("Show it"))
        self.show_button.setToolTip(self.tr("The model that is on this computer already"))
        self.install_button = QPushButton(self.tr("Install support for this family…"))
        for button in (self.download_button, self.show_button, self.install_button):
            button.setAccessibleName(button.text())
            button.setAutoDefault(False)
        self.download_button.clicked.connect(self._download)
        self.show_button.clicked.connect(self._show_installed)
        self.install_button.clicked.connect(self._install)
        row = QHBoxLayout()
        row.setSpacing(6)
        for button in (self.download_button, self.show_button, self.install_button):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.name)
        column.addWidget(self.facts)
        column.addWidget(self.state)
        column.addLayout(row)
        column.addStretch(1)
        return page

    # ---- what comes back ----

    @property
    def found(self) -> HubModel | None:
        """What was looked up last and is shown."""
        return self._found if self.stack.currentWidget() is self.result else None

    def show_found(self, found: HubModel) -> None:
        """What the hub tells of a model."""
        self._found = found
        locale = self.locale()
        files = self.tr("{0} in {1} files").format(size_text(found.size, locale), len(found.files))
        told = found.source_language, found.target_language
        pair = told[0] if told[0] == told[1] else " \u2192 ".join(filter(None, told))
        languages = in_words(pair or ", ".join(found.languages[:20])) or self.tr("not told")
        self.name.setText(found.repository)
        licence = found.licence or self.tr("not told: ask whoever made it before you pass it on")
        self.facts.show_values((languages, found.family, files, licence, found.url, found.last_change))
        self._say("")
        self.stack.setCurrentWidget(self.result)
        self._show_state()

    def show_hits(self, hits: Sequence[HubHit]) -> None:
        """What a search found."""
        self.hits.clear()
        for hit in hits:
            languages = in_words(", ".join(hit.languages[:3])) + (" …" if len(hit.languages) > 3 else "")
            parts = [hit.repository, languages, hit.licence or self.tr("licence not told")]
            item = QListWidgetItem(" \u00b7 ".join(part for part in parts if part))
            item.setData(REPOSITORY, hit.repository)
            item.setToolTip(plain(self.tr("{0}\nchanged {1}").format(hit.repository, hit.last_change)))
            self.hits.addItem(item)
        if not hits:
            self._say(
                self.tr("The hub has no translation model of such a name; try a part of it, such as “opus-mt-en”.")
            )
            self.stack.setCurrentWidget(self.help)
            return
        self._say(self.tr("Choose one to see its licence, its source and its size."))
        self.stack.setCurrentWidget(self.hits)
        self.hits.setCurrentRow(0)
        self.hits.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_unfinished(self, unfinished: Sequence[Unfinished]) -> None:
        """Show downloads that were interrupted and can continue."""
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [self._unfinished_row(one) for one in unfinished]
        if self._rows:
            heading = QLabel(self.tr("Not finished"))
            heading.setProperty("title", True)
            self._rows.insert(0, heading)
        for row in self._rows:
            self._unfinished.addWidget(row)

    def _unfinished_row(self, one: Unfinished) -> QWidget:
        row = QWidget()
        go_on, words, discard = QPushButton(one.repository), ElidedLabel(), QPushButton(self.tr("Discard"))
        locale = self.locale()
        words.setText(self.tr("{0} of {1} are here").format(size_text(one.done, locale), size_text(one.total, locale)))
        words.setProperty("quiet", True)
        go_on.setMinimumWidth(self.examples[0].minimumWidth())
        go_on.setAccessibleName(self.tr("Go on with {0}: {1}").format(one.repository, words.text()))
        discard.setAccessibleName(self.tr("Discard what came of {0}").format(one.repository))
        discard.setToolTip(self.tr("Delete what came of it"))
        go_on.clicked.connect(lambda: self._try(one.repository))
        discard.clicked.connect(lambda: self._ask_to_discard(one))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        line.addWidget(go_on)
        line.addWidget(words, 1)
        line.addWidget(discard)
        for button in (go_on, discard):
            button.setAutoDefault(False)
        return row

    def _ask_to_discard(self, one: Unfinished) -> None:
        self.question = question = Confirmation(self, careful=True)
        done = size_text(one.done, self.locale())
        question.set_words(
            self.tr("Discard a download"),
            self.tr("Discard what came of {0}?").format(one.repository),
            self.tr("The {0} that are here are deleted; a new download begins from the start.").format(done),
            self.tr("Discard"),
        )
        question.accepted.connect(lambda: self.discard_requested.emit(one.repository))
        question.open()

    def show_problem(self, problem: Sentence | str) -> None:
        """The question was not answered, for a reason in one sentence."""
        self._say(problem, error=True)
        if self.hits.hasFocus():
            self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.stack.setCurrentWidget(self.help)

    def set_downloading(self, downloading: bool) -> None:
        """Only one model is downloaded at a time."""
        self._downloading = downloading
        self._show_state()

    def look_again(self) -> None:
        """Ask again about the model shown, after something was installed or downloaded."""
        if self.found is not None:
            self.look_up_requested.emit(self.found.repository)

    # ---- what a person does ----

    def _find(self) -> None:
        text = self.edit.text().strip()
        if not text:
            return
        self.stack.setCurrentWidget(self.help)
        if "/" in text:
            self._say(self.tr("Asking the hub about {0}…").format(text))
            self.look_up_requested.emit(text)
        else:
            self._say(self.tr("Searching the hub for “{0}”…").format(text))
            self.search_requested.emit(text)

    def _try(self, name: str) -> None:
        self.edit.setText(name)
        self._find()

    def _take_hit(self, item: QListWidgetItem) -> None:
        self._try(item.data(REPOSITORY))

    def _download(self) -> None:
        if self._found is not None:
            self.download_requested.emit(self._found)

    def _show_installed(self) -> None:
        if self._found is not None:
            self.entry_requested.emit(self._found.installed)

    def _install(self) -> None:
        if self._found is not None:
            self.install_requested.emit(self._found.note)

    def _say(self, text: Sentence | str, error: bool = False) -> None:
        self.message.say(text, error)
        self.message.setVisible(bool(text))

    def _show_state(self) -> None:
        found = self._found
        if found is None:
            return
        gated = self.tr("Its conditions have to be accepted on its page first, and a token given (hf auth login).")
        here = self.tr("It is on this computer already.")
        notes = [language.say(found.note), here if found.installed else "", gated if found.gated else ""]
        usable = self.tr("It can be used here.")
        self.state.say(found.problem or " ".join(filter(None, notes)) or usable, error=bool(found.problem))
        text = self.tr("Download ({0})").format(size_text(found.size, self.locale()))
        self.download_button.setText(self.tr("Downloading…") if self._downloading else text)
        self.download_button.setAccessibleName(self.download_button.text())
        self.download_button.setEnabled(not found.problem and not self._downloading)
        self.show_button.setVisible(bool(found.installed))
        self.install_button.setVisible(bool(found.note) and not found.problem)
