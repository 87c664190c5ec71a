"""A parse tree, and the text of its leaves.

Leaves are separated by one space, but a leaf under a label in `ATTACHED` (punctuation, a Korean particle, the Korean
plural) follows the word before it without a space. The first letter of the sentence is a capital.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

ATTACHED = frozenset({"Punct", "Particle", "Plural"})


@dataclass(frozen=True, slots=True)
class Tree:
    """A constituent: its label (S, NP, VP, V, N, Det, RelC...) over smaller trees, or over words if it is a leaf."""

    label: str
    children: tuple[Tree | str, ...]
    # The text with the space before it, computed once, as most constituents occur in very many sentences.
    _spelled: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        gap = "" if self.label in ATTACHED else " "
        parts = [child._spelled if isinstance(child, Tree) else gap + child for child in self.children]
        object.__setattr__(self, "_spelled", "".join(parts))

    def words(self) -> list[str]:
        """The leaves from left to right."""
        found: list[str] = []
        for child in self.children:
            found += child.words() if isinstance(child, Tree) else [child]
        return found

    def text(self) -> str:
        """The sentence that the leaves spell."""
        return self._spelled[1:2].upper() + self._spelled[2:]

    def bracketed(self) -> str:
        """The tree as `(S (NP ...) (VP ...))`."""
        inner = (child if isinstance(child, str) else child.bracketed() for child in self.children)
        return f"({self.label} {' '.join(inner)})"

    def subtrees(self) -> Iterator[Tree]:
        """This tree and every tree in it, each before its children, from left to right."""
        yield self
        for child in self.children:
            if isinstance(child, Tree):
                yield from child.subtrees()


@cache
def leaf(label: str, words: str) -> Tree:
    """The tree over one word, or over several that always stay together ("every day"); it is cached and shared."""
    return Tree(label, tuple(words.split(" ")))
