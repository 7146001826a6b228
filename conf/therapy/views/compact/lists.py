"""Questions, illnesses and places of help in short, an entry each, for a book in which one looks them up."""

from __future__ import annotations

from collections.abc import Iterator

from taxonomy import STANDINGS, Country, Illness, Question, Taxonomy, cited_keys
from taxonomy import vocabulary as v

from ...blocks import Block, Ref, Run, Runs, SourceRef, Strong, Text, Url, joined, p
from ..glyph import glyph
from ..treatment.context import day

SOURCES = 2  # that are named behind an answer
OF_A_GROUP = 3  # treatments that are named for an illness


def answered(t: Taxonomy, question: Question) -> list[Block]:
    """The short answer of a question, and who says so."""
    named = {t.sources[key].short: key for key in cited_keys(question.sources) if key in t.sources}
    cited = [SourceRef(key, short) for short, key in list(named.items())[:SOURCES]]
    nothing = f" We searched on {day(question.not_found)} and found no source that answers it."
    return [p(question.answer, nothing if question.not_found else "", *cited)]


def used_for(t: Taxonomy, illness: Illness) -> list[Block]:
    """What an illness is, and the treatments for it by what is proven."""
    found: list[Block] = [p(illness.sentence)]
    if illness.nothing_proven:
        told = illness.nothing_proven
        found.append(p(Strong(f"As of {day(told.as_of)}: "), told.text))
    groups = t.by_illness.uses(illness.id)
    items: list[Runs] = []
    for key, title in STANDINGS.items():
        types = list(dict.fromkeys(each.type for each in groups.get(key, ())))
        if types:
            named: list[Runs] = [
                [glyph(t.classify(each)), Ref("type", each.id, each.name)] for each in types[:OF_A_GROUP]
            ]
            more = f" and {len(types) - OF_A_GROUP} more" if len(types) > OF_A_GROUP else ""
            items.append([Strong(f"{title}: "), *joined(named), Text(f"{more}.")])
    return [*found, p(*joined(items, " "))] if items else found


def helped(country: Country) -> Iterator[Block]:
    """Where to get help in a country, with addresses that one can read."""
    for kind, words in v.HELP.items():
        for each in country.links:
            if each.kind == kind:
                shown = each.url.removeprefix("https://").rstrip("/")
                name: list[Run | str] = [Strong(f"{each.name}. "), f"{each.text} ", Url(each.url, shown)]
                yield p(f"{words.capitalize()}: ", *name)
    yield p(f"Addresses checked on {day(country.reviewed)}.")
