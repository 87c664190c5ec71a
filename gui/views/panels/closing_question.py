"""Asked when the window is closed while this computer trains: does the training go on?"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.look.plain import PlainLabel

WIDTH = 440  # pixels of text


class ClosingQuestion(QDialog):
    """Accepted when the window is to close; `pause_requested` comes first where the training is to pause."""

    pause_requested = Signal()

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        several = len(names) > 1
        self.setWindowTitle(self.tr("Trainings run") if several else self.tr("A training runs"))
        quoted = ", ".join(self.tr("\u201c{0}\u201d").format(name) for name in names)
        if several:
            asked = self.tr("{0} are being trained. Do they go on?")
            told = self.tr(
                "They need no window: the next start finds them again. Paused, they save everything and can be resumed "
                "at any time."
            )
        else:
            asked = self.tr("{0} is being trained. Does it go on?")
            told = self.tr(
                "It needs no window: the next start finds it again. Paused, it saves everything and can be resumed at "
                "any time."
            )
        heading, about = PlainLabel(asked.format(quoted)), PlainLabel(told)
        heading.setProperty("title", True)
        for label in (heading, about):
            label.setWordWrap(True)
            label.setFixedWidth(WIDTH)
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.pause_button = QPushButton(self.tr("Pause the trainings") if several else self.tr("Pause the training"))
        self.go_on_button = QPushButton(self.tr("Trainings go on") if several else self.tr("Training goes on"))
        self.go_on_button.setProperty("primary", True)
        self.go_on_button.setDefault(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        for button in (self.cancel_button, self.pause_button, self.go_on_button):
            button.setAccessibleName(button.text())
            buttons.addWidget(button)
        self.cancel_button.setToolTip(self.tr("Do not close the window"))
        self.cancel_button.clicked.connect(self.reject)
        self.pause_button.clicked.connect(self._pause)
        self.go_on_button.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(heading)
        layout.addWidget(about)
        layout.addSpacing(4)
        layout.addLayout(buttons)
        self.go_on_button.setFocus()

    def _pause(self) -> None:
        self.pause_requested.emit()
        self.accept()
