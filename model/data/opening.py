"""Opens a file of text whatever carries it: a plain file, a packed one, a pipe, standard input.

What a file is, its first bytes tell and not its name. What holds no text is named for what it is.
"""

from __future__ import annotations

import bz2
import contextlib
import gzip
import importlib
import io
import lzma
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from model.errors import QT_TRANSLATE_NOOP, STANDARD_INPUT, Sentence, UserError

PACKED_SUFFIXES = (".gz", ".bz2", ".xz", ".lzma", ".zst")
LAYERS = 4  # how often a file may be packed; nobody does it more often by mistake
# A file that unpacks to more than this, and to so many times its size, holds no text: it is made to fill memory or
# disk. Text shrinks to a tenth, made-up repetitions to a hundredth.
BOMB_BYTES, BOMB_RATIO = 1 << 30, 1000

_BUFFER = 1 << 14  # bytes; lines are cut in C from a buffer this large
_COPIED = 1 << 16  # bytes copied at once
_ZSTANDARD = b"\x28\xb5\x2f\xfd"
_LOOKED_AT = 512  # first bytes that tell what a file is; a tar archive says so at byte 257


def _gzip(file: BinaryIO) -> BinaryIO:
    return cast(BinaryIO, gzip.GzipFile(fileobj=file, mode="rb"))


def _bz2(file: BinaryIO) -> BinaryIO:
    return cast(BinaryIO, bz2.BZ2File(file))


def _xz(file: BinaryIO) -> BinaryIO:
    return cast(BinaryIO, lzma.LZMAFile(file))


# The first bytes of what packs one file; no text in UTF-8 begins with them, as they hold control characters or more.
_UNPACKERS: dict[bytes, Callable[[BinaryIO], BinaryIO]] = {
    b"\x1f\x8b\x08": _gzip,
    **{b"BZh%d1AY&SY" % level: _bz2 for level in range(1, 10)},
    b"\xfd7zXZ\x00": _xz,
    b"\x5d\x00\x00": _xz,
}
_DAMAGES: tuple[type[Exception], ...] = (OSError, zlib.error, lzma.LZMAError)
with contextlib.suppress(ImportError):  # Python has Zstandard from 3.14 on
    _zstd: Any = importlib.import_module("compression.zstd")
    _UNPACKERS[_ZSTANDARD] = lambda file: cast(BinaryIO, _zstd.ZstdFile(file))
    _DAMAGES += (_zstd.ZstdError,)

_UNPACK = Sentence(QT_TRANSLATE_NOOP("Model", "unpack it and choose a file in it"))
_UNPACK_FIRST = Sentence(QT_TRANSLATE_NOOP("Model", "unpack it first"))
_EXPORT = Sentence(QT_TRANSLATE_NOOP("Model", "save its table as tab-separated text"))
_ROWS = Sentence(QT_TRANSLATE_NOOP("Model", "write its rows to a TSV or JSON Lines file"))
_COPY = Sentence(QT_TRANSLATE_NOOP("Model", "save its sentences as plain text"))
_ZIP = Sentence(QT_TRANSLATE_NOOP("Model", "a ZIP archive"))

# Where and with which bytes other files begin: what they are, and the way out.
_OTHERS: tuple[tuple[int, bytes, Sentence, Sentence], ...] = (
    (0, _ZSTANDARD, Sentence(QT_TRANSLATE_NOOP("Model", "packed with Zstandard")), _UNPACK_FIRST),
    (0, b"\x04\x22\x4d\x18", Sentence(QT_TRANSLATE_NOOP("Model", "packed with LZ4")), _UNPACK_FIRST),
    (0, b"LZIP\x01", Sentence(QT_TRANSLATE_NOOP("Model", "packed with lzip")), _UNPACK_FIRST),
    (0, b"\x1f\x9d", Sentence(QT_TRANSLATE_NOOP("Model", "packed with compress")), _UNPACK_FIRST),
    (0, b"7z\xbc\xaf\x27\x1c", Sentence(QT_TRANSLATE_NOOP("Model", "a 7z archive")), _UNPACK),
    (0, b"Rar!\x1a\x07", Sentence(QT_TRANSLATE_NOOP("Model", "a RAR archive")), _UNPACK),
    (257, b"ustar", Sentence(QT_TRANSLATE_NOOP("Model", "a tar archive")), _UNPACK),
    (0, b"%PDF-", Sentence(QT_TRANSLATE_NOOP("Model", "a PDF document")), _COPY),
    (0, b"{\\rtf", Sentence(QT_TRANSLATE_NOOP("Model", "a document of a word processor")), _COPY),
    (0, b"\xd0\xcf\x11\xe0", Sentence(QT_TRANSLATE_NOOP("Model", "an old Office document")), _COPY),
    (0, b"PAR1", Sentence(QT_TRANSLATE_NOOP("Model", "a Parquet file")), _ROWS),
    (0, b"ARROW1", Sentence(QT_TRANSLATE_NOOP("Model", "an Arrow file")), _ROWS),
    (0, b"SQLite format 3\x00", Sentence(QT_TRANSLATE_NOOP("Model", "an SQLite database")), _ROWS),
    (0, b"\x89PNG\r\n", Sentence(QT_TRANSLATE_NOOP("Model", "a picture")), _COPY),
    (0, b"\xff\xd8\xff", Sentence(QT_TRANSLATE_NOOP("Model", "a picture")), _COPY),
    (0, b"GIF8", Sentence(QT_TRANSLATE_NOOP("Model", "a picture")), _COPY),
    (0, b"\x89HDF\r\n", Sentence(QT_TRANSLATE_NOOP("Model", "an HDF5 file")), _ROWS),
)
# What a name inside of a ZIP archive says about the whole.
_ZIPPED: tuple[tuple[str, Sentence, Sentence], ...] = (
    ("xl/", Sentence(QT_TRANSLATE_NOOP("Model", "an Excel workbook")), _EXPORT),
    ("word/", Sentence(QT_TRANSLATE_NOOP("Model", "a document of a word processor")), _COPY),
    ("ppt/", Sentence(QT_TRANSLATE_NOOP("Model", "a presentation")), _COPY),
    ("content.xml", Sentence(QT_TRANSLATE_NOOP("Model", "an OpenDocument file")), _EXPORT),
)


