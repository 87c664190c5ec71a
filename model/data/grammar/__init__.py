"""The built-in corpus: a grammar that makes English-German and English-Korean sentence pairs with their parse trees.

meaning      the data structures of a sentence's meaning and of a lexical entry
lexicon      the words, in three languages
phrases, templates      the possible meanings, and how often each pattern is drawn
english, german, korean      from a meaning to a parse tree
space, permutation      number sentences and shuffle the numbers, without storing either
generate     any number of pairs, in training, validation and test parts
"""

from __future__ import annotations

from model.data.grammar.generate import PAIRS, PARTS, VERSION, GrammarPair, Part, generate, size
from model.data.grammar.tree import Tree

__all__ = [
    "PAIRS",
    "PARTS",
    "VERSION",
    "GrammarPair",
    "Part",
    "Tree",
    "generate",
    "size",
]
