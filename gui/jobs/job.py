"""Work off the GUI thread: one thread, the requests that wait for it, and the results that come back.

A class that works in a thread owns a `Job`, asks it for work and names the functions that take the results. These are
called in the GUI thread, so the state of the class needs no lock.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject

from gui.jobs.guard import Failure, guarded
from gui.jobs.mailbox import Mailbox

Work = Callable[["Request"], Any]
Receiver = Callable[[Any], object]


def ignore(_value: Any) -> None:
    """A receiver that drops the value."""


class Request:
    """One request, as its work sees it in the thread.

    The work checks `cancelled` wherever it can stop, and reports partial results with `tell`. If it sets `again`, it
    runs once more after that many seconds; other requests may run in between.
    """

    def __init__(
        self, task: str, work: Work, told: Receiver, done: Receiver, failed: Receiver, mailbox: Mailbox
    ) -> None:
        self.task = task
        self.cancelled = False
        self.again: float | None = None
        self._work, self._told, self._done, self._failed = work, told, done, failed
        self._mailbox = mailbox
        self._lock = threading.Lock()
        self._at_cancel: Callable[[], object] | None = None

    def tell(self, value: Any) -> None:
        """Deliver a value to the GUI thread; it replaces one that has not been delivered yet."""
        self._put(self._told, value)

    def at_cancel(self, action: Callable[[], object]) -> None:
        """Call this when the request is cancelled, in the GUI thread; at once if it is cancelled already."""
        with self._lock:
            self._at_cancel = action
            late = self.cancelled
        if late:
            action()

    # ---- for the job ----

    def cancel(self) -> None:
        with self._lock:
            self.cancelled = True
            action = self._at_cancel
        if action is not None:
            action()

    def run(self, name: str) -> None:
        self.again = None
        outcome = guarded(f"{name}: {self.task}", lambda: self._work(self))
        if isinstance(outcome, Failure):
            self.again = None
            self._put(self._failed, outcome, last=True)
        elif self.again is None:
            self._put(self._done, outcome, last=True)

    def _put(self, receiver: Receiver, value: Any, last: bool = False) -> None:
        with self._lock:  # once `cancel` has returned, the mailbox may be deleted
            if not self.cancelled:
                name = f"end of {self.task}" if last else self.task  # the end must not replace what was told
                self._mailbox.put(name, _Delivery(self, receiver, value, last))


@dataclass(frozen=True)
class _Delivery:
    request: Request
    receiver: Receiver
    value: Any
    last: bool


class Job(QObject):
    """A thread that runs one request after another; it starts with the first one.

    For each task the newest request wins: the one before is cancelled and delivers nothing more. All methods are
    called in the GUI thread and return at once, except `close`, which waits for the thread.
    """

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._mailbox = Mailbox(self)
        self._mailbox.delivered.connect(self._delivered)
        self._condition = threading.Condition()  # guards the two below
        self._waiting: dict[Request, float] = {}  # when each is due, in the order of asking
        self._closing = False
        self._newest: dict[str, Request] = {}  # of each task, until its end is delivered
        self._thread: threading.Thread | None = None

    def ask(
        self,
        task: str,
        work: Work,
        *,
        told: Receiver = ignore,
        done: Receiver = ignore,
        failed: Receiver = ignore,
        delay: float = 0.0,
    ) -> None:
        """Run `work` in the thread, `delay` seconds from now or later, in place of what was asked of this task before.

        In the GUI thread `told` gets what the work tells, then `done` its result or `failed` a `Failure`. Nothing
        happens once the job is closed.
        """
        if self._closing:
            return
        self.cancel(task)
        self._newest[task] = request = Request(task, work, told, done, failed, self._mailbox)
        with self._condition:
            self._waiting[request] = time.monotonic() + delay
            self._condition.notify()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
            self._thread.start()

    def pending(self, task: str) -> bool:
        """Whether the end of the newest request is still to be delivered; False for one that was cancelled."""
        return task in self._newest

    def cancel(self, *tasks: str) -> None:
        """Cancel these tasks, or all if none is named: waiting requests are dropped, a running one is told to stop."""
        for task in tasks or tuple(self._newest):
            request = self._newest.pop(task, None)
            if request is not None:
                request.cancel()
                with self._condition:
                    self._waiting.pop(request, None)

    def close(self, patience: float | None = None) -> None:
        """Cancel everything and end the thread; wait for it at most `patience` seconds. Nothing more is delivered."""
        with self._condition:
            self._closing = True
            self._condition.notify()
        self.cancel()
        if self._thread is not None:
            self._thread.join(patience)

    # ---- the thread ----

    def _run(self) -> None:
        while (request := self._next()) is not None:
            request.run(self._name)
            with self._condition:
                if request.again is not None and not request.cancelled:
                    self._waiting[request] = time.monotonic() + request.again

    def _next(self) -> Request | None:
        """The request that is due first, as soon as it is; None at the end."""
        with self._condition:
            while not self._closing:
                if not self._waiting:
                    self._condition.wait()
                    continue
                first = min(self._waiting, key=self._waiting.__getitem__)
                seconds = self._waiting[first] - time.monotonic()
                if seconds <= 0.0:
                    del self._waiting[first]
                    return first
                self._condition.wait(seconds)
            return None

    # ---- the GUI's thread ----

    def _delivered(self, _name: str, message: _Delivery) -> None:
        if message.request.cancelled:
            return
        if message.last:
            del self._newest[message.request.task]
        message.receiver(message.value)
