"""The page of a question that people ask: the short answer first, and the parts of treatments' records that answer it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from taxonomy import Cost, Life, Question, Taxonomy, Type, Use, label, questions_for_doctor
from taxonomy import vocabulary as v

from ...blocks import (
    Block,
    Bullets,
    Card,
    Cards,
    Ref,
    Runs,
    Section,
    Step,
    Steps,
    Strong,
    Url,
    fold,
    joined,
    line,
    note,
    p,
    section,
)
from ...tracking import Content, Reference, pick
from ..phrases import surely
from ..treatment.context import day
from ..treatment.harms import of as harms_of
from ..treatment.uses import bars
from .citing import Citing, kept, stands

OPEN = 2  # parts of records that lie open; more are folded


class QuestionPage(Citing):
    """Collects the blocks of one question's page."""

    def __init__(self, taxonomy: Taxonomy, question: Question) -> None:
        super().__init__(taxonomy)
        self.record = question
        self.touched.add(("question", question.id))

    def blocks(self) -> list[Block]:
        """The whole page below its title."""
        record = self.record
        answer = p(Strong(record.answer), *self.cite(record.sources))
        nothing = f"We searched on {day(record.not_found)} and found no source that answers it."
        return kept(
            note("note", "Short answer", answer),
            note("warning", "No source found", p(nothing)) if record.not_found else None,
            self.doors(),
            self.offices(),
            section("more", "More", *map(p, record.more)) if record.more else None,
            section("differ", "Where authorities differ", p(record.differ)) if record.differ else None,
            *self.shown(),
            self.about(),
            self.beside(),
            self.source_list(record.sources, record.reviewed),
        )

    def doors(self) -> Bullets | None:
        """The two or three treatments that it is about, side by side."""
        types = self.record.types
        if not 1 < len(types) <= len("abc"):
            return None
        names = " or ".join(self.taxonomy[id].name for id in types)
        picked = "&".join(f"{place}={id}" for place, id in zip("abc", types, strict=False))
        return Bullets([line(Ref("page", f"compare/any?{picked}", f"Side by side: {names}"))], look="doors")

    def offices(self) -> Section | None:
        """Where to turn, country by country, if that is asked: each leads to all addresses of its country."""
        if not self.record.turn_to:
            return None
        items = []
        for country in sorted(self.taxonomy.countries.values(), key=lambda each: each.name):
            self.touched.add(("country", country.id))
            links = [line(Url(each.url, each.name)) for each in country.links if each.kind in self.record.turn_to]
            if links:
                items.append(line(Ref("country", country.id, country.name), ": ", *joined(links), "."))
        title = " or ".join(v.HELP[each] for each in self.record.turn_to)
        return section("countries", f"Where to {title}", Bullets(items)) if items else None

    def shown(self) -> list[Block]:
        """What the records of treatments say of it."""
        found: list[Block] = []
        for n, each in enumerate(self.record.shows):
            type_ = self.taxonomy[each.type]
            self.touched.add(("type", type_.id))
            blocks = self.part(type_, each.part)
            if not blocks:
                continue
            slug, title = f"{each.part}-{type_.id}", f"{v.PART[each.part]}: {type_.name}"
            whole = p("From the page ", *self.treatment(type_), ":")
            if n < OPEN:
                found.append(section(slug, title, whole, *blocks))
            else:
                found.append(fold(slug, title, "", whole, *blocks))
        return found

    def part(self, type_: Type, part: str) -> list[Block]:
        """One part of a treatment's record, or of the wider one to which it leads."""
        wider = self.taxonomy.as_for(type_, part)
        if wider is not None and not type_.data.get(part):
            self.touched.add(("type", wider.id))
            return self.part(wider, part)
        page = self.context(type_)
        made: dict[str, Callable[[], list[Block]]] = {
            "uses": lambda: [Cards(list(map(self.use, type_.uses)), look="listing")] if type_.uses else [],
            "harms": lambda: list(harms_of(page, type_.harms)),
            "steps": lambda: self.steps(type_),
            "life": lambda: self.bullets(self.told(v.LIFE[each.topic], each) for each in type_.life),
            "costs": lambda: self.bullets(
                self.told(f"{v.JURISDICTION[each.place]}, {v.COST[each.kind]}, {day(each.as_of)}:", each)
                for each in type_.costs
            ),
            "questions": lambda: self.bullets(map(line, questions_for_doctor(type_))),
            "outcomes": lambda: [bars(page, each) for use in type_.uses for each in use.outcomes],
        }
        return made[part]()

    @staticmethod
    def bullets(items: Iterable[Runs]) -> list[Block]:
        found = list(items)
        return [Bullets(found)] if found else []

    def told(self, about: str, record: Life | Cost) -> Runs:
        """A sentence on something, with its sources."""
        return line(Strong(f"{about} "), record.text, *self.cite(record.sources))

    def use(self, use: Use) -> Card:
        """One use, each in a paragraph: how and where it stands, what is known, and how sure."""
        holds = stands((label(use, each), v.JURISDICTION[each.jurisdiction]) for each in use.status)
        known = p(use.sentence, *self.cite(use.sources))
        return Card(line(use.indication), [], [p(*holds), known, p(surely(use))])

    def steps(self, type_: Type) -> list[Block]:
        items = [
            Step(v.STEP[each.step], line(each.text, *self.cite(each.sources)), each.duration, each.place)
            for each in type_.steps
        ]
        return [Steps(items)] if items else []

    def about(self) -> Section | None:
        """Treatments, illnesses and medicines that it concerns."""
        record = self.record
        groups = (
            ("Treatments: ", [self.treatment(id) for id in record.types]),
            ("Illnesses: ", [line(self.illness(id)) for id in record.illnesses]),
            ("Medicines: ", [self.medicine(id) for id in record.products]),
        )
        items = [line(Strong(words), *joined(some)) for words, some in groups if some]
        return section("about", "What it is about", Bullets(items)) if items else None

    def beside(self) -> Section:
        """Other wordings, and its theme."""
        items = [line(Strong("Theme: "), f"{v.THEME[self.record.theme]}.")]
        if self.record.wordings:
            items.append(line(Strong("Also asked as: "), f"{'; '.join(self.record.wordings)}."))
        return section("asked-as", "How people ask it", Bullets(items))


def question_page(r: Reference, id: str) -> Content:
    """All that the page of one question shows."""
    t = r.taxonomy
    page = QuestionPage(t, pick(t.questions, id, "the identifier of a question"))
    blocks = page.blocks()
    return (page.record.question, blocks), page.made_of()
