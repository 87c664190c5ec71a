"""What a file of `torch.save` holds, told without unpickling it: where each tensor lies in the file (issue 5, part 1).

A pickle is a program for a small stack machine, and one of its instructions calls any function by name. Here the
instructions are read one by one and only those are followed that build containers, texts, numbers and tensors; a name
is looked up in a short table of our own, never imported. So nothing from a stranger's file can run, and a tensor's
claimed size is compared with the file before any memory is taken.
"""

from __future__ import annotations

import io
import pickle
import pickletools
import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from model.errors import UserError

# A state dict's pickle takes some hundred bytes a tensor; more than this describes no model.
_MOST_PICKLE, _MOST_STEPS, _MOST_DIMENSIONS = 16 << 20, 4_000_000, 8
_LEGACY_MAGIC, _LEGACY_PROTOCOL = 0x1950A86A20F9469CFC6C, 1001  # what torch.save wrote first until version 1.6
_NESTED = ("state_dict", "model_state_dict", "model")  # where training scripts put the weights

# torch's storage classes as (name of the number format, bytes of one number)
_STORAGES = {
    "DoubleStorage": ("float64", 8),
    "FloatStorage": ("float32", 4),
    "HalfStorage": ("float16", 2),
    "BFloat16Storage": ("bfloat16", 2),
    "LongStorage": ("int64", 8),
    "IntStorage": ("int32", 4),
    "ShortStorage": ("int16", 2),
    "CharStorage": ("int8", 1),
    "ByteStorage": ("uint8", 1),
    "BoolStorage": ("bool", 1),
}


@dataclass(frozen=True)
class Place:
    """Where a tensor lies: `offset` in bytes from the start of the file, `stride` in numbers; `dtype` by its name."""

    dtype: str
    itemsize: int  # bytes of one number
    shape: tuple[int, ...]
    stride: tuple[int, ...]
    offset: int

    @property
    def count(self) -> int:
        product = 1
        for length in self.shape:
            product *= length
        return product

    @property
    def extent(self) -> int:
        """Bytes from the first number to the end of the last."""
        if not self.count:
            return 0
        reach = sum((length - 1) * step for length, step in zip(self.shape, self.stride, strict=True))
        return (reach + 1) * self.itemsize


def is_dense(place: Place) -> bool:
    """Whether the numbers lie side by side in the usual order, the last dimension closest."""
    step = 1
    for length, stride in zip(reversed(place.shape), reversed(place.stride), strict=True):
        if length != 1 and stride != step:
            return False
        step *= length
    return True


class _DamagedError(Exception):
    """The file is not what torch.save writes; the message says in which way."""


class _NeedsCodeError(Exception):
    """The file asks for something that would have to be run; the message is its name."""


@dataclass(frozen=True)
class _Global:
    """A name that the pickle wants looked up."""

    name: str


@dataclass(frozen=True)
class _Storage:
    """A run of numbers in the file that tensors are views of; `key` finds it."""

    key: str
    dtype: str
    itemsize: int
    count: int
    start: int = 0  # numbers into what `key` finds


@dataclass(frozen=True)
class _Tensor:
    storage: _Storage
    offset: int  # numbers into the storage
    shape: tuple[int, ...]
    stride: tuple[int, ...]


_MARK = object()


def _whole(values: Any) -> tuple[int, ...]:
    if not isinstance(values, (tuple, list)) or len(values) > _MOST_DIMENSIONS:
        raise _DamagedError("a tensor's shape is no list of a few numbers")
    if any(type(value) is not int or not 0 <= value < 1 << 48 for value in values):
        raise _DamagedError("a tensor's shape has impossible numbers")
    return tuple(values)


def _rebuild_tensor(arguments: tuple[Any, ...]) -> _Tensor:
    storage, offset, shape, stride, *_ = arguments
    (offset,), shape, stride = _whole((offset,)), _whole(shape), _whole(stride)
    if not isinstance(storage, _Storage) or len(shape) != len(stride):
        raise _DamagedError("a tensor is described in a way that makes no sense")
    return _Tensor(storage, offset, shape, stride)


def _rebuild_parameter(arguments: tuple[Any, ...]) -> Any:
    return arguments[0]


def _ordered_dict(arguments: tuple[Any, ...]) -> dict[Any, Any]:
    made: dict[Any, Any] = {}
    for pair in arguments[0] if arguments else ():
        key, value = pair
        _put(made, key, value)
    return made


def _size(arguments: tuple[Any, ...]) -> Any:
    return arguments[0]


