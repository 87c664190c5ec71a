"""An endless stream of sentence pairs from the grammar: seeded, without repetition, in three disjoint parts.

Every sentence has a number inside its template. A fixed permutation of each template, independent of the seed, shuffles
those numbers; the first 2 % of that order are for validation, the next 2 % for the test, the rest for training. A seed
chooses the order in which the templates take turns, and a second permutation, the order inside a part. So nothing needs
to be stored: different numbers give different pairs.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from random import Random
from typing import Literal, TypeAlias

from model.data.grammar import english, german, korean
from model.data.grammar.meaning import Clause
from model.data.grammar.permutation import Permutation, mix
from model.data.grammar.templates import Template, templates
from model.data.grammar.tree import Tree

VERSION = 1  # increase it when the same seed gives other sentences, so that caches are made again
Part: TypeAlias = Literal["train", "valid", "test"]

PAIRS = ("en-de", "en-ko")
PARTS: tuple[Part, ...] = ("train", "valid", "test")
HELD_OUT_PERCENT = 2
_TARGETS = {"en-de": german.sentence, "en-ko": korean.sentence}


@dataclass(frozen=True, slots=True)
class GrammarPair:
    """An English sentence, its translation, and the parse tree of each."""

    source: str
    target: str
    source_tree: Tree
    target_tree: Tree


def generate(pair: str, count: int, seed: int = 0, part: Part = "train") -> Iterator[GrammarPair]:
    """`count` sentence pairs of "en-de" or "en-ko", made one at a time.

    The same arguments give the same pairs on every machine; both language pairs have the same English sentences. No
    pair repeats until all sentences of the part have been used (`size`); then it begins again in another order. A
    template without unused sentences drops out, so very long runs hold fewer of the shortest sentences.
    """
    target = _TARGETS.get(pair)
    if target is None:
        raise ValueError(f"The grammar knows {' and '.join(PAIRS)}, not {pair!r}.")
    for meaning, _ in zip(_meanings(seed, part), range(count), strict=False):
        source_tree, target_tree = english.sentence(meaning), target(meaning)
        yield GrammarPair(source_tree.text(), target_tree.text(), source_tree, target_tree)


def size(pair: str, part: Part | None = None) -> int:
    """How many different English sentences there are, in one part or in all."""
    if pair not in PAIRS:
        raise ValueError(f"The grammar knows {' and '.join(PAIRS)}, not {pair!r}.")
    if part is None:
        return sum(template.space.size for template in templates())
    return sum(len(_numbers(template, part)) for template in templates())


def _numbers(template: Template, part: Part) -> range:
    """The places of a part in the fixed order of the template."""
    held_out = template.space.size * HELD_OUT_PERCENT // 100
    if part == "train":
        return range(2 * held_out, template.space.size)
    return range(held_out) if part == "valid" else range(held_out, 2 * held_out)


def _meanings(seed: int, part: Part) -> Iterator[Clause]:
    """The meanings of a part, in an endless stream."""
    lap = 0
    while True:
        yield from _lap(mix(mix(seed) + lap), part)
        lap += 1


def _lap(key: int, part: Part) -> Iterator[Clause]:
    """Every meaning of a part once; each comes from a template drawn by weight among those with meanings left."""
    draw = Random(key).random
    deck = [
        _Deck(template, part, mix(key + number), number)
        for number, template in enumerate(templates())
        if _numbers(template, part)
    ]
    while deck:
        bounds = list(accumulate(cards.weight for cards in deck))
        last = len(deck) - 1
        while True:
            place = min(bisect_right(bounds, draw() * bounds[-1]), last)
            yield deck[place].next()
            if not deck[place].left:
                del deck[place]
                break


class _Deck:
    """The sentences of one template and part in a seeded order."""

    __slots__ = ("_keys", "_numbers", "_orders", "_space", "_told", "weight")

    def __init__(self, template: Template, part: Part, key: int, number: int) -> None:
        self.weight = template.weight
        self._space = template.space
        self._numbers = _numbers(template, part)
        self._keys = key, mix(number)
        self._orders: tuple[Permutation, Permutation] | None = None
        self._told = 0

    @property
    def left(self) -> int:
        return len(self._numbers) - self._told

    def next(self) -> Clause:
        if self._orders is None:
            seeded, fixed = self._keys
            self._orders = Permutation(len(self._numbers), seeded), Permutation(self._space.size, fixed)
        inside, whole = self._orders
        number = whole(self._numbers[inside(self._told)])
        self._told += 1
        return self._space.at(number)
