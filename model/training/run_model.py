"""The model of a run folder, at any time during its training."""

from __future__ import annotations

from pathlib import Path

from model.bundle.bundle import Bundle
from model.bundle.tokenizer import Tokenizer
from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError
from model.network.building import make_network
from model.network.network import TrainableNetwork
from model.training.averaging import put_weights
from model.training.checkpoint import list_checkpoints, newest_readable
from model.training.recipe import Recipe
from model.training.recipe_file import read_recipe
from model.training.run_folder import RunFolder


def make_bundle(recipe: Recipe, model: TrainableNetwork, tokenizers: tuple[Tokenizer, Tokenizer]) -> Bundle:
    """A bundle of the model, in evaluation mode, with its names and tokenizers."""
    data = recipe.data
    return Bundle(
        name=recipe.name,
        source_language=data.source_language,
        target_language=data.target_language,
        model=model.eval(),
        source_tokenizer=tokenizers[0],
        target_tokenizer=tokenizers[1],
    )


def run_so_far(path: Path) -> tuple[Bundle, list[Sentence]]:
    """The model of a run's newest readable checkpoint, also while the run continues; its name contains the step.

    Also returns a sentence for each newer checkpoint that could not be read.

    Raises `UserError` if there is none yet.
    """
    folder = RunFolder(path)
    recipe = read_recipe(folder.config)
    if not list_checkpoints(folder.checkpoints):
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{path} has no checkpoint yet; let its training go on until it has saved one."),
            path=path,
        )
    checkpoint, notices = newest_readable(folder.checkpoints)
    names = ("joint", "joint") if recipe.data.joint_vocab else ("source", "target")
    tokenizers = (Tokenizer.load(path / f"{names[0]}.model"), Tokenizer.load(path / f"{names[1]}.model"))
    model = make_network(recipe.network_config(tokenizers[0].size, tokenizers[1].size))
    weights = checkpoint.mean or checkpoint.weights
    if {n: t.shape for n, t in weights.items()} != {n: p.shape for n, p in model.named_parameters()}:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{path} does not fit the run's config.toml; put the original files back."),
            path=checkpoint.path,
        )
    put_weights(model, weights)
    bundle = make_bundle(recipe, model, tokenizers)
    bundle.name = f"{recipe.name}, step {checkpoint.progress.step:,}"
    return bundle, notices
