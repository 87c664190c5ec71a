"""Folders of the cache that the Hugging Face hub's own programs keep: models--OWNER--NAME/snapshots/COMMIT."""

from __future__ import annotations

from pathlib import Path

_MODELS = "models--"


def repository_of(folder: Path) -> str:
    """The repository ("owner/name") of a folder of the cache or of one of its snapshots; "" for any other folder."""
    folder = folder.absolute()
    own = folder.parents[1] if folder.parent.name == "snapshots" and len(folder.parents) > 1 else folder
    return own.name.removeprefix(_MODELS).replace("--", "/", 1) if own.name.startswith(_MODELS) else ""


def snapshot_of(folder: Path) -> Path | None:
    """The snapshot that a folder of the cache means: that of its branch "main", else the newest. None for others."""
    if not folder.absolute().name.startswith(_MODELS):
        return None
    snapshots = folder / "snapshots"
    try:
        named = snapshots / (folder / "refs" / "main").read_text(encoding="utf-8").strip()
        if named.parent == snapshots and named.is_dir():
            return named
    except (OSError, ValueError):
        pass
    try:
        found = [child for child in snapshots.iterdir() if child.is_dir()]
        return max(found, key=lambda child: child.stat().st_mtime, default=None)
    except OSError:
        return None


def model_name(folder: Path) -> str:
    """The name of the folder; in the cache, where that is a hash, the repository's name."""
    return repository_of(folder).rpartition("/")[2] or folder.absolute().name
