"""Where file dialogs begin: in the folder that was used last for the same kind of file."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QStandardPaths


class Place(StrEnum):
    """Kinds of files that people keep in different folders."""

    RESULTS = "results"  # traces, figures, tables: what the window shows
    MODELS = "models"
    RUNS = "runs"
    DATA = "data"  # corpora, vocabularies, checkpoints: what a model is made of
    EXPORTS = "exports"


class Folders:
    """The folders used last, by kind, in a dictionary that the settings keep."""

    def __init__(self) -> None:
        self._used: dict[str, str] = {}

    def keep_in(self, used: dict[str, str]) -> None:
        """Read and write `used` from now on."""
        self._used = used

    def begin(self, place: Place) -> Path:
        """The folder to begin in: the one used last, else the person's documents, else the home folder."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        for folder in (self._used.get(place, ""), documents):
            if folder and Path(folder).is_dir():
                return Path(folder)
        return Path.home()

    def remember(self, place: Place, folder: Path) -> None:
        """Begin in this folder the next time."""
        self._used[place] = str(folder)


folders = Folders()
