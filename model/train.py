"""Training as a generator of events, writing a run folder that any window can follow (paper, section 5)."""

from __future__ import annotations

import math
import time
from collections.abc import Generator, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from model.bundle import Bundle, load_bundle
from model.checkpoint import (
    Progress,
    list_checkpoints,
    load_checkpoint,
    save_checkpoint,
)
from model.config import ModelConfig
from model.data import Batch, Pair, PairData, epoch_batches, read_pairs
from model.device import choose_device, describe_device, describe_hardware, fast_dtype
from model.dropout import dropout_state, restore_dropout, seed_dropout
from model.errors import UserError
from model.evaluate import Quality, measure, translate_all
from model.files import append_json_line, write_bytes, write_json
from model.loss import fused_cross_entropy
from model.recipe import Recipe, learning_rate
from model.run_bundle import averaged_bundle, write_card, write_run_bundle
from model.steps import DecodingSettings
from model.tokenizer import PAD, Tokenizer
from model.transformer import Transformer

SAMPLES = 5  # translations of the validation set kept for reading at each evaluation


@dataclass(frozen=True)
class Started:
    parameters: int
    pairs: int
    left_out: int  # pairs with more pieces than allowed
    batches_per_epoch: int
    device: str
    precision: str
    resumed_at: int  # step


@dataclass(frozen=True)
class StepLogged:
    """Means since the last such event; `loss` is smoothed, `nll` plain, both per target piece in nats."""

    step: int
    steps: int
    epoch: int
    loss: float
    nll: float
    learning_rate: float
    gradient_norm: float
    tokens_per_second: float  # target pieces
    seconds_left: float


@dataclass(frozen=True)
class Evaluated:
    step: int
    nll: float  # per target piece of the validation set, in nats
    perplexity: float
    bleu: float | None
    samples: tuple[tuple[str, str, str], ...]  # source, reference, translation


@dataclass(frozen=True)
class CheckpointSaved:
    step: int
    path: str


@dataclass(frozen=True)
class Finished:
    step: int
    bundle: str


TrainingEvent = Started | StepLogged | Evaluated | CheckpointSaved | Finished


def initial_gain(model: Transformer, gain: float) -> None:
    """Shrink the last matrix of every sub-layer, so that each LayerNorm(x + Sublayer(x)) starts near the identity."""
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if name.endswith((".out.weight", ".outer.weight")):
                parameter.mul_(gain)


