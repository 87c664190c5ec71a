"""Looking models up on the hub, searching and downloading, against a hub on the loopback that also fails on demand."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from huggingface_hub import HfApi

from model.errors import UserError
from model.library.entry import LibraryEntry
from model.library.hub import download, look_up, search
from model.library.hub.staging import discard, unfinished
from model.library.library import entries, find_model, remove
from tests.model.fake_hub import FakeHub, FakeRepository
from tests.model.fake_models import marian_files, whole_weights
from tests.model.hub_fixtures import hub_for_tests

NAME = "Helsinki-NLP/opus-mt-en-fi"
SIZE = 2_000_000


@pytest.fixture
def root(tmp_path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def hub(root, monkeypatch) -> Iterator[FakeHub]:
    with hub_for_tests(root, monkeypatch) as hub:
        hub.repositories[NAME] = FakeRepository(
            {
                **marian_files(SIZE),
                "pytorch_model.bin": b"p" * 3000,
                "tf_model.h5": b"t" * 3000,
                "flax_model.msgpack": b"f" * 3000,
                "rust_model.ot": b"r" * 3000,
                "onnx/model.onnx": b"o" * 3000,
                "modeling_evil.py": b"raise SystemExit",
                ".gitattributes": b"*",
                "training_args.bin": b"pickle",
            },
            card={"license": "apache-2.0", "language": ["en", "fi"]},
            tags=["translation", "marian", "en", "fi", "license:apache-2.0"],
        )
        yield hub


def finished(name: str = NAME, revision: str | None = None) -> LibraryEntry:
    *_, last = download(name, revision)
    assert last.entry is not None
    return last.entry


def weights(entry: LibraryEntry) -> bytes:
    return (entry.path / "model.safetensors").read_bytes()


# ---- before a download ----


def test_looking_up_tells_everything_and_downloads_nothing(hub, root):
    model = look_up(NAME)
    assert (model.repository, model.revision) == (NAME, hub.repositories[NAME].sha)
    assert (model.licence, model.url, model.last_change) == ("apache-2.0", f"{hub.url}/{NAME}", "2024-02-29")
    assert (model.family, model.loads, model.problem, model.note) == ("OPUS-MT (Marian)", "native", "", "")
    assert (model.source_language, model.target_language) == ("English", "Finnish")
    assert model.size == sum(len(content) for content in marian_files(SIZE).values())
    assert {file.name for file in model.files} == set(marian_files())
    assert not model.gated and not model.private and model.installed == ""
    assert [asked.path for asked in hub.log] == [f"/api/models/{NAME}", f"/{NAME}/resolve/{model.revision}/config.json"]
    assert not root.exists()


def test_an_address_that_was_copied_is_a_name_too(hub):
    assert look_up(f"{hub.url}/{NAME}/tree/main").repository == NAME
    for text in ("", "a b", "../../etc/passwd", "a/b/c", "a//b", "owner/na--me", "https://example.org", "\x00"):
        with pytest.raises(UserError, match="cannot be the name"):
            look_up(text)


def test_weights_are_chosen_safetensors_first_and_parts_must_be_whole(hub):
    files = hub.repositories[NAME].files
    del files["model.safetensors"]
    assert "pytorch_model.bin" in {file.name for file in look_up(NAME).files}
    files |= {f"model-0000{n}-of-00002.safetensors": whole_weights(2000, n) for n in (1, 2)}
    files["model.safetensors.index.json"] = b"{}"
    chosen = {file.name for file in look_up(NAME).files}
    assert "pytorch_model.bin" not in chosen and len([name for name in chosen if "safetensors" in name]) == 3
    del files["model-00002-of-00002.safetensors"]
    told = look_up(NAME)
    assert told.loads == "no" and "parts of its weights are missing" in str(told.problem)
    with pytest.raises(UserError, match="was not downloaded"):
        finished()


@pytest.mark.parametrize(
    ("config", "loads", "family"),
    [
        ({"model_type": "m2m_100", "is_encoder_decoder": True}, "transformers", "M2M100/NLLB"),
        ({"model_type": "t5"}, "transformers", "T5"),
        ({"model_type": "new-one", "is_encoder_decoder": True}, "transformers", "new-one"),
        ({"model_type": "gpt2"}, "no", "gpt2"),
        ({"model_type": "new", "is_encoder_decoder": True, "auto_map": {"AutoModel": "modeling.X"}}, "no", "new"),
        ({"format": "translucent-model/1", "source_language": "Greek"}, "native", "Translucent"),
        ({}, "no", "unknown"),
        ([], "no", "unknown"),
    ],
)  # fmt: skip
def test_whether_it_can_be_loaded_is_told_before(hub, config, loads, family):
    hub.repositories[NAME].files["config.json"] = json.dumps(config).encode()
    model = look_up(NAME)
    assert (model.loads, model.family) == (loads, family)
    assert bool(model.problem) == (loads == "no")
    assert str(model.problem).count(". ") == 0


def test_without_transformers_it_is_told_that_they_are_needed(hub, monkeypatch):
    hub.repositories[NAME].files["config.json"] = b'{"model_type": "t5"}'
    monkeypatch.setattr("model.library.hub.models.has_transformers", lambda: False)
    assert "transformers" in str(look_up(NAME).note)


def test_a_mistyped_name_is_answered_with_the_nearest(hub):
    for typed in ("Helsinki-NLP/opus-mt-en-fii", "opus-mt-en-fi", "helsinki/opus-mt-en-fi"):
        with pytest.raises(UserError, match=f"no model named '{typed}' on the hub, .* did you mean {NAME}"):
            look_up(typed)
    with pytest.raises(UserError, match="check its spelling"):
        look_up("somebody/entirely-different")


def test_a_gated_model_is_described_but_not_given_out(hub):
    repository = hub.repositories[NAME]
    repository.gated, repository.config = True, {"model_type": "marian"}
    model = look_up(NAME)
    assert model.gated and model.family == "OPUS-MT (Marian)" and model.licence == "apache-2.0"
    with pytest.raises(UserError, match=r"accept them on .*hf auth login"):
        finished()
    repository.config = {}  # nor does the hub tell what it has read
    assert "accepted its conditions" in str(look_up(NAME).problem)
    assert len(entries()) == 2


def test_a_token_is_sent_only_where_there_is_one(hub, root, monkeypatch):
    repository = hub.repositories[NAME]
    repository.gated = True
    look_up(NAME)
    assert {asked.authorization for asked in hub.log} == {""}
    assert not any("torch" in asked.agent or "agent/" in asked.agent for asked in hub.log)  # no telemetry either
    monkeypatch.setenv("HF_TOKEN", "hf_mine")
    finished()
    assert hub.log[-1].authorization == "Bearer hf_mine"


@pytest.mark.parametrize(
    "told",
    [None, [], {}, {"sha": "main"}, {"sha": "a" * 40}, {"sha": "a" * 40, "siblings": [3, {"rfilename": "../x"}]},
     {"sha": "a" * 40, "siblings": {"a": 1}, "cardData": [], "tags": 3, "id": "../..", "lastModified": 1},
     {"sha": "a" * 40, "siblings": [{"rfilename": "config.json", "size": -1}, {"rfilename": 2, "lfs": 1}]}],
)  # fmt: skip
def test_whatever_the_hub_tells_no_traceback_comes_of_it(hub, monkeypatch, told):
    monkeypatch.setattr("tests.model.fake_hub.FakeHub.describe", lambda *_: told)
    try:
        model = look_up(NAME)
    except UserError:
        return
    assert model.loads == "no" and model.problem and model.repository == NAME


def test_the_hub_of_these_tests_is_one_to_its_own_library_too(hub):
    """What the real one answers is not seen here, so at least its own library must understand the same answers."""
    api = HfApi(endpoint=hub.url)
    info, model = api.model_info(NAME, files_metadata=True), look_up(NAME)
    assert (info.sha, info.card_data.license, info.gated) == (model.revision, model.licence, False)
    by_name = {sibling.rfilename: sibling for sibling in info.siblings}
    for file in model.files:
        lfs = by_name[file.name].lfs
        assert (file.size, file.checksum) == (
            by_name[file.name].size,
            lfs.sha256 if lfs else by_name[file.name].blob_id,
        )
    assert [found.id for found in api.list_models(search="opus-mt", pipeline_tag="translation", limit=3)] == [NAME]


def test_words_of_others_cannot_steer_a_terminal(hub):
    repository = hub.repositories[NAME]
    repository.card = {"license": "mit\x1b[2J\n" + "x" * 500, "language": ["en", "\x1b]0;"]}
    repository.files["config.json"] = json.dumps({"model_type": "evil\x1b[2J\n" * 50}).encode()
    model = look_up(NAME)
    for text in (model.licence, model.family, str(model.problem), *model.languages):
        assert text.isprintable() and len(text) < 300


def test_searching_gives_translation_models(hub):
    (hit,) = search("OPUS-mt-en")
    assert (hit.repository, hit.licence, hit.downloads) == (NAME, "apache-2.0", 1234)
    assert hit.languages == ("English", "Finnish")
    assert hub.log[-1].query["pipeline_tag"] == ["translation"]
    assert search("nothing-like-it") == [] and search("  ") == []


# ---- downloading ----


def test_a_download_brings_what_is_needed_into_the_library(hub, root):
    events = list(download(NAME))
    entry = events[-1].entry
    assert entry is not None
    files = marian_files(SIZE)
    assert {path.name: path.read_bytes() for path in entry.path.iterdir() if path.name != "origin.json"} == files
    assert [event.done for event in events] == sorted(event.done for event in events)
    assert events[-1].done == events[-1].total == sum(len(content) for content in files.values())
    assert (entry.family, entry.languages, entry.licence) == ("OPUS-MT (Marian)", "English → Finnish", "apache-2.0")
    assert entry.repository == NAME and hub.repositories[NAME].sha[:12] in entry.origin
    assert find_model(NAME) == entry.path and look_up(NAME).installed == entry.key
    assert entry in entries() and entry.problem == ""
    assert unfinished() == []
    assert {path.name for path in root.iterdir()} == {".downloads", entry.path.name}


def test_what_is_here_is_not_downloaded_again(hub):
    first = finished()
    before = len(hub.log)
    assert finished() == first
    assert not [asked for asked in hub.log[before:] if asked.path.endswith(".safetensors")]


def test_cancelling_keeps_what_came_and_the_next_goes_on_there(hub, root):
    hub.pause = 0.01
    events = download(NAME)
    for event in events:
        if event.done > SIZE // 3:
            break
    events.close()
    kept = sum(path.stat().st_size for path in (root / ".downloads").rglob("model.safetensors.part"))
    assert SIZE // 4 < kept < SIZE
    assert len(entries()) == 2, "half a model appeared"
    (waiting,) = unfinished()
    assert (waiting.repository, waiting.total) == (NAME, look_up(NAME).size) and waiting.done >= kept
    hub.pause = 0.0
    hub.log.clear()
    first = next(download(NAME))
    assert first.done >= kept
    entry = finished()
    assert weights(entry) == marian_files(SIZE)["model.safetensors"]
    (asked,) = [asked for asked in hub.asked("/cdn/") if asked.sent]
    assert asked.range == f"bytes={kept}-"
    assert asked.sent == SIZE - kept, "bytes came twice"


def test_a_cut_connection_is_taken_up_again_by_itself(hub):
    hub.cuts["model.safetensors"] = [500_000, 300_000, 0]
    assert weights(finished()) == marian_files(SIZE)["model.safetensors"]
    cdn = hub.asked("/cdn/")
    assert [asked.range for asked in cdn] == ["", "bytes=500000-", "bytes=800000-", "bytes=800000-"]
    assert sum(asked.sent for asked in cdn) == SIZE


def test_a_connection_that_is_cut_again_and_again_ends_in_a_sentence(hub):
    hub.cuts["model.safetensors"] = [400_000] + [0] * 20
    with pytest.raises(UserError, match=r"0\.4 MB of 2\.0 MB came and are kept"):
        finished()
    assert len(entries()) == 2
    hub.cuts.clear()
    hub.log.clear()
    finished()
    assert hub.asked("/cdn/")[0].range == "bytes=400000-"


def test_a_hub_without_ranges_is_asked_from_the_beginning(hub):
    hub.cuts["model.safetensors"] = [500_000]
    hub.ignores_ranges = True
    events = list(download(NAME))
    assert events[-1].entry is not None
    assert weights(events[-1].entry) == marian_files(SIZE)["model.safetensors"]
    assert max(event.done for event in events) == events[-1].total


def test_a_part_that_is_damaged_on_the_disk_is_found_by_its_checksum(hub, root):
    hub.cuts["model.safetensors"] = [400_000] + [0] * 20
    with pytest.raises(UserError):
        finished()
    (part,) = (root / ".downloads").rglob("*.part")
    part.write_bytes(b"\0" * 400_000)
    hub.cuts.clear()
    with pytest.raises(UserError, match=r"model\.safetensors .* checksum is wrong.* thrown away"):
        finished()
    assert weights(finished()) == marian_files(SIZE)["model.safetensors"]


@pytest.mark.parametrize("file", ["model.safetensors", "vocab.json"])
@pytest.mark.parametrize(("change", "says"), [(b"", "checksum"), (b"more", "size")])
def test_what_is_not_what_was_announced_never_arrives(hub, root, file, change, says):
    content = marian_files(SIZE)[file]
    hub.wrong[file] = content[:-1] + b"?" + change
    with pytest.raises(UserError, match=f"its {says} is wrong"):
        finished()
    assert len(entries()) == 2
    hub.wrong.clear()
    assert (finished().path / file).read_bytes() == content


def test_a_file_shorter_than_announced_never_arrives(hub):
    hub.announced["model.safetensors"] = SIZE + 10
    with pytest.raises(UserError, match="its size is wrong"):
        finished()
    assert len(entries()) == 2
    assert len(hub.asked("/cdn/")) == 1, "it was asked for what there is not again and again"


def test_parts_that_an_index_names_must_have_come(hub):
    files = hub.repositories[NAME].files
    del files["model.safetensors"]
    files |= {f"model-0000{n}-of-00002.safetensors": whole_weights(2000, n) for n in (1, 2)}
    for placed in (b'"../../secret"', b'["model-00001-of-00002.safetensors"]', b"{}", b"3"):
        files["model.safetensors.index.json"] = b'{"weight_map": {"a": ' + placed + b"}}"
        with pytest.raises(UserError, match="not whole on the hub"):
            finished()
    files["model.safetensors.index.json"] = b'{"weight_map": {"a": "model-00001-of-00002.safetensors"}}'
    assert finished().problem == ""


def test_what_comes_is_the_commit_that_was_looked_up(hub):
    looked_up = look_up(NAME)
    entry = finished(NAME, looked_up.revision)
    assert entry.origin.endswith(looked_up.revision[:12])
    assert all(f"/resolve/{looked_up.revision}/" in asked.path for asked in hub.asked("/resolve/"))
    hub.repositories[NAME].files["README.md"] = b"# changed"
    with pytest.raises(UserError, match="no such revision"):  # rather than another commit's files
        finished(NAME, "0" * 40)


def test_another_commit_takes_over_the_parts_that_are_the_same(hub):
    hub.cuts["model.safetensors"] = [700_000] + [0] * 20
    with pytest.raises(UserError):
        finished()
    hub.cuts.clear()
    hub.repositories[NAME].files["README.md"] = b"# changed"
    hub.log.clear()
    entry = finished()
    assert (entry.path / "README.md").read_bytes() == b"# changed"
    assert hub.asked("/cdn/")[0].range == "bytes=700000-"


def test_a_part_of_other_weights_is_not_gone_on_with(hub):
    hub.cuts["model.safetensors"] = [700_000] + [0] * 20
    with pytest.raises(UserError):
        finished()
    hub.cuts.clear()
    hub.repositories[NAME].files |= (changed := marian_files(SIZE, seed=2))
    hub.log.clear()
    assert weights(finished()) == changed["model.safetensors"]
    assert hub.asked("/cdn/")[0].range == ""


def test_a_newer_commit_replaces_the_older_and_drops_changed_parts(hub):
    old = finished()
    hub.repositories[NAME].files["model.safetensors"] = new = b"n" * 5000
    entry = finished()
    assert entry.path == old.path and weights(entry) == new and entry.origin != old.origin
    assert len(entries()) == 3


def test_a_folder_that_somebody_put_there_is_left_alone(hub, root):
    own = root / "Helsinki-NLP--opus-mt-en-fi"
    own.mkdir(parents=True)
    (own / "config.json").write_text('{"model_type": "marian"}')
    entry = finished()
    assert entry.path != own and (own / "config.json").read_text() == '{"model_type": "marian"}'
    assert finished() == entry


def test_what_is_downloaded_can_be_removed_and_what_came_discarded(hub, root):
    remove(finished().key)
    assert len(entries()) == 2
    hub.cuts["model.safetensors"] = [1000] + [0] * 20
    with pytest.raises(UserError):
        finished()
    discard(NAME)
    assert unfinished() == []


def test_a_whole_download_that_cannot_be_put_in_place_does_not_come_again(hub, root, monkeypatch):
    """On Windows, while a window has the older revision's weights mapped."""
    finished()
    hub.repositories[NAME].files["model.safetensors"] = new = b"n" * 5000
    replace = os.replace

    def refuse(source, target):
        if Path(target).name.startswith(".deleted-"):
            raise PermissionError(13, "in use")
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", refuse)
        with pytest.raises(UserError, match="cannot be put in place"):
            finished()
    assert [one.repository for one in unfinished()] == [NAME]
    hub.log.clear()
    entry = finished()
    assert weights(entry) == new and hub.asked("/cdn/") == []
    assert not (entry.path / "wanted.json").exists() and unfinished() == []


