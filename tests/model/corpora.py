"""Small corpora and recipes for the tests of training: digits to be said backwards."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

from model.training.recipe import DataRecipe, Recipe, TrainingRecipe
from model.training.recipe_file import recipe_text
from model.training.train import Trainer
from model.values.training_events import TrainingEvent

Pair = tuple[str, str]


def reversal_pairs(
    count: int, seed: int = 0, longest: int = 6, space: str = " ", digits: str = "0123456789"
) -> list[Pair]:
    """Different rows of digits with the same rows from behind."""
    chance = random.Random(seed)
    found: dict[str, str] = {}
    while len(found) < count:
        row = chance.choices(digits, k=chance.randint(2, longest))
        found[space.join(row)] = space.join(reversed(row))
    return list(found.items())


def write_pairs(path: Path, pairs: list[Pair]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{source}\t{target}\n" for source, target in pairs), encoding="utf-8")
    return path


def toy_recipe(folder: Path, count: int = 300, longest: int = 6, space: str = " ", **changes: Any) -> Recipe:
    """A training of seconds on files written into `folder`; `changes` are keys of [data], [training] or of [model]."""
    pairs = reversal_pairs(count, longest=longest, space=space)
    train = write_pairs(folder / "train.tsv", pairs[:-20])
    valid = write_pairs(folder / "valid.tsv", pairs[-20:])
    data = DataRecipe(
        train=str(train), valid=str(valid), source_language="Digits", target_language="Backwards", vocab_size=0
    )
    training = TrainingRecipe(
        steps=12,
        batch_tokens=200,
        warmup_steps=4,
        peak_learning_rate=3e-3,
        checkpoint_steps=4,
        evaluate_steps=6,
        log_steps=2,
        average_checkpoints=3,
        bleu_sentences=6,
        samples=2,
        probes=1,
        precision="float32",
        device="cpu",
    )
    model: dict[str, Any] = {"preset": "tiny", "dropout": 0.1, "max_positions": 32}
    for name, value in changes.items():
        if hasattr(data, name):
            data = replace(data, **{name: value})
        elif hasattr(training, name):
            training = replace(training, **{name: value})
        else:
            model[name] = value
    return Recipe(
        "toy", replace(data, max_pieces=min(data.max_pieces, model["max_positions"])), model=model, training=training
    )


def write_recipe(path: Path, recipe: Recipe) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(recipe_text(recipe), encoding="utf-8")
    return path


def train(recipe: Recipe, run: Path, resume: bool = False) -> list[TrainingEvent]:
    """All events of a run to its end."""
    return list(Trainer(recipe, run, resume).events())


def metrics(run: Path, event: str) -> list[dict[str, Any]]:
    """The lines of metrics.jsonl about one kind of event."""
    lines = [json.loads(line) for line in (run / "metrics.jsonl").read_text().splitlines()]
    return [line for line in lines if line["event"] == event]


def steps(run: Path, event: str) -> list[int]:
    return [line["step"] for line in metrics(run, event)]
