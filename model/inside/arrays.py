"""From tensors of any device and precision to read-only float32 arrays, which the screen can use."""

from __future__ import annotations

from torch import Tensor

from model.decoding import recording
from model.values.trace import Floats, no_longer_writable


def array_of(tensor: Tensor) -> Floats:
    """The same shape, float32, contiguous and read-only."""
    return no_longer_writable(recording.array_of(tensor))
