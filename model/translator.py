"""Our Transformer as a translator: text in, steps with pieces, spans and candidates out (see steps.Translator)."""

from __future__ import annotations

import weakref
from collections.abc import Generator, Iterator, Sequence
from itertools import pairwise

import numpy as np
import torch
from torch import Tensor

from model.bundle import Bundle
from model.decode import DecodedStep, EncodedBatch, SentenceChoice, decode_batch, teacher_forced
from model.device import describe_device
from model.errors import UserError
from model.inside.answers import answer
from model.points import Recorder
from model.questions import Question, Told
from model.search import gnmt_length_penalty
from model.steps import (
    DecodingSettings,
    DecodingStep,
    Ended,
    Hypothesis,
    ModelDescription,
    SentenceStep,
    SourceEncoded,
    SourceSentence,
    TranslationEvent,
    TranslationFinished,
)
from model.tokenizer import Piece, Tokenizer
from model.trace import Floats, Scores, Span, Trace

SAME = 0.1  # nats that a log-probability may change when it is computed anew by the same model


class TransformerTranslator:
    """A bundle on a device. One thread at a time may use it."""

    def __init__(self, bundle: Bundle, device: torch.device) -> None:
        """Moves the model to `device`; when a GPU's memory does not suffice it stays on the CPU, with a notice."""
        self.bundle = bundle
        self.device = device
        self.notice = ""
        self._own: weakref.ref[Trace] | None = None  # the last trace that was found to be this model's
        try:
            bundle.model.to(device)
        except torch.OutOfMemoryError:
            self._leave_gpu()
        bundle.model.eval()

    def _leave_gpu(self) -> None:
        self.device = torch.device("cpu")
        self.bundle.model.to(self.device)
        if torch.cuda.is_available():
            torch.cuda.empty_cache()
        self.notice = "The GPU ran out of memory, so the model went on with the CPU; shorter text may fit the GPU."

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
        bundle, config = self.bundle, self.bundle.model.config
        if not texts:
            raise UserError("There is nothing to translate; type a sentence.")
        sources = [self._source_pieces(text) for text in texts]
        prefix = bundle.target_tokenizer.ids(settings.prefix) if settings.prefix else []
        if len(prefix) >= config.max_positions:
            raise UserError(f"The forced prefix fills all {config.max_positions} positions of the model; shorten it.")
        source_ids = [[*(piece.id for piece in pieces), config.end_id] for pieces in sources]
        histories = [_History(bundle.target_tokenizer, settings.length_penalty) for _ in texts]
        for event in decode_batch(bundle.model, source_ids, [prefix] * len(texts), settings):
            if isinstance(event, EncodedBatch):
                yield self._encoded(texts, sources, event)
            else:
                yield DecodingStep(
                    event.index, tuple(histories[choice.sentence].step(event, choice) for choice in event.sentences)
                )
        yield TranslationFinished(tuple(history.best_first(config.end_id) for history in histories))

    def _source_pieces(self, text: str) -> list[Piece]:
        room = self.bundle.model.config.max_positions - 1  # one is for </s>
        pieces = self.bundle.source_tokenizer.encode(text)
        if not pieces:
            raise UserError("There is nothing to translate; type a sentence with at least one visible character.")
        if len(pieces) > room:
            raise UserError(
                f"The sentence '{text.strip()[:30]}…' has {len(pieces)} pieces, but this model has room for {room}; "
                f"put each sentence on a line of its own or shorten it."
            )
        return pieces

    def _encoded(self, texts: Sequence[str], sources: list[list[Piece]], batch: EncodedBatch) -> SourceEncoded:
        config, tokenizer = self.bundle.model.config, self.bundle.source_tokenizer
        longest = batch.allowed.shape[1]
        sentences = []
        for i, (text, pieces) in enumerate(zip(texts, sources, strict=True)):
            fill = longest - len(pieces) - 1
            sentences.append(
                SourceSentence(
                    text=text,
                    pieces=(
                        *(piece.piece for piece in pieces),
                        tokenizer.piece(config.end_id),
                        *[tokenizer.piece(config.pad_id)] * fill,
                    ),
                    spans=(
                        *((piece.start, piece.end) for piece in pieces),
                        *[(len(text), len(text))] * (fill + 1),
                    ),
                    unknown=frozenset(j for j, piece in enumerate(pieces) if not piece.known),
                    allowed=batch.allowed[i],
                    encoder_self=batch.encoder_self[i] if batch.encoder_self is not None else None,
                )
            )
        return SourceEncoded(tuple(sentences))

    def second_pass(self, trace: Trace, *patterns: str) -> tuple[Tensor, Recorder]:
        """Teacher forcing of what the trace holds: log-probabilities [target, vocabulary] and the recorded points."""
        source, target_in = self.source_ids(trace), self.target_in_ids(trace)
        return teacher_forced(self.bundle.model, source, target_in, trace.source_length, *patterns)

    def source_ids(self, trace: Trace) -> list[int]:
        """What the encoder read, without padding."""
        tokenizer, unknown = self.bundle.source_tokenizer, self.bundle.model.config.unknown_id
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
        """Answer a question of `model.questions`; when the GPU's memory runs out, begin anew on the CPU."""
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
                f"This translation was made by another model, which is also called “{trace.model}”; translate the "
                f"sentence again to see this model's numbers."
            )
        self._own = weakref.ref(trace)