def test_what_is_being_downloaded_cannot_be_discarded(hub, root):
    hub.pause = 0.005
    events = download(NAME)
    while next(events).done == 0:
        pass
    with pytest.raises(UserError, match="stop that first"):
        discard(NAME)
    *_, last = events
    assert last.entry is not None and last.entry.problem == ""


def test_a_file_that_gets_its_name_while_one_looks_is_no_failure(hub, root, monkeypatch):
    hub.cuts["model.safetensors"] = [1000] + [0] * 20
    with pytest.raises(UserError):
        finished()
    stat = Path.stat

    def gone(self: Path, **how):
        if self.name == "model.safetensors.part":
            raise FileNotFoundError(2, "No such file or directory")
        return stat(self, **how)

    assert len(unfinished()) == 1
    with monkeypatch.context() as patch:
        patch.setattr(Path, "stat", gone)
        assert unfinished() == []


def test_a_record_of_another_folder_cannot_be_discarded(hub, root):
    finished()
    (root / ".downloads" / "x").mkdir(parents=True)
    record = {"repository": "..", "revision": "r", "size": 3}
    (root / ".downloads" / "x" / "wanted.json").write_text(json.dumps(record))
    assert unfinished() == []  # else ".downloads/.." would be deleted, which holds all models


# ---- what goes wrong ----


