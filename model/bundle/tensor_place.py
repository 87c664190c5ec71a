"""The place of a tensor in a file: every reader of weights returns it before memory is allocated for them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """The place of a tensor: `offset` in bytes from the start of the file, `stride` in numbers, `dtype` by name."""

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
    """Whether the numbers are contiguous in row-major order."""
    step = 1
    for length, stride in zip(reversed(place.shape), reversed(place.stride), strict=True):
        if length != 1 and stride != step:
            return False
        step *= length
    return True
