"""Training checkpoints: weights, optimizer, random states and the place in the data, in one safetensors file each."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor, nn

from model.errors import UserError
from model.files import write_bytes

FORMAT = "translucent-checkpoint/1"
_NAME = re.compile(r"step-(\d+)\.safetensors")


@dataclass
class Progress:
    """Where a run stands: updates done, the epoch, and batches of it already used."""

    step: int = 0
    epoch: int = 0
    batch: int = 0
    target_tokens: int = 0


def unique_parameters(model: nn.Module) -> dict[str, nn.Parameter]:
    """Every trainable tensor once, under its first name; tied ones share a storage and appear once."""
    return dict(model.named_parameters())


def save_checkpoint(
    folder: Path, model: nn.Module, optimizer: torch.optim.Adam, progress: Progress, randomness: dict[str, Any]
) -> Path:
    """Write `step-N.safetensors` whole or not at all; raises `UserError` when the disk refuses."""
    tensors: dict[str, Tensor] = {"random.torch": torch.get_rng_state()}
    for name, parameter in unique_parameters(model).items():
        tensors[f"model.{name}"] = parameter.detach().cpu()
        state = optimizer.state[parameter]
        for key in ("exp_avg", "exp_avg_sq", "step"):
            if key in state:
                tensors[f"adam.{key}.{name}"] = state[key].cpu()
    metadata = {
        "format": FORMAT,
        "progress": json.dumps(asdict(progress)),
        "random": json.dumps(randomness),
    }
    path = folder / f"step-{progress.step:07d}.safetensors"
    write_bytes(path, save(tensors, metadata))
    return path


def list_checkpoints(folder: Path) -> list[Path]:
    """Checkpoints in `folder`, oldest first."""
    return sorted(path for path in folder.glob("step-*.safetensors") if _NAME.fullmatch(path.name))


def _read(path: Path) -> tuple[dict[str, str], dict[str, Tensor]]:
    """Metadata and tensors of one checkpoint; `UserError` when it cannot be read or is something else."""
    try:
        with safe_open(path, framework="pt") as file:
            metadata = file.metadata() or {}
            if metadata.get("format") != FORMAT:
                raise UserError(f"{path} is not a checkpoint of this version; start the run anew.")
            return metadata, {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - not a dict
    except (SafetensorError, OSError) as error:
        raise UserError(f"{path} is damaged ({error}); remove it and resume from the one before.") from error


def load_checkpoint(path: Path, model: nn.Module, optimizer: torch.optim.Adam) -> tuple[Progress, dict[str, Any]]:
    """Put everything back where `save_checkpoint` took it.

    Raises `UserError`, with nothing changed, when the file is damaged or of another model.
    """
    metadata, tensors = _read(path)
    parameters = unique_parameters(model)
    wanted = {name.removeprefix("model.") for name in tensors if name.startswith("model.")}
    if wanted != set(parameters) or any(tensors[f"model.{n}"].shape != p.shape for n, p in parameters.items()):
        raise UserError(f"{path} was written by a model of another shape; resume with the run's own configuration.")
    trained = any(name.startswith("adam.") for name in tensors)  # before the first update there are no moments
    moments: dict[str, dict[str, Tensor]] = {}
    try:
        progress = Progress(**json.loads(metadata["progress"]))
        randomness: dict[str, Any] = json.loads(metadata["random"])
        for name, parameter in parameters.items() if trained else ():
            moments[name] = {
                key: tensors[f"adam.{key}.{name}"].to(device).view(shape)
                for key, device, shape in (
                    ("exp_avg", parameter.device, parameter.shape),
                    ("exp_avg_sq", parameter.device, parameter.shape),
                    ("step", torch.device("cpu"), torch.Size()),
                )
            }
        torch.set_rng_state(tensors["random.torch"])
    except (KeyError, ValueError, TypeError, RuntimeError) as error:
        raise UserError(f"{path} is damaged ({error}); remove it and resume from the one before.") from error
    with torch.no_grad():
        for name, parameter in parameters.items():
            parameter.copy_(tensors[f"model.{name}"])
            if trained:
                optimizer.state[parameter] = moments[name]
    return progress, randomness


def average_weights(paths: list[Path]) -> dict[str, Tensor]:
    """The mean of each weight over several checkpoints (section 6.1), in float32.

    Raises `UserError` when one cannot be read or is of a model of another shape.
    """
    total: dict[str, Tensor] = {}
    for path in paths:
        weights = {
            name.removeprefix("model."): tensor.double()
            for name, tensor in _read(path)[1].items()
            if name.startswith("model.")
        }
        if not total:
            total = weights
        elif {n: w.shape for n, w in weights.items()} != {n: t.shape for n, t in total.items()}:
            raise UserError(f"{path} was written by a model of another shape than {paths[0]}; remove one of them.")
        else:
            total = {name: total[name] + weight for name, weight in weights.items()}
    return {name: (value / len(paths)).float() for name, value in total.items()}
