"""What one translation leaves behind, for one hypothesis of one sentence: the border between model and screen.

NumPy only. Arrays are ordered [layer, head, query, key], layers and heads counted from 0. On disk a trace is one
safetensors file, format "translucent-trace/1".
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError
from model.files import write_bytes
from model.values.masks import MaskReason, causal_mask, combined_mask, mask_reasons, self_padding_mask
from model.values.sites import CROSS, DECODER_SELF, ENCODER_SELF, TRANSFORMER_GROUPS, SiteGroup

__all__ = ["MaskReason", "Scores", "Trace", "load_trace"]

FORMAT = "translucent-trace/1"
TENSORS = (
    "encoder_self",
    "decoder_self",
    "cross",
    "source_allowed",
    "decoder_allowed",
    "logprob",
    "candidate_ids",
    "candidate_logprob",
)

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]
Ints = NDArray[np.integer[Any]]
Span = tuple[int, int]
Parts = tuple[dict[str, str], dict[str, NDArray[Any]]]  # metadata and tensors of a file


def no_longer_writable(array: NDArray[Any]) -> NDArray[Any]:
    """A read-only view: what is drawn must not change under the painter."""
    view = array.view()
    view.flags.writeable = False
    return view


@dataclass(frozen=True, eq=False)
class Trace:
    """Every weight of every head behind one translation, with the pieces, masks, probabilities and candidates.

    Row q of decoder attention belongs to the input piece q (row 0 is the start piece) and predicts piece q + 1, which
    is `predicted_pieces[q]`. Weights are after the softmax and before dropout; masked entries are exactly 0; every row
    with anything allowed sums to 1. A trace being decoded has as many target positions as steps were done.
    """

    encoder_self: Floats  # [layer, head, source, source]
    decoder_self: Floats  # [layer, head, target, target]
    cross: Floats  # [layer, head, target, source]
    source_allowed: Bools  # [source], False = padding
    decoder_allowed: Bools  # [target, target], False = future or padding
    logprob: Floats  # [target], natural logarithm, of each predicted piece
    candidate_ids: Ints  # [target, k], best first
    candidate_logprob: Floats  # [target, k], over the whole vocabulary
    source_pieces: tuple[str, ...]
    input_pieces: tuple[str, ...]
    predicted_pieces: tuple[str, ...]
    source_text: str = ""
    target_text: str = ""
    model: str = ""
    decoding: str = ""
    candidate_pieces: tuple[tuple[str, ...], ...] = ()  # [target][k]; empty when the file did not tell
    source_spans: tuple[Span, ...] = ()  # characters of source_text that each source piece covers
    target_spans: tuple[Span, ...] = ()  # characters of target_text that each predicted piece covers
    unknown_source: frozenset[int] = field(default_factory=frozenset)  # source positions that the vocabulary lacks

    @property
    def source_length(self) -> int:
        return len(self.source_pieces)

    @property
    def target_length(self) -> int:
        """Steps decoded so far."""
        return len(self.input_pieces)

    def weights(self, group: SiteGroup) -> Floats:
        """[layer, head, query, key]."""
        array: Floats = getattr(self, group.name)
        return array

    def query_pieces(self, group: SiteGroup) -> tuple[str, ...]:
        return self.source_pieces if group == ENCODER_SELF else self.input_pieces

    def key_pieces(self, group: SiteGroup) -> tuple[str, ...]:
        return self.input_pieces if group == DECODER_SELF else self.source_pieces

    def reasons(self, group: SiteGroup) -> NDArray[np.uint8]:
        """The `MaskReason` of every cell [query, key]; the same for all layers and heads."""
        if group == ENCODER_SELF:
            padding = self_padding_mask(self.source_allowed)
            causal = np.ones_like(padding)
        elif group == CROSS:
            padding = np.broadcast_to(self.source_allowed, (self.target_length, self.source_length))
            causal = np.ones_like(padding)
        else:
            positions = np.arange(self.target_length)
            causal = causal_mask(positions, positions)
            padding = combined_mask(causal, self.decoder_allowed) | ~causal
        return np.asarray(mask_reasons(causal, padding), dtype=np.uint8)

    def check(self) -> None:
        """Raise `UserError`, naming the part, when shapes do not fit together or numbers cannot be attention."""
        source, target = self.source_length, self.target_length
        layers, heads = self.encoder_self.shape[:2] if self.encoder_self.ndim == 4 else (0, 0)
        decoder_layers, decoder_heads = self.decoder_self.shape[:2] if self.decoder_self.ndim == 4 else (0, 0)
        shapes: dict[str, tuple[int, ...]] = {
            "encoder_self": (layers, heads, source, source),
            "decoder_self": (decoder_layers, decoder_heads, target, target),
            "cross": (decoder_layers, decoder_heads, target, source),
            "source_allowed": (source,),
            "decoder_allowed": (target, target),
            "logprob": (target,),
            "candidate_ids": (target, self.candidate_ids.shape[-1] if self.candidate_ids.ndim == 2 else 0),
            "candidate_logprob": self.candidate_ids.shape,
        }
        for name, wanted in shapes.items():
            shape = getattr(self, name).shape
            if shape != wanted or (len(wanted) == 4 and 0 in wanted[:2]):
                raise UserError(
                    QT_TRANSLATE_NOOP(
                        "Model", "The trace's {name} has the shape {shape}, which does not fit its other parts."
                    ),
                    name=name,
                    shape=shape,
                )
        if len(self.predicted_pieces) != target:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model", "The trace names another number of predicted pieces than of input pieces; it is damaged."
                )
            )
        for group in TRANSFORMER_GROUPS:
            weights, allowed = self.weights(group), self.reasons(group) == MaskReason.ALLOWED
            if not np.isfinite(weights).all():
                raise UserError(
                    QT_TRANSLATE_NOOP("Model", "The trace's {name} holds numbers that are not finite; it is damaged."),
                    name=group.name,
                )
            if (weights < 0).any():
                raise UserError(
                    QT_TRANSLATE_NOOP("Model", "The trace's {name} has a weight below 0; it is damaged."),
                    name=group.name,
                )
            if weights[:, :, ~allowed].any():
                raise UserError(
                    QT_TRANSLATE_NOOP(
                        "Model", "The trace's {name} has a weight where its mask allows none; it is damaged."
                    ),
                    name=group.name,
                )
            sums = weights.sum(axis=-1)[:, :, allowed.any(axis=-1)]
            if sums.size and np.abs(sums - 1.0).max() > 1e-3:
                raise UserError(
                    QT_TRANSLATE_NOOP("Model", "The trace's {name} has rows that do not sum to 1; it is damaged."),
                    name=group.name,
                )
        for name in ("logprob", "candidate_logprob"):
            if np.isnan(getattr(self, name)).any():
                raise UserError(
                    QT_TRANSLATE_NOOP("Model", "The trace's {name} holds numbers that are not numbers; it is damaged."),
                    name=name,
                )
        self._check_description()

    def _check_description(self) -> None:
        """The part of `check` about pieces and spans, all of which a file may leave out."""
        source, target = self.source_length, self.target_length
        widths = [len(row) for row in self.candidate_pieces]
        if widths and widths != [self.candidate_ids.shape[1]] * target:
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "The trace's candidate_pieces do not fit its candidate_ids; it is damaged.")
            )
        for name, length, text in (("source", source, self.source_text), ("target", target, self.target_text)):
            spans: tuple[Span, ...] = getattr(self, f"{name}_spans")
            inside = all(0 <= start <= end <= len(text) for start, end in spans)
            if spans and (len(spans) != length or not inside):
                raise UserError(
                    QT_TRANSLATE_NOOP(
                        "Model", "The trace's {name}_spans do not fit its {name} pieces and text; it is damaged."
                    ),
                    name=name,
                )
        if not self.unknown_source <= set(range(source)):
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model", "The trace's unknown_source names positions that the source does not have; it is damaged."
                )
            )

    def parts(self) -> tuple[dict[str, NDArray[Any]], dict[str, str]]:
        """What a file of it holds: its tensors, and its metadata as JSON texts."""
        tensors: dict[str, NDArray[Any]] = {name: getattr(self, name) for name in TENSORS}
        tensors["candidate_ids"] = self.candidate_ids.astype(np.int64)
        metadata = {
            "source_pieces": self.source_pieces,
            "input_pieces": self.input_pieces,
            "predicted_pieces": self.predicted_pieces,
            "source_text": self.source_text,
            "target_text": self.target_text,
            "model": self.model,
            "decoding": self.decoding,
            "candidate_pieces": self.candidate_pieces,
            "source_spans": self.source_spans,
            "target_spans": self.target_spans,
            "unknown_source": sorted(self.unknown_source),
        }
        encoded = {key: json.dumps(value, ensure_ascii=False) for key, value in metadata.items()}
        return {name: np.ascontiguousarray(array) for name, array in tensors.items()}, encoded

    def save(self, path: Path) -> None:
        """Write one safetensors file; `UserError` when the disk refuses."""
        tensors, metadata = self.parts()
        write_bytes(path, save(tensors, {"format": FORMAT, **metadata}))


@dataclass(frozen=True, eq=False)
class Scores:
    """q . k / sqrt(d_k) of every query and key before any mask, from one teacher-forced pass over `trace`.

    Some families have another formula (issue 5, part 2): T5 does not divide and adds a number for each distance.
    """

    trace: Trace
    encoder_self: Floats  # [layer, head, source, source]
    decoder_self: Floats  # [layer, head, target, target]; future keys included
    cross: Floats  # [layer, head, target, source]
    divided: bool = True  # whether q . k is divided by sqrt(d_k)
    biased: frozenset[SiteGroup] = frozenset()  # where something is added to it

    def of(self, group: SiteGroup) -> Floats:
        array: Floats = getattr(self, group.name)
        return array


def _strings(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError(Sentence(QT_TRANSLATE_NOOP("Model", "not a list of texts")))
    return tuple(value)


def _spans(value: Any) -> tuple[Span, ...]:
    return tuple((int(start), int(end)) for start, end in value)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def read_parts(path: Path, format: str, names: Callable[[dict[str, str]], Iterable[str]]) -> Parts:
    """The metadata and the named tensors of a safetensors file of this format; `UserError` for anything else."""
    try:
        with safe_open(path, framework="numpy") as file:
            metadata = file.metadata() or {}
            if metadata.get("format") != format:
                raise UserError(
                    QT_TRANSLATE_NOOP(
                        "Model", "{path} is not a file of the format {format}; choose one that was saved as such."
                    ),
                    path=path,
                    format=format,
                )
            return metadata, {name: file.get_tensor(name) for name in names(metadata)}
    except (SafetensorError, OSError, struct.error, TypeError, ValueError) as error:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model", "{path} cannot be read as {format} ({reason}); choose one that was saved as such."
            ),
            path=path,
            format=format,
            reason=error,
        ) from error


def trace_from_parts(path: Path, metadata: dict[str, str], arrays: dict[str, NDArray[Any]]) -> Trace:
    """The checked trace that `Trace.parts` gave; `UserError` names the file and what is wrong with it."""
    wanted = {**dict.fromkeys(TENSORS, np.float32), "source_allowed": np.bool_, "decoder_allowed": np.bool_}
    for name, array in arrays.items():
        if name == "candidate_ids":
            if array.dtype.kind not in "iu":
                raise UserError(
                    QT_TRANSLATE_NOOP("Model", "{path} is damaged: its {name} is of type {dtype}, not whole numbers."),
                    path=path,
                    name=name,
                    dtype=array.dtype,
                )
        elif array.dtype != wanted[name]:
            raise UserError(
                QT_TRANSLATE_NOOP("Model", "{path} is damaged: its {name} is of type {dtype}, not {expected}."),
                path=path,
                name=name,
                dtype=array.dtype,
                expected=np.dtype(wanted[name]),
            )
    try:
        values = {key: json.loads(value) for key, value in metadata.items() if key != "format"}
        trace = Trace(
            **{name: no_longer_writable(array) for name, array in arrays.items()},
            source_pieces=_strings(values["source_pieces"]),
            input_pieces=_strings(values["input_pieces"]),
            predicted_pieces=_strings(values["predicted_pieces"]),
            source_text=_text(values.get("source_text", "")),
            target_text=_text(values.get("target_text", "")),
            model=_text(values.get("model", "")),
            decoding=_text(values.get("decoding", "")),
            candidate_pieces=tuple(_strings(row) for row in values.get("candidate_pieces", [])),
            source_spans=_spans(values.get("source_spans", [])),
            target_spans=_spans(values.get("target_spans", [])),
            unknown_source=frozenset(int(position) for position in values.get("unknown_source", [])),
        )
    except (KeyError, ValueError, TypeError, OverflowError, RecursionError) as error:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{path} is damaged: its description is incomplete ({reason})."),
            path=path,
            reason=error,
        ) from error
    try:
        trace.check()
    except UserError as error:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{path} cannot be shown. {problem}"), path=path, problem=error
        ) from error
    return trace


def load_trace(path: Path) -> Trace:
    """The trace in a file, checked. `UserError` for a missing, damaged or foreign file; nothing is half-loaded."""
    return trace_from_parts(path, *read_parts(path, FORMAT, lambda _: TENSORS))
