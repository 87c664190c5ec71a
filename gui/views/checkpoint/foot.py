"""The foot of the dialog: descriptions, one message, and the button that makes the model."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from gui.views.parts.message_area import MessageArea


class FootPart(QWidget):
    """Only the widgets; the dialog says what they do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.message = MessageArea()
        self.message.setAccessibleName(self.tr("Message"))
        self.load = QPushButton(self.tr("Open description\u2026"))
        self.load.setToolTip(self.tr("A checkpoint.toml that says all of this"))
        self.save = QPushButton(self.tr("Save description\u2026"))
        self.save.setToolTip(self.tr("Write a checkpoint.toml, for the command line or for another time"))
        self.cancel = QPushButton(self.tr("Cancel"))
        self.make = QPushButton()
        self.make.setProperty("primary", True)
        for button in (self.load, self.save, self.cancel, self.make):
            button.setAccessibleName(button.text().rstrip("\u2026"))
            button.setAutoDefault(False)  # Return in a field must not make a model
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        bottom = Qt.AlignmentFlag.AlignBottom  # a long message grows upwards
        row.addWidget(self.load, 0, bottom)
        row.addWidget(self.save, 0, bottom)
        row.addWidget(self.message, 1)
        row.addWidget(self.cancel, 0, bottom)
        row.addWidget(self.make, 0, bottom)

    def show_making(self, making: bool) -> None:
        self.make.setText(self.tr("Making\u2026") if making else self.tr("Make the model"))
        self.make.setAccessibleName(self.make.text())
