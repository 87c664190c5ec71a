"""Loading other families: what is refused and in which words, what is never done, and files in every form."""

from __future__ import annotations

import json
import pickle
import random
import re
import shutil
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import safetensors.torch
import torch

from bootstrap.requirements import requirements
from model.errors import MissingExtra, UserError
from model.foreign.huggingface import check_huggingface, load_huggingface
from model.foreign.huggingface.network import HuggingFaceNetwork
from model.foreign.huggingface.package import PACKAGES
from model.translator import Translator
from model.values.decoding import DecodingSettings
from model.values.steps import TranslationFinished
from tests.model.huggingface_spellings import TOYS as FSMT
from tests.model.huggingface_spellings import have_moses
from tests.model.huggingface_toys import make, make_toy, reference, sentencepiece

CPU = torch.device("cpu")
pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return {name: make(name, tmp_path_factory.mktemp(name)) for name in ("bart", "t5", "m2m_100")}


@pytest.fixture
def bart(originals: dict[str, Path], tmp_path: Path) -> Path:
    return Path(shutil.copytree(originals["bart"], tmp_path / "bart"))


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """Nothing may even try to reach another machine."""
    asked: list[Any] = []

    def refuse(_self: socket.socket, address: Any) -> None:
        asked.append(address)
        raise OSError("there is no network in tests")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *address, **_options: refuse(None, address))  # type: ignore[arg-type]
    yield asked
    assert not asked


def change(folder: Path, **values: Any) -> None:
    path = folder / "config.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | values))


def best(translator: Translator, text: str = "A small dog") -> Any:
    finished = list(translator.translate([text], DecodingSettings(extra_length=5)))[-1]
    assert isinstance(finished, TranslationFinished)
    return finished.hypotheses[0][0]


def same(one: Any, other: Any) -> bool:
    """Sums of the last bits depend on where in memory the weights lie."""
    return bool(one.ids == other.ids and one.text == other.text and one.score == pytest.approx(other.score, rel=1e-5))


def refused(folder: Path) -> str:
    with pytest.raises(UserError) as caught:
        load_huggingface(folder, CPU)
    sentence = str(caught.value)
    assert "\n" not in sentence and len(sentence) < 600
    return sentence


def test_loading_says_nothing_of_its_own(originals: dict[str, Path], capfd: pytest.CaptureFixture[str]) -> None:
    for folder in originals.values():
        best(load_huggingface(folder, CPU))
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("name", ["bart", "t5", "m2m_100"])
def test_bin_files_and_shards_give_the_same(name: str, originals: dict[str, Path], tmp_path: Path) -> None:
    expected = best(load_huggingface(originals[name], CPU))
    pickled = Path(shutil.copytree(originals[name], tmp_path / "bin"))
    tensors = safetensors.torch.load_file(pickled / "model.safetensors")
    (pickled / "model.safetensors").unlink()
    torch.save(tensors, pickled / "pytorch_model.bin")
    assert same(best(load_huggingface(pickled, CPU)), expected)
    sharded = Path(shutil.copytree(originals[name], tmp_path / "sharded"))
    (sharded / "model.safetensors").unlink()
    reference(originals[name])[0].save_pretrained(sharded, max_shard_size="20KB")
    assert (sharded / "model.safetensors.index.json").exists()
    assert same(best(load_huggingface(sharded, CPU)), expected)


def test_half_precision_becomes_whole_on_a_processor(originals: dict[str, Path], tmp_path: Path) -> None:
    model, tokenizer = reference(originals["t5"])
    for saver in (model.half(), tokenizer):
        saver.save_pretrained(tmp_path)
    translator = load_huggingface(tmp_path, CPU)
    assert translator.description.precision == "float32"
    best(translator)


class _Runs:
    def __reduce__(self) -> tuple[Any, ...]:
        return (print, ("code from a stranger's file ran",))


