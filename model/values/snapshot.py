"""How the heads looked at one moment of a training: the traces of the probe sentences in one file. NumPy only.

Format "translucent-snapshot/2": a safetensors file with the tensors of trace `i` under `i.`; see docs/formats.md.
The probe sentences are teacher-forced on their references, so one cell means the same at every step of the training.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from numpy.typing import NDArray
from safetensors.numpy import save

from model.errors import QT_TRANSLATE_NOOP, UserError
from model.files import write_bytes
from model.values.trace import Trace
from model.values.trace_file import read_parts, tensor_names, trace_from_parts, trace_parts

FORMAT = "translucent-snapshot/2"
FORMAT_1 = "translucent-snapshot/1"  # holds traces of format 1


def save_snapshot(path: Path, traces: Sequence[Trace]) -> None:
    """Write whole or not at all; `UserError` when the disk refuses."""
    tensors: dict[str, NDArray[Any]] = {}
    metadata = {"format": FORMAT, "traces": str(len(traces))}
    for i, trace in enumerate(traces):
        arrays, values = trace_parts(trace)
        tensors |= {f"{i}.{name}": array for name, array in arrays.items()}
        metadata[str(i)] = json.dumps(values, ensure_ascii=False)
    write_bytes(path, save(tensors, metadata))


def load_snapshot(path: Path) -> tuple[Trace, ...]:
    """The traces in a snapshot, checked. `UserError` for a missing, damaged or foreign file."""

    def names(metadata: dict[str, str]) -> list[str]:
        described = _described(path, metadata)
        return [f"{i}.{name}" for i, values in enumerate(described) for name in tensor_names(path, values)]

    metadata, arrays = read_parts(path, (FORMAT, FORMAT_1), names)
    return tuple(
        trace_from_parts(path, values, {name: arrays[f"{i}.{name}"] for name in tensor_names(path, values)})
        for i, values in enumerate(_described(path, metadata))
    )


def _described(path: Path, metadata: dict[str, str]) -> list[dict[str, str]]:
    """The metadata of each trace."""
    try:
        return [dict(json.loads(metadata[str(i)])) for i in range(int(metadata["traces"]))]
    except (KeyError, ValueError, TypeError, RecursionError) as error:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{path} is damaged: its description is incomplete ({reason})."),
            path=path,
            reason=str(error),
        ) from error
