"""Several processes that train one model together: each takes its share of every batch, and gradients are summed.

`torchrun` starts them and sets environment variables with rank and size; without these a process trains alone. They
communicate through torch.distributed: NCCL between GPUs, gloo between CPUs.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Any, TypeVar

import torch
import torch.distributed as dist
from torch import Tensor

from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError

Result = TypeVar("Result")


@contextlib.contextmanager
def _talking() -> Iterator[None]:
    try:
        yield
    except RuntimeError as error:
        reason = str(error).splitlines()[0]
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "Another process of this training has gone ({reason}); read what it said, and resume with all of them.",
            ),
            reason=reason,
        ) from error


class Group:
    """The processes of one training. With a single process, every method here returns at once."""

    def __init__(self) -> None:
        """Join the others if torchrun's variables are set; `UserError` when they cannot be reached."""
        self.size = int(os.environ.get("WORLD_SIZE", "1"))
        self.rank = int(os.environ.get("RANK", "0"))
        self.local_rank = int(os.environ.get("LOCAL_RANK", "0"))
        self._joined = self.size > 1
        if self._joined:
            # gloo carries objects and flags, even if NCCL carries the gradients.
            backend = "cpu:gloo,cuda:nccl" if torch.cuda.is_available() else "gloo"
            try:
                dist.init_process_group(backend, timeout=timedelta(hours=6))  # they wait while the leader evaluates
            except (RuntimeError, ValueError) as error:
                reason = str(error).splitlines()[0]
                raise UserError(
                    QT_TRANSLATE_NOOP(
                        "Model",
                        "The other processes of this training cannot be reached ({reason}); start it with torchrun.",
                    ),
                    reason=reason,
                ) from error

    @property
    def leads(self) -> bool:
        """Whether this is the leading process, the only one that writes the run folder."""
        return self.rank == 0

    def device_name(self, wanted: str) -> str:
        """The device of this process: with several GPUs, each process takes its own."""
        cuda = wanted in ("auto", "cuda") and self.size > 1 and torch.cuda.is_available()
        return f"cuda:{self.local_rank % torch.cuda.device_count()}" if cuda else wanted

    def sum_gradients(self, parameters: Iterable[torch.nn.Parameter]) -> None:
        """Replace every gradient by its sum over all processes, in one message."""
        if not self._joined:
            return
        gradients = []
        for parameter in parameters:
            if parameter.grad is None:  # the batch had no pair for this process
                parameter.grad = torch.zeros_like(parameter)
            gradients.append(parameter.grad)
        flat = torch.cat([gradient.flatten() for gradient in gradients])
        with _talking():
            dist.all_reduce(flat)
        for gradient, part in zip(gradients, flat.split([g.numel() for g in gradients]), strict=True):
            gradient.copy_(part.view_as(gradient))

    def sum(self, *values: float) -> list[float]:
        """Each number summed over all processes."""
        if not self._joined:
            return list(values)
        total: Tensor = torch.tensor(values, dtype=torch.float64)
        with _talking():
            dist.all_reduce(total)
        return [float(value) for value in total]

    def gather(self, value: Any) -> list[Any]:
        """The `value` of each process, by rank."""
        if not self._joined:
            return [value]
        found: list[Any] = [None] * self.size
        with _talking():
            dist.all_gather_object(found, value)
        return found

    def wait(self) -> None:
        """Wait until all processes have reached this call."""
        if self._joined:
            with _talking():
                dist.barrier()

    def led(self, work: Callable[[], Result]) -> Result | None:
        """Run `work` in the leading process while the others wait; returns its result there, None in the others.

        A `UserError` of `work` is raised in all processes.
        """
        if not self._joined:
            return work()
        result: Result | None = None
        problem: Sentence | None = None
        if self.leads:
            try:
                result = work()
            except UserError as error:
                problem = error.sentence
        problem = self.gather(problem)[0]
        if problem is not None:
            raise UserError(problem)
        return result

    def leave(self) -> None:
        if self._joined:
            dist.destroy_process_group()
            self._joined = False
