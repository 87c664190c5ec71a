"""The trace on disk and in memory: bitwise round trip, every kind of damage refused, and the reason for every cell."""

from __future__ import annotations

import dataclasses
import json
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from safetensors.numpy import load, save

from model.errors import UserError
from model.values.changes import HeadScaled
from model.values.decoding import DecodingSettings
from model.values.endings import Ending
from model.values.masks import MaskReason
from model.values.search_tree import Branch, Fate
from model.values.setup import Setup
from model.values.sites import CROSS, DECODER_SELF, ENCODER_SELF, TRANSFORMER_GROUPS, group_reasons
from model.values.trace import AttentionMap, Trace, maps_of
from model.values.trace_file import load_trace, save_trace

MAPS = [group.name for group in TRANSFORMER_GROUPS]
OTHERS = ["source_allowed", "logprob", "candidate_ids", "candidate_logprob"]
ARRAYS = [*MAPS, *OTHERS]

CHANGES = (HeadScaled("decoder.0.cross", 1),)


def array_of(trace: Trace, name: str) -> NDArray[Any]:
    return trace.maps[name].weights if name in MAPS else getattr(trace, name)


def with_array(trace: Trace, name: str, value: Any) -> Trace:
    """The same trace with another array or description."""
    if name not in MAPS:
        return dataclasses.replace(trace, **{name: value})
    one = dataclasses.replace(trace.maps[name], weights=value)
    return dataclasses.replace(trace, maps={**trace.maps, name: one})


def attention(
    allowed: NDArray[np.bool_], layers: int, heads: int, generator: np.random.Generator
) -> NDArray[np.float32]:
    """Random rows [layer, head, query, key] that sum to 1 where `allowed` [query, key] lets them."""
    weights = generator.random((layers, heads, *allowed.shape)) * allowed
    sums = weights.sum(axis=-1, keepdims=True)
    return np.divide(weights, sums, out=np.zeros_like(weights), where=sums > 0).astype(np.float32)


def make_trace(
    source: int = 4,
    target: int = 3,
    padding: int = 0,
    layers: int = 2,
    heads: int = 3,
    k: int = 2,
    seed: int = 0,
    **changes: Any,
) -> Trace:
    """A trace of random attention; the last `padding` of the `source` positions are padding."""
    generator = np.random.default_rng(seed)
    real = np.arange(source) < source - padding
    values: dict[str, Any] = {
        "maps": maps_of(
            AttentionMap(group, attention(reasons == MaskReason.ALLOWED, depth, heads, generator), reasons)
            for group, depth in zip(TRANSFORMER_GROUPS, (layers, layers + 1, layers + 1), strict=True)
            for reasons in [group_reasons(group, real, target)]
        ),
        "source_allowed": real,
        "logprob": -generator.random(target).astype(np.float32),
        "candidate_ids": generator.integers(0, 99, (target, k)),
        "candidate_logprob": -generator.random((target, k)).astype(np.float32),
        "source_pieces": tuple(f"▁s{i}" for i in range(source - padding)) + ("<pad>",) * padding,
        "input_pieces": ("<s>", *(f"t{i}" for i in range(target - 1)))[:target],
        "predicted_pieces": tuple(f"t{i}" for i in range(target)),
        "source_text": "abcdefgh",
        "target_text": "ijklmnop",
        "setup": Setup(
            "tiny", "0123", DecodingSettings("beam", 2, seed=7), changes=(HeadScaled("decoder.0.cross", 1),)
        ),
        "candidate_pieces": tuple(tuple(f"c{i}.{j}" for j in range(k)) for i in range(target)),
        "source_spans": tuple((i, i + 1) for i in range(source)),
        "target_spans": tuple((i, i + 2) for i in range(target)),
        "unknown_source": frozenset({0}),
        "search": tuple(
            (Branch(0, 5, "a", -0.5, -1.5, Fate.KEPT, -1.0), Branch(0, 3, "</s>", -1.0, -2.0, Fate.DROPPED, -1.25))
            for _ in range(target)
        ),
    }
    values["ending"] = list(Ending)[seed % 3]
    return Trace(**{**values, **changes})


