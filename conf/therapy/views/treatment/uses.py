"""What a treatment is used for, as cards: where it is allowed, what happened to people, how sure that is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taxonomy import STANDINGS, Outcome, Status, Study, Use, label, standing, sure, told
from taxonomy import vocabulary as v

from ...blocks import (
    Bar,
    Bars,
    Block,
    Bullets,
    Card,
    Cards,
    Fold,
    LabelRun,
    Run,
    Runs,
    Section,
    Strong,
    Sure,
    fold,
    line,
    p,
    section,
)
from ..glyph import named
from .context import Context, capital, day, listed

TITLE = "What it is used for, and what is proven"
RATIO = "A ratio of 1 means no difference. Below 1, it happened less often than in the comparison; above 1, more often."
FEW = "These were few people, so chance weighs much."
MANY = 8  # uses: more are grouped by area, and folded
TAGS = 3  # places that have a label each
SHOWN = 1  # outcomes in sight; more are folded
TAG = {
    "authorised": "Approved",
    "conditional": "Approved early, on conditions",
    "established_practice": "Long-established practice",
    "investigational": "Only in studies",
    "refused": "Refused",
    "withdrawn": "Approval ended",
    "unproven_marketed": "Sold without proof",
    "refuted": "Shown not to work",
    "superseded": "Replaced by newer treatments",
    "not_authorised": "Not approved",
}
POINTS = {
    "for": ("good", "Speaks for it"),
    "against": ("warning", "Speaks against it"),
    "neither": ("early", "Unclear"),
}


def since(status: Status) -> str:
    """When a status began, or the day on which it was seen."""
    if status.date or not status.as_of:
        return day(status.date)
    return f"seen {'on' if status.as_of.count('-') == 2 else 'in'} {day(status.as_of)}"


def tag(use: Use, status: Status) -> LabelRun:
    """Where a use stands in one place, with its own date."""
    when = since(status)
    place = v.JURISDICTION[status.jurisdiction]
    told = f", {when}" if status.date else f" ({when})" if when else ""
    return LabelRun(label(use, status).tone, f"{TAG[status.state]}: {place}{told}")


def tags(use: Use) -> list[Run]:
    """Where a use stands: a label for each place, or for the first ones and one for all that stand alike."""
    found: list[Run] = [tag(use, each) for each in use.status[:TAGS]]
    if len(use.status) <= TAGS:
        return found
    alike: dict[tuple[str, str], list[str]] = {}
    for each in use.status[TAGS - 1 :]:
        alike.setdefault((label(use, each).tone, each.state), []).append(v.JURISDICTION[each.jurisdiction])
    more = [LabelRun(tone, f"{TAG[state]}: {listed(places)}") for (tone, state), places in alike.items()]
    return [*found[: TAGS - 1], *more]


def bars(page: Context, outcome: Outcome) -> Bars:
    """An outcome as numbers of people, with a bar each."""
    made = told(outcome)
    rows = [
        Bar(each.name, each.percent, each.figure, f"({', '.join(filter(None, (each.counted, each.interval)))})")
        for each in made.groups
    ]
    few = f" {FEW}" if made.few else ""
    alone = "" if len(rows) > 1 else " Nobody was compared with them."
    return Bars(made.question, rows, line(f"{capital(made.who)}.{alone}{few}", *page.cite(outcome.sources)))


class Uses:
    """Makes the cards of a page's uses.

    Attributes:
        page: the page.
        number: how many cards there are, for their anchors.
    """

    def __init__(self, page: Context) -> None:
        self.page, self.number = page, 0

    def section(self) -> Section:
        """All uses, by how they stand; of many, by area of medicine."""
        uses = self.page.type.uses
        if not uses:
            return section("used-for", TITLE, *self.of_a_group())
        groups: Iterator[Block] = self.by_area(uses) if len(uses) > MANY else self.by_standing(uses)
        examples = [] if self.page.type.uses_complete else [p("Examples of uses. There may be others.")]
        return section("used-for", TITLE, *examples, *groups, *self.complete())

    def complete(self) -> Iterator[Block]:
        """That these are all uses, if they are."""
        complete = self.page.type.uses_complete
        if complete is not None:
            told = f"These are all uses that the labels of its medicines name, as of {day(complete.as_of)}."
            yield p(told, *self.page.cite(complete.sources))

    def of_a_group(self) -> list[Block]:
        """Where to look if no use stands here: at the kinds, each of which has its own."""
        kinds = self.page.taxonomy.children(self.page.type)
        if not kinds:
            return [p("We have checked no use of it yet. Ask your doctor whether it is approved for your illness.")]
        return [
            p("This is a group of treatments. What is proven differs from one to the next, so look at yours:"),
            Bullets([named(self.page.taxonomy, each) for each in kinds]),
        ]

    def by_standing(self, uses: tuple[Use, ...]) -> Iterator[Section]:
        """A group for each way in which a use can stand."""
        for key, title in STANDINGS.items():
            some = [self.card(use) for use in uses if standing(use) == key]
            if some:
                yield section(f"uses-{key.replace('_', '-')}", title, Cards(some, level=4))

    def by_area(self, uses: tuple[Use, ...]) -> Iterator[Block]:
        """A group for each area of medicine: its best use, and the others folded."""
        order = list(STANDINGS)
        areas = {use.area for use in uses}
        for area, title in v.AREA.items():
            found = sorted(
                (use for use in uses if use.area == area),
                key=lambda use: (order.index(standing(use)), not use.outcomes),
            )
            if not found:
                continue
            first, *more = found
            shown: list[Block] = [Cards([self.card(first)], level=4 if len(areas) > 1 else 3)]
            shown += [self.folded(area, more)] if more else []
            if len(areas) > 1:
                yield section(f"uses-{area}", capital(title), *shown)
            else:
                yield from shown

    def folded(self, area: str, uses: list[Use]) -> Fold:
        """Further uses in one area, each with how it stands."""
        names = listed((self.page.illness(use.illnesses[0]) for use in uses), most=4)
        count = f"{len(uses)} more {'use' if len(uses) == 1 else 'uses'}"
        inner: list[Block] = []
        for key, title in STANDINGS.items():
            some = [self.card(use) for use in uses if standing(use) == key]
            if some:
                inner += [p(Strong(title)), Cards(some, level=4)]
        return fold(f"more-uses-{area}", count, names, *inner)

    def card(self, use: Use) -> Card:
        """One use."""
        self.number += 1
        blocks: list[Block] = []
        when = ", ".join(filter(None, (use.age, use.line)))
        if when:
            blocks.append(p(f"For: {when}."))
        blocks.append(p(use.sentence, *self.page.cite(use.sources)))
        if re.search(r"(risk|hazard|odds) ratio", use.sentence):
            blocks.append(p(RATIO))
        found = sure(use)
        blocks.append(p(Sure(found.dots, found.words + ".")))
        drawn = [bars(self.page, each) for each in use.outcomes]
        blocks += drawn[:SHOWN]
        blocks.append(self.details(use, drawn[SHOWN:]))
        return Card(line(use.indication), tags(use), blocks, f"use-{self.number}")

    def details(self, use: Use, more: list[Bars]) -> Fold:
        """Where it is allowed and since when, the studies, and further outcomes."""
        places = Bullets([self.status(use, each) for each in use.status])
        studies = [self.study(each) for each in use.evidence]
        found: list[Block] = [p(Strong("Where it stands")), places]
        if studies:
            found += [p(Strong("Guidelines, reviews and trials")), Bullets(studies)]
        how = f"How we rate this: {v.CERTAINTY[use.certainty]}. Result: {v.DIRECTION[use.direction]}."
        if use.searched:
            how = f"{capital(v.CERTAINTY[use.certainty])} (searched {day(use.searched)})."
        title = "Places, dates and studies" if studies else "Places and dates"
        note = listed([f"{len(places.items)} {'place' if len(places.items) == 1 else 'places'}", *counted(studies)])
        return fold(f"use-{self.number}-details", title, note, *found, p(how), *more)

    def status(self, use: Use, status: Status) -> Runs:
        found = label(use, status)
        when = since(status)
        parts = [f", {when}" if when else ""]
        named = [self.page.taxonomy.products[id].name for id in status.products if id in self.page.taxonomy.products]
        if named:
            parts.append(f". Medicines: {listed(named)}")
        parts.append(f". {status.note}" if status.note else ".")
        place = v.JURISDICTION[status.jurisdiction]
        return line(f"{place}: ", LabelRun(found.tone, found.words), "".join(parts), *self.page.cite(status.sources))

    def study(self, study: Study) -> Runs:
        people = f", {int(study.people):,} people" if study.people else ""
        against = f", compared with {study.comparator}" if study.comparator else ""
        made = f" {capital(v.DESIGN[study.design])}{people}{against}. "
        cited = self.page.cite(study.sources)
        return line(
            Strong(f"{study.name}, {study.year}."), made, study.text, " ", LabelRun(*POINTS[study.result]), *cited
        )


def counted(studies: list[Runs]) -> list[str]:
    """How many studies are listed, in words."""
    return (
        [f"{len(studies)} {'study or guideline' if len(studies) == 1 else 'studies and guidelines'}"] if studies else []
    )
