"""What names and shapes tell about a checkpoint: its stacks, its sizes, and which tensors fit which role.

A name decides only where exactly one tensor fits; anything ambiguous is left to the person. Without torch.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError

Shape = tuple[int, ...]
MOST_LAYERS = 512

_LAYER = re.compile(r"(.+)\.([0-9]{1,4})\.self_attn\.in_proj_weight")
_SOURCE = {"src", "source", "enc", "encoder", "inp", "input", "inputs"}
_TARGET = {"tgt", "trg", "target", "dec", "decoder"}
_POSITIONS = {"pe", "wpe"}
_EMBEDDING = ("emb", "tok", "vocab", "lookup")
_OUTPUT = {
    "generator",
    "out",
    "output",
    "fc",
    "head",
    "proj",
    "projection",
    "linear",
    "logits",
    "classifier",
    "unembed",
}


@dataclass(frozen=True)
class Seen:
    """A checkpoint as its names and shapes, in the order of the file."""

    path: Path
    shapes: dict[str, Shape]
    sinusoids: dict[str, str] = field(default_factory=dict)  # tensors that hold one of the known position tables
    size: int = 0  # bytes of weights


@dataclass(frozen=True)
class Stack:
    """The layers that share a name: "transformer.encoder.layers" has tensors "transformer.encoder.layers.0...."."""

    prefix: str
    layers: int
    decoder: bool  # whether it has cross-attention


def words(name: str) -> set[str]:
    """The words of a tensor's name: "src_tok_emb.weight" -> {"src", "tok", "emb", "weight"}."""
    return set(re.split(r"[^a-z0-9]+", name.lower()))


def stacks(seen: Seen) -> tuple[Stack, ...]:
    """All stacks of torch's layers. `UserError` for more layers than any model has."""
    numbers: dict[str, list[int]] = {}
    for name in seen.shapes:
        if match := _LAYER.fullmatch(name):
            numbers.setdefault(match[1], []).append(int(match[2]))
    found = []
    for prefix, indices in numbers.items():
        layers = max(indices) + 1
        if layers > MOST_LAYERS:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model", "{path} names {layers} layers in '{prefix}', but at most {most} make sense."
                ),
                path=seen.path,
                layers=f"{layers:,}",
                prefix=prefix,
                most=MOST_LAYERS,
            )
        decoder = any(f"{prefix}.{i}.multihead_attn.in_proj_weight" in seen.shapes for i in indices)
        found.append(Stack(prefix, layers, decoder))
    return tuple(found)


def require_stacks(seen: Seen) -> tuple[tuple[Stack, ...], tuple[Stack, ...]]:
    """Encoders and decoders, at least one of each; `UserError` says what the file holds instead."""
    found = stacks(seen)
    if not found:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "{path} holds no layers of torch.nn.Transformer: none of its {shapes} tensors is "
                "called '….0.self_attn.in_proj_weight'; models of other libraries are opened as a "
                "folder.",
            ),
            path=seen.path,
            shapes=f"{len(seen.shapes):,}",
        )
    encoders = tuple(stack for stack in found if not stack.decoder)
    decoders = tuple(stack for stack in found if stack.decoder)
    if not encoders or not decoders:
        encoder = Sentence(QT_TRANSLATE_NOOP("Model", "an encoder"))
        decoder = Sentence(QT_TRANSLATE_NOOP("Model", "a decoder"))
        there, lacking = (decoder, encoder) if decoders else (encoder, decoder)
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "{path} has {there} but not {lacking} of torch.nn.Transformer; Translucent shows "
                "models that translate, with both.",
            ),
            path=seen.path,
            there=there,
            lacking=lacking,
        )
    return encoders, decoders


def d_model(seen: Seen, *chosen: Stack) -> int:
    """The width of stacks, from the shape [3 d_model, d_model] that most of their projections have; 0 without any."""
    shapes = _of_layers(seen, chosen, "self_attn.in_proj_weight")
    return _most(shape[1] for shape in shapes if len(shape) == 2 and shape[0] == 3 * shape[1])


