"""Reading parallel text: every format gives the same pairs, and whatever is no pair is named by file and line."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.data.corpus import read_all, read_corpus
from model.data.corpus_source import CorpusSource
from model.data.pairs import BadLine, Fault, RawPair
from model.data.text_lines import LONGEST_LINE
from model.errors import Sentence, UserError

PAIRS = [("A dog & a cat.", "Ein Hund & eine Katze."), ("two", "zwei"), ("작은 새", "kleiner Vogel")]


def write(path: Path, content: bytes | str) -> Path:
    content = content.encode() if isinstance(content, str) else content
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


def tsv(pairs: list[tuple[str, str]]) -> str:
    return "".join(f"{source}\t{target}\n" for source, target in pairs)


def jsonl(pairs: list[tuple[str, str]]) -> str:
    return "".join(json.dumps({"source": source, "target": target}) + "\n" for source, target in pairs)


def tmx(pairs: list[tuple[str, str]], header: str = '<header srclang="en"/>', head: str = "") -> str:
    units = "".join(
        f'<tu>\n<tuv xml:lang="{codes[0]}"><seg>{_escaped(texts[0])}</seg></tuv>'
        f'<tuv xml:lang="{codes[1]}"><seg>{_escaped(texts[1])}</seg></tuv></tu>\n'
        for texts, codes in ((pair, ("en-US", "de")) for pair in pairs)
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}<tmx version="1.4">{header}<body>\n{units}</body></tmx>'


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def pairs_of(source: CorpusSource) -> list[tuple[str, str]]:
    items = list(read_corpus(source))
    assert all(isinstance(item, RawPair) for item in items)
    return [(item.source, item.target) for item in items if isinstance(item, RawPair)]


def bad_of(source: CorpusSource) -> list[BadLine]:
    return [item for item in read_corpus(source) if isinstance(item, BadLine)]


# ---- every format


@pytest.mark.parametrize("packed", ["", ".gz"])
@pytest.mark.parametrize(
    ("name", "make"), [("a.tsv", tsv), ("a.txt", tsv), ("a.jsonl", jsonl), ("a.json", jsonl), ("a.tmx", tmx)]
)
def test_each_format_gives_the_pairs_in_order(
    tmp_path: Path, name: str, make: Callable[[list[tuple[str, str]]], str], packed: str
) -> None:
    assert pairs_of(CorpusSource(write(tmp_path / (name + packed), make(PAIRS)))) == PAIRS


@pytest.mark.parametrize("packed", ["", ".gz"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_two_aligned_files_give_the_pairs_in_order(tmp_path: Path, packed: str, end: str) -> None:
    left = write(tmp_path / f"a.en{packed}", end.join(source for source, _ in PAIRS))
    right = write(tmp_path / f"a.de{packed}", "".join(target + end for _, target in PAIRS))
    assert pairs_of(CorpusSource(left, right)) == PAIRS


def test_the_order_mark_carriage_returns_outer_spaces_and_further_columns_are_no_text(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tsv", "\ufeffone\teins\r\n  two \t zwei\tCC-BY 2.0\t#7\r\n작은 새\tkleiner Vogel")
    assert pairs_of(CorpusSource(path)) == [("one", "eins"), ("two", "zwei"), ("작은 새", "kleiner Vogel")]


def test_columns_are_counted_from_one_and_may_stand_in_any_order(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tsv", "7\tzwei\tx\ttwo\n")
    assert pairs_of(CorpusSource(path, source_column="4", target_column="2")) == [("two", "zwei")]


def test_json_keys_reach_into_objects(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", '{"id": 1, "translation": {"en": "two\\n words", "de": "zwei"}, "a.b": "x"}\n')
    source = CorpusSource(path, source_column="translation.en", target_column="translation.de")
    assert pairs_of(source) == [("two words", "zwei")]
    assert pairs_of(CorpusSource(path, source_column="a.b", target_column="translation.de")) == [("x", "zwei")]


def test_the_format_can_be_named_where_the_suffix_misleads(tmp_path: Path) -> None:
    assert pairs_of(CorpusSource(write(tmp_path / "a.tsv", jsonl(PAIRS)), format="jsonl")) == PAIRS


cell = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12).map(str.strip).filter(bool)


@settings(deadline=None, max_examples=60)
@given(pairs=st.lists(st.tuples(cell, cell), min_size=1, max_size=5), crlf=st.booleans())
def test_any_unicode_pair_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, str]], crlf: bool
) -> None:
    path = tmp_path_factory.mktemp("pairs", numbered=True) / "pairs.tsv"
    pairs = [(source.lstrip("\ufeff ") or "x", target) for source, target in pairs]
    path.write_bytes(("\r\n" if crlf else "\n").join("\t".join(pair) for pair in pairs).encode())
    assert pairs_of(CorpusSource(path)) == [(source.strip(), target) for source, target in pairs]


# ---- TMX


def test_tmx_units_are_numbered_by_their_line_and_inline_markup_is_left_out(tmp_path: Path) -> None:
    unit = (
        '<tu>\n<tuv xml:lang="de-AT"><seg>ein <bpt i="1">&lt;b&gt;</bpt><hi>roter</hi><ept i="1">&lt;/b&gt;</ept>\n'
        'Ball<ph>{0}<sub>never</sub></ph></seg></tuv><tuv lang="EN"><seg>a red ball</seg></tuv>\n'
        '<tuv lang="en"><seg>a second one</seg></tuv></tu>\n'
    )
    path = write(tmp_path / "a.tmx", f'<tmx><header srclang="en"/><body>\n{unit}{unit}</body></tmx>')
    assert list(read_corpus(CorpusSource(path))) == [
        RawPair("a red ball", "ein roter Ball", 2),
        RawPair("a second one", "ein roter Ball", 2),
        RawPair("a red ball", "ein roter Ball", 6),
        RawPair("a second one", "ein roter Ball", 6),
    ]


def test_tmx_with_three_languages_wants_two_named(tmp_path: Path) -> None:
    unit = "<tu>" + "".join(f'<tuv xml:lang="{c}"><seg>{c}!</seg></tuv>' for c in ("en-GB", "de", "fr")) + "</tu>"
    path = write(tmp_path / "a.tmx", f"<tmx><body>{unit * 3}</body></tmx>")
    with pytest.raises(UserError, match=r"a\.tmx holds 3 languages .*name the source"):
        list(read_corpus(CorpusSource(path)))
    named = CorpusSource(path, source_column="fr", target_column="EN")
    assert pairs_of(named) == [("fr!", "en-GB!")] * 3
    with pytest.raises(UserError, match="no language 'ko'"):
        list(read_corpus(CorpusSource(path, source_column="ko", target_column="en")))


def test_a_tmx_unit_that_lacks_a_language_is_named(tmp_path: Path) -> None:
    lone = '<tu>\n<tuv xml:lang="en-US"><seg>alone</seg></tuv></tu>\n'
    content = tmx([("one", "eins")] * 60).replace("</body>", lone + "</body>")
    path = write(tmp_path / "a.tmx", content)
    bad = bad_of(CorpusSource(path))
    assert bad == [
        BadLine(
            path, content[: content.index("alone")].count("\n"), Sentence("lacks '{code}'", code="de"), Fault.LANGUAGE
        )
    ]


def test_a_document_type_is_allowed_but_entities_are_not(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tmx", tmx(PAIRS, head='<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'))
    assert pairs_of(CorpusSource(path)) == PAIRS
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE tmx [<!ENTITY l0 "ha">{laughs}]>\n'
    outer = '<!DOCTYPE tmx [<!ENTITY file SYSTEM "file:///etc/hostname">]>\n'
    for head, use in ((bomb, "&l11;"), (outer, "&file;")):
        path = write(tmp_path / "b.tmx", tmx([("x", "y")], head=head).replace(">x<", f">{use}<"))
        with pytest.raises(UserError, match=r"b\.tmx, line 2 declares an XML entity"):
            list(read_corpus(CorpusSource(path)))


@pytest.mark.parametrize("head", ['<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n', "<!DOCTYPE tmx [ %more; ]>\n"])
def test_an_entity_of_the_document_type_is_refused_and_never_left_out(tmp_path: Path, head: str) -> None:
    path = write(tmp_path / "a.tmx", tmx([("the cat", "die Katze")], head=head).replace("the cat", "the&nbsp;cat"))
    with pytest.raises(UserError, match=r"a\.tmx, line 5 holds the XML entity '&nbsp;'"):
        list(read_corpus(CorpusSource(path)))


@pytest.mark.parametrize("encoding", ["Shift_JIS", "EUC-KR", "UTF-7", "idna", "base64", "foo"])
def test_an_encoding_that_cannot_be_read_is_named(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path / "a.tmx", tmx(PAIRS).replace("UTF-8", encoding))
    with pytest.raises(UserError, match=rf"a\.tmx declares the encoding '{encoding}'.*UTF-8"):
        list(read_corpus(CorpusSource(path)))


def test_an_encoding_of_one_byte_a_character_is_read(tmp_path: Path) -> None:
    content = tmx([("für", "pour")]).replace("UTF-8", "windows-1252").encode("cp1252")
    assert pairs_of(CorpusSource(write(tmp_path / "a.tmx", content))) == [("für", "pour")]


@pytest.mark.parametrize("units", ["", "<tu></tu>"])
@pytest.mark.parametrize("languages", [("", ""), ("en", "de")])
def test_a_tmx_file_without_a_segment_holds_no_pairs(tmp_path: Path, units: str, languages: tuple[str, str]) -> None:
    path = write(tmp_path / "a.tmx", f'<tmx><header srclang="en"/><body>{units}</body></tmx>')
    with pytest.raises(UserError, match=r"a\.tmx holds no sentence pairs"):
        list(read_corpus(CorpusSource(path, source_column=languages[0], target_column=languages[1])))


@pytest.mark.parametrize("content", ["<tmx><body><tu>", "no XML", tmx(PAIRS)[:-9], "<tmx><a></b></tmx>"])
def test_broken_xml_is_named_by_line(tmp_path: Path, content: str) -> None:
    with pytest.raises(UserError, match=r"a\.tmx, line \d+ is not well-formed XML"):
        list(read_corpus(CorpusSource(write(tmp_path / "a.tmx", content))))


def test_other_xml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"a\.tmx"):
        list(read_corpus(CorpusSource(write(tmp_path / "a.tmx", "<html><body/></html>"))))


# ---- bad lines among good ones


@pytest.mark.parametrize("packed", ["", ".gz"])
@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"only one column", "one column"),
        ("für\tpour".encode("latin-1"), "not UTF-8"),
        (b"a\0\tb", "NUL"),
        (b"two\tzwei\rthree\tdrei", "carriage return"),
        (b"x" * (LONGEST_LINE * 2 + 5) + b"\ty", "longer"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_is_read(tmp_path: Path, packed: str, line: bytes, reason: str) -> None:
    good = b"one\teins\n"
    items = list(read_corpus(CorpusSource(write(tmp_path / f"a.tsv{packed}", good * 299 + line + b"\n" + good))))
    assert len(items) == 301
    bad = [item for item in items if isinstance(item, BadLine)]
    assert [item.line for item in bad] == [300] and reason in str(bad[0].reason)
    assert items[-1] == RawPair("one", "eins", 301)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ('{"source": "x",\r"target": "y"}', "carriage return"),
        ("[1]", "not a JSON object"),
        ('{"source": "x"}', "lacks the key 'target'"),
        ('{"source": "x", "target": 7}', "something else than text"),
        ('{"source": "x", "target": "\\ud800"}', "surrogate"),
        ('{"source": "x", "target": "\\u0000"}', "NUL"),
        ("[" * 100_000, "not JSON|longer"),
    ],
)
def test_a_bad_json_line_is_named(tmp_path: Path, line: str, reason: str) -> None:
    bad = bad_of(CorpusSource(write(tmp_path / "a.jsonl", jsonl(PAIRS) * 10 + line + "\n" + jsonl(PAIRS))))
    assert [item.line for item in bad] == [31]
    assert any(part in str(bad[0].reason) for part in reason.split("|"))


def test_a_bad_line_of_two_files_names_which(tmp_path: Path) -> None:
    left = write(tmp_path / "a.en", b"one\n" * 20)
    right = write(tmp_path / "a.de", b"eins\n" * 10 + b"\xff\n" + b"eins\n" * 9)
    assert bad_of(CorpusSource(left, right)) == [BadLine(right, 11, Sentence("is not UTF-8 text"), Fault.NOT_UTF8)]
    right.write_bytes(b"\xff\n" * 20)
    with pytest.raises(UserError, match=r"a\.de, line 1 \(and 19 more of 20\) is not UTF-8 text; save"):
        list(read_corpus(CorpusSource(left, right)))


# ---- files of another kind


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"one sentence\nanother\n", "line 1 .*one column.*TSV"),
        ("für\tpour\n".encode("latin-1") * 5, "line 1 .*UTF-8.*save"),
        (b"one\teins\n" + b"broken\n" * 30, r"line 2 \(and 29 more of 31\) has one column"),
        (b'{"en": "one", "de": "eins"}\n' * 3, "looks like JSON Lines"),
        (b'<?xml version="1.0"?>\n<tmx>\n', "looks like XML"),
        (b"one;eins\n" * 3, "CSV"),
        ("one\teins\n".encode("utf-16"), "UTF-16.*save it as UTF-8"),
        ("one\teins\n".encode("utf-16-le"), "NUL.*save"),
        ("one\teins\n".encode("utf-32"), "UTF-32.*save it as UTF-8"),
        (b"\0\0\xfe\xff" + "one\teins\n".encode("utf-32-be"), "UTF-32.*save it as UTF-8"),
        (b"one\teins\rtwo\tzwei\r", "old Macs.*LF"),
        (b"one\teins\r" * LONGEST_LINE, "old Macs.*LF"),
        (b"one\teins\rtwo\tzwei\n" * 5, "line 1 .*carriage return; save the file .*LF"),
        (b"", "holds no sentence pairs"),
    ],
)
@pytest.mark.parametrize("name", ["a.tsv", "a.tsv.gz"])
def test_a_file_of_another_kind_is_refused_as_a_whole(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    with pytest.raises(UserError, match=f"(?s){name}.*{said}"):
        list(read_corpus(CorpusSource(write(tmp_path / name, content))))


def test_an_unknown_column_or_key_is_named(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tsv", tsv(PAIRS))
    for column in ("0", "-1", "en", "²", "9" * 5000):
        with pytest.raises(UserError, match=f"no column '{column}'"):
            list(read_corpus(CorpusSource(path, source_column=column)))
    with pytest.raises(UserError, match="2 columns where 5 are needed"):
        list(read_corpus(CorpusSource(path, target_column="5")))
    with pytest.raises(UserError, match="lacks the key 'de'"):
        list(read_corpus(CorpusSource(write(tmp_path / "a.jsonl", jsonl(PAIRS)), target_column="de")))


def test_two_files_of_different_length_name_both_counts(tmp_path: Path) -> None:
    left = write(tmp_path / "a.en", "one\n" * 300)
    right = write(tmp_path / "a.de", "eins\n" * 307)
    for source, counts in ((CorpusSource(left, right), "300.*307"), (CorpusSource(right, left), "307.*300")):
        with pytest.raises(UserError, match=counts):
            list(read_corpus(source))


def test_one_of_two_files_with_the_line_ends_of_old_macs_is_named(tmp_path: Path) -> None:
    left = write(tmp_path / "a.en", "one\n" * 5)
    right = write(tmp_path / "a.de", "eins\r" * 5)
    with pytest.raises(UserError, match=r"a\.de has the line ends of old Macs"):
        list(read_corpus(CorpusSource(left, right)))


def test_a_second_file_and_the_format_must_agree(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tsv", tsv(PAIRS))
    for source in (CorpusSource(path, format="lines"), CorpusSource(path, path, format="tsv")):
        with pytest.raises(UserError, match="second file"):
            list(read_corpus(source))


def test_one_text_is_not_both_sides(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tsv", tsv(PAIRS))
    keys = write(tmp_path / "a.jsonl", jsonl(PAIRS))
    units = write(tmp_path / "a.tmx", tmx(PAIRS))
    for source in (
        CorpusSource(path, source_column="2"),
        CorpusSource(path, source_column="1", target_column="1"),
        CorpusSource(keys, target_column="source"),
        CorpusSource(units, source_column="en", target_column="en"),
        CorpusSource(path, path),
    ):
        with pytest.raises(UserError, match="named as source and as target"):
            list(read_corpus(source))


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.tsv").mkdir()
    for name in ("missing.tsv", "missing.tmx.gz", "folder.tsv"):
        with pytest.raises(UserError, match=f"{name} cannot be read"):
            list(read_corpus(CorpusSource(tmp_path / name)))


def test_a_truncated_or_damaged_gzip_gives_an_error_and_never_only_some_of_the_pairs(tmp_path: Path) -> None:
    rows = "".join(f"source {i * 7919 % 1009}\tziel {i * 104729 % 1013}\n" for i in range(400))
    whole = gzip.compress(rows.encode())
    path = tmp_path / "pairs.tsv.gz"
    for length in range(4, len(whole), 61):
        path.write_bytes(whole[:length])
        with pytest.raises(UserError, match=r"pairs\.tsv\.gz"):
            list(read_corpus(CorpusSource(path)))
    for position in range(12, len(whole), 61):
        path.write_bytes(whole[:position] + bytes([whole[position] ^ 0x55]) + whole[position + 1 :])
        with pytest.raises(UserError, match=r"pairs\.tsv\.gz"):
            list(read_corpus(CorpusSource(path)))


def test_reading_streams_and_tells_how_far_it_is(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tsv", "one\teins\n" * 50_000)
    shares: list[float] = []
    items = read_corpus(CorpusSource(path), shares.append)
    for _ in range(20_001):
        next(items)
    assert 0.3 < shares[-1] < 0.5
    assert sum(1 for _ in items) == 29_999
    assert shares == sorted(shares) and shares[-1] == 1.0


def test_a_set_to_measure_on_must_be_whole(tmp_path: Path) -> None:
    good = tsv(PAIRS) * 20
    assert read_all(CorpusSource(write(tmp_path / "a.tsv", good)), pytest.fail) == PAIRS * 20
    for bad in ("only one column", "\tno source", "no target\t", " \t ", ""):
        with pytest.raises(UserError, match=r"Line 61 of .*a\.tsv"):
            read_all(CorpusSource(write(tmp_path / "a.tsv", good + bad + "\n" + good)), pytest.fail)


# ---- files judged as a whole, and what is left out of them


def test_good_pairs_behind_many_bad_lines_are_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tsv", "comment\n" * 300 + "one\teins\n" * 300)
    items = list(read_corpus(CorpusSource(path)))
    assert sum(isinstance(item, BadLine) for item in items) == 300 and len(items) == 600


def test_a_file_whose_bad_lines_come_late_is_refused_too(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tsv", "one\teins\n" * 300 + "comment\n" * 30_000)
    with pytest.raises(UserError, match=r"line 301 \(and 29,999 more of 30,300\) has one column"):
        list(read_corpus(CorpusSource(path)))


def in_three_languages(kind: str) -> str:
    """100 units each of English with German, French and Italian; the German ones come last."""
    rows = [(code, number) for code in ("fr", "it", "de") for number in range(100)]
    if kind == "jsonl":
        return "".join(json.dumps({"en": f"one {n}", code: f"{code} {n}"}) + "\n" for code, n in rows)
    units = "".join(
        f'<tu>\n<tuv xml:lang="en"><seg>one {n}</seg></tuv><tuv xml:lang="{code}"><seg>{code} {n}</seg></tuv></tu>\n'
        for code, n in rows
    )
    return f'<tmx><header srclang="en"/><body>\n{units}</body></tmx>'


@pytest.mark.parametrize("kind", ["jsonl", "tmx"])
def test_of_units_in_several_languages_those_in_both_are_read_and_the_others_told(tmp_path: Path, kind: str) -> None:
    path = write(tmp_path / f"a.{kind}", in_three_languages(kind))
    source = CorpusSource(path, source_column="en", target_column="de")
    items = list(read_corpus(source))
    assert [item[:2] for item in items if isinstance(item, RawPair)] == [(f"one {n}", f"de {n}") for n in range(100)]
    assert {item.fault for item in items if isinstance(item, BadLine)} == {Fault.LANGUAGE}
    told: list[Sentence] = []
    assert len(read_all(source, told.append)) == 100
    assert len(told) == 1 and "200 of 300 left out; the first of them, line " in str(told[0])
    assert str(told[0]).endswith(", lacks the key 'de'." if kind == "jsonl" else ", lacks 'de'.")


def test_a_third_language_anywhere_in_a_tmx_file_is_seen(tmp_path: Path) -> None:
    late = '<tu><tuv xml:lang="en"><seg>x</seg></tuv><tuv xml:lang="fr"><seg>y</seg></tuv></tu>'
    path = write(tmp_path / "a.tmx", tmx([("one", "eins")] * 500).replace("</body>", late + "</body>"))
    with pytest.raises(UserError, match=r"3 languages \(en-us, de, en, fr\)"):
        list(read_corpus(CorpusSource(path)))


def test_each_wording_of_a_tmx_unit_is_a_pair(tmp_path: Path) -> None:
    codes = (("en-US", "the lift"), ("de", "der Aufzug"), ("de", "der Lift"), ("de-AT", "der Fahrstuhl"))
    unit = "<tu>" + "".join(f'<tuv xml:lang="{code}"><seg>{text}</seg></tuv>' for code, text in codes) + "</tu>"
    path = write(tmp_path / "a.tmx", f'<tmx><header srclang="en"/><body>{unit}</body></tmx>')
    wordings = [("the lift", text) for _, text in codes[1:]]
    assert pairs_of(CorpusSource(path)) == wordings
    assert pairs_of(CorpusSource(path, source_column="en", target_column="de")) == wordings
    assert pairs_of(CorpusSource(path, source_column="en", target_column="de-at")) == wordings[-1:]


def test_a_key_that_no_object_has_is_answered_with_those_there_are(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", '{"id": 1, "translation": {"en": "one", "de": "eins"}}\n' * 3)
    with pytest.raises(UserError, match=r"keys id, translation\.en, translation\.de: name two"):
        list(read_corpus(CorpusSource(path)))


def test_a_set_to_measure_on_has_no_tab_inside_a_sentence(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tsv", tsv(PAIRS) * 3 + "to\trn\tgerissen\n")
    with pytest.raises(UserError, match=r"Line 10 of .*a\.tsv has 3 columns where most lines have 2"):
        read_all(CorpusSource(path), pytest.fail)


@pytest.mark.parametrize("ids", [str, "doc-{}".format, "3f{}".format, "2026-11-{}".format])
def test_a_column_of_ids_is_remarked(tmp_path: Path, ids: Callable[[int], str]) -> None:
    path = write(tmp_path / "a.tsv", "".join(f"{ids(n)}\tein Satz {n}\tone sentence {n}\n" for n in range(30)))
    told: list[Sentence] = []
    read_all(CorpusSource(path), told.append)
    assert len(told) == 1 and "a.tsv: 30 of 30 texts of the source look like numbers or ids" in str(told[0])


@pytest.mark.parametrize("texts", [["雨后的山路很安静", "작은", "Ja.", "Word2Vec is good", "Привет"]])
def test_sentences_are_no_ids(tmp_path: Path, texts: list[str]) -> None:
    read_all(CorpusSource(write(tmp_path / "a.tsv", tsv([(text, text) for text in texts]))), pytest.fail)