@pytest.mark.parametrize(
    ("status", "headers", "says"),
    [
        (401, {}, "no model named .* or it is private"),
        (403, {}, "refuses"),
        (404, {"X-Error-Code": "RevisionNotFound"}, "no such revision"),
        (429, {"Retry-After": "300"}, "in 300 seconds"),
        (500, {}, "trouble of its own"),
        (503, {}, "trouble of its own"),
        (418, {}, "refused the request"),
    ],
)
def test_every_refusal_is_one_sentence(hub, status, headers, says):
    hub.statuses["/api/models/"] = [(status, headers)]
    with pytest.raises(UserError, match=says) as caught:
        look_up(NAME)
    assert "\n" not in str(caught.value) and str(caught.value).endswith((".", "?"))


def test_a_busy_hub_is_asked_again_and_the_person_told(hub):
    hub.statuses["/cdn/"] = [(429, {"Retry-After": "1"}), (503, {})]
    events = list(download(NAME))
    assert any("429" in str(event.note) for event in events)
    assert events[-1].entry is not None and len(hub.asked("/cdn/")) == 3


def test_a_hub_that_asks_for_a_long_wait_is_not_waited_for(hub):
    hub.statuses["/cdn/"] = [(429, {"Retry-After": "3000"})]
    with pytest.raises(UserError, match="in 3000 seconds"):
        finished()
    assert len(hub.asked("/cdn/")) == 1