class _History:
    """Turns one sentence's choices of ids into steps of pieces, and collects the hypotheses that ended."""

    def __init__(self, tokenizer: Tokenizer, length_penalty: float) -> None:
        self.tokenizer = tokenizer
        self.length_penalty = length_penalty
        self.rows: list[list[int]] = [[]]  # ids so far of each living hypothesis
        self.ended: list[tuple[Ended, list[int]]] = []

    def step(self, step: DecodedStep, choice: SentenceChoice) -> SentenceStep:
        piece = self.tokenizer.piece
        penalty = gnmt_length_penalty(step.index + 1, self.length_penalty)
        ended = tuple(
            Ended(branch.row, piece(branch.id), branch.logprob, branch.score, branch.score / penalty)
            for branch in choice.ended
        )
        self.ended += [
            (one, [*self.rows[branch.row], branch.id]) for one, branch in zip(ended, choice.ended, strict=True)
        ]
        self.rows = [[*self.rows[branch.row], branch.id] for branch in choice.going_on]
        return SentenceStep(
            sentence=choice.sentence,
            index=step.index,
            parents=tuple(branch.row for branch in choice.going_on),
            pieces=tuple(piece(branch.id) for branch in choice.going_on),
            logprobs=tuple(branch.logprob for branch in choice.going_on),
            scores=tuple(branch.score for branch in choice.going_on),
            texts=tuple(self.tokenizer.decode(ids) for ids in self.rows),
            ended=ended,
            done=choice.done,
            candidate_pieces=tuple(tuple(piece(int(id)) for id in row) for row in choice.candidate_ids),
            candidate_ids=choice.candidate_ids,
            candidate_logprob=choice.candidate_logprob,
            decoder_self=choice.decoder_self,
            cross=choice.cross,
        )

    def best_first(self, end_id: int) -> tuple[Hypothesis, ...]:
        ranked = sorted(self.ended, key=lambda pair: -pair[0].normalised)
        return tuple(
            Hypothesis(
                parent=ended.parent,
                pieces=tuple(self.tokenizer.pieces(ids)),
                ids=tuple(ids),
                text=self.tokenizer.decode(ids),
                spans=self._spans(ids),
                score=ended.score,
                normalised=ended.normalised,
                cut_off=ids[-1] != end_id,
            )
            for ended, ids in ranked
        )

    def _spans(self, ids: list[int]) -> tuple[Span, ...]:
        """The characters of the whole text that each piece added: SentencePiece reads from left to right."""
        reached = [0, *(len(self.tokenizer.decode(ids[: i + 1])) for i in range(len(ids)))]
        return tuple((start, max(start, end)) for start, end in pairwise(reached))
