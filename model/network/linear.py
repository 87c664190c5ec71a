"""x W^T + b, with a second way for decoding on a processor: weights packed in half precision where that loses nothing.

One step of decoding multiplies a few vectors by every matrix of the model, so its time is that of fetching the
matrices from memory. Models are mostly stored in half precision: unpacked to float32 only inside the product, they are
half the bytes, every weight and every product stays exactly what it was, and a step takes a third of the time
(`main.py bench decoding`). Sums are taken in float32 as before, in another order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

MOST_ROWS = 32  # beyond, a product is limited by arithmetic, and float32 is as fast (measured)


@dataclass(frozen=True)
class _Packed:
    operand: Any  # of torch's quantized library
    weight: Tensor  # what it was packed from, and in which state
    version: int

    def is_of(self, weight: Tensor) -> bool:
        return weight is self.weight and weight._version == self.version


class Linear(nn.Linear):
    """torch's, and `pack` for decoding."""

    _packed: _Packed | None = None

    def pack(self) -> bool:
        """Prepare for few rows at a time; False where this would lose precision or is not to be had here.

        It holds as long as the weight does not change.
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
        except (RuntimeError, AttributeError):  # not on every kind of processor
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
    """`Linear.pack` of all that can be packed."""
    for layer in module.modules():
        if isinstance(layer, Linear):
            layer.pack()
