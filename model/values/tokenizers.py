"""The tokenizers that BLEU can count with, by sacreBLEU's names. Standard library only."""

from __future__ import annotations

from typing import Literal, get_args

# "auto": the one that sacreBLEU names for the language of the references (`model.decoding.scores`).
TokenizerName = Literal["auto", "13a", "intl", "zh", "ja-mecab", "ko-mecab", "char", "flores200", "none"]
TOKENIZERS: tuple[str, ...] = get_args(TokenizerName)
