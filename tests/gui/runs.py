"""Made-up run folders, written as the trainer writes them: a falling loss, heads that sharpen, better translations."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.files import read_json, write_json, write_text
from model.training.run_folder import RunFolder
from model.values.run_status import RunStatus, State
from model.values.snapshot import save_snapshot
from model.values.trace import Trace
from tests.gui.traces import make_trace, weighted

SENTENCES = (
    ("The small dog that sleeps sees the red house .", "Der kleine Hund , der schläft , sieht das rote Haus ."),
    ("We do not know the old teacher .", "Wir kennen den alten Lehrer nicht ."),
    ("Does the child like the green apple ?", "Mag das Kind den grünen Apfel ?"),
    ("My friend reads a long book in the garden .", "Mein Freund liest ein langes Buch im Garten ."),
    ("The cats drink milk today .", "Die Katzen trinken heute Milch ."),
    ("Her brother has built a new bridge .", "Ihr Bruder hat eine neue Brücke gebaut ."),
    ("They will sing when it rains .", "Sie werden singen , wenn es regnet ."),
)
PROBES = 3
NOBODY = 2**22 + 1  # no process has such a number on Linux
PACE = 700.0  # updates in which the loss falls by 1/e


class FakeRun:
    """A run folder that grows when it is told to."""

    def __init__(self, path: Path, layers: int = 6, heads: int = 8, steps: int = 3000) -> None:
        self.folder = RunFolder(path)
        self.layers, self.heads, self.steps = layers, heads, steps
        self.random = np.random.default_rng(0)
        path.mkdir(parents=True, exist_ok=True)
        write_text(self.folder.config, 'name = "made up"\n')
        self.tell("preparing", doing="reading the pairs")

    @property
    def path(self) -> Path:
        return self.folder.path

    def tell(self, state: State, **fields: Any) -> None:
        self.folder.tell(RunStatus(state=state, **{"steps": self.steps, **fields}))

    def forsake(self) -> None:
        """As if its process had been killed."""
        path = self.path / "status.json"
        write_json(path, {**read_json(path), "process": NOBODY})

    def start(self) -> None:
        self._event(
            event="Started",
            parameters=6_214_656,
            pairs=160_000,
            left_out=12,
            batches_per_epoch=800,
            device="CPU",
            precision="float32",
            tokenizer="13a",
            resumed_at=0,
        )

    def log(self, step: int, **fields: Any) -> dict[str, Any]:
        """One logged step; returns what was written."""
        line = {**self.line(step), **fields}
        self._append(self.folder.metrics, [line])
        return line

    def log_many(self, steps: range) -> list[dict[str, Any]]:
        """Many logged steps at once."""
        lines = [self.line(step) for step in steps]
        self._append(self.folder.metrics, lines)
        return lines

    def line(self, step: int) -> dict[str, Any]:
        nll = 0.35 + 6.5 * math.exp(-step / PACE) + float(self.random.normal(0, 0.05))
        return {
            "event": "StepLogged",
            "step": step,
            "steps": self.steps,
            "epoch": step // 800,
            "loss": nll + 0.7,
            "nll": nll,
            "learning_rate": 1e-3 * min(step / 400, (400 / max(step, 1)) ** 0.5),
            "gradient_norm": 1.0 + float(self.random.normal(0, 0.1)),
            "tokens_per_second": 9400.0 + float(self.random.normal(0, 150)),
            "seconds_left": (self.steps - step) * 0.11,
            "seconds": step * 0.11,
        }

    def evaluate(self, step: int, snapshot: bool = True) -> None:
        """What an evaluation leaves: a line of metrics, translations, the probe sentences' heads and a checkpoint."""
        nll = 0.45 + 6.2 * math.exp(-step / PACE)
        learnt = 1.0 - math.exp(-step / PACE)
        self._event(
            event="Evaluated",
            step=step,
            nll=nll,
            perplexity=math.exp(nll),
            bleu=78.0 * learnt**2,
            chrf=85.0 * learnt,
            sentences=200,
            exact=0.97 * learnt**4,
            improved=True,
            seconds=step * 0.11,
        )
        samples = [
            {
                "step": step,
                "number": number,
                "source": source,
                "reference": reference,
                "translation": translation(reference, learnt),
            }
            for number, (source, reference) in enumerate(SENTENCES)
        ]
        self._append(self.folder.samples, samples)
        if snapshot:
            save_snapshot(self.folder.snapshot(step), self.traces(step))
        self.checkpoint(step)

    def traces(self, step: int) -> list[Trace]:
        learnt = 1.0 - math.exp(-step / PACE)
        return [probe(number, learnt, self.layers, self.heads) for number in range(PROBES)]

    def checkpoint(self, step: int) -> None:
        self.folder.checkpoints.mkdir(exist_ok=True)
        (self.folder.checkpoints / f"step-{step:07d}.safetensors").write_bytes(b"weights")

    def bundle(self) -> None:
        self.folder.bundle.mkdir(exist_ok=True)
        write_json(self.folder.bundle / "config.json", {"format": "translucent-model/1"})

    def _event(self, **fields: Any) -> None:
        self._append(self.folder.metrics, [fields])

    @staticmethod
    def _append(path: Path, lines: list[dict[str, Any]]) -> None:
        """Without waiting for the disk at every line, as the trainer does."""
        with path.open("a", encoding="utf-8") as file:
            file.write("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))


def translation(reference: str, learnt: float) -> str:
    """More and more of the reference, from its beginning."""
    words = reference.split()
    known = round(len(words) * min(1.15 * learnt, 1.0))
    return " ".join([*words[:known], *["und"] * min(len(words) - known, 3)])


def probe(number: int, learnt: float, layers: int, heads: int) -> Trace:
    """A probe sentence's trace, whose weights sharpen as the model learns: powers of a softmax are a softmax."""
    source, reference = SENTENCES[number]
    pieces = (*(f"▁{word}" for word in source.split()), "</s>")
    predicted = (*(f"▁{word}" for word in reference.split()), "</s>")
    trace = make_trace(layers, heads, source=len(pieces), target=len(predicted), seed=number)

    def sharpened(weights: NDArray[np.float32]) -> NDArray[np.float32]:
        powers = np.where(weights > 0, np.maximum(weights, 1e-30) ** learnt, 0.0)
        sums = powers.sum(axis=-1, keepdims=True)
        return np.asarray(np.divide(powers, sums, out=np.zeros_like(powers), where=sums > 0), dtype=np.float32)

    return replace(
        weighted(trace, **{name: sharpened(one.weights) for name, one in trace.maps.items()}),
        source_pieces=pieces,
        input_pieces=("<s>", *predicted[:-1]),
        predicted_pieces=predicted,
        source_text=source,
        target_text=reference,
        source_spans=(),
        target_spans=(),
    )


def make_run(path: Path, until: int = 1240, every: int = 200, layers: int = 6, heads: int = 8) -> FakeRun:
    """A run that goes on, with `until` updates done and an evaluation after `every` of them."""
    run = FakeRun(path, layers, heads)
    run.start()
    run.log_many(range(10, until + 1, 10))
    for step in range(every, until + 1, every):
        run.evaluate(step)
    run.tell("running", step=until, doing="training")
    return run
