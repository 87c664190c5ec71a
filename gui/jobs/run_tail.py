"""The thread that reads a run folder, which may lie on a slow drive and be written by another machine."""

from __future__ import annotations

import logging
import math
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from gui.jobs.mailbox import Mailbox
from gui.state.run import LOGGED, Evaluation, Facts, Logged, Reading, Sample, Standing
from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError, sentence_from_json
from model.training.run_folder import QUIET_SECONDS, LineTail, RunFolder, RunStatus
from model.values.snapshot import load_snapshot
from model.values.trace import Trace

log = logging.getLogger(__name__)

INTERVAL = 0.5  # seconds between two looks
KEPT_SNAPSHOTS = 6  # in memory: the ones just shown, and the neighbours that playing asks for next


@dataclass(frozen=True)
class RunRead:
    """A look that found something new."""

    number: int  # of the `open` it belongs to
    reading: Reading


@dataclass(frozen=True, eq=False)
class SnapshotRead:
    """The probe sentences' traces after `step`; none and a sentence when they cannot be shown."""

    number: int
    step: int
    traces: tuple[Trace, ...]
    problem: Sentence | str = ""


class RunTail:
    """Looks at one run folder again and again. Every method returns at once; only `close` waits for the thread.

    What is found goes into the mailbox as `RunRead` under "reading" and `SnapshotRead` under "snapshot".
    """

    def __init__(self, mailbox: Mailbox) -> None:
        self.mailbox = mailbox
        self._condition = threading.Condition()
        self._number = 0
        self._path: Path | None = None
        self._wanted: int | None = None
        self._closing = False
        self._thread: threading.Thread | None = None  # begins with the first run: most people only translate

    def open(self, path: Path) -> int:
        """Watch this folder instead of the one before; the number comes back with all that is read from it."""
        return self._change(path)

    def leave(self) -> None:
        """Watch nothing."""
        self._change(None)

    def load_snapshot(self, step: int) -> None:
        """Read the snapshot of this step; the newest request wins."""
        with self._condition:
            self._wanted = step
            self._condition.notify()

    def close(self) -> None:
        """End the thread and wait for it; the tail cannot be used again."""
        with self._condition:
            self._closing = True
            self._condition.notify()
        if self._thread is not None:
            self._thread.join()

    def _change(self, path: Path | None) -> int:
        with self._condition:
            self._number += 1
            self._path, self._wanted = path, None
            self._condition.notify()
            if self._thread is None and path is not None and not self._closing:
                self._thread = threading.Thread(target=self._run, name="run tail", daemon=True)
                self._thread.start()
            return self._number

    # ---- the tail's thread ----

    def _run(self) -> None:
        watched: _Watched | None = None
        due = 0.0
        while True:
            with self._condition:
                news = self._wanted is not None or self._number != (watched.number if watched else -1)
                if not (self._closing or news or (watched and watched.to_prefetch)):
                    self._condition.wait(max(due - time.monotonic(), 0.0) if watched and watched.path else None)
                if self._closing:
                    return
                number, path = self._number, self._path
                wanted, self._wanted = self._wanted, None
            if watched is None or watched.number != number:
                watched, due = _Watched(number, path), 0.0
            if path is None:
                continue
            if time.monotonic() >= due:
                if (reading := watched.look()) is not None:
                    self.mailbox.put("reading", RunRead(number, reading))
                due = time.monotonic() + INTERVAL
            if wanted is not None:
                self.mailbox.put("snapshot", watched.snapshot(wanted))
            else:
                watched.prefetch()


