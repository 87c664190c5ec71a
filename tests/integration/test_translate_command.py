"""`main.py translate` in a pipe: line by line, whatever the lines hold; samples; beginnings; traces of odd texts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import main
from model.bundle.bundle import save_bundle
from model.values.trace_file import load_trace
from tests.model.toy_bundle import make_bundle

ROOT = Path(main.__file__).parent
LONG = "the dog sees it. " * 50


@pytest.fixture(scope="module")
def toy(tmp_path_factory) -> str:
    folder = tmp_path_factory.mktemp("models") / "toy"
    save_bundle(make_bundle(max_positions=24), folder)
    return str(folder)


def command(toy: str, *options: str) -> list[str]:
    return [sys.executable, "main.py", "translate", "--model", toy, "--device", "cpu", *options]


def piped(toy: str, given: bytes, *options: str, **more) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command(toy, *options), input=given, capture_output=True, cwd=ROOT, check=False, **more)


def run(capsys, *arguments: str) -> tuple[int, str, str]:
    try:
        status = main.main(["translate", *arguments])
    except SystemExit as stop:  # wrong use found by the parser
        status = int(stop.code or 0)
    return status, *capsys.readouterr()


def test_a_line_is_answered_before_the_next_one_is_written(toy):
    with subprocess.Popen(command(toy), stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as child:
        assert child.stdin is not None and child.stdout is not None
        answers = []
        for line in (b"it.\n", b"\n", b"a cat.\n"):
            child.stdin.write(line)
            child.stdin.flush()
            answers.append(child.stdout.readline())  # waits for ever if the program waits for more
        child.stdin.close()
        assert child.wait() == 0
    assert [bool(answer.strip()) for answer in answers] == [True, False, True]


def said(err: str) -> list[str]:
    """Standard error without what the toy's endless translations cause."""
    return [line for line in err.splitlines() if not line.startswith("Sentence ")]


def test_a_translation_without_an_end_is_told(toy, capsys):
    status, out, err = run(capsys, "it.", "--model", toy)
    assert status == 0
    assert err.splitlines() == [
        f"Sentence 1 says '{out[0]}' {len(out) - 1} times in a row at its end.",
        "Sentence 1 was cut off at the greatest length before its end.",
    ]


BAD = f"it.\ncaf\udce9\n{LONG}\n\nit.\n".encode("utf-8", "surrogateescape")


def test_a_bad_line_costs_a_sentence_with_its_number_and_nothing_else(toy):
    done = piped(toy, BAD)
    lines = done.stdout.decode().split("\n")[:-1]
    assert done.returncode == 1
    assert [bool(line) for line in lines] == [True, False, False, False, True] and lines[0] == lines[4]
    second, third, count = said(done.stderr.decode())
    assert second.startswith("Line 2 of standard input: ") and "UTF-8" in second
    assert third.startswith("Line 3 of standard input: ") and "pieces" in third
    assert count == "2 of 5 lines could not be translated."


@pytest.mark.parametrize("encoding", ["ascii:strict", "cp949:strict"])
def test_json_is_utf_8_with_an_object_for_each_line_whatever_the_locale_says(toy, encoding):
    variables = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "LC_ALL": "C"}
    given = BAD + "한국어 \u2028 \0 \x1b 😀\n".encode()
    done = piped(toy, given, "--json", env=variables)
    objects = [json.loads(line) for line in done.stdout.decode("utf-8").split("\n")[:-1]]
    assert len({tuple(one) for one in objects}) == 1 and len(objects) == 6  # all have the same keys
    assert [bool(one["error"]) for one in objects] == [False, True, True, False, False, False]
    assert [bool(one["translation"]) for one in objects] == [True, False, False, False, True, True]
    assert objects[1]["source"] == "caf\ufffd" and objects[5]["source"] == "한국어 \u2028 \0 \x1b 😀"
    assert objects[0]["decoding"]["record"] is False and objects[0]["search"]
    assert objects[0]["score"] == pytest.approx(sum(objects[0]["logprob"]), abs=1e-4)


def test_utf_16_is_named(toy):
    done = piped(toy, "it.\nit.\n".encode("utf-16"))
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().splitlines() == ["standard input is UTF-16 text; save it as UTF-8."]


