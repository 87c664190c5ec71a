"""Where it looks: the words behind the current step."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.state.selection import Selection
from gui.state.session import Session
from gui.views.panels.where_it_looks import WhereItLooks, word_weights
from model.values.pieces import shown
from model.values.sites import CROSS, DECODER_SELF, ENCODER_SELF, TRANSFORMER_GROUPS
from tests.gui.traces import make_trace, weighted


def test_words_gather_the_weight_of_their_pieces_and_padding_is_left_out() -> None:
    trace = replace(make_trace(source=5, padded=1), source_pieces=("▁Haus", "tür", "▁auf", "</s>", "<pad>"))
    row = trace.weights(CROSS)[3, :, 2].mean(axis=0)
    weights = {name: weight for _, name, weight in word_weights(trace, layer=3, step=2)}
    assert weights["Haustür"] == pytest.approx(float(row[0] + row[1]), abs=1e-6)
    assert set(weights) == {"Haustür", "auf", "</s>"}
    assert sum(weights.values()) == pytest.approx(1.0, abs=1e-5)
    assert list(weights.values()) == sorted(weights.values(), reverse=True)


def test_it_follows_step_and_layer_whatever_map_is_open(qtbot: QtBot) -> None:
    session = Session(Selection())
    panel = WhereItLooks(session)
    qtbot.addWidget(panel)
    panel.show()
    trace = make_trace()
    session.set_traces((trace,), finished=True, follow=False)
    for group in TRANSFORMER_GROUPS:
        session.selection.update(group=group, layer=3, step=6)
        assert panel.caption.text() == "cross, layer 4, mean of 8 heads"
        expected = [(name, weight) for _, name, weight in word_weights(trace, 3, 6)[:5]]
        assert [(bar.label, bar.value) for bar in panel.rows.bars] == expected
    session.selection.update(step=2)
    assert panel.rows.bars[0].value == word_weights(trace, 3, 2)[0][2]
    assert not panel.grab().isNull()
    session.set_traces((), finished=False, follow=False)
    assert panel.rows.bars == () and panel.caption.text() == ""


def test_a_decoder_with_fewer_layers_than_the_encoder(qtbot: QtBot) -> None:
    session = Session(Selection())
    panel = WhereItLooks(session)
    qtbot.addWidget(panel)
    trace = make_trace()
    session.set_traces(
        (weighted(trace, decoder_self=trace.weights(DECODER_SELF)[:2], cross=trace.weights(CROSS)[:2]),), True, False
    )
    session.selection.update(group=ENCODER_SELF, layer=5)
    assert panel.caption.text().startswith("cross, layer 2,")


def test_a_click_on_a_word_selects_it_in_the_map(qtbot: QtBot) -> None:
    session = Session(Selection())
    trace = make_trace()
    session.set_traces((trace,), finished=True, follow=False)
    session.selection.update(group=DECODER_SELF, step=4)
    panel = WhereItLooks(session)
    qtbot.addWidget(panel)
    panel.show()
    word = panel.rows.bars[1].label
    qtbot.mouseClick(panel.rows, Qt.MouseButton.LeftButton, pos=panel.rows.row_rect(1).center().toPoint())
    now = session.selection.now
    assert (now.group, now.query) == (CROSS, 4)
    assert word.startswith(shown(trace.source_pieces[now.key]))


def test_maps_without_cross_attention_are_told_as_that(qtbot: QtBot) -> None:
    session = Session(Selection())
    panel = WhereItLooks(session)
    qtbot.addWidget(panel)
    trace = make_trace()
    maps = {name: one for name, one in trace.maps.items() if name != CROSS.name}
    session.set_traces((replace(trace, maps=maps),), finished=True, follow=False)
    assert "no cross-attention" in panel.rows.empty_text and "will stand here" not in panel.rows.empty_text
