"""A first `Mapping` for a checkpoint, and which of its values a person has to confirm. Without torch."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from model.errors import Sentence
from model.foreign.plain.inspect import Candidates, Seen, Stack, candidates, d_model, require_stacks, side
from model.foreign.plain.mapping import Mapping, PlainPositions
from model.foreign.plain.vocabulary import Pieces, Special

ALWAYS_GUESSED = ("heads", "norm", "activation", "scale_embedding")
USUAL_HEADS = 8  # torch.nn.Transformer's default


@dataclass(frozen=True)
class Guess:
    """A mapping, the candidates for its roles, and the fields that no name or shape decided."""

    mapping: Mapping
    candidates: Candidates
    unsure: frozenset[str]


@dataclass(frozen=True)
class Opened:
    """An opened checkpoint as a person sees it: what was read, and the mapping to begin with."""

    seen: Seen
    guess: Guess  # `unsure` is empty where a checkpoint.toml said everything
    pieces: Pieces | None  # None while there is no SentencePiece model
    special: Special | None  # the target's
    problem: Sentence | str = ""  # why a SentencePiece model could not be read


def usual_heads(width: int) -> int:
    """The number of heads to begin with: torch's own 8, or the next smaller one that divides d_model."""
    return next(heads for heads in range(min(USUAL_HEADS, max(width, 1)), 0, -1) if width % heads == 0)


def possible_heads(width: int) -> tuple[int, ...]:
    """Every number of heads that divides d_model."""
    return tuple(heads for heads in range(1, width + 1) if width % heads == 0)


def guess(
    seen: Seen, source_model: Path | None = None, target_model: Path | None = None, pieces: Pieces | None = None
) -> Guess:
    """The likeliest mapping; a role for which several tensors fit equally well stays "".

    Raises `UserError` for a file without an encoder and a decoder of torch.nn.Transformer.
    """
    encoders, decoders = require_stacks(seen)
    encoder, decoder = encoders[0], decoders[0]
    width = d_model(seen, *encoders, *decoders)
    possible = candidates(seen, width, tuple(stack.prefix for stack in (*encoders, *decoders)))
    source, target = _embeddings(seen, possible, pieces)
    output = _output(seen, possible, target)
    tables = _pair(possible.positions)
    # Defaults of torch.nn.Transformer, and scaling and positions as in the paper.
    positions: PlainPositions = "table" if all(tables) else "interleaved"
    mapping = Mapping(
        checkpoint=seen.path,
        source_model=source_model,
        target_model=target_model,
        heads=usual_heads(width),
        norm="post",
        activation="relu",
        positions=positions,
        scale_embedding=True,
        name=seen.path.stem,
        encoder_layers=encoder.prefix if len(encoders) == 1 else "",
        decoder_layers=decoder.prefix if len(decoders) == 1 else "",
        source_embedding=source,
        target_embedding=target,
        output=output,
        output_bias=_bias(seen, possible, output),
        source_positions=tables[0],
        target_positions=tables[1],
        encoder_norm=_norm(possible, encoder, "source"),
        decoder_norm=_norm(possible, decoder, "target"),
    )
    unsure = {*ALWAYS_GUESSED, *(["positions"] if positions != "table" else [])}
    return Guess(mapping, possible, frozenset(unsure))


def _pair(names: tuple[str, ...]) -> tuple[str, str]:
    """The only tensor for both sides, or one tensor for each side by name; "" where that is not clear."""
    if len(names) == 1:
        return names[0], names[0]
    sides = {wanted: [name for name in names if side(name) == wanted] for wanted in ("source", "target")}
    source, target = (found[0] if len(found) == 1 else "" for found in sides.values())
    if len(names) == 2 and bool(source) != bool(target):  # the other tensor is for the other side
        (rest,) = {*names} - {source, target}
        return (source, rest) if source else (rest, target)
    return source, target


def _embeddings(seen: Seen, possible: Candidates, pieces: Pieces | None) -> tuple[str, str]:
    names = possible.embeddings
    if not names and len(possible.outputs) == 1:
        return possible.outputs[0], possible.outputs[0]  # one matrix for everything, named like an output
    source, target = _pair(names)
    if pieces is not None and pieces.source != pieces.target:  # then the sizes tell them apart
        fits = [[name for name in names if seen.shapes[name][0] == size] for size in (pieces.source, pieces.target)]
        source = source or (fits[0][0] if len(fits[0]) == 1 else "")
        target = target or (fits[1][0] if len(fits[1]) == 1 else "")
    return source, target


def _output(seen: Seen, possible: Candidates, target: str) -> str:
    names = possible.outputs
    if len(names) > 1 and target:
        names = tuple(name for name in names if seen.shapes[name] == seen.shapes[target])
    if len(names) > 1:
        names = tuple(name for name in names if side(name) == "target") or names
    # A model without a separate output layer uses its embedding matrix as output (paper, section 3.4).
    return names[0] if len(names) == 1 else target if not possible.outputs else ""


def _bias(seen: Seen, possible: Candidates, output: str) -> str:
    if not output:
        return ""
    own = f"{output.removesuffix('.weight')}.bias"
    if own in possible.biases:
        return own
    fits = [name for name in possible.biases if seen.shapes[name][0] == seen.shapes[output][0]]
    return fits[0] if len(fits) == 1 else ""


def _norm(possible: Candidates, stack: Stack, wanted: str) -> str:
    """The LayerNorm after a stack: in torch it is called "norm" and is next to the layers."""
    own = f"{stack.prefix.rpartition('.')[0]}.norm"
    if own in possible.norms:
        return own
    fits = [name for name in possible.norms if side(name) == wanted]
    return fits[0] if len(fits) == 1 else ""
