"""A Marian model whose SentencePiece model writes letters that it lacks as bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.device import choose_device
from model.foreign.marian.loading import load_marian
from model.translator import Translator, bundle_translator
from model.values.decoding import DecodingSettings
from model.values.pieces import shown_together, word_groups
from model.values.steps import DecodingStep, Hypothesis, SourceEncoded, TranslationFinished
from tests.model.marian_folders import make_folder, reference_tokenizer

TEXTS = ("Hund 한 der", "한국어", "dog 😀!", "👨‍👩‍👧", "a\u00a0b", "  x  y ", "größe ☃ é", "tab\there")
PREFIX = "Hund 한 der"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_folder(tmp_path_factory.mktemp("marian") / "bytes", fallback=True)


@pytest.fixture(scope="module")
def translator(folder: Path) -> Translator:
    return bundle_translator(load_marian(folder), choose_device("cpu"))


def test_texts_are_those_of_transformers(folder: Path, translator: Translator) -> None:
    """Of every beginning of the pieces, also where a letter is incomplete."""
    theirs = reference_tokenizer(folder)
    vocabulary = translator.reader.target
    for text in TEXTS:
        ids = [piece.id for piece in vocabulary.encode(text)]
        assert ids == theirs(text_target=text)["input_ids"][:-1]
        for length in range(len(ids) + 1):
            assert vocabulary.decode(ids[:length]) == theirs.decode(ids[:length], skip_special_tokens=True)


def test_a_translation_has_letters_and_its_pieces_cover_them(translator: Translator) -> None:
    settings = DecodingSettings(prefix=PREFIX, extra_length=2)
    events = list(translator.translate(["the dog 한"], settings))
    assert isinstance(events[0], SourceEncoded) and isinstance(events[-1], TranslationFinished)
    best: Hypothesis = events[-1].hypotheses[0][0]
    assert best.text.startswith(PREFIX)
    reached = 0
    for start, end in best.spans:
        assert start == reached <= end
        reached = end
    assert reached == len(best.text)
    groups = word_groups(best.pieces)
    second = next(group for group in groups if "<0xED>" in best.pieces[group.start : group.stop])
    assert shown_together(best.pieces[second.start : second.stop]) == "한"
    assert best.text[best.spans[second.start][0] : best.spans[second.stop - 1][1]].strip() == "한"
    shown = [
        step.sentences[0].texts[0] for step in events if isinstance(step, DecodingStep) and step.sentences[0].texts
    ]
    assert "Hund 한" in shown and not any("\ufffd" in text for text in shown[:8]), "no half letters while it decodes"
