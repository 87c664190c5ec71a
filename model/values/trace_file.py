"""A trace on disk: one safetensors file of the format "translucent-trace/2". Format 1 can be read, too.

docs/formats.md describes both. A whole file is checked before any of it is shown.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from model.errors import QT_TRANSLATE_NOOP, UserError
from model.files import write_bytes
from model.values.endings import Ending, ending_of
from model.values.masks import MaskReason
from model.values.pieces import whole_characters
from model.values.search_tree import Branch
from model.values.setup import Setup
from model.values.sites import DECODER_SELF, TRANSFORMER_GROUPS, Side, SiteGroup, group_reasons
from model.values.trace import AttentionMap, Bools, Span, Trace, maps_of, no_longer_writable

FORMAT = "translucent-trace/2"
FORMAT_1 = "translucent-trace/1"
REASONS = ".reasons"  # suffix of the tensor with a group's masks, after the group's name

Arrays = dict[str, NDArray[Any]]
Metadata = dict[str, str]  # JSON texts by key
Parts = tuple[Metadata, Arrays]  # of a file

_COMMON = ("source_allowed", "logprob", "candidate_ids", "candidate_logprob")
_FORMAT_1 = (*(group.name for group in TRANSFORMER_GROUPS), "decoder_allowed", *_COMMON)
_TYPES: dict[str, Any] = {"source_allowed": np.bool_, "decoder_allowed": np.bool_}  # of all others: float32


def save_trace(trace: Trace, path: Path) -> None:
    """Write one safetensors file; `UserError` when the disk refuses."""
    arrays, metadata = trace_parts(trace)
    write_bytes(path, save(arrays, {"format": FORMAT, **metadata}))


def load_trace(path: Path) -> Trace:
    """The trace in a file, checked. `UserError` for a missing, damaged or foreign file; nothing is half-loaded."""
    metadata, arrays = read_parts(path, (FORMAT, FORMAT_1), lambda found: tensor_names(path, found))
    return trace_from_parts(path, metadata, arrays)


def trace_parts(trace: Trace) -> tuple[Arrays, Metadata]:
    """What the file of a trace holds: tensors, and metadata as JSON texts."""
    arrays: Arrays = {name: getattr(trace, name) for name in _COMMON}
    arrays["candidate_ids"] = trace.candidate_ids.astype(np.int64)
    for name, one in trace.maps.items():
        arrays |= {name: one.weights, name + REASONS: one.reasons}
    metadata = {
        "groups": [_group_values(one) for one in trace.maps.values()],
        "setup": trace.setup.to_dict(),
        "source_pieces": trace.source_pieces,
        "input_pieces": trace.input_pieces,
        "predicted_pieces": trace.predicted_pieces,
        "source_text": trace.source_text,
        "target_text": trace.target_text,
        "candidate_pieces": trace.candidate_pieces,
        "source_spans": trace.source_spans,
        "target_spans": trace.target_spans,
        "unknown_source": sorted(trace.unknown_source),
        "search": [[branch.to_dict() for branch in branches] for branches in trace.search],
        "ending": trace.ending.value,
    }
    # With escapes only: a stranger's vocabulary may have pieces that UTF-8 cannot hold.
    encoded = {key: json.dumps(value) for key, value in metadata.items()}
    return {name: np.ascontiguousarray(array) for name, array in arrays.items()}, encoded


def _group_values(one: AttentionMap) -> dict[str, Any]:
    group = one.group
    return {
        "name": group.name,
        "layers": one.layers,
        "heads": one.heads,
        "queries": group.queries.value,
        "keys": group.keys.value,
        "masks": [mask.name.lower() for mask in group.masks],
    }


def tensor_names(path: Path, metadata: Mapping[str, str]) -> tuple[str, ...]:
    """The tensors that a trace with this metadata has, in either format."""
    if "groups" not in metadata:
        return _FORMAT_1
    groups = _read(path, lambda: _groups(json.loads(metadata["groups"])))
    return (*(name for group in groups for name in (group.name, group.name + REASONS)), *_COMMON)


def read_parts(path: Path, formats: tuple[str, ...], names: Callable[[Metadata], Iterable[str]]) -> Parts:
    """The metadata and the named tensors of a safetensors file of these formats; `UserError` for anything else."""
    try:
        with safe_open(path, framework="numpy") as file:
            metadata = file.metadata() or {}
            if metadata.get("format") not in formats:
                raise UserError(
                    QT_TRANSLATE_NOOP(
                        "Model", "{path} is not a file of the format {format}; choose one that was saved as such."
                    ),
                    path=path,
                    format=formats[0],
                )
            return metadata, {name: file.get_tensor(name) for name in names(metadata)}
    except (SafetensorError, OSError, struct.error, TypeError, ValueError) as error:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model", "{path} cannot be read as {format} ({reason}); choose one that was saved as such."
            ),
            path=path,
            format=formats[0],
            reason=str(error),
        ) from error


def trace_from_parts(path: Path, metadata: Metadata, arrays: Arrays) -> Trace:
    """The checked trace that `trace_parts` gave; `UserError` names the file and what is wrong with it."""
    for name, array in arrays.items():
        _check_type(path, name, array)
    arrays = {name: no_longer_writable(array) for name, array in arrays.items()}
    trace = _read(path, lambda: _trace(metadata, arrays))
    try:
        trace.check()
    except UserError as error:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{path} cannot be shown. {problem}"), path=path, problem=error.sentence
        ) from error
    return trace


def _check_type(path: Path, name: str, array: NDArray[Any]) -> None:
    if name == "candidate_ids":
        if array.dtype.kind in "iu":
            return
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{path} is damaged: its {part} is of type {type}, not whole numbers."),
            path=path,
            part=name,
            type=array.dtype,
        )
    wanted = np.dtype(np.uint8 if name.endswith(REASONS) else _TYPES.get(name, np.float32))
    if array.dtype != wanted:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{path} is damaged: its {part} is of type {type}, not {wanted}."),
            path=path,
            part=name,
            type=array.dtype,
            wanted=wanted,
        )


T = TypeVar("T")


def _read(path: Path, read: Callable[[], T]) -> T:
    """What `read` returns for a description; any error in it becomes a `UserError`."""
    try:
        return read()
    except (UserError, KeyError, ValueError, TypeError, OverflowError, RecursionError, AttributeError) as error:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{path} is damaged: its description is incomplete ({reason})."),
            path=path,
            reason=str(error),
        ) from error


def _trace(metadata: Metadata, arrays: Arrays) -> Trace:
    values = {key: json.loads(value) for key, value in metadata.items() if key != "format"}
    old = "groups" not in values
    predicted = _strings(values["predicted_pieces"])
    return Trace(
        maps=_maps_of_format_1(arrays) if old else _maps(values["groups"], arrays),
        **{name: arrays[name] for name in _COMMON},
        source_pieces=_strings(values["source_pieces"]),
        input_pieces=_strings(values["input_pieces"]),
        predicted_pieces=predicted,
        source_text=_text(values.get("source_text", "")),
        target_text=_text(values.get("target_text", "")),
        setup=_setup_of_format_1(values) if old else Setup.from_dict(values["setup"]),
        candidate_pieces=tuple(_strings(row) for row in values.get("candidate_pieces", [])),
        source_spans=_spans(values.get("source_spans", [])),
        target_spans=_spans(values.get("target_spans", [])),
        unknown_source=frozenset(int(position) for position in values.get("unknown_source", [])),
        search=tuple(tuple(Branch.from_dict(one) for one in step) for step in values.get("search", [])),
        ending=Ending(values.get("ending", ending_of(predicted))),
    )


def _groups(values: list[dict[str, Any]]) -> list[SiteGroup]:
    return [
        SiteGroup(
            name=_text(one["name"]),
            queries=Side(one["queries"]),
            keys=Side(one["keys"]),
            masks=tuple(MaskReason[mask.upper()] for mask in one["masks"]),
        )
        for one in values
    ]


def _maps(values: list[dict[str, Any]], arrays: Arrays) -> dict[str, AttentionMap]:
    groups = _groups(values)
    for group, one in zip(groups, values, strict=True):
        if list(arrays[group.name].shape[:2]) != [one["layers"], one["heads"]]:
            raise ValueError(f"{group.name} has other layers and heads than it says")
    return maps_of(AttentionMap(group, arrays[group.name], arrays[group.name + REASONS]) for group in groups)


def _maps_of_format_1(arrays: Arrays) -> dict[str, AttentionMap]:
    """Format 1 has the Transformer's three groups, and masks instead of reasons."""
    source, target = arrays["source_allowed"], arrays["decoder_allowed"]
    if source.ndim != 1 or target.ndim != 2 or target.shape[0] != target.shape[1]:
        raise ValueError("the masks have other shapes than the pieces")
    maps = []
    for group in TRANSFORMER_GROUPS:
        reasons = group_reasons(group, source, len(target))
        if group == DECODER_SELF:
            reasons = _with_padding(reasons, target)
        maps.append(AttentionMap(group, arrays[group.name], no_longer_writable(reasons)))
    return maps_of(maps)


def _with_padding(reasons: NDArray[np.uint8], allowed: Bools) -> NDArray[np.uint8]:
    """A masked cell that is not in the future is padding."""
    padded = (reasons == MaskReason.ALLOWED) & ~allowed
    return np.where(padded, np.uint8(MaskReason.PADDING), reasons)


def _setup_of_format_1(values: dict[str, Any]) -> Setup:
    return Setup(model=_text(values.get("model", "")), origin=_text(values.get("decoding", "")))


def _strings(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError("not a list of texts")
    return tuple(value)


def _spans(value: Any) -> tuple[Span, ...]:
    return tuple((int(start), int(end)) for start, end in value)


def _text(value: Any) -> str:
    return whole_characters(value) if isinstance(value, str) else json.dumps(value)
