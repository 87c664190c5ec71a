"""Our Transformer as a translator: text in, steps with pieces, spans and candidates out (see steps.Translator)."""

from __future__ import annotations

import weakref
from collections.abc import Generator, Iterator, Sequence

import numpy as np
import torch
from torch import Tensor

from model.bundle.bundle import Bundle
from model.decoding.bundle_reader import BundleReader
from model.decoding.decode import Stepper, TransformerStepper, teacher_forced
from model.decoding.text_decoding import translate_texts
from model.device import describe_device
from model.errors import QT_TRANSLATE_NOOP, Sentence, UserError
from model.inside.answers import answer
from model.network.linear import pack_for_decoding
from model.network.points import Recorder
from model.values.questions import Question, Told
from model.values.steps import DecodingSettings, ModelDescription, TranslationEvent
from model.values.trace import Floats, Scores, Trace

SAME = 0.1  # nats that a log-probability may change when it is computed anew by the same model


class TransformerTranslator:
    """A bundle on a device. One thread at a time may use it."""

    def __init__(self, bundle: Bundle, device: torch.device) -> None:
        """Moves the model to `device`; when a GPU's memory does not suffice it stays on the CPU, with a notice."""
        self.bundle = bundle
        self.reader = BundleReader(bundle)
        self.device = device
        self.notice: Sentence | str = ""
        self._own: weakref.ref[Trace] | None = None  # the last trace that was found to be this model's
        try:
            bundle.model.to(device)
        except torch.OutOfMemoryError:
            self._leave_gpu()
        bundle.model.eval()

    def _leave_gpu(self) -> None:
        self.device = torch.device("cpu")
        self.bundle.model.to(self.device, torch.float32)  # no processor is fast in half precision
        if torch.cuda.is_available():
            torch.cuda.empty_cache()
        self.notice = Sentence(
            QT_TRANSLATE_NOOP(
                "Model", "The GPU ran out of memory, so the model went on with the CPU; shorter text may fit the GPU."
            )
        )

    @property
    def description(self) -> ModelDescription:
        bundle, config = self.bundle, self.bundle.model.config
        return ModelDescription(
            name=bundle.name,
            source_language=bundle.source_language,
            target_language=bundle.target_language,
            encoder_layers=config.encoder_layers,
            decoder_layers=config.decoder_layers,
            heads=config.heads,
            d_model=config.d_model,
            d_ff=config.d_ff,
            norm=config.norm,
            parameters=bundle.model.parameter_count(),
            source_vocab_size=config.source_vocab_size,
            target_vocab_size=config.target_vocab_size,
            max_positions=config.max_positions,
            device=describe_device(self.device),
            precision=str(next(bundle.model.parameters()).dtype).removeprefix("torch."),
            alignment_head=bundle.alignment_head,
            target_languages=bundle.target_languages,
            family=bundle.family,
            differences=bundle.differences,
            notice=self.notice,
        )

    @property
    def start_piece(self) -> str:
        """The first decoder input, as the vocabulary writes it."""
        return self.bundle.target_tokenizer.piece(self.bundle.model.config.start_id)

    def translate(self, texts: Sequence[str], settings: DecodingSettings) -> Generator[TranslationEvent, None, None]:
        """Translate all texts as one padded batch.

        Raises `UserError` for an empty or too long text. When the GPU's memory runs out, everything begins anew on the
        CPU: a second `SourceEncoded` means that earlier events no longer count.
        """
        try:
            yield from self._translate(texts, settings)
        except torch.OutOfMemoryError:
            if self.device.type == "cpu":
                raise
            self._leave_gpu()
            yield from self._translate(texts, settings)

    def _translate(self, texts: Sequence[str], settings: DecodingSettings) -> Iterator[TranslationEvent]:
        yield from translate_texts(self.reader, self.stepper(settings), texts, settings)

    def stepper(self, settings: DecodingSettings) -> Stepper:
        pack_for_decoding(self.bundle.model)  # the first time; later this only looks whether the weights are the same
        return TransformerStepper(self.bundle.model)

    def second_pass(self, trace: Trace, *patterns: str) -> tuple[Tensor, Recorder]:
        """Teacher forcing of what the trace holds: log-probabilities [target, vocabulary] and the recorded points."""
        source, target_in = self.source_ids(trace), self.target_in_ids(trace)
        return teacher_forced(self.bundle.model, source, target_in, trace.source_length, *patterns)

    def source_ids(self, trace: Trace) -> list[int]:
        """What the encoder read, without padding."""
        tokenizer, unknown = self.bundle.source_tokenizer, self.bundle.model.config.source_unknown_id
        pieces = trace.source_pieces[: int(trace.source_allowed.sum())]
        return [unknown if i in trace.unknown_source else tokenizer.id(piece) for i, piece in enumerate(pieces)]

    def target_in_ids(self, trace: Trace) -> list[int]:
        """What the decoder read, <s> first."""
        return [self.bundle.target_tokenizer.id(piece) for piece in trace.input_pieces]

    def scores(self, trace: Trace) -> Scores:
        """q . k / sqrt(d_k) before the masks, by one teacher-forced pass over what the trace holds."""
        self._require_own(trace)
        _, recorder = self.second_pass(trace, "*.scores")
        config = self.bundle.model.config

        def stacked(name: str, layers: int) -> Floats:
            found = [recorder[name.format(layer)][0] for layer in range(layers)]
            array: Floats = torch.stack(found).float().cpu().numpy()
            return array

        return Scores(
            trace=trace,
            encoder_self=stacked("encoder.{}.self.scores", config.encoder_layers),
            decoder_self=stacked("decoder.{}.self.scores", config.decoder_layers),
            cross=stacked("decoder.{}.cross.scores", config.decoder_layers),
        )

    def ask(self, question: Question, trace: Trace | None) -> Generator[Told, None, None]:
        """Answer a question of `model.values.questions`; when the GPU's memory runs out, begin anew on the CPU."""
        try:
            yield from self._answer(question, trace)
        except torch.OutOfMemoryError:
            if self.device.type == "cpu":
                raise
            self._leave_gpu()
            yield from self._answer(question, trace)

    def _answer(self, question: Question, trace: Trace | None) -> Iterator[Told]:
        if trace is not None and question.about_trace:
            self._require_own(trace)
        yield from answer(self, question, trace)

    def _require_own(self, trace: Trace) -> None:
        """`UserError` for another model's translation, which a file may hold under this one's name."""
        if self._own is not None and self._own() is trace:
            return
        config = self.bundle.model.config
        sizes = [weights.shape[:2] for weights in (trace.encoder_self, trace.decoder_self, trace.cross)]
        decoder = (config.decoder_layers, config.heads)
        own = sizes == [(config.encoder_layers, config.heads), decoder, decoder]
        own = own and max(trace.source_length, trace.target_length) <= config.max_positions
        if own:
            logprobs, _ = self.second_pass(trace)
            chosen = [self.bundle.target_tokenizer.id(piece) for piece in trace.predicted_pieces]
            again = logprobs[range(len(chosen)), chosen].cpu().numpy()
            own = np.allclose(again, trace.logprob, rtol=0.0, atol=SAME)
        if not own:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Model",
                    "This translation was made by another model, which is also called “{model}”; "
                    "translate the sentence again to see this model's numbers.",
                ),
                model=trace.model,
            )
        self._own = weakref.ref(trace)