_BUILDERS: Mapping[str, Callable[[tuple[Any, ...]], Any]] = {
    "torch._utils._rebuild_tensor_v2": _rebuild_tensor,
    "torch._utils._rebuild_tensor": _rebuild_tensor,
    "torch._utils._rebuild_parameter": _rebuild_parameter,
    "collections.OrderedDict": _ordered_dict,
    "torch.Size": _size,
}
_HARMLESS = {f"torch.{dtype}" for dtype, _ in _STORAGES.values()} | {f"torch.{name}" for name in _STORAGES}


def _put(made: dict[Any, Any], key: Any, value: Any) -> None:
    # Other keys have no place in a state dict, and hashing deeply nested ones could exhaust the stack.
    if not isinstance(key, (str, int, float, type(None))):
        raise _DamagedError("a dictionary has a key that is no text or number")
    made[key] = value


class _Machine:
    """Follows one pickle; `stack` and `memo` are the machine's own."""

    def __init__(self) -> None:
        self.stack: list[Any] = []
        self.memo: dict[int, Any] = {}
        self.storages: dict[str, _Storage] = {}

    def run(self, file: io.BytesIO) -> Any:
        for step, (opcode, argument, _) in enumerate(pickletools.genops(file)):
            if step > _MOST_STEPS:
                raise _DamagedError("its description of the tensors has no end")
            if opcode.name == "STOP":
                return self.stack.pop()
            if opcode.name in _CONSTANTS:
                self.stack.append(argument)
            elif action := _ACTIONS.get(opcode.name):
                action(self, argument)
            else:
                raise _NeedsCodeError(f"the instruction {opcode.name}")
        raise _DamagedError("it ends too early")

    def since_mark(self) -> list[Any]:
        found: list[Any] = []
        while (value := self.stack.pop()) is not _MARK:
            found.append(value)
        return found[::-1]

    def set_items(self, values: list[Any]) -> None:
        made = self.stack[-1]
        if not isinstance(made, dict) or len(values) % 2:
            raise _DamagedError("it fills a dictionary that is none")
        for key, value in zip(values[::2], values[1::2], strict=True):
            _put(made, key, value)

    def extend(self, values: list[Any]) -> None:
        made = self.stack[-1]
        if not isinstance(made, list):
            raise _DamagedError("it fills a list that is none")
        made.extend(values)

    def tuple_of(self, count: int) -> None:
        values = [self.stack.pop() for _ in range(count)]
        self.stack.append(tuple(values[::-1]))

    def find(self, name: str) -> None:
        if name not in _BUILDERS and name not in _HARMLESS:
            raise _NeedsCodeError(name)
        self.stack.append(_Global(name))

    def stack_global(self) -> None:
        name, module = self.stack.pop(), self.stack.pop()
        if not isinstance(name, str) or not isinstance(module, str):
            raise _DamagedError("it looks a name up that is none")
        self.find(f"{module}.{name}")

    def reduce(self) -> None:
        arguments, function = self.stack.pop(), self.stack.pop()
        if not isinstance(function, _Global) or function.name not in _BUILDERS or not isinstance(arguments, tuple):
            raise _DamagedError("it calls what cannot be called")
        self.stack.append(_BUILDERS[function.name](arguments))

    def build(self) -> None:
        self.stack.pop()  # an OrderedDict's attributes: version numbers of modules
        if not isinstance(self.stack[-1], dict):
            raise _DamagedError("it gives attributes to what can have none")

    def persistent(self) -> None:
        told = self.stack.pop()
        if not isinstance(told, tuple) or len(told) < 5 or told[0] != "storage" or not isinstance(told[1], _Global):
            raise _NeedsCodeError("a whole module")
        dtype = _STORAGES.get(told[1].name.removeprefix("torch."))
        key, count = told[2], told[4]
        if dtype is None or not isinstance(key, (str, int)) or type(count) is not int or count < 0:
            raise _DamagedError("it names weights that cannot be")
        start = 0
        if len(told) > 5 and told[5] is not None:  # the oldest files: a view of another storage
            key, start, count = told[5]
            _whole((start, count))
        storage = _Storage(str(key), *dtype, count, start)
        self.storages[storage.key] = storage
        self.stack.append(storage)

    def remember(self, index: int) -> None:
        self.memo[index] = self.stack[-1]


