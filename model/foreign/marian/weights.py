"""Which tensor of a Marian file becomes which weight of ours, and what that says about the architecture.

Which matrices exist and whether they are equal decides about tying, never the configuration alone: there are files
that contradict their configuration in either direction.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from model.bundle.bundle import empty_model
from model.bundle.tensor_file import TensorFile
from model.errors import QT_TRANSLATE_NOOP, UserError
from model.foreign.marian import names
from model.foreign.marian.config import MarianSettings
from model.network.config import ModelConfig, Norm, Positions, Tying
from model.network.network import TrainableNetwork
from model.network.positions import sinusoids

# Sinusoids that were stored in half precision are off by less than this; learned positions are not.
_ROUNDED = 2e-3


@dataclass(frozen=True)
class Plan:
    """How a file fits our architecture; `sources` maps each weight of ours to the tensor it is taken from."""

    model: TrainableNetwork  # still without memory for its weights
    sources: dict[str, str]
    tables: tuple[str, str] | None  # position tables of the file that replace computed sinusoids


@dataclass(frozen=True)
class Specials:
    """Ids that are known only from the vocabularies."""

    unknown: int
    source_pad: int
    source_unknown: int
    source_end: int


class _Embeddings:
    """The up to four names under which the three matrices source, target and output may be stored."""

    def __init__(self, settings: MarianSettings, file: TensorFile) -> None:
        joint = settings.may_share and settings.source_vocab_size == settings.target_vocab_size
        self.file = file
        self.source = self._first(names.SOURCE, names.SHARED, *((names.TARGET, names.OUTPUT) if joint else ()))
        self.target = self._first(
            names.TARGET,
            *((names.SHARED,) if joint else ()),
            *((names.OUTPUT,) if settings.may_tie else ()),
            *((names.SOURCE,) if joint else ()),
        )
        self.output = self._first(names.OUTPUT) or (self.target if settings.may_tie else None)
        target_is_output = self._same(self.target, self.output)
        self.tying: Tying = "none"
        if target_is_output:
            self.tying = "all" if self._same(self.source, self.target) else "target"

    def _first(self, *candidates: str) -> str | None:
        return next((name for name in candidates if name in self.file), None)

    def _same(self, one: str | None, other: str | None) -> bool:
        return one is not None and other is not None and (one == other or self.file.equal(one, other))

    def missing(self) -> list[str]:
        wanted = {names.SOURCE: self.source, names.TARGET: self.target, names.OUTPUT: self.output}
        return [name for name, found in wanted.items() if found is None]

    def copies(self, loaded: set[str]) -> list[str]:
        """Tensors in the file that are not needed, because they equal a `loaded` matrix."""
        all_names = (names.SHARED, names.SOURCE, names.TARGET, names.OUTPUT)
        used = [name for name in all_names if name in loaded]
        rest = [name for name in all_names if name in self.file and name not in loaded]
        return [name for name in rest if any(self._same(name, other) for other in used)]


def plan_weights(settings: MarianSettings, file: TensorFile, specials: Specials) -> Plan:
    """Find every weight in the file; weights are read only to compare them.

    Raises `UserError` for tensors that are missing, unexpected or of a wrong shape.
    """
    embeddings = _Embeddings(settings, file)
    norm, final_norm = _norms(settings, file)
    positions, tables = _positions(settings, file)
    biased = names.OUTPUT_BIAS in file and bool(file.get(names.OUTPUT_BIAS, mapped=False).any())
    architecture = ModelConfig(
        source_vocab_size=settings.source_vocab_size,
        target_vocab_size=settings.target_vocab_size,
        d_model=settings.d_model,
        d_ff=settings.d_ff,
        heads=settings.heads,
        encoder_layers=settings.encoder_layers,
        decoder_layers=settings.decoder_layers,
        dropout=settings.dropout,
        norm=norm,
        activation=settings.activation,
        positions=positions,
        max_positions=settings.max_positions,
        tying=embeddings.tying,
        scale_embedding=settings.scale_embedding,
        layer_norm_eps=1e-5,  # torch's default, which `transformers` keeps here
        pad_id=settings.pad_id,
        unknown_id=specials.unknown,
        start_id=settings.start_id,
        end_id=settings.end_id,
        source_pad_id=specials.source_pad,
        source_unknown_id=specials.source_unknown,
        source_end_id=specials.source_end,
        final_norm=final_norm,
        output_bias=biased,
        mask_pad=settings.ours.get("mask_pad", True),
    )
    matrices = {
        "target_embedding.weight": embeddings.target,
        "source_embedding.weight": embeddings.source,
        "output.weight": embeddings.output,
        "output.bias": names.OUTPUT_BIAS,
        "source_positions": names.SOURCE_POSITIONS,
        "target_positions": names.TARGET_POSITIONS,
    }
    sources: dict[str, str] = {}
    missing = embeddings.missing()
    wanted_shapes: dict[str, tuple[int, ...]] = {}
    model = empty_model(architecture)
    for name, parameter in model.named_parameters():
        told = names.marian_name(name) or matrices[name]
        if told is None:
            continue  # already in `missing`
        sources[name] = told
        wanted_shapes[told] = tuple(parameter.shape)
        if told not in file:
            missing.append(told)
    loaded = set(sources.values()) & set(file.names)
    # Not needed: tables of sinusoids, and biases that are all zero.
    spare = {names.OUTPUT_BIAS, names.SOURCE_POSITIONS, names.TARGET_POSITIONS}
    unexpected = set(file.names) - loaded - set(embeddings.copies(loaded)) - spare
    _check(file, sorted(missing), sorted(unexpected), wanted_shapes)
    return Plan(model, sources, tables)


def _norms(settings: MarianSettings, file: TensorFile) -> tuple[Norm, bool]:
    """Norm order, and whether each stack ends in a norm of its own.

    `transformers` computes post-norm whatever normalize_before says, so a file of its tensors means post-norm. Only a
    norm after a whole stack, which its Marian never has, can mean something else.
    """
    found = [name for name in names.STACK_NORMS if name in file]
    if not found:
        return "post", False
    if settings.normalize_before:
        return "pre", True
    if settings.add_final_layer_norm:
        return "post", True
    raise UserError(
        QT_TRANSLATE_NOOP(
            "Model",
            "{path} has '{found}', a norm after the whole stack, but config.json sets neither "
            "normalize_before nor add_final_layer_norm, so the order of the norms is unknown; put the "
            "original config.json back.",
        ),
        path=file.path,
        found=found[0],
    )


def _positions(settings: MarianSettings, file: TensorFile) -> tuple[Positions, tuple[str, str] | None]:
    """Whether the file's position tables are sinusoids, rounded sinusoids (then with their names), or learned."""
    both = (names.SOURCE_POSITIONS, names.TARGET_POSITIONS)
    found = [name for name in both if name in file]
    if not found:
        return "halves", None
    shape = (settings.max_positions, settings.d_model)
    for name in found:
        if file.shape(name) != shape:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model", "{path}: the tensor '{name}' has the shape {shape}, but config.json means {expected}."
                ),
                path=file.path,
                name=name,
                shape=file.shape(name),
                expected=shape,
            )
    exact = sinusoids(*shape, "halves")
    off = max(float((file.get(name, mapped=False).float() - exact).abs().max()) for name in found)
    if off <= 1e-6:
        return "halves", None
    if len(found) < 2:
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "{path} has positions of its own for one stack only; get the model anew."),
            path=file.path,
        )
    # `transformers` computes with the rounded table, so we use it, too.
    return ("halves", both) if off < _ROUNDED else ("learned", None)


