"""For every parameter of our Transformer the tensor it would be taken from: matched, missing, wrong shape.

The report is computed from names and shapes alone. `loading` uses the lines of the report, so what is shown is what is
loaded. Without torch.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from model.errors import QT_TRANSLATE_NOOP, Sentence, either
from model.foreign.plain.inspect import Seen, Shape, Stack, d_ff, d_model, stacks, table_size
from model.foreign.plain.mapping import EMBEDDINGS, Mapping
from model.foreign.plain.vocabulary import Pieces

State = Literal["matched", "zeros", "missing", "wrong shape"]

# torch's names inside a layer -> ours; in_proj holds queries, keys and values stacked in this order.
_ATTENTION = {"self_attn": "self_attention", "multihead_attn": "cross_attention"}
_IN_PROJ = ("query", "key", "value")
_ENCODER_NORMS = {"norm1": "self_residual", "norm2": "feed_forward_residual"}
_DECODER_NORMS = {"norm1": "self_residual", "norm2": "cross_residual", "norm3": "feed_forward_residual"}
_LINEAR = {"linear1": "inner", "linear2": "outer"}

_SIDES = {
    "encoder": Sentence(QT_TRANSLATE_NOOP("Model", "encoder")),
    "decoder": Sentence(QT_TRANSLATE_NOOP("Model", "decoder")),
}
_NONE = Sentence(QT_TRANSLATE_NOOP("Model", "none"))


@dataclass(frozen=True)
class Line:
    """One of our parameters.

    `expected` and `found` are shapes of the checkpoint's tensor; () as `expected`: not known yet.
    """

    parameter: str
    tensor: str  # "" where the checkpoint has none
    expected: Shape
    found: Shape | None
    state: State  # "zeros": a bias that the checkpoint's layers do not have
    part: int | None = None  # which third of the rows, counted from 0


@dataclass(frozen=True)
class LeftOver:
    """A tensor that is not used. `inside`: it belongs to a layer, so our layer would lack what it does."""

    tensor: str
    shape: Shape
    inside: bool


@dataclass(frozen=True)
class Sizes:
    """Sizes from the shapes; 0 where the shapes do not decide yet."""

    d_model: int
    d_ff: int
    encoder_layers: int
    decoder_layers: int
    source_rows: int
    target_rows: int
    positions: int  # rows of the shorter position table, or `Mapping.max_positions`


@dataclass(frozen=True)
class Report:
    sizes: Sizes
    lines: tuple[Line, ...]
    left_over: tuple[LeftOver, ...]
    final_norm: bool
    problems: tuple[Sentence, ...]  # why no model can be made of it

    @property
    def numbers(self) -> dict[str, int]:
        """matched, zeros, missing, wrong shape and left over -> how many."""
        counted = Counter(line.state for line in self.lines)
        states: tuple[State, ...] = ("matched", "zeros", "missing", "wrong shape")
        return {**{state: counted[state] for state in states}, "left over": len(self.left_over)}


def check(seen: Seen, mapping: Mapping, pieces: Pieces | None = None) -> Report:
    """Compare the checkpoint with the mapping; `pieces` are the sizes of the SentencePiece models."""
    return _Check(seen, mapping, pieces).report()


class _Check:
    def __init__(self, seen: Seen, mapping: Mapping, pieces: Pieces | None) -> None:
        self.seen, self.mapping, self.pieces = seen, mapping, pieces
        self.found = {stack.prefix: stack for stack in stacks(seen)}
        self.width = d_model(seen, *self._chosen())
        self.lines: list[Line] = []
        self.kinds = {self._kind(name) for name in seen.shapes} - {("", "")}

    def _chosen(self) -> list[Stack]:
        wanted = ((self.mapping.encoder_layers, False), (self.mapping.decoder_layers, True))
        stacks = (self.found.get(prefix) for prefix, _ in wanted)
        return [stack for stack, (_, decoder) in zip(stacks, wanted, strict=True) if stack and stack.decoder is decoder]

    def report(self) -> Report:
        mapping, sizes = self.mapping, self._sizes()
        self._embeddings(sizes)
        layers: list[Line] = []
        for prefix, count, side in (
            (mapping.encoder_layers, sizes.encoder_layers, "encoder"),
            (mapping.decoder_layers, sizes.decoder_layers, "decoder"),
        ):
            for index in range(count):
                layers += self._layer(f"{prefix}.{index}", f"{side}.{index}", side == "decoder", sizes)
        self.lines += layers
        final_norm = bool(mapping.encoder_norm and mapping.decoder_norm)
        for name, tensor in (("encoder_norm", mapping.encoder_norm), ("decoder_norm", mapping.decoder_norm)):
            if tensor:
                self.lines += self._norm(tensor, name)
        left_over = self._left_over()
        return Report(sizes, tuple(self.lines), left_over, final_norm, tuple(self._problems(sizes, left_over)))

    def _sizes(self) -> Sizes:
        shapes, mapping = self.seen.shapes, self.mapping
        layers = {stack.decoder: stack.layers for stack in self._chosen()}
        tables = [table_size(shapes.get(name, ())) for name in (mapping.source_positions, mapping.target_positions)]
        held = min((table[0] if table else 0) for table in tables)
        return Sizes(
            self.width,
            d_ff(self.seen, *self._chosen()),
            layers.get(False, 0),
            layers.get(True, 0),
            self._rows("source_embedding"),
            self._rows("target_embedding"),
            held if mapping.positions == "table" else mapping.max_positions,
        )

    def _rows(self, role: str) -> int:
        shape = self.seen.shapes.get(getattr(self.mapping, role), ())
        return shape[0] if len(shape) == 2 else 0

    # ---- lines ----

    def _line(self, tensor: str, parameter: str, expected: Shape, part: int | None = None) -> Line:
        found = self.seen.shapes.get(tensor)
        state: State = "missing" if found is None else "matched" if found == expected else "wrong shape"
        return Line(parameter, tensor, expected, found, state, part)

    def _embeddings(self, sizes: Sizes) -> None:
        mapping, pieces = self.mapping, self.pieces
        # More rows than pieces are allowed, fewer are not.
        source = max(sizes.source_rows, pieces.source if pieces else 0)
        target = max(sizes.target_rows, pieces.target if pieces else 0)
        names = ("source_embedding.weight", "target_embedding.weight", "output.weight")
        for role, name, rows in zip(EMBEDDINGS, names, (source, target, target), strict=True):
            self.lines.append(self._line(getattr(mapping, role), name, (rows, self.width) if rows else ()))
        if mapping.output_bias:
            self.lines.append(self._line(mapping.output_bias, "output.bias", (target,)))
        if mapping.positions == "table":
            for name in ("source_positions", "target_positions"):
                tensor = getattr(mapping, name)
                found = self.seen.shapes.get(tensor)
                fits = found is not None and table_size(found)[1:] == (self.width,) and min(found) > 0
                expected = found if fits and found is not None else (sizes.positions, self.width)
                self.lines.append(self._line(tensor, name, expected))

    def _layer(self, theirs: str, ours: str, decoder: bool, sizes: Sizes) -> Iterator[Line]:
        width, inner = self.width, sizes.d_ff
        for attention in ("self_attn", "multihead_attn") if decoder else ("self_attn",):
            name = f"{ours}.{_ATTENTION[attention]}"
            for kind, shape in (("weight", (3 * width, width)), ("bias", (3 * width,))):
                for part, projection in enumerate(_IN_PROJ):
                    tensor = f"{theirs}.{attention}.in_proj_{kind}"
                    yield self._weight_or_bias(tensor, f"{name}.{projection}.{kind}", shape, part)
            yield from self._linear(f"{theirs}.{attention}.out_proj", f"{name}.out", (width, width))
        for linear, shape in (("linear1", (inner, width)), ("linear2", (width, inner))):
            yield from self._linear(f"{theirs}.{linear}", f"{ours}.feed_forward.{_LINEAR[linear]}", shape)
        for norm, residual in (_DECODER_NORMS if decoder else _ENCODER_NORMS).items():
            yield from self._norm(f"{theirs}.{norm}", f"{ours}.{residual}.norm")

    def _linear(self, theirs: str, ours: str, shape: Shape) -> Iterator[Line]:
        yield self._line(f"{theirs}.weight", f"{ours}.weight", shape)
        yield self._weight_or_bias(f"{theirs}.bias", f"{ours}.bias", shape[:1])

    def _norm(self, theirs: str, ours: str) -> Iterator[Line]:
        yield self._line(f"{theirs}.weight", f"{ours}.weight", (self.width,))
        yield self._weight_or_bias(f"{theirs}.bias", f"{ours}.bias", (self.width,))

    def _weight_or_bias(self, tensor: str, ours: str, shape: Shape, part: int | None = None) -> Line:
        line = self._line(tensor, ours, shape, part)
        if line.state == "missing" and ours.endswith(".bias") and not self._has(tensor):
            return Line(ours, "", shape, None, "zeros")
        return line

    def _has(self, bias: str) -> bool:
        """Whether another layer of its stack has this bias: if so, it is missing; if not, no layer has one."""
        return self._kind(bias) in self.kinds

    def _kind(self, name: str) -> tuple[str, str]:
        """ "transformer.encoder.layers.3.linear1.bias" -> the stack's name and "linear1.bias"."""
        for prefix in (self.mapping.encoder_layers, self.mapping.decoder_layers):
            if prefix and name.startswith(f"{prefix}."):
                return prefix, name.removeprefix(f"{prefix}.").partition(".")[2]
        return "", ""

    # ---- what does not fit ----

    def _left_over(self) -> tuple[LeftOver, ...]:
        used = {line.tensor for line in self.lines}
        prefixes = tuple(f"{p}." for p in (self.mapping.encoder_layers, self.mapping.decoder_layers) if p)
        return tuple(
            LeftOver(name, shape, bool(prefixes) and name.startswith(prefixes))
            for name, shape in self.seen.shapes.items()
            if name not in used
        )

    def _problems(self, sizes: Sizes, left_over: tuple[LeftOver, ...]) -> Iterator[Sentence]:
        mapping = self.mapping
        stacks = (("encoder", mapping.encoder_layers, False), ("decoder", mapping.decoder_layers, True))
        for side, prefix, decoder in stacks:
            named = [f"'{stack.prefix}'" for stack in self.found.values() if stack.decoder is decoder]
            if prefix not in self.found or self.found[prefix].decoder is not decoder:
                yield Sentence(
                    QT_TRANSLATE_NOOP(
                        "Model",
                        "{key} is '{prefix}', but the checkpoint's {side} layers are called {there}; choose them.",
                    ),
                    key=f"{side}_layers",
                    prefix=prefix,
                    side=_SIDES[side],
                    there=either(named) if named else _NONE,
                )
        if sizes.d_model and sizes.d_model % mapping.heads:
            yield Sentence(
                QT_TRANSLATE_NOOP(
                    "Model",
                    "d_model {d_model} cannot be shared out evenly over {heads} heads; say how many heads "
                    "the model was trained with.",
                ),
                d_model=sizes.d_model,
                heads=mapping.heads,
            )
        if bool(mapping.encoder_norm) != bool(mapping.decoder_norm):
            has, lacks = ("encoder", "decoder") if mapping.encoder_norm else ("decoder", "encoder")
            yield (
                Sentence(
                    QT_TRANSLATE_NOOP(
                        "Model",
                        "There is a norm after the {has}'s layers but none after the {lacks}'s, which "
                        "Translucent's Transformer cannot express; choose both or neither.",
                    ),
                    has=_SIDES[has],
                    lacks=_SIDES[lacks],
                )
            )
        for line in self.lines:
            if line.state == "missing" and not line.tensor:
                yield Sentence(
                    QT_TRANSLATE_NOOP("Model", "Nothing was chosen for {parameter}; choose its tensor."),
                    parameter=line.parameter,
                )
            elif line.state == "missing":
                yield Sentence(
                    QT_TRANSLATE_NOOP("Model", "The checkpoint has no tensor '{tensor}', which {parameter} needs."),
                    tensor=line.tensor,
                    parameter=line.parameter,
                )
            elif line.state == "wrong shape":
                yield (
                    Sentence(
                        QT_TRANSLATE_NOOP(
                            "Model",
                            "The tensor '{tensor}' has the shape {shape}, but {parameter} needs {expected}.",
                        ),
                        tensor=line.tensor,
                        shape=shape_text(line.found),
                        parameter=line.parameter,
                        expected=shape_text(line.expected),
                    )
                )
        if foreign := [one.tensor for one in left_over if one.inside]:
            yield (
                Sentence(
                    QT_TRANSLATE_NOOP(
                        "Model",
                        "The layers hold {count} tensors that torch.nn.Transformer does not have, first "
                        "'{first}': such a custom layer cannot be shown.",
                    ),
                    count=len(foreign),
                    first=foreign[0],
                )
            )


def shape_text(shape: Shape | None) -> Sentence | str:
    """ "512 × 2048"."""
    if shape is None:
        return _NONE
    return " × ".join(map(str, shape)) or Sentence(QT_TRANSLATE_NOOP("Model", "unknown"))
