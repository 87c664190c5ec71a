"""Which processor the model runs on, and in which number format it is fast there: probed, not guessed."""

from __future__ import annotations

import os
import platform
import time
from functools import cache

import torch

from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError


def choose_device(name: str = "auto") -> torch.device:
    """`auto` takes the first GPU that answers, else the CPU; a named device that is not there is a `UserError`."""
    if name == "auto":
        if torch.cuda.is_available():
            return torch.device("cuda")
        if torch.backends.mps.is_available():
            return torch.device("mps")
        return torch.device("cpu")
    try:
        device = torch.device(name)
        torch.empty(1, device=device).cpu()  # fails for the device "meta", which holds no numbers
    except (RuntimeError, AssertionError, NotImplementedError, ImportError) as error:
        reason = str(error).splitlines()[0]
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "The device '{name}' cannot be used here ({reason}); choose 'auto' or 'cpu'."),
            name=name,
            reason=reason,
        ) from error
    return device


def describe_device(device: torch.device) -> Sentence | str:
    """A few words for the status line, for example "CPU, 8 threads" or the GPU's own name."""
    if device.type == "cuda":
        return torch.cuda.get_device_name(device)
    if device.type == "mps":
        return "Apple GPU"
    threads = torch.get_num_threads()
    if threads == 1:
        return Sentence(QT_TRANSLATE_NOOP("Model", "CPU, 1 thread"))
    return Sentence(QT_TRANSLATE_NOOP("Model", "CPU, {threads} threads"), threads=threads)


def describe_hardware(device: torch.device) -> str:
    """One line for a model card: the processor's kind, not the machine's name."""
    if device.type == "cuda":
        return f"1 x {torch.cuda.get_device_name(device)}"
    return f"{os.cpu_count()} cores, {platform.machine()}, CPU only"


@cache
def fast_dtype(kind: str) -> torch.dtype:
    """bfloat16 where matrix products on this kind of device are clearly faster in it than in float32, else float32."""
    if kind == "mps":
        return torch.float32
    device = torch.device(kind)
    matrices = {dtype: torch.ones(512, 512, device=device, dtype=dtype) for dtype in (torch.float32, torch.bfloat16)}
    best = dict.fromkeys(matrices, float("inf"))
    # Alternate the two and keep the best time of each, so that the load of other programs does not decide.
    for _ in range(15):
        for dtype, a in matrices.items():
            begin = time.perf_counter()
            for _ in range(4):
                a @ a
            if kind == "cuda":
                torch.cuda.synchronize()
            best[dtype] = min(best[dtype], time.perf_counter() - begin)
    return torch.bfloat16 if best[torch.bfloat16] * 1.3 < best[torch.float32] else torch.float32
