"""Named points: what recorders keep, what interventions change, and that neither crosses a thread."""

from __future__ import annotations

import threading

import pytest
import torch
from torch import Tensor

from model.network.points import Probe, Recorder, point, probing
from tests.model.tiny import shared_model

SOURCE = torch.tensor([[5, 6, 7, 8, 0], [9, 10, 11, 12, 13]])
TARGET = torch.tensor([[2, 14, 15], [2, 16, 17]])


def run() -> Tensor:
    model = shared_model()
    with torch.no_grad():
        logits: Tensor = model.logits(model(SOURCE, TARGET))
    return logits


class Scale(Probe):
    """Multiplies whatever passes one point."""

    def __init__(self, name: str, factor: float) -> None:
        self.name = name
        self.factor = factor

    def visit(self, name: str, tensor: Tensor) -> Tensor:
        return tensor * self.factor if name == self.name else tensor


class SilenceHead(Probe):
    """Lets one head of one attention contribute nothing."""

    def __init__(self, name: str, head: int) -> None:
        self.name = name
        self.head = head

    def visit(self, name: str, tensor: Tensor) -> Tensor:
        if name != self.name:
            return tensor
        changed = tensor.clone()
        changed[:, self.head] = 0.0
        return changed


def test_without_a_probe_a_point_hands_back_the_very_tensor() -> None:
    tensor = torch.ones(2)
    assert not probing()
    assert point("anything", tensor) is tensor


def test_with_no_recorder_open_nothing_is_stored() -> None:
    recorder = Recorder("*")
    run()
    assert recorder.seen == {}
    with recorder:
        pass
    run()
    assert recorder.seen == {}
    assert not probing()


def test_a_recorder_keeps_what_its_patterns_name_and_nothing_else() -> None:
    with Recorder("decoder.1.*.weights", "encoder.out") as recorder:
        run()
    assert set(recorder.seen) == {"decoder.1.self.weights", "decoder.1.cross.weights", "encoder.out"}
    assert recorder["decoder.1.cross.weights"].shape == (2, 4, 3, 5)  # [batch, head, query, key]


def test_a_recorder_carries_no_gradient() -> None:
    with Recorder("encoder.out") as recorder:
        shared_model()(SOURCE, TARGET)
    assert not recorder["encoder.out"].requires_grad


@pytest.mark.parametrize("name", ["encoder.9.self.weights", "encoder.0.self.weight", "decoder.0.self.weights"])
def test_a_name_that_never_passed_raises_key_error(name: str) -> None:
    with Recorder("encoder.*") as recorder:
        run()
    with pytest.raises(KeyError, match=name):
        recorder[name]


def test_nested_probes_see_the_tensor_in_the_order_they_were_opened() -> None:
    with Recorder("here") as outer, Scale("here", 3.0), Recorder("here") as inner:
        out = point("here", torch.tensor([1.0]))
    assert outer["here"].item() == 1.0
    assert inner["here"].item() == 3.0
    assert out.item() == 3.0


def test_closing_the_inner_probe_leaves_the_outer_one_open() -> None:
    with Recorder("*") as outer:
        with Recorder("*") as inner:
            point("both", torch.ones(1))
        assert probing()
        point("outer only", torch.ones(1))
    assert set(outer.seen) == {"both", "outer only"}
    assert set(inner.seen) == {"both"}


def test_a_probe_is_closed_when_its_block_fails() -> None:
    with pytest.raises(RuntimeError, match="stop"), Recorder("*"):
        raise RuntimeError("stop")
    assert not probing()


@pytest.mark.parametrize(
    "name",
    [
        "encoder.embedding",
        "encoder.positions",
        "encoder.0.self.scores",
        "encoder.1.self.values",
        "encoder.out",
        "decoder.input",
        "decoder.0.self.weights",
        "decoder.1.cross.weights",
        "decoder.1.ff.hidden",
        "decoder.1.ff.norm",
        "logits",
    ],
)
def test_an_intervention_at_any_point_changes_the_output(name: str) -> None:
    untouched = run()
    with Scale(name, 1.0):
        torch.testing.assert_close(run(), untouched, rtol=1e-4, atol=1e-4)
    with Scale(name, -2.0):
        changed = run()
    assert (changed - untouched).abs().max() > 1e-2
    assert torch.equal(run(), untouched)


def test_silencing_a_head_equals_cutting_its_columns_out_of_the_output_matrix() -> None:
    with SilenceHead("decoder.0.cross.heads", 2), Recorder("decoder.0.cross.out") as changed:
        run()
    with Recorder("decoder.0.cross.*") as recorder:
        run()
    out_weight = shared_model().state_dict()["decoder.0.cross_attention.out.weight"]
    d_head = 16 // 4
    columns = slice(2 * d_head, 3 * d_head)
    share = recorder["decoder.0.cross.heads"][:, 2] @ out_weight[:, columns].t()
    expected = recorder["decoder.0.cross.out"] - share
    torch.testing.assert_close(changed["decoder.0.cross.out"], expected.detach(), rtol=1e-4, atol=1e-5)


def test_probes_belong_to_the_thread_that_opened_them() -> None:
    elsewhere: dict[str, object] = {}

    def other() -> None:
        elsewhere["probing"] = probing()
        elsewhere["value"] = point("here", torch.tensor([2.0])).item()

    with Scale("here", 10.0), Recorder("*") as recorder:
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
        assert probing()
    assert elsewhere == {"probing": False, "value": 2.0}
    assert recorder.seen == {}