def test_a_file_that_has_gone_is_told(hub):
    model = look_up(NAME)
    hub.commits.clear()
    hub.statuses["vocab.json"] = [(404, {"X-Error-Code": "EntryNotFound"})]
    with pytest.raises(UserError, match="no longer on the hub"):
        finished(NAME, model.revision)


def test_without_a_network_one_sentence_and_the_models_here_go_on(hub, monkeypatch):
    entry = finished()
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")  # nobody listens there
    for ask in (lambda: look_up(NAME), lambda: search("x"), lambda: next(download(NAME))):
        with pytest.raises(UserError, match=r"no connection to the hub .* models already on this computer"):
            ask()
    assert find_model(NAME) == entry.path and entry in entries()


def test_a_hub_that_never_answers_is_given_up(hub, monkeypatch):
    monkeypatch.setattr("model.library.hub.connection.PATIENCE", 0.2)
    hub.silent.set()
    begin = time.monotonic()
    with pytest.raises(UserError, match="did not answer"):
        look_up(NAME)
    assert time.monotonic() - begin < 3


def test_switched_off_and_wrong_addresses_are_told(hub, monkeypatch):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(UserError, match="switched off by HF_HUB_OFFLINE"):
        look_up(NAME)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)
    for address in ("nonsense", "ftp://127.0.0.1/", "http://[::bad"):
        monkeypatch.setenv("HF_ENDPOINT", address)
        with pytest.raises(UserError, match="correct HF_ENDPOINT"):
            look_up(NAME)


