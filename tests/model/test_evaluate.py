"""Measuring a finished model: translations in order, references' losses by hand, and the command's output."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

import main
from model.bundle.bundle import Bundle, load_bundle, save_bundle
from model.decoding.bundle_reader import BundleReader
from model.decoding.evaluate import forced_losses, translate_all
from model.decoding.many import translate_many
from model.decoding.scores import measure, sentence_scores
from model.values.decoding import DecodingSettings
from tests.model.corpora import write_pairs
from tests.model.tiny import randomised
from tests.model.toy_bundle import TEXTS, make_bundle

pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    made = make_bundle(max_positions=24)
    randomised(made.model)
    return made


def by_hand(bundle: Bundle, source: str, target: str) -> tuple[float, int]:
    """The loss of one reference, piece by piece, in a batch of its own."""
    source_ids = torch.tensor([[*bundle.source_tokenizer.ids(source), 3]])
    target_ids = [*bundle.target_tokenizer.ids(target), 3]
    total = 0.0
    with torch.no_grad():
        for i, piece in enumerate(target_ids):
            hidden = bundle.model(source_ids, torch.tensor([[2, *target_ids[:i]]]))
            total -= float(bundle.model.logits(hidden)[0, -1].log_softmax(dim=-1)[piece])
    return total, len(target_ids)


def test_the_loss_of_a_reference_is_the_sum_over_its_pieces(bundle: Bundle) -> None:
    pairs = list(zip(TEXTS[:5], ["it.", "my house is red.", "a cat likes it.", "the dog.", "red"], strict=True))
    for pair, loss in zip(pairs, forced_losses(bundle, pairs), strict=True):
        assert loss is not None
        assert (loss.nll, loss.pieces) == (
            pytest.approx(by_hand(bundle, *pair)[0], rel=1e-4),
            by_hand(bundle, *pair)[1],
        )


@settings(max_examples=15)
@given(order=st.permutations(range(8)))
def test_neither_order_nor_neighbours_change_a_loss(bundle: Bundle, order: list[int]) -> None:
    pairs = [(TEXTS[i], TEXTS[-1 - i][: 3 + 2 * i]) for i in range(8)]
    expected = forced_losses(bundle, pairs)
    found = forced_losses(bundle, [pairs[i] for i in order])
    for place, i in enumerate(order):
        one, other = found[place], expected[i]
        assert one is not None and other is not None
        assert one.nll == pytest.approx(other.nll, rel=1e-4)


def test_references_without_pieces_or_room_have_no_loss(bundle: Bundle) -> None:
    found = forced_losses(bundle, [("", "it."), ("it.", ""), ("the dog sees it. " * 9, "it."), ("it.", "it.")])
    assert [loss is None for loss in found] == [True, True, True, False]


def test_every_text_is_translated_as_if_it_were_alone(bundle: Bundle) -> None:
    texts = [TEXTS[0], "it.", "", TEXTS[3], "my house"]
    for settings_ in (DecodingSettings(), DecodingSettings(method="beam", beam=3)):
        together = dict(translate_all(bundle, texts, settings_))
        assert sorted(together) == list(range(5))
        assert together[2] == ""
        for i, text in enumerate(texts):
            assert dict(translate_all(bundle, [text], settings_, batch_pieces=1))[0] == together[i]


def test_a_text_without_room_costs_only_itself(bundle: Bundle) -> None:
    texts = ["it.", "the dog sees it. " * 9, "\u200b", "a cat."]
    found = {one.index: one for one in translate_many(BundleReader(bundle), bundle.model, texts, DecodingSettings())}
    assert sorted(found) == [0, 1, 2, 3]
    assert "pieces" in str(found[1].problem) and (found[1].text, found[2].text) == ("", "")
    alone = dict(translate_all(bundle, ["it.", "a cat."], DecodingSettings()))
    assert (found[0].text, found[3].text) == (alone[0], alone[1])
    assert [found[i].problem for i in (0, 2, 3)] == [None] * 3


def test_a_sample_depends_on_the_number_of_its_line_and_on_nothing_beside_it(bundle: Bundle) -> None:
    texts = ["the dog sees it.", "a cat.", "the dog sees it.", "my house is red."]
    wild = DecodingSettings(method="sample", temperature=3.0, seed=4)
    reader, model = BundleReader(bundle), bundle.model
    together = {one.index: one.text for one in translate_many(reader, model, texts, wild)}
    assert together[0] != together[2]
    for index, text in enumerate(texts):
        (alone,) = translate_many(reader, model, [text], wild, numbers=[index])
        (seeded,) = translate_many(reader, model, [text], replace(wild, seed=4 + index))
        assert alone.text == seeded.text == together[index]


def test_scores_are_sacrebleu_s_and_say_how_they_were_made() -> None:
    perfect = measure(["the dog sees a cat now"], ["the dog sees a cat now"])
    assert perfect.bleu == pytest.approx(100) and perfect.chrf == pytest.approx(100)
    shouted, small = ["THE DOG sees a cat now"], ["the dog sees a cat now"]
    assert measure(shouted, small).bleu < 100
    assert measure(shouted, small, lowercase=True).bleu == pytest.approx(100)
    assert "tok:13a" in perfect.bleu_signature and "version:" in perfect.chrf_signature
    assert measure(["x y z w"], ["the dog sees it"]).bleu < 5
    assert sentence_scores("it is", "it is") == (pytest.approx(100), pytest.approx(100))


# ---- the command


@pytest.fixture(scope="module")
def toy(bundle: Bundle, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models") / "toy"
    save_bundle(bundle, folder)
    return folder


PAIRS = [(TEXTS[0], "my house is red."), ("it.", "it."), (TEXTS[4], "a cat.")]


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    status = main.main(["evaluate", *map(str, arguments)])
    return status, *capsys.readouterr()


def test_json_holds_the_scores_and_nothing_else(
    capsys: pytest.CaptureFixture[str], toy: Path, bundle: Bundle, tmp_path: Path
) -> None:
    data = write_pairs(tmp_path / "test.tsv", PAIRS)
    status, out, _ = run(capsys, "--model", toy, "--data", data, "--json", "--device", "cpu")
    assert status == 0
    (line,) = out.splitlines()
    told = json.loads(line)
    assert set(told) == {
        "model", "pairs", "decoding", "bleu", "bleu_signature", "chrf", "chrf_signature", "nll", "perplexity",
        "loss_pairs", "exact", "weights", "seconds", "untranslated", "cut_off", "loops", "device",
    }  # fmt: skip
    losses = [by_hand(bundle, *pair) for pair in PAIRS]
    expected = sum(nll for nll, _ in losses) / sum(pieces for _, pieces in losses)
    assert told["nll"] == pytest.approx(expected, rel=1e-4)
    assert told["perplexity"] == pytest.approx(math.exp(expected), rel=1e-3)
    assert (told["pairs"], told["loss_pairs"]) == (3, 3)
    translations = dict(translate_all(bundle, [source for source, _ in PAIRS], DecodingSettings()))
    assert told["bleu"] == measure([translations[i] for i in range(3)], [target for _, target in PAIRS]).bleu


def test_sentences_come_in_order_each_with_its_scores(
    capsys: pytest.CaptureFixture[str], toy: Path, tmp_path: Path
) -> None:
    data = write_pairs(tmp_path / "test.tsv", PAIRS)
    status, out, _ = run(capsys, "--model", toy, "--data", data, "--json", "--sentences", "--beam", 2)
    assert status == 0
    *sentences, total = map(json.loads, out.splitlines())
    assert [(line["source"], line["reference"]) for line in sentences] == PAIRS
    assert all({"translation", "bleu", "chrf", "nll"} <= set(line) for line in sentences)
    assert "beam" in total["decoding"].lower()
    status, out, _ = run(capsys, "--model", toy, "--data", data, "--sentences")
    assert status == 0
    assert all(f"{source}\n  reference    {target}\n" in out for source, target in PAIRS)
    for word in ("BLEU", "chrF2", "Exactly right", "perplexity", "tok:13a"):
        assert word in out


def test_json_lines_are_read_as_well(capsys: pytest.CaptureFixture[str], toy: Path, tmp_path: Path) -> None:
    data = tmp_path / "test.jsonl"
    data.write_text("".join(json.dumps({"source": s, "target": t}) + "\n" for s, t in PAIRS))
    status, out, _ = run(capsys, "--model", toy, "--data", data, "--json")
    assert (status, json.loads(out)["pairs"]) == (0, 3)


def test_columns_formats_and_a_second_file_are_reached(
    capsys: pytest.CaptureFixture[str], toy: Path, tmp_path: Path
) -> None:
    numbered = tmp_path / "numbered.txt"
    numbered.write_text("".join(f"{i}\t{target}\t{source}\n" for i, (source, target) in enumerate(PAIRS)))
    sources, targets = tmp_path / "test.en", tmp_path / "test.de"
    sources.write_text("".join(f"{source}\n" for source, _ in PAIRS))
    targets.write_text("".join(f"{target}\n" for _, target in PAIRS))
    objects = tmp_path / "test.data"
    objects.write_text("".join(json.dumps({"in": {"en": s}, "out": t}) + "\n" for s, t in PAIRS))
    plain = write_pairs(tmp_path / "test.tsv", PAIRS)
    ways: list[list[object]] = [
        ["--data", plain],
        ["--data", numbered, "--source-column", 3, "--target-column", 2],
        ["--data", sources, "--target", targets],
        ["--data", objects, "--format", "jsonl", "--source-column", "in.en", "--target-column", "out"],
    ]
    found = []
    for way in ways:
        status, out, err = run(capsys, "--model", toy, *way, "--json")
        assert (status, "ids" in err) == (0, False)
        found.append({key: value for key, value in json.loads(out).items() if key != "seconds"})
    assert found == [found[0]] * 4


def test_standard_input_is_read_and_named(toy: Path) -> None:
    def given(text: str) -> subprocess.CompletedProcess[str]:
        words = ["evaluate", "--model", str(toy), "--data", "-", "--json"]
        return subprocess.run(
            [sys.executable, main.__file__, *words], input=text, capture_output=True, encoding="utf-8", check=False
        )

    done = given("".join(f"{source}\t{target}\n" for source, target in PAIRS))
    assert (done.returncode, json.loads(done.stdout)["pairs"]) == (0, 3)
    assert given("one\ttwo\nno tab\n").stderr == (
        "Line 2 of standard input has one column where 2 are needed; correct or remove it.\n"
    )


def test_translations_without_an_end_are_counted(
    capsys: pytest.CaptureFixture[str], bundle: Bundle, tmp_path: Path
) -> None:
    looping = make_bundle(max_positions=24)
    save_bundle(looping, tmp_path / "toy")
    found = list(translate_many(BundleReader(looping), looping.model, TEXTS, DecodingSettings()))
    data = write_pairs(tmp_path / "test.tsv", [(text, text) for text in TEXTS])
    told = json.loads(run(capsys, "--model", tmp_path / "toy", "--data", data, "--json")[1])
    assert told["cut_off"] == sum(one.cut_off for one in found) > 0
    assert told["loops"] == sum(one.text.endswith(one.text[-1] * 8) for one in found) > 0
    report = run(capsys, "--model", tmp_path / "toy", "--data", data)[1]
    assert f"{told['loops']} of {len(TEXTS)} translations repeat the same words at their end." in report


def test_columns_of_numbers_are_remarked(capsys: pytest.CaptureFixture[str], toy: Path, tmp_path: Path) -> None:
    data = tmp_path / "numbered.tsv"
    data.write_text("".join(f"{i}\t{source}\t{target}\n" for i, (source, target) in enumerate(PAIRS)))
    status, _, err = run(capsys, "--model", toy, "--data", data)
    assert status == 0 and "3 of 3 texts of the source look like numbers or ids" in err


def test_a_source_without_room_counts_as_an_empty_translation(
    capsys: pytest.CaptureFixture[str], toy: Path, tmp_path: Path
) -> None:
    data = write_pairs(tmp_path / "test.tsv", [*PAIRS, ("the dog sees it. " * 9, "it."), *[("it. " * 30, "it.")] * 6])
    status, out, err = run(capsys, "--model", toy, "--data", data, "--json")
    told = json.loads(out)
    assert (status, told["pairs"], told["untranslated"], told["loss_pairs"]) == (0, 10, 7, 3)
    assert "Pair 4: The sentence 'the dog sees it" in err and "And 2 more pairs" in err
    translations = dict(translate_all(load_bundle(toy), [source for source, _ in PAIRS], DecodingSettings()))
    texts = [translations[i] for i in range(3)] + [""] * 7
    assert told["chrf"] == measure(texts, [*(target for _, target in PAIRS), *["it."] * 7]).chrf
    assert "7 of 10 sources could not be translated" in run(capsys, "--model", toy, "--data", data)[1]


@pytest.mark.parametrize(
    "options",
    [
        ["--data", "a.en", "--target", "a.de", "--source-column", "2"],
        ["--data", "-", "--target", "-"],
        ["--data", "a.tsv", "--format", "lines"],
        ["--data", "a.tsv", "--source-column", "0"],
        ["--data", "a.tsv", "--target-language", "de"],
    ],
)
def test_options_that_do_not_fit_are_one_sentence(
    options: list[str], capsys: pytest.CaptureFixture[str], toy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_pairs(tmp_path / "a.tsv", PAIRS)
    try:
        status = main.main(["evaluate", "--model", str(toy), *options])
    except SystemExit as stop:
        status = int(stop.code or 0)
    out, err = capsys.readouterr()
    assert (status, out, len(err.splitlines())) == (2, "", 1)


@pytest.mark.parametrize("content", [None, b"", b"one column\n" * 20, b"a\tb\n\xff\tb\n", b"a\tb\n\tb\n"], ids=str)
def test_data_that_cannot_be_used_is_one_sentence(
    content: bytes | None, capsys: pytest.CaptureFixture[str], toy: Path, tmp_path: Path
) -> None:
    data = tmp_path / "bad.tsv"
    if content is not None:
        data.write_bytes(content)
    status, out, err = run(capsys, "--model", toy, "--data", data)
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1 and "bad.tsv" in err
