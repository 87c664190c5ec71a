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
from model.values.masks import MaskReason
from model.values.sites import CROSS, DECODER_SELF, ENCODER_SELF, TRANSFORMER_GROUPS
from model.values.trace import Trace
from model.values.trace_file import load_trace

ARRAYS = [
    "encoder_self", "decoder_self", "cross", "source_allowed", "decoder_allowed", "logprob", "candidate_ids",
    "candidate_logprob",
]  # fmt: skip


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
    causal = np.tril(np.ones((target, target), dtype=bool))
    values: dict[str, Any] = {
        "encoder_self": attention(real[:, None] & real[None, :], layers, heads, generator),
        "decoder_self": attention(causal, layers + 1, heads, generator),
        "cross": attention(np.broadcast_to(real, (target, source)), layers + 1, heads, generator),
        "source_allowed": real,
        "decoder_allowed": causal,
        "logprob": -generator.random(target).astype(np.float32),
        "candidate_ids": generator.integers(0, 99, (target, k)),
        "candidate_logprob": -generator.random((target, k)).astype(np.float32),
        "source_pieces": tuple(f"▁s{i}" for i in range(source - padding)) + ("<pad>",) * padding,
        "input_pieces": ("<s>", *(f"t{i}" for i in range(target - 1)))[:target],
        "predicted_pieces": tuple(f"t{i}" for i in range(target)),
        "source_text": "abcdefgh",
        "target_text": "ijklmnop",
        "model": "tiny",
        "decoding": "greedy",
        "candidate_pieces": tuple(tuple(f"c{i}.{j}" for j in range(k)) for i in range(target)),
        "source_spans": tuple((i, i + 1) for i in range(source)),
        "target_spans": tuple((i, i + 2) for i in range(target)),
        "unknown_source": frozenset({0}),
    }
    return Trace(**{**values, **changes})


def same(one: Trace, other: Trace) -> bool:
    for field in dataclasses.fields(Trace):
        mine, theirs = getattr(one, field.name), getattr(other, field.name)
        if field.name in ARRAYS:
            if mine.dtype != theirs.dtype or mine.shape != theirs.shape or mine.tobytes() != theirs.tobytes():
                return False
        elif mine != theirs:
            return False
    return True


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
        model=data.draw(st.text()),
        decoding=data.draw(st.text()),
        unknown_source=frozenset(data.draw(st.sets(st.integers(0, source - 1)))),
    )
    path = tmp_path_factory.mktemp("trace") / "trace.safetensors"
    trace.save(path)
    assert same(load_trace(path), trace)


def test_the_file_is_what_the_design_promises(tmp_path: Path) -> None:
    path = tmp_path / "trace.safetensors"
    trace = make_trace(source=5, target=4)
    trace.save(path)
    content = path.read_bytes()
    tensors = load(content)
    length = int.from_bytes(content[:8], "little")
    metadata = json.loads(content[8 : 8 + length])["__metadata__"]
    assert metadata["format"] == "translucent-trace/1"
    assert json.loads(metadata["source_pieces"]) == list(trace.source_pieces)
    assert tensors["encoder_self"].shape == (2, 3, 5, 5) and tensors["cross"].shape == (3, 3, 4, 5)
    assert tensors["decoder_self"].shape == (3, 3, 4, 4) and tensors["candidate_ids"].shape == (4, 2)
    assert {tensors[name].dtype for name in ("encoder_self", "decoder_self", "cross", "logprob")} == {
        np.dtype(np.float32)
    }
    assert {tensors[name].dtype for name in ("source_allowed", "decoder_allowed")} == {np.dtype(np.bool_)}


def test_an_array_that_is_a_slice_of_another_is_saved_right(tmp_path: Path) -> None:
    long = make_trace(target=6)
    cut = make_trace(
        target=3,
        decoder_self=long.decoder_self[:, :, :3, :3],
        cross=long.cross[:, :, :3],
        logprob=long.logprob[:3],
        candidate_ids=long.candidate_ids[:3].astype(np.int32),
    )
    cut.check()
    cut.save(tmp_path / "cut.safetensors")
    loaded = load_trace(tmp_path / "cut.safetensors")
    assert np.array_equal(loaded.decoder_self, cut.decoder_self)
    assert np.array_equal(loaded.candidate_ids, cut.candidate_ids)