def test_code_in_a_bin_file_never_runs(bart: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (bart / "model.safetensors").unlink()
    path = bart / "pytorch_model.bin"
    torch.save({"model.shared.weight": _Runs()}, path)
    assert "pytorch_model.bin" in refused(bart)
    path.write_bytes(pickle.dumps(_Runs()))
    assert "pytorch_model.bin" in refused(bart)
    assert "stranger" not in capfd.readouterr().out


def test_code_beside_a_model_never_runs(bart: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (bart / "own.py").write_text("print('code from a stranger ran')\nclass C: pass\n")
    names = {"AutoConfig": "own.C", "AutoModelForSeq2SeqLM": "own.C", "AutoTokenizer": ["own.C", "own.C"]}
    change(bart, auto_map=names)
    path = bart / "tokenizer_config.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"auto_map": names}))
    best(load_huggingface(bart, CPU))  # the code of transformers itself plays it
    change(bart, model_type="of-its-own", is_encoder_decoder=True)
    assert "never executes" in refused(bart)
    assert "stranger" not in capfd.readouterr().out


def test_kernels_from_elsewhere_are_not_fetched(bart: Path) -> None:
    change(bart, _attn_implementation="somebody/their-attention", attn_implementation="somebody/their-attention")
    best(load_huggingface(bart, CPU))


@pytest.mark.parametrize("kind", ["gpt2", "bert", "llama", "clip", "whisper"])
def test_what_is_no_encoder_and_decoder_for_text(bart: Path, kind: str) -> None:
    change(bart, model_type=kind, is_encoder_decoder=kind == "whisper")
    assert "no encoder and decoder for text" in refused(bart)


def test_a_family_that_nobody_knows(bart: Path) -> None:
    change(bart, model_type="nobody-knows")
    assert "config.json" in refused(bart)


def test_files_that_are_missing(bart: Path, tmp_path: Path) -> None:
    assert "no config.json" in refused(tmp_path)
    kept = {path.name: path.read_bytes() for path in bart.iterdir()}
    for name in ("tokenizer.json", "tokenizer_config.json"):
        (bart / name).unlink()
    assert "holds no tokenizer" in refused(bart)
    (bart / "tokenizer.json").write_bytes(kept["tokenizer.json"])
    (bart / "tokenizer_config.json").write_bytes(kept["tokenizer_config.json"])
    (bart / "model.safetensors").unlink()
    assert "weights" in refused(bart)
    (bart / "adapter_config.json").write_text('{"base_model_name_or_path": "somebody/else"}')
    assert "adapter" in refused(bart)


def test_quantised_weights(bart: Path) -> None:
    change(bart, quantization_config={"quant_method": "bitsandbytes", "load_in_8bit": True})
    assert "quantised" in refused(bart)
    change(bart, quantization_config=None)
    best(load_huggingface(bart, CPU))
    path = bart / "model.safetensors"
    tensors = safetensors.torch.load_file(path)
    name = next(name for name in tensors if name.endswith("fc1.weight"))
    safetensors.torch.save_file(tensors | {name: tensors[name].to(torch.int8)}, path)
    assert "quantised" in refused(bart) and name in refused(bart)


def test_weights_that_do_not_fit(bart: Path) -> None:
    path = bart / "model.safetensors"
    tensors = safetensors.torch.load_file(path)
    name = next(name for name in tensors if name.endswith("decoder.layers.1.fc1.weight"))

    def saved(**values: torch.Tensor) -> str:
        safetensors.torch.save_file(values, path, {"format": "pt"})
        return refused(bart)

    assert name in saved(**{key: tensor for key, tensor in tensors.items() if key != name})
    assert "fc1.weight" in saved(**tensors | {name: torch.zeros(3, 5)})
    assert "not finite" in saved(**tensors | {name: torch.full_like(tensors[name], torch.nan)})
    path.write_bytes(path.read_bytes()[:-100])
    assert "model.safetensors" in refused(bart)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("encoder_layers", 10**9),
        ("decoder_layers", 400),
        ("vocab_size", 10**8),
        ("vocab_size", 10**30),
        ("d_model", 10**6),
        ("decoder_ffn_dim", 10**9),
        ("max_position_embeddings", 10**7),
        ("max_position_embeddings", 10**5),
        ("encoder_attention_heads", 0),
        ("encoder_attention_heads", 3),
        ("d_model", -16),
        ("d_model", "sixteen"),
        ("activation_function", "boom"),
        ("pad_token_id", 10**6),
        ("decoder_start_token_id", 10**6),
        ("eos_token_id", 5000),
        ("dtype", "float7"),
    ],
)
def test_a_configuration_that_claims_too_much(bart: Path, key: str, value: Any) -> None:
    (bart / "generation_config.json").unlink()
    change(bart, **{key: value})
    refused(bart)


