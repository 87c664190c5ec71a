"""Heads over a file of sentences: what is read, skipped and counted, progress, and giving up."""

from __future__ import annotations

import gzip
import json
import lzma
from pathlib import Path

import numpy as np
import pytest
import torch

from model.data.text_lines import LONGEST_LINE
from model.errors import UserError
from model.inside.survey import BATCH
from model.network.points import probing
from model.translator import Translator, bundle_translator
from model.values.decoding import DecodingSettings
from model.values.questions import Progress
from model.values.questions.head_measures import measure_heads
from model.values.questions.survey import SurveyNumbers, SurveyQuestion
from model.values.sites import ENCODER_SELF, TRANSFORMER_GROUPS
from model.values.steps import DecodingStep, SourceEncoded
from model.values.trace_builder import TraceBuilder
from tests.model.toy_bundle import make_bundle

pytestmark = pytest.mark.usefixtures("one_thread")  # two fight for the cores of a busy machine

LINES = ["the dog sees it.", "a cat likes it.", "it.", "my house is red.", "the dog is red.", "a cat."]


@pytest.fixture(scope="module")
def translator() -> Translator:
    bundle = make_bundle(max_positions=24)
    with torch.no_grad():
        bundle.model.output.weight.mul_(4.0)
    return bundle_translator(bundle, torch.device("cpu"))


@pytest.fixture
def survey(translator: Translator, tmp_path: Path):
    def over(content: bytes | str, name: str = "sentences.txt", most: int = 200) -> SurveyNumbers:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        *told, answer = translator.ask(SurveyQuestion(str(path), most), None)
        assert told and all(isinstance(one, Progress) for one in told)
        return answer

    return over


def measures_one_by_one(translator: Translator, lines: list[str]):
    total = dict.fromkeys(TRANSFORMER_GROUPS)
    for line in lines:
        for event in translator.translate([line], DecodingSettings()):
            if isinstance(event, SourceEncoded):
                builder = TraceBuilder(event, 0)
            elif isinstance(event, DecodingStep):
                builder.add(event.sentences[0])
            else:
                trace = builder.of(event.hypotheses[0][0])
        for group in TRANSFORMER_GROUPS:
            found = measure_heads(trace, group)
            total[group] = found if total[group] is None else total[group] + found
    return total


def test_a_file_is_the_sum_of_its_sentences(translator, survey):
    lines = LINES * 3
    assert len(lines) > 2 * BATCH
    found = survey("\n".join(lines))
    expected = measures_one_by_one(translator, lines)
    assert (found.sentences, found.too_long, found.unreadable, found.more) == (len(lines), 0, 0, False)
    for group in TRANSFORMER_GROUPS:
        assert found.measures[group].rows == expected[group].rows
        assert np.array_equal(found.measures[group].counts, expected[group].counts)
        assert found.measures[group].sums == pytest.approx(expected[group].sums, abs=1e-3)


def test_empty_lines_are_nothing_and_bad_ones_are_counted(survey):
    long_line = b"x" * (3 * LONGEST_LINE)
    content = b"\n".join(
        [b"\xef\xbb\xbfit.", b"", b"  ", b"the dog " * 30, long_line, b"a \xff cat.", b"a cat.\r", b""]
    )
    found = survey(content)
    assert (found.sentences, found.too_long, found.unreadable) == (2, 2, 1)


def test_a_sentence_that_just_fits_is_translated(translator, survey):
    pieces = [len(translator.about.bundle.source_tokenizer.encode("i" * count)) for count in range(60)]
    fits, too_long = pieces.index(23), pieces.index(24)  # of 24 positions one is for </s>
    found = survey("\n".join(["i" * fits, "i" * too_long]))
    assert (found.sentences, found.too_long) == (1, 1)
    assert found.measures[ENCODER_SELF].rows == 24


def test_at_most_so_many(survey):
    found = survey("\n".join(LINES), most=4)
    assert (found.sentences, found.more) == (4, True)
    assert not survey("\n".join(LINES[:4]), most=4).more


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("pairs.tsv", "\n".join(f"{line}\tetwas anderes" for line in LINES).encode()),
        ("pairs.jsonl", "\n".join(json.dumps({"source": line, "target": "x"}) for line in LINES).encode()),
        ("lines.txt.gz", gzip.compress("\n".join(LINES).encode())),
        ("lines.txt", lzma.compress("\n".join(LINES).encode())),
    ],
    ids=["tsv", "jsonl", "gz", "xz under another name"],
)
def test_pairs_and_packed_files(survey, name, content):
    plain = survey("\n".join(LINES))
    found = survey(content, name)
    for group in TRANSFORMER_GROUPS:
        assert np.array_equal(found.measures[group].sums, plain.measures[group].sums)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "holds no sentence"),
        (b"\n \n\t\n", "holds no sentence"),
        (b"\xef\xbb\xbf", "holds no sentence"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0", "is a picture"),
        ("it.\n".encode("utf-16"), "UTF-16 text"),
        ("it.\nä\nö\nü\n".encode("latin-1"), "not UTF-8"),
        (b"x" * (2 * LONGEST_LINE), "no sentence that fits"),
        (b"the dog sees it " * 40, "room for 23 pieces"),
    ],
    ids=["empty", "blank", "bom", "png", "utf-16", "latin-1", "one line", "long sentence"],
)
def test_a_file_without_sentences_is_refused_in_one_sentence(survey, content, words):
    with pytest.raises(UserError, match=words) as refused:
        survey(content)
    assert "\n" not in str(refused.value) and "sentences.txt" in str(refused.value)


def test_a_file_that_is_not_there_or_a_folder(translator, tmp_path):
    for path in (tmp_path / "nowhere.txt", tmp_path, tmp_path / "nowhere.tmx"):
        with pytest.raises(UserError, match="cannot be read"):
            list(translator.ask(SurveyQuestion(str(path)), None))


def test_a_damaged_gz_is_refused(survey):
    with pytest.raises(UserError, match="ends before all that is packed"):
        survey(gzip.compress(b"it.\n" * 5000)[:-20], "lines.txt.gz")


def test_progress_comes_often_and_closing_gives_up(translator, tmp_path):
    path = tmp_path / "sentences.txt"
    path.write_text("\n".join(LINES * 4))
    told = [one for one in translator.ask(SurveyQuestion(str(path)), None) if isinstance(one, Progress)]
    steps = [one.done for one in told if "Translating" in str(one.doing)]
    assert steps == sorted(steps) and steps[-1] == 24 and len(set(steps)) >= 4
    assert {one.total for one in told if "Translating" in str(one.doing)} == {24}
    assert len(steps) > 24  # after every decoding step, not only after a batch

    events = translator.ask(SurveyQuestion(str(path)), None)
    while "Translating" not in str(next(events).doing):
        pass
    assert not probing()  # between two steps nothing is recorded: another job may run
    events.close()
    assert not probing()