def test_a_login_page_in_between_is_recognised(hub, monkeypatch):
    monkeypatch.setattr("tests.model.fake_hub._Handler.json", lambda self, _: self.answer(200, b"<html>Log in</html>"))
    with pytest.raises(UserError, match="login page"):
        look_up(NAME)


def test_a_full_disk_is_told_before_and_in_the_middle(hub, root, monkeypatch):
    usage = shutil.disk_usage(".")
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage._replace(free=1000))
    with pytest.raises(UserError, match=r"needs 2\.0 MB more, but only 0\.0 MB are free"):
        finished()
    assert not hub.asked("/cdn/")
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage)

    def full(descriptor: int) -> None:
        if os.fstat(descriptor).st_size > 1_000_000:
            raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(UserError, match=r"disk of .* is full; what came is kept"):
            finished()
    hub.log.clear()
    assert finished().problem == ""
    assert not hub.asked("/cdn/"), "what was kept came again"


def test_a_huge_announced_size_is_refused_before_anything_comes(hub):
    hub.announced["model.safetensors"] = 10**18
    with pytest.raises(UserError, match="free some space"):
        finished()
    assert not hub.asked("/cdn/")


def test_two_downloads_of_one_model_do_not_meet(hub):
    hub.pause = 0.005
    first = download(NAME)
    next(first)
    with pytest.raises(UserError, match="another window or process"):
        finished()
    first.close()
    hub.pause = 0.0
    finished()


def test_no_thread_and_no_cache_of_the_hubs_library_is_used(hub, tmp_path, monkeypatch):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "cache"))
    before = threading.active_count()
    events = download(NAME)
    next(events)
    assert threading.active_count() <= before + 1  # the fake hub's own, for one answer
    events.close()
    assert not (tmp_path / "cache").exists()


def test_checksums_of_small_files_are_gits(hub):
    model = look_up(NAME)
    (vocab,) = [file for file in model.files if file.name == "vocab.json"]
    content = marian_files()["vocab.json"]
    assert (vocab.kind, vocab.checksum) == ("git", hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest())
