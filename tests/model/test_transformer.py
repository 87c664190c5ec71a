"""The whole model: parity with torch, and nothing leaks from the future, from padding or between sentences."""

from __future__ import annotations

import copy
import math

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor, nn

from model.data.batches import pad
from model.network.config import ModelConfig, Norm
from model.network.dropout import seed_dropout
from model.network.layers import DecoderLayer, EncoderLayer
from model.network.points import Recorder
from model.network.positions import sinusoids
from model.network.transformer import Transformer
from tests.model.tiny import (
    FIRST_REAL,
    VOCAB,
    WIDTH,
    own_decoder_layer,
    own_encoder_layer,
    piece_ids,
    shared_model,
    tiny_config,
    tiny_model,
)

norms = st.sampled_from(["post", "pre"])


def assert_near(one: Tensor, other: Tensor) -> None:
    torch.testing.assert_close(one, other, rtol=0.0, atol=1e-5)


def hidden(model: Transformer, source: Tensor, target: Tensor) -> Tensor:
    """[batch, target, d_model]; a last norm or residual stream of a few units, so 1e-5 is tight."""
    with torch.no_grad():
        out: Tensor = model(source, target)
    return out


def widened(rows: Tensor, by: int) -> Tensor:
    """The same rows with `by` more padding pieces each."""
    return torch.cat((rows, torch.zeros(rows.size(0), by, dtype=torch.long)), dim=1)


# ---- parity


