"""Dropout (paper, section 5.4) with cheap random bits: torch's own take a third of a training step on a CPU."""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

# One generator for the process: torch's own bernoulli draws one number after the other and took a third of a
# training step (measured). Seeded by `seed_dropout`; its state is saved in checkpoints.
_bits = np.random.SFC64(0)


def seed_dropout(seed: int | tuple[int, ...]) -> None:
    """Restart the sequence of dropout masks of this process."""
    global _bits
    _bits = np.random.SFC64(seed)


def dropout_state() -> dict[str, object]:
    """The generator's state, for exact resume."""
    state = _bits.state
    return {"words": [int(word) for word in state["state"]["state"]]}


def restore_dropout(state: dict[str, object]) -> None:
    """Continue from the state that `dropout_state` returned."""
    words = np.asarray(state["words"], dtype=np.uint64)
    _bits.state = {**_bits.state, "state": {"state": words}, "has_uint32": 0, "uinteger": 0}


class Dropout(nn.Module):
    """Zero each number with probability p while training and scale the others by 1 / (1 - p).

    On a CPU each number uses one random byte, so p is rounded to the nearest 1/256 there (0.1 becomes 26/256) and the
    scale uses the rounded value, which keeps the expectation exact.
    """

    def __init__(self, p: float) -> None:
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or self.p == 0.0:
            return x
        if x.device.type != "cpu":
            return F.dropout(x, self.p)
        dropped = min(max(round(self.p * 256), 1), 255)
        count = x.numel()
        random = np.frombuffer(_bits.random_raw((count + 7) // 8).data, dtype=np.uint8)[:count]
        keep = torch.from_numpy(random >= dropped).view(x.shape)
        return x * keep.to(x.dtype).mul_(256.0 / (256.0 - dropped))
