"""Files that are dropped or pasted: a field of text must not take their addresses for text."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QLineEdit


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
