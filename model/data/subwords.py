"""Random segmentation of words (subword regularisation, BPE-dropout) that a resumed run reproduces.

SentencePiece can sample, but since 0.2.3 its seed is valid only within one process: after a restart the same seed gives
other pieces. No piece contains a space inside, so a sentence is sampled word by word. Words repeat so often that a
cache saves most of the work.
"""

from __future__ import annotations

import math
from bisect import bisect
from collections.abc import Callable
from functools import lru_cache
from itertools import accumulate
from random import Random
from zlib import crc32

import numpy as np

from model.bundle.tokenizer import Tokenizer

# Words whose lattices are cached (about 4 KB each): the first ones seen, which are mostly the commonest.
CACHED_WORDS = 1 << 16
CACHED_CUTS = 1 << 18  # BPE segmentations that are cached
LONGEST_CACHED = 24  # characters; longer "words" are sentences of languages without spaces, which rarely repeat
BPE_VARIANTS = 32  # different segmentations per word with BPE, each drawn once: merging every time is slow
SPACE = "▁"

# For each end position in a word: cumulative probabilities of the pieces that end there, their begins, their ids.
_Lattice = list[tuple[list[float], list[int], list[int]]]


class SubwordSampler:
    """Draws segmentations with one SentencePiece model.

    For a unigram model a segmentation's probability is proportional to its likelihood to the power of `alpha`
    (Kudo 2018); for BPE, `alpha` is the probability with which each merge is left out (Provilkov et al. 2020).
    """

    def __init__(self, tokenizer: Tokenizer, alpha: float) -> None:
        self.alpha = alpha
        self._pieces = tokenizer.pieces(range(tokenizer.size))
        self._known = {
            piece: (id, tokenizer.score(id)) for id, piece in enumerate(self._pieces) if tokenizer.is_ordinary(id)
        }
        self._longest = max(map(len, self._known), default=1)
        self._begins_word = np.array([piece.startswith(SPACE) for piece in self._pieces])
        # SentencePiece's score of a BPE piece is minus its rank (an integer), of a unigram piece its log-probability.
        is_bpe = all(score.is_integer() for _, score in self._known.values())
        self._cut = self._cut_bpe if is_bpe else self._cut_unigram
        self._lattices: dict[bytes, _Lattice] = {}
        self._cuts: dict[tuple[bytes, int], list[int]] = {}

    def sample(self, ids: np.ndarray, lengths: np.ndarray, seed: int) -> list[list[int]]:
        """One segmentation of each row, decided by `seed`; `ids` are the usual ids of all rows, concatenated."""
        ids = np.ascontiguousarray(ids, "<i8")
        row_ends = np.cumsum(lengths)
        begins = self._begins_word[ids]
        begins[(row_ends - lengths)[lengths > 0]] = True
        starts = np.flatnonzero(begins)
        rows = np.searchsorted(row_ends, starts, side="right")
        content = ids.tobytes()
        random = Random(seed).random
        found: list[list[int]] = [[] for _ in lengths]
        for row, start, end in zip(
            rows.tolist(), starts.tolist(), np.append(starts, len(ids))[1:].tolist(), strict=True
        ):
            found[row] += self._cut(content[8 * start : 8 * end], random)
        return found

    def _text(self, usual: list[int]) -> str:
        """The characters of a word, "" if one of its pieces is not ordinary text."""
        pieces = [self._pieces[id] for id in usual]
        return "".join(pieces) if all(piece in self._known for piece in pieces) else ""

    def _cut_unigram(self, word: bytes, random: Callable[[], float]) -> list[int]:
        """Forward filtering, backward sampling."""
        lattice = self._lattices.get(word)
        if lattice is None:
            usual: list[int] = np.frombuffer(word, "<i8").tolist()
            text = self._text(usual)
            if not text:
                return usual
            lattice = self._lattice(text)
            if len(text) <= LONGEST_CACHED and len(self._lattices) < CACHED_WORDS:
                self._lattices[word] = lattice
        drawn: list[int] = []
        end = len(lattice) - 1
        while end:
            sums, begins, ids = lattice[end]
            choice = bisect(sums, random())
            drawn.append(ids[choice])
            end = begins[choice]
        drawn.reverse()
        return drawn

    def _lattice(self, text: str) -> _Lattice:
        forward = [0.0] + [-math.inf] * len(text)  # log of the summed weights of all segmentations up to here
        lattice: _Lattice = [([], [], [])]
        for end in range(1, len(text) + 1):
            reaching = [
                (forward[begin] + self.alpha * known[1], begin, known[0])
                for begin in range(max(end - self._longest, 0), end)
                if forward[begin] > -math.inf and (known := self._known.get(text[begin:end]))
            ]
            highest = max((score for score, _, _ in reaching), default=0.0)
            sums = list(accumulate(math.exp(score - highest) for score, _, _ in reaching))
            if sums:
                forward[end] = highest + math.log(sums[-1])
                sums = [*(value / sums[-1] for value in sums[:-1]), 1.0]
            lattice.append((sums, [begin for _, begin, _ in reaching], [id for _, _, id in reaching]))
        return lattice

    def _cut_bpe(self, word: bytes, random: Callable[[], float]) -> list[int]:
        """One of `BPE_VARIANTS` segmentations of this word, each drawn at first use."""
        variant = int(random() * BPE_VARIANTS)
        drawn = self._cuts.get((word, variant))
        if drawn is None:
            usual: list[int] = np.frombuffer(word, "<i8").tolist()
            text = self._text(usual)
            drawn = self._merged(text, Random(crc32(word) * BPE_VARIANTS + variant).random) or usual
            if len(text) <= LONGEST_CACHED and len(self._cuts) < CACHED_CUTS:
                self._cuts[word, variant] = drawn
        return drawn

    def _merged(self, text: str, random: Callable[[], float]) -> list[int]:
        """BPE from single characters, best merge first; each possible merge is skipped with probability alpha."""
        symbols = list(text)
        while True:
            best, place = -math.inf, -1
            for index in range(len(symbols) - 1):
                known = self._known.get(symbols[index] + symbols[index + 1])
                if known and known[1] > best and random() >= self.alpha:
                    best, place = known[1], index
            if place < 0:
                break
            symbols[place : place + 2] = [symbols[place] + symbols[place + 1]]
        if not all(symbol in self._known for symbol in symbols):
            return []
        return [self._known[symbol][0] for symbol in symbols]


@lru_cache(maxsize=4)
def sampler_of(tokenizer: Tokenizer, alpha: float) -> SubwordSampler:
    """The sampler of a tokenizer, made once."""
    return SubwordSampler(tokenizer, alpha)
