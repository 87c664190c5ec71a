"""The one translator, for every family of models: text in, steps with pieces, spans and candidates out."""

from __future__ import annotations

import time
import weakref
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import torch

from model.bundle.bundle import Bundle
from model.decoding.bundle_reader import BundleReader
from model.decoding.fingerprint import fingerprint
from model.decoding.many import Translated, translate_many
from model.decoding.text_decoding import Reader, translate_texts
from model.device import describe_device
from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError
from model.inside.answers import answer
from model.inside.subject import Subject
from model.network.linear import pack_for_decoding
from model.network.network import Network
from model.threads import Pace
from model.values.changes import Change
from model.values.decoding import DecodingSettings
from model.values.description import ModelDescription
from model.values.questions import Question, Reply
from model.values.setup import Setup
from model.values.steps import TranslationEvent
from model.values.trace import Trace

MANY = 16  # rows of a trial for several texts: a product then takes longer than threads wait for each other
TRIAL_PIECES, TRIAL_STEPS = 12, 3
SAME = 0.1  # nats by which a log-probability may differ when the same model computes it again
GPU_FULL = Sentence(
    QT_TRANSLATE_NOOP(
        "Model", "The GPU ran out of memory, so the model went on with the CPU; shorter text may fit the GPU."
    )
)


@dataclass(frozen=True)
class About:
    """What is known about a model besides its reader and its network."""

    name: str
    family: str  # "Translucent" for our own Transformers; others: "LSTM", "Marian", "T5", ...
    differences: tuple[Sentence, ...] = ()  # how this family differs from the paper, one sentence each
    alignment_head: tuple[int, int] | None = None  # layer and head of cross-attention that was trained to align words
    bundle: Bundle | None = None  # the folder it came from, where it is a network of our own


