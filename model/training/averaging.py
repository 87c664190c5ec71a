"""Averages of weights: over several checkpoints (paper, section 6.1), or a running mean over all updates."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor

from model.errors import QT_TRANSLATE_NOOP, UserError
from model.network.network import TrainableNetwork
from model.training.checkpoint import read_checkpoint, unique_parameters

Weights = dict[str, Tensor]  # by parameter name, in float32


class RunningMean:
    """An exponential moving average of the weights: each update keeps the share `decay` of the old mean.

    The first updates keep a smaller share, (1 + n) / (10 + n), so that the random start is forgotten quickly.
    """

    def __init__(self, model: TrainableNetwork, decay: float) -> None:
        self.decay = decay
        self.updates = 0
        self.weights: Weights = {name: p.detach().clone() for name, p in unique_parameters(model).items()}

    def update(self, model: TrainableNetwork) -> None:
        self.updates += 1
        stays = min(self.decay, (1 + self.updates) / (10 + self.updates))
        with torch.no_grad():
            for name, parameter in unique_parameters(model).items():
                self.weights[name].lerp_(parameter, 1.0 - stays)


def average_weights(paths: list[Path]) -> Weights:
    """The mean of each weight over several checkpoints, in float32.

    Raises `UserError` if one cannot be read or belongs to a model with other shapes.
    """
    total: Weights = {}
    for path in paths:
        weights = {name: tensor.double() for name, tensor in read_checkpoint(path).weights.items()}
        if not total:
            total = weights
        elif {n: w.shape for n, w in weights.items()} != {n: t.shape for n, t in total.items()}:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model", "{path} was written by a model of another shape than {first}; remove one of them."
                ),
                path=path,
                first=paths[0],
            )
        else:
            total = {name: total[name] + weight for name, weight in weights.items()}
    return {name: (value / len(paths)).float() for name, value in total.items()}


def put_weights(model: TrainableNetwork, weights: Weights) -> None:
    """Set every parameter of the model."""
    with torch.no_grad():
        for name, parameter in unique_parameters(model).items():
            parameter.copy_(weights[name])
