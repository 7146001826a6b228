"""What every part of a treatment's page needs: its record, and sources that are numbered as they are cited."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from taxonomy import Citation, Claim, Source, Taxonomy, Type, press_alone
from taxonomy import vocabulary as v

from ...blocks import Cite, Emphasis, LabelRun, Paragraph, Runs, SourceRef, Text, Url, line, p
from ...blocks import Source as Entry

ALL_SOURCES = "the list of all sources"
#: First words of names that are names of persons and places, or of a genus: they stay large in a sentence.
NAMES = re.compile(
    "(Burkitt|Castleman|Clostridioides|Duchenne|Ebola|Ewing|Fanconi|Goodpasture|Hib|Hodgkin|Hunter|Hurler|Japanese|Kaposi|"
    "Kawasaki|Krabbe|Leber|Lyme|Merkel|Pseudomonas|Sanfilippo|Waldenström|Wilms)\\b"
)
SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-Z“])")


class Citations:
    """Numbers the sources of one page as they are cited.

    Attributes:
        cited: the number of each source, in the order in which they were cited.
        quoted: the places in a source that were cited.
    """

    def __init__(self, taxonomy: Taxonomy, sources: dict[str, Source]) -> None:
        self.taxonomy, self.sources = taxonomy, sources
        self.cited: dict[str, int] = {}
        self.quoted: dict[str, list[str]] = {}

    def cite(self, citations: Iterable[str]) -> Runs:
        """Numbered references to the page's source list."""
        found: Runs = []
        all_cited = list(dict.fromkeys(citations))
        for citation in all_cited:
            key, place = Citation.parse(citation)
            if key not in self.sources:  # a rule's source, in a data folder that is not the reference's
                continue
            number = self.cited.setdefault(key, len(self.cited) + 1)
            if place and place not in self.quoted.setdefault(key, []):
                self.quoted[key].append(place)
            if Cite(key, number) not in found:
                found.append(Cite(key, number))
        return [*found, *on_press_alone(all_cited, self.sources)]

    def entries(self) -> list[Entry]:
        """The page's list of sources."""
        return [source(self.sources[key], number, self.quoted.get(key, [])) for key, number in self.cited.items()]


class Context(Citations):
    """The record of the page of a treatment."""

    def __init__(self, taxonomy: Taxonomy, type_: Type, sources: dict[str, Source]) -> None:
        super().__init__(taxonomy, sources)
        self.type = type_

    def illness(self, id: str) -> str:
        """The name of an illness, as it stands within a sentence."""
        known = self.taxonomy.illnesses
        return within(known[id].name) if id in known else id


def on_press_alone(citations: Iterable[str], sources: Mapping[str, Source]) -> Runs:
    """What marks a fact for which nothing better than news was found; nothing for all others."""
    return [Text(" (known from news or company reports alone)")] if press_alone(citations, sources) else []


def source(of: Source, number: int, places: Iterable[str], *, how_read: bool = False) -> Entry:
    """One entry of a page's list of sources; how it was read stands in the list of all sources."""
    who = f"{of.author}. " if of.author else ""
    when = f" ({of.year})" if of.year else ""
    where = f" {of.where}." if of.where not in ("", of.author) else ""
    found = "; ".join(places)
    told = (f" {capital(found)}." if found else "") + (f" {of.note}" if of.note and how_read else "")
    title = Url(of.url, of.title) if of.url else of.title
    return Entry(number, of.key, line(who, title, f"{when}.{where}", told))


def told_in_full(entries: Sequence[Entry]) -> list[Paragraph]:
    """Where the rest is told of a page's sources."""
    if not entries:
        return []
    return [
        p("How each of them was read, and which we know only from others: ", SourceRef(entries[0].key, ALL_SOURCES))
    ]


def first_sentence(text: str) -> str:
    """The first sentence of a text."""
    return SENTENCE_ENDS.split(text, maxsplit=1)[0]


def capital(words: str) -> str:
    """Words that begin a sentence."""
    return words[:1].upper() + words[1:]


def within(words: str) -> str:
    """A name within a sentence: small, if its first word is a word and no abbreviation or name of a person."""
    first = words.split(" ", 1)[0]
    word = first[1:].islower() and not re.search(r"^.-|[’']s\b", first) and not NAMES.match(first)
    return words[0].lower() + words[1:] if word else words


def day(text: str) -> str:
    """A day, month or year in words: 18 October 2017."""
    match text.split("-"):
        case [year, month, day]:
            return f"{int(day)} {date(int(year), int(month), 1):%B} {year}"
        case [year, month]:
            return f"{date(int(year), int(month), 1):%B} {year}"
    return text


def listed(words: Iterable[str], most: int = 99) -> str:
    """Words in a row with "and" before the last; of many, how many more there are."""
    some = list(dict.fromkeys(words))
    if len(some) > most:
        some = [*some[:most], f"{len(some) - most} more"]
    return some[0] if len(some) == 1 else ", ".join(some[:-1]) + " and " + some[-1] if some else ""


def quoted(claim: Claim) -> Runs:
    """What is said, and how that stands up."""
    return line(Emphasis(f"“{claim.said}”"), " ", LabelRun(claim.verdict, v.VERDICT[claim.verdict]))
