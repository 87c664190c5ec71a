"""The optimizers: the paper's Adam (section 5.3), or Muon for the matrices inside the layers.

Muon (Jordan et al. 2024) makes the step of each matrix orthogonal, so that no direction is learned much faster than the
others. docs/training-log.md compares the two on this project's small corpora.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from typing import Any

import torch
from torch import Tensor

from model.network.network import TrainableNetwork
from model.training.recipe import TrainingRecipe

State = MutableMapping[Tensor, dict[str, Any]]


class Optimizer:
    """One or several of torch's optimizers, each for some of the model's parameters, with one learning rate."""

    def __init__(self, *parts: torch.optim.Optimizer) -> None:
        self.parts = parts
        self.state: State = _States(parts)

    def set_rate(self, rate: float) -> None:
        for part in self.parts:
            for settings in part.param_groups:
                settings["lr"] = rate

    def zero_grad(self) -> None:
        for part in self.parts:
            part.zero_grad(set_to_none=True)

    def step(self) -> None:
        for part in self.parts:
            part.step()


class _States(State):
    """The state of each parameter over all parts, as one mapping."""

    def __init__(self, parts: tuple[torch.optim.Optimizer, ...]) -> None:
        self._of = {p: part.state for part in parts for settings in part.param_groups for p in settings["params"]}

    def __getitem__(self, parameter: Tensor) -> dict[str, Any]:
        state: dict[str, Any] = self._of[parameter][parameter]
        return state

    def __setitem__(self, parameter: Tensor, state: dict[str, Any]) -> None:
        self._of[parameter][parameter] = state

    def __delitem__(self, parameter: Tensor) -> None:
        del self._of[parameter][parameter]

    def __iter__(self) -> Iterator[Tensor]:
        return (parameter for parameter, state in self._of.items() if parameter in state)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def make_optimizer(model: TrainableNetwork, recipe: TrainingRecipe) -> Optimizer:
    """The recipe's optimizer for a model that is already on its device; its rate is 0 until `set_rate`."""
    fused = model.device.type in ("cpu", "cuda")
    matrices: list[Tensor] = []
    if recipe.optimizer == "muon":
        matrices = model.matrices()
    chosen: set[Tensor] = set(matrices)
    others = [parameter for parameter in model.parameters() if parameter not in chosen]
    adam = torch.optim.Adam(others, lr=0.0, betas=(0.9, 0.98), eps=1e-9, fused=fused)
    if not matrices:
        return Optimizer(adam)
    # Scale Muon's steps to the usual size of Adam's, so that one learning rate fits both (Liu et al. 2025).
    muon = torch.optim.Muon(matrices, lr=0.0, weight_decay=0.0, momentum=0.95, adjust_lr_fn="match_rms_adamw")
    return Optimizer(muon, adam)
