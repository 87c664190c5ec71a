"""Where in a folder the model is, and what the folder is where it holds no model that can be used. No torch."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from model.errors import QT_TRANSLATE_NOOP, Sentence
from model.foreign.hub_cache import snapshot_of
from model.library.contents import Contents, contents_of
from model.library.other_programs import archive_in, other_program, single_file
from model.training.run_folder import RunFolder

CHECKPOINT = "checkpoint.toml"
_WEIGHTS = ("*.pt", "*.pth", "*.bin", "*.safetensors")
_SHOWN = 5  # names in a sentence


def only_model(path: Path) -> Path:
    """`path`, or the only model inside a folder that is none itself, such as that of an unpacked archive."""
    inside = [] if is_model(path) else models_inside(path)
    if len(inside) != 1 or other_program(contents_of(path)):
        return path
    return inside[0]


def model_in(path: Path) -> Path:
    """The model itself, whatever folder around it was chosen: in a cache of the hub it is a snapshot."""
    path = only_model(path)
    return snapshot_of(path) or path


def is_model(path: Path) -> bool:
    """Whether `path` looks like a model; `describe` reports what is wrong with it. What cannot be read is none."""
    try:
        return (path.suffix == ".toml" and path.is_file()) or _is_here(path) or snapshot_of(path) is not None
    except OSError:
        return False


def models_inside(path: Path) -> list[Path]:
    """The folders directly in `path` that look like models."""
    with contextlib.suppress(OSError):
        return sorted(child for child in path.iterdir() if child.is_dir() and is_model(child))
    return []


def _is_here(path: Path) -> bool:
    # A link to nowhere says that a configuration belongs there.
    return os.path.lexists(path / "config.json") or (path / CHECKPOINT).is_file() or RunFolder(path).exists


def no_model(path: Path) -> Sentence:
    """A sentence on what `path` is, if it is no model, and on the way to one."""
    if path.is_symlink() and not path.exists():
        return Sentence(
            QT_TRANSLATE_NOOP("Model", "{path} is a link to {target}, which is gone; choose the folder itself."),
            path=path,
            target=os.readlink(path),
        )
    if path.is_file():
        return single_file(path)
    try:
        found = contents_of(path)
    except OSError as error:
        return unreadable(path, error)
    program = other_program(found)
    if isinstance(program, Sentence):
        return program
    inside = [child.name for child in models_inside(path)]
    if inside:
        return Sentence(
            QT_TRANSLATE_NOOP("Model", "{path} is no model itself but holds some; choose one of them: {inside}."),
            path=path,
            inside=", ".join(inside[:_SHOWN]),
        )
    return _without_config(found)


def unreadable(path: Path, error: OSError) -> Sentence:
    return Sentence(
        QT_TRANSLATE_NOOP("Model", "{path} cannot be read ({reason}); look at its permissions."),
        path=error.filename or path,
        reason=error,
    )


def _without_config(found: Contents) -> Sentence:
    if found.folder.name.startswith("models--"):
        return Sentence(
            QT_TRANSLATE_NOOP(
                "Model",
                "{path} is a folder of the Hugging Face cache without a snapshot of the model; download the model "
                "again.",
            ),
            path=found.folder,
        )
    if found.first("adapter_config.json"):
        return Sentence(
            QT_TRANSLATE_NOOP(
                "Model", "{folder} holds only an adapter for another model; choose the folder of a whole model."
            ),
            folder=found.folder,
        )
    if archive := archive_in(found):
        return Sentence(
            QT_TRANSLATE_NOOP(
                "Model", "{path} holds an archive, {name}; unpack it and choose the folder that comes out of it."
            ),
            path=found.folder,
            name=archive,
        )
    if found.first(*_WEIGHTS):
        return Sentence(
            QT_TRANSLATE_NOOP(
                "Model", "{path} holds weights but no config.json; put the model's config.json beside them."
            ),
            path=found.folder,
        )
    return Sentence(
        QT_TRANSLATE_NOOP("Model", "{path} is no model: it holds no config.json; choose the folder of a model."),
        path=found.folder,
    )


def absent(found: Contents, names: tuple[str, ...]) -> Sentence | str:
    """A sentence if files of these names are only links to nowhere or notes of git-lfs, else ""."""
    gone = [name for name in names if name in found.dangling]
    if gone:
        return Sentence(
            QT_TRANSLATE_NOOP(
                "Model",
                "{folder} holds links to files that are gone ({names}); download the model again, or copy it "
                "with the files that its links lead to.",
            ),
            folder=found.folder,
            names=", ".join(gone[:_SHOWN]),
        )
    notes = [name for name in names if name in found.notes]
    if notes:
        return Sentence(
            QT_TRANSLATE_NOOP(
                "Model",
                "{folder} holds git-lfs's notes in place of files ({names}); run 'git lfs pull' in it, or download "
                "the model again.",
            ),
            folder=found.folder,
            names=", ".join(notes[:_SHOWN]),
        )
    return ""