class Translator:
    """A reader and a network on a device. One thread at a time may use it."""

    def __init__(self, reader: Reader, network: Network, about: About, device: torch.device) -> None:
        """Moves the network to `device`; if the GPU has too little memory it stays on the CPU, with a notice."""
        self.reader = reader
        self.network = network
        self.about = about
        self.notice: Sentence | str = ""
        self._paces: dict[int, Pace] = {}  # by the texts of the trial
        self._own: weakref.ref[Trace] | None = None  # the last trace without a fingerprint that this model reproduced
        try:
            network.to(device)
        except torch.OutOfMemoryError:
            self._leave_gpu()
        self.device = network.device
        network.eval()

    def settle(self, texts: int = 1) -> None:
        """Compute with the number of threads that is fastest for so many texts at once; the first call measures it.

        It concerns the calling thread. Sums over other numbers of threads may differ in their last bits.
        """
        if self.device.type != "cpu":
            return
        pack_for_decoding(self.network)  # packs once; later calls only check that the weights are the same
        rows = _rows(texts)
        if rows not in self._paces:
            self._paces[rows] = Pace(lambda: _trial(self.network, rows))
        self._paces[rows].use()

    @cached_property
    def fingerprint(self) -> str:
        """Identifies what this model computes. The first call reads all weights, which takes a moment."""
        return fingerprint(self.reader, self.network)

    @property
    def description(self) -> ModelDescription:
        network, about, languages, sizes = self.network, self.about, self.reader.languages, self.network.sizes
        return ModelDescription(
            name=about.name,
            source_language=languages.source,
            target_language=languages.target,
            encoder_layers=sizes.encoder_layers,
            decoder_layers=sizes.decoder_layers,
            heads=sizes.heads,
            d_model=sizes.d_model,
            d_ff=sizes.d_ff,
            norm=sizes.norm,
            parameters=network.parameter_count(),
            source_vocab_size=self.reader.source_size,
            target_vocab_size=self.reader.target.size,
            max_positions=network.max_positions,
            device=describe_device(self.device),
            precision=str(network.dtype).removeprefix("torch."),
            sites=network.sites,
            offers=network.offers,
            fingerprint=self.fingerprint,
            alignment_head=about.alignment_head,
            source_languages=languages.sources,
            target_languages=languages.targets,
            default_languages=languages.defaults,
            family=about.family,
            differences=about.differences,
            notice=self.notice,
        )

    def setup(self, settings: DecodingSettings, changes: tuple[Change, ...] = ()) -> Setup:
        """The identity of a run of this model."""
        return Setup(self.about.name, self.fingerprint, settings, changes=changes)

    def translate(
        self, texts: Sequence[str], settings: DecodingSettings, changes: tuple[Change, ...] = ()
    ) -> Generator[TranslationEvent, None, None]:
        """Translate all texts as one padded batch.

        Raises `UserError` for an empty or too long text and for a language that the model lacks. When the GPU's memory
        runs out, everything restarts on the CPU: a second `SourceEncoded` means that earlier events are void.
        """
        setup = self.setup(settings, changes)

        def begin() -> Iterator[TranslationEvent]:
            self.settle(len(texts))
            return translate_texts(self.reader, self.network, texts, settings, setup)

        begun = time.perf_counter()
        for event in self._or_on_cpu(begin):
            if (pace := self._paces.get(_rows(len(texts)))) is not None:
                pace.took(time.perf_counter() - begun)
            yield event
            begun = time.perf_counter()

    def translate_many(
        self, texts: Sequence[str], settings: DecodingSettings, numbers: Sequence[int] = ()
    ) -> Iterator[Translated]:
        """Only the translations, without steps, in batches of similar length; see `many.translate_many`.

        A text comes a second time if the GPU's memory ran out and everything restarted on the CPU.
        """

        def begin() -> Iterator[Translated]:
            self.settle(len(texts))
            return translate_many(self.reader, self.network, texts, settings, numbers=numbers)

        yield from self._or_on_cpu(begin)

    def ask(self, question: Question, trace: Trace | None) -> Generator[Reply, None, None]:
        """Answer a question: any number of `Progress`, then the answer; closing it cancels.

        An answer about a trace is computed under the setup of that trace. Raises `UserError` for a question that this
        model cannot answer, and for a trace of another model.
        """
        if (lack := question.why_not(self.network.offers, self.about.family)) is not None:
            raise UserError(lack)
        if trace is not None and question.about_trace:
            self._require_own(trace)
        yield from self._or_on_cpu(lambda: answer(Subject(self.reader, self.network), question, trace))

    def _or_on_cpu(self, begin: Callable[[], Iterator[Any]]) -> Iterator[Any]:
        try:
            yield from begin()
        except torch.OutOfMemoryError:
            if self.device.type == "cpu":
                raise
            self._leave_gpu()
            yield from begin()

    def _leave_gpu(self) -> None:
        self.device = torch.device("cpu")
        self.network.to(self.device, torch.float32)  # CPUs are slow in half precision
        if torch.cuda.is_available():
            torch.cuda.empty_cache()
        self.notice = GPU_FULL

    def _require_own(self, trace: Trace) -> None:
        """`UserError` if another model made this translation: a file may come from another model of that name."""
        setup = trace.setup
        own = setup.fingerprint == self.fingerprint if setup.fingerprint else self._reproduces(trace)
        if not own:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model",
                    "This translation was made by another model, which is also called “{name}”; translate the "
                    "sentence again to see this model's numbers.",
                ),
                name=setup.model,
            )

    def _reproduces(self, trace: Trace) -> bool:
        """Whether a second pass gives the same numbers: the only test for a file without a fingerprint."""
        if self._own is not None and self._own() is trace:
            return True
        network = self.network
        own = {}
        for site in network.sites:
            own[site.group.name] = (site.layer + 1, site.heads)
        same = own == {name: one.weights.shape[:2] for name, one in trace.maps.items()}
        if not same or max(trace.source_length, trace.target_length) > network.max_positions:
            return False
        subject = Subject(self.reader, network)
        logprobs = network.logprobs(subject.logits(trace))
        chosen = subject.chosen_ids(trace)
        again = logprobs[range(len(chosen)), chosen].float().cpu().numpy()
        if not np.allclose(again, trace.logprob, rtol=0.0, atol=SAME):
            return False
        self._own = weakref.ref(trace)
        return True


def _rows(texts: int) -> int:
    """How many texts a trial for so many has."""
    return 1 if texts == 1 else MANY


def _trial(network: Network, rows: int) -> Iterator[None]:
    """Read a source and make some steps, as decoding does. Which pieces they are makes no difference to the time."""
    special = network.special
    source = torch.full((rows, TRIAL_PIECES), special.source_end)
    newest = torch.full((rows,), special.start)
    with torch.inference_mode():
        state = network.start(source, torch.ones_like(source, dtype=torch.bool))
    yield
    for _ in range(TRIAL_STEPS):
        with torch.inference_mode():
            network.logprobs(network.step(newest, state)).topk(2)
        yield


def bundle_translator(bundle: Bundle, device: torch.device) -> Translator:
    """A translator on a device for a bundle: a model of our own, or one that was converted to our Transformer."""
    about = About(bundle.name, bundle.family or bundle.model.family, bundle.differences, bundle.alignment_head, bundle)
    return Translator(BundleReader(bundle), bundle.model, about, device)