def same(one: Trace, other: Trace) -> bool:
    for name in ARRAYS:
        mine, theirs = array_of(one, name), array_of(other, name)
        if mine.dtype != theirs.dtype or mine.shape != theirs.shape or mine.tobytes() != theirs.tobytes():
            return False
    if one.groups != other.groups or any((one.reasons(group) != other.reasons(group)).any() for group in one.groups):
        return False
    others = [field.name for field in dataclasses.fields(Trace) if field.name not in ("maps", *OTHERS)]
    return all(getattr(one, name) == getattr(other, name) for name in others)


# ---- round trip

pieces = st.text(max_size=6) | st.sampled_from(["▁", "▁Straße", "한국", "👩\u200d👧", "é", "<unk>", '"', "\\", "\n"])


@settings(deadline=None, max_examples=60)
@given(data=st.data(), source=st.integers(1, 5), target=st.integers(0, 4), seed=st.integers(0, 99), k=st.integers(0, 3))
def test_a_saved_trace_comes_back_bit_for_bit(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, source: int, target: int, seed: int, k: int
) -> None:
    def texts(count: int) -> tuple[str, ...]:
        return tuple(data.draw(st.lists(pieces, min_size=count, max_size=count)))

    trace = make_trace(
        source=source,
        target=target,
        padding=data.draw(st.integers(0, source - 1)),
        seed=seed,
        k=k,
        source_pieces=texts(source),
        input_pieces=texts(target),
        predicted_pieces=texts(target),
        candidate_pieces=tuple(texts(k) for _ in range(target)),
        source_text=data.draw(st.text(min_size=source)),
        target_text=data.draw(st.text(min_size=target + 1)),
        setup=Setup(data.draw(st.text()), data.draw(st.text()), origin=data.draw(st.text())),
        unknown_source=frozenset(data.draw(st.sets(st.integers(0, source - 1)))),
    )
    path = tmp_path_factory.mktemp("trace") / "trace.safetensors"
    save_trace(trace, path)
    assert same(load_trace(path), trace)


def test_pieces_that_no_text_can_hold_come_back_and_texts_become_whole(tmp_path: Path) -> None:
    odd = ("\ud83d", "\x00", "\x1b[0m", "\u2028")
    trace = make_trace(source=4, source_pieces=odd, source_text="a\udce9\x00b 한국어")
    save_trace(trace, tmp_path / "t.safetensors")
    loaded = load_trace(tmp_path / "t.safetensors")
    assert loaded.source_pieces == odd
    assert loaded.source_text == "a?\x00b 한국어"


def test_the_file_is_what_the_design_promises(tmp_path: Path) -> None:
    path = tmp_path / "trace.safetensors"
    trace = make_trace(source=5, target=4)
    save_trace(trace, path)
    content = path.read_bytes()
    tensors = load(content)
    length = int.from_bytes(content[:8], "little")
    metadata = json.loads(content[8 : 8 + length])["__metadata__"]
    assert metadata["format"] == "translucent-trace/2"
    assert json.loads(metadata["source_pieces"]) == list(trace.source_pieces)
    assert tensors["encoder_self"].shape == (2, 3, 5, 5) and tensors["cross"].shape == (3, 3, 4, 5)
    assert tensors["decoder_self"].shape == (3, 3, 4, 4) and tensors["candidate_ids"].shape == (4, 2)
    assert {tensors[name].dtype for name in ("encoder_self", "decoder_self", "cross", "logprob")} == {
        np.dtype(np.float32)
    }
    assert tensors["source_allowed"].dtype == np.dtype(np.bool_)
    assert all(tensors[f"{name}.reasons"].dtype == np.dtype(np.uint8) for name in MAPS)
    groups = json.loads(metadata["groups"])
    assert groups[1] == {
        "name": "decoder_self",
        "layers": 3,
        "heads": 3,
        "queries": "target",
        "keys": "target",
        "masks": ["padding", "future"],
    }
    setup = json.loads(metadata["setup"])
    assert setup["model"] == "tiny" and setup["fingerprint"] == "0123" and setup["decoding"]["beam"] == 2
    assert setup["changes"] == [{"kind": "head scaled", "site": "decoder.0.cross", "head": 1, "factor": 0.0}]
    assert json.loads(metadata["search"])[0][1]["fate"] == "dropped"


