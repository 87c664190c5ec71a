"""A model that was downloaded translates as the original does, and never asks the hub again, whoever plays it."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.library.hub import download
from model.library.loading import load_translator
from model.values.steps import DecodingSettings, TranslationFinished
from tests.model import huggingface_toys, marian_folders
from tests.model.fake_hub import FakeRepository
from tests.model.hub_fixtures import hub_for_tests

TEXT = "the dog sees it."


def translated(name: str) -> str:
    translator = load_translator(name, "cpu")
    sources, targets = translator.description.source_languages, translator.description.target_languages
    chosen = {"source_language": sources[0] if sources else "", "target_language": targets[-1] if targets else ""}
    events = translator.translate([TEXT], DecodingSettings(extra_length=5, **chosen))
    (finished,) = [event for event in events if isinstance(event, TranslationFinished)]
    return finished.hypotheses[0][0].text


@pytest.mark.parametrize("kind", ["marian", "bart", "mbart50", "m2m_100", "t5"])
def test_a_downloaded_model_translates_as_the_original_and_asks_nobody(tmp_path, monkeypatch, kind):
    original = tmp_path / "original"
    if kind == "marian":
        marian_folders.make_folder(original)
    else:
        huggingface_toys.make(kind, original, huggingface_toys.SEEDS[kind])
    files = {path.name: path.read_bytes() for path in original.iterdir() if path.is_file()}
    with hub_for_tests(tmp_path / "library", monkeypatch) as hub:
        hub.repositories["someone/model"] = FakeRepository(files)
        *_, last = download("someone/model")
    tried = []
    monkeypatch.setattr("socket.socket.connect", lambda _self, address: tried.append(address))
    monkeypatch.setattr("socket.getaddrinfo", lambda host, *_arguments, **_options: tried.append(host) or [])
    here = translated("someone/model")
    assert not tried, "a model that is here asked the network"
    assert last.entry is not None and Path(last.entry.key).is_dir()
    assert here == translated(str(original))