_CONSTANTS = {
    *("BININT", "BININT1", "BININT2", "INT", "LONG", "LONG1", "LONG4", "FLOAT", "BINFLOAT"),
    *("UNICODE", "BINUNICODE", "SHORT_BINUNICODE", "BINUNICODE8", "STRING", "BINSTRING", "SHORT_BINSTRING"),
    *("BINBYTES", "SHORT_BINBYTES", "BINBYTES8"),
}
_ACTIONS: Mapping[str, Callable[[_Machine, Any], None]] = {
    "PROTO": lambda machine, _: None,
    "FRAME": lambda machine, _: None,
    "NONE": lambda machine, _: machine.stack.append(None),
    "NEWTRUE": lambda machine, _: machine.stack.append(True),
    "NEWFALSE": lambda machine, _: machine.stack.append(False),
    "EMPTY_DICT": lambda machine, _: machine.stack.append({}),
    "EMPTY_LIST": lambda machine, _: machine.stack.append([]),
    "EMPTY_TUPLE": lambda machine, _: machine.stack.append(()),
    "MARK": lambda machine, _: machine.stack.append(_MARK),
    "TUPLE": lambda machine, _: machine.stack.append(tuple(machine.since_mark())),
    "LIST": lambda machine, _: machine.stack.append(machine.since_mark()),
    "TUPLE1": lambda machine, _: machine.tuple_of(1),
    "TUPLE2": lambda machine, _: machine.tuple_of(2),
    "TUPLE3": lambda machine, _: machine.tuple_of(3),
    "SETITEMS": lambda machine, _: machine.set_items(machine.since_mark()),
    "SETITEM": lambda machine, _: machine.set_items([machine.stack.pop(), machine.stack.pop()][::-1]),
    "APPENDS": lambda machine, _: machine.extend(machine.since_mark()),
    "APPEND": lambda machine, _: machine.extend([machine.stack.pop()]),
    "GLOBAL": lambda machine, name: machine.find(name.replace(" ", ".", 1)),
    "STACK_GLOBAL": lambda machine, _: machine.stack_global(),
    "REDUCE": lambda machine, _: machine.reduce(),
    "BUILD": lambda machine, _: machine.build(),
    "BINPERSID": lambda machine, _: machine.persistent(),
    "MEMOIZE": lambda machine, _: machine.remember(len(machine.memo)),
    **dict.fromkeys(("PUT", "BINPUT", "LONG_BINPUT"), lambda machine, index: machine.remember(index)),
    **dict.fromkeys(("GET", "BINGET", "LONG_BINGET"), lambda machine, index: machine.stack.append(machine.memo[index])),
}


def read_places(path: Path, size: int) -> dict[str, Place]:
    """The tensors of a file of `torch.save`, zipped or of the old kind, by name; `size` is the file's, in bytes.

    A state dict inside "state_dict", "model_state_dict" or "model" is found there. Raises `UserError` when the file is
    damaged, holds something other than tensors, or would have to run code to be read.
    """
    try:
        with path.open("rb") as file:
            zipped = file.read(4) == b"PK\x03\x04"
        return _read_zip(path, size) if zipped else _read_legacy(path, size)
    except _NeedsCodeError as error:
        wanted = " ".join(str(error).split())[:80]
        raise UserError(
            f"{path} is refused: it could only be read by running code from it ({wanted}); ask its author "
            f"for a safetensors file, or for a plain state dict saved with torch.save."
        ) from error
    except _DamagedError as error:
        raise UserError(f"{path} is cut off, damaged or not a file of torch.save: {error}; get it anew.") from error
    except OSError as error:
        raise UserError(f"{path} cannot be read ({error.strerror or error}); get it anew.") from error
    except _READING as error:
        raise UserError(f"{path} is cut off, damaged or not a file of torch.save; get it anew.") from error


# What Python's own readers of pickles and zip files raise on nonsense.
_READING: tuple[type[Exception], ...] = (
    *(ValueError, TypeError, LookupError, ArithmeticError, AttributeError, EOFError, RecursionError, MemoryError),
    *(struct.error, pickle.UnpicklingError, zipfile.BadZipFile, NotImplementedError, RuntimeError, AssertionError),
)


