"""`main.py bench memory`: ten million pairs need no more memory than ten thousand, tested with as many as fit here.

Each size goes through reading, cleaning, learning the vocabulary, encoding, planning a whole epoch and some updates, in
its own process.
"""

from __future__ import annotations

import sys
import tempfile
import time
from typing import Any

from model.bench.peak import can_measure, measure
from model.errors import UserError

SHARE = 20  # the larger size divided by the smaller
FEWEST = 500_000  # pairs; with fewer, the smaller size would have too few for the vocabulary step
GOAL = 1.1  # the larger's memory divided by the smaller's; a difference is allocator noise


def bench_memory(pairs: int) -> list[dict[str, Any]]:
    """The memory of `pairs` / 20 pairs and of all `pairs`, and the ratio of the second to the first.

    Raises `UserError` if anonymous memory cannot be measured here, or if disk or memory do not suffice.
    """
    if pairs < FEWEST:
        raise UserError(f"{pairs:,} pairs are too few to compare with a twentieth of them; take {FEWEST:,} or more.")
    few, many = bench_size(pairs // SHARE), bench_size(pairs)
    return [few, many | {"times": round(many["anonymous_MB"] / few["anonymous_MB"], 2), "goal": GOAL}]


def bench_size(count: int) -> dict[str, Any]:
    """The peak of anonymous memory for `count` generated pairs, overall and for each stage."""
    if not can_measure():
        raise UserError("Anonymous memory can only be measured on Linux; run this measurement there.")
    begin = time.monotonic()

    def tell(doing: str) -> None:
        print(f"{count:,} pairs, {time.monotonic() - begin:.0f} s: {doing}", file=sys.stderr, flush=True)

    with tempfile.TemporaryDirectory(prefix="translucent-bench-") as folder:
        measured = measure("model.bench.memory_child", [str(count), folder], tell)
    return {
        "name": f"memory, {count:,} pairs",
        "anonymous_MB": _megabytes(measured["anonymous"]),
        "during": measured["during"],
        "resident_MB": _megabytes(measured["result"]["resident"]),  # with the pages of mapped files
        "disk_MB": _megabytes(measured["result"]["disk"]),
        "kept": measured["result"]["pairs"],
        "batches": measured["result"]["batches"],
        "minutes": round((time.monotonic() - begin) / 60, 1),
        "anonymous_MB_by_stage": {name: _megabytes(peak) for name, peak in measured["peaks"].items()},
    }


def _megabytes(count: int) -> float:
    return round(count / 1e6, 1)
