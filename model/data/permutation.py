"""Random orders that are computed element by element and never stored."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

ROUNDS = 6


class Permutation:
    """A pseudo-random order of the numbers 0 to size - 1, decided by `seed`.

    A Feistel network permutes the next power of two; a number that falls outside `size` is permuted again until it
    falls inside ("cycle walking"), which keeps it a permutation.
    """

    def __init__(self, size: int, seed: Sequence[int]) -> None:
        self.size = size
        bits = max(size - 1, 1).bit_length()
        self._low = np.uint64(bits // 2)
        self._masks = np.uint64((1 << (bits - bits // 2)) - 1), np.uint64((1 << (bits // 2)) - 1)
        self._keys = np.random.SeedSequence(list(seed)).generate_state(ROUNDS, np.uint64)

    def take(self, begin: int, end: int) -> np.ndarray:
        """The numbers at places `begin` to `end` of the order, int64 [place]."""
        numbers = self._permuted(np.arange(begin, end, dtype=np.uint64))
        while len(outside := np.flatnonzero(numbers >= self.size)):
            numbers[outside] = self._permuted(numbers[outside])
        return numbers.astype(np.int64)

    def _permuted(self, numbers: np.ndarray) -> np.ndarray:
        high, low = numbers >> self._low, numbers & self._masks[1]
        for turn, key in enumerate(self._keys):
            if turn % 2:
                low ^= _mixed(high, key) & self._masks[1]
            else:
                high ^= _mixed(low, key) & self._masks[0]
        permuted: np.ndarray = (high << self._low) | low
        return permuted


def _mixed(values: np.ndarray, key: np.uint64) -> np.ndarray:
    """Numbers whose bits all depend on `values` and `key` (the finaliser of SplitMix64)."""
    values = (values + key) * np.uint64(0xBF58476D1CE4E5B9)
    values ^= values >> np.uint64(27)
    values *= np.uint64(0x94D049BB133111EB)
    values ^= values >> np.uint64(31)
    return values
