"""The state of a training run: what it writes into status.json, and whether its process still runs. No torch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from model.errors import Sentence

State = Literal["preparing", "running", "paused", "finished", "failed", "gone"]  # "gone": its folder no longer exists


@dataclass(frozen=True)
class RunStatus:
    """The state of a run when it last wrote its status."""

    state: State
    step: int = 0  # updates done
    steps: int = 0  # updates in all; 0 where it is not known
    doing: str = ""  # "reading the pairs", "training", ...
    share: float = 0.0  # of what it is doing, from 0 to 1; 0 where it cannot know
    reason: Sentence | str = ""  # why it failed, one sentence
    # What the person should know, for example that a damaged checkpoint was passed over.
    notices: tuple[Sentence | str, ...] = ()
    process: int = 0  # process number on `host`
    host: str = ""
    time: float = 0.0  # seconds since 1970 when this was written
    alive: bool = False  # whether its process still runs; the reader finds out, it is not in the file

    @property
    def active(self) -> bool:
        return self.state in ("preparing", "running")

    @property
    def cut_off(self) -> bool:
        """The status says preparing or running, but no process works on it any more."""
        return self.active and not self.alive
