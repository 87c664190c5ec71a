"""What inside views ask for is kept for as long as it is true, and no longer."""

from __future__ import annotations

import pytest

from gui.state.answers import KEPT, Answers, Asked, Pending
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
TRACE = make_trace()


@pytest.fixture
def answers(qapp) -> Answers:
    return Answers()


def heard(signal) -> list[str]:
    slots: list[str] = []
    signal.connect(slots.append)
    return slots


def test_a_view_asks_once_and_takes_it_back(answers):
    asked = heard(answers.wanted_changed)
    answers.want("head", LAYER, TRACE)
    answers.want("head", LAYER, TRACE)
    assert asked == ["head"]
    assert answers.wanted == {"head": Asked(LAYER, TRACE)}
    answers.want("head", None)
    answers.want("head", None)
    assert asked == ["head", "head"]
    assert answers.wanted == {}


def test_a_question_about_nothing_is_not_asked(answers):
    asked = heard(answers.wanted_changed)
    answers.want("head", LAYER, None)
    assert (asked, answers.wanted) == ([], {})
    answers.want("head", LAYER, TRACE)
    answers.want("head", LAYER, None)
    assert answers.wanted == {}


def test_the_same_question_about_another_translation_is_asked_anew(answers):
    asked, other = heard(answers.wanted_changed), make_trace()
    answers.want("head", LAYER, TRACE)
    answers.want("head", LAYER, other)  # equal numbers, and yet another translation
    assert asked == ["head", "head"]
    assert answers.wanted["head"].about is other


def test_an_answer_is_kept_while_its_translation_is_shown(answers):
    told = heard(answers.changed)
    answers.give("head", Asked(LAYER, TRACE), "numbers")
    assert told == ["head"]
    assert answers.known(LAYER, TRACE) == "numbers"
    assert answers.known(OTHER, TRACE) is None
    answers.keep((make_trace(seed=1), TRACE))
    assert answers.known(LAYER, TRACE) == "numbers"
    answers.keep((make_trace(seed=1),))
    assert answers.known(LAYER, TRACE) is None


def test_answers_about_two_translations_and_two_models_do_not_mix(answers):
    other = make_trace()
    answers.give("head", Asked(LAYER, TRACE), "first")
    answers.give("head", Asked(LAYER, other), "second")
    assert (answers.known(LAYER, TRACE), answers.known(LAYER, other)) == ("first", "second")
    answers.give("roles", Asked(SURVEY, "a"), "of a")
    answers.give("roles", Asked(SURVEY, "b"), Pending(problem="The file is empty."))
    assert (answers.known(SURVEY, "a"), answers.known(SURVEY, "b")) == ("of a", None)
    assert answers.pending(SURVEY, "a") == Pending()
    assert answers.pending(SURVEY, "b").problem == "The file is empty."
    answers.keep((other,))
    assert (answers.known(LAYER, TRACE), answers.known(LAYER, other)) == (None, "second")


def test_what_is_told_of_a_forgotten_translation_is_forgotten_with_it(answers):
    answers.want("head", LAYER, TRACE)
    answers.give("head", Asked(LAYER, TRACE), Pending(progress=Progress(1, 4)))
    answers.keep(())
    assert answers.pending(LAYER, TRACE) == Pending()


def test_what_is_about_a_model_outlives_translations(answers):
    answers.give("roles", Asked(SURVEY, "a"), "table")
    answers.keep(())
    assert answers.known(SURVEY, "a") == "table"
    assert answers.known(SURVEY, "b") is None


def test_progress_gives_way_to_the_answer_and_a_problem_to_another_try(answers):
    answers.want("head", LAYER, TRACE)
    answers.give("head", Asked(LAYER, TRACE), Pending(progress=Progress(1, 4)))
    assert answers.pending(LAYER, TRACE).progress == Progress(1, 4)
    answers.give("head", Asked(LAYER, TRACE), "numbers")
    assert answers.pending(LAYER, TRACE) == Pending()
    answers.want("head", OTHER, TRACE)
    answers.give("head", Asked(OTHER, TRACE), Pending(problem="The file is empty."))
    assert answers.pending(OTHER, TRACE).problem == "The file is empty."
    answers.want("head", LAYER, TRACE)
    answers.want("head", OTHER, TRACE)
    assert answers.pending(OTHER, TRACE) == Pending()


def test_memory_does_not_grow_with_what_was_looked_at(answers):
    for layer in range(KEPT + 5):
        answers.give("head", Asked(AttentionQuestion(CROSS, layer), TRACE), layer)
    assert answers.known(AttentionQuestion(CROSS, KEPT + 4), TRACE) == KEPT + 4
    assert answers.known(LAYER, TRACE) is None


def told_now(session: Session) -> object:
    """The answer that a view would show for what is looked at."""
    return None if session.trace is None else session.answers.known(LAYER, session.trace)


def test_the_session_tells_answers_of_another_sentence_before_its_views(qapp):
    selection = Selection()
    session = Session(selection)
    traces = (make_trace(), make_trace(seed=1))
    seen = []
    session.set_traces(traces, finished=True, follow=True)
    session.answers.give("head", Asked(LAYER, traces[0]), "numbers of the first")
    session.trace_changed.connect(lambda: seen.append(told_now(session)))
    selection.update(sentence=1)
    assert seen == [None]
    selection.update(sentence=0)  # still shown, so what is known of it is, too
    assert seen == [None, "numbers of the first"]


def test_who_hears_of_the_selection_never_meets_another_translations_answers(qapp):
    """The selection tells of its new extent before the session tells of its new trace."""
    selection = Selection()
    session = Session(selection)
    long, short, other = make_trace(target=9), make_trace(target=3), make_trace(target=5)
    session.set_traces((long, other), finished=True, follow=True)
    met = []
    selection.changed.connect(lambda *_: met.append(told_now(session)))
    for change in (
        lambda: selection.update(sentence=1),
        lambda: session.set_traces((short,), finished=True, follow=True, sentence=0),
        lambda: session.set_traces((), finished=False, follow=True),
    ):
        session.answers.give("head", Asked(LAYER, session.trace), "numbers")
        assert told_now(session) == "numbers"
        met.clear()
        change()
        assert met and not any(met)


def test_an_answer_that_comes_after_its_translation_has_gone_is_never_shown(qapp):
    session = Session(Selection())
    late, shown = make_trace(), make_trace(seed=1)
    session.set_traces((late,), finished=True, follow=True)
    session.set_traces((shown,), finished=True, follow=True)
    session.answers.give("head", Asked(LAYER, late), "numbers")
    assert told_now(session) is None