def test_many_lines_give_what_each_gives_alone(toy):
    texts = ["it.", "the dog sees it.", "a cat", "my house is red."] * 12
    given = "\n".join(texts).encode()
    plain = piped(toy, given).stdout.decode().splitlines()
    told = [json.loads(line)["translation"] for line in piped(toy, given, "--json").stdout.decode().splitlines()]
    alone = piped(toy, "\n".join(texts[:4]).encode()).stdout.decode().splitlines()
    assert plain == told == alone * 12


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_a_full_disk_ends_it_with_one_sentence(toy):
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            command(toy, "it."), stdout=full, stderr=subprocess.PIPE, cwd=ROOT, check=False, encoding="utf-8"
        )
    assert done.returncode == 1
    (failure,) = said(done.stderr)
    assert "No space left" in failure


def test_a_trace_and_a_figure_of_each_line_bear_its_number(toy, tmp_path):
    trace, figure = tmp_path / "t.safetensors", tmp_path / "f.svg"
    done = piped(toy, b"it.\ncaf\xe9\nNUL \0 and \x1b\n", "--trace", str(trace), "--figure", str(figure))
    assert done.returncode == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "f-1.svg", "f-3.svg", "t-1.safetensors", "t-3.safetensors"
    ]  # fmt: skip
    assert load_trace(tmp_path / "t-3.safetensors").source_text == "NUL \0 and \x1b"


def test_samples_differ_from_line_to_line_and_come_again(toy, capsys, tmp_path):
    wild = ("--method", "sample", "--temperature", "3")
    given = b"the dog sees it.\n" * 3
    first, again, other = (piped(toy, given, *wild, *more).stdout for more in ((), ("--seed", "0"), ("--seed", "9")))
    assert len(set(first.splitlines())) == 3 and first == again != other
    lines = [json.loads(line) for line in piped(toy, given, *wild, "--json").stdout.splitlines()]
    assert [line["translation"] for line in lines] == first.decode().splitlines()
    assert [line["decoding"]["seed"] for line in lines] == [0, 1, 2]
    # One line alone, with the seed that is told for it.
    trace = tmp_path / "t.safetensors"
    words = ["the dog sees it.", "--model", toy, *wild, "--seed", "2", "--device", "cpu", "--trace", str(trace)]
    status, out, _ = run(capsys, *words)
    assert (status, out) == (0, first.decode().splitlines()[2] + "\n")
    assert load_trace(trace).setup.decoding.seed == 2


def test_top_k_of_one_is_greedy(toy, capsys):
    greedy = run(capsys, "the dog sees it.", "--model", toy)
    for options in (["--top-k", "1"], ["--top-p", "0.000001"], ["--temperature", "0.0001"]):
        assert run(capsys, "the dog sees it.", "--model", toy, "--method", "sample", *options) == greedy


@pytest.mark.parametrize(
    "options",
    [
        ["--seed", "1"],
        ["--method", "beam", "--temperature", "2"],
        ["--top-k", "3"],
        ["--beam", "2", "--top-p", "0.5"],
        ["--method", "sample", "--beam", "2"],
        ["--method", "sample", "--seed", "-1"],
        ["--method", "sample", "--seed", "99999999999999999999"],
        ["--method", "sample", "--top-k", "-1"],
        ["--method", "sample", "--top-p", "0"],
        ["--method", "sample", "--temperature", "nan"],
        ["--prefix", "漢"],
    ],
)
def test_an_option_without_use_or_sense_is_one_sentence(toy, capsys, options):
    status, out, err = run(capsys, "it.", "--model", toy, *options)
    assert (status, out, len(err.splitlines())) == (2, "", 1)


def test_a_beginning_may_end_inside_a_word(toy, capsys):
    for prefix in ("th", "the do", "the dog sees i"):
        status, out, _ = run(capsys, "it.", "--model", toy, "--prefix", prefix)
        assert status == 0 and out.startswith(prefix)


def test_a_text_that_cannot_be_translated_stops_all_before_the_first(toy, capsys):
    status, out, err = run(capsys, "it.", LONG, "--model", toy)
    assert (status, out) == (2, "") and "pieces" in err
