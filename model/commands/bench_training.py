"""`main.py bench training`: target pieces per second of whole updates, in our code and in other libraries.

A whole update is forward, loss, backward, clipping and Adam. Contestants get the same batches and take turns, so that
a busy moment of the machine affects all of them; ratios are medians over the rounds.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from contextlib import ExitStack
from typing import Any

import torch

from model.bench.contestants import Contestant, Ours, Plain, wait_for
from model.bench.joeynmt import JoeyNMT, provide
from model.bench.work import Work, operations
from model.device import choose_device, describe_device, fast_dtype
from model.errors import UserError
from model.network.config import PRESETS

GOAL_CPU, GOAL_GPU = 2.0, 1.5


def bench_training(
    device_name: str = "auto",
    preset: str = "",
    work: Work | None = None,
    rounds: int = 6,
    updates: int = 0,
) -> list[dict[str, Any]]:
    """One result for each contestant, which makes `updates` (by default 10 on a GPU, else 2) in each of the `rounds`.

    Without `work`, the model has the sizes of `preset`; without that, those of the paper's base model on a GPU, else of
    "small". Raises `UserError` for an unknown device or preset.
    """
    os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "64")  # as in training
    device = choose_device(device_name)
    gpu = device.type != "cpu"
    updates = updates or (10 if gpu else 2)
    work = work or default_work(preset or ("base" if gpu else "small"), gpu)
    config, batches, dtype = work.config(), work.make(), fast_dtype(device.type)
    low = dtype == torch.bfloat16
    torch.manual_seed(1)
    contestants: list[Contestant] = [Ours(config, batches, device, dtype), Plain(config, batches, device, False)]
    if low:
        contestants.append(Plain(config, batches, device, True))
    with ExitStack() as stack:
        try:
            child = JoeyNMT(provide(), work, device)
            stack.callback(child.close)
            contestants.append(child)
        except UserError as error:
            print(error, file=sys.stderr)
        seconds, peaks = _take_turns(contestants, len(batches), rounds, updates, device, dtype)
    shares = [range(start, start + updates) for start in _starts(len(batches), rounds, updates)]
    pieces = [sum(batches[number].target_tokens for number in share) for share in shares]
    needed = [sum(operations(config, batches[number]) for number in share) for share in shares]
    # The plain loop that gets a goal: with autocast on a GPU, where bfloat16 is usual, else without.
    rival = 2 if gpu and low else 1
    results: list[dict[str, Any]] = []
    for index, contestant in enumerate(contestants):
        speed = statistics.median(n / s for n, s in zip(pieces, seconds[index], strict=True))
        rate = statistics.median(n / s for n, s in zip(needed, seconds[index], strict=True))
        result = {
            "name": f"training, {contestant.name}",
            "target_pieces_per_s": round(speed),
            "ms_per_update": round(1000 * statistics.median(seconds[index]) / updates, 1),
            "tflops": round(rate / 1e12, 3),
        }
        if index == 0:
            result |= {
                "precision": str(dtype).removeprefix("torch."),
                "matmul_tflops": round(max(peaks) / 1e12, 3),
                "utilisation": round(rate / max(peaks), 3),
                "device": describe_device(device),
            }
        else:
            ratios = [theirs / mine for theirs, mine in zip(seconds[index], seconds[0], strict=True)]
            result |= {"ours_is_faster": round(statistics.median(ratios), 2), "slowest_round": round(min(ratios), 2)}
            if index == rival or (contestant.name == JoeyNMT.name and not gpu):
                result["goal"] = GOAL_GPU if gpu else GOAL_CPU
        results.append(result)
    return results


def default_work(preset: str, gpu: bool) -> Work:
    """On a GPU: the paper's vocabulary, and batches that keep it busy but fit into the memory of a common one."""
    if preset not in PRESETS:
        raise UserError(f"There is no preset '{preset}'; choose from {', '.join(PRESETS)}.")
    return Work(preset, 37_000, 8192) if gpu else Work(preset)


def _starts(batches: int, rounds: int, updates: int) -> list[int]:
    return [(number * updates) % (batches - updates + 1) for number in range(rounds)]


def _take_turns(
    contestants: list[Contestant], batches: int, rounds: int, updates: int, device: torch.device, dtype: torch.dtype
) -> tuple[list[list[float]], list[float]]:
    """Seconds [contestant][round], and the rates of a large matrix product, measured between the rounds."""
    seconds: list[list[float]] = [[] for _ in contestants]
    for contestant in contestants:
        contestant.seconds(range(updates))  # not counted: libraries initialise at first use
    peaks = []
    for number, start in enumerate(_starts(batches, rounds, updates), start=1):
        for taken, contestant in zip(seconds, contestants, strict=True):
            taken.append(contestant.seconds(range(start, start + updates)))
        peaks.append(matmul_rate(device, dtype))
        print(f"round {number} of {rounds}", file=sys.stderr, flush=True)
    return seconds, peaks


def matmul_rate(device: torch.device, dtype: torch.dtype) -> float:
    """Operations per second of a large matrix product, the best of several."""
    size = 1536 if device.type == "cpu" else 8192
    a = torch.randn(size, size, device=device, dtype=dtype)
    best = 0.0
    for _ in range(4):
        wait_for(device)
        begin = time.perf_counter()
        a @ a
        wait_for(device)
        best = max(best, 2 * size**3 / (time.perf_counter() - begin))
    return best
