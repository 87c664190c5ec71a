"""Reads a run folder in repeated looks; another machine may write to it meanwhile."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from gui.jobs.guard import Failure, guarded
from gui.state.run import LOGGED, Facts, Logged, Reading
from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError, sentence_from_json
from model.training.run_folder import QUIET_SECONDS, LineTail, RunFolder
from model.values.run_status import RunStatus
from model.values.snapshot import load_snapshot
from model.values.trace import Trace
from model.values.training_events import Evaluation, Finished, Sample

KEPT_SNAPSHOTS = 6  # in memory: the ones just shown, and the neighbours that playing asks for next


class RunReader:
    """One run folder and what has been read from it so far."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._folder = RunFolder(path)
        self._metrics = LineTail(self._folder.metrics)
        self._sample_lines = LineTail(self._folder.samples)
        self._points = _Points()
        self._reading: Reading | None = None
        self._snapshots: OrderedDict[tuple[int, int], tuple[Trace, ...]] = OrderedDict()

    def look(self) -> Reading | None:
        """What the folder holds now; None when nothing changed. Whatever cannot be read becomes a sentence."""
        old = self._reading or Reading()
        new = replace(old, problem="")

        def read() -> None:
            nonlocal new
            try:
                for part in (self._read_status, self._read_metrics, self._read_samples, self._read_names):
                    new = part(new)
            except OSError as error:
                problem = Sentence(
                    QT_TRANSLATE_NOOP(
                        "Model",
                        "{path} cannot be read now ({reason}); what was read before stays, and it is tried again.",
                    ),
                    path=self.path,
                    reason=error,
                )
                new = replace(new, problem=problem)

        failure = guarded(f"looking at {self.path}", read)
        if failure is not None:
            new = self._failed(new, failure)
        if new.problem == old.problem:
            new = replace(new, problem=old.problem)
        if self._reading is not None and all(getattr(new, key) is getattr(old, key) for key in vars(old)):
            return None
        self._reading = new
        return new

    def _failed(self, reading: Reading, failure: Failure) -> Reading:
        if not failure.expected:  # unreadable files must not end the watching
            problem = Sentence(
                QT_TRANSLATE_NOOP("Model", "{path} holds something that cannot be understood ({reason})."),
                path=self.path,
                reason=failure.text,
            )
            return replace(reading, problem=problem)
        if reading.status is not None and not self.path.exists():
            return replace(reading, status=_gone(reading.status))
        return replace(reading, problem=failure.text)

    def snapshot(self, step: int) -> tuple[Trace, ...]:
        """The traces of the probe sentences after a step; `UserError` where they cannot be shown."""
        traces = self._load(step)
        if not traces:
            raise UserError(QT_TRANSLATE_NOOP("Model", "{path} holds no sentence."), path=self._folder.snapshot(step))
        return traces

    def neighbours(self, step: int) -> list[int]:
        """The snapshots that playing asks for next: two after this step and one before it."""
        steps = self._reading.snapshot_steps if self._reading else ()
        where = steps.index(step) if step in steps else len(steps)
        return [*steps[where + 1 : where + 3], *steps[max(where - 1, 0) : where]]

    def _load(self, step: int) -> tuple[Trace, ...]:
        path = self._folder.snapshot(step)
        try:
            key = step, path.stat().st_mtime_ns  # a run started again writes the same file names
        except OSError:
            key = step, 0  # loading reports what is wrong
        if key not in self._snapshots:
            self._snapshots[key] = load_snapshot(path)
        self._snapshots.move_to_end(key)
        while len(self._snapshots) > KEPT_SNAPSHOTS:
            self._snapshots.popitem(last=False)
        return self._snapshots[key]

    def _read_status(self, reading: Reading) -> Reading:
        status, old = self._folder.status(), reading.status
        steps = status.steps or (old.steps if old else 0)
        status = replace(status, steps=steps, alive=self._alive(status))
        return reading if status == old else replace(reading, status=status)

    def _alive(self, status: RunStatus) -> bool:
        if status.time or not status.active:
            return self._folder.alive(status)
        try:  # a run of an older version has no time in its status: use the age of its log
            return time.time() - self._folder.metrics.stat().st_mtime < QUIET_SECONDS
        except FileNotFoundError:
            return False

    def _read_metrics(self, reading: Reading) -> Reading:
        lines, anew = self._metrics.read()
        if anew:
            self._points = _Points()
            reading = replace(reading, evaluations=(), logged=self._points.logged(), result=None)
        evaluations = list(reading.evaluations)
        facts, result, steps, evaluated = reading.facts, reading.result, 0, False
        for line in lines:
            step = _number(line, "step")
            match line.get("event"):
                case "StepLogged" if step is not None:
                    self._points.add(line)
                    steps = int(_number(line, "steps") or 0)
                case "Evaluated" if step is not None:
                    while evaluations and evaluations[-1].step >= step:
                        evaluations.pop()  # the run was resumed from before it
                    evaluations.append(_evaluation(line))
                    evaluated = True
                case "Started":
                    facts = _facts(line)
                case "Finished":
                    result = _finished(line)
        if self._points.changed:
            reading = replace(reading, logged=self._points.logged())
        if evaluated:
            reading = replace(reading, evaluations=tuple(evaluations))
        if facts != reading.facts:
            reading = replace(reading, facts=facts)
        if result != reading.result:
            reading = replace(reading, result=result)
        if steps and reading.status is not None and not reading.status.steps:
            reading = replace(reading, status=replace(reading.status, steps=steps))
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
                of_step.clear()  # a run of an older version, resumed from before this step
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
    """A table that grows without a full copy for each row; rows already handed out are never overwritten."""

    def __init__(self) -> None:
        self._table = np.empty((256, len(LOGGED)))
        self._count = 0
        self.changed = False

    def add(self, line: dict[str, Any]) -> None:
        step = _number(line, "step")
        if step is None:
            return
        if self._count and self._table[self._count - 1, 0] >= step:  # the run was resumed from before it
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


def _gone(status: RunStatus) -> RunStatus:
    """The status of a run whose folder no longer exists: how far it got; nothing can be done with it."""
    if status.state == "gone":
        return status
    return RunStatus("gone", step=status.step, steps=status.steps)


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
        chrf=_number(line, "chrf"),
        sentences=int(_number(line, "sentences") or 0),
        exact=_number(line, "exact"),
        improved=line.get("improved") is True,
        seconds=_number(line, "seconds"),
    )


def _facts(line: dict[str, Any]) -> Facts:
    numbers = {key: int(_number(line, key) or 0) for key in ("parameters", "pairs", "left_out")}
    return Facts(
        **numbers,
        device=sentence_from_json(line, str(line.get("device", ""))),
        precision=str(line.get("precision", "")),
        tokenizer=str(line.get("tokenizer", "")),
    )


def _finished(line: dict[str, Any]) -> Finished:
    scores = {key: _number(line, key) for key in ("bleu", "chrf", "test_bleu", "test_chrf")}
    return Finished(
        step=int(_number(line, "step") or 0),
        bundle=str(line.get("bundle", "")),
        weights=sentence_from_json(line, str(line.get("weights", ""))),
        tokenizer=str(line.get("tokenizer", "")),
        pairs=int(_number(line, "pairs") or 0),
        test_pairs=int(_number(line, "test_pairs") or 0),
        **scores,
    )
