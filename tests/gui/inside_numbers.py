"""Made-up answers to the questions of the lens, the teacher and the attribution, for the tests of their views."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gui.state.selection import Selection
from gui.state.session import Activity, Session
from model.values.description import ModelDescription, transformer_sites
from model.values.questions import Question
from model.values.questions.attribution import AttributionNumbers, AttributionQuestion, Shares
from model.values.questions.lens import LensNumbers
from model.values.questions.reference import ReferenceNumbers
from model.values.trace import Trace
from tests.gui.traces import MADE_UP, make_trace

DESCRIPTION = ModelDescription(
    *("a made-up model", "English", "German", 6, 6, 8, 256, 1024, "post", 1, 9, 9, 99),
    device="CPU",
    precision="float32",
    sites=transformer_sites(6, 6, 8),
    fingerprint=MADE_UP.fingerprint,
)


def resting_session(trace: Trace) -> Session:
    """With this trace on the screen, its last step current, and a model that rests."""
    session = Session(Selection())
    session.set_description(DESCRIPTION)
    session.set_activity(Activity.IDLE)
    session.set_traces((trace,), finished=True, follow=True)
    return session


def give(session: Session, slot: str, reply: object) -> None:
    """An answer, or a `Pending`, to what is asked under this slot."""
    session.answers.give(slot, session.answers.wanted[slot], reply)


def questions(session: Session) -> dict[str, Question]:
    """By slot, what the views ask."""
    return {slot: asked.question for slot, asked in session.answers.wanted.items()}


def lens_numbers(trace: Trace, states: int = 7, best: int = 5, with_norm: bool = True, seed: int = 0) -> LensNumbers:
    """The chosen piece is the likeliest from state `states - 2` on, and nowhere near it before."""
    random = np.random.default_rng(seed)
    steps = trace.target_length
    chances = np.sort(random.dirichlet(np.full(best + 1, 0.4), (states, steps)), axis=-1)[..., ::-1][..., :best]
    best_logprob = np.log(np.maximum(chances, 1e-7)).astype(np.float32)
    rank = random.integers(2, 900, (states, steps))
    logprob = np.log(chances[..., -1] / rank + 1e-9).astype(np.float32)
    rank[-2:], logprob[-2:] = 1, best_logprob[-2:, :, 0]
    logprob[-1] = trace.logprob
    pieces = tuple(
        tuple(
            (trace.predicted_pieces[q] if rank[s, q] == 1 else trace.input_pieces[q], *"bcdefgh"[: best - 1])
            for q in range(steps)
        )
        for s in range(states)
    )
    entropy = random.uniform(0, 3, (states, steps)).astype(np.float32)
    return LensNumbers(logprob, rank, pieces, best_logprob, entropy, with_norm, "last layer" if with_norm else "none")


def forced_trace(text: str, seed: int = 3, source: Trace | None = None) -> Trace:
    """A trace whose target is these words, one piece a word, of the same source as `source`."""
    pieces = (*(f"▁{word}" for word in text.split()), "</s>")
    count = len(pieces)
    made = make_trace(source=source.source_length if source is not None else 12, target=count, seed=seed)
    starts = [text.index(word) for word in text.split()]
    spans = (*((at, at + len(word)) for at, word in zip(starts, text.split(), strict=True)), (len(text), len(text)))
    return replace(
        made,
        input_pieces=("<s>", *pieces[:-1]),
        predicted_pieces=pieces,
        target_text=text,
        target_spans=spans,
        source_pieces=source.source_pieces if source is not None else made.source_pieces,
        source_text=source.source_text if source is not None else made.source_text,
    )


def reference_numbers(trace: Trace, unknown: frozenset[int] = frozenset(), own: bool = False) -> ReferenceNumbers:
    """Odd positions have rank 1; at the others the model would say "▁anders"."""
    count = trace.target_length
    rank = np.where(np.arange(count) % 2 == 1, 1, 7)
    best = np.where(rank == 1, trace.logprob, np.log(0.5)).astype(np.float32)
    pieces = tuple((trace.predicted_pieces[q] if rank[q] == 1 else "▁anders", "▁x") for q in range(count))
    both = np.stack((best, best - 3), axis=-1)
    return ReferenceNumbers(trace, -trace.logprob, rank, pieces, both, unknown, own)


def attribution_numbers(trace: Trace, question: AttributionQuestion, seed: int = 0) -> AttributionNumbers:
    """Integrated gradients that miss a tenth of the change of 2."""
    random = np.random.default_rng(seed)

    def shares(total: float) -> Shares:
        source = random.normal(0, 1, trace.source_length) * trace.source_allowed
        target = random.normal(0, 1, question.step + 1)
        target[-1] += total - source.sum() - target.sum()
        return Shares(source.astype(np.float32), target.astype(np.float32))

    value = float(trace.logprob[question.step])
    integrated = shares(1.8) if question.tolerance is not None else None
    return AttributionNumbers(question, shares(0.3), integrated, value, value - 2.0, 64)
