"""A forced beginning: every translation begins with its letters, and its last word may go on."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from model.decoding.beginning import beginning
from model.decoding.bundle_reader import BundleReader
from model.errors import UserError
from model.translator import bundle_translator
from model.values.decoding import DecodingSettings
from model.values.steps import TranslationFinished
from tests.model.tiny import randomised
from tests.model.toy_bundle import TEXTS, make_bundle

pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture(scope="module")
def translator():
    bundle = make_bundle(max_positions=40)
    randomised(bundle.model)
    return bundle_translator(bundle, torch.device("cpu"))


def hypotheses(translator, **how):
    *_, finished = translator.translate(["the dog sees it."], DecodingSettings(**how, record=False, extra_length=12))
    assert isinstance(finished, TranslationFinished)
    return finished.hypotheses[0]


begun = st.sampled_from(TEXTS).flatmap(lambda text: st.integers(1, len(text)).map(lambda end: text[:end]))


@settings(max_examples=25)
@given(text=begun, method=st.sampled_from(["greedy", "beam", "sample"]), seed=st.integers(0, 99))
def test_a_translation_begins_with_any_part_of_any_text(translator, text, method, seed):
    for found in hypotheses(translator, prefix=text, method=method, beam=3, seed=seed, temperature=2.0):
        # A space at the end is there for the word after it, which is drawn together with its space.
        assert found.text.startswith(text.rstrip())
        if text.endswith(" "):
            assert found.text.startswith(text)


def test_the_last_word_is_written_in_the_pieces_of_the_longer_word():
    class Vocabulary:
        """Like one that knows the longer word, and of the shorter one only its letters."""

        names = ("</s>", "▁Hund", "▁H", "u", "n", "d", "▁der", "▁", "<0x75>", "<0x6E>", ">>un<<")
        size = len(names)

        def piece(self, id):
            return self.names[id]

        def encode(self, text):
            from model.bundle.tokenizer import Piece

            pieces = {"der Hun": ("▁der", "▁H", "u", "n"), "Hun ": ("▁H", "u", "n"), "Hu": ("▁H", "<0x75>")}[text]
            return [Piece(piece, self.names.index(piece), 0, 0, True) for piece in pieces]

    vocabulary = Vocabulary()
    name = vocabulary.names.index
    found = beginning(vocabulary, "der Hun")
    assert found.ids == (name("▁der"),)
    assert found.spelling[0] == {name("▁Hund"): 4}  # it reaches the end, and "▁H" does not
    closed = beginning(vocabulary, "Hun ").spelling
    assert closed[0] == {name("▁H"): 2}
    assert closed[2] == {name("u"): 3} and closed[-1] == {name(piece): 5 for piece in ("▁Hund", "▁H", "▁der", "▁")}
    assert beginning(vocabulary, "Hu").spelling[2] == {name("u"): 3, name("<0x75>"): 3}


def test_a_vocabulary_that_marks_the_end_of_a_word_spells_as_well():
    class Vocabulary:
        names = ("</s>", "der</w>", "Hu", "n</w>", "nd</w>", "Hund</w>", "m</w>")
        size = len(names)

        def piece(self, id):
            return self.names[id]

        def encode(self, text):
            from model.bundle.tokenizer import Piece

            return [Piece(piece, self.names.index(piece), 0, 0, True) for piece in ("der</w>", "Hu", "n</w>")]

    name = Vocabulary.names.index
    assert beginning(Vocabulary(), "der Hun").ids == (name("der</w>"),)
    assert beginning(Vocabulary(), "der Hun").spelling[0] == {name("Hund</w>"): 3}
    ends = beginning(Vocabulary(), "der Hun ").spelling
    assert ends[0] == {name("Hu"): 2} and ends[2] == {name("n</w>"): 4}


def test_a_beginning_that_the_vocabulary_cannot_write_is_refused(translator):
    for text in ("漢", "a 漢 cat", "the 漢"):
        with pytest.raises(UserError, match="cannot write “漢”"):
            hypotheses(translator, prefix=text)


def test_a_closed_beginning_is_forced_piece_by_piece(translator):
    vocabulary = translator.reader.target
    for text in ("t", "the do", "a cat"):
        ids = vocabulary.encode(text)
        for found in hypotheses(translator, prefix=text, prefix_closed=True, method="beam", beam=3):
            assert list(found.ids[: len(ids)]) == [piece.id for piece in ids]


def test_spaces_alone_force_nothing(translator):
    assert hypotheses(translator, prefix="  ") == hypotheses(translator)
    assert beginning(BundleReader(translator.about.bundle).target, "").ids == ()
