"""Writes the run folder, in an order in which a reader never finds incomplete data.

Readers use `model.training.run_folder`. Several processes may train together; only the leading one writes.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from model.data.cleaning_report import CleaningReport
from model.errors import Sentence, UserError, sentences_as_json
from model.files import append_json_line, write_bytes, write_json, write_text
from model.training.checkpoint import checkpoint_path, list_checkpoints
from model.training.recipe import Recipe
from model.training.recipe_file import recipe_text
from model.training.run_folder import RunFolder
from model.unfinished import remove_unfinished
from model.values.run_status import RunStatus, State
from model.values.snapshot import save_snapshot
from model.values.trace import Trace
from model.values.training_events import Evaluated, TrainingEvent

TELL_SECONDS = 0.5  # minimum seconds between writes of status.json while only step and share change


class RunRecord:
    """Writes the files of one run."""

    def __init__(self, folder: RunFolder, recipe: Recipe) -> None:
        self.folder = folder
        self.recipe = recipe
        self.notices: list[Sentence] = []
        self._told = RunStatus("preparing")
        self._told_at = 0.0

    def begin(self, resumed: bool) -> None:
        """Write the complete configuration and the first status.

        A resumed run keeps its old configuration until its checkpoint has been restored with the new one: see `rewind`.
        """
        folder = self.folder
        for place in (folder.path, folder.checkpoints, folder.snapshots, folder.bundle):
            remove_unfinished(place)
        if not (resumed and self.folder.config.is_file()):
            self._configure()
        if not resumed:  # remove the files of a start that stopped before its first checkpoint
            self._take_back(0)
            for vocabulary in self.folder.vocabularies:
                vocabulary.unlink(missing_ok=True)  # it may be of another configuration
            shutil.rmtree(self.folder.streamed, ignore_errors=True)
        self.tell("preparing", 0, "starting")

    def _configure(self) -> None:
        write_text(self.folder.config, recipe_text(self.recipe))

    def tell(self, state: State, step: int, doing: str = "", share: float = 0.0, reason: Sentence | str = "") -> None:
        """Write status.json if state, task or notices changed, else at most every `TELL_SECONDS`."""
        steps = self.recipe.training.steps
        status = RunStatus(state, step, steps, doing, share, reason, tuple(self.notices))
        same = (status.state, status.doing, status.notices) == (self._told.state, self._told.doing, self._told.notices)
        now = time.monotonic()
        if not same or now - self._told_at >= TELL_SECONDS:
            self.folder.tell(status)
            self._told, self._told_at = status, now

    def tell_last(self, state: State, step: int, reason: Sentence | str = "") -> None:
        """Write the last status of a run. Errors such as a full disk are ignored, as they would hide why it ended."""
        with contextlib.suppress(UserError, OSError):
            self.tell(state, step, reason=reason)
            self.folder.fulfil()  # a request that came meanwhile would stop the next start

    def log(self, event: TrainingEvent) -> None:
        """One line of metrics.jsonl; an evaluation's samples go to samples.jsonl."""
        values: dict[str, Any] = {"event": type(event).__name__, **asdict(event)}
        if isinstance(event, Evaluated):
            for sample in values.pop("samples"):
                append_json_line(self.folder.samples, {"step": event.step, **sample})
        append_json_line(self.folder.metrics, sentences_as_json(values))

    def cleaned(self, report: CleaningReport) -> None:
        write_json(self.folder.cleaning, report.to_dict())

    def read(self, content: dict[str, str]) -> None:
        """Write the hashes of the training and validation pairs: a resumed run must find the same pairs."""
        write_json(self.folder.data, content)

    def snapshot(self, step: int, traces: list[Trace]) -> None:
        save_snapshot(self.folder.snapshot(step), traces)

    def rotate(self, best: list[int]) -> None:
        """Remove checkpoints that are not among the newest; those with a step in `best` stay."""
        folder = self.folder.checkpoints
        kept = {checkpoint_path(folder, step) for step in best}
        for path in list_checkpoints(folder)[: -self.recipe.training.average_checkpoints]:
            if path not in kept:
                path.unlink()

    def rewind(self, step: int, refused: list[Sentence]) -> None:
        """Remove everything written after the checkpoint of `step`, as these updates will be made again.

        Newer checkpoints, which could not be read, are renamed, not removed.
        """
        self._configure()
        self.notices += refused
        for path in list_checkpoints(self.folder.checkpoints):
            if path > checkpoint_path(self.folder.checkpoints, step):
                path.rename(path.with_suffix(".damaged"))
        self._take_back(step)

    def _take_back(self, step: int) -> None:
        for log in (self.folder.metrics, self.folder.samples):
            _keep_lines(log, step)
        for later in self.folder.snapshot_steps():
            if later > step:
                self.folder.snapshot(later).unlink()


def _keep_lines(path: Path, step: int) -> None:
    """Drop the lines of later steps, and an incomplete line."""
    if not path.exists():
        return
    kept = []
    for line in path.read_bytes().splitlines(keepends=True):
        with contextlib.suppress(ValueError, AttributeError):
            if json.loads(line).get("step", 0) <= step and line.endswith(b"\n"):
                kept.append(line)
    write_bytes(path, b"".join(kept))
