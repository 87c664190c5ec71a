"""How many threads compute fastest on this processor now: measured, as another program may be using its cores.

Threads wait for each other after every product, and a core that another program holds makes all of them wait. On two
busy cores three steps of the shipped model took 713 ms with two threads and 73 ms with one (medians of 20).
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator

import torch

NAMED_BY = ("OMP_NUM_THREADS", "MKL_NUM_THREADS")  # who sets one of these has chosen
BUDGET = 0.2  # seconds for all trials of a model that is loaded
ROUNDS = 5  # at most
CLEARLY = 0.9  # more threads must need at most this share of the time: other programs need cores, too
HOPELESS = 3.0  # a trial is given up when it has taken this many times the shortest one
SLOW = 4.0  # times the measured pace, in most of `WATCHED` steps: then it is measured anew
WATCHED = 8
AGAIN = 30.0  # seconds between two measurements

MOST = torch.get_num_threads()  # what torch would take, before anything is chosen here

Trial = Callable[[], Iterator[None]]  # yields after each part, so that a hopeless one can be given up


def candidates() -> list[int]:
    """The numbers of threads to try, the smallest first: powers of two up to `MOST`. With one, there is no choice."""
    if named_by():
        return [torch.get_num_threads()]
    return sorted({MOST, *(1 << i for i in range(MOST.bit_length()) if 1 << i <= MOST)})


def named_by() -> str:
    """The environment variable by which a person has named a number of threads; "" if none has."""
    return next((name for name in NAMED_BY if os.environ.get(name)), "")


def choose_threads(trial: Trial, budget: float = BUDGET, counts: list[int] | None = None) -> float:
    """Let this thread compute with the number of threads that is fastest for `trial`; returns its seconds.

    The trial runs once for each of `counts` (`candidates`), and again in turn until `budget` seconds have passed. The
    median counts, not the shortest time: it is the usual step that has to be fast.
    """
    counts = candidates() if counts is None else counts
    if len(counts) == 1:
        return 0.0  # nothing to choose
    torch.set_num_threads(counts[0])
    _timed(trial, float("inf"))  # fills caches
    times: dict[int, list[float]] = {count: [] for count in counts}
    begin = time.perf_counter()
    for _ in range(ROUNDS):
        for count in counts:
            torch.set_num_threads(count)
            shortest = min((min(found) for found in times.values() if found), default=float("inf"))
            times[count].append(_timed(trial, HOPELESS * shortest))
        if time.perf_counter() - begin > budget:
            break
    best = counts[0]
    for count in counts[1:]:
        if statistics.median(times[count]) < CLEARLY * statistics.median(times[best]):
            best = count
    torch.set_num_threads(best)
    return statistics.median(times[best])


def _timed(trial: Trial, most: float) -> float:
    begin = time.perf_counter()
    for _ in trial():
        if time.perf_counter() - begin > most:
            break
    return time.perf_counter() - begin


class Pace:
    """The number of threads for one kind of step, measured when it is made and again when steps have become slow."""

    def __init__(self, trial: Trial) -> None:
        self._trial = trial
        self._counts = candidates()
        self._slow: list[bool] = []
        self._measure()

    def _measure(self) -> None:
        self._seconds = choose_threads(self._trial, counts=self._counts)
        self._threads = torch.get_num_threads()
        self._measured = time.monotonic()
        self._slow.clear()

    def use(self) -> None:
        """Let this thread compute with that number; it is measured anew if most of the last steps were slow."""
        if len(self._counts) == 1:
            return
        slow = len(self._slow) == WATCHED and sum(self._slow) > WATCHED / 2
        if slow and time.monotonic() - self._measured > AGAIN:
            self._measure()
        elif torch.get_num_threads() != self._threads:
            torch.set_num_threads(self._threads)

    def took(self, seconds: float) -> None:
        """Another step took so long; a trial is at least one step."""
        self._slow = [*self._slow, seconds > SLOW * self._seconds][-WATCHED:]
