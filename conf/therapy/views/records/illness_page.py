"""The page of an illness: what is used for it, by how it stands, from the data alone."""

from __future__ import annotations

from collections import Counter

from taxonomy import STANDINGS, Illness, Taxonomy, Type, Use, UseFor, label, sure
from taxonomy import vocabulary as v

from ...blocks import (
    KINDS,
    Block,
    Bullets,
    Card,
    Cards,
    LabelRun,
    Paragraph,
    Ref,
    Runs,
    Section,
    Strong,
    Text,
    fold,
    joined,
    line,
    note,
    p,
    section,
)
from ...tracking import Content, Reference, pick
from ..glyph import zone
from ..phrases import many, surely
from ..treatment.context import day
from ..treatment.uses import Uses, bars, in_short
from .citing import MANY, Citing, kept, stands, whom

#: The tone of each group, for its number.
TONES = {
    "helps": "good", "less": "early", "not_read": "good", "studies": "testing", "sold": "warning",
    "no_better": "early", "fails": "ended", "ended": "ended",
}  # fmt: skip
WHAT_IT_MEANS = {
    "helps": "It is allowed or long in use, and good studies point to a benefit.",
    "less": "It is allowed somewhere, but studies do not settle how well it works, or they are weak.",
    "not_read": "A regulator allows it; here nobody has read its studies yet.",
    "studies": "Nobody may sell it for this; it is given in trials.",
    "sold": "It is offered for money without approval and without good evidence.",
    "no_better": "It is allowed or in use, but studies found it no better than what it was compared with, or worse.",
    "fails": "Good studies found no benefit, or harm.",
    "ended": "It is not approved there, or a regulator said no, or the approval ended, or newer treatments took its place.",
}
NOTHING_HERE = "This reference has no use of a cell treatment or immunotherapy for it yet."
COMPARED = ("helps", "less", "not_read", "no_better", "sold", "studies")  # from which two are offered to compare
SHOWN = 5  # treatments of a group that lie open; six, where only one more would be folded
FEW = 5  # narrower illnesses that lie open
OFTEN = 4  # treatments of narrower illnesses that are named where those are folded
TITLES = {"any": "Nothing of this kind is proven", "cells": "No cell treatment is proven"}


