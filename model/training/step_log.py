"""Summarises the updates since the last logged step as one event."""

from __future__ import annotations

from model.training.checkpoint import Progress, Unlogged
from model.training.updater import Update
from model.values.training_events import StepLogged


class StepLog:
    """Sums up updates in `progress`, which a checkpoint keeps, so that a mean is of all its updates also after a
    resume. The remaining time is estimated from this process's updates only."""

    def __init__(self, steps: int, progress: Progress) -> None:
        self.steps = steps
        self.progress = progress
        self.first_step, self.first_seconds = progress.step, progress.seconds
        self.last: Update | None = None

    def add(self, update: Update, seconds: float) -> None:
        """`seconds` is what the update took, with making its batches; neither evaluations nor checkpoints count."""
        sums = self.progress.unlogged
        sums.loss += update.loss
        sums.nll += update.nll
        sums.pieces += update.pieces
        sums.seconds += seconds
        self.last = update

    def logged(self) -> StepLogged:
        """The event for the updates since the last one; needs at least one `add`, already counted in `progress`."""
        assert self.last is not None
        progress, sums = self.progress, self.progress.unlogged
        per_step = (progress.seconds - self.first_seconds) / (progress.step - self.first_step)
        progress.unlogged = Unlogged()
        return StepLogged(
            step=progress.step,
            steps=self.steps,
            epoch=progress.epoch,
            loss=sums.loss / sums.pieces,
            nll=sums.nll / sums.pieces,
            learning_rate=self.last.learning_rate,
            gradient_norm=self.last.gradient_norm,
            tokens_per_second=sums.pieces / sums.seconds,
            seconds=progress.seconds,
            seconds_left=per_step * (self.steps - progress.step),
        )
