"""The shown training run as plain values, and the selected moment of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from model.errors import Sentence
from model.values.run_status import RunStatus
from model.values.training_events import Evaluation, Finished, Sample

Floats = NDArray[np.float64]

# The columns of `Logged`; a value that a run did not log is NaN.
LOGGED = (
    "step",
    "epoch",
    "loss",
    "nll",
    "learning_rate",
    "gradient_norm",
    "tokens_per_second",
    "seconds_left",
    "seconds",
)


@dataclass(frozen=True, eq=False)
class Logged:
    """The logged steps in the order of their numbers, as a read-only table [point, field of `LOGGED`]."""

    table: Floats

    def __len__(self) -> int:
        return len(self.table)

    def of(self, name: str) -> Floats:
        """One column [point]."""
        return self.table[:, LOGGED.index(name)]

    def newest(self, name: str) -> float | None:
        """The last value of a column; None where there is none."""
        value = float(self.of(name)[-1]) if len(self) else np.nan
        return None if np.isnan(value) else value


@dataclass(frozen=True)
class Facts:
    """What a run reported when it started."""

    parameters: int = 0
    pairs: int = 0
    left_out: int = 0
    device: Sentence | str = ""
    precision: str = ""
    tokenizer: str = ""  # of BLEU, by sacreBLEU's name; "" where an older version did not write it


@dataclass(frozen=True, eq=False)
class Reading:
    """All that a run folder held at one look; parts that did not change are the same objects as at the look before."""

    status: RunStatus | None = None  # None while it cannot be read
    logged: Logged = field(default_factory=lambda: Logged(np.empty((0, len(LOGGED)))))
    evaluations: tuple[Evaluation, ...] = ()  # steps rise
    samples: Mapping[int, tuple[Sample, ...]] = field(default_factory=dict)  # by step
    snapshot_steps: tuple[int, ...] = ()  # rising
    checkpoint_step: int = 0  # the newest one's; 0 without any
    has_bundle: bool = False
    facts: Facts | None = None
    result: Finished | None = None  # what the finished model is, with its scores
    problem: Sentence | str = ""  # one sentence when something could not be read


class Run(QObject):
    """Holds the newest `Reading` of one run and the moment looked at; every change emits its signal.

    A *moment* is a step after which something was kept to be looked at: heads, sample translations or both.
    """

    opened = Signal()  # another run, or none
    status_changed = Signal()
    metrics_changed = Signal()
    samples_changed = Signal()
    moments_changed = Signal()  # which there are, or what was kept of them
    moment_selected = Signal()
    probe_selected = Signal()
    heads_changed = Signal()  # what is known of the selected moment's heads

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path: Path | None = None
        self.reading = Reading()
        self.moments: tuple[int, ...] = ()
        self.moment: int | None = None  # the selected one
        self.following = True  # whether the newest moment is selected as soon as it is there
        self.probe = 0  # the selected sentence, counted from 0
        self.heads_step: int | None = None  # the moment whose heads are on the screen
        self.heads_problem: Sentence | str = ""
        self.asked = ""  # "pause", "finish" or "resume", until the run's state changes

    # ---- what it is ----

    @property
    def name(self) -> str:
        return self.path.name if self.path else ""

    @property
    def status(self) -> RunStatus | None:
        return self.reading.status

    @property
    def begun(self) -> bool:
        """Whether there is anything to draw."""
        return bool(len(self.reading.logged) or self.reading.evaluations or self.moments)

    @property
    def can_pause(self) -> bool:
        return self.status is not None and self.status.active and self.status.alive

    @property
    def stands(self) -> bool:
        """Whether it has stopped before its end."""
        status = self.status
        return status is not None and (status.state in ("paused", "failed") or status.cut_off)

    @property
    def can_resume(self) -> bool:
        """Whether it can be resumed and this was not asked for already; without a checkpoint it begins again."""
        return self.stands and self.asked != "resume"

    @property
    def can_finish(self) -> bool:
        """Whether a model can be made of what it has learnt: by the process that trains, or from a checkpoint."""
        running = self.can_pause and self.status is not None and self.status.state == "running"
        return running or (self.stands and bool(self.reading.checkpoint_step))

    @property
    def can_translate(self) -> bool:
        gone = self.status is not None and self.status.state == "gone"
        return not gone and (bool(self.reading.checkpoint_step) or self.reading.has_bundle)

    @property
    def share(self) -> float:
        """The part of the training, or of its preparation, that is done, from 0 to 1."""
        status = self.status
        if status is None:
            return 0.0
        if status.state == "preparing":
            return status.share
        return min(self.step / status.steps, 1.0) if status.steps else 0.0

    @property
    def step(self) -> int:
        """Updates done: the log is written more often than the status."""
        told = self.status.step if self.status else 0
        return max(told, int(self.reading.logged.newest("step") or 0))

    @property
    def seconds_left(self) -> float | None:
        running = self.status is not None and self.status.state == "running" and self.status.alive
        return self.reading.logged.newest("seconds_left") if running else None

    def evaluation_at(self, step: int) -> Evaluation | None:
        """The measurement after exactly so many updates."""
        evaluations = self.reading.evaluations
        where = bisect_left(evaluations, step, key=lambda evaluation: evaluation.step)
        found = evaluations[where] if where < len(evaluations) else None
        return found if found and found.step == step else None

    @property
    def samples(self) -> tuple[Sample, ...]:
        """The translations at the selected moment."""
        return self.reading.samples.get(self.moment, ()) if self.moment is not None else ()

    @property
    def sample(self) -> Sample | None:
        """The selected sentence's translation at the selected moment."""
        return next((sample for sample in self.samples if sample.number == self.probe), None)

    @property
    def samples_before(self) -> tuple[int, dict[int, Sample]]:
        """The moment before the selected one that has translations, and these by number; 0 when there is none."""
        steps = [step for step in self.reading.samples if self.moment is not None and step < self.moment]
        before = max(steps, default=0)
        return before, {sample.number: sample for sample in self.reading.samples.get(before, ())}

    @property
    def has_heads(self) -> bool:
        """Whether the selected moment's heads were kept."""
        steps = self.reading.snapshot_steps
        if self.moment is None:
            return False
        where = bisect_left(steps, self.moment)
        return where < len(steps) and steps[where] == self.moment

    # ---- changing it ----

    def open(self, path: Path | None) -> None:
        """Another run, or none; nothing is known of it yet."""
        self.path, self.reading = path, Reading()
        self.moments, self.moment, self.following, self.probe = (), None, True, 0
        self.heads_step, self.heads_problem, self.asked = None, "", ""
        self.opened.emit()

    def ask(self, wish: str) -> None:
        """Note that the person asked for "pause", "finish" or "resume" and waits for the training to react."""
        self.asked = wish
        self.status_changed.emit()

    def update(self, reading: Reading) -> None:
        """What the newest look at the folder found."""
        old, self.reading = self.reading, reading
        if _state(old) != _state(reading):
            self.asked = ""
        metrics = reading.logged is not old.logged or reading.evaluations is not old.evaluations
        samples = reading.samples is not old.samples
        if metrics:
            self.metrics_changed.emit()
        if samples or reading.snapshot_steps != old.snapshot_steps:
            self._find_moments()
        if samples:
            self.samples_changed.emit()
        parts = ("status", "problem", "checkpoint_step", "has_bundle", "facts")
        if metrics or any(getattr(old, part) != getattr(reading, part) for part in parts):
            self.status_changed.emit()

    def select(self, moment: int) -> None:
        """Look at the moment nearest to this step; choosing the newest one follows the training."""
        if not self.moments:
            return
        nearest = min(self.moments, key=lambda one: abs(one - moment))
        self.following = nearest == self.moments[-1]
        self._set_moment(nearest)

    def select_probe(self, number: int) -> None:
        if number != self.probe and number >= 0:
            self.probe = number
            self.probe_selected.emit()

    def show_heads(self, step: int | None, problem: Sentence | str = "") -> None:
        """Note which moment's heads are on the screen now, or why they cannot be shown."""
        self.heads_step, self.heads_problem = step, problem
        self.heads_changed.emit()

    def _find_moments(self) -> None:
        self.moments = moments = tuple(sorted({*self.reading.snapshot_steps, *self.reading.samples}))
        self.moments_changed.emit()  # also when the data of a known moment has changed
        if not moments:
            self._set_moment(None)
        elif self.following or self.moment not in moments:
            self.following = True
            self._set_moment(moments[-1])

    def _set_moment(self, moment: int | None) -> None:
        if moment != self.moment:
            self.moment = moment
            self.heads_problem = ""
            self.moment_selected.emit()


def _state(reading: Reading) -> tuple[str, bool]:
    status = reading.status
    return (status.state, status.alive) if status else ("", False)
