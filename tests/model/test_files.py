"""Whatever moment a write fails, the old content stays readable; whatever a file holds, reading gives one sentence."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.errors import UserError
from model.files import append_json_line, read_json, write_bytes, write_json, write_text

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda children: st.lists(children, max_size=3) | st.dictionaries(st.text(), children, max_size=3),
    max_leaves=8,
)


def test_writing_replaces_the_content_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "weights.bin"
    write_bytes(path, b"one")
    write_bytes(path, b"two" * 1000)
    assert path.read_bytes() == b"two" * 1000
    assert [entry.name for entry in path.parent.iterdir()] == ["weights.bin"]


def test_text_is_written_as_utf_8_whatever_the_machine_prefers(tmp_path: Path) -> None:
    write_text(tmp_path / "card.md", "Größe 한국어\n")
    assert (tmp_path / "card.md").read_bytes() == "Größe 한국어\n".encode()


@pytest.mark.parametrize("call", ["replace", "fsync"])
def test_when_the_disk_refuses_the_old_content_stays_whole(
    call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "status.json"
    write_json(path, {"step": 1})

    def refuse(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, call, refuse)
    with pytest.raises(UserError, match=r"status\.json cannot be written \(No space left"):
        write_json(path, {"step": 2})
    monkeypatch.undo()
    assert read_json(path) == {"step": 1}
    assert [entry.name for entry in tmp_path.iterdir()] == ["status.json"]


def test_a_place_that_cannot_be_written_is_a_user_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    for path in (tmp_path / "file" / "inside.json", tmp_path / "file" / "deep" / "inside.json", tmp_path / "folder"):
        with pytest.raises(UserError, match=str(path)):
            write_json(path, {})


@settings(deadline=None, max_examples=60)
@given(value=st.dictionaries(st.text(), json_values, max_size=4))
def test_json_objects_are_read_back(tmp_path_factory: pytest.TempPathFactory, value: dict[str, Any]) -> None:
    path = tmp_path_factory.mktemp("json") / "value.json"
    write_json(path, value)
    assert read_json(path) == value
    append_json_line(path.with_name("lines.jsonl"), value)
    append_json_line(path.with_name("lines.jsonl"), {"last": True})
    lines = path.with_name("lines.jsonl").read_bytes().decode().removesuffix("\n").split("\n")
    assert [json.loads(line) for line in lines] == [value, {"last": True}]


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[1, 2]", b'"text"', b"3", b"null", b'{"a": }', b"\xff\xfe", b'{"a": 1} {"b": 2}', b"[" * 200_000],
    ids=lambda content: repr(content[:12]),
)
def test_a_damaged_json_file_is_named(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "config.json"
    path.write_bytes(content)
    with pytest.raises(UserError, match=r"config\.json is damaged"):
        read_json(path)


def test_a_missing_json_file_and_a_folder_are_named(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.json", tmp_path):
        with pytest.raises(UserError, match=f"{path} cannot be read"):
            read_json(path)
