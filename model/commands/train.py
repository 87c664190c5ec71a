"""`main.py train CONFIG.toml [--run DIR] [--resume|--finish] [--steps N] [--estimate]`, alone or under torchrun."""

from __future__ import annotations

import argparse
import os
import re
import signal
import sys
import time
from dataclasses import asdict, replace
from pathlib import Path
from types import FrameType

from model.commands.json_line import json_line
from model.commands.pasting import to_paste
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
_CRITERIA = {"bleu": "by BLEU", "chrf": "by chrF2", "loss": "by loss"}
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
            text += f"; BLEU counts with sacreBLEU's tokenizer {event.tokenizer}" if event.tokenizer else ""
            return text + (f"; resumed after step {event.resumed_at:,}" if event.resumed_at else "")
        case StepLogged():
            return (
                f"step {event.step:,}/{event.steps:,}  epoch {event.epoch + 1}  loss {event.loss:.3f}  "
                f"nll {event.nll:.3f}  rate {event.learning_rate:.2e}  norm {event.gradient_norm:.2f}  "
                f"{event.tokens_per_second:,.0f} pieces/s  {_duration(event.seconds_left)} left"
            )
        case Evaluated():
            text = f"step {event.step:,}  validation: nll {event.nll:.3f}  perplexity {event.perplexity:.2f}"
            if event.bleu is not None:
                text += f"  {event.sentences} sentences: BLEU {event.bleu:.1f}  chrF2 {event.chrf:.1f}"
                text += f"  exactly right {event.exact:.1%}"
            return text + (f"  best so far ({_CRITERIA[event.better_by]})" if event.improved else "")
        case CheckpointSaved():
            return f"step {event.step:,}  checkpoint saved"
        case Paused():
            return f"Stopped after step {event.step:,}; everything is saved."
        case Finished():
            text = f"step {event.step:,}  finished; the model ({event.weights}) is in {event.bundle}"
            if event.bleu is not None:
                text += f"; greedily, BLEU ({event.tokenizer}) {event.bleu:.1f} and chrF2 {event.chrf:.1f} "
                text += f"on the {event.pairs:,} validation pairs"
            if event.test_bleu is not None:
                text += f", {event.test_bleu:.1f} and {event.test_chrf:.1f} on the {event.test_pairs:,} test pairs"
            return text


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
        print(json_line(sentences_as_json(asdict(estimate(recipe)))))
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
        _say("Stopping after this update ...")

    before = {number: signal.signal(number, stop) for number in _stopping()}
    try:
        for event in trainer.events():
            if trainer.group.leads:
                _tell(event, trainer)
    except KeyboardInterrupt:
        if trainer.group.leads:
            _tell_lost(trainer)
    finally:
        for number, handler in before.items():  # once it has been stopped, another Ctrl+C has nothing left to stop
            signal.signal(number, signal.SIG_IGN if interrupted else handler)
    return STOPPED if interrupted else 0


def _stopping() -> list[signal.Signals]:
    """The signals that save and end a run.

    SIGINT is among them even if it is ignored, as a shell does for background jobs; a hangup is not, as `nohup` asks.
    """
    numbers = [signal.SIGINT, signal.SIGTERM]
    hangup = getattr(signal, "SIGHUP", None)  # Windows has none
    return numbers if hangup is None or signal.getsignal(hangup) is signal.SIG_IGN else [*numbers, hangup]


def _say(text: str) -> None:
    """One line on standard error. A training goes on without it: the terminal may be closed, its reader gone."""
    try:
        print(text, file=sys.stderr, flush=True)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def _tell(event: TrainingEvent, trainer: Trainer) -> None:
    _say(line(event))
    if isinstance(event, Paused):
        _say(_hint(trainer))
    if isinstance(event, Finished):
        print(json_line(sentences_as_json(asdict(event))))


def _tell_lost(trainer: Trainer) -> None:
    """After a second Ctrl+C, which did not wait for the checkpoint."""
    saved = trainer.folder.checkpoint_steps()
    if saved:
        _say(f"Stopped at once; updates after step {saved[-1]:,} are not saved and will be made again.")
        _say(_hint(trainer))
    else:
        _say("Stopped at once; nothing was saved.")


def _hint(trainer: Trainer) -> str:
    """How to go on."""
    folder, size = trainer.folder, trainer.group.size
    arguments = "train", folder.config, "--run", folder.path, "--resume"
    if size == 1:
        return "Go on with: " + to_paste(*arguments)
    if os.environ.get("LOCAL_WORLD_SIZE", str(size)) == str(size):
        return "Go on with: " + to_paste(*arguments, before=("torchrun", "--nproc-per-node", str(size), "--"))
    return "Go on with the same command on every computer, and --resume."
