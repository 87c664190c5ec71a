"""From tensors of any device and precision to read-only float32 arrays, which may cross the border to the screen."""

from __future__ import annotations

import numpy as np
from torch import Tensor

from model.values.trace import Floats, no_longer_writable


def array_of(tensor: Tensor) -> Floats:
    """The same shape, float32, contiguous and read-only."""
    array: Floats = np.ascontiguousarray(tensor.detach().float().cpu().numpy())
    return no_longer_writable(array)
