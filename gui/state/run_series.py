"""The numbers of a run as curves: the steps and values of each, without those that were not measured."""

from __future__ import annotations

import numpy as np

from gui.state.run import Floats, Run
from model.values.training_events import Evaluation

EVALUATED = ("valid", "bleu", "chrf", "exact")  # what only evaluations tell
LOGGED = ("loss", "nll", "learning_rate", "tokens_per_second")


class RunSeries:
    """The numbers as of the last `read`, so that curves and texts come from the same moment."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._series: dict[str, tuple[Floats, Floats]] = {}
        self._evaluations: tuple[Evaluation, ...] = ()
        self._evaluated = _table(())

    def read(self) -> None:
        reading = self._run.reading
        if reading.evaluations is not self._evaluations:  # only when they change: reading thousands takes a while
            self._evaluations = reading.evaluations
            self._evaluated = _table(reading.evaluations)
        measured = {key: (reading.logged.of("step"), reading.logged.of(key)) for key in LOGGED}
        measured |= {key: (self._evaluated[:, 0], self._evaluated[:, 1 + i]) for i, key in enumerate(EVALUATED)}
        for key, (steps, values) in measured.items():
            known = ~np.isnan(values)
            self._series[key] = steps[known], values[known]

    def of(self, key: str) -> tuple[Floats, Floats]:
        """Steps and values [point] of one of `EVALUATED` or `LOGGED`."""
        return self._series.get(key, (np.empty(0), np.empty(0)))

    def at(self, key: str, step: float) -> float | None:
        """The value measured nearest to a step; None where none was."""
        steps, values = self.of(key)
        return float(values[_nearest(steps, step)]) if len(steps) else None

    def logged_step(self, step: float) -> float:
        """The nearest step that was logged, or the same where none was."""
        logged = self._run.reading.logged.of("step")
        return float(logged[_nearest(logged, step)]) if len(logged) else step


def _table(evaluations: tuple[Evaluation, ...]) -> Floats:
    """[evaluation, step and `EVALUATED`]; what was not measured is NaN."""
    rows = [(one.step, one.nll, one.bleu, one.chrf, one.exact) for one in evaluations]
    table = np.array(rows, dtype=float).reshape(-1, 1 + len(EVALUATED))  # None becomes NaN
    table[:, 1 + EVALUATED.index("exact")] *= 100.0
    return table


def _nearest(steps: Floats, step: float) -> int:
    """The position of the step nearest to this one in rising `steps`."""
    where = int(np.searchsorted(steps, step))
    if where == len(steps) or (where and step - steps[where - 1] <= steps[where] - step):
        return where - 1
    return where