@pytest.mark.parametrize("norm", ["post", "pre"])
def test_both_stacks_equal_torch_nn_transformer(norm: Norm) -> None:
    model = tiny_model(seed=3, norm=norm, encoder_layers=3)
    # torch adds a last norm to both stacks whatever the norm order; ours has one for "pre" only, so pass it explicitly.
    last_norms = [copy.deepcopy(n) if norm == "pre" else None for n in (model.encoder_norm, model.decoder_norm)]
    encoder_layers = [own_encoder_layer(layer, norm) for layer in model.encoder if isinstance(layer, EncoderLayer)]
    decoder_layers = [own_decoder_layer(layer, norm) for layer in model.decoder if isinstance(layer, DecoderLayer)]
    encoder = nn.TransformerEncoder(encoder_layers[0], 3, norm=last_norms[0], enable_nested_tensor=False)
    decoder = nn.TransformerDecoder(decoder_layers[0], 2, norm=last_norms[1])
    encoder.layers, decoder.layers = nn.ModuleList(encoder_layers), nn.ModuleList(decoder_layers)

    source = torch.tensor([[5, 6, 7, 8, 9], [10, 11, 3, 0, 0], [12, 0, 0, 0, 0]])
    target = torch.tensor([[2, 14, 15, 16], [2, 17, 18, 4], [2, 19, 20, 21]])
    scale, table = math.sqrt(WIDTH), sinusoids(8, WIDTH)
    embedding = model.target_embedding.weight
    with torch.no_grad():
        memory = encoder(embedding[source] * scale + table[:5], src_key_padding_mask=source == 0)
        future = torch.ones(4, 4, dtype=torch.bool).triu(1)
        expected = decoder(
            embedding[target] * scale + table[:4], memory, tgt_mask=future, memory_key_padding_mask=source == 0
        )
        real = source != 0
        ours = model.encode(source, real)
    assert torch.equal(real, source != 0)
    torch.testing.assert_close(ours[real], memory[real], rtol=1e-4, atol=1e-5)
    torch.testing.assert_close(hidden(model, source, target), expected, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("scaled", [True, False])
@pytest.mark.parametrize("layout", ["interleaved", "halves", "tensor2tensor"])
def test_the_input_is_the_scaled_embedding_plus_the_configured_positions(layout: str, scaled: bool) -> None:
    model = tiny_model(positions=layout, scale_embedding=scaled, tying="none", source_vocab_size=11)
    source, target = torch.tensor([[4, 5, 6]]), torch.tensor([[2, 22]])
    with Recorder("*.input", "*.positions", "*.embedding") as recorder:
        hidden(model, source, target)
    factor = 4.0 if scaled else 1.0
    table = sinusoids(3, WIDTH, layout)  # type: ignore[arg-type]
    torch.testing.assert_close(recorder["encoder.input"], model.source_embedding.weight[source] * factor + table)
    torch.testing.assert_close(recorder["decoder.input"], model.target_embedding.weight[target] * factor + table[:2])
    assert torch.equal(recorder["encoder.positions"], table)


def test_logits_are_one_product_with_the_output_matrix() -> None:
    model = shared_model()
    vectors = torch.randn(3, WIDTH, generator=torch.Generator().manual_seed(1))
    torch.testing.assert_close(model.logits(vectors), vectors @ model.target_embedding.weight.t())


# ---- nothing leaks


@settings(deadline=None, max_examples=25)
@given(norm=norms, source=piece_ids(), target=piece_ids(least=2), data=st.data())
def test_a_future_target_piece_changes_no_earlier_output(
    norm: Norm, source: list[int], target: list[int], data: st.DataObject
) -> None:
    model = shared_model(norm)
    changed = data.draw(st.integers(1, len(target) - 1))
    other = data.draw(st.lists(st.integers(0, VOCAB - 1), min_size=len(target), max_size=len(target)))
    altered = (
        target[:changed]
        + [(id + 1) % VOCAB if id == new else new for id, new in zip(target, other, strict=True)][changed:]
    )
    before = hidden(model, torch.tensor([source]), torch.tensor([target]))
    after = hidden(model, torch.tensor([source]), torch.tensor([altered]))
    assert torch.equal(before[:, :changed], after[:, :changed])
    assert not torch.equal(before[:, changed], after[:, changed])


@settings(deadline=None, max_examples=25)
@given(norm=norms, source=piece_ids(), target=piece_ids(least=2), recording=st.booleans(), data=st.data())
def test_a_shorter_target_gives_the_beginning_of_a_longer_one(
    norm: Norm, source: list[int], target: list[int], recording: bool, data: st.DataObject
) -> None:
    model = shared_model(norm)
    length = data.draw(st.integers(1, len(target)))
    whole = hidden(model, torch.tensor([source]), torch.tensor([target]))
    with Recorder(*["*"] * recording):
        beginning = hidden(model, torch.tensor([source]), torch.tensor([target[:length]]))
    assert_near(beginning, whole[:, :length])


@settings(deadline=None, max_examples=25)
@given(
    norm=norms,
    sources=st.lists(piece_ids(), min_size=2, max_size=4),
    targets=st.lists(piece_ids(), min_size=4, max_size=4),
    extra=st.integers(0, 5),
)
def test_a_batch_gives_each_sentence_what_it_would_get_alone(
    norm: Norm, sources: list[list[int]], targets: list[list[int]], extra: int
) -> None:
    model = shared_model(norm)
    targets = targets[: len(sources)]
    batch = hidden(model, widened(pad(sources), extra), widened(pad(targets), extra))
    for row, (source, target) in enumerate(zip(sources, targets, strict=True)):
        alone = hidden(model, torch.tensor([source]), torch.tensor([target]))
        assert_near(batch[row, : len(target)], alone[0])


@settings(deadline=None, max_examples=25)
@given(norm=norms, source=piece_ids(), target=piece_ids(), padding=st.integers(1, 5), seed=st.integers(0, 99))
def test_the_content_of_padding_reaches_no_real_position(
    norm: Norm, source: list[int], target: list[int], padding: int, seed: int
) -> None:
    model = tiny_model(norm=norm, tying="none")
    padded = widened(torch.tensor([source]), padding)
    piece = torch.tensor([target])
    with torch.no_grad():
        real = padded != 0
        memory = model.encode(padded, real)
        before = model.decode(piece, model.decoder_state(memory, real))
        model.source_embedding.weight[0] = 50 * torch.randn(WIDTH, generator=torch.Generator().manual_seed(seed))
        changed = model.encode(padded, real)
        assert torch.equal(memory[real], changed[real])
        assert not torch.equal(memory[~real], changed[~real])
        assert torch.equal(before, model.decode(piece, model.decoder_state(changed, real)))


@settings(deadline=None, max_examples=25)
@given(norm=norms, source=piece_ids(), target=piece_ids(), after=st.lists(st.integers(0, VOCAB - 1), max_size=5))
def test_whatever_stands_after_the_end_of_a_target_changes_nothing_before(
    norm: Norm, source: list[int], target: list[int], after: list[int]
) -> None:
    model = shared_model(norm)
    padded = hidden(model, torch.tensor([source]), torch.tensor([target + [0] * len(after)]))
    filled = hidden(model, torch.tensor([source]), torch.tensor([target + after]))
    assert torch.equal(padded[:, : len(target)], filled[:, : len(target)])


def test_the_source_does_reach_every_target_position() -> None:
    """Guards the leak tests: a model that ignored its input would pass them all."""
    model = shared_model()
    target = torch.tensor([[2, 5, 6]])
    one, two = (hidden(model, torch.tensor([source]), target) for source in ([4, 5, 6, 7], [4, 5, 6, 8]))
    assert ((one - two).abs().amax(dim=-1) > 1e-3).all()


def test_order_matters() -> None:
    model = shared_model()
    one, two = (hidden(model, torch.tensor([source]), torch.tensor([[2]])) for source in ([4, 5, 6], [6, 5, 4]))
    assert (one - two).abs().max() > 1e-3


def test_a_source_of_padding_alone_gives_finite_numbers() -> None:
    for norm in ("post", "pre"):
        out = hidden(shared_model(norm), torch.tensor([[0, 0], [4, 5]]), torch.tensor([[2, 4], [2, 4]]))
        assert torch.isfinite(out).all()


# ---- decoding piece by piece


@settings(deadline=None, max_examples=25)
@given(
    norm=norms,
    sources=st.lists(piece_ids(), min_size=1, max_size=3),
    target=piece_ids(least=2, most=9),
    recording=st.booleans(),
    data=st.data(),
)
def test_cached_decoding_equals_the_teacher_forced_pass(
    norm: Norm, sources: list[list[int]], target: list[int], recording: bool, data: st.DataObject
) -> None:
    model = shared_model(norm)
    source = pad(sources)
    targets = torch.tensor([target] * len(sources))
    with Recorder("decoder.*.weights") as whole:
        expected = hidden(model, source, targets)
    cuts = sorted(data.draw(st.sets(st.integers(1, len(target) - 1))))
    with torch.no_grad():
        state = model.start(source, source != 0)
        assert state.length == 0
        for begin, end in zip([0, *cuts], [*cuts, len(target)], strict=True):
            with Recorder(*["decoder.*.weights"] * recording) as recorder:
                out = model.decode(targets[:, begin:end], state)
            assert state.length == end
            assert_near(out, expected[:, begin:end])
            for name, weights in recorder.seen.items():
                keys = end if ".self." in name else source.size(1)
                assert_near(weights, whole[name][:, :, begin:end, :keys])


@settings(deadline=None, max_examples=25)
@given(
    norm=norms,
    sources=st.lists(piece_ids(), min_size=1, max_size=4),
    data=st.data(),
)
def test_reordered_rows_go_on_as_the_rows_they_came_from(
    norm: Norm, sources: list[list[int]], data: st.DataObject
) -> None:
    model = shared_model(norm)
    count = len(sources)
    piece = st.integers(FIRST_REAL, VOCAB - 1)
    past = data.draw(st.lists(st.lists(piece, min_size=3, max_size=3), min_size=count, max_size=count))
    rows = data.draw(st.lists(st.integers(0, count - 1), min_size=1, max_size=6))  # may repeat, drop, shrink and grow
    following = data.draw(st.lists(piece, min_size=len(rows), max_size=len(rows)))
    source = pad(sources)
    with torch.no_grad():
        state = model.start(source, source != 0)
        model.decode(torch.tensor(past), state)
        state.reorder(rows)
        out = model.decode(torch.tensor(following)[:, None], state)
    assert state.length == 4
    whole = torch.tensor([[*past[row], new] for row, new in zip(rows, following, strict=True)])
    assert_near(out[:, 0], hidden(model, source[rows], whole)[:, 3])


# ---- weights


@pytest.mark.parametrize(
    ("tying", "same"),
    [("all", {"source", "target", "output"}), ("target", {"target", "output"}), ("none", set())],
    ids=["all", "target", "none"],
)
def test_tied_matrices_share_one_storage(tying: str, same: set[str]) -> None:
    model = tiny_model(tying=tying)
    weights = {
        "source": model.source_embedding.weight,
        "target": model.target_embedding.weight,
        "output": model.output.weight,
    }
    for one in weights:
        for other in weights:
            shared = weights[one].data_ptr() == weights[other].data_ptr()
            assert shared == (one == other or {one, other} <= same), (one, other)
    matrices = 3 - max(len(same) - 1, 0)
    without = sum(
        p.numel() for name, p in model.named_parameters() if "embedding" not in name and name != "output.weight"
    )
    assert model.parameter_count() == without + matrices * VOCAB * WIDTH


def test_tying_survives_saving_loading_moving_and_copying() -> None:
    model = tiny_model()
    again = tiny_model(seed=1)
    again.load_state_dict(model.state_dict())
    for other in (again, copy.deepcopy(model), tiny_model().double()):
        assert other.output.weight is other.target_embedding.weight is other.source_embedding.weight
    source, target = torch.tensor([[4, 5]]), torch.tensor([[2, 6]])
    assert torch.equal(hidden(model, source, target), hidden(again, source, target))


def test_the_state_dict_holds_no_position_table() -> None:
    """The table follows from the configuration; a stored one could disagree with it."""
    assert not [name for name in tiny_model().state_dict() if "position" in name]


def formula(vocabulary: int, d_model: int, d_ff: int, layers: int) -> int:
    attention = 4 * (d_model * d_model + d_model)
    feed_forward = d_model * d_ff + d_ff + d_ff * d_model + d_model
    norm = 2 * d_model
    encoder, decoder = attention + feed_forward + 2 * norm, 2 * attention + feed_forward + 3 * norm
    return vocabulary * d_model + layers * (encoder + decoder)


@pytest.mark.parametrize(
    ("sizes", "millions"),
    [({}, 65), ({"d_model": 1024, "d_ff": 4096, "heads": 16}, 213)],
    ids=["base", "big"],
)
def test_the_paper_s_models_have_the_paper_s_number_of_parameters(sizes: dict[str, int], millions: int) -> None:
    config = ModelConfig(source_vocab_size=37000, target_vocab_size=37000, **sizes)  # type: ignore[arg-type]
    with torch.device("meta"):
        count = Transformer(config).parameter_count()
    assert count == formula(37000, config.d_model, config.d_ff, 6)
    assert count / 1e6 == pytest.approx(millions, rel=0.04)


def test_pre_norm_adds_one_norm_per_stack() -> None:
    assert tiny_model(norm="pre").parameter_count() == tiny_model().parameter_count() + 2 * 2 * WIDTH


def test_initial_embeddings_have_unit_variance_once_scaled_and_biases_start_at_zero() -> None:
    torch.manual_seed(0)
    model = Transformer(tiny_config(source_vocab_size=400, target_vocab_size=400, d_model=64, d_ff=128))
    scaled = model.target_embedding.weight * model.scale
    assert scaled.std().item() == pytest.approx(1.0, abs=0.03)
    limit = math.sqrt(6 / (64 + 128))
    parameters = dict(model.named_parameters())
    assert parameters["encoder.0.feed_forward.inner.weight"].abs().max().item() == pytest.approx(limit, rel=0.01)
    assert not parameters["encoder.0.feed_forward.inner.bias"].any()


def test_the_seed_decides_the_initial_weights_also_with_separate_matrices() -> None:
    config = tiny_config(tying="none")
    kept = []  # keeping the models makes every one live at other addresses
    for _ in range(12):
        torch.manual_seed(5)
        kept.append(Transformer(config))
    for model in kept[1:]:
        for name, weight in kept[0].state_dict().items():
            assert torch.equal(weight, model.state_dict()[name]), name


def test_dropout_acts_while_training_only() -> None:
    model = tiny_model(dropout=0.3)
    source, target = torch.tensor([[4, 5, 6]]), torch.tensor([[2, 7]])
    assert torch.equal(hidden(model, source, target), hidden(model, source, target))
    model.train()
    seed_dropout(1)
    first, second = hidden(model, source, target), hidden(model, source, target)
    assert not torch.equal(first, second)
    seed_dropout(1)
    assert torch.equal(first, hidden(model, source, target))
