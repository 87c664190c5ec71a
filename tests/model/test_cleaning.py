"""Cleaning: what is dropped and why, a report that adds up, and the cached result."""

from __future__ import annotations

import gzip
import json
import os
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.data import cleaned_corpus, duplicates
from model.data.cleaned_corpus import clean_corpus
from model.data.cleaning import CleaningRecipe
from model.data.cleaning_report import EXAMPLES, CleaningReport, Reason
from model.data.corpus_source import CorpusSource
from model.data.duplicates import DuplicateFinder
from model.data.pairs import BadLine, RawPair
from model.data.permutation import Permutation
from model.data.preview import clean, preview
from model.data.scripts import main_scripts
from model.data.textstore import TextPairs, hold_out, store_pairs
from model.errors import Sentence, UserError

ENGLISH, GERMAN, HANGUL, SHORT_HANGUL = (
    text.split()
    for text in (
        "the small red dog runs over wet grass and finds an old ball beside our house",
        "der kleine rote Hund läuft über nasses Gras und findet einen alten Ball neben unserem Haus",
        "작은 아이가 강가에서 파란 돌을 찾았고 고양이는 창가에서 잔다",
        "개가 공을 봄 문 옆 집 위 새 작",
    )
)

NOTHING_DROPPED = CleaningRecipe(
    drop_duplicates=False, max_characters=0, max_length_ratio=0.0, check_script=False, drop_copies=False
)


def sentences(count: int, target: list[str] = GERMAN, seed: int = 0) -> list[tuple[str, str]]:
    """Different pairs of three to eight words a side."""
    random = np.random.default_rng(seed)
    pairs = []
    for number in range(count):
        words = random.integers(3, 9)
        pairs.append((f"{number} " + " ".join(random.choice(ENGLISH, words)), " ".join(random.choice(target, words))))
    return pairs


def write(path: Path, pairs: list[tuple[str, str]], more: str = "") -> CorpusSource:
    content = ("".join(f"{source}\t{target}\n" for source, target in pairs) + more).encode()
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return CorpusSource(path)


def tsv_lines(pairs: list[tuple[str, str]]) -> list[bytes]:
    return [f"{source}\t{target}".encode() for source, target in pairs]


def reasons_for(
    extra: tuple[str, str], target: list[str] = GERMAN, recipe: CleaningRecipe | None = None
) -> set[Reason]:
    """Why a pair is dropped that stands behind many sound ones."""
    items = [RawPair(s, t, n) for n, (s, t) in enumerate([*sentences(300, target), extra], start=1)]
    _, report = clean("a.tsv", items, recipe or CleaningRecipe())
    assert all(example.line == 301 for found in report.examples.values() for example in found)
    return {reason for reason, count in report.dropped.items() if count}


# ---- what is dropped


@pytest.mark.parametrize(
    ("pair", "reason"),
    [
        (("", "der Hund"), Reason.EMPTY),
        (("the dog", ""), Reason.EMPTY),
        (("dog " * 260, "Hund " * 200), Reason.TOO_LONG),
        (("the dog", "der kleine rote Hund " * 8), Reason.LENGTH_RATIO),
        (("the small red dog " * 8, "Hund"), Reason.LENGTH_RATIO),
        (("the small dog", "маленькая собака"), Reason.WRONG_SCRIPT),
        (("作은 小さい犬です", "der kleine Hund"), Reason.WRONG_SCRIPT),
        (("the small red dog", "the small red dog"), Reason.COPIED),
    ],
)
def test_an_unfit_pair_is_dropped_for_its_reason(pair: tuple[str, str], reason: Reason) -> None:
    pair = (pair[0].strip(), pair[1].strip())
    assert reasons_for(pair) == {reason}
    assert reasons_for(pair, recipe=NOTHING_DROPPED) == ({Reason.EMPTY} if reason is Reason.EMPTY else set())


