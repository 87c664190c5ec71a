"""What a person sees of a checkpoint before it becomes a model: the mapping to begin with, and the report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from model.errors import Sentence, UserError
from model.foreign.plain.checking import Report, check
from model.foreign.plain.guess import Guess, Opened, guess
from model.foreign.plain.inspect import Seen, candidates, d_model, side, stacks
from model.foreign.plain.loading import read_checkpoint
from model.foreign.plain.mapping import Mapping
from model.foreign.plain.mapping_file import read_mapping
from model.foreign.plain.vocabulary import Pieces, Special, read_pieces, read_special, special_ids

SENTENCEPIECE = (".model", ".spm")


def open_checkpoint(path: Path, source_model: Path | None = None, target_model: Path | None = None) -> Opened:
    """A bare checkpoint with what its names suggest; SentencePiece models are looked for in its folder if not given.

    Raises `UserError` for a file that is not a checkpoint of torch.nn.Transformer.
    """
    seen = read_checkpoint(path)
    if source_model is None:
        source_model, beside = sentencepiece_beside(path)
        target_model = target_model or beside
    mapping = guess(seen, source_model, target_model).mapping
    pieces, special, problem = _vocabulary(mapping)
    return Opened(seen, guess(seen, source_model, target_model, pieces), pieces, special, problem)


def open_description(path: Path) -> Opened:
    """A checkpoint.toml with the checkpoint that it describes: nothing is guessed."""
    mapping = read_mapping(path)
    seen = read_checkpoint(mapping.checkpoint)
    found = stacks(seen)
    width = d_model(seen, *found)
    possible = candidates(seen, width, tuple(stack.prefix for stack in found))
    return Opened(seen, Guess(mapping, possible, frozenset()), *_vocabulary(mapping))


def _vocabulary(mapping: Mapping) -> tuple[Pieces | None, Special | None, Sentence | str]:
    if mapping.source_model is None or mapping.target_model_path is None:
        return None, None, ""
    try:
        return read_pieces(mapping), read_special(mapping.target_model_path), ""
    except UserError as error:
        return None, None, error.sentence


def sentencepiece_beside(path: Path) -> tuple[Path | None, Path | None]:
    """The SentencePiece models in the checkpoint's folder: the only one, or two whose names tell their side."""
    folder = path if path.is_dir() else path.absolute().parent
    try:
        found = sorted(file for file in folder.iterdir() if file.suffix in SENTENCEPIECE and file.is_file())
    except OSError:
        return None, None
    if len(found) == 1:
        return found[0], None
    sides = {wanted: [file for file in found if side(file.stem) == wanted] for wanted in ("source", "target")}
    if all(len(files) == 1 for files in sides.values()):
        return sides["source"][0], sides["target"][0]
    return None, None


def report_of(seen: Seen, mapping: Mapping) -> Report:
    """`check`, with errors of the vocabulary among the problems."""
    try:
        pieces = read_pieces(mapping)
    except UserError as error:
        report = check(seen, mapping)
        return replace(report, problems=(error.sentence, *report.problems))
    report = check(seen, mapping, pieces)
    if report.problems:
        return report
    try:
        special_ids(mapping, report.sizes.source_rows, report.sizes.target_rows)
    except UserError as error:
        return replace(report, problems=(error.sentence,))
    return report
