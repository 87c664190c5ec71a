"""`main.py models`: the models on this computer and on the hub; list, search, show, add, download, rename, remove.

Before a download, licence and source are shown, and the user must agree, unless --yes is given. With --json every
answer is one JSON object per line on standard output; messages to the user go to standard error.
"""

from __future__ import annotations

import argparse
import sys
import time
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

from model.commands.json_line import json_line
from model.errors import UserError
from model.library import library
from model.library.entry import LibraryEntry
from model.library.hub import DownloadProgress, HubHit, HubModel, download, look_up, search

# Action -> its arguments.
ACTIONS: dict[str, tuple[str, ...]] = {
    "list": (),
    "search": ("TEXT",),
    "show": ("NAME",),
    "add": ("DIR",),
    "download": ("REPOSITORY",),
    "rename": ("NAME", "NEW-NAME"),
    "remove": ("NAME",),
}


def run(args: argparse.Namespace) -> int:
    """Run one action; 0 if done, 1 if the user said no, `UserError` if it is not possible."""
    action, names = args.action or "list", list(args.name)
    if action == "search":
        names = [" ".join(names)] if names else []
    if action not in ACTIONS or len(names) != len(ACTIONS[action]):
        shapes = " | ".join(" ".join((name, *given)) for name, given in ACTIONS.items())
        raise UserError(f"'models {' '.join((action, *names))}' is not how it is used; it is one of: {shapes}.")
    if told := library.notice():
        print(told, file=sys.stderr)
    if action == "list":
        _show_entries(library.entries(), args.json)
    elif action == "search":
        _search(names[0], args.json)
    elif action == "show":
        _show(names[0], args.json)
    elif action == "add":
        _add(Path(names[0]), args.json)
    elif action == "rename":
        _show_entries([library.rename(library.find_entry(names[0]).key, names[1])], args.json)
    elif action == "remove":
        return _remove(names[0], args.yes)
    else:
        return _download(names[0], args.json, args.yes)
    return 0


def _search(text: str, as_json: bool) -> None:
    """First the models on this computer, then those on the hub; an unreachable hub is not a failure."""
    here = library.search(text)
    _show_entries(here, as_json)
    try:
        found = search(text)
    except UserError as error:
        print(error, file=sys.stderr)
        return
    known = {entry.repository for entry in here}
    for hit in found:
        if hit.repository not in known:
            print(json_line(asdict(hit)) if as_json else _hit_line(hit))
    if not here and not found:
        print(f"Nothing is named '{text}', neither here nor on the hub.", file=sys.stderr)


def _add(path: Path, as_json: bool) -> None:
    from model.library.loading import add_model  # torch, which the other actions do not need

    _show_entries([add_model(path)], as_json)


def _show(name: str, as_json: bool) -> None:
    try:
        entry = library.find_entry(name)
    except UserError:
        model = look_up(*_at(name))
        print(json_line(_values(model)) if as_json else _described(model))
        return
    _show_entries([entry], as_json)
    if not as_json and entry.card is not None:
        print(f"  card      {entry.card}")


def _remove(name: str, sure: bool) -> int:
    entry = library.find_entry(name)
    if not entry.added and not entry.shipped and not _agreed(f"Delete {entry.path} ({_size(entry.size)})?", sure):
        return 1
    library.remove(entry.key)
    stays = "is forgotten; its folder stays where it is" if entry.path.exists() else "is forgotten"
    what = stays if entry.added else "is deleted"
    print(f"'{entry.name}' {what}.", file=sys.stderr)
    return 0