def test_an_array_that_is_a_slice_of_another_is_saved_right(tmp_path: Path) -> None:
    long = make_trace(target=6)
    cut = make_trace(
        target=3,
        maps=maps_of(
            AttentionMap(group, weights, make_trace(target=3).reasons(group))
            for group, weights in (
                (ENCODER_SELF, long.weights(ENCODER_SELF)),
                (DECODER_SELF, long.weights(DECODER_SELF)[:, :, :3, :3]),
                (CROSS, long.weights(CROSS)[:, :, :3]),
            )
        ),
        logprob=long.logprob[:3],
        candidate_ids=long.candidate_ids[:3].astype(np.int32),
    )
    cut.check()
    save_trace(cut, tmp_path / "cut.safetensors")
    loaded = load_trace(tmp_path / "cut.safetensors")
    assert np.array_equal(loaded.weights(DECODER_SELF), cut.weights(DECODER_SELF))
    assert np.array_equal(loaded.candidate_ids, cut.candidate_ids)


def test_what_was_loaded_cannot_be_written_to(tmp_path: Path) -> None:
    save_trace(make_trace(), tmp_path / "trace.safetensors")
    trace = load_trace(tmp_path / "trace.safetensors")
    for name in ARRAYS:
        with pytest.raises(ValueError, match="read-only"):
            array_of(trace, name)[...] = 0


def test_saving_where_nothing_can_be_saved_is_a_user_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UserError, match=r"trace\.safetensors"):
        save_trace(make_trace(), tmp_path / "file" / "trace.safetensors")


def format_1(trace: Trace, **described: Any) -> bytes:
    """The file that programs before format 2 wrote."""
    arrays = {name: np.ascontiguousarray(array_of(trace, name)) for name in ARRAYS}
    arrays["decoder_allowed"] = trace.reasons(DECODER_SELF) == MaskReason.ALLOWED
    needed = {key: getattr(trace, key) for key in ("source_pieces", "input_pieces", "predicted_pieces")}
    metadata = {key: json.dumps(value) for key, value in (needed | described).items()}
    return save(arrays, {"format": "translucent-trace/1", **metadata})


def test_a_file_of_format_1_without_the_optional_descriptions_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "trace.safetensors"
    trace = make_trace(padding=1)
    path.write_bytes(format_1(trace))
    loaded = load_trace(path)
    assert loaded.candidate_pieces == () and loaded.source_spans == () and loaded.unknown_source == frozenset()
    assert loaded.search == () and loaded.setup == Setup()
    for group in TRANSFORMER_GROUPS:
        assert np.array_equal(loaded.weights(group), trace.weights(group))
        assert np.array_equal(loaded.reasons(group), trace.reasons(group))


def test_a_file_of_format_1_tells_its_model_and_decoding_in_words(tmp_path: Path) -> None:
    path = tmp_path / "trace.safetensors"
    path.write_bytes(format_1(make_trace(), model="en-de", decoding="beam 4", source_text="abcdefgh"))
    setup = load_trace(path).setup
    assert (setup.model, setup.fingerprint, setup.describe()) == ("en-de", "", "beam 4")
    assert setup.of_model("en-de", "whatever it is") and not setup.of_model("en-fr", "")


def test_padding_at_the_beginning_of_a_target_is_padding(tmp_path: Path) -> None:
    """As Marian's start piece could be, in a file of format 1."""
    trace = make_trace(target=4)
    weights = trace.weights(DECODER_SELF).copy()
    weights[..., 0] = 0.0
    weights /= np.maximum(weights.sum(axis=-1, keepdims=True), 1e-9)
    content = format_1(with_array(trace, "decoder_self", weights))
    allowed = np.tril(np.ones((4, 4), dtype=bool))
    allowed[:, 0] = False
    path = tmp_path / "trace.safetensors"
    path.write_bytes(rewritten(content, tensors={"decoder_allowed": allowed}))
    reasons = load_trace(path).reasons(DECODER_SELF)
    assert (reasons[:, 0] == MaskReason.PADDING).all() and reasons[0, 1] == MaskReason.FUTURE


