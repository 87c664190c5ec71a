"""Weights by name from safetensors and from files of torch.save, in one file or several.

Every format is first read as a list of places: which bytes of which file hold which tensor. A tensor is then a view of
the file, mapped into memory: the system loads its pages when they are used, so a model larger than the free memory can
be opened. A change to such a tensor stays in memory; it is never written to the file.

Nothing in a file is executed, and every claimed size is checked against the file's size before memory is allocated.
"""

from __future__ import annotations

import json
import struct
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, TypeGuard

import torch
from torch import Tensor

from model.bundle.tensor_place import Place, is_dense
from model.bundle.torch_file import read_places
from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError
from model.files import read_json

SAFETENSORS, PICKLED = (".safetensors",), (".bin", ".pt", ".pth", ".ckpt")
_WHOLE = ("model.safetensors", "model.safetensors.index.json", "pytorch_model.bin", "pytorch_model.bin.index.json")
_INDEX = ".index.json"
_MOST_HEADER, _MOST_SHARDS, _MOST_DIMENSIONS = 100 << 20, 10_000, 8
_CHUNK = 1 << 22  # bytes compared at a time

# Number formats: safetensors' name -> torch's name. Formats that no supported model uses are refused.
_FORMATS = {
    "F64": "float64",
    "F32": "float32",
    "F16": "float16",
    "BF16": "bfloat16",
    "I64": "int64",
    "I32": "int32",
    "I16": "int16",
    "I8": "int8",
    "U8": "uint8",
    "BOOL": "bool",
}


