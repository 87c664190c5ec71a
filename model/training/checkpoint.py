"""Training checkpoints: weights, optimizer, random states and the position in the data, one safetensors file each.

A checkpoint holds everything that determines the next update, so a resumed run reaches bit-identical weights on a CPU.
A checksum over all of it detects a damaged file.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor, nn

from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError
from model.files import write_bytes
from model.training.optimizer import Optimizer

FORMAT = "translucent-checkpoint/2"
_NAME = re.compile(r"step-(\d+)\.safetensors")
# The optimizer's state of a parameter, under the names that torch and the files use.
_MOMENTS = {"adam": ("exp_avg", "exp_avg_sq", "step"), "muon": ("momentum_buffer",)}


@dataclass
class Unlogged:
    """Sums over the updates since the last logged step: a resumed run goes on with them."""

    loss: float = 0.0
    nll: float = 0.0
    pieces: int = 0
    seconds: float = 0.0


@dataclass
class Progress:
    """The progress of a run: updates done, the current epoch, and batches already used in it."""

    step: int = 0
    epoch: int = 0
    batch: int = 0
    target_tokens: int = 0
    seconds: float = 0.0  # of updates and evaluations so far
    # Score of each evaluated step that may be the best; scores are compared from their first number on, higher wins.
    best: dict[str, tuple[float, ...]] = field(default_factory=dict)
    stale: int = 0  # evaluations since the last new best score
    evaluated: int = 0  # step of the last evaluation
    scored_by: str = ""  # the kind of the scores in `best`
    threads: int = 0  # of a processor, with which the updates were computed; 0 where an older version did not write it
    unlogged: Unlogged = field(default_factory=Unlogged)

    @classmethod
    def of(cls, values: dict[str, Any]) -> Progress:
        """From JSON; `TypeError` if that is not a progress. Earlier versions wrote one number as a score."""
        best = {step: tuple(score) if isinstance(score, list) else (score,) for step, score in values["best"].items()}
        return cls(**{**values, "best": best, "unlogged": Unlogged(**values.get("unlogged", {}))})


@dataclass(frozen=True)
class Checkpoint:
    """The checked content of a file."""

    path: Path
    progress: Progress
    weights: dict[str, Tensor]
    mean: dict[str, Tensor]  # the running mean of the weights, empty where there is none
    mean_updates: int
    moments: dict[str, dict[str, Tensor]]  # optimizer state by parameter; empty before the first update
    torch_random: Tensor
    randomness: list[dict[str, Any]]  # the other generators' states, one for each process of the training


def best_steps(progress: Progress, count: int) -> list[int]:
    """The steps of the best evaluations, best first; of equal scores, the later step first."""
    ranked = sorted(progress.best, key=lambda step: (progress.best[step], int(step)), reverse=True)
    return [int(step) for step in ranked[:count]]


def unique_parameters(model: nn.Module) -> dict[str, nn.Parameter]:
    """Every trainable tensor once, under its first name; tied ones share a storage and appear once."""
    return dict(model.named_parameters())


def checkpoint_path(folder: Path, step: int) -> Path:
    return folder / f"step-{step:07d}.safetensors"


def step_of(path: Path) -> int:
    return int(path.stem.removeprefix("step-"))


def list_checkpoints(folder: Path) -> list[Path]:
    """Checkpoints in `folder`, oldest first."""
    return sorted(path for path in folder.glob("step-*.safetensors") if _NAME.fullmatch(path.name))


def _checksum(names: Iterable[str], tensor_of: Callable[[str], Tensor], metadata: Mapping[str, str]) -> str:
    digest = hashlib.sha256()
    for key in sorted(metadata):
        digest.update(f"{key}\0{metadata[key]}\0".encode())
    for name in sorted(names):
        tensor = tensor_of(name)
        digest.update(f"{name}\0{tensor.dtype}\0{tuple(tensor.shape)}\0".encode())
        digest.update(tensor.contiguous().view(-1).view(torch.uint8).numpy().data)
    return digest.hexdigest()


def save_checkpoint(
    folder: Path,
    model: nn.Module,
    optimizer: Optimizer,
    progress: Progress,
    randomness: list[dict[str, Any]],
    mean: Mapping[str, Tensor] | None = None,
    mean_updates: int = 0,
) -> Path:
    """Write `step-N.safetensors` completely or not at all; raises `UserError` if the disk refuses."""
    tensors: dict[str, Tensor] = {"random.torch": torch.get_rng_state()}
    for name, parameter in unique_parameters(model).items():
        tensors[f"model.{name}"] = parameter.detach().cpu()
        state = optimizer.state.get(parameter, {})
        for kind, keys in _MOMENTS.items():
            if all(key in state for key in keys):
                tensors |= {f"{kind}.{key}.{name}": state[key].cpu() for key in keys}
    for name, tensor in (mean or {}).items():
        tensors[f"mean.{name}"] = tensor.cpu()
    metadata = {
        "format": FORMAT,
        "progress": json.dumps(asdict(progress)),
        "random": json.dumps(randomness),
        "mean_updates": str(mean_updates),
    }
    path = checkpoint_path(folder, progress.step)
    write_bytes(path, save(tensors, {**metadata, "sha256": _checksum(tensors, tensors.__getitem__, metadata)}))
    return path


class UnreadableError(UserError):
    """A checkpoint that cannot be read; `what` names the problem, as a part of another sentence."""

    def __init__(self, sentence: Sentence, what: Sentence) -> None:
        super().__init__(sentence)
        self.what = what


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[tuple[Any, dict[str, str]]]:
    """The file, which reads its tensors when they are asked for, and its metadata; else `UnreadableError`."""
    try:
        with safe_open(path, framework="pt") as file:
            metadata = dict(file.metadata() or {})
            if metadata.get("format") != FORMAT:
                raise UnreadableError(
                    Sentence(
                        QT_TRANSLATE_NOOP("Model", "{path} is not a checkpoint of this version; start the run anew."),
                        path=path,
                    ),
                    Sentence(QT_TRANSLATE_NOOP("Model", "{path} is not a checkpoint of this version"), path=path),
                )
            yield file, metadata
    except (SafetensorError, OSError) as error:
        raise _damaged(path, error) from error


def _check(path: Path, names: Iterable[str], tensor_of: Callable[[str], Tensor], metadata: dict[str, str]) -> None:
    wanted = metadata.pop("sha256", "")
    if _checksum(names, tensor_of, metadata) != wanted:
        raise _damaged(path, Sentence(QT_TRANSLATE_NOOP("Model", "its checksum does not fit")))


def check_checkpoint(path: Path) -> None:
    """Raise `UnreadableError` if the checkpoint is damaged. One tensor is in memory at a time."""
    with _opened(path) as (file, metadata):
        _check(path, file.keys(), file.get_tensor, metadata)


def read_checkpoint(path: Path) -> Checkpoint:
    """The content of one checkpoint; `UserError` if it cannot be read, is damaged, or is no checkpoint."""
    with _opened(path) as (file, metadata):
        tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - not a dict
    _check(path, tensors, tensors.__getitem__, metadata)

    def under(prefix: str) -> dict[str, Tensor]:
        return {name.removeprefix(prefix): t for name, t in tensors.items() if name.startswith(prefix)}

    try:
        weights = under("model.")
        trained = any(name.startswith("adam.") for name in tensors)  # every run has some parameters with Adam
        return Checkpoint(
            path=path,
            progress=Progress.of(json.loads(metadata["progress"])),
            weights=weights,
            mean=under("mean."),
            mean_updates=int(metadata["mean_updates"]),
            moments={name: _moments(tensors, name) for name in weights} if trained else {},
            torch_random=tensors["random.torch"],
            randomness=list(json.loads(metadata["random"])),
        )
    except (KeyError, ValueError, TypeError) as error:
        raise _damaged(path, error) from error


def _damaged(path: Path, reason: Sentence | Exception) -> UnreadableError:
    return UnreadableError(
        Sentence(
            QT_TRANSLATE_NOOP("Model", "{path} is damaged ({reason}); remove it and resume from the one before."),
            path=path,
            reason=reason,
        ),
        Sentence(QT_TRANSLATE_NOOP("Model", "{path} is damaged ({reason})"), path=path, reason=reason),
    )


def _moments(tensors: Mapping[str, Tensor], name: str) -> dict[str, Tensor]:
    """The optimizer's state of one parameter; `KeyError` if a part of it is missing."""
    kind = "muon" if f"muon.momentum_buffer.{name}" in tensors else "adam"
    return {key: tensors[f"{kind}.{key}.{name}"] for key in _MOMENTS[kind]}