# ---- views of it


def test_queries_and_keys_are_named_by_kind() -> None:
    trace = make_trace(source=4, target=3)
    source, target = trace.source_pieces, trace.input_pieces
    named = {group: (trace.query_pieces(group), trace.key_pieces(group)) for group in TRANSFORMER_GROUPS}
    assert named == {
        ENCODER_SELF: (source, source),
        DECODER_SELF: (target, target),
        CROSS: (target, source),
    }
    for group, (queries, keys) in named.items():
        assert trace.weights(group).shape[2:] == (len(queries), len(keys)) == trace.reasons(group).shape


@settings(deadline=None, max_examples=80)
@given(source=st.integers(1, 6), target=st.integers(0, 6), data=st.data())
def test_every_cell_has_the_right_reason(source: int, target: int, data: st.DataObject) -> None:
    padding = data.draw(st.integers(0, source - 1))
    trace = make_trace(source=source, target=target, padding=padding)
    real = np.arange(source) < source - padding
    encoder, decoder, cross = (trace.reasons(group) for group in TRANSFORMER_GROUPS)
    assert {array.dtype for array in (encoder, decoder, cross)} == {np.dtype(np.uint8)}
    for query in range(source):
        for key in range(source):
            assert encoder[query, key] == (MaskReason.ALLOWED if real[query] and real[key] else MaskReason.PADDING)
    for query in range(target):
        for key in range(source):
            assert cross[query, key] == (MaskReason.ALLOWED if real[key] else MaskReason.PADDING)
        for key in range(target):
            assert decoder[query, key] == (MaskReason.FUTURE if key > query else MaskReason.ALLOWED)


# ---- damage


def test_a_sound_trace_passes_the_check_also_with_padding_and_before_its_first_step() -> None:
    for source, target, padding in ((4, 3, 0), (5, 3, 2), (1, 1, 0), (4, 0, 1)):
        make_trace(source=source, target=target, padding=padding).check()


def changed(array: NDArray[Any], cell: tuple[int | slice, ...], value: float) -> NDArray[Any]:
    array = array.copy()
    array[cell] = value
    return array


