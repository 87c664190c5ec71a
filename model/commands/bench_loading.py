"""`main.py bench loading`: how long a model takes to load, and its peak memory, each way in its own process.

The goal is a peak below 1.3 times the model's size. Only anonymous memory counts, which only the process can free; the
system may drop mapped pages of the file at any time.
"""

from __future__ import annotations

import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import torch

from model.bench.opus import write_opus
from model.bench.peak import can_measure, measure
from model.bundle.bundle import save_bundle
from model.errors import UserError
from model.foreign.marian.loading import load_marian

GOAL = 1.3


def bench_loading() -> list[dict[str, Any]]:
    """One result for each way to load a model of OPUS-MT's size. Raises `UserError` if memory cannot be measured."""
    if not can_measure():
        raise UserError("Memory can only be measured on Linux; run this measurement there.")
    with tempfile.TemporaryDirectory(prefix="translucent-bench-") as name:
        half, single, own = (Path(name) / part for part in ("half", "single", "bundle"))
        write_opus(half)
        write_opus(single, dtype=torch.float32)
        save_bundle(load_marian(single), own)
        contestants = [
            ("OPUS-MT stored in float16, as float32", "ours", half),
            ("OPUS-MT stored in float16, as it is", "stored", half),
            ("OPUS-MT stored in float32", "ours", single),
            ("our bundle in float32", "ours", own),
        ]
        if find_spec("transformers") is not None:
            contestants.append(("transformers, stored in float16, as float32", "transformers", half))
        return [_measured(label, kind, folder) for label, kind, folder in contestants]


def _measured(label: str, kind: str, folder: Path) -> dict[str, Any]:
    def tell(doing: str) -> None:
        print(f"{label}: {doing}", file=sys.stderr, flush=True)

    measured = measure("model.bench.loading_child", [kind, str(folder)], tell)
    facts = measured["result"]
    needed = measured["peaks"].get("loading", 0) - facts["before"]
    return {
        "name": f"loading, {label}",
        "seconds": round(facts["seconds"], 2),
        "size_MB": round(facts["size"] / 1e6, 1),
        "peak_MB": round(needed / 1e6, 1),
        "times_its_size": round(needed / facts["size"], 2),
        "goal": GOAL,
        "resident_MB": round(facts["resident"] / 1e6, 1),
    }