def d_ff(seen: Seen, *chosen: Stack) -> int:
    """The width between the two linear layers that most layers have, 0 without any."""
    return _most(shape[0] for shape in _of_layers(seen, chosen, "linear1.weight") if len(shape) == 2)


def _of_layers(seen: Seen, chosen: tuple[Stack, ...], name: str) -> Iterator[Shape]:
    for stack in chosen:
        for index in range(stack.layers):
            if (shape := seen.shapes.get(f"{stack.prefix}.{index}.{name}")) is not None:
                yield shape


def _most(numbers: Iterable[int]) -> int:
    """The most common number, or 0, so that a single damaged layer is the one reported as wrong."""
    counted = Counter(numbers).most_common(1)
    return counted[0][0] if counted else 0


def table_size(shape: Shape) -> Shape:
    """[position, d_model] of a position table, which some modules keep as [1, position, d_model] or with the 1 inside.

    Empty for any other shape.
    """
    if len(shape) == 3 and shape[0] == 1:
        return shape[1:]
    if len(shape) == 3 and shape[1] == 1:
        return (shape[0], shape[2])
    return shape if len(shape) == 2 else ()


@dataclass(frozen=True)
class Candidates:
    """Which tensors could play each part, in the file's order."""

    embeddings: tuple[str, ...]  # [vocabulary, d_model], not like an output layer by name or bias
    outputs: tuple[str, ...]  # [vocabulary, d_model], like an output layer by name or bias
    biases: tuple[str, ...]  # [vocabulary]
    positions: tuple[str, ...]
    norms: tuple[str, ...]  # without ".weight"

    def of(self, role: str) -> tuple[str, ...]:
        """The choices for a role of `mapping.ROLES`, the likeliest first."""
        if role == "output":
            return self.outputs + self.embeddings
        if role in ("source_embedding", "target_embedding"):
            return self.embeddings + self.outputs
        if role == "output_bias":
            return self.biases
        return self.positions if role.endswith("positions") else self.norms


def candidates(seen: Seen, width: int, prefixes: tuple[str, ...]) -> Candidates:
    """The tensors outside the layers (whose names begin with `prefixes`), grouped by the roles that they fit."""
    embeddings: list[str] = []
    outputs: list[str] = []
    positions: list[str] = []
    norms: list[str] = []
    outside = {n: s for n, s in seen.shapes.items() if not n.startswith(tuple(f"{p}." for p in prefixes))}
    for name, shape in outside.items():
        if _is_table(name, shape, width):
            positions.append(name)
        elif len(shape) == 2 and shape[1] == width:
            (outputs if _is_output(name, shape, outside) else embeddings).append(name)
        elif shape == (width,) and name.endswith(".weight"):
            norms.append(name.removesuffix(".weight"))
    rows = {outside[name][0] for name in embeddings + outputs}
    biases = [name for name, shape in outside.items() if len(shape) == 1 and shape[0] in rows and "bias" in words(name)]
    return Candidates(tuple(embeddings), tuple(outputs), tuple(biases), tuple(positions), tuple(norms))


def _is_table(name: str, shape: Shape, width: int) -> bool:
    if table_size(shape)[1:] != (width,):
        return False
    named = any(word in _POSITIONS or word.startswith("pos") for word in words(name))
    return named or len(shape) == 3


def _is_output(name: str, shape: Shape, outside: dict[str, Shape]) -> bool:
    if any(word.startswith(_EMBEDDING) or "embed" in word for word in words(name)):
        return False
    own_bias = outside.get(f"{name.removesuffix('.weight')}.bias") == (shape[0],)
    return own_bias or bool(words(name) & _OUTPUT)


def side(name: str) -> str:
    """ "source" or "target" where a name tells exactly one of them, else ""."""
    source, target = bool(words(name) & _SOURCE), bool(words(name) & _TARGET)
    return "" if source == target else "source" if source else "target"
