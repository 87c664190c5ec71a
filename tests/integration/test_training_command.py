"""`main.py train` as real processes: signals, kill -9, a full disk, two processes, and bad input in one sentence."""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import random
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

import main
from model.commands.train import default_folder
from model.training.recipe import Recipe
from model.training.run_folder import RunFolder
from tests.model.corpora import metrics, reversal_pairs, steps, toy_recipe, write_pairs, write_recipe

ROOT = Path(main.__file__).parent
PATIENCE = 240.0  # seconds after which a process that does not end is an error

pytestmark = [
    pytest.mark.usefixtures("one_thread"),
    pytest.mark.skipif(sys.platform == "win32", reason="signals are those of POSIX"),
]


def start(*arguments: object, begin: str = "", **variables: str) -> subprocess.Popen[str]:
    """`main.py train` in a process of its own, `begin` executed before it."""
    code = f"import sys; {begin}\nimport main; sys.exit(main.main(sys.argv[1:]))"
    return subprocess.Popen(
        [sys.executable, "-c", code, "train", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "OMP_NUM_THREADS": "1", **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    try:
        out, err = process.communicate(timeout=PATIENCE)
    finally:
        process.kill()
    return process.returncode, out, err


def wait_for(condition: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    ends = time.monotonic() + PATIENCE
    while not condition():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < ends
        time.sleep(0.005)


def logged(run: Path) -> int:
    """The newest logged step, 0 before the first."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        return steps(run, "StepLogged")[-1]
    return 0


def long_recipe(folder: Path) -> Recipe:
    """Long enough to be stopped in the middle."""
    return toy_recipe(
        folder, steps=120, log_steps=1, checkpoint_steps=10, evaluate_steps=40, batch_tokens=100, bleu_sentences=2,
        dropout=0.2, max_positions=16,
    )  # fmt: skip


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A configuration, and its run that nothing stopped."""
    folder = tmp_path_factory.mktemp("command")
    config = write_recipe(folder / "toy.toml", long_recipe(folder))
    status, out, err = ended(start(config, "--run", folder / "whole"))
    assert status == 0, err
    assert json.loads(out)["step"] == 120
    assert "finished" in err.splitlines()[-1]
    return config, folder / "whole"


def check_same_end(run: Path, whole: Path) -> None:
    name = "checkpoints/step-0000120.safetensors"
    found, expected = load_file(run / name), load_file(whole / name)
    assert found.keys() == expected.keys()
    for key, tensor in expected.items():
        assert torch.equal(found[key], tensor), key
    assert steps(run, "StepLogged") == list(range(1, 121))
    assert steps(run, "Evaluated") == [40, 80, 120]
    assert (run / "samples.jsonl").read_bytes() == (whole / "samples.jsonl").read_bytes()
    assert RunFolder(run).status().state == "finished"


def test_after_kill_9_at_random_moments_the_run_ends_with_the_same_bits(
    whole: tuple[Path, Path], tmp_path: Path
) -> None:
    config, uninterrupted = whole
    run = tmp_path / "run"
    chance = random.Random(7)
    reached = 0
    for _ in range(3):
        process = start(config, "--run", run, *(["--resume"] if run.exists() else []))
        aim = reached + chance.randint(8, 40)
        wait_for(lambda aim=aim: logged(run) >= min(aim, 100), process)
        time.sleep(chance.random() * 0.03)  # into the middle of whatever comes next
        process.kill()
        assert ended(process)[0] == -signal.SIGKILL
        folder = RunFolder(run)
        assert not folder.alive(folder.status())
        folder.ask("pause")  # it is no more, and the next one must not hear it
        reached = folder.checkpoint_steps()[-1] if folder.checkpoint_steps() else 0
        assert reached >= logged(run) - 10 - 1
    status, _, err = ended(start(config, "--run", run, "--resume"))
    assert status == 0, err
    assert f"resumed after step {reached}" in err
    check_same_end(run, uninterrupted)


def test_of_starts_at_once_one_trains_and_the_others_are_refused_in_one_sentence(
    whole: tuple[Path, Path], tmp_path: Path
) -> None:
    config, uninterrupted = whole
    told = sorted(map(ended, [start(config, "--run", tmp_path / "run") for _ in range(3)]))
    assert [status for status, _, _ in told] == [0, 2, 2], told
    for _, out, err in told[1:]:
        assert out == "" and len(err.splitlines()) == 1
        assert "another process" in err or "already holds a run" in err
    check_same_end(tmp_path / "run", uninterrupted)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_saves_and_the_run_resumes(number: signal.Signals, whole: tuple[Path, Path], tmp_path: Path) -> None:
    config, uninterrupted = whole
    run = tmp_path / "mein Lauf 'ü'"  # the hint is quoted
    process = start(config, "--run", run)
    wait_for(lambda: logged(run) >= 13, process)
    process.send_signal(number)
    status, out, err = ended(process)
    assert (status, out) == (130, "")
    assert "Stopping after this update" in err and "everything is saved" in err
    folder = RunFolder(run)
    told = folder.status()
    assert told.state == "paused"
    assert folder.checkpoint_steps()[-1] == told.step >= 13
    hint = next(line for line in err.splitlines() if line.startswith("Go on with: python3 main.py train "))
    status, _, err = ended(start(*shlex.split(hint)[6:]))
    assert status == 0, err
    check_same_end(run, uninterrupted)


def test_a_second_ctrl_c_while_the_run_is_ending_is_quiet(whole: tuple[Path, Path], tmp_path: Path) -> None:
    run = tmp_path / "run"
    process = start(whole[0], "--run", run)
    wait_for(lambda: logged(run) >= 3, process)
    process.send_signal(signal.SIGINT)
    while process.poll() is None:  # also while Python ends
        process.send_signal(signal.SIGINT)
        time.sleep(0.02)
        if RunFolder(run).status().state == "running":
            time.sleep(0.2)
    status, _, err = ended(process)
    assert status == 130
    assert "Traceback" not in err
    assert err.splitlines()[-1].startswith("Go on with: ")


def test_a_second_ctrl_c_during_an_update_stops_at_once_and_says_what_is_lost(tmp_path: Path) -> None:
    config = write_recipe(tmp_path / "toy.toml", toy_recipe(tmp_path, checkpoint_steps=2, log_steps=1))
    slow = (
        "import time; from model.training.updater import Updater as U; u = U.update; "
        "U.update = lambda self, step, batches: time.sleep(60 * (step == 5)) or u(self, step, batches)"
    )
    run = tmp_path / "run"
    process = start(config, "--run", run, begin=slow)
    wait_for(lambda: logged(run) >= 4, process)
    time.sleep(1.0)
    process.send_signal(signal.SIGINT)
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    status, _, err = ended(process)
    assert status == 130 and "Traceback" not in err
    *_, said, hint = err.splitlines()
    assert said == "Stopped at once; updates after step 4 are not saved and will be made again."
    assert hint.startswith("Go on with: ") and RunFolder(run).status().state == "paused"


def test_a_closed_terminal_ends_neither_the_run_nor_its_saving(whole: tuple[Path, Path], tmp_path: Path) -> None:
    run = tmp_path / "run"
    process = start(whole[0], "--run", run)
    wait_for(lambda: logged(run) >= 3, process)
    assert process.stderr is not None
    process.stderr.close()  # what is written from now on fails
    wait_for(lambda: logged(run) >= 6, process)
    process.send_signal(signal.SIGHUP)
    assert process.wait(PATIENCE) == 130
    process.communicate()
    folder = RunFolder(run)
    assert folder.status().state == "paused"
    assert folder.checkpoint_steps()[-1] == folder.status().step >= 6


def test_what_killed_writers_left_goes_at_the_next_start(whole: tuple[Path, Path], tmp_path: Path) -> None:
    config, _ = whole
    run = tmp_path / "run"
    begin = (
        "import os, signal, model.files; "
        "os.fsync = lambda file: os.kill(os.getpid(), signal.SIGKILL) if os.fstat(file).st_size > 10**5 else None"
    )
    for _ in range(2):  # killed while its first checkpoint is written
        assert ended(start(config, "--run", run, *["--resume"][: run.exists()], begin=begin))[0] == -signal.SIGKILL
        assert len(list(run.rglob("*.part"))) == 1
    status, _, err = ended(start(config, "--run", run, "--resume", "--steps", "10"))
    assert status == 0, err
    assert not list(run.rglob("*.part"))


def test_a_disk_without_room_for_a_checkpoint_is_one_sentence_and_the_run_resumes(
    whole: tuple[Path, Path], tmp_path: Path
) -> None:
    config, uninterrupted = whole
    run = tmp_path / "run"
    limit = (uninterrupted / "checkpoints" / "step-0000120.safetensors").stat().st_size // 2
    begin = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))"
    status, out, err = ended(start(config, "--run", run, begin=begin))
    assert (status, out) == (2, "")
    assert "cannot be written" in err.splitlines()[-1]
    assert "Traceback" not in err
    told = RunFolder(run).status()
    assert (told.state, told.step) == ("failed", 10)
    assert str(told.reason) == err.splitlines()[-1]
    assert RunFolder(run).checkpoint_steps() == []
    status, _, err = ended(start(config, "--run", run, "--resume"))
    assert status == 0, err
    check_same_end(run, uninterrupted)


# ---- several processes


def free_port() -> str:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return str(found.getsockname()[1])


def start_two(*arguments: object) -> list[subprocess.Popen[str]]:
    shared = {"WORLD_SIZE": "2", "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": free_port()}
    return [start(*arguments, RANK=str(rank), LOCAL_RANK=str(rank), **shared) for rank in range(2)]


def test_two_processes_equal_one_pause_together_and_resume(tmp_path: Path) -> None:
    recipe = toy_recipe(tmp_path, steps=40, log_steps=1, evaluate_steps=20, checkpoint_steps=20, dropout=0.0)
    config = write_recipe(tmp_path / "two.toml", recipe)
    one = start(config, "--run", tmp_path / "one")
    assert ended(one)[0] == 0
    run = tmp_path / "two"
    two = start_two(config, "--run", run)
    wait_for(lambda: logged(run) >= 7, two[0])
    for process in two:
        process.send_signal(signal.SIGTERM)
    told = [ended(process) for process in two]
    assert [status for status, _, _ in told] == [130, 130], told
    assert "2 processes" in told[0][2] and "everything is saved" in told[0][2]
    assert told[1][2].splitlines() == ["Stopping after this update ..."]  # only one talks and writes
    assert RunFolder(run).status().state == "paused"
    assert RunFolder(run).checkpoint_steps() == [RunFolder(run).status().step]
    command_line = ["main.py", "train", str(config), "--run", str(run), "--resume"]
    torchrun = ["-m", "torch.distributed.run", "--nproc-per-node", "2", "--master-port", free_port()]
    done = subprocess.run(
        [sys.executable, *torchrun, "--", *command_line],  # without "--" it would take --run for its own --run-path
        cwd=ROOT,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert [json.loads(line)["step"] for line in done.stdout.splitlines()] == [40]
    for event in ("StepLogged", "Evaluated"):
        pairs = zip(metrics(tmp_path / "one", event), metrics(run, event), strict=True)
        for alone, together in pairs:
            assert alone["step"] == together["step"]
            assert together["nll"] == pytest.approx(alone["nll"], rel=1e-4)
    assert metrics(run, "StepLogged")[-1]["loss"] < metrics(run, "StepLogged")[0]["loss"] - 0.5


def test_a_hangup_under_torchrun_saves_and_names_torchrun(whole: tuple[Path, Path], tmp_path: Path) -> None:
    run = tmp_path / "run"
    torchrun = ["-m", "torch.distributed.run", "--nproc-per-node", "2", "--master-port", free_port(), "--"]
    process = subprocess.Popen(
        [sys.executable, *torchrun, "main.py", "train", str(whole[0]), "--run", str(run)],
        cwd=ROOT,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    wait_for(lambda: logged(run) >= 3, process)
    os.killpg(process.pid, signal.SIGHUP)  # as a terminal that is closed does
    _, _, err = ended(process)
    told = RunFolder(run).status()
    assert told.state == "paused", err
    assert RunFolder(run).checkpoint_steps()[-1] == told.step >= 3
    assert "Go on with: torchrun --nproc-per-node 2 -- main.py train " in err


def test_what_stops_the_leading_process_is_said_by_all(tmp_path: Path) -> None:
    recipe = toy_recipe(tmp_path)
    config = write_recipe(tmp_path / "two.toml", recipe)
    Path(recipe.data.valid).write_text("")
    for status, out, err in map(ended, start_two(config, "--run", tmp_path / "run")):
        assert (status, out) == (2, "")
        assert "Traceback" not in err
        assert "valid.tsv holds no sentence pairs" in err.splitlines()[-1]


# ---- bad input


def command(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    status = main.main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return status, out, err


def no_file(folder: Path) -> dict[str, object]:
    return {"train": str(folder / "nothing.tsv")}


def latin(folder: Path) -> dict[str, object]:
    (folder / "bad.tsv").write_bytes("schön\tbeau\n".encode("latin-1") * 50)
    return {"train": str(folder / "bad.tsv")}


def one_column(folder: Path) -> dict[str, object]:
    (folder / "bad.tsv").write_text("only a sentence\n" * 50)
    return {"train": str(folder / "bad.tsv")}


def unequal(folder: Path) -> dict[str, object]:
    (folder / "a.txt").write_text("1 2 3\n" * 50)
    (folder / "b.txt").write_text("3 2 1\n" * 49)
    return {"train": str(folder / "a.txt"), "train_target": str(folder / "b.txt")}


def damaged_gzip(folder: Path) -> dict[str, object]:
    (folder / "bad.tsv.gz").write_bytes(gzip.compress(b"1 2\t2 1\n" * 5000)[:-30])
    return {"train": str(folder / "bad.tsv.gz")}


def empty_validation(folder: Path) -> dict[str, object]:
    (folder / "empty.tsv").write_text("")
    return {"valid": str(folder / "empty.tsv")}


def bad_validation(folder: Path) -> dict[str, object]:
    (folder / "bad.tsv").write_text("1 2\t2 1\n" * 30 + "no tab here\n")
    return {"valid": str(folder / "bad.tsv")}


def large_vocabulary(_folder: Path) -> dict[str, object]:
    return {"vocab_size": 5000}


def all_too_long(_folder: Path) -> dict[str, object]:
    return {"max_pieces": 2}


def too_few_to_hold_out(_folder: Path) -> dict[str, object]:
    return {"valid": "", "valid_pairs": 900}


def nonsense_device(_folder: Path) -> dict[str, object]:
    return {"device": "toaster"}


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (no_file, ["nothing.tsv", "No such file"]),
        (latin, ["bad.tsv", "line 1", "UTF-8"]),
        (one_column, ["bad.tsv", "line 1", "one column"]),
        (unequal, ["a.txt", "50", "b.txt", "49"]),
        (damaged_gzip, ["bad.tsv.gz", "ends before all"]),
        (empty_validation, ["empty.tsv", "no sentence pairs"]),
        (bad_validation, ["Line 31", "bad.tsv"]),
        (large_vocabulary, ["5000", "at most", "choose another vocab_size"]),
        (all_too_long, ["fewer than 2 pieces", "max_pieces"]),
        (too_few_to_hold_out, ["too few", "900"]),
        (nonsense_device, ["toaster"]),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_bad_input_is_one_sentence_and_status_2(
    make: Callable[[Path], dict[str, object]], said: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recipe = toy_recipe(tmp_path, **make(tmp_path))
    config = write_recipe(tmp_path / "toy.toml", recipe)
    status, out, err = command(capsys, "train", config, "--run", tmp_path / "run")
    assert (status, out) == (2, "")
    assert "Traceback" not in err
    *before, sentence = err.splitlines()
    assert all(line.endswith(" ...") for line in before), err
    assert sentence.endswith(".")
    for word in said:
        assert word in sentence
    folder = RunFolder(tmp_path / "run")
    if folder.exists:
        assert (folder.status().state, str(folder.status().reason)) == ("failed", sentence)


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = write_recipe(tmp_path / "toy.toml", toy_recipe(tmp_path))
    (tmp_path / "file").write_text("not a folder")
    status, out, err = command(capsys, "train", config, "--run", tmp_path / "file" / "run")
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1 and "cannot be written" in err


def test_a_run_folder_of_another_version_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = write_recipe(tmp_path / "toy.toml", toy_recipe(tmp_path))
    run = tmp_path / "run"
    run.mkdir()
    (run / "config.toml").write_text("")
    (run / "status.json").write_text('{"state": "running", "epoch": 3}')
    for arguments in ([], ["--resume"]):
        status, out, err = command(capsys, "train", config, "--run", run, *arguments)
        assert (status, out) == (2, "")
        assert len(err.splitlines()) == 1 and "another version" in err


def test_sentences_longer_than_the_positions_are_left_out_and_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    long = " ".join("12345678" * 4)
    recipe = toy_recipe(tmp_path, steps=2, evaluate_steps=2)
    for path in (recipe.data.train, recipe.data.valid):
        with open(path, "a") as file:
            file.write(f"{long}\t{long[::-1]}\n")
    config = write_recipe(tmp_path / "toy.toml", recipe)
    run = tmp_path / "run"
    status, _, err = command(capsys, "train", config, "--run", run)
    assert status == 0, err
    assert "1 left out as too long" in err
    assert metrics(run, "Started")[0]["left_out"] == 1
    scores = json.loads((run / "bundle" / "metrics.json").read_text())["scores"]
    assert {score["pairs"] for score in scores} == {21}  # measured on the whole set all the same
    data = write_pairs(tmp_path / "test.tsv", [*reversal_pairs(3, seed=9), (long, long[::-1])])
    status, out, err = command(capsys, "evaluate", "--model", run / "bundle", "--data", data)
    assert status == 0, err
    assert "1 of 4 sources could not be translated" in out


# ---- a model from what there is


def test_a_model_is_made_from_the_newest_checkpoint_without_another_update(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = write_recipe(tmp_path / "toy.toml", toy_recipe(tmp_path))
    run = tmp_path / "run"
    status, out, err = command(capsys, "train", config, "--run", run, "--finish")
    assert (status, out) == (2, "") and "no run to resume" in err
    assert command(capsys, "train", config, "--run", run, "--steps", "4")[0] == 0
    shutil.rmtree(run / "bundle")
    status, out, err = command(capsys, "train", config, "--run", run, "--finish")
    assert (status, json.loads(out)["step"]) == (0, 4), err
    assert (run / "bundle" / "model.safetensors").exists() and steps(run, "StepLogged") == [2, 4]
    shutil.rmtree(run / "checkpoints")
    status, out, err = command(capsys, "train", config, "--run", run, "--finish")
    assert (status, out) == (2, "") and "no checkpoint to make a model from" in err
    assert RunFolder(run).status().state == "finished"


# ---- small things


def test_an_estimate_is_one_json_object_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = write_recipe(tmp_path / "toy.toml", toy_recipe(tmp_path))
    before = sorted(tmp_path.rglob("*"))
    status, out, _ = command(capsys, "train", config, "--run", tmp_path / "run", "--estimate", "--steps", "50")
    assert status == 0
    told = json.loads(out)
    assert told["updates"] == 50
    assert told["seconds"] == pytest.approx(50 * told["seconds_per_update"]) and told["seconds"] > 0
    assert sorted(tmp_path.rglob("*")) == before


def test_training_in_process_gives_the_signals_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = signal.getsignal(signal.SIGINT)
    config = write_recipe(tmp_path / "toy.toml", toy_recipe(tmp_path, steps=2, evaluate_steps=2))
    assert command(capsys, "train", config, "--run", tmp_path / "run")[0] == 0
    assert signal.getsignal(signal.SIGINT) is before
    status, out, err = command(capsys, "train", config, "--run", tmp_path / "run")
    assert (status, out) == (2, "")
    assert "--resume" in err and len(err.splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("en-de", "en-de"),
        ("a/b/../../../x", "a-b-..-..-..-x"),
        ("../up", "up"),
        ("...", "run"),
        ("\u00fcber 2", "\u00fcber-2"),
        ("\uae38" * 300, "\uae38" * 60),
    ],
)
def test_the_default_folder_stays_below_runs(name: str, folder: str) -> None:
    assert default_folder(name) == Path("runs") / folder


def test_an_empty_folder_name_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as raised:
        main.main(["train", "c.toml", "--run", ""])
    assert raised.value.code == 2 and "folder's name is empty" in capsys.readouterr().err
