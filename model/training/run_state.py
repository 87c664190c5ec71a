"""The state of a run: the model, its optimizer and the random states; saved to checkpoints and restored."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch

from model.data.batches import Batch
from model.errors import QT_TRANSLATE_NOOP, Sentence
from model.network.building import make_network
from model.network.config import NetworkConfig
from model.network.dropout import dropout_state, restore_dropout, seed_dropout
from model.threads import candidates, choose_threads
from model.training.averaging import RunningMean, put_weights
from model.training.checkpoint import Progress, newest_readable, restore, save_checkpoint, unique_parameters
from model.training.distributed import Group
from model.training.recipe import TrainingRecipe
from model.training.updater import Updater, choose_dtype, shrink_residuals

TRIAL_SECONDS = 1.0  # for choosing the number of threads


class RunState:
    """A model on `device`, ready for its first update. All processes start from the same weights, decided by `seed`,
    but with different dropout."""

    def __init__(self, config: NetworkConfig, training: TrainingRecipe, device: torch.device, group: Group) -> None:
        self.device = device
        self.group = group
        torch.manual_seed(training.seed)
        self.model = make_network(config)
        shrink_residuals(self.model, training.residual_gain)
        self.model.to(device).train()
        self.updater = Updater(self.model, training, choose_dtype(training, device), group)
        torch.manual_seed(training.seed + group.rank)
        seed_dropout((training.seed, group.rank))

    @property
    def finite(self) -> bool:
        """Whether all weights are finite; a learning rate that is too high can make them NaN or infinite."""
        return all(bool(torch.isfinite(p).all()) for p in unique_parameters(self.model).values())

    def settle(self, batch: Batch, threads: int) -> int:
        """Compute with `threads` threads, or with the fastest number if that is 0 or too many here; returns the number.

        A resumed run keeps its number, as other sums would differ in their last bits. Changes no weight and no random
        state.
        """
        counts = candidates()
        if self.device.type != "cpu" or len(counts) == 1:
            return torch.get_num_threads()
        if 0 < threads <= counts[-1]:
            torch.set_num_threads(threads)
            return threads
        torch_random, dropout = torch.get_rng_state(), dropout_state()
        choose_threads(lambda: self.updater.trial(batch), TRIAL_SECONDS, counts)
        torch.set_rng_state(torch_random)
        restore_dropout(dropout)
        return torch.get_num_threads()

    def save(self, folder: Path, progress: Progress) -> Path:
        """Let the leading process write a checkpoint in `folder`; returns its path, in the others an empty path."""
        own: dict[str, Any] = {"dropout": dropout_state()}
        if self.device.type == "cuda":
            own["cuda"] = torch.cuda.get_rng_state(self.device).tolist()
        randomness = self.group.gather(own)
        if not self.group.leads:
            return Path()
        mean, optimizer = self.updater.mean, self.updater.optimizer
        weights, updates = (mean.weights, mean.updates) if mean else (None, 0)
        return save_checkpoint(folder, self.model, optimizer, progress, randomness, weights, updates)

    def restore(self, folder: Path) -> tuple[Progress, list[Sentence]]:
        """Restore the newest readable checkpoint; returns its progress, and sentences for the user.

        Raises `UserError`, with nothing changed, if there is none or it belongs to another model.
        """
        checkpoint, notices = newest_readable(folder)
        restore(checkpoint, self.model, self.updater.optimizer)
        mean = self.updater.mean
        if mean is not None and checkpoint.mean:
            mean.weights = {name: tensor.to(self.device) for name, tensor in checkpoint.mean.items()}
            mean.updates = checkpoint.mean_updates
        elif mean is not None:  # new in the recipe: begin at the trained weights, not at the random start
            self.updater.mean = RunningMean(self.model, mean.decay)
        if len(checkpoint.randomness) == self.group.size:
            state = checkpoint.randomness[self.group.rank]
            restore_dropout(state["dropout"])
            if self.device.type == "cuda" and "cuda" in state:
                torch.cuda.set_rng_state(torch.tensor(state["cuda"], dtype=torch.uint8), self.device)
        else:
            notices.append(
                Sentence(
                    QT_TRANSLATE_NOOP(
                        "Model",
                        "The run had {before} processes and goes on with {now}, so its random numbers begin anew.",
                    ),
                    before=len(checkpoint.randomness),
                    now=self.group.size,
                )
            )
        self.group.wait()
        return checkpoint.progress, notices

    @contextlib.contextmanager
    def as_used(self) -> Iterator[None]:
        """Use the model in evaluation mode, with the running mean of the weights if there is one; then restore it."""
        mean = self.updater.mean
        trained = {name: p.detach().clone() for name, p in unique_parameters(self.model).items()} if mean else {}
        self.model.eval()
        try:
            if mean:
                put_weights(self.model, mean.weights)
            yield
        finally:
            if mean:
                put_weights(self.model, trained)
            self.model.train()