class Trainer:
    """One run: builds or resumes everything in the constructor, then `events()` trains.

    `folder` is the run folder. Raises `UserError` for data, configuration or files that cannot be used.
    """

    def __init__(self, recipe: Recipe, folder: Path, resume: bool = False) -> None:
        self.recipe = recipe
        self.folder = folder
        self.checkpoints = folder / "checkpoints"
        existing = list_checkpoints(self.checkpoints)
        if existing and not resume:
            raise UserError(f"{folder} already holds a run; add --resume to go on with it, or choose another folder.")
        if resume and not existing:
            raise UserError(f"{folder} holds no checkpoint to resume from; leave out --resume to start one.")
        self.device = choose_device(recipe.training.device)
        self.dtype = self._precision()
        torch.manual_seed(recipe.training.seed)
        seed_dropout(recipe.training.seed)
        train = read_pairs(Path(recipe.data.train))
        valid = read_pairs(Path(recipe.data.valid))
        self.source_tokenizer, self.target_tokenizer = self._tokenizers(train)
        sizes = recipe.model_sizes()
        self.config = ModelConfig(
            source_vocab_size=self.source_tokenizer.size, target_vocab_size=self.target_tokenizer.size, **sizes
        )
        if recipe.data.max_pieces > self.config.max_positions:
            raise UserError(
                f"[data] max_pieces {recipe.data.max_pieces} is more than the model's {self.config.max_positions} "
                f"positions; lower it or raise [model] max_positions."
            )
        tokenizers = (self.source_tokenizer, self.target_tokenizer)
        self.train_data = PairData(train, *tokenizers, recipe.data.max_pieces, recipe.data.subword_alpha)
        self.valid_data = PairData(valid, *tokenizers, self.config.max_positions)
        if not len(self.train_data) or not len(self.valid_data):
            raise UserError("Every pair is longer than max_pieces allows; raise it or check the data.")
        self.model = Transformer(self.config).to(self.device)
        initial_gain(self.model, recipe.training.residual_gain)
        self.optimizer = torch.optim.Adam(
            self.model.parameters(), lr=0.0, betas=(0.9, 0.98), eps=1e-9, fused=self.device.type in ("cpu", "cuda")
        )
        self.progress = Progress()
        if resume:
            self.progress, randomness = load_checkpoint(existing[-1], self.model, self.optimizer)
            restore_dropout(randomness["dropout"])

    def _precision(self) -> torch.dtype:
        if self.recipe.training.precision == "auto":
            return fast_dtype(self.device.type)
        return torch.bfloat16 if self.recipe.training.precision == "bfloat16" else torch.float32

    def _tokenizers(self, pairs: list[tuple[str, str]]) -> tuple[Tokenizer, Tokenizer]:
        """The run folder's own SentencePiece models, learnt from the training text at the first start."""
        data = self.recipe.data
        if data.joint_vocab:
            path = self.folder / "joint.model"
            if not path.exists():
                texts = (text for pair in pairs for text in pair)
                write_bytes(path, Tokenizer.train(texts, data.vocab_size, data.vocab_kind).model)
            joint = Tokenizer.load(path)
            return joint, joint
        paths = (self.folder / "source.model", self.folder / "target.model")
        for side, path in enumerate(paths):
            if not path.exists():
                texts = (pair[side] for pair in pairs)
                write_bytes(path, Tokenizer.train(texts, data.vocab_size, data.vocab_kind).model)
        return Tokenizer.load(paths[0]), Tokenizer.load(paths[1])

    def loss(self, batch: Batch, smoothing: float) -> tuple[Tensor, Tensor, int]:
        """Summed smoothed loss, summed plain NLL and the number of target pieces of one batch; padding never counts."""
        source, target_in, target_out = (t.to(self.device) for t in (batch.source, batch.target_in, batch.target_out))
        with torch.autocast(self.device.type, dtype=torch.bfloat16, enabled=self.dtype == torch.bfloat16):
            hidden = self.model(source, target_in)
        real = target_out != PAD
        weight = self.model.output.weight
        loss, nll = fused_cross_entropy(hidden[real].float(), weight, target_out[real], smoothing, self.dtype)
        return loss, nll, int(real.sum())

    def update(self, batch: Batch) -> tuple[float, float, float, int]:
        """One parameter update; returns summed loss, summed NLL, gradient norm, target pieces."""
        training = self.recipe.training
        rate = learning_rate(self.progress.step + 1, training, self.config.d_model)
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        loss, nll, pieces = self.loss(batch, training.label_smoothing)
        self.optimizer.zero_grad(set_to_none=True)
        (loss / pieces).backward()
        norm = nn.utils.clip_grad_norm_(self.model.parameters(), training.clip_norm or math.inf)
        value = float(loss.detach())
        if not math.isfinite(value) or not math.isfinite(float(norm)):
            raise UserError(
                f"The loss is not a number at step {self.progress.step + 1} (epoch {self.progress.epoch + 1}, batch "
                f"{self.progress.batch + 1}); the last checkpoint is good: resume it with a lower learning rate."
            )
        self.optimizer.step()
        return value, float(nll.detach()), float(norm), pieces

    def events(self) -> Generator[TrainingEvent, None, None]:
        """Train to the recipe's last step; closing the generator stops after the current update and saves."""
        training = self.recipe.training
        self._tell("running")
        self.model.train()
        state = "failed"
        try:
            yield Started(
                parameters=self.model.parameter_count(),
                pairs=len(self.train_data),
                left_out=self.train_data.too_long,
                batches_per_epoch=len(self.train_data.plan(training.batch_tokens)),
                device=describe_device(self.device),
                precision=str(self.dtype).removeprefix("torch."),
                resumed_at=self.progress.step,
            )
            for event in self._updates():
                self._log(event)
                yield event
            bundle = self.write_bundle()
            state = "finished"
            yield Finished(self.progress.step, str(bundle))
        except (GeneratorExit, KeyboardInterrupt):
            state = "paused"
            self._save()
            raise
        finally:
            self._tell(state)

    def _tell(self, state: str) -> None:
        """How the run stands, for whoever watches its folder."""
        write_json(self.folder / "status.json", {"state": state, "step": self.progress.step})

    def _updates(self) -> Iterator[TrainingEvent]:
        training = self.recipe.training
        begin = time.perf_counter()
        first = self.progress.step
        window = [0.0, 0.0, 0]  # loss, nll, pieces since the last log
        window_begin = begin
        while self.progress.step < training.steps:
            skip = self.progress.batch
            for batch in epoch_batches(
                self.train_data, training.batch_tokens, training.seed, self.progress.epoch, skip
            ):
                loss, nll, norm, pieces = self.update(batch)
                self.progress.step += 1
                self.progress.batch += 1
                self.progress.target_tokens += pieces
                window = [window[0] + loss, window[1] + nll, window[2] + pieces]
                step = self.progress.step
                if step % training.log_steps == 0:
                    now = time.perf_counter()
                    yield StepLogged(
                        step=step,
                        steps=training.steps,
                        epoch=self.progress.epoch,
                        loss=window[0] / window[2],
                        nll=window[1] / window[2],
                        learning_rate=learning_rate(step, training, self.config.d_model),
                        gradient_norm=norm,
                        tokens_per_second=window[2] / (now - window_begin),
                        seconds_left=(now - begin) / (step - first) * (training.steps - step),
                    )
                    window, window_begin = [0.0, 0.0, 0], now
                if step % training.checkpoint_steps == 0 or step == training.steps:
                    yield CheckpointSaved(step, str(self._save()))
                    self._tell("running")
                if step % training.evaluate_steps == 0 or step == training.steps:
                    yield self.evaluate()
                if step >= training.steps:
                    return
            self.progress.epoch += 1
            self.progress.batch = 0

    def _save(self) -> Path:
        """A checkpoint of now; older ones beyond those to be averaged are removed."""
        path = save_checkpoint(
            self.checkpoints, self.model, self.optimizer, self.progress, {"dropout": dropout_state()}
        )
        for old in list_checkpoints(self.checkpoints)[: -self.recipe.training.average_checkpoints]:
            old.unlink()
        return path

    def bundle(self) -> Bundle:
        """The model of now, as the mean of the newest checkpoints."""
        tokenizers = (self.source_tokenizer, self.target_tokenizer)
        newest = list_checkpoints(self.checkpoints)[-self.recipe.training.average_checkpoints :]
        return averaged_bundle(self.recipe, self.config, tokenizers, newest)

    def evaluate(self) -> Evaluated:
        """Plain NLL over the validation set, and BLEU over its first sentences, translated greedily."""
        self.model.eval()
        total, count = 0.0, 0
        with torch.no_grad():
            for indices in self.valid_data.plan(self.recipe.training.batch_tokens):
                _, nll, pieces = self.loss(self.valid_data.batch(indices), 0.0)
                total, count = total + float(nll), count + pieces
        bleu, samples = self._translate_samples()
        self.model.train()
        mean = total / count
        return Evaluated(self.progress.step, mean, math.exp(min(mean, 50.0)), bleu, samples)

    def _translate_samples(self) -> tuple[float | None, tuple[tuple[str, str, str], ...]]:
        pairs = self.valid_data.pairs[: self.recipe.training.bleu_sentences]
        if not pairs:
            return None, ()
        data = self.recipe.data
        now = Bundle(
            self.recipe.name,
            data.source_language,
            data.target_language,
            self.model,
            self.source_tokenizer,
            self.target_tokenizer,
        )
        found = dict(translate_all(now, [source for source, _ in pairs], DecodingSettings()))
        translations = [found[i] for i in range(len(pairs))]
        references = [reference for _, reference in pairs]
        samples = tuple(zip([source for source, _ in pairs], references, translations, strict=True))[:SAMPLES]
        return measure(translations, references).bleu, samples

    def _log(self, event: TrainingEvent) -> None:
        record: dict[str, Any] = {"event": type(event).__name__, **asdict(event)}
        if isinstance(event, Evaluated):
            record.pop("samples")
            for source, reference, translation in event.samples:
                sample = {"step": event.step, "source": source, "reference": reference, "translation": translation}
                append_json_line(self.folder / "samples.jsonl", sample)
        append_json_line(self.folder / "metrics.jsonl", record)

    def write_bundle(self) -> Path:
        """Write `bundle/` with the mean of the newest checkpoints, then measure what was written, for its card."""
        training = self.recipe.training
        folder = self.folder / "bundle"
        facts = {
            "training_pairs": len(self.train_data),
            "steps": self.progress.step,
            "epochs": self.progress.epoch + self.progress.batch / len(self.train_data.plan(training.batch_tokens)),
            "target_pieces": self.progress.target_tokens,
            "averaged_checkpoints": min(training.average_checkpoints, len(list_checkpoints(self.checkpoints))),
            "hardware": describe_hardware(self.device),
        }
        write_run_bundle(self.bundle(), folder, self.recipe, facts)
        written = load_bundle(folder)
        written.model.to(self.device)
        sets = {"validation": self.valid_data.pairs}
        if self.recipe.data.test:
            sets["test"] = read_pairs(Path(self.recipe.data.test))
        facts["scores"] = [
            {"set": name, "pairs": len(pairs), "decoding": how.describe(), **asdict(self._quality(written, pairs, how))}
            for name, pairs in sets.items()
            for how in (DecodingSettings(), DecodingSettings(method="beam"))
        ]
        write_card(written, folder, self.recipe, facts)
        return folder

    def _quality(self, bundle: Bundle, pairs: list[Pair], how: DecodingSettings) -> Quality:
        found = dict(translate_all(bundle, [source for source, _ in pairs], how))
        return measure([found[i] for i in range(len(pairs))], [reference for _, reference in pairs])
