"""What the teacher's view says in words, and its numbers as a table."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QCoreApplication, QLocale

from gui.pictures.cell_text import isolated
from gui.views.inside.cells import Cell, Cells
from gui.views.parts.numbers import probability_text
from model.values.pieces import shown
from model.values.questions.reference import ReferenceNumbers, parting
from model.values.trace import Trace


def note_text(numbers: ReferenceNumbers) -> str:
    """What the vocabulary lacks, or a hint while nothing was typed, or what the colours of the bars mean."""
    if numbers.unknown:
        lacking = ", ".join(f"“{isolated(text)}”" for text in numbers.unknown_text()) or "<unk>"
        return QCoreApplication.translate(
            "Inside", "The vocabulary lacks {0}: the model reads <unk> there, and its loss says little."
        ).format(lacking)
    if numbers.own_pieces:
        return QCoreApplication.translate(
            "Inside", "This is the model's own translation; change a word and see what each piece costs."
        )
    return QCoreApplication.translate("Inside", "Red bars: there the model would say another piece.")


def parting_text(own: Trace, numbers: ReferenceNumbers, locale: QLocale) -> str:
    """Where the reference and the step-by-step run diverge."""
    forced = numbers.trace
    step = parting(own, forced)
    if step is not None:
        return QCoreApplication.translate(
            "Inside", "They part at step {0}: the reference says “{1}” (p {2}), the model chose “{3}” (p {4})."
        ).format(
            step + 1,
            isolated(shown(forced.predicted_pieces[step])),
            probability_text(math.exp(-float(numbers.nll[step])), locale),
            isolated(shown(own.predicted_pieces[step])),
            probability_text(math.exp(float(own.logprob[step])), locale),
        )
    if own.target_length < forced.target_length:
        return QCoreApplication.translate(
            "Inside", "As far as the step-by-step run has come, {0} steps, they do not part."
        ).format(own.target_length)
    apart = float(np.abs(forced.logprob - own.logprob[: forced.target_length]).max())
    return QCoreApplication.translate(
        "Inside",
        "They do not part: one parallel pass gives what {0} steps gave (log-probabilities differ by at most {1}).",
    ).format(forced.target_length, f"{apart:.1e}")


def reference_table(own: Trace, numbers: ReferenceNumbers) -> Cells:
    """A row for every position, then the mean and the perplexity."""
    forced = numbers.trace
    count = max(own.target_length, forced.target_length)
    rows: list[list[Cell]] = []
    for q in range(count):
        row: list[Cell] = [None] * 9
        if q < forced.target_length:
            nll = float(numbers.nll[q])
            row[:5] = [
                forced.input_pieces[q],
                forced.predicted_pieces[q],
                nll,
                math.exp(-nll),
                int(numbers.rank[q]),
            ]
            row[5:7] = [numbers.best_pieces[q][0], math.exp(float(numbers.best_logprob[q, 0]))]
        if q < own.target_length:
            row[7:9] = [own.predicted_pieces[q], math.exp(float(own.logprob[q]))]
        rows.append(row)
    columns = [
        QCoreApplication.translate("Inside", "input"),
        QCoreApplication.translate("Inside", "target"),
        QCoreApplication.translate("Inside", "loss, nats"),
        QCoreApplication.translate("Inside", "probability"),
        QCoreApplication.translate("Inside", "rank"),
        QCoreApplication.translate("Inside", "would say"),
        QCoreApplication.translate("Inside", "its probability"),
        QCoreApplication.translate("Inside", "step by step chose"),
        QCoreApplication.translate("Inside", "its probability there"),
    ]
    mean = QCoreApplication.translate("Inside", "mean loss")
    perplexity = QCoreApplication.translate("Inside", "perplexity")
    for name, value in ((mean, numbers.mean_nll), (perplexity, numbers.perplexity)):
        rows.append([None, name, value, *[None] * 6])
    return Cells([*(str(q + 1) for q in range(count)), "", ""], columns, rows)