def test_a_tokenizer_that_claims_too_much(originals: dict[str, Path], tmp_path: Path) -> None:
    folder = Path(shutil.copytree(originals["t5"], tmp_path / "t5"))
    path = folder / "tokenizer_config.json"
    values = json.loads(path.read_text())
    path.write_text(json.dumps(values | {"extra_ids": 10**20}))
    assert "extra_ids" in refused(folder)
    path.write_text(json.dumps(values | {"model_max_length": {"a": 1}}))
    refused(folder)
    path.write_text(json.dumps(values | {"model_max_length": 10**30}))  # how transformers writes that there is no limit
    best(load_huggingface(folder, CPU))


@pytest.mark.parametrize("name", ["tokenizer.json", "tokenizer_config.json", "config.json", "model.safetensors"])
def test_broken_files_are_one_sentence(bart: Path, name: str) -> None:
    """A broken file may still be a model; then it translates. It never is a traceback."""
    path = bart / name
    whole = path.read_bytes()
    generator = random.Random(7)
    for attempt in range(12):
        broken = bytearray(whole)
        if attempt % 3 == 0:
            broken = broken[: generator.randrange(len(broken))]
        else:
            for _ in range(1 + attempt):
                broken[generator.randrange(len(broken))] = generator.randrange(256)
        path.write_bytes(bytes(broken))
        try:
            translator = load_huggingface(bart, CPU)
        except UserError as error:
            assert "\n" not in str(error)
            continue
        best(translator)


def test_a_vocabulary_with_more_pieces_than_the_model(originals: dict[str, Path], tmp_path: Path) -> None:
    folder = Path(shutil.copytree(originals["m2m_100"], tmp_path / "m2m"))
    path = folder / "vocab.json"
    values = json.loads(path.read_text())
    for id in (10_000, 2.5, "7"):
        path.write_text(json.dumps(values | {"▁d": id}))
        with pytest.raises(UserError):
            best(load_huggingface(folder, CPU), "A dog")


def test_without_transformers_the_way_to_get_it_is_told(bart: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "transformers", None)
    with pytest.raises(MissingExtra, match=r"pip install .*translucent\[families\]") as caught:
        load_huggingface(bart, CPU)
    assert caught.value.extra == "families"


