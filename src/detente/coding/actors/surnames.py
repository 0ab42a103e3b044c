"""What speaks against a surname that stands alone: its place, its company, its time."""

from __future__ import annotations

from detente.coding.actors.scene import Scene

_FAR_YEARS = 15
"""Years: a sentence whose dates are all farther from his offices is not of a person, by surname alone."""


def on_the_map(scene: Scene, token: int) -> bool:
    """Whether a name stands where a place would: "in Kono", "the road to Kono"."""
    parse = scene.parse
    preposition = parse.head[token]
    if parse.dep[token] != "pobj":
        return False
    if scene.folded[preposition] in scene.word_class("on-map"):
        return True
    return preposition > 0 and parse.lemma[preposition - 1] in scene.word_class("way")


def has_compatriots(scene: Scene, actor: str) -> bool:
    """Whether the text names anything else of the states and bodies that a person held office in."""
    book = scene.book
    own = {term.of for term in book.persons[actor].terms} if actor in book.persons else set()
    for other in {hit.actor for hit in scene.hits.values()} - {actor}:
        row = book.actors.get(other.partition(".")[0])
        country = row.country if row is not None else None
        if other.partition(".")[0] in own or country in own:
            return True
        if other in book.persons and own & {term.of for term in book.persons[other].terms}:
            return True
    return False


def of_other_times(scene: Scene, token: int, actor: str) -> bool:
    """Whether all dates of a sentence lie far from a person's time in office ("Franco shut it in 1969")."""
    person, sentence = scene.book.persons[actor], scene.parse.sents[scene.parse.sent[token]]
    span = scene.parse.span(*sentence)
    dates = [t.edtf for t in scene.draft.times if t.edtf and span[0] <= t.span[0] < span[1]]
    return bool(dates) and all(
        date[:4].isdigit() and person.distance(f"{date[:4]}-07-01") > _FAR_YEARS for date in dates
    )
