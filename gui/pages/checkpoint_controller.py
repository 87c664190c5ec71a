"""Between the dialog for plain checkpoints and the threads that read them and make models of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gui.jobs.checkpoint_job import CheckpointJob

if TYPE_CHECKING:  # made when it is first wanted: most people only translate
    from gui.views.checkpoint.dialog import CheckpointDialog


class CheckpointController(QObject):
    """All methods are called in the GUI thread and return at once, except `close`, which ends the threads."""

    model_made = Signal(str)  # the folder of an ordinary model

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.dialog: CheckpointDialog | None = None
        self.job = CheckpointJob(self)

    def open(self, parent: QWidget | None, place: Path | None = None) -> CheckpointDialog:
        """Show the dialog over `parent`, or bring it to the front; models are made in `place`, or in the library."""
        if self.dialog is None:
            self.dialog = self._made(parent, place)
            self.dialog.open()
        else:
            self.dialog.activateWindow()
        return self.dialog

    def close(self) -> None:
        if self.dialog is not None:
            self.dialog.done(0)  # the window goes and waits for no answer
        self.job.close()

    def _made(self, parent: QWidget | None, place: Path | None) -> CheckpointDialog:
        from gui.views.checkpoint.dialog import CheckpointDialog

        dialog, job = CheckpointDialog(parent, place), self.job
        dialog.open_requested.connect(job.open)
        dialog.description_requested.connect(job.open_description)
        dialog.check_requested.connect(job.check)
        dialog.try_requested.connect(job.try_pair)
        dialog.try_stopped.connect(job.stop_trying)
        dialog.save_requested.connect(job.save)
        dialog.make_requested.connect(job.make)
        dialog.cancelled.connect(job.cancel)
        dialog.model_made.connect(self.model_made)
        dialog.finished.connect(self._finished)
        job.opened.connect(dialog.show_opened)
        job.checked.connect(dialog.show_report)
        job.tried.connect(dialog.show_trials)
        job.saved.connect(dialog.show_saved)
        job.made.connect(dialog.show_made)
        job.refused.connect(dialog.show_problem)
        return dialog

    def _finished(self) -> None:
        """The next model begins with an empty dialog."""
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