@pytest.mark.parametrize(
    "pair",
    [
        ("Yes, he really does.", "Ja."),
        ("Tom Jackson", "Tom Jackson"),
        ("1989", "1989"),
        ("dog " * 200, "Hund " * 180),
        ("The word 'собака' means dog.", "Das Wort 'собака' heißt Hund."),
        ("α", "OK"),
        ("The word 'собака' is here", "Hunde кошка"),  # as many letters of one script as of the other
    ],
)
def test_a_fit_pair_stays(pair: tuple[str, str]) -> None:
    assert reasons_for((pair[0].strip(), pair[1].strip())) == set()


def test_a_language_of_fewer_characters_is_measured_by_its_own_measure() -> None:
    usual = clean("a.tsv", [RawPair(s, t, 1) for s, t in sentences(300, SHORT_HANGUL)], CleaningRecipe())[1].usual
    assert usual.length_scale < 0.6 and usual.target_scripts == ("Hangul",)
    long = " ".join(ENGLISH * 4)
    assert reasons_for((long, "개가 공을 봄 문 옆 " * 3 + "새"), SHORT_HANGUL) == set()
    assert reasons_for((long, "개"), SHORT_HANGUL) == {Reason.LENGTH_RATIO}
    assert reasons_for(("the small dog", "der kleine Hund"), HANGUL) == {Reason.WRONG_SCRIPT}


def test_the_scripts_of_texts_are_told_by_their_letters() -> None:
    assert main_scripts(["Ein Hund, 12!"]) == ("Latin",)
    assert main_scripts(["雨后的山路很安静"]) == ("Han",)
    assert set(main_scripts(["ねこは窓のそばで"])) == {"Hiragana", "Katakana", "Han"}
    assert main_scripts(["добар дан"] * 3 + ["dobar dan"]) == ("Cyrillic", "Latin")
    assert main_scripts(["добар дан"] * 30 + ["dobar dan"]) == ("Cyrillic",)
    assert main_scripts(["12:30", ""]) == ()


def test_a_corpus_without_letters_is_not_judged_by_them() -> None:
    kept, _ = clean("a.tsv", [RawPair("12", "13", 1), RawPair("ab", "ab cdef", 2)], CleaningRecipe())
    assert len(kept) == 2


# ---- judged as a whole


@pytest.mark.parametrize("turned", [False, True])
def test_a_corpus_of_two_scripts_is_kept_whole_and_remarked_whatever_comes_first(tmp_path: Path, turned: bool) -> None:
    halves = [sentences(2500), [(target, source) for source, target in sentences(2500, HANGUL, seed=1)]]
    pairs = halves[turned] + halves[not turned]
    stored, report = clean_corpus(write(tmp_path / "a.tsv", pairs), CleaningRecipe(), tmp_path / "cache")
    assert len(stored) == 5000 and set(report.usual.source_scripts) == {"Latin", "Hangul"}
    assert "source is in letters of several scripts" in str(report.remarks[0])
    assert "Latin 50 %" in str(report.remarks[0]) and "Hangul 50 %" in str(report.remarks[0])


@pytest.mark.parametrize("turned", [False, True])
def test_what_most_pairs_are_like_is_decided_by_all_of_them(tmp_path: Path, turned: bool) -> None:
    many, few = sentences(5000), [(source, "маленькая собака бежит") for source, _ in sentences(300, seed=1)]
    pairs = few + many if turned else many + few
    stored, report = clean_corpus(write(tmp_path / "a.tsv", pairs), CleaningRecipe(), tmp_path / "cache")
    assert list(stored) == many and report.dropped[Reason.WRONG_SCRIPT] == 300 and not report.remarks
    assert [example.line for example in report.examples[Reason.WRONG_SCRIPT]] == [
        1 + number + 5000 * (not turned) for number in range(EXAMPLES)
    ]


def test_a_line_of_more_columns_than_most_is_left_out_and_shown(tmp_path: Path) -> None:
    pairs = sentences(40)
    source = write(tmp_path / "a.tsv", pairs, "to\trn\tgerissen\n")
    stored, report = clean_corpus(source, CleaningRecipe(), tmp_path / "cache")
    assert list(stored) == pairs and report.dropped[Reason.COLUMNS] == 1
    assert "a.tsv, line 41: has 3 columns where most lines have 2" in examples(report)
    source = write(tmp_path / "b.tsv", [(source, f"{target}\tCC-BY") for source, target in pairs])
    stored, report = clean_corpus(source, CleaningRecipe(), tmp_path / "cache")
    assert list(stored) == pairs and report.kept == report.read