def damages() -> list[Any]:
    trace = make_trace(source=4, target=3, padding=1)
    cases: list[tuple[str, str, Any]] = [
        (f"{name} one {side} too {how}", name, array)
        for name in ("encoder_self", "decoder_self", "cross")
        for side, axis in (("query", 2), ("key", 3))
        for how, array in (
            ("few", np.delete(array_of(trace, name), -1, axis)),
            ("many", np.concatenate([array_of(trace, name), array_of(trace, name).take([0], axis)], axis)),
        )
    ]
    for name in ARRAYS:
        cases.append((f"{name} without dimensions", name, np.zeros((), array_of(trace, name).dtype)))
        cases.append((f"{name} with a dimension more", name, array_of(trace, name)[None]))
    for name in ("encoder_self", "decoder_self", "cross"):
        weights = array_of(trace, name)
        cases += [
            (f"{name} not a number", name, changed(weights, (1, 2, 1, 0), np.nan)),
            (f"{name} infinite", name, changed(weights, (1, 2, 1, 0), np.inf)),
            (f"{name} row sums to less", name, changed(weights, (1, 2, 1, slice(None)), 0.0)),
            (f"{name} row sums to more", name, weights * np.float32(1.1)),
            (f"{name} without layers", name, weights[:0]),
            (f"{name} without heads", name, weights[:, :0]),
        ]
        below = changed(changed(weights, (0, 0, 2, 0), -0.5), (0, 0, 2, 1), 0.0)
        below[0, 0, 2, 1] = 1.0 - below[0, 0, 2].sum()
        cases.append((f"{name} negative", name, below))
    search = ((Branch(9, 5, "a", -0.5, -1.5, Fate.KEPT, -1.0),),)
    cases += [
        ("encoder_self at a padding key", "encoder_self", changed(trace.weights(ENCODER_SELF), (0, 0, 0, 3), 1e-3)),
        ("encoder_self of a padding query", "encoder_self", changed(trace.weights(ENCODER_SELF), (0, 0, 3, 0), 1e-3)),
        ("cross at a padding key", "cross", changed(trace.weights(CROSS), (0, 0, 0, 3), 1e-3)),
        ("decoder_self in the future", "decoder_self", changed(trace.weights(DECODER_SELF), (0, 0, 0, 1), 1e-3)),
        ("another mask", "source_allowed", np.array([True, True, False, False])),
        ("a branch of a row that is not there", "search", (*trace.search[:-1], trace.search[0] * 2, *search)),
        ("logprob not a number", "logprob", changed(trace.logprob, (1,), np.nan)),
        ("candidate_logprob not a number", "candidate_logprob", changed(trace.candidate_logprob, (1, 0), np.nan)),
        ("fewer candidate log-probabilities", "candidate_logprob", trace.candidate_logprob[:, :1]),
        ("a predicted piece too few", "predicted_pieces", trace.predicted_pieces[:-1]),
        ("an input piece too many", "input_pieces", (*trace.input_pieces, "x")),
        ("a source piece too few", "source_pieces", trace.source_pieces[:-1]),
        ("a row of candidate pieces too few", "candidate_pieces", trace.candidate_pieces[:-1]),
        ("a candidate piece too few", "candidate_pieces", (*trace.candidate_pieces[:-1], ("x",))),
        ("a source span too few", "source_spans", trace.source_spans[:-1]),
        ("a target span too many", "target_spans", (*trace.target_spans, (0, 1))),
        ("a source span outside the text", "source_spans", (*trace.source_spans[:-1], (4, 400))),
        ("a source span that ends before it begins", "source_spans", ((3, 1), *trace.source_spans[1:])),
        ("a negative target span", "target_spans", ((-2, 1), *trace.target_spans[1:])),
        ("an unknown piece that is not there", "unknown_source", frozenset({4})),
    ]
    return [pytest.param(name, value, id=label.replace(" ", "-")) for label, name, value in cases]


@pytest.mark.parametrize(("name", "value"), damages())
def test_the_check_catches_every_kind_of_damage(name: str, value: Any, tmp_path: Path) -> None:
    trace = with_array(make_trace(source=4, target=3, padding=1), name, value)
    with pytest.raises(UserError, match="trace"):
        trace.check()
    path = tmp_path / "damaged.safetensors"
    save_trace(trace, path)
    with pytest.raises(UserError):
        load_trace(path)


def rewritten(
    content: bytes, tensors: dict[str, Any] | None = None, metadata: dict[str, str | None] | None = None
) -> bytes:
    length = int.from_bytes(content[:8], "little")
    old = json.loads(content[8 : 8 + length])["__metadata__"]
    merged = {key: value for key, value in {**old, **(metadata or {})}.items() if value is not None}
    arrays = {key: value for key, value in {**load(content), **(tensors or {})}.items() if value is not None}
    return save(arrays, merged)


@pytest.fixture
def content(tmp_path: Path) -> bytes:
    save_trace(make_trace(source=4, target=3, padding=1), tmp_path / "sound.safetensors")
    return (tmp_path / "sound.safetensors").read_bytes()


