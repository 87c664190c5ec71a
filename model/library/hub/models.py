"""What the hub says about a model before its download: licence, source, size, and whether this program can run it.

Answers of the hub are untrusted: a value of an unexpected form counts as missing.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import quote, unquote, urlsplit

from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError, either
from model.foreign.families import Loads, family_of, has_transformers
from model.library.entry import LibraryEntry
from model.library.hub.connection import NotFoundError, endpoint, fetch_json
from model.library.library import entries
from model.library.model_files import needed_files
from model.library.model_folder import languages, plain
from model.values.languages import language_name

SHOWN = 30  # at most so many models in a search result
_REPOSITORY = re.compile(r"(?:[A-Za-z0-9][\w.-]{0,95}/)?[A-Za-z0-9][\w.-]{0,95}", re.ASCII)
_COMMIT = re.compile(r"[0-9a-f]{40}")
_CONFIG_LIMIT = 5_000_000  # bytes


@dataclass(frozen=True)
class HubFile:
    """One file of a repository; `checksum` is SHA-256 for large files and git's SHA-1 of the blob for small ones."""

    name: str
    size: int
    kind: Literal["sha256", "git", ""]
    checksum: str


@dataclass(frozen=True)
class HubModel:
    """One model on the hub at one commit, as it is shown before its download."""

    repository: str  # in the hub's spelling
    revision: str  # the commit
    url: str
    licence: str  # "" where none is named
    family: str
    loads: Loads
    source_language: str  # English names, "" if unknown
    target_language: str
    languages: tuple[str, ...]  # English names of all languages in the card
    files: tuple[HubFile, ...]  # the files to download
    last_change: str  # a date, or ""
    gated: bool = False  # the user must accept its conditions first
    private: bool = False
    problem: Sentence | str = ""  # a sentence on why it cannot be loaded, else ""
    note: Sentence | str = ""  # a sentence on what else it needs, else ""
    installed: str = ""  # key of the same model on this computer, at any revision, else ""

    @property
    def size(self) -> int:
        """Bytes to download."""
        return sum(file.size for file in self.files)


@dataclass(frozen=True)
class HubHit:
    """One line of a search."""

    repository: str
    licence: str
    languages: tuple[str, ...]
    downloads: int  # in the last month
    last_change: str
    gated: bool


def look_up(repo_id: str, revision: str | None = None) -> HubModel:
    """Ask the hub about a model by name or address; of its files, only the small config.json is fetched.

    Raises `UserError` if there is no such model (with the nearest names), no network, or no permission.
    """
    repository = repository_name(repo_id)
    at = "" if revision is None else f"/revision/{quote(revision, safe='')}"
    try:
        told = fetch_json(f"api/models/{repository}{at}", repository, blobs="true")
    except NotFoundError as error:
        if str(error).endswith("."):
            raise
        raise NotFoundError(
            QT_TRANSLATE_NOOP("Model", "{problem}; {meant}"), problem=error, meant=_meant(repository)
        ) from error
    if not isinstance(told, dict) or not _COMMIT.fullmatch(_text(told, "sha")):
        raise UserError(
            QT_TRANSLATE_NOOP("Model", "The hub's answer about {repository} names no commit; try again later."),
            repository=repository,
        )
    named = _text(told, "id")
    return _model(told, named if _REPOSITORY.fullmatch(named) else repository)


def search(text: str) -> list[HubHit]:
    """Translation models whose name contains `text`, the most downloaded first; at most `SHOWN`."""
    text = text.strip()
    if not text:
        return []
    return _search(text, SHOWN, pipeline_tag="translation")


def repository_name(text: str) -> str:
    """ "owner/name" from a name or from a copied address; `UserError` if `text` cannot be either."""
    name = text.strip()
    if "://" in name:
        parts = [unquote(part) for part in urlsplit(name).path.split("/") if part]
        name = "/".join(parts[:2])
    name = name.strip("/")
    if not _REPOSITORY.fullmatch(name) or ".." in name or "--" in name or name.endswith((".git", ".", "-")):
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "'{name}' cannot be the name of a model on the hub; write it as there, such as "
                "Helsinki-NLP/opus-mt-en-de.",
            ),
            name=text,
        )
    return name