def test_each_kind_of_bad_line_is_counted_and_one_sentence_tells_them_all(tmp_path: Path) -> None:
    lines = tsv_lines(sentences(40))
    lines += [b"f\xfcr\tpour", b"f\xfcr\tpar", b"a\0\tb", b"one\tzwei\rthree", b"one column"]
    (tmp_path / "a.tsv").write_bytes(b"\n".join(lines))
    _, report = clean_corpus(CorpusSource(tmp_path / "a.tsv"), CleaningRecipe(), tmp_path / "cache")
    told = report.left_out(Path("run") / "cleaning.json")
    assert str(told).startswith("5 of 45 lines are left out: 2 not UTF-8 text, 2 with a NUL or a carriage return")
    assert str(told).endswith(f"{Path('run') / 'cleaning.json'}.")
    _, report = clean_corpus(write(tmp_path / "b.tsv", sentences(40)), CleaningRecipe(), tmp_path / "cache")
    assert report.left_out(Path("run")) is None


def test_a_file_of_another_encoding_is_remarked_though_its_plain_lines_are_read(tmp_path: Path) -> None:
    pairs = sentences(200)
    (tmp_path / "a.tsv").write_bytes("".join(f"{source}\t{target}\n" for source, target in pairs).encode("latin-1"))
    stored, report = clean_corpus(CorpusSource(tmp_path / "a.tsv"), CleaningRecipe(), tmp_path / "cache")
    bad = report.dropped[Reason.NOT_UTF8]
    assert bad == sum(not (source + target).isascii() for source, target in pairs) and len(stored) + bad == 200
    assert [str(remark)[: len(f"{bad} of 200")] for remark in report.remarks] == [f"{bad} of 200"]


def test_a_column_of_ids_is_kept_and_remarked(tmp_path: Path) -> None:
    source = write(tmp_path / "a.tsv", [(f"doc-{number}", target) for number, (_, target) in enumerate(sentences(40))])
    _, report = clean_corpus(source, CleaningRecipe(max_length_ratio=0.0), tmp_path / "cache")
    assert len(report.remarks) == 1
    assert str(report.remarks[0]).startswith("a.tsv: 40 of 40 texts of the source look like")


# ---- the report

texts = st.sampled_from(["", "the dog", "der Hund läuft", "собака бежит", "a b c d", "x" * 30, "작은 아이"])
items = st.lists(st.tuples(texts, texts) | st.just(None), max_size=30)


@settings(deadline=None, max_examples=60)
@given(
    items=items,
    recipe=st.builds(
        CleaningRecipe,
        drop_duplicates=st.booleans(),
        max_characters=st.sampled_from([0, 5, 1000]),
        max_length_ratio=st.sampled_from([0.0, 1.5, 4.0]),
        check_script=st.booleans(),
        drop_copies=st.booleans(),
    ),
)
def test_every_line_is_kept_or_dropped_and_reports_survive_json(
    items: list[tuple[str, str] | None], recipe: CleaningRecipe
) -> None:
    lines = [
        RawPair(*item, n) if item else BadLine(Path("a.tsv"), n, Sentence("has one column"))
        for n, item in enumerate(items, start=1)
    ]
    kept, report = clean("a.tsv", lines, recipe)
    assert report.kept == len(kept) and report.read == len(items)
    assert report.read == report.kept + sum(report.dropped.values())
    assert report.dropped[Reason.MALFORMED] == items.count(None)
    for reason, found in report.examples.items():
        assert len(found) == min(report.dropped[reason], EXAMPLES)
    again = CleaningReport.from_dict(json.loads(json.dumps(report.to_dict())))
    assert again == report


