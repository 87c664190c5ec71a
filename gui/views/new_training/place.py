"""Third part of a new training: what it is called and where its folder will be."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QVBoxLayout, QWidget

from gui.look.plain import plain
from gui.state.folders import Place
from gui.state.language import language
from gui.views.parts.elided_label import ElidedLabel
from gui.views.parts.file_field import FileField
from gui.views.parts.given_files import LineEdit
from model.errors import reason_of

_REFUSED = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # names that Windows keeps for devices
LONGEST_NAME = 80


def free_folder(place: Path, name: str) -> Path:
    """`place/name`; if that exists, with the next free number."""
    folder, number = place / name, 2
    while folder.exists():
        folder, number = place / f"{name}-{number}", number + 1
    return folder


def is_folder_name(name: str) -> bool:
    """Whether every system lets a folder have this name."""
    return bool(name) and not _REFUSED.search(name) and name.strip(". ") == name and not _RESERVED.fullmatch(name)


def new_folder(place: str, name: str) -> Path:
    """The folder that `name` gets at `place`, which does not exist yet. Only without a `place_problem`."""
    return free_folder(Path(place).expanduser().absolute(), name)


def place_problem(place: str, name: str) -> str:
    """Why this computer can have no folder `name` at `place`, as a sentence."""
    translate = QCoreApplication.translate
    try:
        new_folder(place, name)
    except RuntimeError:  # what pathlib raises for the home folder of an unknown user
        text = translate("PlacePart", "There is no person \u201c{0}\u201d on this computer; choose another place.")
        return text.format(Path(place).parts[0])
    except OSError as error:
        text = translate("PlacePart", "There can be no such folder ({0}); choose another place or a shorter name.")
        return text.format(language.say(reason_of(error)))
    return ""


class PlacePart(QFrame):
    """The name follows what is chosen above until it is typed."""

    changed = Signal()

    def __init__(self, place: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self._typed = False
        title = QLabel(self.tr("3  Name and place"))
        title.setProperty("title", True)
        self.name = LineEdit()
        self.name.setAccessibleName(self.tr("Name"))
        self.name.setMaxLength(LONGEST_NAME)
        self.name.textEdited.connect(self._name_typed)
        self.place = FileField(self.tr("Place of the run folder"), folder=True, place=Place.RUNS)
        self.place.set_path(str(place))
        self.place.changed.connect(self._changed)
        self.shown = ElidedLabel()
        self.shown.setProperty("quiet", True)
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(6)
        form.addRow(self.tr("Name"), self.name)
        form.addRow(self.tr("Place"), self.place)
        form.addRow(self.tr("Folder"), self.shown)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 12)
        layout.setSpacing(8)
        layout.addWidget(title)
        layout.addLayout(form)

    @property
    def problem(self) -> str:
        """Why no folder can have this name, as a sentence."""
        name = self.name.text().strip()
        if not name:
            return self.tr("Give the training a name.")
        if not is_folder_name(name):
            return self.tr("\u201c{0}\u201d cannot be the name of a folder; use letters, digits and hyphens.").format(
                name
            )
        if not self.place.path:
            return self.tr("Choose a place for the run folder.")
        return place_problem(self.place.path, name)

    def folder(self) -> Path:
        """The run folder, which does not exist yet. Only without a problem."""
        return new_folder(self.place.path, self.name.text().strip())

    def suggest(self, name: str) -> None:
        """A name from what is chosen above; one that was typed stays."""
        if not self._typed:
            with QSignalBlocker(self.name):
                self.name.setText(_REFUSED.sub("", name)[:LONGEST_NAME].strip(". "))
            self._show()

    def _name_typed(self) -> None:
        self._typed = True
        self._changed()

    def _changed(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        folder = "" if self.problem else str(self.folder())
        self.shown.setText(folder)
        self.shown.setToolTip(plain(folder))
