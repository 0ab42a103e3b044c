"""Words that a hyphen ties to a name, and verbs that the parser joined to the wrong one."""

from __future__ import annotations

from detente.coding.events.tenses import has_to
from detente.coding.parse import Parse


def hyphened_agent(parse: Parse, participle: int) -> int | None:
    """The name tied to a participle before a noun: "UN" in "a UN-brokered truce"."""
    if parse.tag[participle] != "VBN" or participle < 2 or parse.words[participle - 1] != "-":
        return None
    name = participle - 2
    tied = (
        parse.end[name] == parse.start[participle - 1]
        and parse.end[participle - 1] == parse.start[participle]
    )
    return name if tied and parse.words[name][:1].isupper() else None


def above_infinitive(parse: Parse, verb: int) -> int | None:
    """The finite verb that an infinitive hangs on: a past tense joined to the infinitive belongs to it.

    "Has urged them to leave and offered to mediate": who offers is who urged.
    """
    if parse.tag[verb] != "VB" or not has_to(parse, verb):
        return None
    for above in parse.ancestors(verb):
        if parse.pos[above] == "VERB" and parse.tag[above] != "VB":
            return above
    return None
