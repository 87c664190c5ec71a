"""Carries out what a person drops on the window or pastes into its texts: every kind of file has its place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton

from gui.views.panels.examples import EXAMPLES
from gui.views.panels.page_switch import Page
from gui.views.parts.confirmation import Confirmation
from gui.window.dropped import Dropped, Kind, look_at

if TYPE_CHECKING:
    from gui.window.main_window import MainWindow


class Doors(QObject):
    """Asks before a typed text is replaced and before a model is added; all else can be closed again."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.question: Confirmation | None = None  # the last one that was asked

    def take(self, paths: Sequence[Path]) -> None:
        """Do with these files what their kind asks for."""
        dropped, window = look_at(paths), self._window
        match dropped.kind:
            case Kind.TEXT:
                self._take_text(dropped)
            case Kind.TRACE:
                window.show_page(Page.TRANSLATE)
                window.open_trace(dropped.paths[0])
            case Kind.RUN:
                window.training.open_run(dropped.paths[0])
            case Kind.MODEL:
                self._offer_model(dropped.paths[0])
            case Kind.PAIRS:
                window.training.new_training_with(*dropped.paths)
            case Kind.CHECKPOINT:
                window.models.describe_checkpoint(dropped.paths[0])
            case Kind.NOTHING:
                window.session.set_message(dropped.text, error=True)

    def _take_text(self, dropped: Dropped) -> None:
        window, source = self._window, self._window.source
        window.show_page(Page.TRANSLATE)
        typed = source.text.strip()
        if typed in ("", dropped.text.strip(), *(example.text for example in EXAMPLES)):
            source.replace_text(dropped.text)
            return
        self.question = question = Confirmation(window)
        question.set_words(
            self.tr("A text"),
            self.tr("Replace what is typed by “{0}”?").format(dropped.paths[0].name),
            self.tr("Undo (Ctrl+Z) brings back what is typed now."),
            self.tr("Replace"),
        )
        behind = QPushButton(self.tr("Add at the end"))
        question.add_button(behind)
        behind.clicked.connect(lambda: source.replace_text(f"{source.text.rstrip()}\n{dropped.text}"))
        behind.clicked.connect(question.reject)
        question.accepted.connect(lambda: source.replace_text(dropped.text))
        question.open()

    def _offer_model(self, folder: Path) -> None:
        window = self._window
        self.question = question = Confirmation(window)
        question.set_words(
            self.tr("A model"),
            self.tr("Add “{0}” to the library and translate with it?").format(folder.name),
            self.tr("Its files stay where they are: {0}").format(folder),
            self.tr("Add"),
        )
        question.accepted.connect(lambda: window.library.add_made(folder))
        question.open()
