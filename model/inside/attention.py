"""Equation 1 with every number in between, from a second, teacher-forced pass over a translation."""

from __future__ import annotations

from model.decoding.recording import MapRecorder
from model.errors import QT_TRANSLATE_NOOP, UserError
from model.inside.arrays import array_of
from model.inside.subject import Subject
from model.network.network import Equation
from model.values.questions.attention import AttentionNumbers, AttentionQuestion
from model.values.questions.scores import Scores, ScoresQuestion
from model.values.sites import Site
from model.values.trace import Trace, no_longer_writable

PARTS = ("queries", "keys", "values", "scores", "bias", "weights", "heads", "out")


def attention_numbers(subject: Subject, question: AttentionQuestion, trace: Trace) -> AttentionNumbers:
    """All heads of one layer, recorded in one pass."""
    sites = [site for site in subject.network.sites if site.group == question.group]
    site = sites[question.layer]
    equation = equation_of(subject, site)
    recorder = subject.record(trace, *(f"{site.name}.{part}" for part in PARTS))
    found = {part: array_of(recorder[f"{site.name}.{part}"][0]) for part in PARTS if part != "bias"}
    bias = recorder.seen.get(f"{site.name}.bias")
    return AttentionNumbers(
        group=question.group,
        layer=question.layer,
        **found,
        out_weight=array_of(equation.out_weight),
        out_bias=None if equation.out_bias is None else array_of(equation.out_bias),
        scale=equation.scale,
        bias=None if bias is None else array_of(bias[0]),
    )


def equation_of(subject: Subject, site: Site) -> Equation:
    """The site's equation; `UserError` where its attention does more than equation 1."""
    equation = subject.network.equation(site)
    if equation is None:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Model",
                "The attention at {site} does more than equation 1 says, so it cannot be followed number by number; "
                "its weights are shown among all heads.",
            ),
            site=site.name,
        )
    return equation


def scores(subject: Subject, _question: ScoresQuestion, trace: Trace) -> Scores:
    """Before the masks, as this family computes them: T5 does not divide them, and adds a bias for each distance."""
    network = subject.network
    recorder = MapRecorder(network.sites, "scores", "*.bias")
    subject.logits(trace, recorder)
    equations = [network.equation(site) for site in network.sites]
    return Scores(
        maps={name: no_longer_writable(scores) for name, scores in recorder.maps().items()},
        divided=any(equation is None or equation.scale != 1.0 for equation in equations),
        biased=frozenset(site.group.name for site in network.sites if f"{site.name}.bias" in recorder.seen),
    )
