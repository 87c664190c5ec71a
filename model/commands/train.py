"""`main.py train CONFIG.toml [--run DIR] [--resume|--finish] [--steps N] [--estimate]`, alone or under torchrun."""

from __future__ import annotations

import argparse
import json
import os
import re
import signal
import sys
import time
from dataclasses import asdict, replace
from pathlib import Path
from types import FrameType

from model.errors import UserError, sentences_as_json
from model.training.distributed import Group
from model.training.estimate import estimate
from model.training.recipe_file import read_recipe
from model.training.train import Trainer
from model.values.training_events import (
    CheckpointSaved,
    Evaluated,
    Finished,
    Notice,
    Paused,
    Preparing,
    Started,
    StepLogged,
    TrainingEvent,
)

STOPPED = 130  # exit status after Ctrl+C
LONGEST_NAME = 60  # characters, of up to four bytes each; a file system allows 255 bytes
ONE_WISH = 1.0  # seconds; two signals within it count as one: both the terminal and torchrun send Ctrl+C


def line(event: TrainingEvent) -> str:
    """The event as one line for the terminal."""
    match event:
        case Preparing():
            return f"{event.doing} ..."
        case Notice():
            return str(event.text)
        case Started():
            text = f"{event.parameters:,} parameters, {event.pairs:,} pairs ({event.left_out:,} left out as too long), "
            text += f"about {event.batches_per_epoch:,} batches an epoch, on {event.device} in {event.precision}"
            text += f", {event.processes} processes" if event.processes > 1 else ""
            return text + (f"; resumed after step {event.resumed_at:,}" if event.resumed_at else "")
        case StepLogged():
            return (
                f"step {event.step:,}/{event.steps:,}  epoch {event.epoch + 1}  loss {event.loss:.3f}  "
                f"nll {event.nll:.3f}  rate {event.learning_rate:.2e}  norm {event.gradient_norm:.2f}  "
                f"{event.tokens_per_second:,.0f} pieces/s  {_duration(event.seconds_left)} left"
            )
        case Evaluated():
            bleu = "" if event.bleu is None else f"  BLEU {event.bleu:.1f}"
            exact = "" if event.exact is None else f"  exactly right {event.exact:.1%}"
            best = "  best so far" if event.improved else ""
            return (
                f"step {event.step:,}  validation: nll {event.nll:.3f}  perplexity {event.perplexity:.2f}"
                f"{bleu}{exact}{best}"
            )
        case CheckpointSaved():
            return f"step {event.step:,}  checkpoint saved"
        case Paused():
            return f"Stopped after step {event.step:,}; everything is saved."
        case Finished():
            bleu = "" if event.bleu is None else f", validation BLEU {event.bleu:.1f}"
            bleu += "" if event.test_bleu is None else f", test BLEU {event.test_bleu:.1f}"
            return f"step {event.step:,}  finished; the model ({event.weights}{bleu}) is in {event.bundle}"


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"


def run(args: argparse.Namespace) -> int:
    """Train until done or Ctrl+C, which saves a checkpoint first; progress goes to standard error."""
    # On a CPU, oneDNN caches a primitive for each matrix shape, and batches have hundreds of shapes: by default the
    # cache grows to gigabytes in an hour. With a smaller cache memory stays constant at the same speed (measured).
    os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "64")
    recipe = read_recipe(args.config)
    if args.steps is not None:
        recipe = replace(recipe, training=replace(recipe.training, steps=args.steps))
    if args.estimate:
        print(json.dumps(sentences_as_json(asdict(estimate(recipe)))))
        return 0
    folder = args.run or default_folder(recipe.name)
    group = Group()
    try:
        trainer = Trainer(recipe, folder, args.resume or args.finish, group=group, begun=args.begun)
        if args.finish:
            _finish_now(trainer)
        return _train(trainer)
    finally:
        group.leave()


def _finish_now(trainer: Trainer) -> None:
    """Ask the trainer to finish before its first update; `UserError` if there is no checkpoint to make a model from."""
    if not trainer.resume:
        raise UserError(f"{trainer.folder.path} has no checkpoint to make a model from; train it with --resume first.")
    trainer.wish = "finish"


def default_folder(name: str) -> Path:
    """runs/NAME. Characters that could lead out of `runs` or trouble a file system become "-"; a long name is cut."""
    return Path("runs") / (re.sub(r"[^\w.-]+", "-", name)[:LONGEST_NAME].strip("-.") or "run")


def _train(trainer: Trainer) -> int:
    interrupted = 0.0  # when, in seconds; 0: not yet

    def stop(_number: int, _frame: FrameType | None) -> None:
        """The first signal stops after the current update; a second stops at once, without another checkpoint."""
        nonlocal interrupted
        now = time.monotonic()
        if interrupted:
            if now - interrupted < ONE_WISH:
                return
            raise KeyboardInterrupt
        interrupted, trainer.wish = now, "pause"
        print("Stopping after this update ...", file=sys.stderr, flush=True)

    # Set them even if SIGINT is ignored, as a shell does for background jobs.
    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        for event in trainer.events():
            if trainer.group.leads:
                _tell(event, trainer)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    return STOPPED if interrupted else 0


def _tell(event: TrainingEvent, trainer: Trainer) -> None:
    print(line(event), file=sys.stderr, flush=True)
    if isinstance(event, Paused):
        folder = trainer.folder
        print(f"Go on with: main.py train {folder.config} --run {folder.path} --resume", file=sys.stderr)
    if isinstance(event, Finished):
        print(json.dumps(asdict(event)))
