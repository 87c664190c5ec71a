"""Reading weights: every format gives what was saved; no file, however broken or hostile, does harm."""

from __future__ import annotations

import json
import os
import pickle
import random
import struct
import zipfile
from collections import OrderedDict
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor

from model.bundle.tensor_file import open_tensors
from model.errors import UserError


def sample() -> OrderedDict[str, Tensor]:
    generator = torch.Generator().manual_seed(4)
    made = OrderedDict(
        matrix=torch.randn(5, 7, generator=generator),
        half=torch.randn(3, 2, generator=generator).half(),
        brain=torch.randn(4, generator=generator).bfloat16(),
        number=torch.tensor(3.5),
        whole=torch.arange(6).view(2, 3),
        empty=torch.zeros(0, 4),
    )
    made["tied"] = made["matrix"]
    made["turned"] = made["matrix"].t()
    return made


def write_safetensors(path: Path, tensors: dict[str, Tensor]) -> Path:
    save_file({name: tensor.contiguous().clone() for name, tensor in tensors.items()}, path)
    return path


def write_zip(path: Path, tensors: object) -> Path:
    torch.save(tensors, path)
    return path


def write_legacy(path: Path, tensors: object) -> Path:
    torch.save(tensors, path, _use_new_zipfile_serialization=False)
    return path


WRITERS = {"safetensors": write_safetensors, "zip": write_zip, "legacy": write_legacy}
ENDINGS = {"safetensors": "weights.safetensors", "zip": "weights.pt", "legacy": "weights.bin"}


@pytest.mark.parametrize("mapped", [True, False])
@pytest.mark.parametrize("kind", WRITERS)
def test_every_format_gives_what_was_saved(tmp_path, kind, mapped):
    saved = sample()
    path = WRITERS[kind](tmp_path / ENDINGS[kind], saved)
    with open_tensors(path) as file:
        assert file.names == tuple(sorted(saved))
        got = {name: file.get(name, mapped) for name in file.names}
        for name, tensor in saved.items():
            assert (file.shape(name), file.dtype(name)) == (tuple(tensor.shape), tensor.dtype)
    for name, tensor in saved.items():  # they outlive the file
        assert got[name].dtype == tensor.dtype
        assert torch.equal(got[name], tensor), name


@pytest.mark.parametrize("kind", WRITERS)
def test_a_change_never_reaches_the_file(tmp_path, kind):
    path = WRITERS[kind](tmp_path / ENDINGS[kind], sample())
    before = path.read_bytes()
    with open_tensors(path) as file:
        file.get("matrix").zero_()
    assert path.read_bytes() == before


def test_weights_are_mapped_and_not_read(tmp_path):
    path = write_safetensors(tmp_path / "a.safetensors", {"a": torch.ones(1 << 16)})
    with open_tensors(path) as file:
        held = file.get("a")
    assert "a.safetensors" in Path("/proc/self/maps").read_text() if Path("/proc/self/maps").exists() else True
    assert held.sum() == 1 << 16


@pytest.mark.parametrize("kind", WRITERS)
def test_equality_is_told_without_loading(tmp_path, kind):
    tensors = {"a": torch.arange(10.0), "b": torch.arange(10.0), "c": torch.arange(10.0), "d": torch.arange(11.0)}
    tensors["c"][9] = -1.0
    with open_tensors(WRITERS[kind](tmp_path / ENDINGS[kind], tensors)) as file:
        assert file.equal("a", "b") and file.equal("a", "a")
        assert not file.equal("a", "c") and not file.equal("a", "d")


def test_size_counts_shared_weights_once(tmp_path):
    tensor = torch.ones(10, 10)
    with open_tensors(write_zip(tmp_path / "a.pt", {"a": tensor, "b": tensor, "c": torch.ones(3).half()})) as file:
        assert file.size == 406


@pytest.mark.parametrize("key", ["state_dict", "model", "model_state_dict"])
@pytest.mark.parametrize("writer", [write_zip, write_legacy])
def test_a_state_dict_inside_a_checkpoint_is_found(tmp_path, key, writer):
    optimizer = {"state": {0: {"step": torch.tensor(1.0), "average": torch.ones(4).double()}}, "groups": [{"lr": 0.1}]}
    path = writer(tmp_path / "a.pt", {"optimizer": optimizer, "epoch": 3, key: {"module.w": torch.ones(2)}})
    with open_tensors(path) as file:
        assert file.names == ("module.w",)
        assert torch.equal(file.get("module.w"), torch.ones(2))


