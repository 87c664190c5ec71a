"""The trainings last shown, to choose one of, in place of the model picker while the training page is open."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from gui.look.plain import plain
from gui.views.parts.elided_combo import ElidedComboBox

WIDEST = 300
NEW, OPEN = 0, 1  # item data of the last two entries; that of a run is its folder, a string


class RunPicker(ElidedComboBox):
    """Run folders by their names; the last entries start or open another one."""

    run_chosen = Signal(str)  # its folder
    new_requested = Signal()
    open_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Training"))
        self.setToolTip(self.tr("The training that is shown"))
        self.setMaximumWidth(WIDEST)
        self.setMinimumContentsLength(16)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.activated.connect(self._activated)
        self.set_runs([], "")

    def set_runs(self, folders: Sequence[str], current: str) -> None:
        """The runs to choose from, and which is shown ("" for none); `run_chosen` is not emitted."""
        with QSignalBlocker(self):
            self.clear()
            for folder in folders:
                self.addItem(Path(folder).name, folder)
                self.setItemData(self.count() - 1, plain(folder), Qt.ItemDataRole.ToolTipRole)
            if folders:
                self.insertSeparator(self.count())
            self.addItem(self.tr("New training\u2026"), NEW)
            self.addItem(self.tr("Open a run folder\u2026"), OPEN)
            self.setPlaceholderText(self.tr("Choose a training"))
        self.select(current)

    def select(self, folder: str) -> None:
        """Show which run is open; an unknown folder shows none."""
        self._chosen = next((i for i in range(self.count()) if folder and self.itemData(i) == folder), -1)
        with QSignalBlocker(self):
            self.setCurrentIndex(self._chosen)

    def _activated(self, index: int) -> None:
        data = self.itemData(index)
        with QSignalBlocker(self):
            self.setCurrentIndex(self._chosen)  # `select` changes it once the run is shown
        if isinstance(data, str):
            self.run_chosen.emit(data)
        else:
            (self.new_requested if data == NEW else self.open_requested).emit()
