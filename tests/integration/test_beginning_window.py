"""A forced beginning in the window: it may end inside a word, and one that cannot be written is said."""

from __future__ import annotations

from dataclasses import replace

from tests.integration.toy_window import done, wait


def test_a_beginning_is_what_it_is_on_the_command_line(open_window, qtbot):
    window = open_window()
    plain = window.header.settings
    for prefix in ("the do", "a ca"):
        window.header.set_settings(replace(plain, prefix=prefix))
        window.translate()
        wait(qtbot, lambda: done(window))
        assert window.session.trace.setup.decoding.prefix == prefix
        assert window.session.trace.target_text.startswith(prefix)
    window.header.set_settings(replace(plain, prefix="漢"))
    window.translate()
    wait(qtbot, lambda: "cannot write “漢”" in window.session.message)


def test_a_beginning_from_a_candidate_ends_with_its_text(open_window, qtbot):
    window = open_window()
    window.selection.update(step=0)
    trace = window.session.trace
    rows = range(len(trace.candidate_pieces[0]))
    row = next(i for i in rows if window.candidates._beginning(i) and not window.candidates.rows.bars[i].strong)
    window.candidates.rows.taken.emit(row)
    wait(qtbot, lambda: done(window) and window.session.trace is not trace)
    beginning = window.header.settings.prefix
    assert beginning and window.session.trace.target_text.startswith(beginning)
    window.translate()  # the same text anew
    wait(qtbot, lambda: done(window))
    assert window.header.settings.prefix == beginning
    window.source.edit.selectAll()
    qtbot.keyClicks(window.source.edit, "the cat")
    window.translate()
    wait(qtbot, lambda: done(window))
    assert window.header.settings.prefix == window.session.trace.setup.decoding.prefix == ""
    assert f"“{beginning}”" in window.session.message and not window.session.message_is_error
    window.header.set_settings(replace(window.header.settings, prefix="a "))  # as typed in the dialog: for every text
    window.translate()
    wait(qtbot, lambda: done(window))
    qtbot.keyClicks(window.source.edit, " sat")
    window.translate()
    wait(qtbot, lambda: done(window))
    assert window.session.trace.setup.decoding.prefix == "a "
