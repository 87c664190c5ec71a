"""What `main.py bench inside` measures: opening each inside view, and recording one layer."""

from __future__ import annotations

import time
from typing import Any

from PySide6.QtWidgets import QApplication

from gui.app import close, load_model, make_application
from gui.commands.bench_window import summary
from gui.commands.screenshot import wait_until_done, wait_until_drawn
from gui.state.settings import Settings
from gui.views.inside.registry import SLOTS
from gui.window.main_window import MainWindow
from model.bundle.bundle import Bundle
from model.decoding.bundle_reader import BundleReader
from model.decoding.forced_trace import forced_trace
from model.inside.subject import Subject
from model.library.library import DEFAULT_MODEL
from model.library.loading import load_translator
from model.network.points import Recorder
from model.values.trace import Trace

WORDS = "I think that we should go home now because it is late, "  # four times this are about 60 pieces
Result = dict[str, Any]
AGAIN = 7


def bench_inside() -> list[Result]:
    """Both measurements: opening the views, and recording."""
    return [*_opening(), *_recording()]


def _shipped() -> Bundle:
    bundle = load_translator(DEFAULT_MODEL).about.bundle
    assert bundle is not None  # the shipped model is our own
    return bundle


def _opening() -> list[Result]:
    """Milliseconds to make a view, and to show it again with its numbers ready, both until its last paint event."""
    app = make_application(["translucent"])
    window = MainWindow(load_model, Settings(text=WORDS, theme="light"))
    window.remember = False
    results = []
    try:
        window.resize(1280, 720)
        window.show()
        window.start()
        wait_until_done(window)
        trace = _trace(_shipped())
        window.session.set_traces((trace,), finished=True, follow=True)
        wait_until_done(window)  # or the worker computes the scores of the mask meanwhile
        size = f"{trace.source_length} + {trace.target_length} pieces"
        for slot in SLOTS:
            made = _seconds(app, lambda slot=slot: window.translation.show_inside(slot))
            view = window.translation.show_inside(slot)
            wait_until_drawn(view)
            app.processEvents()
            shown = []
            for _ in range(AGAIN):
                window.translation.show_heads()
                app.processEvents()
                shown.append(_seconds(app, lambda slot=slot: window.translation.show_inside(slot)))
            results.append(
                {
                    "name": f"inside {slot}",
                    "made_ms": round(1000 * made, 1),
                    **summary(shown),
                    "goal_ms": 100,
                    "of": size,
                }
            )
    finally:
        close(window)
    return results


def _seconds(app: QApplication, work: Any) -> float:
    begin = time.perf_counter()
    work()
    app.processEvents()
    return time.perf_counter() - begin


def _recording() -> list[Result]:
    """A second pass that records all of one layer, against one that records nothing, taking turns."""
    bundle = _shipped()
    trace = _trace(bundle)
    subject = Subject(BundleReader(bundle), bundle.model)
    patterns = {"encoder layer 4": "encoder.3.*", "decoder layer 4": "decoder.3.*"}
    results = []
    for name, pattern in patterns.items():
        plain: list[float] = []
        recorded: list[float] = []
        subject.record(trace, pattern)
        for _ in range(15):
            ways: tuple[tuple[list[float], Recorder | None], ...] = ((plain, None), (recorded, Recorder(pattern)))
            for seconds, recorder in ways:
                begin = time.perf_counter()
                subject.logits(trace, recorder)
                seconds.append(time.perf_counter() - begin)
        ratio = summary(recorded)["median_ms"] / summary(plain)["median_ms"]
        results.append(
            {"name": f"recording {name}", "plain": summary(plain), "recorded": summary(recorded)}
            | {"ratio_of_medians": round(ratio, 2), "goal": 2}
        )
    return results


def _trace(bundle: Bundle) -> Trace:
    """A trace with about 60 pieces on each side; which pieces they are does not affect the time."""
    return forced_trace(bundle, WORDS * 4, WORDS * 4)
