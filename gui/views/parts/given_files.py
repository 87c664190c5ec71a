"""Files that are dropped or pasted: a field of text must not take their addresses for text."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit


def local_files(data: QMimeData) -> list[Path]:
    """The files and folders of this computer in what is dropped or pasted."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class LineEdit(QLineEdit):
    """A line of text that leaves dropped files to the window."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData()):
            event.ignore()
        else:
            super().dragEnterEvent(event)


class TextEdit(QPlainTextEdit):
    """A text of several lines that leaves dropped files to the window, and tells of pasted ones."""

    files_pasted = Signal(object)  # list[Path], where their addresses would have become text

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return not local_files(source) and super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """What is pasted and dropped."""
        if files := local_files(source):
            self.files_pasted.emit(files)
        else:
            super().insertFromMimeData(source)