def test_parameters_and_modules_state_are_read(tmp_path):
    linear = torch.nn.Linear(3, 2)
    for writer in (write_zip, write_legacy):
        with open_tensors(writer(tmp_path / "a.bin", linear.state_dict())) as file:
            assert torch.equal(file.get("weight"), linear.weight)
        with open_tensors(writer(tmp_path / "b.bin", {"w": linear.weight})) as file:
            assert torch.equal(file.get("w"), linear.weight)


# ---- folders and several files


def shards(folder: Path, ending: str, **changes: str) -> Path:
    writer = write_safetensors if ending == "safetensors" else write_zip
    writer(folder / f"part-1.{ending}", {"a": torch.ones(3), "b": torch.ones(2)})
    writer(folder / f"part-2.{ending}", {"c": torch.arange(4.0)})
    table = {"a": f"part-1.{ending}", "b": f"part-1.{ending}", "c": f"part-2.{ending}", **changes}
    stem = "model.safetensors" if ending == "safetensors" else "pytorch_model.bin"
    index = folder / f"{stem}.index.json"
    index.write_text(json.dumps({"metadata": {"total_size": 36}, "weight_map": table}))
    return index


@pytest.mark.parametrize("ending", ["safetensors", "bin"])
def test_several_files_are_one_model(tmp_path, ending):
    index = shards(tmp_path, ending)
    for path in (index, tmp_path):
        with open_tensors(path) as file:
            assert (file.names, file.size) == (("a", "b", "c"), 36)
            assert torch.equal(file.get("c"), torch.arange(4.0))
            assert not file.equal("a", "c")


def test_a_folder_gives_its_safetensors_first(tmp_path):
    write_zip(tmp_path / "checkpoint.pt", {"z": torch.ones(1)})
    with open_tensors(tmp_path) as file:
        assert file.names == ("z",)
    write_zip(tmp_path / "other.pt", {"y": torch.ones(1)})
    with pytest.raises(UserError, match=r"checkpoint\.pt, other\.pt"):
        open_tensors(tmp_path)
    write_zip(tmp_path / "pytorch_model.bin", {"b": torch.ones(1)})
    with open_tensors(tmp_path) as file:
        assert file.names == ("b",)
    write_safetensors(tmp_path / "model.safetensors", {"s": torch.ones(1)})
    with open_tensors(tmp_path) as file:
        assert file.names == ("s",)


@pytest.mark.parametrize(
    "place", ["../part-1.bin", "/etc/passwd", "sub/part.bin", "..", "", "C:part.bin", "..\\part.bin", 3, "a\0.bin"]
)
def test_an_index_that_leads_out_of_the_folder(tmp_path, place):
    with pytest.raises(UserError, match=r"outside its folder|cannot be trusted"):
        open_tensors(shards(tmp_path, "bin", a=place))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda folder: (folder / "part-2.bin").unlink(),
        lambda folder: (folder / "part-2.bin").write_bytes(b""),
        lambda folder: write_zip(folder / "part-2.bin", {"other": torch.ones(1)}),
        lambda folder: (folder / "pytorch_model.bin.index.json").write_text("[]"),
        lambda folder: (folder / "pytorch_model.bin.index.json").write_text('{"weight_map": {}}'),
    ],
)
def test_several_files_that_do_not_fit_together(tmp_path, spoil):
    shards(tmp_path, "bin")
    spoil(tmp_path)
    one_sentence(tmp_path)


# ---- what is refused


def one_sentence(path: Path) -> str:
    with pytest.raises(UserError) as refused:
        open_tensors(path)
    message = str(refused.value)
    assert "\n" not in message and len(message) < 500 and message.endswith(".")
    return message


