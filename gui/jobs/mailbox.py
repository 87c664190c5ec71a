"""How a worker thread hands results to the GUI thread: the newest of each kind, one signal however many there are."""

from __future__ import annotations

import threading
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal


class Mailbox(QObject):
    """`put` from any thread; `delivered` is emitted in the thread that made the mailbox.

    A message under a name that has not been delivered yet replaces the old one, so a fast sender can never flood the
    receiver: thousands of steps become a few repaints.
    """

    delivered = Signal(str, object)  # name, message
    _ready = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._messages: dict[str, Any] = {}
        self._ready.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def put(self, name: str, message: Any) -> None:
        with self._lock:
            was_empty = not self._messages
            self._messages.pop(name, None)  # a replaced message also takes its new place in the order
            self._messages[name] = message
        if was_empty:
            self._ready.emit()

    def _deliver(self) -> None:
        with self._lock:
            messages, self._messages = self._messages, {}
        for name, message in messages.items():
            self.delivered.emit(name, message)
