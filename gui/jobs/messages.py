"""What the window asks of the worker's thread and what comes back; a request has a number, and so has its answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from model.errors import Sentence
from model.values.questions import Question, Told
from model.values.steps import DecodingSettings, ModelDescription
from model.values.trace import Scores, Trace

State = Literal["decoding", "waiting", "finished"]
Job = Literal["load", "translate", "scores", "answer"]


@dataclass(frozen=True)
class LoadModel:
    number: int
    name: str


@dataclass(frozen=True)
class Translate:
    number: int
    texts: tuple[str, ...]
    settings: DecodingSettings
    step_by_step: bool


@dataclass(frozen=True)
class ScoreMaps:
    number: int
    trace: Trace


@dataclass(frozen=True)
class Ask:
    number: int
    slot: str  # who asks: the newest question of each slot is answered
    question: Question
    trace: Trace | None


@dataclass(frozen=True)
class ModelLoaded:
    number: int
    name: str
    description: ModelDescription


@dataclass(frozen=True)
class TranslationProgress:
    """The translation so far, of every sentence; `traces` is empty until the first step."""

    number: int
    traces: tuple[Trace, ...]
    state: State
    seconds: float  # spent computing
    steps: int
    description: ModelDescription


@dataclass(frozen=True)
class ScoresReady:
    number: int
    scores: Scores


@dataclass(frozen=True)
class AnswerTold:
    """`told` is a `Progress`, or the answer itself."""

    number: int
    slot: str
    told: Told


@dataclass(frozen=True)
class JobFailed:
    number: int
    job: Job
    message: Sentence | str
    expected: bool  # False for a fault of the program, whose traceback is in `detail`
    detail: str = ""
    slot: str = ""  # of a question
    extra: str = ""  # the list of packages in pyproject.toml that is missing
