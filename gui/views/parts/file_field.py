"""A line for the path of a file or a folder: typed, chosen in a dialog, or dropped on it; and numbers beside it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractSpinBox, QHBoxLayout, QLineEdit, QToolButton, QWidget

from gui.look.plain import plain
from gui.state.folders import Place
from gui.views.parts.file_dialogs import ask_folder, ask_open
from gui.views.parts.given_files import local_files

FIELD_HEIGHT = 26  # pixels
TEXT_MARGIN = 7  # pixels


def as_field(box: QAbstractSpinBox) -> None:
    """Make a number box look like a line of text: frame, height, and left margin, which no style sheet can set."""
    box.setProperty("field", True)
    box.setMinimumHeight(FIELD_HEIGHT)
    box.lineEdit().setTextMargins(TEXT_MARGIN, 0, 0, 0)


class _PathEdit(QLineEdit):
    """Takes a dropped file as its path, not as its address."""

    dropped = Signal(str)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if files := local_files(event.mimeData()):
            event.acceptProposedAction()
            self.dropped.emit(str(files[0]))
        else:
            super().dropEvent(event)


class FileField(QWidget):
    """`changed` with every new path; `folder` makes it a field for folders, of models or runs as `place` says."""

    changed = Signal()

    def __init__(
        self,
        name: str,
        filters: str = "",
        folder: bool = False,
        place: Place = Place.DATA,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._filters, self._folder, self._place = name, filters, folder, place
        self.edit = _PathEdit()
        self.edit.setAccessibleName(name)
        self.edit.dropped.connect(self.set_path)
        self.edit.textChanged.connect(self._text_changed)
        self.button = QToolButton()
        self.button.setText(self.tr("Choose\u2026"))
        self.button.setAccessibleName(self.tr("Choose: {0}").format(name))
        self.button.setStyleSheet("QToolButton { padding: 3px 8px; }")
        self.button.clicked.connect(self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.edit, 1)
        row.addWidget(self.button)
        self.setFocusProxy(self.edit)

    @property
    def path(self) -> str:
        return self.edit.text().strip()

    def set_path(self, path: str) -> None:
        self.edit.setText(path)
        # Show the end of a file's path (its name), but the beginning of a folder's path (its drive).
        self.edit.setCursorPosition(0 if self._folder else len(path))

    def _text_changed(self, text: str) -> None:
        self.edit.setToolTip(plain(text))
        self.changed.emit()

    def _choose(self) -> None:
        if self._folder:
            path = ask_folder(self, self._name, self._place, self.path)
        else:
            path = ask_open(self, self._name, self._place, self._filters, self.path)
        if path is not None:
            self.set_path(str(path))
