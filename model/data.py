"""Parallel text: from a file of sentence pairs to shuffled batches of about equal size."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from model.errors import UserError
from model.tokenizer import END, PAD, START, Tokenizer

Pair = tuple[str, str]


def read_pairs(path: Path) -> list[Pair]:
    """The sentence pairs of a UTF-8 TSV file (also gzipped): a pair a line, source, tab, target; more columns are left.

    Raises `UserError` naming the file and line for anything else; no line is skipped silently.
    """
    pairs: list[Pair] = []
    number = 0
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                # Decoded line by line, so that an error can name the line; the first may begin with a byte order mark.
                columns = line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n").split("\t")
                if len(columns) < 2 or not columns[0].strip() or not columns[1].strip():
                    raise UserError(f"Line {number} of {path} is not 'source, tab, target'; correct or remove it.")
                pairs.append((columns[0].strip(), columns[1].strip()))
    except UnicodeDecodeError as error:
        raise UserError(f"Line {number} of {path} is not UTF-8 text; save the file as UTF-8.") from error
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UserError(f"{path} cannot be read ({reason}); check the path and the file.") from error
    if not pairs:
        raise UserError(f"{path} holds no sentence pairs.")
    return pairs


@dataclass(frozen=True)
class Batch:
    """Padded ids of several pairs: `source` and shifted `target_in` with `target_out`, all [pair, position]."""

    source: Tensor
    target_in: Tensor
    target_out: Tensor

    @property
    def target_tokens(self) -> int:
        return int((self.target_out != PAD).sum())


def pad(rows: Sequence[Sequence[int]]) -> Tensor:
    """Ids of different lengths as one tensor [row, longest], filled up with <pad>."""
    longest = max(len(row) for row in rows)
    return torch.tensor([list(row) + [PAD] * (longest - len(row)) for row in rows], dtype=torch.long)


def make_batch(sources: Sequence[Sequence[int]], targets: Sequence[Sequence[int]]) -> Batch:
    """Sources end with </s>; the decoder's input is the target shifted right: it starts with <s>."""
    return Batch(
        source=pad([[*ids, END] for ids in sources]),
        target_in=pad([[START, *ids] for ids in targets]),
        target_out=pad([[*ids, END] for ids in targets]),
    )


class PairData:
    """Encoded sentence pairs, given out in batches of about `batch_tokens` padded tokens on the longer side."""

    def __init__(
        self,
        pairs: Sequence[Pair],
        source_tokenizer: Tokenizer,
        target_tokenizer: Tokenizer,
        max_pieces: int,
        subword_alpha: float = 0.0,
    ) -> None:
        self.source_tokenizer = source_tokenizer
        self.target_tokenizer = target_tokenizer
        self.max_pieces = max_pieces
        self.subword_alpha = subword_alpha
        encoded = [(source_tokenizer.ids(source), target_tokenizer.ids(target)) for source, target in pairs]
        kept = [i for i, (s, t) in enumerate(encoded) if 0 < len(s) < max_pieces and 0 < len(t) < max_pieces]
        self.too_long = len(pairs) - len(kept)  # more pieces than the model has positions for, or none at all
        self.pairs = [pairs[i] for i in kept]
        self.sources = [encoded[i][0] for i in kept]
        self.targets = [encoded[i][1] for i in kept]
        # Each side gets one more piece, </s> or <s>.
        self.lengths = np.array([max(len(s), len(t)) + 1 for s, t in zip(self.sources, self.targets, strict=True)])

    def __len__(self) -> int:
        return len(self.sources)

    def plan(self, batch_tokens: int, generator: np.random.Generator | None = None) -> list[np.ndarray]:
        """Indices of each batch: similar lengths together, and in random order when a generator is given."""
        noise = generator.random(len(self)) if generator else np.zeros(len(self))
        order = np.argsort(self.lengths + noise, kind="stable")  # the noise mixes only pairs of one length
        batches: list[np.ndarray] = []
        begin = 0
        longest = 0
        for end, index in enumerate(order):
            longest = max(longest, int(self.lengths[index]))
            if end > begin and longest * (end - begin + 1) > batch_tokens:
                batches.append(order[begin:end])
                begin, longest = end, int(self.lengths[index])
        batches.append(order[begin:])
        if generator:
            batches = [batches[i] for i in generator.permutation(len(batches))]
        return batches

    def batch(self, indices: np.ndarray) -> Batch:
        """The padded batch of these pairs; with `subword_alpha`, each time cut into pieces anew."""
        sources = [self.sources[i] for i in indices]
        targets = [self.targets[i] for i in indices]
        if self.subword_alpha:
            sources = [self._cut_anew(self.source_tokenizer, self.pairs[i][0], self.sources[i]) for i in indices]
            targets = [self._cut_anew(self.target_tokenizer, self.pairs[i][1], self.targets[i]) for i in indices]
        return make_batch(sources, targets)

    def _cut_anew(self, tokenizer: Tokenizer, text: str, usual: list[int]) -> list[int]:
        """A segmentation drawn at random, or the usual one where that has too many pieces for the model."""
        drawn = tokenizer.sample_ids(text, self.subword_alpha)
        return drawn if 0 < len(drawn) < self.max_pieces else usual


def epoch_batches(data: PairData, batch_tokens: int, seed: int, epoch: int, begin: int = 0) -> Iterator[Batch]:
    """The batches of one epoch from number `begin` on; seed and epoch alone decide their order."""
    for indices in data.plan(batch_tokens, np.random.default_rng((seed, epoch)))[begin:]:
        yield data.batch(indices)
