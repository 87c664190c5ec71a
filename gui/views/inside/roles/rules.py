"""The rules by which heads are measured and named, one click away: a definition for every measure."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from gui.views.inside.roles.words import measure_text, role_text
from model.values.questions.head_measures import Measure, measured
from model.values.questions.head_roles import rules_of
from model.values.sites import CROSS, SiteGroup


class RulesText(QTextBrowser):
    """All rules of one kind of attention, to read and to scroll."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Rules"))

    def show_group(self, group: SiteGroup) -> None:
        cell = "<tr><td><b>{0}</b></td><td>{1}</td></tr>"
        rows = "".join(
            cell.format(escape(measure_text(measure, group)), escape(definition(measure, group)))
            for measure in measured(group)
        )
        rules = "".join(f"<li>{escape(rule_text(number, group))}</li>" for number in range(len(rules_of(group))))
        alignment = f"<p>{escape(alignment_text())}</p>" if group == CROSS else ""
        self.setHtml(
            f"<p>{escape(naming_text())}</p><ul style='margin-left: -20px'>{rules}</ul>"
            f"<p>{escape(rows_text())}</p><table cellpadding='3'>{rows}</table>{alignment}"
        )


def definition(measure: Measure, group: SiteGroup) -> str:
    """How a measure is computed, for one row; the number shown is the mean over rows."""
    cross = group == CROSS
    place = (
        QCoreApplication.translate("Inside", "the source piece aligned to the row")
        if cross
        else QCoreApplication.translate("Inside", "the row's own piece")
    )
    if measure in (Measure.PREVIOUS, Measure.NEXT):
        text = (
            QCoreApplication.translate("Inside", "The weight on the piece one before {0}, over rows that have one.")
            if measure is Measure.PREVIOUS
            else QCoreApplication.translate("Inside", "The weight on the piece one after {0}, over rows that have one.")
        )
        return text.format(place)
    if measure is Measure.SAME:
        return QCoreApplication.translate("Inside", "The weight on {0}.").format(place)
    if measure is Measure.NEARBY:
        return QCoreApplication.translate("Inside", "The weight on {0} and the pieces beside it.").format(place)
    if measure is Measure.DISTANCE and cross:
        return QCoreApplication.translate(
            "Inside",
            "Σ w·|k − d|, in pieces: how far from the diagonal it looks, where row q of T is at d = q·(S − 1)/(T − 1) "
            "of S source pieces, both counted from 0.",
        )
    return {
        Measure.ENTROPY: QCoreApplication.translate("Inside", "−Σ w·log₂ w, in bits: 0 looks at one piece only."),
        Measure.EVENNESS: QCoreApplication.translate(
            "Inside", "Entropy ÷ log₂ of the keys the row may look at: from 0, one piece, to 1, all alike."
        ),
        Measure.LARGEST: QCoreApplication.translate("Inside", "The largest weight of the row."),
        Measure.DISTANCE: QCoreApplication.translate(
            "Inside", "Σ w·|k − q|, in pieces: how far from its own piece the row looks."
        ),
        Measure.SPECIAL: QCoreApplication.translate(
            "Inside",
            "The weight on <s> and </s>. Heads often rest there when they have nothing to do (an “attention sink”).",
        ),
        Measure.PUNCTUATION: QCoreApplication.translate(
            "Inside", "The weight on pieces that have neither a letter nor a digit."
        ),
        Measure.AGREEMENT: QCoreApplication.translate(
            "Inside",
            "Whether the row's largest weight is on the source piece aligned to it, as 0 or 1; shared by pieces that "
            "have the same weight.",
        ),
    }[measure]


def alignment_text() -> str:
    """By which rule source and target pieces are aligned, and how reliable that is."""
    return QCoreApplication.translate(
        "Inside",
        "The aligned source piece of a row is found by all the other cross-attention heads together, so that no head "
        "confirms itself: with M the mean of their weights, it is the piece k with the greatest M(q,k) × the share "
        "that row q has of all attention on k. It is what the model's heads agree on in one sentence, not an "
        "alignment made by a person: where most heads err, it errs, and a piece that stands for nothing in the other "
        "language is aligned somewhere all the same.",
    )


def rows_text() -> str:
    return QCoreApplication.translate(
        "Inside",
        "All numbers are means over rows (queries), and each row counts once, over a file as well. Padding is neither "
        "row nor key. Rows that may look at one piece only are left out, because there the head has no choice.",
    )


def naming_text() -> str:
    return QCoreApplication.translate(
        "Inside",
        "In a short sentence every head gives much to the previous piece, or to </s>. So a head is named by its "
        "excess over even attention: (measure − even) ÷ (1 − even), where “even” is the same measure of a head that "
        "has the same weight on every piece it may look at, over the same rows. 0 is what even attention gives, 1 the "
        "most there can be. First “broad” is asked. Then, of the shares that reach their thresholds, the one with "
        "the greatest excess names the head. Where none does, the first of the other rules that holds; else it is "
        "“mixed”. The thresholds are a convention of this program.",
    )


def rule_text(rule_number: int, group: SiteGroup) -> str:
    """One of the rules of this kind, for example "previous: excess of share on the previous piece ≥ 0.35"."""
    rule = rules_of(group)[rule_number]
    words = (
        QCoreApplication.translate("Inside", "{0}: {1}, excess ≥ {2}")
        if rule.above_even
        else QCoreApplication.translate("Inside", "{0}: {1} ≥ {2}")
    )
    return words.format(role_text(rule.role, group), measure_text(rule.measure, group), f"{rule.least:.2f}")
