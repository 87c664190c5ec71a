"""Which pieces make a word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from model.values.pieces import is_special, shown, starts_word, word_groups

pieces = st.lists(
    st.sampled_from(["\u2581I", "\u2581don", "'", "t", ".", "\u2581", "</s>", "<pad>", "\u5bb6", "\u2581(", "<s>"])
)


def words(*pieces: str) -> list[list[str]]:
    return [[pieces[i] for i in group] for group in word_groups(pieces)]


def test_words_and_their_punctuation():
    assert words("\u2581I", "\u2581don", "'", "t", "\u2581go", ".", "</s>", "<pad>") == [
        ["\u2581I"],
        ["\u2581don", "'", "t"],
        ["\u2581go"],
        ["."],
        ["</s>"],
        ["<pad>"],
    ]
    assert words("<s>", "\u2581Haus", "es", ",") == [["<s>"], ["\u2581Haus", "es"], [","]]
    assert words() == []


@given(pieces)
def test_every_piece_is_in_exactly_one_word_and_specials_stand_alone(found):
    groups = word_groups(found)
    assert [i for group in groups for i in group] == list(range(len(found)))
    for group in groups:
        if any(is_special(found[i]) for i in group):
            assert len(group) == 1
        assert not any(starts_word(found[i]) for i in list(group)[1:])


def test_labels_leave_the_mark_out_unless_it_is_all_there_is():
    assert [shown(piece) for piece in ("\u2581Haus", "es", "\u2581", "</s>")] == ["Haus", "es", "\u2581", "</s>"]


def test_invisible_characters_are_named_but_joiners_join():
    assert shown("\u202e") == "U+202E"
    assert shown("\u2581a\u200b") == "aU+200B"
    assert shown("\U0001f468\u200d\U0001f469") == "\U0001f468\u200d\U0001f469"
