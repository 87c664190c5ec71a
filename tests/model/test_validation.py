"""What an evaluation during training measures: the model as it would be used, without dropout, on the whole set."""

from __future__ import annotations

import dataclasses
import math
from pathlib import Path

import pytest
import torch

from model.decoding.evaluate import forced_losses, translate_all
from model.library.loading import load_translator
from model.network.transformer import Transformer
from model.training.distributed import Group
from model.training.recipe import Recipe
from model.training.run_model import make_bundle
from model.training.train import Trainer
from model.training.training_data import TrainingData, prepare_data
from model.training.updater import Updater
from model.training.validation import PROBE_PIECES, Measured, Validation
from model.values.decoding import DecodingSettings
from model.values.training_events import CheckpointSaved, Evaluated
from tests.model.corpora import reversal_pairs, toy_recipe, write_pairs

pytestmark = pytest.mark.usefixtures("one_thread")


def prepared(folder: Path, recipe: Recipe) -> tuple[TrainingData, Updater, Validation]:
    """A fresh model of the recipe in training mode and what measures it."""
    data = prepare_data(recipe, folder / "vocabulary", recipe.model["max_positions"], folder / "cache")
    size = data.source_tokenizer.size
    torch.manual_seed(0)
    model = Transformer(recipe.network_config(size, size)).train()
    updater = Updater(model, recipe.training, torch.float32, Group())
    return data, updater, Validation(data, recipe.training, updater)


def measured(recipe: Recipe, data: TrainingData, updater: Updater, validation: Validation) -> Measured:
    return validation.measure(make_bundle(recipe, updater.model, (data.source_tokenizer, data.target_tokenizer)))


def test_the_loss_is_that_of_every_reference_whatever_the_batches(tmp_path: Path) -> None:
    recipe = toy_recipe(tmp_path, dropout=0.5)
    data, updater, validation = prepared(tmp_path, recipe)
    found = measured(recipe, data, updater, validation)
    bundle = make_bundle(recipe, updater.model, (data.source_tokenizer, data.target_tokenizer))
    losses = [loss for loss in forced_losses(bundle, data.valid_pairs) if loss is not None]
    assert len(losses) == 20
    expected = sum(loss.nll for loss in losses) / sum(loss.pieces for loss in losses)
    assert found.nll == pytest.approx(expected, rel=1e-5)
    assert found.perplexity == pytest.approx(math.exp(expected), rel=1e-4)
    small = dataclasses.replace(recipe.training, batch_tokens=10)
    assert measured(recipe, data, updater, Validation(data, small, updater)).nll == pytest.approx(expected, rel=1e-5)


def test_nothing_is_dropped_while_measuring_and_training_goes_on_in_training_mode(tmp_path: Path) -> None:
    """What an evaluation tells is what a person gets who loads the checkpoint saved right after it."""
    recipe = toy_recipe(tmp_path, dropout=0.5, samples=6, evaluate_steps=4, steps=12, d_model=64)
    trainer = Trainer(recipe, tmp_path / "run")
    told: Evaluated | None = None
    compared = 0
    for event in trainer.events():
        if isinstance(event, Evaluated):
            told = event
            assert trainer.state.model.training
        if isinstance(event, CheckpointSaved) and told and told.step == event.step:
            bundle = load_translator(str(tmp_path / "run"), "cpu").about.bundle
            assert f"step {event.step}" in bundle.name
            found = dict(translate_all(bundle, [sample.source for sample in told.samples], DecodingSettings()))
            assert [found[i] for i in range(6)] == [sample.translation for sample in told.samples]
            compared += 1
    assert compared == 3


def test_measuring_twice_is_measuring_once(tmp_path: Path) -> None:
    recipe = toy_recipe(tmp_path, dropout=0.9)
    data, updater, validation = prepared(tmp_path, recipe)
    assert measured(recipe, data, updater, validation) == measured(recipe, data, updater, validation)


def test_probes_come_first_and_sentences_without_room_are_left_out_of_the_translations(tmp_path: Path) -> None:
    recipe = toy_recipe(tmp_path, probes=3, bleu_sentences=20, samples=4, max_positions=24)
    long = " ".join("1234567890" * 3)
    pairs = [("1", "1"), (long, long[::-1]), *reversal_pairs(30, seed=8, longest=9)]
    write_pairs(Path(recipe.data.valid), pairs)
    data, updater, validation = prepared(tmp_path, recipe)
    sentences = validation.sentences
    spread = [pairs[i * 32 // 20] for i in range(20)]  # from the whole set, up to its last part
    assert sorted(sentences) == sorted(pair for pair in spread if pair[0] != long)
    probes = [pair for pair in spread if len(data.source_tokenizer.ids(pair[0])) in PROBE_PIECES and pair[0] != long]
    assert sentences[:3] == probes[:3]
    bundle = make_bundle(recipe, updater.model, (data.source_tokenizer, data.target_tokenizer))
    assert [(trace.source_text, trace.target_text) for trace in validation.traces(bundle)] == probes[:3]
    samples = measured(recipe, data, updater, validation).samples
    assert [(sample.source, sample.reference) for sample in samples] == sentences[:4]


def test_without_sentences_to_translate_the_loss_decides(tmp_path: Path) -> None:
    recipe = toy_recipe(tmp_path, bleu_sentences=0)
    data, updater, validation = prepared(tmp_path, recipe)
    found = measured(recipe, data, updater, validation)
    assert (found.bleu, found.chrf, found.exact, found.samples) == (None, None, None, ())
    assert found.score == (-found.nll,)
    assert Measured(1e6, None, None, None, (), 0, ()).perplexity < math.inf


def test_the_score_is_what_the_recipe_says(tmp_path: Path) -> None:
    recipe = toy_recipe(tmp_path)
    data, updater, validation = prepared(tmp_path, recipe)
    found = measured(recipe, data, updater, validation)
    assert found.bleu is not None and found.sentences == 6
    assert found.score == (found.bleu if found.bleu >= 1 else 0.0, -found.nll)
    for best_by, score in (("loss", (-found.nll,)), ("chrf", (found.chrf, -found.nll))):
        training = dataclasses.replace(recipe.training, best_by=best_by)
        assert measured(recipe, data, updater, Validation(data, training, updater)).score == score