class _Watched:
    """One run folder and what has been read from it so far."""

    def __init__(self, number: int, path: Path | None) -> None:
        self.number = number
        self.path = path
        self.to_prefetch: list[int] = []
        self._folder = RunFolder(path or Path())
        self._metrics = LineTail(self._folder.metrics)
        self._sample_lines = LineTail(self._folder.samples)
        self._points = _Points()
        self._reading: Reading | None = None
        self._snapshots: OrderedDict[tuple[int, int], tuple[Trace, ...]] = OrderedDict()

    def look(self) -> Reading | None:
        """What the folder holds now; None when nothing changed. Whatever cannot be read becomes a sentence."""
        old = self._reading or Reading()
        new = replace(old, problem="")
        try:
            new = replace(new, standing=self._standing())
            new = self._read_metrics(new)
            new = self._read_samples(new)
            new = self._read_names(new)
        except UserError as error:
            if old.standing is not None and self.path is not None and not self.path.exists():
                new = replace(new, standing=_gone(old.standing))
            else:
                new = replace(new, problem=error.sentence)
        except OSError as error:
            problem = Sentence(
                QT_TRANSLATE_NOOP(
                    "Model", "{path} cannot be read now ({reason}); what was read before stays, and it is tried again."
                ),
                path=self.path,
                reason=error,
            )
            new = replace(new, problem=problem)
        except Exception as error:  # whatever somebody wrote into the folder, watching goes on
            log.exception("looking at %s failed", self.path)
            problem = Sentence(
                QT_TRANSLATE_NOOP("Model", "{path} holds something that cannot be understood ({kind}: {reason})."),
                path=self.path,
                kind=type(error).__name__,
                reason=error,
            )
            new = replace(new, problem=problem)
        if new.problem == old.problem:
            new = replace(new, problem=old.problem)
        if self._reading is not None and all(getattr(new, key) is getattr(old, key) for key in vars(old)):
            return None
        self._reading = new
        return new

    def snapshot(self, step: int) -> SnapshotRead:
        """The traces of one step, and a note to read its neighbours when there is time."""
        try:
            traces = self._load(step)
        except UserError as error:
            return SnapshotRead(self.number, step, (), error.sentence)
        if not traces:
            return SnapshotRead(
                self.number,
                step,
                (),
                Sentence(QT_TRANSLATE_NOOP("Model", "{path} holds no sentence."), path=self._folder.snapshot(step)),
            )
        steps = self._reading.snapshot_steps if self._reading else ()
        where = steps.index(step) if step in steps else len(steps)
        self.to_prefetch = [*steps[where + 1 : where + 3], *steps[max(where - 1, 0) : where]]
        return SnapshotRead(self.number, step, traces)

    def prefetch(self) -> None:
        """Read one of the neighbours, so that playing finds it in memory."""
        if self.to_prefetch:
            step = self.to_prefetch.pop(0)
            try:
                self._load(step)
            except UserError:
                return  # said when the person asks for it

    def _load(self, step: int) -> tuple[Trace, ...]:
        path = self._folder.snapshot(step)
        try:
            key = step, path.stat().st_mtime_ns  # a run begun anew writes the same names again
        except OSError:
            key = step, 0  # loading says what is wrong
        if key not in self._snapshots:
            self._snapshots[key] = load_snapshot(path)
        self._snapshots.move_to_end(key)
        while len(self._snapshots) > KEPT_SNAPSHOTS:
            self._snapshots.popitem(last=False)
        return self._snapshots[key]

    def _standing(self) -> Standing:
        status = self._folder.status()
        standing = Standing(
            state=status.state,
            step=status.step,
            steps=status.steps or (self._reading.standing.steps if self._reading and self._reading.standing else 0),
            doing=status.doing,
            share=status.share,
            reason=status.reason,
            notices=status.notices,
            alive=self._alive(status),
        )
        old = self._reading.standing if self._reading else None
        return old if old == standing and old is not None else standing

    def _alive(self, status: RunStatus) -> bool:
        if status.time or not status.active:
            return self._folder.alive(status)
        try:  # an older run did not tell who works on it: its log tells how long ago somebody did
            return time.time() - self._folder.metrics.stat().st_mtime < QUIET_SECONDS
        except FileNotFoundError:
            return False

    def _read_metrics(self, reading: Reading) -> Reading:
        lines, anew = self._metrics.read()
        if anew:
            self._points = _Points()
            reading = replace(reading, evaluations=(), logged=self._points.logged())
        evaluations = list(reading.evaluations)
        facts, steps, evaluated = reading.facts, 0, False
        for line in lines:
            step = _number(line, "step")
            match line.get("event"):
                case "StepLogged" if step is not None:
                    self._points.add(line)
                    steps = int(_number(line, "steps") or 0)
                case "Evaluated" if step is not None:
                    while evaluations and evaluations[-1].step >= step:
                        evaluations.pop()  # resumed from before it
                    evaluations.append(_evaluation(line))
                    evaluated = True
                case "Started":
                    facts = _facts(line)
        if self._points.changed:
            reading = replace(reading, logged=self._points.logged())
        if evaluated:
            reading = replace(reading, evaluations=tuple(evaluations))
        if facts != reading.facts:
            reading = replace(reading, facts=facts)
        if steps and reading.standing is not None and not reading.standing.steps:
            reading = replace(reading, standing=replace(reading.standing, steps=steps))
        return reading

    def _read_samples(self, reading: Reading) -> Reading:
        lines, anew = self._sample_lines.read()
        if not lines and not anew:
            return reading
        samples: dict[int, dict[int, Sample]] = {}
        if not anew:
            samples = {step: {one.number: one for one in kept} for step, kept in reading.samples.items()}
        fresh: set[int] = set()
        last = None
        for line in lines:
            step = _number(line, "step")
            if step is None:
                continue
            of_step = samples.setdefault(int(step), {})
            if "number" not in line and int(step) != last and int(step) in fresh:
                of_step.clear()  # an older run that was resumed before this step
            number = _number(line, "number")
            texts = (line.get(key, "") for key in ("source", "reference", "translation"))
            sample = Sample(len(of_step) if number is None else int(number), *(str(text or "") for text in texts))
            of_step[sample.number] = sample
            fresh.add(int(step))
            last = int(step)
        ordered = {step: tuple(kept[number] for number in sorted(kept)) for step, kept in sorted(samples.items())}
        return replace(reading, samples=ordered)

    def _read_names(self, reading: Reading) -> Reading:
        steps = tuple(self._folder.snapshot_steps())
        newest = max(self._folder.checkpoint_steps(), default=0)
        bundle = (self._folder.bundle / "config.json").is_file()
        if steps != reading.snapshot_steps:
            reading = replace(reading, snapshot_steps=steps)
        if newest != reading.checkpoint_step:
            reading = replace(reading, checkpoint_step=newest)
        return reading if bundle == reading.has_bundle else replace(reading, has_bundle=bundle)


