"""Which pieces make a word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from model.values.pieces import (
    is_special,
    letters_of,
    shown,
    shown_together,
    starts_word,
    text_of,
    word_groups,
    word_starts,
)

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


def test_the_bytes_of_a_letter_stay_together_and_are_read_as_it():
    pieces = ["\u2581Hund", "\u2581", "<0xED>", "<0x95>", "<0x9C>", "er", "<0xEF>", "<0xBC>", "<0x8C>", "</s>"]
    assert word_groups(pieces) == [range(1), range(1, 6), range(6, 9), range(9, 10)]  # the last is "\uff0c"
    assert [shown_together(pieces[g.start : g.stop]) for g in word_groups(pieces)] == [
        "Hund",
        "\ud55cer",
        "\uff0c",
        "</s>",
    ]
    assert letters_of(pieces[1:6]) == [" ", "\ud55c", "", "", "er"]
    assert text_of(pieces[:9]) == " Hund \ud55cer\uff0c"
    assert text_of(["a", "<0xED>"]) == "a\ufffd"
    assert [shown(piece) for piece in pieces[1:4]] == ["\u2581", "<0xED>", "<0x95>"]


def test_byte_level_pieces_may_begin_inside_a_letter():
    pieces = ["\u2581a<0xED>", "<0x95>", "<0x9C>b", "!"]
    assert letters_of(pieces) == [" a\ud55c", "", "b", "!"]
    assert word_groups(pieces) == [range(3), range(3, 4)]


def test_words_may_be_marked_at_their_end():
    pieces = ["the</w>", "ca", "t</w>", ".</w>", "</s>"]
    assert word_groups(pieces) == [range(1), range(1, 3), range(3, 4), range(4, 5)]
    assert word_starts(pieces) == [True, True, False, True, True]
    assert [shown(piece) for piece in pieces] == ["the", "ca", "t", ".", "</s>"]
    assert shown_together(pieces[1:3]) == "cat" and text_of(pieces[:4]) == "the cat . "


def test_pieces_of_other_families_that_stand_for_no_text():
    for piece in ("[CLS]", "[SEP]", "<bos>", "<mask>", "<mask_1>", "__de__", "de_DE", "deu_Latn", "<extra_id_3>"):
        assert is_special(piece)
    for piece in ("[a]", "<b>", "<0xED>", "SEP", "__", "</w>"):
        assert not is_special(piece)
