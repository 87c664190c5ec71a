"""The data behind the views: the runs that are shown, the models that are loaded, what is going on."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from PySide6.QtCore import QObject, Signal

from gui.state.answers import About, Answers
from gui.state.behind import Behind, Typed, behind
from gui.state.language import language
from gui.state.languages import usual_languages
from gui.state.selection import Extent, Selected, Selection
from gui.state.takes import Take
from model.errors import Sentence
from model.values.decoding import DecodingSettings
from model.values.description import ModelDescription
from model.values.endings import Ending
from model.values.needs import ALL_NEEDS, Need, why_not
from model.values.questions import Question
from model.values.sites import TRANSFORMER_GROUPS, SiteGroup
from model.values.trace import Trace

# What a message is about that goes when another text or other settings are chosen; the second also when another
# sentence is looked at.
TRANSLATION, SENTENCE = "translation", "sentence"


class Activity(Enum):
    """What the model is doing, as far as the screen is concerned."""

    NO_MODEL = "no model"
    LOADING = "loading"
    IDLE = "idle"
    DECODING = "decoding"
    WAITING = "waiting"  # step mode: the decoder waits until the next piece is asked for


def lack(session: Session, needs: frozenset[Need]) -> str:
    """Which of these the selected trace (without one, the model in use) cannot offer, in words; "" if it has all.

    A trace that was opened without its model holds only attention.
    """
    trace, model = session.trace, session.model
    offers = ALL_NEEDS if model is None else model.offers
    if trace is not None:
        offers = offers | {Need.ATTENTION} if trace.maps else offers - {Need.ATTENTION}
    family = model.family if model is not None else "" if trace is None else trace.setup.model
    found = why_not(needs, offers, family)
    return "" if found is None else language.say(found)


class Session(QObject):
    """Holds what is shown; every setter emits its signal. The selection's extent follows the trace.

    What is shown are *takes*, of which the selected one is looked at. Models that are loaded are described by their
    fingerprints; `description` is that of the model in use, which translates what is typed.
    """

    trace_changed = Signal()  # another trace, a longer one, or another sentence's or take's
    description_changed = Signal()
    activity_changed = Signal()
    behind_changed = Signal()  # whether what is shown is of what is chosen now
    message_changed = Signal()
    languages_changed = Signal()  # the chosen ones, whether by a person or not
    languages_chosen = Signal()  # by the person

    def __init__(self, selection: Selection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.selection = selection
        self.takes: tuple[Take, ...] = (Take(),)
        self.models: tuple[ModelDescription, ...] = ()  # that are loaded; the one in use first
        self.activity = Activity.NO_MODEL
        self.loading = ""  # the name of the model that is being loaded
        self.message = ""  # one sentence for the person: an error or a notice
        self.message_is_error = False
        self._message_about = ""
        self.languages = "", ""  # codes of source and target chosen for a model with several languages; "": no choice
        self.answers = Answers(self)
        self.references: dict[str, str] = {}  # reference translations that were typed, by source sentence
        self.typed: Typed | None = None  # None where nobody types, as in a training
        self.decoding: DecodingSettings | None = None  # how the next translation will be decoded
        self.behind = Behind.NOTHING  # what is shown, of what is typed and chosen now
        selection.changed.connect(self._selection_changed)

    # ---- what is looked at ----

    @property
    def take(self) -> Take:
        """The selected take."""
        return self.takes[min(self.selection.now.take, len(self.takes) - 1)]

    @property
    def traces(self) -> tuple[Trace | None, ...]:
        """The traces of the selected take, one for each sentence; None for one that is not translated."""
        return self.take.traces

    @property
    def texts(self) -> tuple[str, ...]:
        """The sentences of the selected take."""
        return self.take.texts

    @property
    def finished(self) -> bool:
        """Whether the selected take holds whole translations."""
        return self.take.finished

    @property
    def trace(self) -> Trace | None:
        """The trace of the selected sentence."""
        sentence = self.selection.now.sentence
        return self.traces[sentence] if sentence < len(self.traces) else None

    @property
    def description(self) -> ModelDescription | None:
        """The description of the model in use."""
        return self.models[0] if self.models else None

    @property
    def maker(self) -> ModelDescription | None:
        """The description of the model that made the trace; None if that model is not loaded."""
        return None if self.trace is None else self.maker_of(self.trace)

    def maker_of(self, trace: Trace) -> ModelDescription | None:
        return next((one for one in self.models if trace.setup.of_model(one.name, one.fingerprint)), None)

    @property
    def model(self) -> ModelDescription | None:
        """The model that made the trace, if it is loaded; while there is no trace, the model in use."""
        return self.description if self.trace is None else self.maker

    @property
    def groups(self) -> tuple[SiteGroup, ...]:
        """The kinds of attention that can be looked at: of the trace, else of the model, else of any Transformer."""
        if self.trace is not None:
            return self.trace.groups
        return TRANSFORMER_GROUPS if self.description is None else self.description.groups

    def about(self, question: Question) -> About | None:
        """What a question is about now: the trace that is looked at, or the model in use."""
        if question.about_trace:
            return self.trace
        return self.description.fingerprint if self.description is not None else None

    def empty_text(self, text: str) -> str:
        """The sentence shown instead of heads: `text` while there is no trace, else why the trace has no heads."""
        return text if self.trace is None else lack(self, frozenset({Need.ATTENTION})) or text

    @property
    def more_to_come(self) -> bool:
        """Whether the decoder is still working on the selected sentence, not only on others of its batch."""
        running = not self.finished and self.activity in (Activity.DECODING, Activity.WAITING)
        return running and (self.trace is None or self.trace.ending is Ending.OPEN)

    # ---- what is shown ----

    def set_traces(
        self,
        traces: tuple[Trace | None, ...],
        finished: bool,
        follow: bool,
        sentence: int | None = None,
        take: int = 0,
        texts: tuple[str, ...] = (),
        failed: Iterable[int] = (),
    ) -> None:
        """Show other or longer traces of a take, which may be a new last one, and select `sentence` if it is given;
        `follow` goes to the newest step. `texts` are the sources where not all of them are translated, and `failed`
        the sentences that an error kept from it."""
        takes = list(self.takes)
        takes[take : take + 1] = [Take(traces, finished, frozenset(failed), texts)]
        self.set_takes(tuple(takes), follow, sentence)

    def set_takes(self, takes: tuple[Take, ...], follow: bool, sentence: int | None = None) -> None:
        """Show these runs side by side; with none, one empty take is shown."""
        self.takes = takes or (Take(),)
        self.answers.keep(trace for take in self.takes for trace in take.traces if trace is not None)
        self._set_extent(follow, sentence)
        self._compare()
        self.trace_changed.emit()

    def set_description(self, description: ModelDescription | None) -> None:
        """The only model that is loaded."""
        self.set_models(() if description is None else (description,))

    def set_models(self, models: tuple[ModelDescription, ...]) -> None:
        """The models that are loaded, the one in use first."""
        self.models = models
        self.set_languages(*self.languages)
        self._compare()
        self.description_changed.emit()

    def set_languages(self, source: str, target: str) -> None:
        """Choose two of the model's languages by their codes; usual ones if it does not have them."""
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

    def set_typed(self, typed: Typed) -> None:
        """What stands in the source field now. The sentence under the cursor is looked at, if it is translated."""
        if self.typed is not None and self.typed.sentences != typed.sentences:
            self.clear_message(TRANSLATION, SENTENCE)
        self.typed = typed
        if self.traces:
            self.selection.update(sentence=typed.place_in(self.texts))
        self._compare()

    def set_decoding(self, decoding: DecodingSettings) -> None:
        """How the next translation will be decoded."""
        if self.decoding != decoding:
            self.clear_message(TRANSLATION, SENTENCE)
        self.decoding = decoding
        self._compare()

    def _compare(self) -> None:
        trace = self.trace
        found = Behind.NOTHING if trace is None else behind(trace, self.typed, self.decoding, self.description)
        if found is not self.behind:
            self.behind = found
            self.behind_changed.emit()

    def set_loading(self, name: str) -> None:
        """A model of this name is being loaded from now on."""
        self.loading, self.activity = name, Activity.LOADING
        self.activity_changed.emit()

    def set_activity(self, activity: Activity) -> None:
        if activity is not self.activity:
            self.activity = activity
            self.activity_changed.emit()

    def set_message(self, message: Sentence | str, error: bool = False, about: str = "") -> None:
        """Say this in place of what was said before. `about` names what it is about, so that it can go with that."""
        self.message, self.message_is_error, self._message_about = language.say(message), error, about
        self.message_changed.emit()

    def clear_message(self, *about: str) -> None:
        """Take back what was said about these, which are over; another message stays."""
        if self.message and self._message_about in about:
            self.set_message("")

    def _set_extent(self, follow: bool, sentence: int | None = None) -> None:
        traces = self.traces
        if not traces:
            self.selection.set_extent(Extent(takes=len(self.takes)), step=0)
            return
        sentence = min(self.selection.now.sentence if sentence is None else sentence, len(traces) - 1)
        trace = traces[sentence]
        if trace is None:
            self.selection.set_extent(Extent(len(self.takes), len(traces)), sentence=sentence, step=0)
            return
        extent = Extent(
            takes=len(self.takes),
            sentences=len(traces),
            steps=max(trace.target_length, 1),
            source=trace.source_length,
            maps={one.group: (one.layers, one.heads) for one in trace.maps.values()},
        )
        fields = {"step": extent.steps - 1} if follow else {}
        self.selection.set_extent(extent, sentence=sentence, **fields)

    def _selection_changed(self, old: Selected, new: Selected) -> None:
        if (old.take, old.sentence) != (new.take, new.sentence):
            self.clear_message(SENTENCE)
            # At the end of the old sentence, go to the end of the new one. The extent is still the old one's.
            self._set_extent(follow=old.step >= self.selection.extent.steps - 1)
            self._compare()
            self.trace_changed.emit()
