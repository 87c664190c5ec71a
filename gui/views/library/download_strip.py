"""The progress of the download, at the bottom of the dialog, whichever page is shown above."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from gui.look.plain import plain
from gui.state.language import language
from gui.views.library.words import size_text
from gui.views.parts.elided_label import ElidedLabel
from gui.views.training.words import duration_text
from model.library.hub import DownloadProgress

PARTS = 1000  # of the bar; not bytes, because Qt counts in 32 bits and models are larger


class DownloadStrip(QFrame):
    """Hidden while nothing is downloaded."""

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self._name = ""
        self.title = ElidedLabel()
        self.title.setProperty("title", True)
        self.numbers = ElidedLabel()
        self.numbers.setProperty("quiet", True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(8)
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.cancel_button.setAccessibleName(self.tr("Cancel the download"))
        self.cancel_button.setToolTip(self.tr("What is loaded so far is kept; another download goes on from there"))
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self._cancel)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(self.title)
        words.addWidget(self.bar)
        words.addWidget(self.numbers)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self.cancel_button)
        self.hide()

    def begin(self, name: str) -> None:
        """A download of this model starts."""
        self._name = name
        self.title.setText(self.tr("Downloading {0}").format(name))
        self.bar.setAccessibleName(self.title.text())
        self.numbers.setText(self.tr("asking for the first file…"))
        self.bar.setRange(0, 0)
        self.cancel_button.setEnabled(True)
        self.show()

    def show_progress(self, progress: DownloadProgress) -> None:
        self.bar.setRange(0, PARTS)
        self.bar.setValue(PARTS * progress.done // max(progress.total, 1))
        self.numbers.setText(language.say(progress.note) or self._numbers(progress))
        self.numbers.setToolTip(plain("\n".join(filter(None, (self.numbers.text(), progress.file)))))

    def end(self) -> None:
        self.hide()

    def _cancel(self) -> None:
        self.cancel_button.setEnabled(False)
        self.numbers.setText(self.tr("stopping…"))
        self.cancel_requested.emit()

    def _numbers(self, progress: DownloadProgress) -> str:
        locale = self.locale()
        text = self.tr("{0} of {1}").format(size_text(progress.done, locale), size_text(progress.total, locale))
        if progress.seconds_left is None:
            return text
        return self.tr("{0} · about {1} left").format(text, duration_text(progress.seconds_left, locale))
