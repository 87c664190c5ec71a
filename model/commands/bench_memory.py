"""`main.py bench memory`: ten million pairs need no more memory than ten thousand, shown with what a machine can hold.

Each size goes through reading, cleaning, learning the vocabulary, encoding, planning a whole epoch and some updates, in
a process of its own.
"""

from __future__ import annotations

import sys
import tempfile
import time
from typing import Any

from model.bench.peak import can_measure, measure
from model.errors import UserError

SHARE = 20  # the larger size is so many times the smaller
FEWEST = 500_000  # pairs; with fewer even learning the vocabulary would have less to do for the smaller size
GOAL = 1.1  # times the memory of the smaller; what differs is noise of the allocator


def bench_memory(pairs: int) -> list[dict[str, Any]]:
    """What a twentieth of `pairs` needs and what they need, and how many times the first that is.

    Raises `UserError` on a system that does not tell anonymous memory, and where disk or memory do not suffice.
    """
    if pairs < FEWEST:
        raise UserError(f"{pairs:,} pairs are too few to compare with a twentieth of them; take {FEWEST:,} or more.")
    few, many = bench_size(pairs // SHARE), bench_size(pairs)
    return [few, many | {"times": round(many["anonymous_MB"] / few["anonymous_MB"], 2), "goal": GOAL}]


def bench_size(count: int) -> dict[str, Any]:
    """The peak of anonymous memory for `count` generated pairs, over all and for each stage."""
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