def _read_zip(path: Path, size: int) -> dict[str, Place]:
    """torch >= 1.6: a zip, not compressed, with NAME/data.pkl and one file for each storage, NAME/data/KEY."""
    with zipfile.ZipFile(path) as archive, path.open("rb") as file:
        entries: dict[str, zipfile.ZipInfo] = {}
        for entry in archive.infolist():
            if entry.filename in entries:
                raise _DamagedError("it holds two parts of one name")
            entries[entry.filename] = entry
        names = [name for name in entries if name.count("/") == 1 and name.endswith("/data.pkl")]
        if len(names) != 1:
            raise _DamagedError("it is another kind of zip file")
        root = names[0].removesuffix("data.pkl")

        def located(name: str) -> tuple[int, int]:
            """Where the bytes of an entry begin, and how many they are."""
            entry = entries.get(root + name)
            if entry is None:
                raise _DamagedError(f"it lacks its part {name[:40]!r}")
            if (
                entry.compress_type != zipfile.ZIP_STORED
                or entry.flag_bits & 1
                or entry.file_size != entry.compress_size
            ):
                raise _DamagedError("its parts are compressed, which torch.save never does")
            file.seek(entry.header_offset)
            header = file.read(30)
            if len(header) != 30 or header[:4] != b"PK\x03\x04":
                raise _DamagedError("its table of contents leads astray")
            name_length, extra_length = struct.unpack("<HH", header[26:30])
            begin = entry.header_offset + 30 + name_length + extra_length
            if begin + entry.file_size > size:
                raise _DamagedError(f"its part {name[:40]!r} would reach past its end")
            return begin, entry.file_size

        def content(name: str) -> bytes:
            begin, length = located(name)
            if length > _MOST_PICKLE:
                raise _DamagedError("its description of the tensors is larger than any model's")
            file.seek(begin)
            return file.read(length)

        if root + "byteorder" in entries and content("byteorder") != b"little":
            raise _DamagedError("it was written on a computer with the opposite order of bytes")
        tensors = _state_dict(_Machine().run(io.BytesIO(content("data.pkl"))))
        return dict(_placed(tensors, lambda storage: located(f"data/{storage.key}"), size))


def _read_legacy(path: Path, size: int) -> dict[str, Place]:
    """torch < 1.6: five pickles one after another, then every storage as its length (8 bytes) and its numbers."""
    with path.open("rb") as file:
        head = io.BytesIO(file.read(_MOST_PICKLE))
        if head.getvalue().startswith(b"version https://git-lfs"):
            raise UserError(f"{path} is not the weights but git-lfs's note of them; run 'git lfs pull' in its folder.")
        if head.getvalue()[:1] != b"\x80":
            raise _DamagedError("it begins in another way")
        if _Machine().run(head) != _LEGACY_MAGIC or _Machine().run(head) != _LEGACY_PROTOCOL:
            raise _DamagedError("it is a pickle of another kind")
        system = _Machine().run(head)
        if not isinstance(system, dict) or system.get("little_endian") is not True:
            raise _DamagedError("it was written on a computer with the opposite order of bytes")
        machine = _Machine()
        tensors = _state_dict(machine.run(head))
        keys = _Machine().run(head)
        if not isinstance(keys, list) or not all(isinstance(key, (str, int)) for key in keys):
            raise _DamagedError("its list of weights is none")
        places: dict[str, tuple[int, int]] = {}
        at = head.tell()
        for key in map(str, keys):
            file.seek(at)
            length = file.read(8)
            if len(length) != 8 or key not in machine.storages or key in places:
                raise _DamagedError("its list of weights does not fit its weights")
            extent = struct.unpack("<q", length)[0] * machine.storages[key].itemsize
            if extent < 0 or at + 8 + extent > size:
                raise _DamagedError("weights are missing at its end")
            places[key] = (at + 8, extent)
            at += 8 + extent

        def located(storage: _Storage) -> tuple[int, int]:
            begin, extent = places[storage.key]
            return begin + storage.start * storage.itemsize, extent - storage.start * storage.itemsize

        return dict(_placed(tensors, located, size))


def _placed(
    tensors: Mapping[str, _Tensor], located: Callable[[_Storage], tuple[int, int]], size: int
) -> Iterator[tuple[str, Place]]:
    """Every tensor's place, once it is known to lie inside its storage and the storage inside the file."""
    for name, tensor in tensors.items():
        storage = tensor.storage
        begin, extent = located(storage)
        if storage.count * storage.itemsize > extent:
            raise _DamagedError(f"the weights of {name[:80]!r} are cut off")
        place = Place(
            storage.dtype, storage.itemsize, tensor.shape, tensor.stride, begin + tensor.offset * storage.itemsize
        )
        # A stride of 0 repeats numbers, so the shape could claim more than there is.
        claimed = max(place.count, *place.shape, 0) * place.itemsize
        if tensor.offset * storage.itemsize + place.extent > storage.count * storage.itemsize or claimed > size:
            raise _DamagedError(f"the tensor {name[:80]!r} claims more numbers than the file holds")
        yield name, place


def _state_dict(loaded: Any) -> dict[str, _Tensor]:
    """The tensors by name, from the top or from where training scripts put them."""
    if not isinstance(loaded, dict):
        raise _DamagedError("it holds no dictionary of tensors")
    for key in _NESTED:
        nested = loaded.get(key)
        if isinstance(nested, dict) and any(isinstance(value, _Tensor) for value in nested.values()):
            loaded = nested
            break
    for name, value in loaded.items():
        if not isinstance(name, str) or not isinstance(value, _Tensor):
            raise _DamagedError(f"its entry {str(name)[:80]!r} is no tensor")
    if not loaded:
        raise _DamagedError("it holds no tensor")
    return loaded