def is_stream(path: Path) -> bool:
    """Whether a path can be read only once: a pipe, a terminal, standard input."""
    if path == STANDARD_INPUT:
        return True
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISCHR(mode) or stat.S_ISSOCK(mode)


@contextmanager
def opened(path: Path) -> Iterator[tuple[BinaryIO, Callable[[], float]]]:
    """The text of a file, unpacked, and a function for the share of the file read so far (0 for a stream).

    Raises `UserError` for what cannot be read, is damaged, or is no text.
    """
    try:
        with _raw(path) as raw:
            size = 0 if is_stream(path) else max(path.stat().st_size, 1)
            passed = _Passing(b"", raw)
            file = cast(BinaryIO, io.BufferedReader(passed, _BUFFER))
            yield _unpacked(file, passed, path), lambda: min(passed.count / size, 1.0) if size else 0.0
    except EOFError as error:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{path} ends before all that is packed in it; get the whole file."), path=path
        ) from error
    except _DAMAGES as error:
        raise unreadable(path, error) from error


def blocks_of(path: Path) -> Iterator[bytes]:
    """A file as it is, block by block; `UserError` if it cannot be read."""
    try:
        with _raw(path) as raw:
            while block := raw.read(_COPIED):
                yield block
    except OSError as error:
        raise unreadable(path, error) from error


def _raw(path: Path) -> io.FileIO:
    return io.FileIO(0, closefd=False) if path == STANDARD_INPUT else io.FileIO(path)


def unreadable(path: Path, error: Exception) -> UserError:
    return UserError(
        QT_TRANSLATE_NOOP("Model", "{path} cannot be read ({reason}); check the path and the file."),
        path=path,
        reason=error,
    )


class _Passing(io.RawIOBase):
    """Passes on what was read already (`beginning`) and then the rest of a file; `count` bytes so far."""

    def __init__(self, beginning: bytes, rest: BinaryIO | io.RawIOBase) -> None:
        self._beginning = beginning
        self._rest = rest
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self._beginning:
            taken = self._beginning[: len(buffer)]
            self._beginning = self._beginning[len(taken) :]
        else:
            taken = self._rest.read(len(buffer)) or b""
        buffer[: len(taken)] = taken
        self.count += len(taken)
        return len(taken)


class _Unpacking(_Passing):
    """The same for an unpacked file, which must stay in proportion to the packed one."""

    def __init__(self, beginning: bytes, rest: BinaryIO, packed: _Passing, path: Path) -> None:
        super().__init__(beginning, rest)
        self._packed = packed
        self._path = path

    def readinto(self, buffer: Any) -> int:
        count = super().readinto(buffer)
        if self.count > max(BOMB_BYTES, BOMB_RATIO * self._packed.count):
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model",
                    "{path} unpacks to more than {ratio} times its size, as no text does; choose another file.",
                ),
                path=self._path,
                ratio=f"{BOMB_RATIO:,}",
            )
        return count


def _unpacked(file: BinaryIO, packed: _Passing, path: Path) -> BinaryIO:
    """`file` from its beginning, without the layers of packing around it; `packed` counts its bytes."""
    for _ in range(LAYERS + 1):  # the last one finds nothing packed any more
        beginning = file.read(_LOOKED_AT)
        file = cast(BinaryIO, io.BufferedReader(_Unpacking(beginning, file, packed, path), _BUFFER))
        unpacker = next((one for mark, one in _UNPACKERS.items() if beginning.startswith(mark)), None)
        if unpacker is None:
            _refuse_other(beginning, path)
            return file
        file = unpacker(file)
    raise UserError(
        QT_TRANSLATE_NOOP("Model", "{path} is packed more than {layers} times; unpack it first."),
        path=path,
        layers=LAYERS,
    )


def _refuse_other(beginning: bytes, path: Path) -> None:
    """Raise `UserError` with its name for a file of which the beginning says that it is no text."""
    found = next(((what, way) for at, mark, what, way in _OTHERS if beginning.startswith(mark, at)), None)
    if beginning.startswith(b"PK\x03\x04"):
        found = _zipped(path)
    if found is not None:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{path} is {what}, not text; {way}."),
            path=path,
            what=found[0],
            way=found[1],
        )


def _zipped(path: Path) -> tuple[Sentence, Sentence]:
    """What a ZIP archive is, by the names of its files where they can be read."""
    with contextlib.suppress(OSError, ValueError, zipfile.BadZipFile):
        names = zipfile.ZipFile(path).namelist() if path.is_file() else []
        for begin, what, way in _ZIPPED:
            if any(name.startswith(begin) for name in names):
                return what, way
    return _ZIP, _UNPACK
