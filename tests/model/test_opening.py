"""Opening a file of text: packed files by their content, pipes read once, and everything else named for what it is."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import subprocess
import sys
import tarfile
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from model.data import opening
from model.data.corpus import read_all, read_corpus
from model.data.corpus_source import CorpusSource
from model.errors import UserError

PAIRS = [(f"source {number}", f"ziel {number}") for number in range(3000)]
TEXT = "".join(f"{source}\t{target}\n" for source, target in PAIRS).encode()


def pairs_of(path: Path) -> list[tuple[str, str]]:
    return read_all(CorpusSource(path), pytest.fail)


def refusal(path: Path) -> str:
    with pytest.raises(UserError) as refused:
        list(read_corpus(CorpusSource(path)))
    return str(refused.value)


@pytest.mark.parametrize("name", ["a.tsv", "a.txt.gz", "a", "a.tsv.xz"])
@pytest.mark.parametrize(
    "packing",
    [
        gzip.compress,
        bz2.compress,
        lzma.compress,
        lambda text: lzma.compress(text, format=lzma.FORMAT_ALONE),
        lambda text: gzip.compress(gzip.compress(text)),
        lambda text: gzip.compress(text[:999]) + gzip.compress(text[999:]),
        bytes,
    ],
)
def test_a_packed_file_is_known_by_its_content(tmp_path: Path, packing: Callable[[bytes], bytes], name: str) -> None:
    (tmp_path / name).write_bytes(packing(TEXT))
    assert pairs_of(tmp_path / name) == PAIRS


def test_the_format_of_a_packed_file_is_that_of_its_name_without_the_packing(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.xz").write_bytes(lzma.compress(b'{"source": "one", "target": "eins"}\n'))
    assert pairs_of(tmp_path / "a.jsonl.xz") == [("one", "eins")]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_packed_file_that_is_cut_off_or_damaged_is_refused(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    packed, path = pack(TEXT), tmp_path / "a.tsv"
    path.write_bytes(packed[: len(packed) // 2])
    assert "ends before all that is packed in it" in refusal(path)
    path.write_bytes(packed[: len(packed) // 2] + bytes(40) + packed[len(packed) // 2 + 40 :])
    assert "a.tsv" in refusal(path)


def test_a_file_made_to_fill_the_memory_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "BOMB_BYTES", 1 << 20)
    (tmp_path / "a.tsv").write_bytes(gzip.compress(gzip.compress(bytes(1 << 25))))
    assert "unpacks to more than 1,000 times its size" in refusal(tmp_path / "a.tsv")


def test_a_file_may_be_packed_as_often_as_is_said_and_no_more(tmp_path: Path) -> None:
    packed, path = TEXT, tmp_path / "a.tsv"
    for _ in range(opening.LAYERS):
        packed = gzip.compress(packed)
    path.write_bytes(packed)
    assert pairs_of(path) == PAIRS
    path.write_bytes(gzip.compress(packed))
    assert "packed more than 4 times" in refusal(path)


def zipped(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, TEXT)
    return file.getvalue()


def tarred() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        entry = tarfile.TarInfo("a.tsv")
        entry.size = len(TEXT)
        archive.addfile(entry, io.BytesIO(TEXT))
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (zipped("a.en", "a.de"), "a ZIP archive.*unpack"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "an Excel workbook.*tab-separated"),
        (zipped("[Content_Types].xml", "word/document.xml"), "a document of a word processor"),
        (tarred(), "a tar archive.*unpack"),
        (gzip.compress(tarred()), "a tar archive.*unpack"),
        (b"%PDF-1.7\n%\xe2\xe3\n" + TEXT, "a PDF document"),
        (b"PAR1" + bytes(40), "a Parquet file.*rows"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(40), "a 7z archive"),
        (b"\xd0\xcf\x11\xe0" + bytes(40), "an old Office document"),
    ],
    ids=lambda value: "content" if isinstance(value, bytes) else None,  # packed bytes hold the time
)
def test_what_holds_no_lines_is_named_for_what_it_is(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "a.tsv").write_bytes(content)
    with pytest.raises(UserError, match=rf"(?s)a\.tsv is {said}"):
        list(read_corpus(CorpusSource(tmp_path / "a.tsv")))


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="this Python reads Zstandard")
def test_zstandard_is_named_where_python_cannot_read_it(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_bytes(b"\x28\xb5\x2f\xfd" + bytes(40))
    assert "is packed with Zstandard" in refusal(tmp_path / "a.tsv")


@pytest.mark.skipif(sys.version_info < (3, 14), reason="this Python cannot read Zstandard")
def test_zstandard_is_read_where_python_can(tmp_path: Path) -> None:
    from compression import zstd  # type: ignore[import-not-found]

    (tmp_path / "a.tsv").write_bytes(zstd.compress(TEXT))
    assert pairs_of(tmp_path / "a.tsv") == PAIRS


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_pipe_is_read_once_from_its_first_byte_to_its_last(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)

    def write() -> None:
        with path.open("wb", buffering=0) as file:
            content = pack(TEXT)
            for place in (slice(0, 1), slice(1, 5), slice(5, None)):  # the first bytes come one by one
                file.write(content[place])

    writer = threading.Thread(target=write)
    writer.start()
    assert pairs_of(path) == PAIRS
    writer.join()


def test_standard_input_is_named_by_a_dash() -> None:
    code = (
        "from pathlib import Path; from model.data.corpus import read_all; "
        "from model.data.corpus_source import CorpusSource; print(len(read_all(CorpusSource(Path('-')), print)))"
    )
    done = subprocess.run([sys.executable, "-c", code], input=TEXT, capture_output=True, check=True)
    assert done.stdout.split() == [b"3000"]
