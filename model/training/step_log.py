"""Summarises the updates since the last logged step as one event."""

from __future__ import annotations

import time

from model.training.checkpoint import Progress
from model.training.updater import Update
from model.values.training_events import StepLogged


class StepLog:
    """Collects updates and computes their means; the remaining time is estimated from this process's updates only."""

    def __init__(self, steps: int, progress: Progress) -> None:
        self.steps = steps
        self.progress = progress
        self.updates: list[Update] = []
        self.begin = time.perf_counter()
        self.first_step, self.first_seconds = progress.step, progress.seconds

    def add(self, update: Update) -> None:
        self.updates.append(update)

    def logged(self) -> StepLogged:
        """The event for the updates since the last call; needs at least one, already counted in `progress`."""
        now, updates, progress = time.perf_counter(), self.updates, self.progress
        pieces = sum(update.pieces for update in updates)
        per_step = (progress.seconds - self.first_seconds) / (progress.step - self.first_step)
        event = StepLogged(
            step=progress.step,
            steps=self.steps,
            epoch=progress.epoch,
            loss=sum(update.loss for update in updates) / pieces,
            nll=sum(update.nll for update in updates) / pieces,
            learning_rate=updates[-1].learning_rate,
            gradient_norm=updates[-1].gradient_norm,
            tokens_per_second=pieces / (now - self.begin),
            seconds=progress.seconds,
            seconds_left=per_step * (self.steps - progress.step),
        )
        self.updates, self.begin = [], now
        return event
