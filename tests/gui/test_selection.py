"""The selection clamps, compares and tells of each change once; the session keeps its extent."""

from __future__ import annotations

from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from gui.state.selection import Extent, Selected, Selection
from gui.state.session import Activity, Session
from model.values.sites import CROSS, DECODER_SELF, ENCODER_SELF, TRANSFORMER_GROUPS
from tests.gui.traces import make_trace, unfinished, weighted

numbers = st.integers(-5, 40)
layers_and_heads = st.tuples(st.integers(1, 6), st.integers(1, 8))
values = {
    "take": numbers,
    "sentence": numbers,
    "step": numbers,
    "group": st.sampled_from(list(TRANSFORMER_GROUPS)),
    "layer": numbers,
    "head": numbers,
    "query": st.none() | numbers,
    "key": st.none() | numbers,
}
extents = st.builds(
    Extent,
    takes=st.integers(1, 3),
    sentences=st.integers(1, 4),
    steps=st.integers(1, 20),
    source=st.integers(1, 20),
    maps=st.dictionaries(st.sampled_from(TRANSFORMER_GROUPS), layers_and_heads),
)


@given(extent=extents, updates=st.lists(st.fixed_dictionaries({}, optional=values), max_size=6))
def test_the_selection_is_always_inside_and_tells_each_change_once(extent, updates):
    selection = Selection()
    selection.set_extent(extent)
    heard = []
    selection.changed.connect(lambda old, new: heard.append((old, new)))
    for update in updates:
        before, count = selection.now, len(heard)
        selection.update(**update)
        now = selection.now
        assert len(heard) - count == (now != before)
        if now != before:
            assert heard[-1] == (before, now)
        assert not extent.maps or now.group in extent.maps
        assert 0 <= now.take < extent.takes
        assert 0 <= now.sentence < extent.sentences
        assert 0 <= now.step < extent.steps
        assert 0 <= now.layer < extent.layers(now.group)
        assert 0 <= now.head < extent.heads(now.group)
        queries = extent.source if now.group == ENCODER_SELF else extent.steps
        keys = extent.steps if now.group == DECODER_SELF else extent.source
        assert now.query is None or 0 <= now.query < queries
        assert now.key is None or 0 <= now.key < keys


def test_another_kind_forgets_what_was_pointed_at():
    selection = Selection()
    selection.set_extent(Extent(steps=5, source=5))
    selection.update(query=2, key=3)
    selection.update(group=ENCODER_SELF)
    assert (selection.now.query, selection.now.key) == (None, None)


def test_the_names_of_the_selection_are_those_of_the_design():
    names = [item.name for item in fields(Selected)]
    assert names == ["take", "sentence", "step", "group", "layer", "head", "query", "key"]


def test_the_session_follows_growing_traces_and_keeps_an_earlier_step():
    selection = Selection()
    session = Session(selection)
    session.set_traces((make_trace(target=3),), finished=False, follow=True)
    assert (selection.now.step, selection.extent.steps) == (2, 3)
    selection.update(step=0)
    session.set_traces((make_trace(target=4),), finished=False, follow=False)
    assert (selection.now.step, selection.extent.steps) == (0, 4)


def test_another_sentence_brings_its_own_extent():
    selection = Selection()
    session = Session(selection)
    session.set_traces((make_trace(target=9), make_trace(target=2)), finished=True, follow=True)
    told = []
    session.trace_changed.connect(lambda: told.append(session.trace.target_length))
    selection.update(sentence=1)
    assert told[-1] == 2
    assert selection.extent.steps == 2
    assert selection.now.step <= 1


def test_activity_is_told_only_when_it_changes():
    session = Session(Selection())
    told = []
    session.activity_changed.connect(lambda: told.append(session.activity))
    session.set_activity(Activity.IDLE)
    session.set_activity(Activity.IDLE)
    session.set_activity(Activity.DECODING)
    assert told == [Activity.IDLE, Activity.DECODING]


def test_a_pointed_decoder_row_is_forgotten_before_its_step():
    selection = Selection()
    selection.set_extent(Extent(steps=9, source=9))
    selection.update(step=8, query=6, key=2)
    selection.update(step=6)
    assert (selection.now.query, selection.now.key) == (6, 2)
    selection.update(step=3)
    assert (selection.now.query, selection.now.key) == (None, None)
    selection.update(group=ENCODER_SELF)
    selection.update(query=6, key=2)
    selection.update(step=1)
    assert selection.now.query == 6  # the encoder's rows are always there


def test_who_is_at_one_sentences_end_comes_to_the_others_end():
    selection = Selection()
    session = Session(selection)
    session.set_traces((make_trace(target=2), make_trace(target=9)), finished=True, follow=True)
    selection.update(sentence=1)
    assert selection.now.step == 8
    selection.update(step=1)
    selection.update(sentence=0)
    selection.update(step=0)
    selection.update(sentence=1)
    assert selection.now.step == 0


def test_the_sentence_asked_for_is_shown_from_the_start():
    selection = Selection()
    session = Session(selection)
    session.set_traces((make_trace(target=2), make_trace(target=9)), finished=True, follow=True, sentence=1)
    assert (selection.now.sentence, selection.now.step, selection.extent.steps) == (1, 8, 9)
    session.set_traces((make_trace(target=2),), finished=True, follow=True)
    assert (selection.now.sentence, selection.extent.steps) == (0, 2)


def test_a_sentence_that_has_ended_gets_no_more_pieces_while_others_do():
    selection = Selection()
    session = Session(selection)
    session.set_traces((make_trace(target=3), unfinished(make_trace(target=3))), finished=False, follow=True)
    session.set_activity(Activity.WAITING)
    assert not session.more_to_come
    selection.update(sentence=1)
    assert session.more_to_come
    session.set_activity(Activity.IDLE)
    assert not session.more_to_come


def test_an_encoder_with_fewer_heads_keeps_the_selection_inside():
    selection = Selection()
    session = Session(selection)
    trace = weighted(make_trace(layers=2, heads=4), encoder_self=make_trace(layers=3, heads=2).weights(ENCODER_SELF))
    trace.check()
    session.set_traces((trace,), finished=True, follow=True)
    selection.update(group=CROSS, layer=1, head=3)
    selection.update(group=ENCODER_SELF)
    assert (selection.now.layer, selection.now.head) == (1, 1)
