"""How a translation ended, and whether it goes round in circles."""

from __future__ import annotations

import pytest

from model.values.endings import Ending, Loop, ending_of, loop_at_end


@pytest.mark.parametrize(
    ("text", "loop"),
    [
        ("a b c d e f g h i j </s>", None),
        ("", None),
        ("</s>", None),
        ("a no no no no </s>", None),  # a person may say so
        ("a no no no no no no no no", Loop(("no",), 8)),
        ("a no no no no no no no no </s>", Loop(("no",), 8)),
        ("x " + "the dog . " * 4, Loop(("the", "dog", "."), 4)),
        ("x " + "the dog . " * 5 + "the", Loop((("dog"), ".", "the"), 5)),  # wherever it is cut
        ("x " + "the dog . " * 3, None),
        ("no no no no no no no no and then more", None),  # it found its way out
    ],
)
def test_a_loop_is_what_repeats_up_to_the_end(text: str, loop: Loop | None) -> None:
    assert loop_at_end(text.split()) == loop


def test_the_shortest_round_is_named() -> None:
    assert loop_at_end(["a", "b"] * 20) == Loop(("a", "b"), 20)


def test_pieces_alone_tell_only_of_an_end() -> None:
    assert ending_of(("a", "</s>")) is Ending.END
    assert ending_of(["a"]) is ending_of([]) is Ending.OPEN
