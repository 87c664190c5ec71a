"""`main.py train CONFIG.toml [--run DIR] [--resume] [--steps N]`."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
from dataclasses import asdict, replace
from pathlib import Path

from model.errors import UserError
from model.files import write_bytes
from model.recipe import Recipe, read_recipe
from model.train import CheckpointSaved, Evaluated, Finished, Started, StepLogged, Trainer, TrainingEvent


def line(event: TrainingEvent) -> str:
    """One line for a person who watches the terminal."""
    if isinstance(event, Started):
        text = f"{event.parameters:,} parameters, {event.pairs:,} pairs ({event.left_out:,} left out as too long), "
        text += f"{event.batches_per_epoch:,} batches an epoch, on {event.device} in {event.precision}"
        return text + (f"; resumed after step {event.resumed_at:,}" if event.resumed_at else "")
    if isinstance(event, StepLogged):
        minutes = event.seconds_left / 60
        return (
            f"step {event.step:,}/{event.steps:,}  epoch {event.epoch + 1}  loss {event.loss:.3f}  "
            f"nll {event.nll:.3f}  rate {event.learning_rate:.2e}  norm {event.gradient_norm:.2f}  "
            f"{event.tokens_per_second:,.0f} pieces/s  {minutes:.0f} min left"
        )
    if isinstance(event, Evaluated):
        bleu = "" if event.bleu is None else f"  BLEU {event.bleu:.1f}"
        return f"step {event.step:,}  validation: nll {event.nll:.3f}  perplexity {event.perplexity:.2f}{bleu}"
    if isinstance(event, CheckpointSaved):
        return f"step {event.step:,}  checkpoint saved"
    return f"step {event.step:,}  finished; the model is in {event.bundle}"


def prepare(config: Path, run: Path | None, resume: bool, steps: int | None) -> tuple[Recipe, Path]:
    """The recipe and the run folder, which keeps a copy of the configuration that started it."""
    recipe = read_recipe(config)
    folder = run or Path("runs") / recipe.name
    if steps is not None:
        if steps < 1:
            raise UserError(f"--steps is {steps}, but it must be at least 1.")
        recipe = replace(recipe, training=replace(recipe.training, steps=steps))
    if not resume:
        write_bytes(folder / "config.toml", config.read_bytes())
    return recipe, folder


def run(args: argparse.Namespace) -> int:
    """Train until done or Ctrl+C, which saves a checkpoint first; progress goes to standard error."""
    # On a CPU, oneDNN keeps what it prepared for each shape of matrix, and batches come in hundreds of shapes: by
    # default gigabytes in an hour. With fewer kept, memory stays level and the speed is the same (measured).
    os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "64")
    recipe, folder = prepare(args.config, args.run, args.resume, args.steps)
    for stop in (signal.SIGINT, signal.SIGTERM):  # also in the background, where a shell has Ctrl+C ignored
        signal.signal(stop, signal.default_int_handler)
    events = Trainer(recipe, folder, args.resume).events()
    try:
        for event in events:
            print(line(event), file=sys.stderr, flush=True)
            if isinstance(event, Finished):
                print(json.dumps(asdict(event)))
    except KeyboardInterrupt:
        print(f"Stopped; everything is saved. Go on with --resume --run {folder}.", file=sys.stderr)
        return 130
    finally:
        events.close()
    return 0
