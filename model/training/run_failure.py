"""Why a run failed and how to continue, in one sentence."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass

import torch

from model.device import describe_device
from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError
from model.training.checkpoint import Progress, check_checkpoint, list_checkpoints, step_of
from model.training.run_folder import RunFolder


@dataclass(frozen=True)
class Failure:
    """`reason` goes into the run folder; `problem` is raised instead of the error, None: raise the error itself."""

    reason: Sentence | str
    problem: UserError | None = None


def place(progress: Progress) -> Sentence:
    """The update that failed."""
    return Sentence(
        QT_TRANSLATE_NOOP("Model", "step {step} (epoch {epoch}, batch {batch})"),
        step=f"{progress.step + 1:,}",
        epoch=progress.epoch + 1,
        batch=progress.batch + 1,
    )


def advice(folder: RunFolder) -> Sentence:
    """How to continue: resume from the newest checkpoint that can be read, or start again."""
    paths = list_checkpoints(folder.checkpoints)
    for path in reversed(paths):
        with contextlib.suppress(UserError):
            check_checkpoint(path)
            if path is paths[-1]:
                return Sentence(QT_TRANSLATE_NOOP("Model", "the last checkpoint is good: resume it"))
            text = QT_TRANSLATE_NOOP("Model", "the last good checkpoint is that of step {step}: resume it")
            return Sentence(text, step=f"{step_of(path):,}")
    if paths:
        return Sentence(QT_TRANSLATE_NOOP("Model", "no checkpoint can be read: start again in another folder"))
    return Sentence(QT_TRANSLATE_NOOP("Model", "nothing had been saved yet: start again"))


def loss_not_finite(folder: RunFolder, progress: Progress) -> UserError:
    return UserError(
        QT_TRANSLATE_NOOP(
            "Model", "The loss is not a number at {place}; {advice} with a lower learning rate or a longer warm-up."
        ),
        place=place(progress),
        advice=advice(folder),
    )


def weights_not_finite(folder: RunFolder, progress: Progress) -> UserError:
    return UserError(
        QT_TRANSLATE_NOOP(
            "Model",
            "After step {step} the weights are no longer numbers; {advice} with a lower learning rate "
            "or a longer warm-up.",
        ),
        step=f"{progress.step:,}",
        advice=advice(folder),
    )


def memory_is_full(error: RuntimeError) -> bool:
    """Whether the device had too little memory; torch has its own exception class for this only on GPUs."""
    return isinstance(error, torch.OutOfMemoryError) or "can't allocate memory" in str(error)


def explain(error: BaseException, folder: RunFolder, progress: Progress, device: torch.device) -> Failure:
    """The `Failure` for any error. A full memory or a GPU that stopped working becomes a `UserError`."""
    if isinstance(error, UserError):
        return Failure(error.sentence)
    if not isinstance(error, RuntimeError):  # do not read the run folder: it may be the cause
        return Failure(f"{type(error).__name__}: {error}")
    where, on = place(progress), advice(folder)
    if memory_is_full(error):
        problem = UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "The memory of {device} ran out at {place}; {advice} with a lower [training] "
                "batch_tokens and a higher accumulate to make up for it, or train a smaller "
                "[model].",
            ),
            device=describe_device(device),
            place=where,
            advice=on,
        )
        return Failure(problem.sentence, problem)
    reason = str(error).splitlines()[0] if str(error) else type(error).__name__
    told = Sentence(
        QT_TRANSLATE_NOOP("Model", "{reason}, at {place}; {advice}."), reason=reason, place=where, advice=on
    )
    if device.type == "cpu":
        return Failure(told)
    problem = UserError(
        QT_TRANSLATE_NOOP(
            "Model",
            '{device} stopped working at {place}: {reason}; {advice}, if need be with [training] device = "cpu".',
        ),
        device=device,
        place=where,
        reason=reason,
        advice=on,
    )
    return Failure(told, problem)