def _model(told: dict[str, Any], repository: str) -> HubModel:
    card = _dict(told.get("cardData"))
    tags = [tag for tag in _list(told.get("tags")) if isinstance(tag, str)]
    listed = {file.name: file for file in map(_file, _list(told.get("siblings"))) if file is not None}
    needed = needed_files(listed)
    gated = bool(told.get("gated"))
    config = _config(told, repository, listed.get("config.json"), gated)
    family = family_of(config)
    problem = (needed.problem or family.problem) if not config else (family.problem or needed.problem)
    if gated and not config and not needed.problem:
        problem = Sentence(
            QT_TRANSLATE_NOOP(
                "Model",
                "What it is can be read only by those who accepted its conditions; accept them, log in and look again.",
            )
        )
    codes = tuple(word for word in _words(card.get("language")) if word)
    source, target = languages(config, repository, codes)
    note: Sentence | str = ""
    if family.loads == "transformers" and not has_transformers():
        note = Sentence(
            QT_TRANSLATE_NOOP(
                "Model",
                "It is played by the package transformers, which the program offers to install when it is loaded.",
            )
        )
    return HubModel(
        repository=repository,
        revision=_text(told, "sha"),
        url=f"{endpoint()}/{repository}",
        licence=_licence(card, tags),
        family=plain(family.name),
        loads="no" if problem else family.loads,
        source_language=plain(source),
        target_language=plain(target),
        languages=tuple(plain(language_name(code)) for code in codes),
        files=tuple(listed[name] for name in needed.names if name in listed),
        last_change=plain(_text(told, "lastModified"))[:10],
        gated=gated,
        private=bool(told.get("private")),
        problem=problem,
        note=note,
        installed=next((entry.key for entry in entries() if _same(entry, repository)), ""),
    )


def _same(entry: LibraryEntry, repository: str) -> bool:
    return entry.repository.casefold() == repository.casefold()


def _config(told: dict[str, Any], repository: str, file: HubFile | None, gated: bool) -> dict[str, Any]:
    """config.json of that commit; if this user may not read the file, the values that the hub has extracted from it."""
    if file is None or file.size > _CONFIG_LIMIT:
        return {}
    try:
        found = fetch_json(f"{repository}/resolve/{_text(told, 'sha')}/config.json", repository)
    except UserError:
        if not gated:
            raise
        found = told.get("config")
    return _dict(found)


def _file(value: Any) -> HubFile | None:
    """One file of the answer; None if it has a path or a name that cannot be a file name here."""
    value = _dict(value)
    lfs = _dict(value.get("lfs"))
    name, size = _text(value, "rfilename"), lfs.get("size", value.get("size"))
    if not name or "/" in name or "\\" in name or name.startswith("."):
        return None
    if not isinstance(size, int) or isinstance(size, bool) or size < 0:
        return None
    if re.fullmatch(r"[0-9a-f]{64}", _text(lfs, "sha256")):
        return HubFile(name, size, "sha256", _text(lfs, "sha256"))
    if re.fullmatch(r"[0-9a-f]{40}", _text(value, "blobId")) and not lfs:
        return HubFile(name, size, "git", _text(value, "blobId"))
    return HubFile(name, size, "", "")


def _licence(card: dict[str, Any], tags: list[str]) -> str:
    found = _words(card.get("license"))
    if not found:
        found = [tag.removeprefix("license:") for tag in tags if tag.startswith("license:")]
    if found == ["other"] and _text(card, "license_name"):
        found = [_text(card, "license_name")]
    return plain(", ".join(found))


def _search(text: str, limit: int, **parameters: str) -> list[HubHit]:
    told = fetch_json("api/models", text, search=text, sort="downloads", limit=str(limit), full="true", **parameters)
    hits = []
    for value in map(_dict, _list(told)[:limit]):
        name = _text(value, "id")
        if not _REPOSITORY.fullmatch(name):
            continue
        tags = [tag for tag in _list(value.get("tags")) if isinstance(tag, str)]
        codes = [tag for tag in tags if language_name(tag) != tag]
        downloads = value.get("downloads")
        hits.append(
            HubHit(
                repository=name,
                licence=_licence({}, tags),
                languages=tuple(dict.fromkeys(language_name(code) for code in codes)),
                downloads=downloads if isinstance(downloads, int) else 0,
                last_change=plain(_text(value, "lastModified"))[:10],
                gated=bool(value.get("gated")),
            )
        )
    return hits


def _meant(repository: str) -> Sentence:
    """The most similar existing names, for a mistyped name."""
    owner, _, name = repository.rpartition("/")
    found: dict[str, float] = {}
    for text in dict.fromkeys((name, name.rpartition("-")[0], name[: len(name) // 2])):
        if len(text) < 3:
            continue
        try:
            hits = _search(text, 50)
        except UserError:
            break
        for hit in hits:
            other = hit.repository if owner else hit.repository.rpartition("/")[2]
            found[hit.repository] = difflib.SequenceMatcher(None, other.lower(), repository.lower()).ratio()
        if max(found.values(), default=0) > 0.8:
            break
    best = [name for name in sorted(found, key=lambda name: -found[name]) if found[name] > 0.6][:3]
    if not best:
        return Sentence(QT_TRANSLATE_NOOP("Model", "check its spelling, which is owner/name."))
    return Sentence(QT_TRANSLATE_NOOP("Model", "did you mean {name}?"), name=either(best))


def _text(values: dict[str, Any], key: str) -> str:
    value = values.get(key)
    return value if isinstance(value, str) else ""


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _words(value: Any) -> list[str]:
    """A text, or a list of texts, as a list."""
    return [word for word in ([value] if isinstance(value, str) else _list(value)) if isinstance(word, str)]