class _Points:
    """Grows without copying all that is there; what was handed out is never written again."""

    def __init__(self) -> None:
        self._table = np.empty((256, len(LOGGED)))
        self._count = 0
        self.changed = False

    def add(self, line: dict[str, Any]) -> None:
        step = _number(line, "step")
        if step is None:
            return
        if self._count and self._table[self._count - 1, 0] >= step:  # resumed from before it
            self._count = int(np.searchsorted(self._table[: self._count, 0], step))
            self._table = self._table.copy()
        if self._count == len(self._table):
            self._table = np.concatenate([self._table, np.empty_like(self._table)])
        self._table[self._count] = [math.nan if (value := _number(line, key)) is None else value for key in LOGGED]
        self._count += 1
        self.changed = True

    def logged(self) -> Logged:
        self.changed = False
        view = self._table[: self._count]
        view.flags.writeable = False
        return Logged(view)


def _gone(standing: Standing) -> Standing:
    """How a run stands whose folder is no longer there: what it had reached, and nothing to be done with it."""
    if standing.state == "gone":
        return standing
    return Standing("gone", step=standing.step, steps=standing.steps)


def _number(line: dict[str, Any], key: str) -> float | None:
    """A finite number of a log line; None for anything else."""
    value = line.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return float(value) if math.isfinite(value) else None
    except OverflowError:
        return None


def _evaluation(line: dict[str, Any]) -> Evaluation:
    return Evaluation(
        step=int(_number(line, "step") or 0),
        nll=_number(line, "nll"),
        perplexity=_number(line, "perplexity"),
        bleu=_number(line, "bleu"),
        exact=_number(line, "exact"),
        improved=line.get("improved") is True,
        seconds=_number(line, "seconds"),
    )


def _facts(line: dict[str, Any]) -> Facts:
    numbers = {key: int(_number(line, key) or 0) for key in ("parameters", "pairs", "left_out")}
    device = sentence_from_json(line, str(line.get("device", "")))
    return Facts(
        **numbers,
        device=device,
        precision=str(line.get("precision", "")),
    )
