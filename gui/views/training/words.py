"""What the training page says in words: how a run stands, how long it takes, its numbers."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale

from gui.look.theme import Theme
from gui.state.language import language
from gui.state.run import Run
from gui.views.parts.numbers import count_text
from model.values.run_status import RunStatus


def state_text(status: RunStatus) -> str:
    """The one word for how a run stands."""
    if status.cut_off:
        return QCoreApplication.translate("Training", "cut off")
    return {
        "preparing": QCoreApplication.translate("Training", "preparing"),
        "running": QCoreApplication.translate("Training", "running"),
        "paused": QCoreApplication.translate("Training", "paused"),
        "finished": QCoreApplication.translate("Training", "finished"),
        "failed": QCoreApplication.translate("Training", "failed"),
        "gone": QCoreApplication.translate("Training", "gone"),
    }.get(status.state, status.state)


def state_color(status: RunStatus, theme: Theme) -> str:
    if status.cut_off or status.state in ("failed", "gone"):
        return theme.error
    return {"running": theme.good, "paused": theme.paused}.get(status.state, theme.accent)


def doing_text(doing: str) -> str:
    """What a run reports to be doing, in the person's language; unknown words of other versions stay as they are."""
    return {
        "starting": QCoreApplication.translate("Training", "starting"),
        "checking": QCoreApplication.translate("Training", "checking"),
        "reading": QCoreApplication.translate("Training", "reading"),
        "judging the pairs": QCoreApplication.translate("Training", "judging the pairs"),
        "looking for duplicates": QCoreApplication.translate("Training", "looking for duplicates"),
        "reading the validation pairs": QCoreApplication.translate("Training", "reading the validation pairs"),
        "generating sentences": QCoreApplication.translate("Training", "generating sentences"),
        "learning the vocabulary": QCoreApplication.translate("Training", "learning the vocabulary"),
        "encoding": QCoreApplication.translate("Training", "encoding"),
        "training": QCoreApplication.translate("Training", "training"),
        "evaluating": QCoreApplication.translate("Training", "evaluating"),
        "choosing the best weights": QCoreApplication.translate("Training", "choosing the best weights"),
        "measuring the model": QCoreApplication.translate("Training", "measuring the model"),
    }.get(doing, doing)


ENDING = ("choosing the best weights", "measuring the model")


def duration_text(seconds: float, locale: QLocale) -> str:
    """A duration, no more exact than a person needs: 40 s, 4 min, 1 h 20 min, 3 days."""
    minutes = round(seconds / 60)
    if seconds < 60:
        return QCoreApplication.translate("Training", "{0} s").format(max(round(seconds), 0))
    if minutes < 60:
        return QCoreApplication.translate("Training", "{0} min").format(minutes)
    if minutes < 48 * 60:
        return QCoreApplication.translate("Training", "{0} h {1} min").format(*divmod(minutes, 60))
    return QCoreApplication.translate("Training", "{0} days").format(count_text(round(minutes / 1440), locale))


def place_text(path: Path) -> str:
    """A file's place as short as a person would write it: below the home folder it begins with ~."""
    home = Path.home()
    return f"~/{path.relative_to(home).as_posix()}" if path.is_relative_to(home) and path != home else str(path)


def progress_text(run: Run, locale: QLocale) -> str:
    """What follows the state's word: how far it is and how long it will take."""
    status = run.status
    if status is None:
        return ""
    if status.state == "preparing":
        share = QCoreApplication.translate("Training", "{0} %").format(round(100 * status.share))
        doing = doing_text(status.doing) if status.doing != "starting" else ""  # the state "preparing" is enough
        return " · ".join(part for part in (doing, share if status.share else "") if part)
    if status.state == "finished":
        one = QCoreApplication.translate("Training", "{0} step"), QCoreApplication.translate("Training", "{0} steps")
        parts = [one[run.step != 1].format(count_text(run.step, locale))]
    elif status.steps:
        counts = count_text(run.step, locale), count_text(status.steps, locale)
        parts = [QCoreApplication.translate("Training", "step {0} of {1}").format(*counts)]
    else:
        parts = [QCoreApplication.translate("Training", "step {0}").format(count_text(run.step, locale))]
    left = run.seconds_left
    if status.state == "running" and status.doing in ENDING:  # all steps are done
        parts.append(doing_text(status.doing))
    elif left is not None:
        about = QCoreApplication.translate("Training", "about {0} left")
        parts.append(about.format(duration_text(left, locale)))
    elif (trained := run.reading.logged.newest("seconds")) is not None:
        text = QCoreApplication.translate("Training", "trained {0}")
        parts.append(text.format(duration_text(trained, locale)))
    return " · ".join(parts)


def facts_text(run: Run, locale: QLocale) -> str:
    """What is trained on which data, as far as the run reported it."""
    facts = run.reading.facts
    if facts is None:
        return ""
    parts = []
    if facts.parameters:
        millions = locale.toString(facts.parameters / 1e6, "f", 1)
        parts.append(QCoreApplication.translate("Training", "{0} M parameters").format(millions))
    if facts.pairs:
        pairs = QCoreApplication.translate("Training", "{0} pair"), QCoreApplication.translate("Training", "{0} pairs")
        parts.append(pairs[facts.pairs != 1].format(count_text(facts.pairs, locale)))
    parts += [part for part in (language.say(facts.device), facts.precision) if part]
    return " · ".join(parts)


