"""What the window knows about a model."""

from __future__ import annotations

from dataclasses import dataclass

from model.errors import Sentence
from model.values.needs import ALL_NEEDS, Need
from model.values.questions import Question
from model.values.sites import CROSS, DECODER_SELF, ENCODER_SELF, Site, SiteGroup, site_groups


@dataclass(frozen=True)
class NetworkSizes:
    """The numbers by which architectures are compared; 0 or "" where a network has no such thing."""

    encoder_layers: int
    decoder_layers: int
    heads: int
    d_model: int
    d_ff: int
    norm: str  # "post" or "pre"


@dataclass(frozen=True)
class ModelDescription:
    """A model as the window shows it: its names, sizes and device, and what can be inspected."""

    name: str
    source_language: str
    target_language: str
    encoder_layers: int
    decoder_layers: int
    heads: int
    d_model: int
    d_ff: int
    norm: str
    parameters: int
    source_vocab_size: int
    target_vocab_size: int
    max_positions: int
    device: Sentence | str
    precision: str
    sites: tuple[Site, ...] = ()
    offers: frozenset[Need] = ALL_NEEDS
    fingerprint: str = ""
    alignment_head: tuple[int, int] | None = None  # layer and head of cross-attention that was trained to align words
    source_languages: tuple[str, ...] = ()  # codes to choose from; empty: there is no choice
    target_languages: tuple[str, ...] = ()
    default_languages: tuple[str, str] = ("", "")  # source and target unless others are chosen; "": none
    family: str = "Translucent"  # our own models; others: "Marian", "T5", ...
    differences: tuple[Sentence, ...] = ()  # how this family differs from the paper, one sentence each
    notice: Sentence | str = (
        ""  # something the person should know, for example that the GPU was full and the CPU is used
    )

    @property
    def groups(self) -> tuple[SiteGroup, ...]:
        """The kinds of attention, in the order of the tabs; none for a model without attention."""
        return site_groups(self.sites)

    def can(self, question: type[Question]) -> Sentence | None:
        """Why this model cannot answer; None where it can."""
        return question.why_not(self.offers, self.family)


def transformer_sites(encoder_layers: int, decoder_layers: int, heads: int) -> tuple[Site, ...]:
    """The attention sub-layers of the paper's figure 1, encoder first."""
    return (
        *(Site(f"encoder.{i}.self", ENCODER_SELF, i, heads) for i in range(encoder_layers)),
        *(Site(f"decoder.{i}.self", DECODER_SELF, i, heads) for i in range(decoder_layers)),
        *(Site(f"decoder.{i}.cross", CROSS, i, heads) for i in range(decoder_layers)),
    )
