"""What stands in place of a view's content: a sentence, how far a computation is, a button to stop or repeat it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from gui.look.plain import PlainLabel
from gui.state.answers import Pending
from gui.state.language import language


class Notice(QWidget):
    """One sentence in place of the content; during a computation also its progress and a button to cancel it."""

    cancelled = Signal()
    again_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = PlainLabel()
        self._label.setProperty("quiet", True)
        self._label.setWordWrap(True)
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(280)
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.setAccessibleName(self.tr("Cancel"))
        self._cancel.clicked.connect(self.cancelled)
        self._again = QPushButton(self.tr("Compute again"))
        self._again.setAccessibleName(self.tr("Compute again"))
        self._again.clicked.connect(self.again_wanted)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(self._label)
        for widget in (self._bar, self._cancel, self._again):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        self.show_text("")

    @property
    def text(self) -> str:
        return self._label.text()

    def show_text(self, text: str) -> None:
        self._label.setText(text)
        for widget in (self._bar, self._cancel, self._again):
            widget.hide()

    def show_again(self, text: str) -> None:
        """Offer to compute again after a cancellation."""
        self.show_text(text)
        self._again.show()
        self._again.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_pending(self, pending: Pending, text: str) -> None:
        """Show `text` until there is a progress report or a problem, then that."""
        progress = pending.progress
        told = pending.problem or (progress.doing if progress is not None else "")
        self._label.setText(language.say(told) if told else text)
        self._again.hide()
        self._bar.setVisible(progress is not None and not pending.problem)
        self._cancel.setVisible(progress is not None and not pending.problem)
        if progress is not None:
            self._bar.setRange(0, progress.total)
            self._bar.setValue(progress.done)
            self._bar.setAccessibleName(language.say(progress.doing))
