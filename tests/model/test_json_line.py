"""What `--json` prints is JSON for every reader."""

from __future__ import annotations

import json
from pathlib import Path

from model.commands.json_line import json_line


def strictly(text: str) -> object:
    def refuse(word: str) -> object:
        raise AssertionError(f"{word} is no JSON")

    return json.loads(text, parse_constant=refuse)


def test_numbers_that_json_lacks_are_null():
    values = {"nll": float("nan"), "search": [[{"score": float("-inf"), "row": 1}]], "text": "한\n\0"}
    assert strictly(json_line(values)) == {"nll": None, "search": [[{"score": None, "row": 1}]], "text": "한\n\0"}
    assert "\n" not in json_line(values) and "한" in json_line(values)


def test_a_path_is_its_text():
    assert strictly(json_line({"path": Path("a") / "b", "size": 1.5})) == {"path": str(Path("a") / "b"), "size": 1.5}
