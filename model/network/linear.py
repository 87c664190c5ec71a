"""x W^T + b, with a faster path for decoding on a CPU: weights packed in half precision where that loses nothing.

One decoding step multiplies a few vectors by every matrix of the model, so its time is spent fetching the matrices
from memory. Most models are stored in half precision. Kept so, and converted to float32 only inside the product, they
are half the bytes, and a step takes a third of the time (`main.py bench decoding`). Every weight and every product
stays exactly the same; sums are float32 as before, in another order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

MOST_ROWS = 32  # with more rows the arithmetic takes the time, and float32 is as fast (measured)


@dataclass(frozen=True)
class _Packed:
    operand: Any  # of torch's quantized library
    weight: Tensor  # what it was packed from
    version: int  # the weight's `_version` at that time

    def is_of(self, weight: Tensor) -> bool:
        return weight is self.weight and weight._version == self.version


class Linear(nn.Linear):
    """torch's Linear, with `pack` for decoding."""

    _packed: _Packed | None = None

    def pack(self) -> bool:
        """Prepare for inputs of few rows; False where packing would lose precision or is not available here.

        Valid until the weight changes.
        """
        if self._packed is not None and self._packed.is_of(self.weight):
            return True
        self._packed = None
        weight = self.weight.detach()
        if (
            weight.device.type != "cpu"
            or weight.dtype != torch.float32
            or not torch.equal(weight.half().float(), weight)
        ):
            return False
        try:
            bias: Tensor | None = self.bias
            bias = None if bias is None else bias.detach()
            operand = torch.ops.quantized.linear_prepack_fp16(weight, bias)
        except (RuntimeError, AttributeError):  # some processors do not support it
            return False
        self._packed = _Packed(operand, self.weight, self.weight._version)
        return True

    def forward(self, input: Tensor) -> Tensor:
        packed = self._packed
        if packed is None or torch.is_grad_enabled() or input.numel() > MOST_ROWS * self.in_features:
            return F.linear(input, self.weight, self.bias)
        if not packed.is_of(self.weight):
            self._packed = None
            return F.linear(input, self.weight, self.bias)
        product: Tensor = torch.ops.quantized.linear_dynamic_fp16(input, packed.operand)
        return product


def pack_for_decoding(module: nn.Module) -> None:
    """Call `Linear.pack` on every layer that has it."""
    for layer in module.modules():
        if isinstance(layer, Linear):
            layer.pack()