class Bomb:
    """A pickle that would write a file when it is loaded."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self):
        return os.system, (f"touch {self.path}",)


@pytest.mark.parametrize("protocol", [2, 4])
@pytest.mark.parametrize("zipped", [True, False])
@pytest.mark.parametrize("wrap", [lambda bomb: bomb, lambda bomb: {"w": torch.ones(2), "x": bomb}])
def test_a_pickle_never_runs_code(tmp_path, zipped, wrap, protocol):
    path, mark = tmp_path / "a.bin", tmp_path / "ran"
    torch.save(wrap(Bomb(mark)), path, _use_new_zipfile_serialization=zipped, pickle_protocol=protocol)
    assert "running code" in one_sentence(path)
    assert not mark.exists()
    torch.load(path, weights_only=False)  # the test's own test: this loader would have run it
    assert mark.exists()


@pytest.mark.parametrize(
    "program",
    [
        b"\x80\x02cos\nsystem\nX\x04\x00\x00\x00true\x85R.",
        b"\x80\x02cbuiltins\neval\n.",
        b"\x80\x02ccollections\nOrderedDict\n)R(X\x01\x00\x00\x00ac__builtin__\nexec\nu.",
        b"(S'true'\nios\nsystem\n.",  # the old instruction that finds and calls in one
        b"\x80\x02ctorch._utils\n_rebuild_tensor_v2\n}b.",
        b"\x80\x02ctorch\nFloatStorage\n)\x81.",
        b"\x80\x02ctorch\nFloatStorage\n)R.",
        b"\x80\x02\x8b\xff\xff\xff\x7f.",
        b"\x80\x02r\xff\xff\xff\x7f.",
        b"\x80\x04\x8d\xff\xff\xff\xff\xff\xff\xff\x7f.",
        b"\x80\x05\x96\xff\xff\xff\xff\xff\xff\xff\x7f.",
        b"\x80\x02]q\x00h\x00a.",
        b"\x80\x02}(]K\x01u.",
        b"\x80\x02" + b"(" * 100_000 + b"t" * 100_000 + b"K\x01s.",
        b"\x80\x02}" + b"(" * 100_000 + b"t" * 100_000 + b"K\x01s.",
        b"\x80\x02}.",
        b"\x80\x02K\x01.",
        b".",
        b"",
    ],
)
def test_hostile_programs_are_refused(tmp_path, program):
    path = tmp_path / "a.pt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a/data.pkl", program)
        archive.writestr("a/version", "3\n")
    one_sentence(path)
    path.write_bytes(program)
    one_sentence(path)


def repacked(path: Path, change, compression: int = zipfile.ZIP_STORED) -> None:
    """The zip file with its parts [name -> bytes] changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def claim(count: int):
    """In the pickle of a tensor of 1000 numbers, claim `count` of them: as the storage's size and as the shape."""

    def change(parts: dict[str, bytes]) -> None:
        name = next(name for name in parts if name.endswith("data.pkl"))
        small, large = b"M" + struct.pack("<H", 1000), b"\x8a\x08" + struct.pack("<q", count)
        assert small in parts[name]
        parts[name] = parts[name].replace(small, large)

    return change


def without(ending: str):
    return lambda parts: parts.pop(next(name for name in parts if name.endswith(ending)))


def replaced(ending: str, content: bytes):
    return lambda parts: parts.update({next(name for name in parts if name.endswith(ending)): content})


@pytest.mark.parametrize(
    "change",
    [
        claim(1001),
        claim(10**12),
        claim(2**62),
        claim(-1),
        without("data.pkl"),
        without("data/0"),
        replaced("data/0", b"\0" * 3996),
        replaced("byteorder", b"big"),
        lambda parts: parts.update({"other/data.pkl": b"."}),
    ],
)
def test_claims_that_the_file_does_not_hold(tmp_path, change):
    path = write_zip(tmp_path / "a.pt", {"w": torch.ones(1000)})
    repacked(path, lambda parts: None)
    open_tensors(path).close()
    repacked(path, change)
    one_sentence(path)


def test_a_shape_that_repeats_itself_beyond_the_file(tmp_path):
    one_sentence(write_zip(tmp_path / "a.pt", {"w": torch.ones(1).expand(10**6, 10**6)}))
    one_sentence(write_legacy(tmp_path / "a.bin", {"w": torch.ones(1).expand(10**9)}))


def test_compressed_parts_are_refused(tmp_path):
    path = write_zip(tmp_path / "a.pt", {"w": torch.zeros(1 << 20)})
    repacked(path, lambda parts: None, zipfile.ZIP_DEFLATED)
    assert "compressed" in one_sentence(path)


@pytest.mark.parametrize("value", [{"w": 3}, {"w": "text"}, {1: torch.ones(1)}, [torch.ones(1)], torch.ones(1), {}])
@pytest.mark.parametrize("writer", [write_zip, write_legacy])
def test_what_holds_no_tensors_by_name(tmp_path, value, writer):
    one_sentence(writer(tmp_path / "a.pt", value))


