"""The data behind the views: the traces of the current translation, the model's description, what is going on."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QObject, Signal

from gui.state.answers import Answers
from gui.state.language import language
from gui.state.languages import usual_languages
from gui.state.selection import Extent, Selected, Selection
from model.errors import Sentence
from model.values.steps import ModelDescription
from model.values.trace import Scores, Trace

END = "</s>"  # the predicted piece that ends a translation


class Activity(Enum):
    """What the model is doing, as far as the screen is concerned."""

    NO_MODEL = "no model"
    LOADING = "loading"
    IDLE = "idle"
    DECODING = "decoding"
    WAITING = "waiting"  # step mode: the decoder waits until the next piece is asked for


class Session(QObject):
    """Holds what is shown; every setter emits its signal. The selection's extent follows the trace."""

    trace_changed = Signal()  # another trace, a longer one, or another sentence's
    scores_changed = Signal()
    description_changed = Signal()
    activity_changed = Signal()
    message_changed = Signal()
    languages_changed = Signal()  # which are chosen, by whomever
    languages_chosen = Signal()  # by the person

    def __init__(self, selection: Selection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.selection = selection
        self.traces: tuple[Trace, ...] = ()
        self.finished = False  # whether the traces are whole translations
        self.description: ModelDescription | None = None
        self.activity = Activity.NO_MODEL
        self.message = ""  # one sentence for the person: an error or a notice
        self.message_is_error = False
        self.languages = "", ""  # codes of source and target chosen for a model of several; "": there is no choice
        self.scores: Scores | None = None
        self.answers = Answers(self)
        self.references: dict[str, str] = {}  # reference translations that were typed, by source sentence
        selection.changed.connect(self._selection_changed)

    @property
    def trace(self) -> Trace | None:
        """The trace of the selected sentence."""
        sentence = self.selection.now.sentence
        return self.traces[sentence] if sentence < len(self.traces) else None

    @property
    def more_to_come(self) -> bool:
        """Whether the decoder goes on with the selected sentence; others of its batch may take longer than this one."""
        running = not self.finished and self.activity in (Activity.DECODING, Activity.WAITING)
        ended = self.trace is not None and self.trace.predicted_pieces[-1:] == (END,)
        return running and not ended

    def set_traces(self, traces: tuple[Trace, ...], finished: bool, follow: bool, sentence: int | None = None) -> None:
        """Show other or longer traces, and `sentence` of them if it is given; `follow` goes to its newest step."""
        self.traces, self.finished = traces, finished
        if self.scores is not None and not any(self.scores.trace is trace for trace in traces):
            self.scores = None
        self._set_extent(follow, sentence)
        self._tell_trace()

    def set_scores(self, scores: Scores | None) -> None:
        self.scores = scores
        self.scores_changed.emit()

    def set_description(self, description: ModelDescription | None) -> None:
        self.description = description
        self.set_languages(*self.languages)
        self.description_changed.emit()

    def set_languages(self, source: str, target: str) -> None:
        """Choose two of the model's languages by their codes; usual ones where it has no such."""
        of = self.description
        offered = (of.source_languages, of.target_languages) if of is not None else ((), ())
        default = of.default_languages if of is not None else ("", "")
        source, target = (
            code if code in codes else own for code, codes, own in zip((source, target), offered, default, strict=True)
        )
        languages = usual_languages(*offered, source, target)
        if languages != self.languages:
            self.languages = languages
            self.languages_changed.emit()

    def choose_language(self, side: int, code: str) -> None:
        """The person chose the source's language, side 0, or the target's, side 1."""
        before = self.languages
        self.set_languages(*(code if i == side else other for i, other in enumerate(before)))
        if self.languages != before:
            self.languages_chosen.emit()

    def set_activity(self, activity: Activity) -> None:
        if activity is not self.activity:
            self.activity = activity
            self.activity_changed.emit()

    def set_message(self, message: Sentence | str, error: bool = False) -> None:
        self.message, self.message_is_error = language.say(message), error
        self.message_changed.emit()

    def _set_extent(self, follow: bool, sentence: int | None = None) -> None:
        if not self.traces:
            self.answers.set_trace(None)
            self.selection.set_extent(Extent(), step=0)
            return
        sentence = min(self.selection.now.sentence if sentence is None else sentence, len(self.traces) - 1)
        trace = self.traces[sentence]
        self.answers.set_trace(trace)  # first: whoever hears of the selection must not meet another trace's answers
        extent = Extent(
            sentences=len(self.traces),
            steps=max(trace.target_length, 1),
            encoder_layers=trace.encoder_self.shape[0],
            decoder_layers=trace.cross.shape[0],
            heads=trace.cross.shape[1],
            source=trace.source_length,
            encoder_heads=trace.encoder_self.shape[1],
        )
        fields = {"step": extent.steps - 1} if follow else {}
        self.selection.set_extent(extent, sentence=sentence, **fields)

    def _selection_changed(self, old: Selected, new: Selected) -> None:
        if old.sentence != new.sentence:
            # Who was at one sentence's end wants to see the other whole, too; the extent is still the old one's.
            self._set_extent(follow=old.step >= self.selection.extent.steps - 1)
            self._tell_trace()

    def _tell_trace(self) -> None:
        self.answers.set_trace(self.trace)
        self.trace_changed.emit()
