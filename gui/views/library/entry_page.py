"""One model in full: what it is, where it came from, what may be wrong with it, its card, and what to do with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.look.plain import plain
from gui.state.languages import in_words
from gui.views.library.card_view import CardView
from gui.views.library.facts import Facts
from gui.views.library.words import size_text
from gui.views.parts.elided_label import ElidedLabel
from gui.views.parts.message_area import MessageArea
from model.library.entry import HERE, LibraryEntry


class EntryPage(QWidget):
    """What is to be done with the model shown goes out as signals."""

    use_requested = Signal()
    rename_requested = Signal()
    remove_requested = Signal()
    export_requested = Signal()
    install_requested = Signal()  # of what the model needs

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = ElidedLabel()
        self.name.setProperty("heading", True)
        self.problem = MessageArea()
        self.problem.setAccessibleName(self.tr("What is wrong with this model"))
        self.install_button = QPushButton(self.tr("Install support for this family…"))
        self.card = CardView()
        self.facts = Facts(
            (
                self.tr("Languages"),
                self.tr("Family"),
                self.tr("Size"),
                self.tr("Licence"),
                self.tr("Source"),
                self.tr("Folder"),
            )
        )
        self.use_button = QPushButton(self.tr("Use this model"))
        self.use_button.setProperty("primary", True)
        self.rename_button = QPushButton(self.tr("Rename…"))
        self.remove_button = QPushButton(self.tr("Remove…"))
        self.export_button = QPushButton(self.tr("Export…"))
        self.export_button.setToolTip(
            self.tr("Write it as a folder that the library transformers, and programs built on it, can load")
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        for button, signal in (
            (self.export_button, self.export_requested),
            (self.rename_button, self.rename_requested),
            (self.remove_button, self.remove_requested),
            (self.use_button, self.use_requested),
        ):
            if button is self.use_button:
                buttons.addStretch(1)
            buttons.addWidget(button)
            button.clicked.connect(signal)
        self.install_button.clicked.connect(self.install_requested)
        for button in (*self._buttons(), self.install_button):
            button.setAccessibleName(button.text().rstrip("…"))
            button.setAutoDefault(False)
        wrong = QHBoxLayout()
        wrong.addWidget(self.problem, 1)
        wrong.addWidget(self.install_button, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.name)
        layout.addLayout(wrong)
        layout.addWidget(self.facts)
        layout.addWidget(self.card, 1)
        layout.addLayout(buttons)

    def _origin(self, entry: LibraryEntry) -> str:
        if entry.shipped:
            return self.tr("comes with the program")
        return self.tr("on this computer") if entry.origin == HERE else entry.origin or self.tr("not told")

    def _buttons(self) -> tuple[QPushButton, ...]:
        return self.export_button, self.rename_button, self.remove_button, self.use_button

    def show_entry(self, entry: LibraryEntry, used: bool, lacking: str, exportable: bool) -> None:
        """Show this model. `lacking` is a sentence if it needs something that can be installed from here, else "".

        Its card comes with `card.show_card`.
        """
        self.name.setText(in_words(entry.name))
        self.problem.say(entry.problem or lacking, error=bool(entry.problem))
        self.problem.setVisible(bool(entry.problem or lacking))
        self.install_button.setVisible(bool(lacking) and not entry.problem)
        values = (
            in_words(entry.languages) or self.tr("not told"),
            entry.family,
            size_text(entry.size, self.locale()) if entry.size else "",
            entry.licence or (self.tr("not named; read its card") if entry.card else self.tr("not told")),
            self._origin(entry),
            str(entry.path),
        )
        self.facts.show_values(values)
        self.use_button.setEnabled(not entry.problem and not used)
        self.use_button.setText(self.tr("In use") if used else self.tr("Use this model"))
        self.use_button.setAccessibleName(self.use_button.text())
        self.export_button.setVisible(exportable)
        own = self.tr("It comes with the program and stays") if entry.shipped else ""
        self.rename_button.setEnabled(not entry.shipped)
        self.remove_button.setEnabled(not entry.shipped)
        for button in (self.rename_button, self.remove_button):
            button.setToolTip(plain(own))
