"""`main.py bench [NAME...] [--json]`: measure this machine, each comparison within one run.

Machines differ and may be busy, so ratios say more than absolute times. Each measurement imports what it needs only
when it runs, so that the measurements of the model work without Qt.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from model.commands.json_line import json_line
from model.errors import UserError

MEMORY_PAIRS = 2_000_000

Result = dict[str, Any]


def of_window(name: str) -> Callable[[argparse.Namespace], list[Result]]:
    """A measurement in `bench_window`, by its function's name."""

    def measure(_args: argparse.Namespace) -> list[Result]:
        from gui.commands import bench_window

        results: list[Result] = getattr(bench_window, name)()
        return results

    return measure


def inside(_args: argparse.Namespace) -> list[Result]:
    from gui.commands.bench_inside import bench_inside

    return bench_inside()


def training(args: argparse.Namespace) -> list[Result]:
    from model.commands.bench_training import bench_training

    return bench_training(args.device or "auto", args.preset or "")


def memory(args: argparse.Namespace) -> list[Result]:
    from model.commands.bench_memory import bench_memory

    return bench_memory(args.pairs or MEMORY_PAIRS)


def decoding(_args: argparse.Namespace) -> list[Result]:
    from model.commands.bench_decoding import bench_decoding

    return bench_decoding()


def loading(_args: argparse.Namespace) -> list[Result]:
    from model.commands.bench_loading import bench_loading

    return bench_loading()


BENCHES: dict[str, Callable[[argparse.Namespace], list[Result]]] = {
    "start": of_window("bench_start"),
    "recording": of_window("bench_recording"),
    "repaint": of_window("bench_repaint"),
    "trace": of_window("bench_trace"),
    "inside": inside,
    "decoding": decoding,
    "loading": loading,
    "training": training,
    "memory": memory,
}
NAMED = ("decoding", "loading", "training", "memory")  # take minutes or need other programs, so they must be named


def run(args: argparse.Namespace) -> int:
    """Run the named measurements, or all quick ones, and print one line for each result."""
    unknown = [name for name in args.name if name not in BENCHES]
    if unknown:
        raise UserError(f"There is no measurement '{unknown[0]}'; choose from {', '.join(BENCHES)}.")
    for name in args.name or (name for name in BENCHES if name not in NAMED):
        for result in BENCHES[name](args):
            if args.json:
                print(json_line(result), flush=True)
            else:
                values = "  ".join(f"{key} {value}" for key, value in result.items() if key != "name")
                print(f"{result['name']:<28} {values}", flush=True)
    return 0