def _download(name: str, as_json: bool, sure: bool) -> int:
    model = look_up(*_at(name))
    print(_described(model), file=sys.stderr)
    if model.problem:
        raise UserError(f"{model.repository} was not downloaded, as it cannot be used here.")
    if not _agreed(f"Download {_size(model.size)} to {library.models_folder()}?", sure):
        return 1
    told = 0.0
    try:
        with closing(download(model.repository, model.revision)) as events:
            for event in events:
                if as_json:
                    print(json_line(_event(event)), flush=True)
                elif event.entry is not None:
                    print(file=sys.stderr)
                    _show_entries([event.entry], False)
                elif sys.stderr.isatty() or time.monotonic() - told > 10:
                    told = time.monotonic()
                    print(_progress(event), end="\r" if sys.stderr.isatty() else "\n", file=sys.stderr, flush=True)
    except KeyboardInterrupt:
        print("\nWhat came is kept; the same command goes on from there.", file=sys.stderr)
        raise
    return 0


def _agreed(question: str, sure: bool) -> bool:
    if sure:
        return True
    if not sys.stdin.isatty():
        raise UserError(f"{question.rstrip('?')}: nobody is there to be asked; add --yes to agree beforehand.")
    print(f"{question} [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _at(name: str) -> tuple[str, str | None]:
    """ "owner/name@revision" -> its two parts."""
    repository, _, revision = name.partition("@")
    return repository, revision or None


# ---- lines ----


def _show_entries(entries: list[LibraryEntry], as_json: bool) -> None:
    for entry in entries:
        if as_json:
            print(json_line({**asdict(entry), "languages": entry.languages}))
            continue
        size = _size(entry.size) if entry.size else ""
        facts = [entry.family, entry.languages, size, entry.licence, entry.origin]
        called = f"{entry.name} [{entry.key}]" if entry.shipped else entry.name
        print(f"{called}\n  {', '.join(fact for fact in facts if fact)}")
        if entry.added or entry.problem:
            print(f"  {entry.path}")
        if entry.problem:
            print(f"  {entry.problem}")


def _hit_line(hit: HubHit) -> str:
    facts = [", ".join(hit.languages[:6]), hit.licence or "no licence named", f"{hit.downloads:,} downloads a month"]
    return f"{hit.repository}\n  on the hub, {', '.join(fact for fact in (*facts, hit.last_change) if fact)}"


def _described(model: HubModel) -> str:
    """The facts that the user should know before a download."""
    pair = " \u2192 ".join(dict.fromkeys(filter(None, (model.source_language, model.target_language))))
    how = {"native": "by this program itself", "transformers": "by the package transformers", "no": "no"}[model.loads]
    lines = [
        model.repository,
        f"  source    {model.url}",
        f"  licence   {model.licence or 'none is named; ask its author before you use it'}",
        f"  family    {model.family}",
        f"  languages {pair or ', '.join(model.languages) or 'not told'}",
        f"  size      {_size(model.size)} in {len(model.files)} files",
        f"  revision  {model.revision[:12]}{f', of {model.last_change}' if model.last_change else ''}",
        f"  plays     {how}",
    ]
    if model.gated:
        lines.append(f"  Its conditions must be accepted on {model.url} first.")
    lines += [f"  {sentence}" for sentence in (model.problem, model.note) if sentence]
    if model.installed:
        lines.append("  It is on this computer already.")
    return "\n".join(lines)


def _progress(event: DownloadProgress) -> str:
    share = event.done / event.total if event.total else 1.0
    left = "" if event.seconds_left is None else f", {_time(event.seconds_left)} left"
    return f"{share:4.0%}  {_size(event.done)} of {_size(event.total)}{left}  {event.note or event.file}".ljust(78)


def _event(event: DownloadProgress) -> dict[str, Any]:
    values = {key: value for key, value in vars(event).items() if key != "entry"}
    return values if event.entry is None else {**values, "key": event.entry.key, "name": event.entry.name}


def _values(model: HubModel) -> dict[str, Any]:
    return {**asdict(model), "size": model.size}


def _size(size: int) -> str:
    return f"{size / 1e9:,.2f} GB" if size >= 1e9 else f"{size / 1e6:,.1f} MB"


def _time(seconds: float) -> str:
    return f"{seconds / 60:,.0f} min" if seconds >= 90 else f"{seconds:.0f} s"