def test_what_is_no_plain_tensor(tmp_path):
    for value in (torch.ones(2, dtype=torch.complex64), torch.eye(2).to_sparse(), torch.nn.Linear(2, 2)):
        one_sentence(write_zip(tmp_path / "a.pt", {"w": value}))


def header(tmp_path: Path, told: object, data: int = 16) -> Path:
    text = told if isinstance(told, bytes) else json.dumps(told).encode()
    path = tmp_path / "a.safetensors"
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"\0" * data)
    return path


def entry(**changes: object) -> dict[str, object]:
    return {"w": {"dtype": "F32", "shape": [2, 2], "data_offsets": [0, 16], **changes}}


@pytest.mark.parametrize(
    "told",
    [
        entry(shape=[2, 3]),
        entry(shape=[10**9, 10**9], data_offsets=[0, 4 * 10**18]),
        entry(shape=[-2, -2]),
        entry(shape=[2.0, 2]),
        entry(shape=[True, 4]),
        entry(shape=[0, 10**12], data_offsets=[0, 0]),
        entry(shape=[1] * 9),
        entry(shape="4"),
        entry(data_offsets=[4, 20]),
        entry(data_offsets=[16, 0]),
        entry(data_offsets=[-16, 0]),
        entry(data_offsets=[0]),
        entry(dtype="F128"),
        entry(dtype=["F32"]),
        {"two\nlines": 3},
        {"w": 3},
        {"__metadata__": {}},
        {},
        [],
        b"{",
        b"\xff\xff",
        b"[" * 100_000,
    ],
)
def test_safetensors_headers_that_cannot_be(tmp_path, told):
    with open_tensors(header(tmp_path, entry())) as file:
        assert file.shape("w") == (2, 2)
    one_sentence(header(tmp_path, told))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders there")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "model.pt")
    with pytest.raises(UserError, match="no file but a device or a pipe"):
        open_tensors(tmp_path / "model.pt")


def test_files_that_are_something_else(tmp_path):
    for name in ("a.safetensors", "a.bin"):
        path = tmp_path / name
        for content in (b"", b"x", b"\0" * 100, b"\xff" * 100, pickle.dumps({"w": [1, 2]}), os.urandom(200)):
            path.write_bytes(content)
            one_sentence(path)
        path.write_bytes(b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n")
        assert "git lfs pull" in one_sentence(path)
        path.unlink()
        one_sentence(path)
    (tmp_path / "a.onnx").write_bytes(b"x")
    one_sentence(tmp_path / "a.onnx")
    one_sentence(tmp_path)
    one_sentence(tmp_path / "nowhere")


@pytest.mark.parametrize("kind", WRITERS)
def test_cut_off_anywhere_is_refused(tmp_path, kind):
    path = WRITERS[kind](tmp_path / ENDINGS[kind], {"a": torch.ones(20), "b": torch.ones(3)})
    whole = path.read_bytes()
    for length in range(0, len(whole), 1 + len(whole) // 150):
        path.write_bytes(whole[:length])
        one_sentence(path)


def test_a_name_with_an_odd_escape_is_refused(tmp_path):
    path = WRITERS["legacy"](tmp_path / ENDINGS["legacy"], sample())
    whole = path.read_bytes()
    odd = whole.replace(b"_rebuild_tensor_v2", rb"_rebuild_ten\or_v2")
    assert odd != whole
    path.write_bytes(odd)
    one_sentence(path)


@pytest.mark.parametrize("kind", WRITERS)
def test_flipped_bits_never_crash(tmp_path, kind):
    generator = random.Random(kind)
    path = WRITERS[kind](tmp_path / ENDINGS[kind], sample())
    whole = path.read_bytes()
    refused = 0
    for _ in range(1500):
        content = bytearray(whole)
        for _ in range(generator.randint(1, 3)):
            content[generator.randrange(len(content))] ^= 1 << generator.randrange(8)
        path.write_bytes(bytes(content))
        try:
            with open_tensors(path) as file:
                for name in file.names:
                    file.get(name, mapped=generator.random() < 0.5).sum()
        except UserError as error:
            refused += 1
            assert "\n" not in str(error) and len(str(error)) < 500
    assert refused > 100
