"""All questions for a file or a folder: where they begin, which kind is written, and what would be replaced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from gui.state.folders import Place, folders
from gui.views.parts.confirmation import Confirmation

# Qt's own translations lack these words of its dialog, so they are in ours; Qt asks for them by the same context.
WORDS_OF_QT = (
    QT_TRANSLATE_NOOP("QFileDialog", "&Look in:"),
    QT_TRANSLATE_NOOP("QFileDialog", "Files of &type:"),
    QT_TRANSLATE_NOOP("QFileDialog", "Create &New Folder"),
)


@dataclass(frozen=True)
class FileKind:
    """A kind of file that can be written: its name on the screen, and the ending of its files, with the dot."""

    name: str
    ending: str

    @property
    def filter(self) -> str:
        return f"{self.name} (*{self.ending})"


def ask_open(parent: QWidget, title: str, place: Place, filters: str = "", at: str = "") -> Path | None:
    """An existing file; None when the person gives up. `at`: the path that is there already."""
    path, _ = QFileDialog.getOpenFileName(parent, title, _start(place, at), filters)
    return _remembered(place, Path(path), Path(path).parent) if path else None


def ask_folder(parent: QWidget, title: str, place: Place, at: str = "") -> Path | None:
    """An existing folder; None when the person gives up. `at`: the path that is there already."""
    path = QFileDialog.getExistingDirectory(parent, title, _start(place, at))
    return _remembered(place, Path(path), Path(path)) if path else None


def ask_save(
    parent: QWidget, title: str, place: Place, name: str, kinds: Sequence[FileKind], at: str = ""
) -> Path | None:
    """Where to write, with the ending of one of the kinds; None when the person gives up.

    The ending is added here, so what would be replaced is asked about here, not by the system's dialog.
    """
    start = str(Path(_start(place, at)) / name)
    filters = ";;".join(kind.filter for kind in kinds)
    only = QFileDialog.Option.DontConfirmOverwrite
    while True:
        path, chosen = QFileDialog.getSaveFileName(parent, title, start, filters, "", only)
        if not path:
            return None
        target = named(Path(path), kinds, next((kind for kind in kinds if kind.filter == chosen), kinds[0]))
        if not target.exists() or _may_replace(parent, target):
            return _remembered(place, target, target.parent)
        start = str(target)


def ask_new_folder(parent: QWidget, title: str, place: Place, name: str) -> Path | None:
    """The path of a folder to make; what stands there already is for the caller to judge. None: the person gives up."""
    start = str(folders.begin(place) / name)
    only = QFileDialog.Option.DontConfirmOverwrite
    path, _ = QFileDialog.getSaveFileName(parent, title, start, "", "", only)
    return _remembered(place, Path(path), Path(path).parent) if path else None


def named(path: Path, kinds: Sequence[FileKind], chosen: FileKind) -> Path:
    """The path with the ending of the kind that is meant.

    A kind chosen in the dialog's list is meant, whatever was typed. While the list stands on its first kind, an ending
    of another kind decides. Any other dot is part of the name: `Fig. 3`, `report v1.2`, `photo.jpg`.
    """
    typed = next((kind for kind in kinds if path.suffix.lower() == kind.ending), None)
    if typed is None:
        return path.with_name(path.name + chosen.ending)
    meant = typed if chosen == kinds[0] else chosen
    return path if meant == typed else path.with_suffix(meant.ending)


def _start(place: Place, at: str) -> str:
    """The nearest folder of `at` that exists, or `at` itself; without `at`, the folder used last."""
    if at:
        path = Path(at).expanduser()
        if path.exists():
            return str(path)
        if path.parent.is_dir() and path.is_absolute():
            return str(path.parent)
    return str(folders.begin(place))


def _remembered(place: Place, path: Path, folder: Path) -> Path:
    folders.remember(place, folder)
    return path


def _may_replace(parent: QWidget, path: Path) -> bool:
    translate = QCoreApplication.translate
    question = Confirmation(parent, careful=True)
    question.set_words(
        translate("FileDialogs", "Replace a file"),
        translate("FileDialogs", "Replace “{0}”?").format(path.name),
        translate("FileDialogs", "It is in {0} already; what is in it now will be lost.").format(path.parent),
        translate("FileDialogs", "Replace"),
    )
    return bool(question.exec())
