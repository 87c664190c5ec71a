"""Standard input line by line: at once, in order, and whatever its bytes are."""

from __future__ import annotations

import codecs
import io
import os

import pytest

from model.commands.input_lines import FIRST, Line, waiting_lines
from model.errors import UserError


def all_of(content: bytes, most: int = 64) -> list[Line]:
    return [line for lines in waiting_lines(io.BytesIO(content), most) for line in lines]


def test_a_line_is_given_out_before_the_next_one_is_there():
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as file, os.fdopen(writing, "wb", buffering=0) as other:
        lines = waiting_lines(file, 64)
        for number, text in enumerate(("one", "", "three"), 1):
            other.write(f"{text}\n".encode())
            assert next(lines) == [Line(number, text)]
        other.write(b"without an end")
        other.close()
        assert list(lines) == [[Line(4, "without an end")]]


def test_lines_that_wait_come_together_in_order_and_in_bounds():
    content = b"".join(b"%d\n" % number for number in range(1000))
    together = list(waiting_lines(io.BytesIO(content), 64))
    assert [line.text for lines in together for line in lines] == [str(number) for number in range(1000)]
    assert [line.number for lines in together for line in lines] == list(range(1, 1001))
    assert len(together[0]) <= FIRST and max(map(len, together)) <= 64
    assert len(together) < 1000


def test_what_is_no_text_is_a_problem_of_its_line_alone():
    lines = all_of(b"one\ncaf\xe9\r\n" + b"x" * 70_000 + b"\nNUL \0 and \x1b stay\r\n\xed\xa0\x80\nlast")
    assert [line.number for line in lines] == [1, 2, 3, 4, 5, 6]
    assert [line.text for line in lines if line.problem is None] == ["one", "NUL \0 and \x1b stay", "last"]
    assert "not UTF-8" in str(lines[1].problem) and lines[1].text == "caf\ufffd"
    assert "64 KiB" in str(lines[2].problem)
    assert "not UTF-8" in str(lines[4].problem)  # half a surrogate pair


def test_a_byte_order_mark_is_no_part_of_the_text():
    assert all_of(codecs.BOM_UTF8 + b"one\n") == [Line(1, "one")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_another_encoding_is_named(encoding):
    with pytest.raises(UserError, match=f"standard input is {encoding.upper()} text"):
        all_of("one\n".encode(encoding))


def test_utf_16_without_a_mark_is_known_by_its_zeros():
    for encoding in ("utf-16-le", "utf-16-be"):
        lines = all_of("It is late.\r\nI see.\n".encode(encoding))
        assert all("UTF-16" in str(line.problem) for line in lines[:2])
        assert [line.text for line in lines[:2]] == ["It is late.", "I see."]


def test_an_empty_input_has_no_lines():
    assert all_of(b"") == []
