"""One parameter update: forward, loss, backward, clipping, step (paper, section 5), with one or several processes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from model.data.batches import Batch
from model.device import fast_dtype
from model.errors import QT_TRANSLATE_NOOP, UserError
from model.network.loss import fused_cross_entropy
from model.network.network import TrainableNetwork
from model.training.averaging import RunningMean
from model.training.distributed import Group
from model.training.optimizer import make_optimizer
from model.training.recipe import TrainingRecipe
from model.training.schedule import learning_rate


@dataclass(frozen=True)
class Update:
    """The result of one update, over all processes."""

    loss: float  # with label smoothing, summed over the target pieces, in nats
    nll: float  # plain negative log-likelihood, summed
    pieces: int  # target pieces
    gradient_norm: float  # before clipping
    learning_rate: float


class NotFiniteError(UserError):
    """The loss or the gradient is not finite; this update changed nothing."""


def choose_dtype(recipe: TrainingRecipe, device: torch.device) -> torch.dtype:
    """The number format of matrix products: that of the recipe, or the fast one of this device."""
    if recipe.precision == "auto":
        return fast_dtype(device.type)
    return torch.bfloat16 if recipe.precision == "bfloat16" else torch.float32


def shrink_residuals(model: TrainableNetwork, gain: float) -> None:
    """Scale the last matrix of every sub-layer, so that each LayerNorm(x + Sublayer(x)) starts near the identity."""
    with torch.no_grad():
        for matrix in model.residual_outputs():
            matrix.mul_(gain)


class Updater:
    """A model with its optimizer. `model` must be on its device already."""

    def __init__(self, model: TrainableNetwork, recipe: TrainingRecipe, dtype: torch.dtype, group: Group) -> None:
        self.model = model
        self.recipe = recipe
        self.dtype = dtype
        self.group = group
        self.device = model.device
        self.optimizer = make_optimizer(model, recipe)
        self.mean = RunningMean(model, recipe.ema_decay) if recipe.ema_decay else None

    def loss(self, batch: Batch, smoothing: float, r_drop: float = 0.0) -> tuple[Tensor, Tensor]:
        """Summed smoothed loss and summed plain NLL of one batch; padding never counts.

        With `r_drop` the batch goes through the model twice, with different dropout (see `fused_cross_entropy`).
        """
        source, target_in, target_out = (
            tensor.to(self.device, non_blocking=True) for tensor in (batch.source, batch.target_in, batch.target_out)
        )
        if r_drop:
            source, target_in = torch.cat([source, source]), torch.cat([target_in, target_in])
        with torch.autocast(self.device.type, dtype=torch.bfloat16, enabled=self.dtype == torch.bfloat16):
            hidden = self.model(source, target_in)
        real = target_out != batch.pad
        rows = hidden[torch.cat([real, real]) if r_drop else real].float()
        weight, bias = self.model.output.weight, self.model.output.bias
        if bias is not None:  # x W^T + b is [x, 1] [W, b]^T
            rows, weight = torch.cat([rows, rows.new_ones(len(rows), 1)], 1), torch.cat([weight, bias[:, None]], 1)
        return fused_cross_entropy(rows, weight, target_out[real], smoothing, self.dtype, r_drop)

    def trial(self, batch: Batch) -> Iterator[None]:
        """The work of an update without its result: forward and backward. It draws dropout masks."""
        loss, _ = self.loss(batch, self.recipe.label_smoothing, self.recipe.r_drop)
        yield
        loss.backward()
        self.optimizer.zero_grad()
        yield

    def update(self, step: int, batches: Sequence[Batch]) -> Update:
        """Make update number `step`, counted from 1, from this process's batches; their gradients are summed.

        The gradient is that of the mean loss per target piece over all batches of all processes, so the split of the
        pairs over processes does not matter. Raises `NotFiniteError` before anything is changed.
        """
        recipe = self.recipe
        rate = learning_rate(step, recipe, self.model.config.d_model)
        self.optimizer.set_rate(rate)
        pieces = int(self.group.sum(sum(batch.target_tokens for batch in batches))[0])
        self.optimizer.zero_grad()
        total, total_nll = 0.0, 0.0
        for batch in batches:
            loss, nll = self.loss(batch, recipe.label_smoothing, recipe.r_drop)
            (loss / pieces).backward()
            total, total_nll = total + float(loss.detach()), total_nll + float(nll)
        self.group.sum_gradients(self.model.parameters())
        total, total_nll = self.group.sum(total, total_nll)
        norm = float(nn.utils.clip_grad_norm_(self.model.parameters(), recipe.clip_norm or math.inf))
        if not math.isfinite(total) or not math.isfinite(norm):
            raise NotFiniteError(QT_TRANSLATE_NOOP("Model", "The loss is not a number."))
        self.optimizer.step()
        if self.mean is not None:
            self.mean.update(self.model)
        return Update(total, total_nll, pieces, norm, rate)