def test_what_was_loaded_cannot_be_written_to(tmp_path: Path) -> None:
    make_trace().save(tmp_path / "trace.safetensors")
    trace = load_trace(tmp_path / "trace.safetensors")
    for name in ARRAYS:
        with pytest.raises(ValueError, match="read-only"):
            getattr(trace, name)[...] = 0


def test_saving_where_nothing_can_be_saved_is_a_user_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UserError, match=r"trace\.safetensors"):
        make_trace().save(tmp_path / "file" / "trace.safetensors")


def test_a_file_without_the_optional_descriptions_can_be_read(tmp_path: Path) -> None:
    """The design's table asks for less than we write."""
    path = tmp_path / "trace.safetensors"
    trace = make_trace()
    needed = {key: json.dumps(getattr(trace, key)) for key in ("source_pieces", "input_pieces", "predicted_pieces")}
    path.write_bytes(save({name: getattr(trace, name) for name in ARRAYS}, {"format": "translucent-trace/1", **needed}))
    loaded = load_trace(path)
    assert loaded.candidate_pieces == () and loaded.source_spans == () and loaded.unknown_source == frozenset()
    assert np.array_equal(loaded.cross, trace.cross)


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
@given(
    source=st.integers(1, 6),
    target=st.integers(0, 6),
    data=st.data(),
    decoder_padding=st.integers(0, 3),
    marked=st.booleans(),
)
def test_every_cell_has_the_right_reason(
    source: int, target: int, data: st.DataObject, decoder_padding: int, marked: bool
) -> None:
    padding = data.draw(st.integers(0, source - 1))
    # The first target positions as padding, as Marian's start piece could be; allowed says so on the whole column.
    decoder_real = np.arange(target) >= min(decoder_padding, target) if marked else np.ones(target, dtype=bool)
    allowed = np.tril(np.ones((target, target), dtype=bool)) & decoder_real[None, :]
    trace = make_trace(source=source, target=target, padding=padding, decoder_allowed=allowed)
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
            future = key > query
            expected = MaskReason.FUTURE if future else MaskReason.ALLOWED if decoder_real[key] else MaskReason.PADDING
            assert decoder[query, key] == expected


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
            ("few", np.delete(getattr(trace, name), -1, axis)),
            ("many", np.concatenate([getattr(trace, name), getattr(trace, name).take([0], axis)], axis)),
        )
    ]
    for name in ARRAYS:
        cases.append((f"{name} without dimensions", name, np.zeros((), getattr(trace, name).dtype)))
        cases.append((f"{name} with a dimension more", name, getattr(trace, name)[None]))
    for name in ("encoder_self", "decoder_self", "cross"):
        weights = getattr(trace, name)
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
    cases += [
        ("encoder_self at a padding key", "encoder_self", changed(trace.encoder_self, (0, 0, 0, 3), 1e-3)),
        ("encoder_self of a padding query", "encoder_self", changed(trace.encoder_self, (0, 0, 3, 0), 1e-3)),
        ("cross at a padding key", "cross", changed(trace.cross, (0, 0, 0, 3), 1e-3)),
        ("decoder_self in the future", "decoder_self", changed(trace.decoder_self, (0, 0, 0, 1), 1e-3)),
        ("another mask", "source_allowed", np.array([True, True, False, False])),
        ("decoder and cross of other depths", "cross", trace.cross[:1]),
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
    trace = dataclasses.replace(make_trace(source=4, target=3, padding=1), **{name: value})
    with pytest.raises(UserError, match="trace"):
        trace.check()
    path = tmp_path / "damaged.safetensors"
    trace.save(path)
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
    make_trace(source=4, target=3, padding=1).save(tmp_path / "sound.safetensors")
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


@pytest.mark.parametrize("name", ARRAYS)
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