class _Part:
    """One open file of weights; it is mapped when the first tensor is requested."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            if path.exists() and not path.is_file() and not path.is_dir():  # opening a pipe would block
                raise UserError(
                    QT_TRANSLATE_NOOP(
                        "Model", "{path} is no file but a device or a pipe; choose the model's file of weights."
                    ),
                    path=path,
                )
            self.file: BinaryIO = path.open("rb")
        except OSError as error:
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "{path} cannot be read ({reason}); the model's weights belong there."),
                path=path,
                reason=error,
            ) from error
        self.mapped: torch.UntypedStorage | None = None
        try:
            self.length = self.file.seek(0, 2)
            if not self.length:
                raise UserError(QT_TRANSLATE_NOOP("Model", "{path} is empty; get the model anew."), path=path)
            if path.suffix in SAFETENSORS:
                self.places = _read_safetensors(path, self.file, self.length)
            else:
                self.places = read_places(path, self.length)
        except OSError as error:
            self.file.close()
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "{path} cannot be read ({reason}); the model's weights belong there."),
                path=path,
                reason=error,
            ) from error
        except BaseException:
            self.file.close()
            raise

    def view(self, place: Place) -> Tensor:
        """The tensor as a view of the mapped file."""
        if self.mapped is None:
            try:
                mapped = torch.UntypedStorage.from_file(str(self.path), False, self.length)
            except RuntimeError as error:
                raise UserError(
                    QT_TRANSLATE_NOOP("Model", "{path} cannot be mapped into memory; free some memory and try again."),
                    path=self.path,
                ) from error
            assert isinstance(mapped, torch.UntypedStorage)
            self.mapped = mapped
        # Each tensor gets its own slice of the storage, so that it does not look like a part of its neighbour.
        storage = self.mapped[place.offset : place.offset + place.extent]
        return torch.empty(0, dtype=getattr(torch, place.dtype)).set_(storage, 0, place.shape, place.stride)

    def read(self, place: Place) -> Tensor:
        """A copy of the tensor, read without mapping the file, so that only the copy takes memory."""
        try:
            content = bytearray(place.extent)
            self.file.seek(place.offset)
            length = self.file.readinto(content)  # type: ignore[attr-defined]
        except (OSError, MemoryError) as error:
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "{path} cannot be read ({reason}); free some memory and try again."),
                path=self.path,
                reason=error,
            ) from error
        if length != place.extent:
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "{path} became shorter while it was read; get the model anew."),
                path=self.path,
            )
        dtype = getattr(torch, place.dtype)
        flat = torch.frombuffer(content, dtype=dtype) if content else torch.empty(0, dtype=dtype)
        return flat.as_strided(place.shape, place.stride)

    def bytes(self, place: Place, begin: int) -> bytes:
        self.file.seek(place.offset + begin)
        return self.file.read(min(_CHUNK, place.extent - begin))


class TensorFile:
    """The weights of one model by name; a context manager. Its tensors stay valid after it is closed."""

    def __init__(self, path: Path, parts: list[_Part], home: dict[str, _Part]) -> None:
        self.path = path
        self._parts = parts
        self._home = home
        self.names: tuple[str, ...] = tuple(sorted(home))

    def __enter__(self) -> TensorFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        for part in self._parts:
            part.file.close()
            part.mapped = None

    def __contains__(self, name: str) -> bool:
        return name in self._home

    @property
    def size(self) -> int:
        """Bytes of all weights; bytes shared by two names count once."""
        places = {(id(part), part.places[name].offset): part.places[name] for name, part in self._home.items()}
        return sum(place.count * place.itemsize for place in places.values())

    def _place(self, name: str) -> Place:
        if name not in self._home:
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "{path} lacks the tensor {name}; it belongs to another kind of model."),
                path=self.path,
                name=repr(name[:120]),
            )
        return self._home[name].places[name]

    def shape(self, name: str) -> tuple[int, ...]:
        return self._place(name).shape

    def dtype(self, name: str) -> torch.dtype:
        dtype: torch.dtype = getattr(torch, self._place(name).dtype)
        return dtype

    def get(self, name: str, mapped: bool = True) -> Tensor:
        """The tensor on the CPU, as a view of the mapped file, or a copy if `mapped` is False.

        Read a copy if the tensor will be converted at once: pages of a mapped file count as memory in use. A tensor
        whose offset is not a multiple of its item size (old files of torch.save) is always copied.
        """
        place, part = self._place(name), self._home[name]
        if mapped and place.extent and place.offset % place.itemsize == 0:
            return part.view(place)
        return part.read(place)

    def equal(self, one: str, other: str) -> bool:
        """Whether two tensors are bit-identical; they are read in chunks, so memory hardly grows."""
        first, second = self._place(one), self._place(other)
        parts = (self._home[one], self._home[other])
        if (first.dtype, first.shape) != (second.dtype, second.shape):
            return False
        if parts[0] is parts[1] and first == second:
            return True
        if not (is_dense(first) and is_dense(second)):
            return torch.equal(self.get(one), self.get(other))
        return all(
            parts[0].bytes(first, begin) == parts[1].bytes(second, begin) for begin in range(0, first.extent, _CHUNK)
        )


def open_tensors(path: Path) -> TensorFile:
    """The weights in a file (.safetensors, .bin, .pt, .pth, .ckpt, or an index of several files) or in a folder.

    In a folder: model.safetensors or its index, else pytorch_model.bin or its index, else the only file with one of
    these endings. Raises `UserError` for a file that is missing or damaged, that claims more than it holds, or that
    could only be read by running code.
    """
    try:
        whole = path.is_dir()
    except OSError as error:  # such as a name that is too long
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{path} cannot be read ({reason}); the model's weights belong there."),
            path=path,
            reason=error,
        ) from error
    if whole:
        path = _weights_of(path)
    if path.name.endswith(_INDEX):
        return _open_index(path)
    if path.suffix not in SAFETENSORS + PICKLED:
        kinds = ", ".join(SAFETENSORS + PICKLED)
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model", "{path} is no file of weights that can be read; choose one that ends with {kinds}."
            ),
            path=path,
            kinds=kinds,
        )
    part = _Part(path)
    return TensorFile(path, [part], dict.fromkeys(part.places, part))


def _weights_of(folder: Path) -> Path:
    for name in _WHOLE:
        if (folder / name).is_file():
            return folder / name
    try:
        found = sorted(file for file in folder.iterdir() if file.suffix in SAFETENSORS + PICKLED and file.is_file())
    except OSError as error:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{folder} cannot be read ({reason}); choose another folder."),
            folder=folder,
            reason=error,
        ) from error
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(file.name for file in found[:4])
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{folder} holds several files of weights ({names}); choose one of them."),
            folder=folder,
            names=names,
        )
    raise UserError(
        QT_TRANSLATE_NOOP(
            "Model", "{folder} holds no weights; a file such as model.safetensors or pytorch_model.bin belongs there."
        ),
        folder=folder,
    )


def _open_index(path: Path) -> TensorFile:
    """Several files, and the index that says which file holds which tensor."""
    table = read_json(path).get("weight_map")
    if not isinstance(table, dict) or not table:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{path} is damaged: it lacks the table 'weight_map'; get the file anew."),
            path=path,
        )
    for name, file in table.items():
        # "..", an absolute name or a drive letter would lead out of the folder.
        simple = isinstance(file, str) and Path(file).name == file and not set(file) & set("\\/:\0")
        if not simple or not file.endswith(SAFETENSORS + PICKLED):
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "{path} puts {name} outside its folder ({file}); it cannot be trusted."),
                path=path,
                name=repr(name[:80]),
                file=repr(str(file)[:80]),
            )
    files = sorted(set(table.values()))
    if len(files) > _MOST_SHARDS:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model", "{path} is damaged: it spreads one model over {files} files; get the file anew."
            ),
            path=path,
            files=len(files),
        )
    parts: dict[str, _Part] = {}
    try:
        for file in files:
            parts[file] = _Part(path.parent / file)
        for name, file in table.items():
            if name not in parts[file].places:
                raise UserError(
                    QT_TRANSLATE_NOOP("Model", "{file} lacks {name}, which {index} puts there; get it anew."),
                    file=path.parent / file,
                    name=repr(name[:80]),
                    index=path.name,
                )
    except BaseException:
        for part in parts.values():
            part.file.close()
        raise
    return TensorFile(path, list(parts.values()), {name: parts[file] for name, file in table.items()})


def _read_safetensors(path: Path, file: BinaryIO, size: int) -> dict[str, Place]:
    """safetensors: 8 bytes with the header's length, a JSON header with each tensor's byte range, then the data."""

    def damaged(why: Sentence) -> UserError:
        return UserError(
            QT_TRANSLATE_NOOP("Model", "{path} is cut off, damaged or not a safetensors file: {why}; get it anew."),
            path=path,
            why=why,
        )

    file.seek(0)
    start = file.read(8)
    length = struct.unpack("<Q", start)[0] if len(start) == 8 else 0
    if start + file.read(15) == b"version https://git-lfs":
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model", "{path} is not the weights but git-lfs's note of them; run 'git lfs pull' in its folder."
            ),
            path=path,
        )
    if not 2 <= length <= min(size - 8, _MOST_HEADER):
        raise damaged(Sentence(QT_TRANSLATE_NOOP("Model", "its header would not fit")))
    file.seek(8)
    try:
        header: Any = json.loads(file.read(length).decode("utf-8"))
    except (ValueError, RecursionError, MemoryError) as error:
        raise damaged(Sentence(QT_TRANSLATE_NOOP("Model", "its header is no JSON"))) from error
    if not isinstance(header, dict):
        raise damaged(Sentence(QT_TRANSLATE_NOOP("Model", "its header is no table")))
    header.pop("__metadata__", None)
    places: dict[str, Place] = {}
    for name, told in header.items():
        place = _place_of(told, 8 + length, size)
        if place is None:
            raise damaged(
                Sentence(
                    QT_TRANSLATE_NOOP("Model", "its tensor {name} is described in a way that cannot be"),
                    name=repr(name[:80]),
                )
            )
        places[name] = place
    if not places:
        raise damaged(Sentence(QT_TRANSLATE_NOOP("Model", "it holds no tensor")))
    return places


def _place_of(told: Any, data: int, size: int) -> Place | None:
    """One entry of the header; None when it does not describe bytes of this file."""
    if not isinstance(told, dict):
        return None
    dtype = _FORMATS.get(told["dtype"]) if isinstance(told.get("dtype"), str) else None
    shape, offsets = told.get("shape"), told.get("data_offsets")
    if dtype is None or not _whole(shape, _MOST_DIMENSIONS) or not _whole(offsets, 2) or len(offsets) != 2:
        return None
    stride: list[int] = []
    step = 1
    for extent in reversed(shape):
        stride.insert(0, step)
        step *= max(extent, 1)
    itemsize = getattr(torch, dtype).itemsize
    place = Place(dtype, itemsize, tuple(shape), tuple(stride), data + offsets[0])
    begin, end = offsets
    fits = begin <= end <= size - data and end - begin == place.count * itemsize
    return place if fits and step <= size else None


def _whole(values: Any, most: int) -> TypeGuard[list[int]]:
    return (
        isinstance(values, list)
        and len(values) <= most
        and all(type(value) is int and 0 <= value < 1 << 48 for value in values)
    )
