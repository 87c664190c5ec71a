"""Measures a model during its training: loss over the validation set, BLEU, chrF and attention of some sentences."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch

from model.bundle.bundle import Bundle
from model.data.batches import batch_of, epoch_plan
from model.data.pairs import Pair, evenly
from model.decoding.evaluate import translate_all
from model.decoding.forced_trace import forced_trace
from model.decoding.scores import measure
from model.training.criterion import Score, choose_criterion
from model.training.recipe import TrainingRecipe
from model.training.training_data import TrainingData
from model.training.updater import Updater
from model.values.decoding import DecodingSettings
from model.values.trace import Trace
from model.values.training_events import Sample

PROBE_PIECES = range(5, 20)  # source pieces of a sentence whose attention fits on a screen


@dataclass(frozen=True)
class Measured:
    """One measurement; a better model has a higher `score`, whose meaning the `Criterion` decides."""

    nll: float  # per target piece, in nats
    bleu: float | None
    chrf: float | None
    exact: float | None
    score: Score
    sentences: int  # how many were translated
    samples: tuple[Sample, ...]

    @property
    def perplexity(self) -> float:
        return math.exp(min(self.nll, 50.0))


class Validation:
    """Measures the current weights of an `Updater`'s model."""

    def __init__(self, data: TrainingData, recipe: TrainingRecipe, updater: Updater) -> None:
        self.data = data
        self.recipe = recipe
        self.updater = updater
        self.sentences = self._readable_first()
        self.criterion = choose_criterion(recipe, [target for _, target in data.valid_pairs])

    def _readable_first(self) -> list[Pair]:
        """The sentences to translate, first the probes: the first ones whose attention fits on a screen.

        They come from all parts of the validation set, as its first ones may all be of one kind.
        """
        known = self.data.valid_pairs
        pairs = evenly(known, self.recipe.bleu_sentences)
        source, target = self.data.source_tokenizer, self.data.target_tokenizer
        room = self.updater.model.config.max_positions - 1
        pairs = [pair for pair in pairs if len(source.ids(pair[0])) <= room and len(target.ids(pair[1])) <= room]
        probes = [i for i, pair in enumerate(pairs) if len(source.ids(pair[0])) in PROBE_PIECES][: self.recipe.probes]
        others = [i for i in range(len(pairs)) if i not in probes]
        return [pairs[i] for i in probes + others]

    def measure(self, bundle: Bundle) -> Measured:
        """`bundle` is the updater's model with its tokenizers."""
        nll = self._nll()
        quality = exact = None
        samples: tuple[Sample, ...] = ()
        if self.sentences:
            references = [reference for _, reference in self.sentences]
            found = dict(translate_all(bundle, [source for source, _ in self.sentences], DecodingSettings()))
            translations = [found[i] for i in range(len(references))]
            quality = measure(translations, references, self.criterion.tokenizer)
            exact = sum(a == b for a, b in zip(translations, references, strict=True)) / len(references)
            triples = zip(self.sentences, translations, strict=True)
            samples = tuple(Sample(number, *pair, text) for number, (pair, text) in enumerate(triples))
            samples = samples[: self.recipe.samples]
        bleu, chrf = (quality.bleu, quality.chrf) if quality else (None, None)
        score = self.criterion.score(nll, quality)
        return Measured(nll, bleu, chrf, exact, score, len(self.sentences), samples)

    def _nll(self) -> float:
        """Plain negative log-likelihood per target piece over the whole validation set."""
        model, valid = self.updater.model, self.data.valid
        training = model.training
        model.eval()
        total, pieces = 0.0, 0
        with torch.no_grad():
            for indices in epoch_plan(valid, self.recipe.batch_tokens, seed=0, epoch=None):
                batch = batch_of(valid, indices)
                total += float(self.updater.loss(batch, 0.0)[1])
                pieces += batch.target_tokens
        model.train(training)  # else the next translations would be made with dropout
        return total / pieces

    def traces(self, bundle: Bundle) -> list[Trace]:
        """The attention of the probe sentences, teacher-forced on their references."""
        return [forced_trace(bundle, *pair) for pair in self.sentences[: self.recipe.probes]]