def refuse(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(UserError, match=path.name):
        load_trace(path)


def test_missing_empty_and_foreign_files_are_refused_by_name(tmp_path: Path, content: bytes) -> None:
    for missing in (tmp_path / "missing.safetensors", tmp_path):
        with pytest.raises(UserError, match=missing.name):
            load_trace(missing)
    path = tmp_path / "foreign.safetensors"
    for foreign in (b"", b"{}", b"PK\x03\x04" + bytes(100), b"\x89PNG\r\n\x1a\n" + bytes(50), b"\xff" * 64):
        refuse(path, foreign)
    refuse(path, save({"weight": np.ones(2, dtype=np.float32)}))
    refuse(path, rewritten(content, metadata={"format": "translucent-model/1"}))
    refuse(path, rewritten(content, metadata={"format": None}))


@pytest.mark.parametrize("name", [*ARRAYS, *(f"{name}.reasons" for name in MAPS)])
def test_a_missing_tensor_or_one_of_another_type_is_refused(name: str, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "odd.safetensors"
    refuse(path, rewritten(content, tensors={name: None}))
    array = load(content)[name]
    other = np.float64 if array.dtype != np.float64 else np.float32
    refuse(path, rewritten(content, tensors={name: array.astype(other)}))
    refuse(path, rewritten(content, tensors={name: array.astype(np.float16)}))


@pytest.mark.parametrize(
    "metadata",
    [
        {"source_pieces": None},
        {"source_pieces": "[1, 2, 3, 4]"},
        {"source_pieces": '"abcd"'},
        {"source_pieces": "{"},
        {"input_pieces": "null"},
        {"predicted_pieces": '{"a": 1}'},
        {"candidate_pieces": "7"},
        {"candidate_pieces": '["ab", "cd", "ef"]'},
        {"source_spans": "[1, 2, 3, 4]"},
        {"source_spans": "[[0, 1, 2], [0, 1], [0, 1], [0, 1]]"},
        {"source_spans": '[["a", "b"], [0, 1], [0, 1], [0, 1]]'},
        {"source_spans": "[[0, Infinity], [0, 1], [0, 1], [0, 1]]"},
        {"target_spans": "[[0, NaN], [0, 1], [0, 1]]"},
        {"unknown_source": "[[]]"},
        {"unknown_source": "[Infinity]"},
        {"unknown_source": "5"},
        {"source_pieces": "[" * 100_000},
        {"groups": "7"},
        {"groups": '[{"name": "cross"}]'},
        {"setup": "null"},
        {"setup": '{"model": 5}'},
        {"setup": '{"decoding": {"beam": "four"}}'},
        {"setup": '{"decoding": {"beam": 4000}}'},
        {"setup": '{"changes": [{"kind": "unknown"}]}'},
        {"search": '[[{"row": 0}]]'},
        {"search": "[1]"},
    ],
    ids=lambda metadata: str(metadata)[:60],
)
def test_damaged_descriptions_are_refused(metadata: dict[str, str | None], tmp_path: Path, content: bytes) -> None:
    refuse(tmp_path / "odd.safetensors", rewritten(content, metadata=metadata))


def test_a_truncated_file_is_always_refused(tmp_path: Path, content: bytes) -> None:
    for length in range(0, len(content), 17):
        refuse(tmp_path / "short.safetensors", content[:length])
    refuse(tmp_path / "short.safetensors", content[:-1])
    refuse(tmp_path / "short.safetensors", content + b"\x00")


def test_mutated_files_give_a_sound_trace_or_a_user_error(tmp_path: Path, content: bytes) -> None:
    header = int.from_bytes(content[:8], "little") + 8
    chance = random.Random(13)
    path = tmp_path / "mutated.safetensors"
    refused = 0
    for round in range(500):
        damaged = bytearray(content)
        for _ in range(chance.choice([1, 1, 2, 6])):
            position = chance.randrange(header if round % 4 else len(content))
            damaged[position] = chance.choice(
                [damaged[position] ^ (1 << chance.randrange(8)), chance.choice(b'"[]{},:019-eN\\x')]
            )
        if round % 5 == 0:  # whole words of the header, which single characters seldom hit
            word, other = chance.choice(
                [
                    (b'"F32"', b'"I32"'),
                    (b'"F32"', b'"U32"'),
                    (b'"BOOL"', b'"U8"  '),
                    (b'"I64"', b'"U64"'),
                    (b'"I64"', b'"F64"'),
                ]
            )
            damaged = bytearray(bytes(damaged).replace(word, other, chance.randrange(1, 4)))
        path.write_bytes(damaged)
        try:
            load_trace(path).check()
        except UserError as error:
            refused += 1
            assert len(str(error)) < 600
    assert 200 < refused < 500
