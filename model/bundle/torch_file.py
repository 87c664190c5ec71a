"""The places of the tensors in a file of `torch.save`, in the zip format or the legacy one.

Each tensor's claimed size is checked against the file before memory is allocated.
"""

from __future__ import annotations

import io
import pickle
import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from model.bundle.tensor_pickle import MOST_PICKLE, DamagedError, Machine, NeedsCodeError, PickledTensor, Storage
from model.bundle.tensor_place import Place
from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError

_LEGACY_MAGIC, _LEGACY_PROTOCOL = 0x1950A86A20F9469CFC6C, 1001  # the start of every file before torch 1.6
_NESTED = ("state_dict", "model_state_dict", "model")  # where training scripts put the weights


def read_places(path: Path, size: int) -> dict[str, Place]:
    """The places of the tensors by name, in the zip format or the legacy one; `size` is the file's size in bytes.

    Also finds a state dict under "state_dict", "model_state_dict" or "model". Raises `UserError` when the file is
    damaged, holds something other than tensors, or could only be read by running code.
    """
    try:
        with path.open("rb") as file:
            zipped = file.read(4) == b"PK\x03\x04"
        return _read_zip(path, size) if zipped else _read_legacy(path, size)
    except NeedsCodeError as error:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "{path} is refused: it could only be read by running code from it ({wanted}); ask its "
                "author for a safetensors file, or for a plain state dict saved with torch.save.",
            ),
            path=path,
            wanted=error.wanted,
        ) from error
    except DamagedError as error:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model", "{path} is cut off, damaged or not a file of torch.save: {reason}; get it anew."
            ),
            path=path,
            reason=error,
        ) from error
    except OSError as error:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{path} cannot be read ({reason}); get it anew."), path=path, reason=error
        ) from error
    except _READING as error:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{path} is cut off, damaged or not a file of torch.save; get it anew."),
            path=path,
        ) from error


# The exceptions that Python's own readers of pickles and zip files raise on invalid files. They warn of odd escapes in
# names, which is an exception where warnings are errors.
_READING: tuple[type[Exception], ...] = (
    *(ValueError, TypeError, LookupError, ArithmeticError, AttributeError, EOFError, RecursionError, MemoryError),
    *(
        struct.error,
        pickle.UnpicklingError,
        zipfile.BadZipFile,
        NotImplementedError,
        RuntimeError,
        AssertionError,
        Warning,
    ),
)


def _read_zip(path: Path, size: int) -> dict[str, Place]:
    """torch >= 1.6: an uncompressed zip with NAME/data.pkl and one file for each storage, NAME/data/KEY."""
    with zipfile.ZipFile(path) as archive, path.open("rb") as file:
        entries: dict[str, zipfile.ZipInfo] = {}
        for entry in archive.infolist():
            if entry.filename in entries:
                raise DamagedError(Sentence(QT_TRANSLATE_NOOP("Model", "it holds two parts of one name")))
            entries[entry.filename] = entry
        names = [name for name in entries if name.count("/") == 1 and name.endswith("/data.pkl")]
        if len(names) != 1:
            raise DamagedError(Sentence(QT_TRANSLATE_NOOP("Model", "it is another kind of zip file")))
        root = names[0].removesuffix("data.pkl")

        def located(name: str) -> tuple[int, int]:
            """Offset and number of the bytes of an entry."""
            entry = entries.get(root + name)
            if entry is None:
                raise DamagedError(
                    Sentence(QT_TRANSLATE_NOOP("Model", "it lacks its part {name}"), name=repr(name[:40]))
                )
            if (
                entry.compress_type != zipfile.ZIP_STORED
                or entry.flag_bits & 1
                or entry.file_size != entry.compress_size
            ):
                raise DamagedError(
                    Sentence(QT_TRANSLATE_NOOP("Model", "its parts are compressed, which torch.save never does"))
                )
            file.seek(entry.header_offset)
            header = file.read(30)
            if len(header) != 30 or header[:4] != b"PK\x03\x04":
                raise DamagedError(Sentence(QT_TRANSLATE_NOOP("Model", "its table of contents leads astray")))
            name_length, extra_length = struct.unpack("<HH", header[26:30])
            begin = entry.header_offset + 30 + name_length + extra_length
            if begin + entry.file_size > size:
                raise DamagedError(
                    Sentence(
                        QT_TRANSLATE_NOOP("Model", "its part {name} would reach past its end"), name=repr(name[:40])
                    )
                )
            return begin, entry.file_size

        def content(name: str) -> bytes:
            begin, length = located(name)
            if length > MOST_PICKLE:
                raise DamagedError(
                    Sentence(QT_TRANSLATE_NOOP("Model", "its description of the tensors is larger than any model's"))
                )
            file.seek(begin)
            return file.read(length)

        if root + "byteorder" in entries and content("byteorder") != b"little":
            raise DamagedError(
                Sentence(QT_TRANSLATE_NOOP("Model", "it was written on a computer with the opposite order of bytes"))
            )
        tensors = _state_dict(Machine().run(io.BytesIO(content("data.pkl"))))
        return dict(_placed(tensors, lambda storage: located(f"data/{storage.key}"), size))


