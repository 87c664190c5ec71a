"""A keyed shuffle of the numbers below n that needs no memory: it computes each number's image alone.

It is a Feistel network over a pair of digits (i = left + right * width), with width * height slightly above n. An image
of n or more is mapped again ("cycle walking") until it is below n, which keeps the map one-to-one. It uses only integer
arithmetic, so that every machine gives the same order.
"""

from __future__ import annotations

from math import isqrt

ROUNDS = 3
_MASK = (1 << 64) - 1


def mix(value: int) -> int:
    """64 well-mixed bits of a whole number (the finaliser of SplitMix64)."""
    value = (value + 0x9E3779B97F4A7C15) & _MASK
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & _MASK
    return value ^ (value >> 31)


class Permutation:
    """A one-to-one map of range(size) onto itself, chosen by `key`."""

    __slots__ = ("_height", "_keys", "_width", "size")

    def __init__(self, size: int, key: int) -> None:
        self.size = size
        self._width = isqrt(max(size - 1, 0)) + 1
        self._height = -(-max(size, 1) // self._width)
        self._keys = [(mix(key + 2 * turn), mix(key + 2 * turn + 1)) for turn in range(ROUNDS)]

    def __call__(self, index: int) -> int:
        width, height, size = self._width, self._height, self.size
        while True:
            right, left = divmod(index, width)
            for first, second in self._keys:
                value = ((right + first) * 0xBF58476D1CE4E5B9) & _MASK
                left = (left + (value ^ (value >> 29))) % width
                value = ((left + second) * 0x94D049BB133111EB) & _MASK
                right = (right + (value ^ (value >> 29))) % height
            index = left + right * width
            if index < size:
                return index