def _check(file: TensorFile, missing: list[str], unexpected: list[str], shapes: dict[str, tuple[int, ...]]) -> None:
    if missing:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "{path} lacks {missing} of the tensors that config.json means, first '{first}'; get both files anew.",
            ),
            path=file.path,
            missing=len(missing),
            first=missing[0],
        )
    if unexpected:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "{path} has {unexpected} tensors that config.json does not mean, first {first}; get both files anew.",
            ),
            path=file.path,
            unexpected=len(unexpected),
            first=repr(unexpected[0][:80]),
        )
    for name, shape in shapes.items():
        found = file.shape(name)
        if name == names.OUTPUT_BIAS:
            found = found[1:] if len(found) == 2 and found[0] == 1 else found
        if found != shape:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model", "{path}: the tensor '{name}' has the shape {shape}, but config.json means {expected}."
                ),
                path=file.path,
                name=name,
                shape=found,
                expected=shape,
            )


def read_weight(plan: Plan, file: TensorFile, name: str, dtype: torch.dtype | None) -> Tensor:
    """One weight of ours as it is stored; memory-mapped unless it must be converted to `dtype`."""
    told = plan.sources[name]
    tensor = file.get(told, mapped=dtype is None or file.dtype(told) == dtype)
    return tensor.reshape(-1) if told == names.OUTPUT_BIAS else tensor
