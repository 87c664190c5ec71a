"""The built-in corpus: a grammar that makes English-German and English-Korean sentence pairs with their parse trees.

meaning      what a sentence says, and what a lexical entry is
lexicon      the words, in three languages
phrases, templates      which meanings there are, and how often each pattern is drawn
english, german, korean      a meaning as a parse tree
space, permutation      numbering sentences and shuffling the numbers, without storing either
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
