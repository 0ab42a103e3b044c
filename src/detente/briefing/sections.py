"""The sections of a brief: which records each holds, and how a record is put as a line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from detente.briefing.dates import said
from detente.briefing.model import Line, Part, date, name, number, quote, words
from detente.briefing.view import Page, View
from detente.ledger import Entry
from detente.ledger.writing import UNKNOWN
from detente.records import Event, Explanation, Span, Statement

_SENTENCE = 230
"""An event is shown in its whole sentence up to this many characters, else in its clause."""

_FEW = 3
"""What is said in no more words is shown in its sentence."""

_CLIP = 320
"""A quotation longer than this many characters is cut between words, and the cut is marked."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Puts records as lines.

    Args:
        view: the articles planned from.
        named: an actor's name by id.
        phrases: plain words for types, firmness and sources.
    """

    view: View
    named: Callable[[str], str]
    phrases: Mapping[str, str]

    @property
    def leads(self) -> tuple[str, ...]:
        """Words that open a clause and are left out at the beginning of a quotation."""
        return tuple(self.phrases.get("leads", "").split("|"))

    def actors(self, page: Page, ids: Iterable[str], spans: Iterable[Span] = ()) -> list[Part]:
        """Actors' names, with commas between; a part of a state goes by the text's own words for it.

        Args:
            page: the article.
            ids: the actors.
            spans: words of the text that stand for them, where there are some.
        """
        parts: list[Part] = []
        for actor in dict.fromkeys(ids):
            if parts:
                parts.append(words(", "))
            own = "." in actor and next(
                (m for span in spans for m in page.mentions(span) if m.actor == actor and m.how != "pronoun"),
                None,
            )
            known = page.actors.get(actor)
            if own:
                text = " ".join(page.text(own.span).split())
                whole = page.line(actor)[-1]
                if whole == UNKNOWN:
                    parts.append(quote(text))
                elif any(c.isupper() for c in text):
                    parts.append(name(actor, text))
                else:  # "army" says not whose
                    parts += [name(whole, self.named(whole)), words(" ("), name(actor, text), words(")")]
            elif actor.partition(".")[0] == UNKNOWN:
                parts.append(words("somebody"))
            elif "." in actor:
                whole = page.line(actor)[-1]
                parts.append(name(whole, self.named(whole)))
            else:
                parts.append(name(actor, known.name if known else self.named(actor)))
        return parts

    def quoted(self, page: Page, spans: Iterable[Span]) -> Part:
        """The words of some spans, in text order, cut where they are long; a gap is marked."""
        pieces = [" ".join(page.text(span).split()) for span in _close(page, spans)]
        text = clip(" … ".join(piece for piece in pieces if piece))
        for lead in self.leads:
            if text.startswith(lead + " "):
                text = text[len(lead) + 1 :]
        for tail in self.phrases.get("tails", "").split("|"):
            text = text.removesuffix(f" {tail}")
        return quote(text.rstrip(" ,;:"))

    def sentence(self, page: Page, span: Span, anchor: int | None = None, longest: int = _CLIP) -> Part:
        """The sentence around a span, without the credit at its end; of a very long one the span alone.

        Args:
            page: the article.
            span: the words.
            anchor: an offset in the sentence; the span's first where not given.
            longest: characters that a sentence may have.
        """
        number = page.sentence(span[0] if anchor is None else anchor)
        start, end = page.credited(page.coded.sentences[number])
        return self.quoted(page, [(start, end) if end - start <= longest else page.credited(span)])

    def told(self, page: Page, span: Span, statement: str | None) -> Part:
        """What somebody said, where the span lies in it; else the sentence around the span.

        What stands after "said that" can be read without the words before, and says no more than its speaker.
        """
        holder = next(page.chain(statement), None)
        if holder is not None and _spoken(holder.record):
            content = holder.record.content
            if any(low <= span[1] - 1 < high for low, high in content) and len(content) == 1:
                told = self.quoted(page, content)
                # "to fight" needs the words around it
                return told if len(told.text.split()) > _FEW else self.sentence(page, span)
        return self.sentence(page, span)

    def demanding(self, phrase: str | None) -> bool:
        """Whether the word by which something was asked for is one of demanding."""
        starts = tuple(self.phrases["demands"].split("|"))
        return any(word.startswith(starts) for word in (phrase or "").lower().split())

    def intended(self, page: Page, statement: Statement) -> bool:
        """Whether somebody is only about to say it, or has failed to: "is expected to urge"."""
        return bool(statement.cue) and page.text(statement.cue[0]).lower().split()[:1] == ["to"]

    def reported(self, page: Page) -> list[Part]:
        """When the article tells it, for what the text does not date."""
        if page.published is None:
            return []
        return [words("reported "), date(page.published, said(page.published)), words(": ")]

    def event(self, page: Page, entry: Entry[Event]) -> Line:
        """An event: when, who, to whom, the text's words, what kind, how firmly, on whose word."""
        event = entry.record
        parts = self.actors(page, event.actors, event.actor_spans)
        if event.recipients:
            parts += [words(" → "), *self.actors(page, event.recipients, event.recipient_spans)]
        parts += [words(": "), self.sentence(page, event.span, event.anchor[0], _SENTENCE)]
        parts.append(words(f" ({self._manner(event)}"))
        statement = next((s for s in page.chain(event.statement) if _spoken(s.record)), None)
        if statement is not None:
            parts += [words(", on the word of "), *self.source(page, statement.record)]
        parts.append(words(")"))
        named = [*event.actors, *event.recipients]
        evidence = page.evidence([event.span, *event.actor_spans, *event.recipient_spans], named)
        if statement is not None:
            cue = [*statement.record.cue, *statement.record.source]
            extra = page.evidence(cue, statement.record.source_actors)
            evidence = tuple(dict.fromkeys((*evidence, *extra)))
        same = ""
        if event.date:
            parts = [date(event.date, said(event.date)), words(": "), *parts]
        else:
            # papers that print one text on different days report one thing
            same = "".join(part.text for part in parts)
            parts = [*self.reported(page), *parts]
        rank = abs(event.intensity) * _weight(event)
        return Line(tuple(parts), evidence, (entry.id,), rank, same)

    def _manner(self, event: Event) -> str:
        codes = (event.type, event.factuality, event.tense)
        return "; ".join(self.phrases[code] for code in codes if self.phrases.get(code))

    def source(self, page: Page, statement: Statement) -> list[Part]:
        """A statement's source: the name, or the unnamed as the text describes them."""
        if not _spoken(statement):
            return [words("the author")]
        if statement.source_actors and (
            statement.source_kind in ("named", "titled") or self._plain(page, statement)
        ):
            return self.actors(page, statement.source_actors, statement.source)
        if statement.source:
            return [self.quoted(page, statement.source)]
        return self.actors(page, statement.source_actors)

    def _plain(self, page: Page, statement: Statement) -> bool:
        """Whether the source's words are a bare name or only point at it, so that the name reads better."""
        words = [word for span in statement.source for word in page.text(span).split()]
        known = any(actor.partition(".")[0] != UNKNOWN for actor in statement.source_actors)
        found = [m for span in statement.source for m in page.mentions(span)]
        named = any(m.how == "name" for m in found)
        if len(words) == 1 and known and not named and statement.source_kind == "anonymous":
            return True  # "he", "they"
        if len(found) != 1 or found[0].actor not in statement.source_actors:
            return False
        text = "".join(page.text(span) for span in statement.source)
        whole = page.text(found[0].span).strip() == text.strip()
        return whole and found[0].how in ("name", "metonym", "pronoun")

    def cue(self, page: Page, statement: Statement) -> list[Part]:
        """The word by which something was said, where it is more than "said": “ruled out”, “warned”."""
        if not statement.cue:
            return []
        told = self.quoted(page, statement.cue)
        plain = self.phrases.get("plain", "").split("|")
        last = told.text.strip("“”").split()[-1:]
        if not last or last[0].lower() in plain:
            return []  # nothing, too, where the cue is a sign ("SEOUL: …")
        return [words(", "), told]

    def credit(self, statement: Statement) -> list[Part]:
        """The outlet that carried a statement, and when."""
        if not statement.outlet:
            return []
        parts = [words(" ("), Part("name", statement.outlet)]
        if statement.outlet_date:
            parts += [words(", "), date(statement.outlet_date, said(statement.outlet_date))]
        return [*parts, words(")")]

    def statement(self, page: Page, entry: Entry[Statement]) -> Line:
        """A statement: who, through whom, when, and the words."""
        record = entry.record
        when = record.date or record.outlet_date
        kind = self.phrases.get(record.source_kind, "")
        parts = self.source(page, record)
        if kind and kind not in parts[0].text.lower():
            parts.append(words(f" [{kind}]"))
        parts += self.credit(record)
        parts += self.cue(page, record)
        parts += [words(": "), self.quoted(page, record.content)]
        evidence = page.evidence([*record.source, *record.cue, *record.content], record.source_actors)
        weight = {"named": 3.0, "titled": 3.0, "anonymous": 2.5, "collective": 2.0, "document": 2.0}
        same = "" if record.date else "".join(part.text for part in parts)
        if record.date:
            parts = [date(record.date, said(record.date)), words(": "), *parts]
        elif not record.outlet_date:
            parts = [*self.reported(page), *parts]
        rank = weight.get(record.source_kind, 1.0) + bool(when)
        return Line(tuple(parts), evidence, (entry.id,), rank, same)

    def explanation(self, page: Page, entry: Entry[Explanation]) -> Line:
        """A motive, a cause, a consequence or a doubt, and whose it is."""
        record = entry.record
        holder = next(page.chain(record.statement), None)
        firm = self.phrases.get(record.factuality, "")
        kind = self.phrases[record.kind]
        lead = kind
        if firm and record.kind != "doubt":
            lead = f"{kind} ({firm})" if " " in firm else f"{firm} {kind}"
        parts: list[Part] = [words(lead[:1].upper() + lead[1:] + ", "), *self._holder(page, holder)]
        parts.append(words(": "))
        if record.of:
            parts.append(self.quoted(page, record.of))
        elif record.marker and not record.by:
            parts.append(self.quoted(page, record.marker))
        if record.by:
            parts += [words(" — "), self.quoted(page, [*record.marker, *record.by])]
        elif record.of and record.marker:
            parts += [words(" — "), self.quoted(page, record.marker)]
        spans = [*record.marker, *record.of, *record.by]
        if holder is not None:
            spans += [*holder.record.source, *holder.record.cue]
        evidence = page.evidence(spans, holder.record.source_actors if holder else ())
        return Line(tuple(parts), evidence, (entry.id,))

    def _holder(self, page: Page, holder: Entry[Statement] | None) -> list[Part]:
        if holder is None:
            return [words("by the author")]
        return [words("by "), *self.source(page, holder.record)]

    def holder(self, page: Page, statement: str | None) -> list[Part]:
        """On whose word something stands: the statement's source, or the author."""
        return self._holder(page, next(page.chain(statement), None))

    def likelihood(self, low_high: tuple[float, float] | None) -> list[Part]:
        """A likelihood range as `` (20–45 %)``; nothing where the text gives none."""
        return [words(" ("), number(shown(low_high)), words(")")] if low_high else []


def _spoken(statement: Statement) -> bool:
    """Whether somebody other than the author says it."""
    return statement.source_kind != "author" and bool(statement.source or statement.source_actors)


def _close(page: Page, spans: Iterable[Span]) -> list[Span]:
    """Spans in text order; those with nothing but a sign or a space between are run together."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and not any(c.isalnum() for c in page.text((found[-1][1], max(start, found[-1][1])))):
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def shown(low_high: tuple[float, float]) -> str:
    """A range of likelihood as briefs show it."""
    low, high = (round(100 * value) for value in low_high)
    return f"{low}–{high} %"


def clip(text: str) -> str:
    """A text cut between words where it is longer than a line of a brief should be; the cut is marked."""
    if len(text) <= _CLIP:
        return text
    cut = text.rfind(" ", 0, _CLIP)
    return text[: cut if cut > 0 else _CLIP].rstrip(" ,;:-–") + " …"


def _weight(event: Event) -> float:
    firm = {"CT+": 1.0, "PR+": 0.7, "PS+": 0.4}.get(event.factuality, 0.3)
    return firm * (0.4 + 0.6 * event.confidence)