def _read_legacy(path: Path, size: int) -> dict[str, Place]:
    """torch < 1.6: five pickles in a row, then every storage as its length (8 bytes) and its numbers."""
    with path.open("rb") as file:
        head = io.BytesIO(file.read(MOST_PICKLE))
        if head.getvalue().startswith(b"version https://git-lfs"):
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model", "{path} is not the weights but git-lfs's note of them; run 'git lfs pull' in its folder."
                ),
                path=path,
            )
        if head.getvalue()[:1] != b"\x80":
            raise DamagedError(Sentence(QT_TRANSLATE_NOOP("Model", "it begins in another way")))
        if Machine().run(head) != _LEGACY_MAGIC or Machine().run(head) != _LEGACY_PROTOCOL:
            raise DamagedError(Sentence(QT_TRANSLATE_NOOP("Model", "it is a pickle of another kind")))
        system = Machine().run(head)
        if not isinstance(system, dict) or system.get("little_endian") is not True:
            raise DamagedError(
                Sentence(QT_TRANSLATE_NOOP("Model", "it was written on a computer with the opposite order of bytes"))
            )
        machine = Machine()
        tensors = _state_dict(machine.run(head))
        keys = Machine().run(head)
        if not isinstance(keys, list) or not all(isinstance(key, (str, int)) for key in keys):
            raise DamagedError(Sentence(QT_TRANSLATE_NOOP("Model", "its list of weights is none")))
        places: dict[str, tuple[int, int]] = {}
        at = head.tell()
        for key in map(str, keys):
            file.seek(at)
            length = file.read(8)
            if len(length) != 8 or key not in machine.storages or key in places:
                raise DamagedError(Sentence(QT_TRANSLATE_NOOP("Model", "its list of weights does not fit its weights")))
            extent = struct.unpack("<q", length)[0] * machine.storages[key].itemsize
            if extent < 0 or at + 8 + extent > size:
                raise DamagedError(Sentence(QT_TRANSLATE_NOOP("Model", "weights are missing at its end")))
            places[key] = (at + 8, extent)
            at += 8 + extent

        def located(storage: Storage) -> tuple[int, int]:
            begin, extent = places[storage.key]
            return begin + storage.start * storage.itemsize, extent - storage.start * storage.itemsize

        return dict(_placed(tensors, located, size))


def _placed(
    tensors: Mapping[str, PickledTensor], located: Callable[[Storage], tuple[int, int]], size: int
) -> Iterator[tuple[str, Place]]:
    """Each tensor's place, after checking that it lies inside its storage, and the storage inside the file."""
    for name, tensor in tensors.items():
        storage = tensor.storage
        begin, extent = located(storage)
        if storage.count * storage.itemsize > extent:
            raise DamagedError(
                Sentence(QT_TRANSLATE_NOOP("Model", "the weights of {name} are cut off"), name=repr(name[:80]))
            )
        place = Place(
            storage.dtype, storage.itemsize, tensor.shape, tensor.stride, begin + tensor.offset * storage.itemsize
        )
        # A stride of 0 repeats numbers, so a shape could claim more numbers than the file holds.
        claimed = max(place.count, *place.shape, 0) * place.itemsize
        if tensor.offset * storage.itemsize + place.extent > storage.count * storage.itemsize or claimed > size:
            raise DamagedError(
                Sentence(
                    QT_TRANSLATE_NOOP("Model", "the tensor {name} claims more numbers than the file holds"),
                    name=repr(name[:80]),
                )
            )
        yield name, place


def _state_dict(loaded: Any) -> dict[str, PickledTensor]:
    """The tensors by name, from the top level or from the keys in `_NESTED`."""
    if not isinstance(loaded, dict):
        raise DamagedError(Sentence(QT_TRANSLATE_NOOP("Model", "it holds no dictionary of tensors")))
    for key in _NESTED:
        nested = loaded.get(key)
        if isinstance(nested, dict) and any(isinstance(value, PickledTensor) for value in nested.values()):
            loaded = nested
            break
    for name, value in loaded.items():
        if not isinstance(name, str) or not isinstance(value, PickledTensor):
            raise DamagedError(
                Sentence(QT_TRANSLATE_NOOP("Model", "its entry {name} is no tensor"), name=repr(str(name)[:80]))
            )
    if not loaded:
        raise DamagedError(Sentence(QT_TRANSLATE_NOOP("Model", "it holds no tensor")))
    return loaded
