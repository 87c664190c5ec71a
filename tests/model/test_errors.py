"""Sentences: English by themselves, in another language by their text, and the same again after a file."""

from __future__ import annotations

import json
import os
import pickle
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from model.errors import Sentence, UserError, both, either, joined, sentence_from_json, sentences_as_json


def loud(text: str) -> str:
    """Another language."""
    return {"{file} is {state}.": "{state}! {file}", "gone": "GONE", "No such file or directory": "NOWHERE"}.get(
        text, text
    )


def test_a_sentence_is_english_and_is_said_in_another_language_with_the_same_values():
    sentence = Sentence("{file} is {state}.", file="a.txt", state=Sentence("gone"))
    assert str(sentence) == "a.txt is gone."
    assert sentence.said(loud) == "GONE! a.txt"


def test_what_is_filled_in_is_taken_as_it_is():
    assert str(Sentence("{file} is gone.", file="{file}{other}")) == "{file}{other} is gone."
    assert str(Sentence("A text with {braces} and {0}.")) == "A text with {braces} and {0}."
    assert str(Sentence("{size} bytes", size=12)) == "12 bytes"


def test_an_error_is_its_sentence_and_may_stand_in_another_one():
    inner = UserError("{file} is {state}.", file="a.txt", state=Sentence("gone"))
    outer = UserError("{path}: {problem}", path="b", problem=inner)
    assert str(outer) == "b: a.txt is gone."
    assert outer.sentence.said(loud) == "b: GONE! a.txt"
    assert str(UserError(inner.sentence)) == str(inner)


def test_an_error_of_the_system_stands_for_its_reason():
    error = FileNotFoundError(2, os.strerror(2), "somewhere")
    assert Sentence("{file} is {state}.", file="a", state=error).said(loud) == "NOWHERE! a"
    assert str(Sentence("{reason}", reason=OSError("no number"))) == "no number"
    assert str(Sentence("{reason}", reason=ValueError(Sentence("gone")))) == "gone"
    assert Sentence("{reason}", reason=ValueError(Sentence("gone"))).said(loud) == "GONE"


def test_several_are_said_together():
    assert str(either(["a"])) == "a" and str(either(["a", "b", "c"])) == "a or b or c"
    assert str(both(["a", Sentence("gone")])) == "a and gone"
    together = joined([Sentence("{file} is {state}.", file="a", state="b"), "More."])
    assert isinstance(together, Sentence) and together.said(loud) == "b! a More."
    assert joined([]) == ""


TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)
NAMES = st.from_regex(r"[a-z]{1,4}", fullmatch=True)
SENTENCES = st.recursive(
    st.builds(Sentence, TEXTS),
    lambda inner: st.builds(
        lambda text, values: Sentence(text + "".join(f" {{{name}}}" for name in values), **values),
        TEXTS,
        st.dictionaries(NAMES, TEXTS | inner, max_size=3),
    ),
    max_leaves=6,
)


@given(SENTENCES)
def test_a_sentence_comes_back_from_a_file_and_from_another_process(sentence: Sentence):
    assert Sentence.from_json(json.loads(json.dumps(sentence.to_json()))) == sentence
    assert pickle.loads(pickle.dumps(sentence)) == sentence
    written = json.loads(json.dumps(sentences_as_json({"reason": sentence, "notices": ("as it is", sentence)})))
    assert written["reason"] == str(sentence) and written["notices"] == ["as it is", str(sentence)]
    assert sentence_from_json(written, written["reason"]) == sentence
    assert sentence_from_json(written, "as it is and nowhere else") == "as it is and nowhere else"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["text", "values", "a"]), inner),
    max_leaves=12,
)


@given(JSON)
def test_a_damaged_file_has_no_sentence_and_does_no_harm(value: Any):
    found = Sentence.from_json(value)
    assert found is None or isinstance(str(found), str)
    assert isinstance(sentence_from_json({"sentences": value}, "words"), str)
    assert isinstance(str(sentence_from_json({"sentences": {"words": value}}, "words")), str)


def test_a_sentence_that_says_something_else_than_the_words_beside_it_is_not_believed():
    table = {"sentences": {"The loss is 1.": {"text": "Send {what} money.", "values": {"what": "us"}}}}
    assert sentence_from_json(table, "The loss is 1.") == "The loss is 1."


def test_what_is_nested_without_end_is_no_sentence():
    value: Any = "end"
    for _ in range(50):
        value = {"text": "{a}", "values": {"a": value}}
    assert Sentence.from_json(value) is None


def test_what_would_grow_without_end_is_no_sentence():
    value: Any = "long"
    for _ in range(7):
        value = {"text": "{a}" * 100, "values": {"a": value}}
    assert Sentence.from_json(value) is None
    assert Sentence.from_json({"text": "{a}", "values": {"a": "x" * 100_000}}) is None
    assert Sentence.from_json({"text": "{a}{a}", "values": {"a": "x"}}) == Sentence("{a}{a}", a="x")


def test_values_without_sentences_stay_as_they_are():
    assert sentences_as_json({"step": 3, "device": "Apple GPU"}) == {"step": 3, "device": "Apple GPU"}
