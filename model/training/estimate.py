"""Estimates how long a training will take on this device: times a few updates of its model on random sentences."""

from __future__ import annotations

import time

import torch

from model.data.batches import Batch, make_batch
from model.device import choose_device, describe_device
from model.errors import QT_TRANSLATE_NOOP, UserError
from model.network.building import make_network
from model.network.config import NetworkConfig
from model.network.dropout import seed_dropout
from model.threads import choose_threads
from model.training.distributed import Group
from model.training.recipe import Recipe
from model.training.run_failure import memory_is_full
from model.training.training_data import AUTO_VOCABULARY
from model.training.updater import NotFiniteError, Updater, choose_dtype
from model.values.estimate import Estimate

PIECES = 12  # length of a random sentence; most corpora of sentence pairs have short ones
GRAMMAR_VOCABULARY = {"bpe": 2650, "unigram": 660}  # pieces that the built-in pairs give at most, approximately
UPDATES = 3
TRIAL_PIECES = 512  # of the batch that tries how many threads are fastest


def estimate(recipe: Recipe) -> Estimate:
    """Build the recipe's model and time its updates; nothing is read or written.

    Raises `UserError` for a missing device, too little memory, and a learning rate that makes the loss not finite.
    """
    device = choose_device(recipe.training.device)
    try:
        return _timed(recipe, device)
    except NotFiniteError as error:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "A few updates already ruin the model; lower [training] peak_learning_rate.")
        ) from error
    except RuntimeError as error:
        if not memory_is_full(error):
            raise
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "The memory of {device} is too small for this training; choose a smaller "
                "[model] or a lower [training] batch_tokens.",
            ),
            device=describe_device(device),
        ) from error


def _timed(recipe: Recipe, device: torch.device) -> Estimate:
    training = recipe.training
    vocabulary = recipe.data.vocab_size or AUTO_VOCABULARY
    if recipe.data.builtin:
        vocabulary = min(vocabulary, GRAMMAR_VOCABULARY[recipe.data.vocab_kind])
    config = recipe.network_config(vocabulary, vocabulary)
    torch.manual_seed(0)
    seed_dropout(0)
    model = make_network(config).to(device).train()
    updater = Updater(model, training, choose_dtype(training, device), Group())
    batch = _made_up(training.batch_tokens, config)
    if device.type == "cpu":
        small = _made_up(min(training.batch_tokens, TRIAL_PIECES), config)
        choose_threads(lambda: updater.trial(small))
    updater.update(1, [batch])  # not timed: it fills caches
    times = []
    for step in range(UPDATES):
        begin = time.perf_counter()
        updater.update(2 + step, [batch])  # reads the loss, so a GPU has finished
        times.append(time.perf_counter() - begin)
    each = min(times) * training.accumulate
    return Estimate(
        parameters=model.parameter_count(),
        updates=training.steps,
        seconds_per_update=each,
        seconds=each * training.steps,
        device=describe_device(device),
        precision=str(updater.dtype).removeprefix("torch."),
    )


def _made_up(batch_tokens: int, config: NetworkConfig) -> Batch:
    generator = torch.Generator().manual_seed(0)
    pieces = min(PIECES, config.max_positions - 1)
    shape = (2, max(1, batch_tokens // (pieces + 1)), pieces)
    source, target = torch.randint(config.end_id, config.target_vocab_size, shape, generator=generator).tolist()
    return make_batch(source, target)
