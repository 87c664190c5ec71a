"""What `main.py bench` measures of the window: start, recording, repainting, and the size of a trace."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from gui.app import close, load_model, make_application
from gui.state.settings import Settings
from gui.window.main_window import MainWindow
from model.errors import UserError
from model.library.library import DEFAULT_MODEL
from model.translator import Translator
from model.values.decoding import DecodingSettings
from model.values.endings import Ending
from model.values.sites import TRANSFORMER_GROUPS, group_reasons
from model.values.trace import AttentionMap, Floats, Trace, maps_of

SENTENCE = "I did not know that she had already left the house when you called me in the evening."
Result = dict[str, Any]


def summary(seconds: list[float]) -> Result:
    """The median and the 95th percentile, in milliseconds."""
    ordered = sorted(1000 * value for value in seconds)
    return {
        "median_ms": round(statistics.median(ordered), 2),
        "p95_ms": round(ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))], 2),
    }


def bench_start() -> list[Result]:
    """The time from the start of the process to the window, and to the translated example; a warm start."""
    results = []
    for _ in range(3):
        child = [sys.executable, "-c", "from gui.commands.bench_start import main; main()", str(time.time())]
        done = subprocess.run(child, capture_output=True, text=True, check=False, env=dict(os.environ))
        if done.returncode:
            raise UserError(f"The window could not be started for measuring: {done.stderr.strip()[-300:]}")
        results.append(json.loads(done.stdout.splitlines()[-1]))
    best = min(results, key=lambda one: one["translated_s"])
    return [{"name": "start", **best, "goal": "window 1 s, translated 4 s"}]


def decode_seconds(translator: Translator, record: bool) -> float:
    settings = DecodingSettings(record=record)
    begin = time.perf_counter()
    for _ in translator.translate([SENTENCE], settings):
        pass
    return time.perf_counter() - begin


def bench_recording() -> list[Result]:
    """Decoding with every head of every layer recorded, against the same decoding with nothing recorded."""
    translator = load_model(DEFAULT_MODEL)
    plain: list[float] = []
    recorded: list[float] = []
    decode_seconds(translator, True)
    for _ in range(25):  # they take turns, so that a busy moment hits both
        plain.append(decode_seconds(translator, False))
        recorded.append(decode_seconds(translator, True))
    return [
        {
            "name": "recording",
            "plain": summary(plain),
            "recorded": summary(recorded),
            "ratio_of_medians": round(statistics.median(recorded) / statistics.median(plain), 3),
            "ratio_of_fastest": round(min(recorded) / min(plain), 3),
            "goal": "1.15",
        }
    ]


def random_trace(pieces: int, layers: int = 6, heads: int = 8) -> Trace:
    """A trace of that many source and target pieces with random weights, for painting only."""
    generator = np.random.default_rng(pieces)
    causal = np.tril(np.ones((pieces, pieces), np.bool_))

    def weights(allowed: np.ndarray) -> Floats:
        powers = np.exp(4.0 * generator.standard_normal((layers, heads, pieces, pieces))) * allowed
        scaled: Floats = (powers / powers.sum(axis=-1, keepdims=True)).astype(np.float32)
        return scaled

    every = np.ones((pieces, pieces), np.bool_)
    names = tuple(f"\u2581w{i}" for i in range(pieces - 1))
    source_allowed = np.ones(pieces, np.bool_)
    return Trace(
        maps=maps_of(
            AttentionMap(
                group, weights(causal if group.causal else every), group_reasons(group, source_allowed, pieces)
            )
            for group in TRANSFORMER_GROUPS
        ),
        source_allowed=source_allowed,
        logprob=np.full(pieces, -0.5, np.float32),
        candidate_ids=np.tile(np.arange(10), (pieces, 1)),
        candidate_logprob=np.tile(np.linspace(-0.5, -6.0, 10, dtype=np.float32), (pieces, 1)),
        source_pieces=(*names, "</s>"),
        input_pieces=("<s>", *names),
        predicted_pieces=(*names, "</s>"),
        source_text=" ".join(names),
        target_text=" ".join(names),
        ending=Ending.END,
        candidate_pieces=tuple(tuple(f"\u2581c{i}" for i in range(10)) for _ in range(pieces)),
    )


def bench_repaint() -> list[Result]:
    """The time from choosing another step, layer, head or kind until every view of the window is painted again."""
    app = make_application(["translucent"])
    results = []
    groups = list(TRANSFORMER_GROUPS)
    for pieces, goal in ((60, 16), (256, 33)):
        window = MainWindow(load_model, Settings(theme="light"))
        window.remember = False
        try:
            window.resize(1280, 720)
            window.show()
            window.session.set_traces((random_trace(pieces),), finished=True, follow=False)
            app.processEvents()
            changes: dict[str, Callable[[int], dict[str, object]]] = {
                "step": lambda i, n=pieces: {"step": (7 * i) % n},  # type: ignore[misc]
                "layer": lambda i: {"layer": i % 6},
                "head": lambda i: {"head": i % 8},
                "kind": lambda i: {"group": groups[i % 3]},
            }
            for name, change in changes.items():
                seconds = []
                for i in range(1, 41):
                    begin = time.perf_counter()
                    window.selection.update(**change(i))
                    app.processEvents()
                    seconds.append(time.perf_counter() - begin)
                results.append({"name": f"repaint {name}, {pieces} pieces", **summary(seconds), "goal_ms": goal})
        finally:
            close(window)
    return results


def bench_trace() -> list[Result]:
    """The memory of a trace's arrays with 256 source and 256 target pieces, 6 layers, 8 heads."""
    trace = random_trace(256)
    arrays = [value for part in (trace, *trace.maps.values()) for value in vars(part).values()]
    arrays = [array for array in arrays if isinstance(array, np.ndarray)]
    return [{"name": "trace, 256 pieces", "MB": round(sum(a.nbytes for a in arrays) / 1e6, 1), "goal_MB": 300}]
