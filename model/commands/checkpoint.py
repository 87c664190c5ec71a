"""`main.py checkpoint CHECKPOINT|checkpoint.toml [--to DIR] [--json]`: a torch.nn.Transformer's state dict as a model.

Without --to it reports what matches, what is missing and what is left over. For a checkpoint without checkpoint.toml it
also prints a first one, in which every value that the tensor shapes do not determine is marked as a guess.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from model.commands.json_line import json_line
from model.commands.pasting import to_paste
from model.errors import UserError
from model.foreign.plain.checking import Line, Report, shape_text
from model.foreign.plain.inspect import Seen
from model.foreign.plain.making import make_bundle
from model.foreign.plain.mapping import Mapping
from model.foreign.plain.mapping_file import FILE, mapping_text, read_mapping
from model.foreign.plain.opening import open_checkpoint, open_description, report_of

LEFT_OVER_SHOWN = 20


def run(args: argparse.Namespace) -> int:
    """Status 0 when the checkpoint is complete (or the model was written), 1 when the report says what is missing."""
    path = _described(Path(args.file))
    described = path.suffix == ".toml"
    if args.to is not None:
        if not described:
            raise UserError(
                f"{path} does not say its heads, the order of its norms and what else no shape tells; save what "
                f"this prints as {FILE}, correct its guesses, and give that file: {to_paste('checkpoint', path)}"
            )
        return _make(path, Path(args.to), args.json)
    opened = open_description(path) if described else open_checkpoint(path)
    seen, mapping = opened.seen, opened.guess.mapping
    report = report_of(seen, mapping)
    text = "" if described else mapping_text(mapping, path.absolute().parent, opened.guess.unsure)
    if args.json:
        print(json_line(_values(seen, mapping, report, text)))
    else:
        _print(seen, mapping, report, text)
    return 1 if report.problems else 0


def _described(path: Path) -> Path:
    """The checkpoint.toml of a folder that has one, else `path` itself."""
    return path / FILE if path.is_dir() and (path / FILE).is_file() else path


def _make(path: Path, folder: Path, as_json: bool) -> int:
    bundle = make_bundle(read_mapping(path), folder)
    assert bundle is not None  # None only if it was stopped
    parameters = bundle.model.parameter_count()
    if as_json:
        print(json_line({"model": folder, "name": bundle.name, "parameters": parameters}))
    else:
        print(f"{folder}: {bundle.name}, {parameters:,} parameters. Use it with: ", end="")
        print(to_paste("translate", "TEXT", "--model", folder))
    return 0


def _values(seen: Seen, mapping: Mapping, report: Report, text: str) -> dict[str, Any]:
    sizes = {key: getattr(report.sizes, key) for key in report.sizes.__dataclass_fields__}
    return {
        "checkpoint": str(seen.path),
        "complete": not report.problems,
        "numbers": report.numbers,
        "sizes": sizes,
        "sinusoids": seen.sinusoids,
        "lines": [line.__dict__ for line in report.lines],
        "left_over": [one.__dict__ for one in report.left_over],
        "problems": [str(problem) for problem in report.problems],
        "toml": text or mapping_text(mapping),
    }


def _print(seen: Seen, mapping: Mapping, report: Report, text: str) -> None:
    """Print the report; above a first checkpoint.toml as comments, so that the output can be saved as that file."""
    for line in _report(seen, mapping, report):
        print(f"# {line}" if text else line)
    for problem in report.problems:
        print(problem, file=sys.stderr)
    if text:
        print(f"\n{text}", end="")


def _report(seen: Seen, mapping: Mapping, report: Report) -> Iterator[str]:
    sizes = report.sizes
    yield (
        f"{seen.path}: {len(seen.shapes):,} tensors; d_model {sizes.d_model}, d_ff {sizes.d_ff}, "
        f"{sizes.encoder_layers} + {sizes.decoder_layers} layers, {sizes.source_rows:,} and {sizes.target_rows:,} "
        f"rows of embeddings"
    )
    words = {"zeros": "zero biases that the checkpoint does without"}
    yield ", ".join(
        f"{count} {words.get(state, state)}" for state, count in report.numbers.items() if count or state not in words
    )
    for line in report.lines:
        if line.state in ("missing", "wrong shape"):
            yield f"  {line.state}: {_line(line)}"
    for one in report.left_over[:LEFT_OVER_SHOWN]:
        yield f"  left over: {one.tensor} ({shape_text(one.shape)})"
    if len(report.left_over) > LEFT_OVER_SHOWN:
        yield f"  and {len(report.left_over) - LEFT_OVER_SHOWN} more left over"
    for name in dict.fromkeys((mapping.source_positions, mapping.target_positions)):
        if name:
            yield f"  positions: {name} is {seen.sinusoids.get(name, 'learned, or a table of another kind')}"


def _line(line: Line) -> str:
    return f"{line.parameter} <- {line.tensor or '?'}: {shape_text(line.found)}, needed {shape_text(line.expected)}"
