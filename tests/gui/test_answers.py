"""What inside views ask for is kept for as long as it is true, and no longer."""

from __future__ import annotations

import pytest

from gui.state.answers import KEPT, Answers, Pending
from gui.state.selection import Selection
from gui.state.session import Session
from model.values.questions import Progress
from model.values.questions.attention import AttentionQuestion
from model.values.questions.survey import SurveyQuestion
from model.values.sites import CROSS
from tests.gui.traces import make_trace

LAYER = AttentionQuestion(CROSS, 0)
OTHER = AttentionQuestion(CROSS, 1)
SURVEY = SurveyQuestion("sentences.txt")


@pytest.fixture
def answers(qapp) -> Answers:
    made = Answers()
    made.set_trace(make_trace())
    return made


def heard(signal) -> list[str]:
    slots: list[str] = []
    signal.connect(slots.append)
    return slots


def test_a_view_asks_once_and_takes_it_back(answers):
    asked = heard(answers.wanted_changed)
    answers.want("head", LAYER)
    answers.want("head", LAYER)
    assert asked == ["head"]
    assert answers.wanted == {"head": LAYER}
    answers.want("head", None)
    answers.want("head", None)
    assert asked == ["head", "head"]
    assert answers.wanted == {}


def test_an_answer_is_kept_while_its_translation_is_shown(answers):
    trace = answers._trace
    told = heard(answers.changed)
    answers.give("head", LAYER, trace, "numbers")
    assert told == ["head"]
    assert answers.known(LAYER) == "numbers"
    assert answers.known(OTHER) is None
    answers.set_trace(trace)
    assert answers.known(LAYER) == "numbers"
    answers.set_trace(make_trace(seed=1))
    assert answers.known(LAYER) is None


def test_an_answer_about_another_translation_is_dropped(answers):
    late = answers._trace
    answers.set_trace(make_trace(seed=1))
    told = heard(answers.changed)
    answers.give("head", LAYER, late, "numbers")
    assert told == []
    assert answers.known(LAYER) is None


def test_what_is_about_no_translation_outlives_them_but_not_its_model(answers):
    answers.give("roles", SURVEY, None, "table")
    answers.set_trace(None)
    assert answers.known(SURVEY) == "table"
    answers.forget()
    assert answers.known(SURVEY) is None


def test_progress_gives_way_to_the_answer_and_a_problem_to_another_try(answers):
    trace = answers._trace
    answers.want("head", LAYER)
    answers.give("head", LAYER, trace, Pending(progress=Progress(1, 4)))
    assert answers.pending(LAYER).progress == Progress(1, 4)
    answers.give("head", LAYER, trace, "numbers")
    assert answers.pending(LAYER) == Pending()
    answers.want("head", OTHER)
    answers.give("head", OTHER, trace, Pending(problem="The file is empty."))
    assert answers.pending(OTHER).problem == "The file is empty."
    answers.want("head", LAYER)
    answers.want("head", OTHER)
    assert answers.pending(OTHER) == Pending()


def test_memory_does_not_grow_with_what_was_looked_at(answers):
    trace = answers._trace
    for layer in range(KEPT + 5):
        answers.give("head", AttentionQuestion(CROSS, layer), trace, layer)
    assert answers.known(AttentionQuestion(CROSS, KEPT + 4)) == KEPT + 4
    assert answers.known(LAYER) is None


def test_the_session_tells_answers_of_another_sentence_before_its_views(qapp):
    selection = Selection()
    session = Session(selection)
    traces = (make_trace(), make_trace(seed=1))
    seen = []
    session.set_traces(traces, finished=True, follow=True)
    session.answers.give("head", LAYER, traces[0], "numbers of the first")
    session.trace_changed.connect(lambda: seen.append(session.answers.known(LAYER)))
    selection.update(sentence=1)
    assert seen == [None]


def test_who_hears_of_the_selection_never_meets_another_translations_answers(qapp):
    """The selection tells of its new extent before the session tells of its new trace."""
    selection = Selection()
    session = Session(selection)
    long, short, other = make_trace(target=9), make_trace(target=3), make_trace(target=5)
    session.set_traces((long, other), finished=True, follow=True)
    question = AttentionQuestion(CROSS, 0)
    met = []
    selection.changed.connect(lambda *_: met.append(session.answers.known(question)))
    for change in (
        lambda: selection.update(sentence=1),
        lambda: session.set_traces((short,), finished=True, follow=True, sentence=0),
        lambda: session.set_traces((), finished=False, follow=True),
    ):
        session.answers.give("head", question, session.trace, "numbers")
        assert session.answers.known(question) == "numbers"
        met.clear()
        change()
        assert met and not any(met)
