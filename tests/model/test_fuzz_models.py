"""Some hundred broken models of every kind, in a process whose crash would be seen; `fuzz_models` does any number."""

from __future__ import annotations

import json
import pickle
import random
import subprocess
import sys
from pathlib import Path

from tests.model.fuzz_models import Runs, evil

ROOT = Path(__file__).parents[2]
COUNT = 400


def test_broken_models_are_refused_in_one_sentence_each_and_run_no_code() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.model.fuzz_models", str(COUNT), "7"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-3000:]
    counted = json.loads(done.stdout)
    assert counted["sentences"] + counted["models"] == COUNT
    assert counted["sentences"] > COUNT / 2  # or the damage would be none


def test_the_pickles_in_it_would_run_code_if_they_were_trusted(tmp_path: Path) -> None:
    pickle.loads(pickle.dumps({"weight": Runs(tmp_path / "ran")}))
    assert (tmp_path / "ran").exists()
    evil(tmp_path / "x.bin", tmp_path / "ran", random.Random(1))
    assert b"touch" in (tmp_path / "x.bin").read_bytes()
