"""What a treatment is used for, as cards: where it is allowed, what happened to people, how sure that is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from taxonomy import STANDINGS, Outcome, Status, Study, Type, Use, label, standing, sure, told
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
    Paragraph,
    Ref,
    Runs,
    Section,
    Strong,
    fold,
    joined,
    line,
    p,
    section,
)
from ..glyph import named
from ..phrases import many, surely
from .context import Context, capital, day, listed

TITLE = "Uses, and what is proven"
RATIO = "A ratio of 1 means no difference. Below 1, it happened less often than in the comparison; above 1, more often."
FEW = "These were few people, so chance weighs much."
MANY = 8  # uses: of more, only the first lies open, and the others are folded by area of medicine
DETAILED = 30  # uses: of more, the folded ones are told in short
OPEN = 3  # cards that lie open
PLACES = 5  # that a label names
LICENSED = ("authorised", "conditional")
DECIDED = (*LICENSED, "refused", "withdrawn")  # on a day
SHOWN = 1  # outcomes in sight; more are folded
NAMED = 5  # illnesses of folded uses
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
#: What another page tells of a use, by its kind.
LEFT_TO = {
    "type": "For whom, what happened, where and since when: ",
    "illness": "Its numbers, places, dates and studies: ",
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


def tags(use: Use) -> list[LabelRun]:
    """Where a use stands: a label for all places that stand alike, each with the year of the decision."""
    alike: dict[tuple[str, str], list[str]] = {}
    for each in use.status:
        year = f" {each.date[:4]}" if each.date and each.state in DECIDED else ""
        alike.setdefault((label(use, each).tone, each.state), []).append(f"{v.JURISDICTION[each.jurisdiction]}{year}")
    return [LabelRun(tone, f"{TAG[state]}: {listed(places, PLACES)}") for (tone, state), places in alike.items()]


def importance(use: Use) -> tuple[int, int, bool]:
    """What comes first: the best proven, the surest, and of these what is told in numbers."""
    return list(STANDINGS).index(standing(use)), -sure(use).dots, not use.outcomes


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
        """The first uses by how they stand, as cards; the others folded, by area of medicine if there are many."""
        uses = sorted(self.page.type.uses, key=importance)
        if not uses:
            return section("used-for", TITLE, *self.of_a_group())
        many = len(uses) > MANY
        if many:
            uses.sort(key=self.by_medicines())
        number = 1 if many else len(uses) if len(uses) <= OPEN + 1 else OPEN
        shown, more = uses[:number], uses[number:]
        groups: list[Block] = [Cards([self.card(use) for use in shown])] if many else list(self.by_standing(shown))
        groups += self.by_area(more) if many else [self.folded("others", more)] if more else []
        examples = [] if self.page.type.uses_complete else [p("Examples of uses. There may be others.")]
        return section("used-for", TITLE, *examples, *groups, *self.complete())

    def by_medicines(self) -> Callable[[Use], tuple[int, int, int]]:
        """An order for many uses: of what is equally proven first the illness for which most medicines are licensed."""
        licensed: dict[str, set[str]] = {}
        taxonomy, type_ = self.page.taxonomy, self.page.type
        for use in (use for id in {type_.id, *taxonomy.descendants(type_)} for use in taxonomy[id].uses):
            names = {id for each in use.status if each.state in LICENSED for id in each.products}
            for id in use.illnesses:
                licensed.setdefault(id, set()).update(names)

        def order(use: Use) -> tuple[int, int, int]:
            return *importance(use)[:2], -max((len(licensed[id]) for id in use.illnesses), default=0)

        return order

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

    def by_standing(self, uses: list[Use]) -> Iterator[Section]:
        """A group for each way in which a use can stand."""
        for key, title in STANDINGS.items():
            some = [self.card(use) for use in uses if standing(use) == key]
            if some:
                yield section(f"uses-{key.replace('_', '-')}", title, Cards(some, level=4))

    def by_area(self, uses: list[Use]) -> Iterator[Fold]:
        """Further uses, folded by area of medicine."""
        for area, title in v.AREA.items():
            some = [use for use in uses if use.area == area]
            if some:
                yield self.folded(area, some, capital(title) if len({use.area for use in uses}) > 1 else "")

    def folded(self, key: str, uses: list[Use], area: str = "") -> Fold:
        """Further uses by how they stand, each behind its name."""
        names = listed((self.page.illness(use.illnesses[0]) for use in uses if use.illnesses), most=NAMED)
        count = many(len(uses), "more use")
        inner: list[Block] = []
        for standing_, title in STANDINGS.items():
            some = [self.behind_its_name(use) for use in uses if standing(use) == standing_]
            if some:
                inner += [p(Strong(title)), *some]
        return fold(f"more-uses-{key}", f"{area}: {count}" if area else count, names, *inner)

    def behind_its_name(self, use: Use) -> Fold:
        """One use, closed: what it is for, and where it is allowed; what a kind of the treatment tells stands there."""
        labels = tags(use)
        card = self.card(use, self.elsewhere(use))
        told = joined([[each] for each in labels], by=" ")
        return fold(card.id, use.indication, "; ".join(each.words for each in labels), Paragraph(told), *card.blocks)

    def elsewhere(self, use: Use) -> Ref | None:
        """The page that tells of a folded use in full: of a kind of the treatment, or of the illness if uses are many."""
        taxonomy = self.page.taxonomy
        kinds = [id for id in sorted(taxonomy.descendants(self.page.type)) if use in taxonomy[id].uses]
        kind = next((taxonomy[id] for id in kinds if taxonomy.descendants(id).isdisjoint(kinds)), None)
        if kind is not None and not in_short(kind):
            return Ref("type", kind.id, kind.name)
        if use.illnesses and (kind is not None or in_short(self.page.type)):
            return Ref("illness", use.illnesses[0], taxonomy.illnesses[use.illnesses[0]].name)
        return None

    def card(self, use: Use, elsewhere: Ref | None = None) -> Card:
        """One use, or as much of it as another page does not tell: a kind's page tells all, an illness's all in numbers."""
        self.number += 1
        blocks: list[Block] = [p(surely(use))]
        if elsewhere is None or elsewhere.kind == "illness":
            blocks[:0] = self.sentences(use)
        if elsewhere is None:
            drawn = [bars(self.page, each) for each in use.outcomes]
            blocks += [*drawn[:SHOWN], self.details(use, drawn[SHOWN:])]
        else:
            blocks.append(p(LEFT_TO[elsewhere.kind], elsewhere))
        return Card(line(use.indication), list(tags(use)), blocks, f"use-{self.number}")

    def sentences(self, use: Use) -> Iterator[Block]:
        """For whom it is, and what is known."""
        when = ", ".join(filter(None, (use.age, use.line)))
        if when:
            yield p(f"For: {when}.")
        yield p(use.sentence, *self.page.cite(use.sources))
        if re.search(r"(risk|hazard|odds) ratio", use.sentence):
            yield p(RATIO)

    def details(self, use: Use, more: list[Bars]) -> Fold:
        """Where it is allowed and since when, the studies, and further outcomes."""
        places = Bullets([self.status(use, each) for each in use.status])
        title = "Places, dates and studies" if use.evidence else "Places and dates"
        note = listed([many(len(places.items), "place"), *counted(use.evidence)])
        told = self.studies(use)
        return fold(f"use-{self.number}-details", title, note, p(Strong("Where it stands")), places, *told, *more)

    def studies(self, use: Use) -> list[Block]:
        """The studies of a use, and how it is rated."""
        how = f"How we rate this: {v.CERTAINTY[use.certainty]}. Result: {v.DIRECTION[use.direction]}."
        if use.searched:
            how = f"{capital(v.CERTAINTY[use.certainty])} (searched {day(use.searched)})."
        if not use.evidence:
            return [p(how)]
        items = [self.study(each) for each in use.evidence]
        return [p(Strong("Guidelines, reviews and trials")), Bullets(items), p(how)]

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


def in_short(type_: Type) -> bool:
    """Whether a treatment has so many uses that the pages of the illnesses tell of most: a page is for one reading."""
    return len(type_.uses) > DETAILED


def counted(studies: Sequence[Study]) -> list[str]:
    """How many studies are listed, in words."""
    return [many(len(studies), "study or guideline", "studies and guidelines")] if studies else []
