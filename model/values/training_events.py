"""What a training yields: the command line prints these, metrics.jsonl holds them, the window draws them. No torch."""

from __future__ import annotations

from dataclasses import dataclass

from model.errors import Sentence


@dataclass(frozen=True)
class Preparing:
    """Before the first update: what is being done."""

    doing: str


@dataclass(frozen=True)
class Notice:
    """Something the person should know, one sentence."""

    text: Sentence


@dataclass(frozen=True)
class Started:
    parameters: int
    pairs: int
    left_out: int  # pairs with more pieces than allowed
    batches_per_epoch: int  # about
    device: Sentence | str
    precision: str
    processes: int
    resumed_at: int  # step
    tokenizer: str = ""  # of BLEU, by sacreBLEU's name


@dataclass(frozen=True)
class StepLogged:
    """Means since the last `StepLogged`; `loss` with label smoothing, `nll` without, both per target piece in nats."""

    step: int
    steps: int
    epoch: int  # from 0
    loss: float
    nll: float
    learning_rate: float
    gradient_norm: float
    tokens_per_second: float  # target pieces, while updates are made: evaluations and checkpoints do not count
    seconds: float  # of training so far, over all its starts
    seconds_left: float


@dataclass(frozen=True)
class Sample:
    """A sentence of the validation set and its translation at one moment; `number` is its index, from 0."""

    number: int
    source: str
    reference: str
    translation: str

    @property
    def right(self) -> bool:
        return self.translation.strip() == self.reference.strip()


@dataclass(frozen=True)
class Evaluation:
    """One measurement on the validation set; None for what was not measured, or not written by an older version."""

    step: int
    nll: float | None = None  # per target piece of the set, in nats
    perplexity: float | None = None
    bleu: float | None = None  # of some sentences of the set, translated greedily; from 0 to 100
    chrf: float | None = None  # chrF2 of the same translations, from 0 to 100
    exact: float | None = None  # share of them that are exactly their reference, from 0 to 1
    sentences: int = 0  # how many were translated; 0 where an older version did not write it
    improved: bool = False  # whether it is the best so far
    better_by: str = ""  # "bleu", "chrf" or "loss", which made it the best: the loss where the others are equal
    seconds: float | None = None  # of training so far


@dataclass(frozen=True)
class Evaluated(Evaluation):
    samples: tuple[Sample, ...] = ()


@dataclass(frozen=True)
class CheckpointSaved:
    step: int
    path: str


@dataclass(frozen=True)
class Paused:
    """Stopped on request, with everything saved; before the first update there is nothing to save."""

    step: int


@dataclass(frozen=True)
class Finished:
    step: int
    bundle: str
    weights: Sentence | str  # which weights the bundle holds; all scores are of these, translated greedily
    tokenizer: str = ""  # of BLEU, by sacreBLEU's name
    bleu: float | None = None  # over the whole validation set
    chrf: float | None = None
    pairs: int = 0  # of that set
    test_bleu: float | None = None  # over the whole test set, None where there is none
    test_chrf: float | None = None
    test_pairs: int = 0


TrainingEvent = Preparing | Notice | Started | StepLogged | Evaluated | CheckpointSaved | Paused | Finished
