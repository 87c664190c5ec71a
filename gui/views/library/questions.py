"""What is asked before a model is removed or renamed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.look.plain import PlainLabel
from gui.state.language import language
from gui.views.library.words import size_text
from gui.views.parts.confirmation import WIDTH, Confirmation
from gui.views.parts.given_files import LineEdit
from model.errors import Sentence
from model.library.entry import LibraryEntry


class RemoveQuestion(Confirmation):
    """Accepted when the model is to be removed. Says whether its files are deleted."""

    def __init__(self, entry: LibraryEntry, deletes_files: bool, used: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent, careful=True)
        if deletes_files:
            size = size_text(entry.size, self.locale())
            about = self.tr("Its files are deleted from this computer ({0}): {1}").format(size, entry.path)
            act = self.tr("Delete the files")
        else:
            about = self.tr("It only leaves this list; its files stay where they are: {0}").format(entry.path)
            act = self.tr("Remove from the list")
        if used:
            about += "\n\n" + self.tr("It is in use now and goes on translating until another model is chosen.")
        self.set_words(self.tr("Remove a model"), self.tr("Remove “{0}”?").format(entry.name), about, act)


class RenameQuestion(Confirmation):
    """Accepted with another `name`."""

    def __init__(self, entry: LibraryEntry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_words(
            self.tr("Rename a model"),
            self.tr("A new name for “{0}”").format(entry.name),
            self.tr("Only the name in this program changes; the folder keeps its own."),
            self.tr("Rename"),
        )
        self.edit = LineEdit(entry.name)
        self.edit.setAccessibleName(self.tr("New name"))
        self.edit.selectAll()
        self.edit.textChanged.connect(self._changed)
        self.rows.insertWidget(2, self.edit)
        self.edit.setFocus()
        self._before = entry.name
        self._changed()

    @property
    def name(self) -> str:
        return " ".join(self.edit.text().split())

    def _changed(self) -> None:
        self.act_button.setEnabled(self.name not in ("", self._before))


class InstallDialog(QDialog):
    """Offers to install what a model needs and shows how far it is. Asks by its signals; told with `show_...`."""

    install_requested = Signal()
    cancel_requested = Signal()

    def __init__(self, reason: Sentence | str, packages: str, parent: QWidget | None = None) -> None:
        """`reason` is the sentence that says what is missing; `packages` what would be installed."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Support for other families of models"))
        self._running = self._placing = False
        self.reason = PlainLabel(language.say(reason))
        self.reason.setProperty("title", True)
        about = self.tr(
            "“Install” lets this Python’s pip load it over the network; it has to be done only once. It will install "
            "{0} and what that needs."
        )
        self.about = PlainLabel(about.format(packages))
        self.state = PlainLabel()
        for label in (self.reason, self.about, self.state):
            label.setWordWrap(True)
            label.setFixedWidth(WIDTH + 60)
        self.state.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.state.setAccessibleName(self.tr("Progress"))
        self.state.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.state.hide()
        self.cancel_button, self.install_button = QPushButton(self.tr("Cancel")), QPushButton(self.tr("Install"))
        self.install_button.setProperty("primary", True)
        self.install_button.setDefault(True)
        self.cancel_button.clicked.connect(self.reject)
        self.install_button.clicked.connect(self._install)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        for button in (self.cancel_button, self.install_button):
            button.setAccessibleName(button.text())
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(10)
        for widget in (self.reason, self.about, self.state):
            layout.addWidget(widget)
        layout.addLayout(buttons)

    @property
    def running(self) -> bool:
        return self._running

    def show_progress(self, text: str, placing: bool) -> None:
        """One line of what pip does; while it is `placing` packages it cannot be given up."""
        if self._running:
            self._placing = placing
            self._say(text, error=False)
            self._show_buttons()

    def show_installed(self) -> None:
        """All is there: close."""
        self._running = False
        self.accept()

    def show_problem(self, problem: str) -> None:
        self._running = self._placing = False
        self._say(problem, error=True)
        self._show_buttons()

    def reject(self) -> None:
        """*Cancel* gives up what runs; the dialog closes, but not while packages are put in place."""
        if self._placing:
            return
        if self._running:
            self._running = False
            self.cancel_requested.emit()
        super().reject()

    def _install(self) -> None:
        self._running = True
        self._say(self.tr("pip looks for what is needed…"), error=False)
        self._show_buttons()
        self.install_requested.emit()

    def _say(self, text: str, error: bool) -> None:
        self.state.setText(language.say(text))
        self.state.setFocusPolicy(Qt.FocusPolicy.StrongFocus if error else Qt.FocusPolicy.NoFocus)  # to copy a command
        self.state.setProperty("error", error)
        self.state.setProperty("quiet", not error)
        self.state.style().unpolish(self.state)
        self.state.style().polish(self.state)
        self.state.show()
        self.adjustSize()

    def _show_buttons(self) -> None:
        self.install_button.setText(self.tr("Installing…") if self._running else self.tr("Try again"))
        self.install_button.setAccessibleName(self.install_button.text())
        self.install_button.setEnabled(not self._running)
        self.cancel_button.setEnabled(not self._placing)