def newest_readable(folder: Path) -> tuple[Checkpoint, list[Sentence]]:
    """The newest readable checkpoint, and one sentence about each newer one that was skipped.

    Raises `UserError` if none can be read.
    """
    refused: list[Sentence] = []
    for path in reversed(list_checkpoints(folder)):
        try:
            found = read_checkpoint(path)
        except UnreadableError as error:
            refused.append(error.what)
        else:
            text = QT_TRANSLATE_NOOP("Model", "{what}; the checkpoint of step {step} is taken instead.")
            step = f"{found.progress.step:,}"
            return found, [Sentence(text, what=what, step=step) for what in refused]
    if refused:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "No checkpoint in {folder} can be read ({what}); start the run anew."),
            folder=folder,
            what=refused[0],
        )
    raise UserError(
        QT_TRANSLATE_NOOP("Model", "{parent} holds no checkpoint to resume from; leave out --resume to start one."),
        parent=folder.parent,
    )


def restore(checkpoint: Checkpoint, model: nn.Module, optimizer: Optimizer) -> None:
    """Restore weights, the optimizer's moments and torch's random state, as `save_checkpoint` stored them.

    Raises `UserError`, with nothing changed, if the checkpoint belongs to another model.
    """
    parameters = unique_parameters(model)
    if {n: t.shape for n, t in checkpoint.weights.items()} != {n: p.shape for n, p in parameters.items()}:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model", "{path} was written by a model of another shape; resume with the run's own configuration."
            ),
            path=checkpoint.path,
        )
    torch.set_rng_state(checkpoint.torch_random)
    with torch.no_grad():
        for name, parameter in parameters.items():
            parameter.copy_(checkpoint.weights[name])
            if checkpoint.moments:
                optimizer.state[parameter] = {
                    # A fused Adam keeps its step count on the device of the weights.
                    key: moment.to("cpu" if key == "step" and not parameter.is_cuda else parameter.device)
                    for key, moment in checkpoint.moments[name].items()
                }