def advice_text(run: Run, locale: QLocale) -> str:
    """The sentence that a run's state needs; "" when there is nothing to say."""
    status, path = run.status, run.path
    if status is None or path is None:
        return ""
    if status.state == "gone":
        return QCoreApplication.translate(
            "Training", "The folder has gone; open it where it is now, or start a new training."
        )
    if status.cut_off:
        if not run.reading.checkpoint_step:
            return QCoreApplication.translate(
                "Training", "Its process has ended before anything was saved; Resume begins again."
            )
        text = QCoreApplication.translate(
            "Training", "Its process ended without an error message; Resume goes on from step {0}, the last one saved."
        )
        return text.format(count_text(run.reading.checkpoint_step, locale))
    if status.state == "failed":
        reason = language.say(status.reason) or QCoreApplication.translate("Training", "It did not say why.")
        log = QCoreApplication.translate("Training", "All that it printed is in {0}.")
        return " ".join((reason, log.format(place_text(path / "log.txt"))))
    if status.state == "finished":
        return result_text(run, locale)
    if status.state == "paused" and run.reading.checkpoint_step < status.step:  # it was stopped without saving
        text = QCoreApplication.translate("Training", "Resume goes on from step {0}, the last one saved.")
        return text.format(count_text(run.reading.checkpoint_step, locale))
    if status.state == "paused":
        return QCoreApplication.translate("Training", "Resume goes on exactly where it stopped.")
    return ""


def perplexity_text(perplexity: float, locale: QLocale) -> str:
    return locale.toString(perplexity, "f", 2 if perplexity < 10 else 1 if perplexity < 1000 else 0)


def result_text(run: Run, locale: QLocale) -> str:
    """The finished model, which weights it holds, and its scores: those of the saved model, over whole sets."""
    path, result = run.path, run.reading.result
    if path is None or not run.reading.has_bundle:
        return ""
    where = place_text(path / "bundle")
    if result is None or not result.weights:
        return QCoreApplication.translate("Training", "The best model is in {0}.").format(where)
    text = QCoreApplication.translate("Training", "The best model ({0}) is in {1}.")
    parts = [text.format(language.say(result.weights), where)]
    validation = QCoreApplication.translate("Training", "all {0} validation pairs")
    test = QCoreApplication.translate("Training", "all {0} test pairs")
    sets = (
        (result.bleu, result.chrf, result.pairs, validation),
        (result.test_bleu, result.test_chrf, result.test_pairs, test),
    )
    scores = []
    for bleu, chrf, pairs, name in sets:
        if bleu is not None and chrf is not None:
            score = QCoreApplication.translate("Training", "BLEU {0} and chrF2 {1} on {2}")
            numbers = locale.toString(bleu, "f", 1), locale.toString(chrf, "f", 1)
            scores.append(score.format(*numbers, name.format(count_text(pairs, locale))))
    if scores:
        text = QCoreApplication.translate("Training", "Translating greedily it reaches {0}.")
        parts.append(text.format(", ".join(scores)))
    return " ".join(parts)


def scored_text(run: Run, locale: QLocale) -> str:
    """Of which translations the scores of an evaluation are; "" without any."""
    reading = run.reading
    if not reading.evaluations or reading.evaluations[-1].bleu is None:
        return ""
    count = reading.evaluations[-1].sentences
    if not count:
        return QCoreApplication.translate("Training", "Scores are of some validation sentences, translated greedily.")
    text = QCoreApplication.translate("Training", "Scores are of {0} validation sentences, translated greedily.")
    parts = [text.format(count_text(count, locale))]
    if reading.facts and reading.facts.tokenizer:
        text = QCoreApplication.translate("Training", "BLEU counts with sacreBLEU's tokenizer {0}.")
        parts.append(text.format(reading.facts.tokenizer))
    return " ".join(parts)


def moment_text(run: Run, locale: QLocale) -> str:
    """The selected moment and how good the model was then, on the validation set."""
    if run.moment is None:
        return ""
    step = QCoreApplication.translate("Training", "step {0}").format(count_text(run.moment, locale))
    if run.moment == 0:
        return QCoreApplication.translate("Training", "{0}, before the first update").format(step)
    evaluation = run.evaluation_at(run.moment)
    parts = []
    if evaluation and evaluation.bleu is not None:
        bleu = locale.toString(evaluation.bleu, "f", 1)
        parts.append(QCoreApplication.translate("Training", "BLEU {0}").format(bleu))
    if evaluation and evaluation.perplexity is not None:
        text = QCoreApplication.translate("Training", "perplexity {0}")
        parts.append(text.format(perplexity_text(evaluation.perplexity, locale)))
    if not parts:
        return step
    return QCoreApplication.translate("Training", "{0} · validation: {1}").format(step, " · ".join(parts))
