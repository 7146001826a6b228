"""The page of an illness: what is used for it, by how it stands, from the data alone."""

from __future__ import annotations

from taxonomy import STANDINGS, Illness, Taxonomy, Use, UseFor, label, sure
from taxonomy import vocabulary as v

from ...blocks import (
    Block,
    Bullets,
    Card,
    Cards,
    LabelRun,
    Paragraph,
    Runs,
    Section,
    Strong,
    Sure,
    Text,
    fold,
    joined,
    line,
    note,
    p,
    section,
)
from ...tracking import Content, Reference, pick
from ..treatment.context import day
from .citing import MANY, Citing, kept

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
TITLES = {"any": "Nothing of this kind is proven", "cells": "No cell treatment is proven"}


class IllnessPage(Citing):
    """Collects the blocks of one illness's page."""

    def __init__(self, taxonomy: Taxonomy, illness: Illness) -> None:
        super().__init__(taxonomy)
        self.record = illness
        self.touched.add(("illness", illness.id))
        self.groups = taxonomy.by_illness.uses(illness.id)

    def blocks(self) -> list[Block]:
        """The whole page below its title."""
        count = sum(map(len, self.groups.values()))
        treatments = len({each.type.id for some in self.groups.values() for each in some})
        told = (
            p(f"In this reference: {count:,} {'use' if count == 1 else 'uses'} of {treatments:,} "
              f"{'treatment' if treatments == 1 else 'treatments'} for it, sorted by what is proven.")
            if count
            else p(NOTHING_HERE)
        )  # fmt: skip
        return kept(
            *self.names(),
            self.nothing_proven(),
            told,
            *(self.group(name, some) for name, some in self.groups.items()),
            self.not_the_same(),
            self.questions(),
            self.medicines(),
            self.identifiers(self.record.mappings),
            self.source_list(self.record.sources, self.record.reviewed),
        )

    def names(self) -> list[Paragraph]:
        """What it is, what else it is called, and what it belongs to."""
        record = self.record
        found = [p(record.sentence)]
        if record.synonyms:
            found.append(p(Strong("Also called: "), f"{', '.join(record.synonyms)}."))
        wider = joined(line(self.illness(id)) for id in record.wider)
        narrower = joined(line(self.illness(each.id)) for each in self.taxonomy.by_illness.narrower(record.id))
        if wider:
            found.append(p(Strong("A kind of: "), *wider, "."))
        if narrower:
            found.append(p(Strong("Kinds of it: "), *narrower, "."))
        return found

    def nothing_proven(self) -> Block | None:
        found = self.record.nothing_proven
        if found is None:
            return None
        told = p(Strong(f"As of {day(found.as_of)}: "), found.text, *self.cite(found.sources))
        return note("warning", TITLES[found.of], told)

    def group(self, name: str, some: list[UseFor]) -> Section:
        """The uses that stand alike: those of this illness as cards, then those of narrower ones."""
        own = [each for each in some if each.named == (self.record.id,)]
        others = [each for each in some if each.named != (self.record.id,)]
        self.touched |= {("type", each.type.id) for each in some}
        blocks: list[Block] = [p(LabelRun(TONES[name], f"{len(some)}"), f" {WHAT_IT_MEANS[name]}")]
        if own:
            blocks.append(self.cards(own))
        if others:
            items = self.narrower(others)
            heading = "For narrower illnesses" if own else "For narrower illnesses, by name"
            if len(items) > MANY:
                blocks.append(fold(f"{name}-narrower", heading, f"{len(items)}", Bullets(items)))
            else:
                blocks += [p(Strong(f"{heading}:")), Bullets(items)]
        return section(name.replace("_", "-"), STANDINGS[name], *blocks)

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

    def cards(self, some: list[UseFor]) -> Cards:
        """A card for each treatment: for whom, what is known and how sure, and what holds where."""
        by_type: dict[str, list[UseFor]] = {}
        for each in some:
            by_type.setdefault(each.type.id, []).append(each)
        return Cards(
            [
                Card(self.treatment(id), [], [block for each in uses for block in self.told(each.use)])
                for id, uses in by_type.items()
            ]
        )

    def told(self, use: Use) -> list[Block]:
        """One use: for whom, what is known and how sure, and what holds where."""
        surely = sure(use)
        who = ", ".join(filter(None, (use.indication, use.line, use.age)))
        return [
            p(Strong(f"{who}. "), use.sentence, *self.cite(use.sources)),
            p(Sure(surely.dots, f"{surely.words}.")),
            *map(Paragraph, self.places(use.status, lambda status: label(use, status))),
        ]

    def not_the_same(self) -> Section | None:
        items = []
        for each in self.record.not_same_as:
            other = self.illness(each.other) if each.other else Strong(each.name)
            items.append(line(other, f": {each.reason}", *self.cite(each.sources)))
        return section("not-the-same", "Not the same illness", Bullets(items)) if items else None

    def questions(self) -> Section | None:
        found = [each for each in self.taxonomy.questions.values() if self.record.id in each.illnesses]
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


def illness_page(r: Reference, id: str) -> Content:
    """All that the page of one illness shows."""
    t = r.taxonomy
    page = IllnessPage(t, pick(t.illnesses, id, "the identifier of an illness"))
    blocks = page.blocks()
    return (page.record.name, blocks), page.made_of()
