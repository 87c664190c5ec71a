"""What the model's code says is said in the screen's language: nothing is missing, and nothing filled in is lost."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.pages.training_controller import TrainingController
from gui.state.language import FOLDER, LANGUAGES, Words, language
from gui.state.selection import Selection
from gui.state.sentences import Sentences
from gui.state.session import Session
from gui.state.settings import Settings
from model.bundle.tokenizer import Tokenizer
from model.errors import UserError
from model.library.loading import load_translator
from tests.gui.model_sentences import REASONS, sentences, texts

OTHERS = [code for code in LANGUAGES if code != "en"]
PLACE = re.compile(r"\{\d+\}")


@pytest.mark.parametrize("code", OTHERS)
def test_every_sentence_of_the_model_has_its_words_and_no_other_has(code: str) -> None:
    words = Words(FOLDER / f"sentences.{code}.ts")
    asked = sentences()
    assert len(asked) > 300
    assert sorted(asked - set(words.of("Sentence"))) == []
    assert sorted({english for _, english in words.texts} - texts()) == []
    assert {context for context, _ in words.texts} == {"Sentence", "Phrase"}


@pytest.mark.parametrize("code", OTHERS)
def test_whatever_is_filled_in_is_said(code: str) -> None:
    bare = re.compile(r"\{\d+\}[”’\"')]?(?:은|는|이|가|을|를|과|와|로|으로)(?=[\s.,·)]|$)")
    for (_, english), words in Words(FOLDER / f"sentences.{code}.ts").texts.items():
        assert sorted(PLACE.findall(english)) == sorted(PLACE.findall(words)), english
        assert words.strip() and not bare.search(words), words
        assert re.search("[A-Za-z]", PLACE.sub("", english)) or words == english, "nothing of its own to be known by"


FILLED = st.lists(st.text(st.characters(codec="utf-8"), max_size=12), min_size=8, max_size=8)


@given(english=st.sampled_from(sorted(sentences())), filled=FILLED)
def test_any_sentence_is_known_again_whatever_is_filled_in(english: str, filled: list[str]) -> None:
    text = PLACE.sub(lambda place: filled[int(place[0][1:-1])], english)
    assert Sentences({english: f"{english}!"}, {}).say(text) == f"{text}!"


def test_the_text_that_says_most_of_its_own_is_the_one() -> None:
    sentences = Sentences({"{0} is bad ({1}).": "{1}: {0}", "{0} is bad (worse: {1}).": "!{1}: {0}"}, {})
    assert sentences.say("It is bad (worse: very).") == "!very: It"
    assert sentences.say("It is bad (very).") == "very: It"
    assert sentences.say("It is good.") == "It is good."


def test_what_a_sentence_brings_along_is_said_too() -> None:
    sentences = Sentences({"{0} was not added: {1}": "{0} X {1}", "{0} is old.": "{0} alt."}, {"too long": "zu lang"})
    assert sentences.say("a was not added: too long") == "a X zu lang"
    assert sentences.say("a was not added: b is old.") == "a X b alt."
    assert sentences.say("a was not added: b is old") == "a X b alt"
    assert sentences.say("too long") == "too long"  # no sentence: perhaps a person's own words


@pytest.mark.parametrize(
    "wrapper", ["{0}: {1}", "{0} was not added: {1}", "No checkpoint in {0} can be read ({1}); start the run anew."]
)
def test_a_sentence_in_a_sentence_is_said_as_it_is_alone(wrapper: str) -> None:
    words = Words(FOLDER / "sentences.ko.ts")
    korean = Sentences(words.of("Sentence"), words.of("Phrase"))
    wrong = []
    for english in sorted(words.of("Sentence")):
        alone = PLACE.sub("q", english)
        said = korean.say(wrapper.format("w", alone))
        if said != words.of("Sentence")[wrapper].format("w", korean.say(alone)):
            wrong.append((alone, said))
    assert len(wrong) <= 8, wrong  # those that begin with what may be filled in, and could end a wrapper, too


@pytest.mark.parametrize("code", OTHERS)
def test_the_reasons_of_the_operating_system_are_said(code: str, tmp_path: Path) -> None:
    phrases = Words(FOLDER / f"sentences.{code}.ts").of("Phrase")
    assert sorted(REASONS - set(phrases)) == []
    korean = Sentences(Words(FOLDER / f"sentences.{code}.ts").of("Sentence"), phrases)
    with pytest.raises(UserError) as told:
        Tokenizer.load(tmp_path / "none.model")
    assert os.strerror(errno.ENOENT) in str(told.value)
    said = korean.say(str(told.value))
    assert phrases[os.strerror(errno.ENOENT)] in said


@pytest.mark.usefixtures("in_korean")
def test_a_run_that_goes_on_is_no_longer_complained_about_whatever_the_language(qtbot: QtBot, tmp_path: Path) -> None:
    session, window = Session(Selection()), QWidget()
    qtbot.addWidget(window)
    controller = TrainingController(Settings(), session, window)
    controller._complain(tmp_path, "There are no sentence pairs to store; make at least one.")
    assert re.search("[가-힣]", session.message)
    controller._withdraw(tmp_path)
    controller.close()
    assert session.message == ""


def test_no_text_is_too_long_or_too_deep() -> None:
    words = Words(FOLDER / "sentences.ko.ts")
    korean = Sentences(words.of("Sentence"), words.of("Phrase"))
    for text in ("", "KeyError: " + "; ".join(["k: v"] * 400), "a: " * 500):
        assert korean.say(text) == text


def test_what_stands_within_a_word_is_a_name_and_stays() -> None:
    phrases = {"encoder": "Kodierer", "the other file": "die andere Datei"}
    sentences = Sentences({"{0}_layers of the {1}.": "{1}: {0}_layers.", "{0} is old.": "{0} ist alt."}, phrases)
    assert sentences.say("encoder is old.") == "encoder ist alt."  # a file
    assert sentences.say("the other file is old.") == "die andere Datei ist alt."
    assert sentences.say("encoder_layers of the encoder.") == "Kodierer: encoder_layers."


@pytest.fixture
def in_korean(qapp: QApplication) -> Iterator[None]:
    language.use("ko")
    yield
    language.use("en")


@pytest.mark.usefixtures("in_korean")
def test_an_error_reaches_the_screen_in_its_language(tmp_path: Path) -> None:
    session = Session(Selection())
    with pytest.raises(UserError) as told:
        load_translator(str(tmp_path / "nothing"))
    session.set_message(str(told.value), error=True)
    assert str(tmp_path / "nothing") in session.message and re.search("[가-힣]", session.message)
    assert not re.search(r"\b(?:the|is|not|choose)\b", session.message.replace(str(tmp_path), ""))
