"""Why a run ended before its time, in one sentence with the way on."""

from __future__ import annotations

from dataclasses import dataclass

import torch

from model.device import describe_device
from model.errors import UserError
from model.training.checkpoint import Progress, list_checkpoints
from model.training.run_folder import RunFolder


@dataclass(frozen=True)
class Failure:
    """`reason` goes into the run folder; `problem` is raised in the place of the error, None for the error itself."""

    reason: str
    problem: UserError | None = None


def place(progress: Progress) -> str:
    """The update that was being made."""
    return f"step {progress.step + 1:,} (epoch {progress.epoch + 1}, batch {progress.batch + 1})"


def way_on(folder: RunFolder) -> str:
    """What there is to go on from."""
    if list_checkpoints(folder.checkpoints):
        return "the last checkpoint is good: resume it"
    return "nothing had been saved yet: start again"


def loss_not_finite(folder: RunFolder, progress: Progress) -> UserError:
    return UserError(
        f"The loss is not a number at {place(progress)}; {way_on(folder)} with a lower learning rate or a longer "
        f"warm-up."
    )


def weights_not_finite(folder: RunFolder, progress: Progress) -> UserError:
    return UserError(
        f"After step {progress.step:,} the weights are no longer numbers; {way_on(folder)} with a lower learning rate "
        f"or a longer warm-up."
    )


def memory_is_full(error: RuntimeError) -> bool:
    """Whether a device had too little memory; torch knows a kind of error for a GPU's alone."""
    return isinstance(error, torch.OutOfMemoryError) or "can't allocate memory" in str(error)


def explain(error: BaseException, folder: RunFolder, progress: Progress, device: torch.device) -> Failure:
    """What any error came to: of a device that vanished or whose memory was full, `UserError`s are made."""
    if isinstance(error, UserError):
        return Failure(str(error))
    if not isinstance(error, RuntimeError):  # the folder itself may be what failed: it is not asked
        return Failure(f"{type(error).__name__}: {error}")
    where, on = place(progress), way_on(folder)
    if memory_is_full(error):
        problem = UserError(
            f"The memory of {describe_device(device)} ran out at {where}; {on} with a lower [training] batch_tokens "
            f"and a higher accumulate to make up for it, or train a smaller [model]."
        )
        return Failure(str(problem), problem)
    reason = str(error).splitlines()[0] if str(error) else type(error).__name__
    told = f"{reason}, at {where}; {on}."
    if device.type == "cpu":
        return Failure(told)
    problem = UserError(
        f'{device} stopped working at {where}: {reason}; {on}, if need be with [training] device = "cpu".'
    )
    return Failure(told, problem)
