"""The actions on the models of this computer and on the hub."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

from model.errors import Sentence
from model.library import library
from model.library.entry import LibraryEntry

if TYPE_CHECKING:
    from model.library.hub import DownloadProgress, HubHit, HubModel
    from model.library.hub.staging import Unfinished


class LibraryService:
    """The library of this computer and the hub; what needs torch or the network is imported when it is first needed."""

    def entries(self) -> list[LibraryEntry]:
        return library.entries()

    def notice(self) -> Sentence | str:
        return library.notice()

    def add_folder(self, path: Path) -> LibraryEntry:
        from model.library.loading import add_model

        return add_model(path)

    def remove(self, key: str) -> None:
        library.remove(key)

    def rename(self, key: str, name: str) -> LibraryEntry:
        return library.rename(key, name)

    def export(self, path: Path, target: Path) -> None:
        from model.foreign.marian.export import export_marian
        from model.library.loading import open_bundle

        bundle, _ = open_bundle(path)
        export_marian(bundle, target)

    def look_up(self, name: str) -> HubModel:
        from model.library import hub

        return hub.look_up(name)

    def search_hub(self, text: str) -> list[HubHit]:
        from model.library import hub

        return hub.search(text)

    def download(self, repository: str, revision: str) -> Generator[DownloadProgress, None, None]:
        from model.library import hub

        return hub.download(repository, revision)

    def unfinished(self) -> list[Unfinished]:
        from model.library.hub.staging import unfinished

        return unfinished()

    def discard(self, repository: str) -> None:
        from model.library.hub.staging import discard

        discard(repository)
