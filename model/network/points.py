"""Named points on the explicit path, where a recorder reads and an intervention writes.

The model calls `point(name, tensor)` at each place worth seeing (`encoder.2.self.weights`, `decoder.0.cross.out`, ...).
While no probe is open, it returns the tensor unchanged and the fused attention path runs, so it costs nothing. Probes
are opened as contexts, per thread: the window's worker can record while another thread does not.
"""

from __future__ import annotations

import threading
from fnmatch import fnmatchcase
from types import TracebackType
from typing import Self

from torch import Tensor


class _Open(threading.local):
    def __init__(self) -> None:
        self.probes: list[Probe] = []


_open = _Open()


def probing() -> bool:
    """Whether any probe is open in this thread; attention then takes its explicit path."""
    return bool(_open.probes)


def point(name: str, tensor: Tensor) -> Tensor:
    """Show `tensor` to every open probe in the order they were opened; the model continues with what they return."""
    for probe in _open.probes:
        tensor = probe.visit(name, tensor)
    return tensor


class Probe:
    """A context that is shown the tensor at every named point, and may return another in its place."""

    def visit(self, name: str, tensor: Tensor) -> Tensor:
        raise NotImplementedError

    def __enter__(self) -> Self:
        _open.probes.append(self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        _open.probes.remove(self)


class Recorder(Probe):
    """Keeps the tensors whose names match one of the patterns (`*.weights`, `decoder.5.*`), by name, as computed.

    Reading a name that never passed raises `KeyError`, so that a record is never silently missing.
    """

    def __init__(self, *patterns: str) -> None:
        self.patterns = patterns
        self.seen: dict[str, Tensor] = {}
        self._wanted: dict[str, bool] = {}

    def visit(self, name: str, tensor: Tensor) -> Tensor:
        wanted = self._wanted.get(name)
        if wanted is None:
            wanted = self._wanted[name] = any(fnmatchcase(name, pattern) for pattern in self.patterns)
        if wanted:
            self.seen[name] = tensor.detach()
        return tensor

    def __getitem__(self, name: str) -> Tensor:
        if name not in self.seen:
            raise KeyError(f"nothing was recorded at the point {name!r}")
        return self.seen[name]
