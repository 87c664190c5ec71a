"""Finite sets whose members are computed from their number: nothing is stored, and any member can be accessed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from math import prod
from typing import Any, Generic, Protocol, TypeVar

T_co = TypeVar("T_co", covariant=True)
T = TypeVar("T")


class Space(Protocol[T_co]):
    """`size` members, numbered from 0."""

    @property
    def size(self) -> int: ...

    def at(self, index: int) -> T_co: ...


class Items(Generic[T]):
    """The members of a sequence."""

    def __init__(self, items: Sequence[T]) -> None:
        self.items = tuple(items)
        self.size = len(self.items)

    def at(self, index: int) -> T:
        return self.items[index]


class Product(Generic[T]):
    """`make` of one member of each factor. The number is in mixed radix; the first factor changes fastest."""

    def __init__(self, make: Callable[..., T], *factors: Space[Any]) -> None:
        self.make = make
        self.factors = factors
        self.size = prod(factor.size for factor in factors)

    def at(self, index: int) -> T:
        members = []
        for factor in self.factors:
            index, digit = divmod(index, factor.size)
            members.append(factor.at(digit))
        return self.make(*members)


class Union(Generic[T]):
    """The members of several disjoint spaces, one space after another."""

    def __init__(self, spaces: Sequence[Space[T]]) -> None:
        self.spaces = tuple(space for space in spaces if space.size)
        self.ends = tuple(accumulate(space.size for space in self.spaces))
        self.size = self.ends[-1] if self.ends else 0

    def at(self, index: int) -> T:
        which = bisect_right(self.ends, index)
        return self.spaces[which].at(index - self.ends[which - 1] if which else index)
