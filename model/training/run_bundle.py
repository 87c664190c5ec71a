"""Makes the bundle of a finished run: the best weights, a model card, metrics."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import torch

from model.bundle.bundle import Bundle, load_bundle, save_bundle
from model.data.pairs import Pair
from model.decoding.evaluate import translate_all
from model.decoding.scores import measure
from model.device import describe_hardware
from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError
from model.files import write_json, write_text
from model.training.averaging import Weights, average_weights, put_weights
from model.training.card import model_card
from model.training.checkpoint import (
    Progress,
    best_steps,
    check_checkpoint,
    checkpoint_path,
    list_checkpoints,
    read_checkpoint,
)
from model.training.criterion import Score
from model.training.recipe import Recipe
from model.training.run_folder import RunFolder
from model.training.run_model import make_bundle
from model.training.training_data import TrainingData
from model.training.updater import Updater
from model.training.validation import Validation
from model.values.decoding import DecodingSettings

CHOOSING = 2000  # sentences translated to choose; with only 200 a worse model won by chance (measured)


@dataclass(frozen=True)
class NamedWeights:
    """Weights of a run, with a description in words."""

    name: Sentence
    weights: Weights


class RunBundle:
    """Writes `bundle/` at the end of a run. It overwrites the weights in the updater's model."""

    def __init__(self, recipe: Recipe, folder: RunFolder, data: TrainingData, updater: Updater) -> None:
        self.recipe = recipe
        self.folder = folder
        self.data = data
        self.updater = updater
        sentences = max(recipe.training.bleu_sentences, CHOOSING) if recipe.training.bleu_sentences else 0
        self.validation = Validation(data, replace(recipe.training, bleu_sentences=sentences), updater)

    def choose(self, progress: Progress, given_up: Callable[[], bool] = lambda: False) -> NamedWeights | None:
        """The weights with the best score on the validation set: a mean, or the best or the newest checkpoint.

        None if `given_up` returns True; it is called before each measurement.
        """
        best: NamedWeights | None = None
        highest: Score = ()
        for candidate in self._candidates(progress):
            if given_up():
                return None
            score = self._score(candidate.weights)
            if best is None or score > highest:
                best, highest = candidate, score
        return best

    def _candidates(self, progress: Progress) -> Iterator[NamedWeights]:
        paths = self._readable()
        newest = paths[-self.recipe.training.average_checkpoints :]
        if len(newest) > 1:
            text = QT_TRANSLATE_NOOP("Model", "mean of the {count} newest checkpoints")
            yield NamedWeights(Sentence(text, count=len(newest)), average_weights(newest))
        best = [checkpoint_path(self.folder.checkpoints, step) for step in best_steps(progress, 1)]
        for path in sorted({paths[-1], *(path for path in best if path in paths)}, reverse=True):
            found = read_checkpoint(path)
            step = f"{found.progress.step:,}"
            mean = Sentence(QT_TRANSLATE_NOOP("Model", "running mean of the weights of step {step}"), step=step)
            weights = Sentence(QT_TRANSLATE_NOOP("Model", "weights of step {step}"), step=step)
            yield NamedWeights(mean if found.mean else weights, found.mean or found.weights)

    def _readable(self) -> list[Path]:
        """Readable checkpoints, oldest first; damaged ones are skipped."""
        paths = []
        for path in list_checkpoints(self.folder.checkpoints):
            with contextlib.suppress(UserError):
                check_checkpoint(path)
                paths.append(path)
        return paths

    def _bundle(self, weights: Weights) -> Bundle:
        put_weights(self.updater.model, weights)
        tokenizers = self.data.source_tokenizer, self.data.target_tokenizer
        return make_bundle(self.recipe, self.updater.model, tokenizers)

    def _score(self, weights: Weights) -> Score:
        return self.validation.measure(self._bundle(weights)).score

    def write(self, chosen: NamedWeights, progress: Progress, epochs: float) -> dict[str, dict[str, Any]]:
        """Save in half precision, then measure the saved model.

        Returns its scores with greedy decoding: under "" those of the validation set, under "test_" of the test set.
        """
        criterion = self.validation.criterion
        facts: dict[str, Any] = {
            "training_pairs": len(self.data.train),
            "steps": progress.step,
            "epochs": epochs,
            "target_pieces": progress.target_tokens,
            "weights": str(chosen.name),
            "chosen_by": criterion.name,
            "seconds": round(progress.seconds),
            "hardware": describe_hardware(self.updater.device),
        }
        bundle = self._bundle(chosen.weights)
        bundle.metrics = facts
        bundle.card = model_card(bundle, self.recipe, facts)
        save_bundle(bundle, self.folder.bundle, torch.float16)
        written = load_bundle(self.folder.bundle)
        written.model.to(self.updater.device)
        sets = {"validation": self.data.valid_pairs, "test": self.data.test_pairs}
        facts["scores"] = [
            {"set": name, "pairs": len(pairs), "method": how.method, "decoding": how.describe()}
            | _measured(written, pairs, how, criterion.tokenizer)
            for name, pairs in sets.items()
            for how in (DecodingSettings(), DecodingSettings(method="beam"))
            if pairs
        ]
        write_text(self.folder.bundle / "card.md", model_card(written, self.recipe, facts))
        write_json(self.folder.bundle / "metrics.json", facts)
        prefixes = {"validation": "", "test": "test_"}
        return {prefixes[score["set"]]: score for score in facts["scores"] if score["method"] == "greedy"}


def _measured(bundle: Bundle, pairs: list[Pair], how: DecodingSettings, tokenizer: str) -> dict[str, Any]:
    """The scores over a whole set, and the share of translations that equal their reference.

    A sentence that is too long for the model counts as an empty translation, so that the scores cover the whole set.
    """
    room = bundle.model.config.max_positions
    fitting = [i for i, (source, _) in enumerate(pairs) if len(bundle.source_tokenizer.ids(source)) < room]
    found = dict(translate_all(bundle, [pairs[i][0] for i in fitting], how))
    translations = [""] * len(pairs)
    for place, i in enumerate(fitting):
        translations[i] = found[place]
    references = [reference for _, reference in pairs]
    exact = sum(a == b for a, b in zip(translations, references, strict=True)) / len(pairs)
    return {**asdict(measure(translations, references, tokenizer)), "exact": exact}
