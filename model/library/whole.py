"""Whether the files of weights are whole, by what they say of themselves at their beginning or end. No torch.

A file that is cut off is the most frequent damage: a download or a copy that ended early.
"""

from __future__ import annotations

import json
import struct
import zipfile
from collections.abc import Iterable
from pathlib import Path

from model.errors import QT_TRANSLATE_NOOP, Sentence

_MOST_HEADER = 100 << 20  # bytes


def cut_off(folder: Path, names: Iterable[str]) -> Sentence | str:
    """A sentence on the first of these files of weights that is not whole, else ""."""
    for name in names:
        path = folder / name
        size = path.stat().st_size
        if not size:
            return Sentence(QT_TRANSLATE_NOOP("Model", "{path} is empty; get the model anew."), path=path)
        if path.suffix == ".safetensors":
            wanted = _safetensors_size(path, size)
        elif path.suffix == ".bin":
            wanted = _zip_size(path, size)
        else:
            continue
        if wanted is None:
            return Sentence(
                QT_TRANSLATE_NOOP("Model", "{path} is cut off, damaged or no file of weights; get the model anew."),
                path=path,
            )
        if wanted > size:
            return Sentence(
                QT_TRANSLATE_NOOP(
                    "Model", "{path} is cut off: it has {size} bytes of {wanted}; get the model anew or copy it again."
                ),
                path=path,
                size=f"{size:,}",
                wanted=f"{wanted:,}",
            )
    return ""


def _safetensors_size(path: Path, size: int) -> int | None:
    """How many bytes its header means the file to have; None for a header that cannot be read."""
    with path.open("rb") as file:
        start = file.read(8)
        length = struct.unpack("<Q", start)[0] if len(start) == 8 else 0
        if not 2 <= length <= min(size - 8, _MOST_HEADER):
            return None
        try:
            header = json.loads(file.read(length))
            ends = [told["data_offsets"][1] for name, told in header.items() if name != "__metadata__"]
            return 8 + length + max(ends, default=0)
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
            return None


def _zip_size(path: Path, size: int) -> int | None:
    """The same of a file of torch.save: a zip has its table of contents at its end. Older files say nothing."""
    with path.open("rb") as file:
        zipped = file.read(4) == b"PK\x03\x04"
    return size if not zipped or zipfile.is_zipfile(path) else None
