"""Which files of a model repository or folder are needed: one set of weights, vocabularies, configuration, card."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from model.errors import QT_TRANSLATE_NOOP, Sentence

# The patterns of weights, best first: safetensors cannot contain code.
_PART = r"-([0-9]{1,6})-of-([0-9]{1,6})\."
_WEIGHTS = (
    ("model.safetensors", "model.safetensors.index.json", re.compile(rf"model{_PART}safetensors")),
    ("pytorch_model.bin", "pytorch_model.bin.index.json", re.compile(rf"pytorch_model{_PART}bin")),
)
# Vocabularies in every form that the known families use, configuration, card and licence. No code and no archives: a
# file that is not named here is not downloaded.
_BESIDE = re.compile(
    r"""config\.json | generation_config\.json | metrics\.json
    | tokenizer\.json | tokenizer_config\.json | special_tokens_map\.json | added_tokens\.json
    | (?:source|target|joint|spiece|tokenizer|sentencepiece(?:\.bpe)?|spm)\.(?:model|spm)
    | (?:vocab|vocab-src|vocab-tgt|target_vocab|source_vocab)\.(?:json|txt)
    | merges\.txt | bpe\.codes | dict(?:\.[a-z_]+)?\.txt
    | README\.md | card\.md | (?:LICEN[CS]E|NOTICE|COPYING)(?:\.(?:md|txt))?""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Needed:
    """The names of the files that a model needs, weights first; `problem` is a sentence if some are missing."""

    weights: tuple[str, ...]
    beside: tuple[str, ...]
    problem: Sentence | str = ""

    @property
    def names(self) -> tuple[str, ...]:
        return self.weights + self.beside


def needed_files(names: Collection[str]) -> Needed:
    """Choose among the files at the top level of a repository or folder; a name with a path in it is never chosen."""
    beside = tuple(sorted(name for name in names if _BESIDE.fullmatch(name)))
    shards: tuple[str, ...] = ()
    for whole, index, pattern in _WEIGHTS:
        if whole in names:
            return _checked((whole,), beside)
        matches = {match[0]: match for name in names if (match := pattern.fullmatch(name))}
        shards = tuple(sorted(matches))
        if index in names and shards:
            numbers = {int(match[1]) for match in matches.values()}
            totals = {int(match[2]) for match in matches.values()}
            if len(totals) != 1 or (min(numbers), max(numbers), len(numbers)) != (1, max(totals), max(totals)):
                return Needed(
                    (*shards, index),
                    beside,
                    Sentence(
                        QT_TRANSLATE_NOOP("Model", "Some parts of its weights are missing, so it cannot be loaded.")
                    ),
                )
            return _checked((*shards, index), beside)
    if "adapter_config.json" in names:
        return Needed(
            (),
            beside,
            Sentence(
                QT_TRANSLATE_NOOP(
                    "Model", "It holds only an adapter for another model, so it cannot be loaded by itself."
                )
            ),
        )
    return Needed(
        (),
        beside,
        Sentence(
            QT_TRANSLATE_NOOP(
                "Model", "It holds no weights as safetensors or as PyTorch's .bin, so it cannot be loaded."
            )
        ),
    )


def _checked(weights: tuple[str, ...], beside: tuple[str, ...]) -> Needed:
    if "config.json" not in beside:
        return Needed(
            weights,
            beside,
            Sentence(
                QT_TRANSLATE_NOOP(
                    "Model", "It holds no config.json, so nobody can tell how its weights belong together."
                )
            ),
        )
    return Needed(weights, beside)
