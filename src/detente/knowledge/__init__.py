"""What the coder knows, as tables that a political scientist can read and extend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from detente.knowledge.tables import Row, Tables

if TYPE_CHECKING:
    from detente.knowledge.actors import ActorBook
    from detente.knowledge.codebook import Codebook
    from detente.knowledge.confidence import Calibration
    from detente.knowledge.cues import Cues
    from detente.knowledge.domestic import Domestic
    from detente.knowledge.expectations import Expecting
    from detente.knowledge.exports import Exports
    from detente.knowledge.firmness import Firmness
    from detente.knowledge.frames import Frames
    from detente.knowledge.headers import Headers, Language
    from detente.knowledge.likelihood import Scale
    from detente.knowledge.markers import Markers
    from detente.knowledge.memberships import Memberships
    from detente.knowledge.onesided import OneSidedTable
    from detente.knowledge.outlets import Outlets
    from detente.knowledge.times import TimeKnowledge
    from detente.knowledge.understood import Understood
    from detente.knowledge.unsaid import Unsaid

__all__ = ["Knowledge", "Row", "Tables"]


class Knowledge:
    """All tables, each loaded at its first use.

    Args:
        folders: the user's own folders of tables, beside ours.
        scale: the scale of likelihood words: ``icd203``, ``kent`` or ``phia``.
    """

    def __init__(self, folders: Sequence[Path] = (), scale: str = "icd203") -> None:
        self.tables = Tables(folders)
        self.scale = scale

    @cached_property
    def actors(self) -> ActorBook:
        """States, organisations, persons, offices and roles, with their dates."""
        from detente.knowledge.actors import load_actors

        return load_actors(self.tables)

    @cached_property
    def onesided(self) -> OneSidedTable:
        """Events of which one named side is enough."""
        from detente.knowledge.onesided import load_onesided

        return load_onesided(self.tables)

    @cached_property
    def understood(self) -> tuple[Understood, ...]:
        """Sides that an act leaves to be understood."""
        from detente.knowledge.understood import load_understood

        return load_understood(self.tables)

    @cached_property
    def calibration(self) -> Calibration:
        """How sure an event is, from what is known of it."""
        from detente.knowledge.confidence import load_calibration

        return load_calibration(self.tables)

    @cached_property
    def unsaid(self) -> tuple[Unsaid, ...]:
        """Who acts in passive clauses that name nobody."""
        from detente.knowledge.unsaid import load_unsaid

        return load_unsaid(self.tables)

    @cached_property
    def domestic(self) -> tuple[Domestic, ...]:
        """Acts within a country, whose recipients are its own."""
        from detente.knowledge.domestic import load_domestic

        return load_domestic(self.tables)

    @cached_property
    def times(self) -> TimeKnowledge:
        """Words, patterns, holidays and windows of time expressions."""
        from detente.knowledge.times import load_times

        return load_times(self.tables)

    @cached_property
    def firmness(self) -> Firmness:
        """Cues of factuality: negation, modals, implicatives, factives and their like."""
        from detente.knowledge.firmness import load_firmness

        return load_firmness(self.tables)

    @cached_property
    def likelihood(self) -> Scale:
        """The chosen scale of likelihood words."""
        from detente.knowledge.likelihood import load_scale

        return load_scale(self.tables, self.scale)

    @cached_property
    def phrases(self) -> Mapping[str, str]:
        """The plain words in which briefs speak of types, firmness and sources."""
        from detente.knowledge.phrases import load_phrases

        return load_phrases(self.tables)

    @cached_property
    def cues(self) -> Cues:
        """Cues of statements: verbs, nouns, adjectives and phrases with their frames."""
        from detente.knowledge.cues import load_cues

        return load_cues(self.tables)

    @cached_property
    def exports(self) -> Exports:
        """Where pages keep their date, and what exports call their columns."""
        from detente.knowledge.exports import load_exports

        return load_exports(self.tables)

    @cached_property
    def headers(self) -> Headers:
        """The words that headers of articles are made of."""
        from detente.knowledge.headers import load_headers

        return load_headers(self.tables)

    @cached_property
    def languages(self) -> Sequence[Language]:
        """Languages with their function words, to tell English from others."""
        from detente.knowledge.headers import load_languages

        return load_languages(self.tables)

    @cached_property
    def outlets(self) -> Outlets:
        """News agencies, papers and broadcasters, and the common nouns for them."""
        from detente.knowledge.outlets import load_outlets

        return load_outlets(self.tables)

    @cached_property
    def conditions(self) -> Markers:
        """Markers of conditions."""
        from detente.knowledge.markers import load_conditions

        return load_conditions(self.tables)

    @cached_property
    def explanations(self) -> Markers:
        """Markers of motive, cause, consequence and doubt."""
        from detente.knowledge.markers import load_explanations

        return load_explanations(self.tables)

    @cached_property
    def expectations(self) -> Markers:
        """Markers of what is scheduled, forecast, demanded, promised and threatened."""
        from detente.knowledge.markers import load_expectations

        return load_expectations(self.tables)

    @cached_property
    def circles(self) -> Mapping[str, frozenset[str]]:
        """The actors that a brief on one actor counts with it, beside its own parts."""
        from detente.knowledge.phrases import load_circles

        return load_circles(self.tables)

    @cached_property
    def memberships(self) -> Memberships:
        """Members of alliances, unions and groups of states, with their dates."""
        from detente.knowledge.memberships import load_memberships

        return load_memberships(self.tables)

    @cached_property
    def frames(self) -> Frames:
        """Frames of events: verbs, nouns, adjectives, and the words that act on another event."""
        from detente.knowledge.frames import load_frames

        return load_frames(self.tables)

    @cached_property
    def codebook(self) -> Codebook:
        """The sixteen event types with their modes, contexts, sectors and decisions."""
        from detente.knowledge.codebook import load_codebook

        return load_codebook(self.tables)

    @cached_property
    def expecting(self) -> Expecting:
        """Limits of time, and how a text lists terms named before."""
        from detente.knowledge.expectations import load_expecting

        return load_expecting(self.tables)
