"""`main.py bench training` and `bench memory`, at sizes of a moment; what they measure, never how fast it was."""

from __future__ import annotations

import json

import pytest
import torch
from torch.utils.flop_counter import FlopCounterMode

import main
from model.bench import joeynmt
from model.bench.contestants import Ours, Plain, PlainTransformer
from model.bench.joeynmt import JoeyNMT
from model.bench.peak import can_measure
from model.bench.work import Work, operations
from model.commands import bench_training as command
from model.commands.bench_memory import bench_size
from model.data.batches import make_batch
from model.errors import UserError
from model.network.config import ModelConfig
from model.network.transformer import Transformer

WORK = Work("tiny", vocabulary=50, batch_tokens=200, batches=3)
CPU = torch.device("cpu")


def test_work_is_the_same_in_another_process_and_fills_its_batches():
    first, second = WORK.make(), WORK.make()
    assert len(first) == 3
    for one, other in zip(first, second, strict=True):
        assert torch.equal(one.source, other.source) and torch.equal(one.target_out, other.target_out)
        assert 0.6 * 200 < one.target_out.numel() <= 200
    assert not torch.equal(first[0].source, Work("tiny", 50, 200, 3, seed=2).make()[0].source)


def test_operations_are_those_that_torch_counts():
    sizes = {"d_model": 16, "d_ff": 40, "heads": 2, "encoder_layers": 2, "decoder_layers": 3, "dropout": 0.0}
    config = ModelConfig(30, 30, **sizes)
    model = Transformer(config).train()
    batch = make_batch([[5, 6, 7, 8]], [[9, 8, 7, 6, 5, 4]])
    with FlopCounterMode(display=False) as counter:
        model.logits(model(batch.source, batch.target_in)).sum().backward()
    assert operations(config, batch) == counter.get_total_flops()


def test_padding_is_no_work():
    config = WORK.config()
    short, long = ([5] * 3, [6] * 4), ([7] * 20, [8] * 22)
    together = operations(config, make_batch([short[0], long[0]], [short[1], long[1]]))
    assert together == sum(operations(config, make_batch([source], [target])) for source, target in (short, long))


def test_every_contestant_learns():
    batches = WORK.make()
    for autocast in (False, True):
        plain = Plain(WORK.config(), batches, CPU, autocast)
        losses = [plain._update(batches[0]) for _ in range(8)]
        assert losses[-1] < losses[0]
    ours = Ours(WORK.config(), batches, CPU, torch.float32)
    before = ours._updater.model.output.weight.clone()
    assert ours.seconds(range(3)) > 0
    assert not torch.equal(before, ours._updater.model.output.weight)


def test_both_models_are_of_one_size():
    config = WORK.config()
    plain = sum(parameter.numel() for parameter in PlainTransformer(config).parameters())
    # torch.nn.Transformer ends each stack with one more norm.
    assert plain == Transformer(config).parameter_count() + 2 * 2 * config.d_model


def test_the_plain_loop_hides_the_future_and_padding():
    torch.manual_seed(0)
    model = PlainTransformer(WORK.config()).train()  # which has no dropout at these sizes
    source, target = torch.tensor([[5, 6, 3, 0, 0]]), torch.tensor([[2, 7, 8, 9]])
    changed = target.clone()
    changed[0, 3] = 11
    with torch.no_grad():
        torch.testing.assert_close(model(source, target)[:, :3], model(source, changed)[:, :3])
        torch.testing.assert_close(model(source, target), model(source[:, :3], target))


def test_training_is_compared_in_turns(capsys, monkeypatch):
    def offline():
        raise UserError("JoeyNMT cannot be installed (no network); it is left out.")

    monkeypatch.setattr(command, "provide", offline)
    results = command.bench_training("cpu", work=WORK, rounds=3, updates=2)
    assert [result["name"] for result in results[:2]] == ["training, ours", "training, torch.nn.Transformer"]
    assert all(result["target_pieces_per_s"] > 0 for result in results)
    assert 0 <= results[0]["utilisation"] < 1
    assert results[1]["goal"] == 2.0 and results[1]["ours_is_faster"] > 0
    errors = capsys.readouterr().err.splitlines()
    assert "JoeyNMT cannot be installed (no network); it is left out." in errors


def test_joeynmt_that_does_not_run_is_left_out_with_its_reason(tmp_path):
    with pytest.raises(UserError, match=r"No module named 'joeynmt'.*left out"):
        JoeyNMT(tmp_path, WORK, CPU)


def test_joeynmt_that_cannot_be_installed_leaves_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setenv("TRANSLUCENT_CACHE", str(tmp_path / "corpora"))
    monkeypatch.setattr(joeynmt, "PACKAGES", ("/no/such/package",))
    with pytest.raises(UserError, match="cannot be installed"):
        joeynmt.provide()
    assert not (tmp_path / "bench" / "joeynmt-2.3.0").exists()


def test_a_preset_that_is_not_there_is_named():
    with pytest.raises(UserError, match="no preset 'huge'"):
        command.bench_training("cpu", "huge")


@pytest.mark.skipif(not can_measure(), reason="only Linux tells anonymous memory apart")
def test_memory_is_watched_through_every_stage(capsys):
    result = bench_size(2500)
    stages = result["anonymous_MB_by_stage"]
    assert {"generating", "reading", "learning the vocabulary", "encoding", "training"} <= set(stages)
    assert result["anonymous_MB"] == max(stages.values()) == stages[result["during"]]
    assert 50 < result["anonymous_MB"] < result["resident_MB"]
    assert 1000 < result["kept"] <= 1500  # 1,000 are held out
    assert "2,500 pairs" in capsys.readouterr().err


def test_too_few_pairs_to_compare_are_refused(capsys):
    assert main.main(["bench", "memory", "--pairs", "1000"]) == 2
    out, err = capsys.readouterr()
    assert out == "" and "1,000 pairs are too few" in err


def test_measurements_of_the_model_need_no_qt():
    for names, needed in (
        (["training"], False),
        (["memory", "training"], False),
        (["training", "start"], True),
        ([], True),
    ):
        assert main.command("bench").needs_qt(main.parse(["bench", *names])) is needed


def test_results_are_json_lines(capsys, monkeypatch):
    monkeypatch.setattr(command, "bench_training", lambda *given: [{"name": "training, ours", "given": given}])
    assert main.main(["bench", "training", "--json", "--preset", "tiny"]) == 0
    assert json.loads(capsys.readouterr().out) == {"name": "training, ours", "given": ["auto", "tiny"]}
