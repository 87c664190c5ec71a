"""The example sentences."""

from __future__ import annotations

from gui.views.panels.examples import EXAMPLES


def test_examples_are_different_and_labelled() -> None:
    assert len(EXAMPLES) >= 12
    assert len({example.text for example in EXAMPLES}) == len({example.label for example in EXAMPLES}) == len(EXAMPLES)
    assert all(isinstance(example.label, str) and example.shown_label() for example in EXAMPLES)


def test_one_example_has_sentences_of_two_lengths() -> None:
    lengths = [[len(line.split()) for line in example.text.split("\n")] for example in EXAMPLES]
    assert any(len(set(length)) == 2 for length in lengths)
