"""Sinusoidal positions (paper, section 3.5), and the two other tables that go by the same name."""

from __future__ import annotations

import math

import torch
from torch import Tensor

from model.network.config import Positions


def sinusoids(length: int, d_model: int, layout: Positions = "interleaved") -> Tensor:
    """Position vectors [length, d_model] in float32.

    - `interleaved`, the paper's: PE(pos, 2i) = sin(pos / 10000^(2i/d)), PE(pos, 2i+1) = cos of the same.
    - `halves`, Marian's: the same angles, all sines before all cosines.
    - `tensor2tensor`, also fairseq's and M2M100's: angles pos / 10000^(i / (d/2 - 1)), sines before cosines.

    The three cannot be exchanged: a model trained with one gives nonsense with another. `learned` vectors are weights
    of the model and have no formula: asking for them is a `ValueError`.
    """
    if layout == "learned":
        raise ValueError("learned positions are weights, not sinusoids")
    half = d_model // 2
    steps = max(half - 1, 1) if layout == "tensor2tensor" else half
    position = torch.arange(length, dtype=torch.float64)
    rate = torch.exp(-math.log(10000.0) / steps * torch.arange(half, dtype=torch.float64))
    angle = position[:, None] * rate[None, :]  # [length, d_model / 2]
    if layout == "interleaved":
        table = torch.stack((angle.sin(), angle.cos()), dim=-1).flatten(1)
    else:
        table = torch.cat((angle.sin(), angle.cos()), dim=-1)
    return table.float()
