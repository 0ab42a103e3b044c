"""The value that a word's firmness has while it is composed, and what a cue does to it."""

from __future__ import annotations

from dataclasses import dataclass, field

from detente.coding.likelihood import complement
from detente.knowledge.firmness import Cue, Effect, name_value
from detente.records import Factuality, Range

_OPENING = frozenset(
    {"modal", "hypothetical", "obligation", "demand", "volition", "condition", "attempt", "intention",
     "offer", "commitment", "scheduled", "future", "purpose", "doubt", "threat"}
)  # fmt: skip


@dataclass(slots=True)
class Weight:
    """A value while it is composed; `rows` are the cues that made it, each with its token.

    `open` says that a cue leaves what the word stands for to the time after the clause ("must", "if").
    """

    certainty: int = 3
    polarity: int = 1
    future: bool = False
    hypothetical: bool = False
    open: bool = False
    probability: Range | None = None
    rows: list[tuple[str, int]] = field(default_factory=list)

    @property
    def factuality(self) -> Factuality:
        """FactBank's name of the value."""
        return name_value(self.certainty, self.polarity)

    def apply(
        self,
        cue: Cue,
        token: int,
        *,
        negated: bool,
        own: bool = False,
        multiply: bool = True,
        likelihood: Range | None = None,
    ) -> None:
        """Put a cue's effect on the value.

        Args:
            cue: the cue, a row of the table.
            token: the word that it is.
            negated: whether the cue itself is denied.
            own: whether the cue belongs to the word's own clause, so that its polarity meets that of the
                clause above.
            multiply: where false, only the cue's certainty counts, save where it turns the polarity itself.
            likelihood: the range that the scale gives the cue, where it is one of likelihood.
        """
        self.rows.append((cue.row, token))
        effect: Effect = cue.negated if negated else cue.plain
        if effect.kind == "same":
            return
        if effect.kind == "fact":
            self.reset()
            return
        below = self.polarity
        if own and multiply:
            self.polarity *= effect.polarity
        elif effect.certainty == 3 and cue.category == "negation" and not multiply:
            self.polarity = -1
        else:
            self.polarity = effect.polarity
        # what is doubted to be possible is no likelier for the modal
        if not (own and below < 0 and cue.category in ("modal", "hypothetical")):
            self.limit(effect.certainty)
        self.future = self.future or cue.future
        self.open = self.open or cue.category in _OPENING
        if cue.category in ("hypothetical", "condition", "counterfactual"):
            self.hypothetical = True
        if cue.category == "likelihood":
            if likelihood is not None:
                self.probability = complement(likelihood) if negated else likelihood
        elif self.probability and self.polarity != below:
            self.probability = complement(self.probability)

    def flip(self) -> None:
        """Deny it: the polarity turns, and the range of a likelihood with it."""
        self.polarity = -self.polarity
        if self.probability:
            self.probability = complement(self.probability)

    def limit(self, certainty: int) -> None:
        """Let it be no firmer than `certainty` (0 unknown, 3 certain); the unknown has no polarity."""
        self.certainty = min(self.certainty, certainty)
        if self.certainty == 0:
            self.polarity = 1

    def reset(self) -> None:
        """Make it a plain fact again, whatever stands above; the rows stay."""
        self.certainty, self.polarity = 3, 1
        self.future = self.hypothetical = self.open = False
        self.probability = None
