"""A thread of its own for one kind of work, done one after the other."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable


class Lane:
    """A thread and the work that waits for it."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._condition = threading.Condition()
        self._waiting: deque[Callable[[], None]] = deque()
        self._closing = False
        self._thread: threading.Thread | None = None

    def do(self, work: Callable[[], None]) -> None:
        with self._condition:
            self._waiting.append(work)
            self._condition.notify()
        if self._thread is None and not self._closing:
            self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
            self._thread.start()

    def clear(self) -> None:
        """Drop what waits; what runs goes on."""
        with self._condition:
            self._waiting.clear()

    def close(self, patience: float | None = None) -> None:
        """Drop what waits and end the thread after what it does now, waiting for it these seconds at most."""
        with self._condition:
            self._closing = True
            self._waiting.clear()
            self._condition.notify()
        if self._thread is not None:
            self._thread.join(patience)

    def _run(self) -> None:
        while True:
            with self._condition:
                while not (self._waiting or self._closing):
                    self._condition.wait()
                if self._closing:
                    return
                work = self._waiting.popleft()
            work()
