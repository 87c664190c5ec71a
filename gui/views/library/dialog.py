"""The library: the models of this computer on the left, the chosen one or the way to more of them on the right.

It is not modal, so that a person can go on translating during a download. It shows what `show_...` methods give it and
asks by its signals.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gui.look.plain import PlainLabel
from gui.views.library.download_page import DownloadPage
from gui.views.library.download_strip import DownloadStrip
from gui.views.library.entry_list import EntryList
from gui.views.library.entry_page import EntryPage
from gui.views.library.words import matches
from gui.views.parts.given_files import LineEdit, local_files
from gui.views.parts.message_area import MessageArea
from gui.views.parts.screen_room import open_as
from model.errors import Sentence
from model.library.entry import LibraryEntry

LEFT = 300  # pixels of the list
SIZE = (980, 600)
SMALLEST = (780, 420)  # less than a screen of 1280 x 720 at 150 % has


class LibraryDialog(QDialog):
    """`entries` are all models; the list shows those that match what is searched for."""

    use_requested = Signal(object)  # LibraryEntry
    add_requested = Signal()
    folder_dropped = Signal(object)  # Path
    checkpoint_requested = Signal()
    rename_requested = Signal(object)
    remove_requested = Signal(object)
    export_requested = Signal(object)
    card_requested = Signal(object)
    install_requested = Signal(object)  # the sentence that says what is missing, Sentence | str

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Models"))
        self.setMinimumSize(*SMALLEST)
        self.setAcceptDrops(True)
        self.entries: tuple[LibraryEntry, ...] = ()
        self._used = ""
        self._lacking: frozenset[str] = frozenset()
        self._exportable: frozenset[str] = frozenset()
        self._card_of = ""  # the key of the model whose card is shown
        self.search = LineEdit()
        self.search.setAccessibleName(self.tr("Search the models"))
        self.search.setPlaceholderText(self.tr("Search: name, language, family, licence"))
        self.search.setClearButtonEnabled(True)
        self.list = EntryList()
        self.none = PlainLabel()
        self.none.setWordWrap(True)
        self.none.setProperty("quiet", True)
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.download_button = QPushButton(self.tr("Download a model…"))
        self.add_button = QPushButton(self.tr("Add a folder…"))
        self.add_button.setToolTip(
            self.tr("A model that is on this computer: OPUS-MT, any Hugging Face folder, or one made here")
        )
        self.checkpoint_button = QPushButton(self.tr("A PyTorch checkpoint…"))
        self.checkpoint_button.setToolTip(
            self.tr("Weights of a torch.nn.Transformer with a SentencePiece model, matched name by name")
        )
        self.message = MessageArea()
        self.message.setAccessibleName(self.tr("Message"))
        self.message.hide()
        self.page = EntryPage()
        self.download = DownloadPage()
        self.strip = DownloadStrip()
        self.help = self._make_help()
        self.stack = QStackedWidget()
        for page in (self.help, self.page, self.download):
            self.stack.addWidget(page)
        self._lay_out()
        self._connect()
        self._show_filtered()

    def _make_help(self) -> QWidget:
        page = QWidget()
        label = QLabel(
            self.tr(
                "Choose a model on the left to read its card.\n\nMore models: “Download” finds them on the Hugging "
                "Face hub; “Add a folder” takes one that is on this computer already, such as a folder that "
                "somebody gave you on a stick; a model trained here is added by its run folder."
            )
        )
        label.setWordWrap(True)
        label.setProperty("quiet", True)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(page)
        column.setContentsMargins(40, 0, 40, 40)
        column.addWidget(label)
        return page

    def _lay_out(self) -> None:
        for button in (self.download_button, self.add_button, self.checkpoint_button):
            button.setAccessibleName(button.text().rstrip("…"))
            button.setAutoDefault(False)
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.lists = QStackedWidget()
        self.lists.addWidget(self.list)
        self.lists.addWidget(self.none)
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(self.search)
        left.addWidget(self.lists, 1)
        for button in (self.download_button, self.add_button, self.checkpoint_button):
            left.addWidget(button)
        side = QWidget()
        side.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        side.setFixedWidth(LEFT)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.message)
        right.addWidget(self.stack, 1)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(side)
        both.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(10)
        layout.addLayout(both, 1)
        layout.addWidget(self.strip)
        open_as(self, *SIZE)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._show_filtered())
        self.search.installEventFilter(self)
        self.list.entry_changed.connect(self._show_entry)
        self.list.itemClicked.connect(lambda _item: self._show_entry(self.list.entry))
        self.list.entry_activated.connect(self._use)
        self.download_button.clicked.connect(self.show_download)
        self.add_button.clicked.connect(self.add_requested)
        self.checkpoint_button.clicked.connect(self.checkpoint_requested)
        page = self.page
        page.use_requested.connect(lambda: self._use(self.list.entry))
        for asked, told in (
            (page.rename_requested, self.rename_requested),
            (page.remove_requested, self.remove_requested),
            (page.export_requested, self.export_requested),
        ):
            asked.connect(lambda told=told: self._ask(told))
        page.install_requested.connect(lambda: self.install_requested.emit(self._lack()))
        self.download.install_requested.connect(self.install_requested)
        self.download.entry_requested.connect(self.select)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        shortcut.activated.connect(self.search.setFocus)

    # ---- what is told ----

    def show_entries(
        self, entries: Sequence[LibraryEntry], used: str, lacking: frozenset[str], exportable: frozenset[str]
    ) -> None:
        """All models and the keys: of the one in use, of those that need what is not installed, and of those that
        can be exported."""
        self.entries, self._used, self._lacking, self._exportable = tuple(entries), used, lacking, exportable
        self._show_filtered()
        if self.stack.currentWidget() is not self.download:
            self._show_entry(self.list.entry)

    def set_used(self, key: str) -> None:
        """Another model is in use."""
        self.show_entries(self.entries, key, self._lacking, self._exportable)

    def show_card(self, text: str) -> None:
        """The card of the model that is shown."""
        self.page.card.show_card(text)

    def select(self, key: str) -> None:
        """Show the model with this key, even if the search hides it."""
        if not self.list.select(key) and any(entry.key == key for entry in self.entries):
            self.search.clear()
            self.list.select(key)
        self._show_entry(self.list.entry)

    def show_download(self) -> None:
        """Show the page that finds more models."""
        self.say("")
        self.stack.setCurrentWidget(self.download)
        self.download.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, text: Sentence | str, error: bool = False) -> None:
        """One sentence above what is shown; "" takes it away."""
        self.message.say(text, error)
        self.message.setVisible(bool(text))

    # ---- what is shown ----

    def _show_filtered(self) -> None:
        text = self.search.text()
        found = [entry for entry in self.entries if matches(entry, text)]
        self.list.set_entries(found, self._used)
        if not self.entries:
            self.none.setText(self.tr("Looking for the models of this computer…"))
        else:
            words = self.tr("No model on this computer matches “{0}”. Other models can be downloaded below.")
            self.none.setText(words.format(text.strip()))
        self.lists.setCurrentWidget(self.list if found else self.none)

    def _show_entry(self, entry: LibraryEntry | None) -> None:
        if entry is None:
            self._card_of = ""
            if self.stack.currentWidget() is self.page:
                self.stack.setCurrentWidget(self.help)
            return
        key = entry.key
        lacking = self._lack() if key in self._lacking else ""
        self.page.show_entry(entry, key == self._used, lacking, key in self._exportable)
        if entry.key != self._card_of:
            self._card_of = entry.key
            self.say("")
            if entry.card is None:
                self.page.card.show_card("")
            else:
                self.page.card.clear()
                self.card_requested.emit(entry)
        self.stack.setCurrentWidget(self.page)

    def _lack(self) -> str:
        return self.tr("Models of this family are played by the package transformers, which is not installed yet.")

    def _use(self, entry: LibraryEntry | None) -> None:
        if entry is not None and not entry.problem and entry.key != self._used:
            self.use_requested.emit(entry)

    def _ask(self, told: Signal) -> None:
        if self.list.entry is not None:
            told.emit(self.list.entry)  # type: ignore[attr-defined]

    # ---- Qt ----

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The Down key in the search line moves to the list."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down and self.list.count():
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)
                if self.list.currentRow() < 0:
                    self.list.setCurrentRow(0)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self.list.count():
                    self.list.setCurrentRow(0)
                return True
        return super().eventFilter(watched, event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A model's folder, or any file in it."""
        event.acceptProposedAction()
        path = local_files(event.mimeData())[0]
        self.folder_dropped.emit(path if path.is_dir() else path.parent)
