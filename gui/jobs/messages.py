"""What the window asks of the worker's thread and what comes back; a request has a number, and so has its answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from model.errors import Sentence
from model.values.changes import Change
from model.values.decoding import DecodingSettings
from model.values.description import ModelDescription
from model.values.questions import Question, Reply
from model.values.trace import Trace

State = Literal["decoding", "waiting", "finished"]
Job = Literal["load", "translate", "answer"]


@dataclass(frozen=True)
class LoadModel:
    number: int
    name: str
    beside: bool  # whether the model in use stays loaded as well


@dataclass(frozen=True)
class Translate:
    """`model` is the fingerprint of a loaded model; empty: the one in use. Without texts this only ends the take."""

    number: int
    take: int
    texts: tuple[str, ...] = ()
    settings: DecodingSettings = field(default_factory=DecodingSettings)
    changes: tuple[Change, ...] = ()
    model: str = ""


@dataclass(frozen=True)
class Ask:
    number: int
    slot: str  # who asks: the newest question of each slot is answered
    question: Question
    trace: Trace | None  # None: the question is about the model in use


@dataclass(frozen=True)
class ModelLoaded:
    """`models` are all that are loaded now, the new one first."""

    number: int
    name: str
    models: tuple[ModelDescription, ...]


@dataclass(frozen=True)
class TranslationProgress:
    """The translation so far, of every sentence; `traces` is empty until the first step.

    The model read the source in `encoding` seconds, then predicted `pieces`, of all sentences together, in `decoding`
    seconds. A step predicts one piece of every sentence that has not ended.
    """

    number: int
    take: int
    traces: tuple[Trace, ...]
    state: State
    encoding: float
    decoding: float
    pieces: int
    steps: int
    description: ModelDescription


@dataclass(frozen=True)
class AnswerGiven:
    """`reply` is a `Progress`, or the answer itself."""

    number: int
    slot: str
    reply: Reply


@dataclass(frozen=True)
class JobFailed:
    number: int
    job: Job
    message: Sentence | str
    expected: bool  # False for a fault of the program, whose traceback is in `detail`
    detail: str = ""
    slot: str = ""  # of a question
    take: int = 0  # of a translation
    extra: str = ""  # the list of packages in pyproject.toml that is missing
