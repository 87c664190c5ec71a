"""Loads a plain checkpoint as a bundle: our Transformer with its tensors, by the lines of the report of `checking`.

Tensors stay memory-mapped: queries, keys and values are views of torch's in_proj, and a tensor is copied only to change
its number format. The file is only read, and no code in it is run.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from model.bundle.bundle import Bundle, empty_model, fill_model
from model.bundle.tensor_file import TensorFile, open_tensors
from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError
from model.foreign.plain.checking import Line, Report, check, shape_text
from model.foreign.plain.inspect import Seen, table_size
from model.foreign.plain.mapping import Mapping
from model.foreign.plain.mapping_file import FILE, read_mapping
from model.foreign.plain.vocabulary import read_pieces, special_ids, vocabularies
from model.network.config import ModelConfig, Positions, Tying
from model.network.positions import sinusoids

FAMILY = "torch.nn.Transformer"
LAYOUTS: tuple[Positions, ...] = ("interleaved", "halves", "tensor2tensor")
# Training scripts compute the angles in float32, which is off by a few thousandths at position 5,000.
SAME_TABLE = 5e-3
_LISTED = 12  # how many unused tensors a card lists


def load_plain(path: Path, dtype: torch.dtype | None = torch.float32) -> Bundle:
    """The model that a checkpoint.toml, or the one in a folder, describes; on the CPU in `dtype`, None: as stored.

    Raises `UserError`, one sentence, for everything that does not fit.
    """
    mapping = read_mapping(path / FILE if path.is_dir() else path)
    return bundle_of(mapping, dtype)


def read_checkpoint(path: Path) -> Seen:
    """Names and shapes of a checkpoint, and which of its tensors hold a known table of positions."""
    with open_tensors(path) as file:
        shapes = {name: file.shape(name) for name in file.names}
        tables: dict[str, str] = {}
        for name, shape in shapes.items():
            if (
                table_size(shape)
                and min(shape) > 0
                and file.dtype(name).is_floating_point
                and (kind := _layout(file, name))
            ):
                tables[name] = kind
        return Seen(path, shapes, tables, file.size)


def _layout(file: TensorFile, name: str) -> Positions | None:
    """Which of the three sinusoid tables a tensor holds; None for every other matrix."""
    rows, width = table_size(file.shape(name))
    table = file.get(name).reshape(rows, width)
    if width % 2 or rows < 2:
        return None
    for layout in LAYOUTS:
        # A few rows first: they already rule out embeddings and nearly all other tables.
        for length in (min(rows, 4), rows):
            wanted = sinusoids(length, width, layout)
            if not torch.allclose(table[:length].float(), wanted, rtol=0.0, atol=SAME_TABLE):
                break
        else:
            return layout
    return None


def bundle_of(mapping: Mapping, dtype: torch.dtype | None = torch.float32) -> Bundle:
    """The model that a mapping describes; `UserError` names what is missing, unexpected, or cannot be expressed."""
    seen = read_checkpoint(mapping.checkpoint)
    report = check(seen, mapping, read_pieces(mapping))
    if report.problems:
        raise UserError(_sentence(mapping.checkpoint, report.problems))
    sizes = report.sizes
    ids = special_ids(mapping, sizes.source_rows, sizes.target_rows)
    source, target = vocabularies(mapping, ids, sizes.source_rows, sizes.target_rows)
    with open_tensors(mapping.checkpoint) as file:
        config = _config(mapping, seen, report, _tying(mapping, file), ids)
        model = empty_model(config)
        weights = _Weights(file, mapping, report, config, dtype)
        fill_model(model, weights.get, str(mapping.checkpoint), None)
    return Bundle(
        name=mapping.name,
        source_language=mapping.source_language,
        target_language=mapping.target_language,
        model=model.eval(),
        source_tokenizer=source,
        target_tokenizer=target,
        card=card(mapping, seen, report),
        family=FAMILY,
        differences=differences(mapping, config),
    )


def _sentence(path: Path, problems: Sequence[Sentence]) -> Sentence:
    """The first problem, and how many more there are."""
    more = len(problems) - 1
    if more > 1:
        text = QT_TRANSLATE_NOOP(
            "Model", "{path} does not fit yet: {problem} {more} more problems like this: see 'main.py checkpoint'."
        )
    elif more:
        text = QT_TRANSLATE_NOOP(
            "Model", "{path} does not fit yet: {problem} 1 more problem like this: see 'main.py checkpoint'."
        )
    else:
        text = QT_TRANSLATE_NOOP("Model", "{path} does not fit yet: {problem}")
    return Sentence(text, path=path, problem=problems[0], more=more)


def _tying(mapping: Mapping, file: TensorFile) -> Tying:
    """Which of the three matrices are equal, by their numbers, because names and configurations may be wrong."""

    def equal(one: str, other: str) -> bool:
        return one == other or file.equal(one, other)

    if not equal(mapping.target_embedding, mapping.output):
        return "none"
    return "all" if equal(mapping.source_embedding, mapping.target_embedding) else "target"


def _config(mapping: Mapping, seen: Seen, report: Report, tying: Tying, ids: dict[str, int]) -> ModelConfig:
    sizes = report.sizes
    special: dict[str, Any] = dict(ids)
    return ModelConfig(
        source_vocab_size=sizes.source_rows,
        target_vocab_size=sizes.target_rows,
        d_model=sizes.d_model,
        d_ff=sizes.d_ff,
        heads=mapping.heads,
        encoder_layers=sizes.encoder_layers,
        decoder_layers=sizes.decoder_layers,
        norm=mapping.norm,
        activation=mapping.activation,
        positions=_positions(mapping, seen),
        max_positions=sizes.positions,
        tying=tying,
        scale_embedding=mapping.scale_embedding,
        layer_norm_eps=float(mapping.layer_norm_eps),
        final_norm=report.final_norm,
        output_bias=bool(mapping.output_bias),
        **special,
    )


def _positions(mapping: Mapping, seen: Seen) -> Positions:
    """The layout of a table that holds sinusoids; any other is "learned", and "none" is a learned table of zeros."""
    if mapping.positions == "table":
        source, target = (seen.sinusoids.get(name) for name in (mapping.source_positions, mapping.target_positions))
        return next((layout for layout in LAYOUTS if source == target == layout), "learned")
    return "learned" if mapping.positions == "none" else mapping.positions


class _Weights:
    """Our parameters by name, each from its line of the report."""

    def __init__(
        self, file: TensorFile, mapping: Mapping, report: Report, config: ModelConfig, dtype: torch.dtype | None
    ) -> None:
        self.file = file
        self.lines: dict[str, Line] = {line.parameter: line for line in report.lines}
        self.config = config
        self.none = mapping.positions == "none"
        # One number format for all weights: the target embedding's, unless `dtype` is given.
        self.dtype = dtype or file.dtype(mapping.target_embedding)

    def get(self, name: str) -> Tensor:
        config = self.config
        if self.none and name in ("source_positions", "target_positions"):
            return torch.zeros(config.max_positions, config.d_model, dtype=self.dtype)
        line = self.lines[name]
        if line.state == "zeros":
            width = config.d_ff if name.endswith("feed_forward.inner.bias") else config.d_model
            return torch.zeros(width, dtype=self.dtype)
        tensor = self.file.get(line.tensor)
        if not tensor.is_floating_point():
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model",
                    "{path} holds whole numbers in '{tensor}'; quantised checkpoints cannot be shown, "
                    "choose the one that was trained.",
                ),
                path=self.file.path,
                tensor=line.tensor,
            )
        if name in ("source_positions", "target_positions"):
            tensor = tensor.reshape(table_size(tuple(tensor.shape)))[: config.max_positions]
        if line.part is not None:  # queries, keys and values are stacked in one tensor
            tensor = tensor.chunk(3)[line.part]
        return tensor.to(self.dtype)


def differences(mapping: Mapping, config: ModelConfig) -> tuple[Sentence, ...]:
    """How such a model differs from the paper, one sentence each."""
    found = []
    if config.norm == "pre":
        found.append(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "Model", "Each sub-layer reads normalised vectors (pre-norm); the paper normalises after adding."
                )
            )
        )
    elif config.final_norm:
        found.append(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "Model", "One more LayerNorm stands after each stack, as torch.nn.Transformer has it."
                )
            )
        )
    if mapping.positions == "none":
        found.append(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "Model", "It was trained without positions: the vectors that the paper adds are zero here."
                )
            )
        )
    elif config.positions == "learned":
        found.append(Sentence(QT_TRANSLATE_NOOP("Model", "Positions are learned vectors, not sines and cosines.")))
    elif config.positions != "interleaved":
        found.append(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "Model", "The sines of the positions stand before the cosines instead of between them."
                )
            )
        )
    if config.activation != "relu":
        named = {"gelu": "GELU", "silu": "SiLU"}[config.activation]
        found.append(
            Sentence(
                QT_TRANSLATE_NOOP("Model", "The feed-forward layers use {function} instead of ReLU."), function=named
            )
        )
    if not config.scale_embedding:
        found.append(Sentence(QT_TRANSLATE_NOOP("Model", "Embeddings are not multiplied by √d_model.")))
    if config.output_bias:
        found.append(Sentence(QT_TRANSLATE_NOOP("Model", "A bias is added to the logits.")))
    return tuple(found)


def card(mapping: Mapping, seen: Seen, report: Report) -> str:
    """The bundle's card.md: where the model is from, what a person said about it, and what was not used."""
    numbers = report.numbers
    lines = [
        f"# {mapping.name}",
        "",
        f"{mapping.source_language} \u2192 {mapping.target_language}. Made of the plain PyTorch checkpoint "
        f"`{mapping.checkpoint.name}` ({seen.size:,} bytes of weights) with Translucent; licence and data are those of "
        f"the checkpoint.",
        "",
        f"Said by a person, because no tensor tells it: {mapping.heads} heads, {mapping.norm}-norm, "
        f"{mapping.activation}, positions: {mapping.positions}, embeddings "
        f"{'scaled' if mapping.scale_embedding else 'not scaled'} by the square root of d_model.",
        "",
        f"{numbers['matched']} of {len(report.lines)} parameters were found; {numbers['zeros']} biases that the "
        f"checkpoint does without are zero.",
    ]
    if report.left_over:
        lines += ["", f"{numbers['left over']} tensors of the checkpoint were not used:", ""]
        lines += [f"- `{one.tensor}` ({shape_text(one.shape)})" for one in report.left_over[:_LISTED]]
        lines += ["- \u2026"] if len(report.left_over) > _LISTED else []
    return "\n".join(lines) + "\n"
