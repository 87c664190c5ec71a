"""Reads a pickle of tensors without unpickling it.

A pickle is a program for a small stack machine, and one of its instructions can call any function by name. Here the
instructions are read one by one, and only those that build containers, texts, numbers and tensors are followed. A name
is looked up in a short table here and never imported. So no code from an untrusted file can run.
"""

from __future__ import annotations

import io
import pickletools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from model.errors import QT_TRANSLATE_NOOP, Sentence

# A state dict's pickle takes a few hundred bytes per tensor; no real model needs more than these limits.
MOST_PICKLE, _MOST_STEPS, _MOST_DIMENSIONS = 16 << 20, 4_000_000, 8

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


class DamagedError(Exception):
    """The file is not as torch.save writes it; the message says how."""


class NeedsCodeError(Exception):
    """The file could only be read by running code; `wanted` says which."""

    def __init__(self, wanted: Sentence | str) -> None:
        super().__init__(wanted)
        self.wanted = wanted


@dataclass(frozen=True)
class _Global:
    """A global name in the pickle, such as a function."""

    name: str


@dataclass(frozen=True)
class Storage:
    """A contiguous block of numbers in the file, found by `key`; tensors are views of it."""

    key: str
    dtype: str
    itemsize: int
    count: int
    start: int = 0  # in numbers, from the beginning of the block of `key`


@dataclass(frozen=True)
class PickledTensor:
    storage: Storage
    offset: int  # in numbers, from the beginning of the storage
    shape: tuple[int, ...]
    stride: tuple[int, ...]


_MARK = object()


def _whole(values: Any) -> tuple[int, ...]:
    if not isinstance(values, (tuple, list)) or len(values) > _MOST_DIMENSIONS:
        raise DamagedError(Sentence(QT_TRANSLATE_NOOP("Model", "a tensor's shape is no list of a few numbers")))
    if any(type(value) is not int or not 0 <= value < 1 << 48 for value in values):
        raise DamagedError(Sentence(QT_TRANSLATE_NOOP("Model", "a tensor's shape has impossible numbers")))
    return tuple(values)


def _rebuild_tensor(arguments: tuple[Any, ...]) -> PickledTensor:
    storage, offset, shape, stride, *_ = arguments
    (offset,), shape, stride = _whole((offset,)), _whole(shape), _whole(stride)
    if not isinstance(storage, Storage) or len(shape) != len(stride):
        raise DamagedError(Sentence(QT_TRANSLATE_NOOP("Model", "a tensor is described in a way that makes no sense")))
    return PickledTensor(storage, offset, shape, stride)


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
    # A state dict has no other keys, and hashing deeply nested ones could exhaust the stack.
    if not isinstance(key, (str, int, float, type(None))):
        raise DamagedError(Sentence(QT_TRANSLATE_NOOP("Model", "a dictionary has a key that is no text or number")))
    made[key] = value


class Machine:
    """Follows the instructions of one pickle; `stack` and `memo` belong to pickle's stack machine."""

    def __init__(self) -> None:
        self.stack: list[Any] = []
        self.memo: dict[int, Any] = {}
        self.storages: dict[str, Storage] = {}

    def run(self, file: io.BytesIO) -> Any:
        for step, (opcode, argument, _) in enumerate(pickletools.genops(file)):
            if step > _MOST_STEPS:
                raise DamagedError(Sentence(QT_TRANSLATE_NOOP("Model", "its description of the tensors has no end")))
            if opcode.name == "STOP":
                return self.stack.pop()
            if opcode.name in _CONSTANTS:
                self.stack.append(argument)
            elif action := _ACTIONS.get(opcode.name):
                action(self, argument)
            else:
                raise NeedsCodeError(Sentence(QT_TRANSLATE_NOOP("Model", "the instruction {name}"), name=opcode.name))
        raise DamagedError(Sentence(QT_TRANSLATE_NOOP("Model", "it ends too early")))

    def since_mark(self) -> list[Any]:
        found: list[Any] = []
        while (value := self.stack.pop()) is not _MARK:
            found.append(value)
        return found[::-1]

    def set_items(self, values: list[Any]) -> None:
        made = self.stack[-1]
        if not isinstance(made, dict) or len(values) % 2:
            raise DamagedError(Sentence(QT_TRANSLATE_NOOP("Model", "it fills a dictionary that is none")))
        for key, value in zip(values[::2], values[1::2], strict=True):
            _put(made, key, value)

    def extend(self, values: list[Any]) -> None:
        made = self.stack[-1]
        if not isinstance(made, list):
            raise DamagedError(Sentence(QT_TRANSLATE_NOOP("Model", "it fills a list that is none")))
        made.extend(values)

    def tuple_of(self, count: int) -> None:
        values = [self.stack.pop() for _ in range(count)]
        self.stack.append(tuple(values[::-1]))

    def find(self, name: str) -> None:
        if name not in _BUILDERS and name not in _HARMLESS:
            raise NeedsCodeError(" ".join(name.split())[:80])
        self.stack.append(_Global(name))

    def stack_global(self) -> None:
        name, module = self.stack.pop(), self.stack.pop()
        if not isinstance(name, str) or not isinstance(module, str):
            raise DamagedError(Sentence(QT_TRANSLATE_NOOP("Model", "it looks a name up that is none")))
        self.find(f"{module}.{name}")

    def reduce(self) -> None:
        arguments, function = self.stack.pop(), self.stack.pop()
        if not isinstance(function, _Global) or function.name not in _BUILDERS or not isinstance(arguments, tuple):
            raise DamagedError(Sentence(QT_TRANSLATE_NOOP("Model", "it calls what cannot be called")))
        self.stack.append(_BUILDERS[function.name](arguments))

    def build(self) -> None:
        self.stack.pop()  # the attributes of an OrderedDict (version numbers of modules) are not needed
        if not isinstance(self.stack[-1], dict):
            raise DamagedError(Sentence(QT_TRANSLATE_NOOP("Model", "it gives attributes to what can have none")))

    def persistent(self) -> None:
        told = self.stack.pop()
        if not isinstance(told, tuple) or len(told) < 5 or told[0] != "storage" or not isinstance(told[1], _Global):
            raise NeedsCodeError(Sentence(QT_TRANSLATE_NOOP("Model", "a whole module")))
        dtype = _STORAGES.get(told[1].name.removeprefix("torch."))
        key, count = told[2], told[4]
        if dtype is None or not isinstance(key, (str, int)) or type(count) is not int or count < 0:
            raise DamagedError(Sentence(QT_TRANSLATE_NOOP("Model", "it names weights that cannot be")))
        start = 0
        if len(told) > 5 and told[5] is not None:  # the oldest files: a view of another storage
            key, start, count = told[5]
            _whole((start, count))
        storage = Storage(str(key), *dtype, count, start)
        self.storages[storage.key] = storage
        self.stack.append(storage)

    def remember(self, index: int) -> None:
        self.memo[index] = self.stack[-1]


_CONSTANTS = {
    *("BININT", "BININT1", "BININT2", "INT", "LONG", "LONG1", "LONG4", "FLOAT", "BINFLOAT"),
    *("UNICODE", "BINUNICODE", "SHORT_BINUNICODE", "BINUNICODE8", "STRING", "BINSTRING", "SHORT_BINSTRING"),
    *("BINBYTES", "SHORT_BINBYTES", "BINBYTES8"),
}
_ACTIONS: Mapping[str, Callable[[Machine, Any], None]] = {
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