class IllnessPage(Citing):
    """Collects the blocks of one illness's page."""

    def __init__(self, taxonomy: Taxonomy, illness: Illness) -> None:
        super().__init__(taxonomy)
        self.record = illness
        self.touched.add(("illness", illness.id))
        self.kinds = taxonomy.by_illness.narrower(illness.id)
        self.groups = {name: self.special(some) for name, some in taxonomy.by_illness.uses(illness.id).items()}
        self.asked_here = [each for each in taxonomy.questions.values() if illness.id in each.illnesses]

    def special(self, some: list[UseFor]) -> list[UseFor]:
        """The uses, the surest first, then first treatments, then those of treatments for few other illnesses.

        Left out is a use of which a special kind of the same treatment tells in the same words.
        """
        told: dict[tuple[str, str, tuple[str, ...]], set[str]] = {}
        for each in some:
            key = (each.use.indication, each.use.sentence, each.named)
            told.setdefault(key, set()).update(self.taxonomy.ancestors(each.type))
        kept = [each for each in some if each.type.id not in told[each.use.indication, each.use.sentence, each.named]]
        above = {id for each in kept for id in self.taxonomy.ancestors(each.type)}

        def order(each: UseFor) -> tuple[int, bool, bool, int]:
            served = {id for use in each.type.uses for id in use.illnesses}
            later = not each.use.line.startswith("first treatment")
            return -sure(each.use).dots, each.type.id in above, later, len(served)

        return sorted(kept, key=order)

    def blocks(self) -> list[Block]:
        """The whole page below its title."""
        return kept(
            *self.names(),
            self.nothing_proven(),
            *self.overview(),
            self.doors(),
            *(self.group(name, some) for name, some in self.groups.items()),
            self.not_the_same(),
            self.questions(),
            self.medicines(),
            self.identifiers(self.record.mappings),
            self.source_list(self.record.sources, self.record.reviewed),
        )

    def names(self) -> list[Block]:
        """What it is, what else it is called, and what it belongs to."""
        record = self.record
        found: list[Block] = [p(record.sentence)]
        if record.synonyms:
            found.append(p(Strong("Also called: "), f"{', '.join(record.synonyms)}."))
        wider = joined(line(self.illness(id)) for id in record.wider)
        if wider:
            found.append(p(Strong("A kind of: "), *wider, "."))
        if len(self.kinds) > MANY:
            kinds = [line(self.illness(each.id), self.counted(each)) for each in self.kinds]
            found.append(fold("kinds", "Which kind?", f"{len(kinds)}", Bullets(kinds)))
        elif self.kinds:
            doors = [line(Ref("illness", each.id, f"{each.name}{self.counted(each)}")) for each in self.kinds]
            self.touched |= {("illness", each.id) for each in self.kinds}
            found += [p(Strong("Which kind? "), "What is proven differs from one to the next."), Bullets(doors, KINDS)]
        return found

    def counted(self, kind: Illness) -> str:
        """How many treatments this reference has for a kind of the illness."""
        uses = self.taxonomy.by_illness.uses(kind.id)
        treatments = {each.type.id for some in uses.values() for each in some}
        return f": {many(len(treatments), 'treatment')}" if treatments else ""

    def nothing_proven(self) -> Block | None:
        found = self.record.nothing_proven
        if found is None:
            return None
        told = p(Strong(f"As of {day(found.as_of)}: "), found.text, *self.cite(found.sources))
        return note("warning", TITLES[found.of], told)

    def overview(self) -> list[Block]:
        """How many uses there are, and how many of them stand how: each number leads to them."""
        count = sum(map(len, self.groups.values()))
        if not count:
            return [p(NOTHING_HERE)]
        treatments = len({each.type.id for some in self.groups.values() for each in some})
        told = p(
            f"In this reference: {many(count, 'use')} of {many(treatments, 'treatment')} for it, sorted by what is proven."
        )
        jumps = [
            line(LabelRun(TONES[name], f"{len(some)}"), " ", Ref("here", slug(name), STANDINGS[name]))
            for name, some in self.groups.items()
        ]
        return [told, Bullets(jumps, look="jumps")] if len(jumps) > 1 else [told]

    def doors(self) -> Bullets:
        """What one wants to do next."""
        found = []
        two = self.comparable()[:2]
        if len(two) > 1:
            first, second = two
            words = f"Compare: {first.name} or {second.name}?"
            found.append(line(Ref("page", f"compare/any?a={first.id}&b={second.id}", words)))
        if self.asked_here:
            asked = f"{many(len(self.asked_here), 'question')} that people ask"
            found.append(line(Ref("here", "questions", asked)))
        if "sold" in self.groups:
            found.append(line(Ref("page", "learn/unproven-stem-cell-offers", "Check an offer that you got")))
        found.append(line(Ref("page", "help", "Find help, a trial or a register")))
        return Bullets(found, look="doors")

    def comparable(self) -> list[Type]:
        """The treatments that people choose between: first what is one of the two words, then what is used.

        Of an illness that has kinds those that are shown to help in some are taken, first those that serve most kinds.
        If all that serves the illness itself is neither, those of the narrower illness with most uses are taken,
        first the kind of most medicines.
        """
        some = [each for name in COMPARED for each in self.groups.get(name, ())]
        proven = [each.type.id for each in self.groups.get("helps", ()) if not self.neither(each.type)]
        serving = [each for each in self.often(some) if each.id in proven] if self.kinds else []
        if len(serving) > 1:
            return serving
        counted = Counter(each.named for each in some if not self.neither(each.type))
        own = (self.record.id,)
        meant = own if own in counted or not counted else counted.most_common(1)[0][0]
        types = {each.type.id: each.type for each in some if each.named == meant}

        def order(type_: Type) -> tuple[bool, int]:
            return self.neither(type_), 0 if meant == own else -len(self.taxonomy.products_of(type_))

        return sorted(types.values(), key=order)

    def neither(self, type_: Type) -> bool:
        return zone(self.taxonomy.classify(type_)) == "neither"

    def group(self, name: str, some: list[UseFor]) -> Section:
        """The uses that stand alike: those of this illness as a list, then those of narrower ones."""
        own = [each for each in some if each.named == (self.record.id,)]
        others = [each for each in some if each.named != (self.record.id,)]
        self.touched |= {("type", each.type.id) for each in some}
        blocks: list[Block] = [p(LabelRun(TONES[name], f"{len(some)}"), f" {WHAT_IT_MEANS[name]}")]
        cards = self.cards(name, own)
        shown = SHOWN if len(cards) > SHOWN + 1 else len(cards)  # nobody opens a list for one
        items = self.narrower(others)
        if own and len(items) > FEW:
            blocks.append(p(Strong("For kinds of it: "), *joined(map(self.treatment, self.often(others)[:OFTEN])), "; ",
                            Ref("here", f"{slug(name)}-narrower", "all by name"), "."))  # fmt: skip
        if cards:
            blocks.append(Cards(cards[:shown], look="listing"))
        if more := cards[shown:]:
            blocks.append(fold(f"{slug(name)}-more", "More treatments", f"{len(more)}", Cards(more, look="listing")))
        if items:
            heading = "For narrower illnesses" if own else "For narrower illnesses, by name"
            if len(items) > FEW:
                blocks.append(fold(f"{slug(name)}-narrower", heading, f"{len(items)}", Bullets(items)))
            else:
                blocks += [p(Strong(f"{heading}:")), Bullets(items)]
        return section(slug(name), STANDINGS[name], *blocks)

    def often(self, some: list[UseFor]) -> list[Type]:
        """The treatments, first those that serve most of the narrower illnesses: of the two words before others, and no wider kind."""
        types = {each.type.id: each.type for each in some}
        above = {id for each in types.values() for id in self.taxonomy.ancestors(each)}
        served: dict[str, set[str]] = {}
        for each in some:
            served.setdefault(each.type.id, set()).update(each.named)
        ids = sorted(types.keys() - above, key=lambda key: (self.neither(types[key]), -len(served[key]), key))
        return [types[key] for key in ids]

    def narrower(self, some: list[UseFor]) -> list[Runs]:
        """The treatments for each narrower illness, a line an illness."""
        by_name: dict[str, dict[str, UseFor]] = {}
        for each in some:
            for id in each.named:
                by_name.setdefault(id, {}).setdefault(each.type.id, each)
        ids = sorted(by_name, key=lambda key: self.taxonomy.illnesses[key].name.casefold())
        return [
            [self.illness(id), Text(": "), *joined(self.treatment(each.type) for each in by_name[id].values())]
            for id in ids
        ]

    def cards(self, name: str, some: list[UseFor]) -> list[Card]:
        """An entry for each treatment: for whom, what is known, how sure, and where; dates and further uses folded."""
        by_type: dict[str, list[Use]] = {}
        for each in some:
            by_type.setdefault(each.type.id, []).append(each.use)
        found = []
        for id, (first, *others) in by_type.items():
            blocks = [
                *self.told(first),
                p(*stands((label(first, each), v.JURISDICTION[each.jurisdiction]) for each in first.status)),
            ]
            inside = self.dated(id, first)
            places = len({each.jurisdiction for each in first.status})
            studies = ", studies" * in_short(self.taxonomy[id])
            title, counted = f"Since when{studies}, and sources", many(places, "place")
            if others:
                title = f"Since when{studies}, and more uses"
                counted = many(len(others), "more use")
                for use in others:
                    inside += [*self.told(use), *self.dated(id, use)]
            found.append(Card(self.treatment(id), [], [*blocks, fold(f"{slug(name)}-{id}", title, counted, *inside)]))
        return found

    def told(self, use: Use) -> list[Block]:
        """One use: for whom, what is known, and how sure."""
        return [p(Strong(f"{whom(use)}. "), use.sentence, *self.cite(use.sources)), p(surely(use))]

    def dated(self, of: str, use: Use) -> list[Block]:
        """Each label once, with places, dates, remarks and sources; numbers and studies, if they stand here alone."""
        found: list[Block] = [*map(Paragraph, self.places(use.status, lambda status: label(use, status)))]
        context = self.context(self.taxonomy[of])
        if in_short(context.type):
            found += [*(bars(context, each) for each in use.outcomes), *Uses(context).studies(use)]
        return found

    def not_the_same(self) -> Section | None:
        items = []
        for each in self.record.not_same_as:
            other = self.illness(each.other) if each.other else Strong(each.name)
            items.append(line(other, f": {each.reason}", *self.cite(each.sources)))
        return section("not-the-same", "Not the same illness", Bullets(items)) if items else None

    def questions(self) -> Section | None:
        found = self.asked_here
        return section("questions", "Questions people ask", *self.asked(found)) if found else None

    def medicines(self) -> Block | None:
        """The medicines whose licence somewhere covers a use for it, and where."""
        places: dict[str, dict[str, None]] = {}
        for each in (each for some in self.groups.values() for each in some):
            for status in each.use.status:
                if status.state in ("authorised", "conditional"):
                    for id in status.products:
                        places.setdefault(id, {})[v.JURISDICTION[status.jurisdiction]] = None
        ids = sorted(places, key=lambda key: self.taxonomy.products[key].name.casefold())
        items = [[*self.medicine(id), Text(f": {', '.join(places[id])}")] for id in ids]
        title = "Medicines licensed for it" if len(items) != 1 else "A medicine licensed for it"
        return fold("medicines", title, f"{len(items)}", Bullets(items)) if items else None


def slug(group: str) -> str:
    """The anchor of a group."""
    return group.replace("_", "-")


def illness_page(r: Reference, id: str) -> Content:
    """All that the page of one illness shows."""
    t = r.taxonomy
    page = IllnessPage(t, pick(t.illnesses, id, "the identifier of an illness"))
    blocks = page.blocks()
    return (page.record.name, blocks), page.made_of()