def test_without_protobuf_the_way_to_get_it_is_told(
    originals: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A SentencePiece model alone, as mT5's folders have it, is turned into a tokenizer with its help."""
    folder = Path(shutil.copytree(originals["t5"], tmp_path / "t5"))
    (folder / "tokenizer.json").unlink()
    (folder / "spiece.model").write_bytes(sentencepiece().model)
    monkeypatch.setitem(sys.modules, "google.protobuf", None)
    monkeypatch.setattr("model.foreign.huggingface.describing.has_protobuf", lambda: False)
    with pytest.raises(MissingExtra, match=r"tokenizer of .* needs the package protobuf"):
        load_huggingface(folder, CPU)


def test_a_tokenizer_s_missing_package_is_named(
    originals: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that the list of pyproject.toml brings is offered with the list, any other by its name."""
    folder = make_toy(FSMT["fsmt"], tmp_path / "fsmt")
    monkeypatch.setitem(sys.modules, "sacremoses", None)
    with pytest.raises(MissingExtra, match=r"needs the package sacremoses, .*translucent\[families\]"):
        load_huggingface(folder, CPU)

    def fail(*_: Any, **__: Any) -> None:
        raise ImportError("No module named 'jieba_fast'", name="jieba_fast")

    monkeypatch.setattr("transformers.AutoTokenizer.from_pretrained", fail)
    with pytest.raises(UserError, match=r"needs the package jieba_fast, .*pip install jieba_fast and open") as caught:
        load_huggingface(originals["t5"], CPU)
    assert not isinstance(caught.value, MissingExtra)


def test_what_the_list_of_packages_brings_is_what_pyproject_says() -> None:
    always = set(requirements())
    brought = {re.split("[<>=]", one)[0] for one in requirements("families") if one not in always}
    assert brought == {"transformers", *PACKAGES}


def test_a_tokenizer_of_its_own_code_is_named(originals: dict[str, Path], tmp_path: Path) -> None:
    folder = Path(shutil.copytree(originals["m2m_100"], tmp_path / "small"))
    path = folder / "tokenizer_config.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "tokenizer_class": "SMALL100Tokenizer"}))
    with pytest.raises(UserError, match=r"code of its own \(SMALL100Tokenizer\).*choose a model whose"):
        load_huggingface(folder, CPU)


def test_what_another_program_says_is_not_cut_inside_a_word(
    originals: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = " ".join(f"word{number}" for number in range(60))

    def fail(*_: Any, **__: Any) -> None:
        raise ValueError(said)

    monkeypatch.setattr("transformers.AutoTokenizer.from_pretrained", fail)
    with pytest.raises(UserError, match=r"cannot read its tokenizer \((word\d+ )+\u2026\)"):
        load_huggingface(originals["t5"], CPU)


@pytest.mark.parametrize("name", ["pegasus", "fsmt"])
def test_tables_of_positions_that_the_file_leaves_out_are_computed(name: str, tmp_path: Path) -> None:
    """The first checkpoints of these families lack them, as they are no weights."""
    have_moses()
    folder = make_toy(FSMT["fsmt"], tmp_path / name) if name == "fsmt" else make(name, tmp_path / name)
    path = folder / "model.safetensors"
    tensors = safetensors.torch.load_file(path)
    tables = {key: tensors.pop(key) for key in list(tensors) if "embed_positions" in key}
    safetensors.torch.save_file(tensors, path, {"format": "pt"})
    check_huggingface(folder)
    network = load_huggingface(folder, CPU).network
    assert isinstance(network, HuggingFaceNetwork) and len(tables) == 2
    loaded = dict(network.model.named_parameters())
    for key, table in tables.items():
        torch.testing.assert_close(loaded[key].detach(), table)


def test_what_is_missing_or_wrong_is_found_before_weights_are_read(bart: Path) -> None:
    folder, path = bart, bart / "model.safetensors"
    tensors = safetensors.torch.load_file(path)
    check_huggingface(folder)
    name = "model.decoder.layers.0.fc1.weight"
    safetensors.torch.save_file({key: value for key, value in tensors.items() if key != name}, path, {"format": "pt"})
    with pytest.raises(UserError, match=f"lacks 1 of the tensors .* first '{re.escape(name)}'"):
        check_huggingface(folder)
    changed = {**tensors, name: tensors[name][:3].clone()}
    safetensors.torch.save_file(changed, path, {"format": "pt"})
    with pytest.raises(UserError, match=rf"'{re.escape(name)}' has the shape \(3, 16\)"):
        check_huggingface(folder)
    safetensors.torch.save_file({key.removeprefix("model."): value for key, value in tensors.items()}, path)
    check_huggingface(folder)  # saved by the class inside
