"""Where a tensor lies in a file: what every reader of weights gives, before any memory is taken for them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """Where a tensor lies: `offset` in bytes from the start of the file, `stride` in numbers; `dtype` by its name."""

    dtype: str
    itemsize: int  # bytes of one number
    shape: tuple[int, ...]
    stride: tuple[int, ...]
    offset: int

    @property
    def count(self) -> int:
        product = 1
        for length in self.shape:
            product *= length
        return product

    @property
    def extent(self) -> int:
        """Bytes from the first number to the end of the last."""
        if not self.count:
            return 0
        reach = sum((length - 1) * step for length, step in zip(self.shape, self.stride, strict=True))
        return (reach + 1) * self.itemsize


def is_dense(place: Place) -> bool:
    """Whether the numbers lie side by side in the usual order, the last dimension closest."""
    step = 1
    for length, stride in zip(reversed(place.shape), reversed(place.stride), strict=True):
        if length != 1 and stride != step:
            return False
        step *= length
    return True
