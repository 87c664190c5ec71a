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