def test_the_report_names_reason_file_and_line(tmp_path: Path) -> None:
    source = write(tmp_path / "a.tsv", [*sentences(60), ("the dog", "")], "alone\n")
    _, report = clean_corpus(source, CleaningRecipe(), tmp_path / "cache")
    text = examples(report)
    assert (report.read, report.kept) == (62, 60)
    assert "a.tsv, line 61: 'the dog' → ''" in text
    assert "a.tsv, line 62: has one column" in text
    assert (report.usual.source_scripts, report.usual.target_scripts) == (("Latin",), ("Latin",))


def examples(report: CleaningReport) -> str:
    """The lines that the report shows, with what they hold or what is wrong with them."""
    shown = [example for found in report.examples.values() for example in found]
    return "\n".join(f"{one.file}, line {one.line}: {one.why or f'{one.source!r} → {one.target!r}'}" for one in shown)


# ---- the whole way to the store


def test_duplicates_go_but_for_the_first_whatever_lies_between(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaned_corpus, "BLOCK", 7)
    pairs = sentences(100)
    again = [pairs[3], *sentences(20, seed=1)[:0], pairs[99], pairs[3], (pairs[4][0], "etwas ganz anderes")]
    first, second = write(tmp_path / "a.tsv", pairs), write(tmp_path / "b.tsv", again)
    stored, report = clean_corpus([first, second], CleaningRecipe(), tmp_path / "cache")
    assert list(stored) == [*pairs, again[-1]]
    assert report.dropped[Reason.DUPLICATE] == 3 and report.kept == len(stored) == 101
    assert [(e.file, e.line, e.source) for e in report.examples[Reason.DUPLICATE]] == [
        ("b.tsv", line, again[line - 1][0]) for line in (1, 2, 3)
    ]
    kept, report = clean_corpus([first, second], CleaningRecipe(drop_duplicates=False), tmp_path / "cache")
    assert len(kept) == 104 and not report.dropped[Reason.DUPLICATE]


