"""How the heads looked at one moment of a training: the traces of the probe sentences in one file. NumPy only.

Format "translucent-snapshot/1": a safetensors file with the tensors of trace `i` under `i.` (design, sections 3 and 5).
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
from model.values.trace import TENSORS, Trace, read_parts, trace_from_parts

FORMAT = "translucent-snapshot/1"


def save_snapshot(path: Path, traces: Sequence[Trace]) -> None:
    """Write whole or not at all; `UserError` when the disk refuses."""
    tensors: dict[str, NDArray[Any]] = {}
    metadata = {"format": FORMAT, "traces": str(len(traces))}
    for i, trace in enumerate(traces):
        arrays, values = trace.parts()
        tensors |= {f"{i}.{name}": array for name, array in arrays.items()}
        metadata[str(i)] = json.dumps(values, ensure_ascii=False)
    write_bytes(path, save(tensors, metadata))


def load_snapshot(path: Path) -> tuple[Trace, ...]:
    """The traces in a snapshot, checked. `UserError` for a missing, damaged or foreign file."""

    def names(metadata: dict[str, str]) -> list[str]:
        return [f"{i}.{name}" for i in range(int(metadata.get("traces", "0"))) for name in TENSORS]

    metadata, arrays = read_parts(path, FORMAT, names)
    try:
        described = [dict(json.loads(metadata[str(i)])) for i in range(int(metadata["traces"]))]
    except (KeyError, ValueError, TypeError, RecursionError) as error:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{path} is damaged: its description is incomplete ({reason})."),
            path=path,
            reason=error,
        ) from error
    return tuple(
        trace_from_parts(path, values, {name: arrays[f"{i}.{name}"] for name in TENSORS})
        for i, values in enumerate(described)
    )