@settings(deadline=None, max_examples=40)
@given(entries=st.lists(st.integers(0, 400), max_size=300), parts=st.integers(1, 9))
def test_the_finder_marks_exactly_what_came_before(
    tmp_path_factory: pytest.TempPathFactory, entries: list[int], parts: int
) -> None:
    folder = tmp_path_factory.mktemp("digests", numbered=True)
    finder = DuplicateFinder(folder)
    digests = [entry.to_bytes(1, "big") * 8 + (entry // 2).to_bytes(8, "big") if entry < 256 else
               entry.to_bytes(16, "little") for entry in entries]  # fmt: skip
    for begin in range(0, len(digests), parts):
        finder.add(digests[begin : begin + parts])
    marks = finder.find()
    assert marks.tolist() == [entry in entries[:index] for index, entry in enumerate(entries)]
    assert duplicates.PARTITIONS > 1


def test_the_cache_is_used_until_content_or_settings_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, cache = write(tmp_path / "a.tsv", [*sentences(50), ("", "x")]), tmp_path / "cache"
    stored, report = clean_corpus(source, CleaningRecipe(), cache)
    with monkeypatch.context() as blocked:
        blocked.setattr(cleaned_corpus, "read_corpus", lambda *_: pytest.fail("read again"))
        moved = CorpusSource((tmp_path / "a.tsv").rename(tmp_path / "other.tsv"))
        again, same = clean_corpus(moved, CleaningRecipe(), cache)
        assert list(again) == list(stored) and same == report and again.key == stored.key
    keys = {stored.key}
    for changed, recipe in (
        (moved, CleaningRecipe(max_characters=999)),
        (CorpusSource(moved.path, source_column="2", target_column="1"), CleaningRecipe()),
        (write(moved.path, sentences(51)), CleaningRecipe()),
    ):
        pairs, _ = clean_corpus(changed, recipe, cache)
        assert pairs.key not in keys
        keys.add(pairs.key)


@pytest.mark.parametrize("name", ["texts.bin", "spans.bin", "meta.json"])
@pytest.mark.parametrize("harm", ["cut", "gone", "garbled", "flipped"])
def test_a_damaged_cache_is_made_anew(tmp_path: Path, name: str, harm: str) -> None:
    source, cache = write(tmp_path / "a.tsv", sentences(50)), tmp_path / "cache"
    clean_corpus(source, CleaningRecipe(), cache)
    (folder,) = cache.iterdir()
    if harm == "cut":
        (folder / name).write_bytes((folder / name).read_bytes()[:-3])
    elif harm == "gone":
        (folder / name).unlink()
    elif harm == "flipped":  # one bit, so that the size stays
        content = bytearray((folder / name).read_bytes())
        content[len(content) // 2] ^= 1
        (folder / name).write_bytes(content)
    else:
        (folder / name).write_bytes(b"[]")
    with pytest.raises(UserError, match="no whole set"):
        TextPairs.open(folder)
    stored, report = clean_corpus(source, CleaningRecipe(), cache)
    assert list(stored) == list(TextPairs.open(folder)) == sentences(50) and report.kept == 50
    assert list(cache.iterdir()) == [folder]


class Killed(BaseException):
    """Stands for a process that ends in the middle."""


def test_what_stops_the_writing_leaves_nothing_that_passes_for_whole(tmp_path: Path) -> None:
    source, cache = write(tmp_path / "a.tsv", sentences(50)), tmp_path / "cache"

    def kill(what: str, share: float) -> None:
        if what == "looking for duplicates":
            raise Killed

    with pytest.raises(Killed):
        clean_corpus(source, CleaningRecipe(), cache, kill)
    assert list(cache.iterdir()) == []
    stored, _ = clean_corpus(source, CleaningRecipe(), cache)
    (folder,) = cache.iterdir()
    for age, stays in ((10, True), (10**6, False)):
        part = folder.with_name(folder.name + f".99-{age}.part")  # as left by kill -9
        part.mkdir()
        (part / "texts.bin").write_bytes(b"half")
        os.utime(part, (time.time() - age,) * 2)
        (folder / "meta.json").unlink()
        again, _ = clean_corpus(source, CleaningRecipe(), cache)
        assert list(again) == sentences(50)
        assert part.exists() is stays
    assert len(stored) == 50


def test_a_full_disk_is_said_and_the_partial_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, cache = write(tmp_path / "a.tsv", sentences(50)), tmp_path / "cache"

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match=r"cache.*No space left on device"):
        clean_corpus(source, CleaningRecipe(), cache)
    assert list(cache.iterdir()) == []


def test_a_cache_that_cannot_be_a_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")
    with pytest.raises(UserError, match="cache cannot be written"):
        clean_corpus(write(tmp_path / "a.tsv", sentences(50)), CleaningRecipe(), tmp_path / "cache")


@pytest.mark.parametrize("pair", [("one", ""), ("", "")])
def test_a_corpus_of_which_nothing_is_fit_is_refused(tmp_path: Path, pair: tuple[str, str]) -> None:
    source = write(tmp_path / "a.tsv", [pair] * 20)
    with pytest.raises(UserError, match=r"a\.tsv: none of its 20 lines .*one side empty"):
        clean_corpus(source, CleaningRecipe(), tmp_path / "cache")
    assert list((tmp_path / "cache").iterdir()) == []


# ---- the preview


def test_the_preview_tells_of_the_beginning(tmp_path: Path) -> None:
    pairs = sentences(12_000)
    source = write(tmp_path / "a.tsv", [pairs[0], *pairs])
    found = preview(source, CleaningRecipe(), count=5, limit_lines=6000)
    assert found.pairs == pairs[:5]
    assert found.report.read == 6000 and found.report.kept == 5999 and not found.whole
    assert 0.4 < found.share < 0.6
    whole = preview(source, CleaningRecipe())
    assert whole.whole and whole.share == 1.0 and len(whole.pairs) == 200
    _, report = clean_corpus(source, CleaningRecipe(), tmp_path / "cache")
    assert whole.report == report


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_the_preview_takes_nothing_from_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    found = preview(CorpusSource(tmp_path / "pipe"), CleaningRecipe())  # would wait for ever if it opened the pipe
    assert not found.pairs and not found.whole and "can be read only once" in str(found.report.remarks[0])


def test_the_preview_stops_when_asked(tmp_path: Path) -> None:
    found = preview(write(tmp_path / "a.tsv", sentences(9000)), CleaningRecipe(), stop=lambda: True)
    assert not found.whole and 0 < found.report.read < 9000


# ---- the store and its views


def test_generated_pairs_are_stored_once(tmp_path: Path) -> None:
    pairs = [*sentences(30), ("", ""), ("half \ud800", "x\ny")]
    stored = store_pairs(iter(pairs), "made by seed 1", tmp_path)
    assert list(stored) == [*pairs[:-1], ("half ?", "x\ny")] and stored.report is None
    assert len(store_pairs(iter(()), "made by seed 1", tmp_path)) == 32
    assert stored[0] == stored[-32] == pairs[0] and stored[1:4] == pairs[1:4]
    with pytest.raises(IndexError):
        stored[32]
    with pytest.raises(UserError, match="at least one"):
        store_pairs(iter(()), "nothing", tmp_path)


@settings(deadline=None, max_examples=40)
@given(data=st.data())
def test_views_show_what_lists_would(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    pairs = sentences(40)
    view = store_pairs(pairs, "views", tmp_path_factory.getbasetemp() / "views")
    keys = {view.key}
    for _ in range(data.draw(st.integers(1, 4))):
        places = data.draw(st.lists(st.integers(0, len(pairs) - 1), max_size=12)) if pairs else []
        if data.draw(st.booleans()):
            view, pairs = view.subset(np.array(places, int)), [pairs[i] for i in places]
        else:
            view, pairs = view.without(np.array(places, int)), [p for i, p in enumerate(pairs) if i not in places]
        assert list(view) == pairs and len(view) == len(pairs)
        assert view.key not in keys
        keys.add(view.key)


def test_a_sample_is_drawn_from_the_whole_in_its_order(tmp_path: Path) -> None:
    pairs = sentences(400)
    stored = store_pairs(pairs, "sample", tmp_path)
    drawn = list(stored.sample(100, 1))
    assert len(drawn) == 100 and drawn == [pair for pair in pairs if pair in set(drawn)]
    assert drawn == list(stored.sample(100, 1)) != list(stored.sample(100, 2))
    assert stored.sample(400, 1) is stored


def test_held_out_sentences_are_never_trained_on(tmp_path: Path) -> None:
    pairs = [(f"Sentence number {n // 3}{end}", f"Satz {n}") for n, end in zip(range(300), ["", "!", "?"] * 100)]  # noqa: B905
    pairs = [(source.upper() if n % 2 else source, target) for n, (source, target) in enumerate(pairs)]
    stored = store_pairs(pairs, "held out", tmp_path)
    train, held_out = hold_out(stored, 20, 1)
    plain = [{source.upper().rstrip("!?") for source, _ in side} for side in (train, held_out)]
    assert len(held_out) == len(plain[1]) == 20 and not plain[0] & plain[1]
    assert len(train) == 300 - 60
    assert [list(side) for side in hold_out(stored, 20, 1)] == [list(train), list(held_out)]
    assert list(hold_out(stored, 20, 2)[1]) != list(held_out)
    with pytest.raises(UserError, match="300 sentence pairs are too few to hold 90"):
        hold_out(stored, 90, 1)


@settings(deadline=None, max_examples=80)
@given(size=st.integers(1, 3000), seed=st.integers(0, 2**40), cut=st.integers(0, 3000))
def test_a_permutation_has_every_number_once_wherever_it_is_entered(size: int, seed: int, cut: int) -> None:
    order = Permutation(size, (seed, 3)).take(0, size)
    assert sorted(order.tolist()) == list(range(size))
    cut = min(cut, size)
    assert np.array_equal(Permutation(size, (seed, 3)).take(cut, size), order[cut:])


def test_a_permutation_mixes_and_follows_its_seed() -> None:
    first, second = (Permutation(100_000, (seed,)).take(0, 100_000) for seed in (1, 2))
    assert (first == second).mean() < 0.001
    for order in (first, second):
        assert abs(np.corrcoef(np.arange(100_000), order)[0, 1]) < 0.02
        assert abs(order[:1000].mean() - 50_000) < 4000
