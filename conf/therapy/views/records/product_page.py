"""The page of a medicine: what it is, what it is licensed for and where, and what can go wrong."""

from __future__ import annotations

from taxonomy import Approval, Harm, Label, Licensed, Product, Taxonomy
from taxonomy import vocabulary as v

from ...blocks import (
    Answer,
    AnswerRun,
    Answers,
    Block,
    Brief,
    Bullets,
    Card,
    Cards,
    Fold,
    Glance,
    LabelRun,
    Note,
    Paragraph,
    Ref,
    Runs,
    Section,
    Strong,
    Table,
    Url,
    cell,
    fold,
    head,
    joined,
    line,
    note,
    p,
    section,
    words,
)
from ...tracking import Content, Reference, pick
from ..glyph import zone
from ..phrases import brands, many
from ..treatment.context import day
from ..treatment.harms import of as harms_of
from .citing import Citing, kept, stands, whom

DECIDED = ("withdrawn", "refused", "application_withdrawn", "not_approved")  # on a day, and not since a day
TONES = {
    "approved": "good", "conditional": "early", "withdrawn": "ended", "refused": "ended",
    "application_withdrawn": "ended", "not_approved": "ended",
    "authorised": "good", "established_practice": "good", "investigational": "testing", "unproven_marketed": "warning",
    "refuted": "ended", "superseded": "ended", "not_authorised": "ended",
}  # fmt: skip
SHOWN = 5  # uses that lie open
ONE_USE = "A licence holds for one use in one place. Each line says where, and since when."


class ProductPage(Citing):
    """Collects the blocks of one medicine's page."""

    def __init__(self, taxonomy: Taxonomy, product: Product) -> None:
        super().__init__(taxonomy)
        self.record, self.type = product, taxonomy[product.type]
        self.touched |= {("product", product.id), ("type", self.type.id)}
        self.labels: dict[str, None] = {}  # the keys of its labels

    def blocks(self) -> list[Block]:
        """The whole page below its title."""
        harms = self.taxonomy.harms_of(self.record.id)
        for each in self.record.approvals:
            self.note_labels(each.sources)
        return kept(
            p("A medicine of the kind ", *self.treatment(self.type), f". {self.type.sentence}"),
            self.ended(),
            self.boxed(harms),
            self.glance(),
            self.doors(),
            self.kinds(),
            self.licensed(),
            self.harms(harms),
            self.questions(),
            self.label_links(),
            self.decisions(),
            self.identifiers_there(),
            self.source_list(self.record.sources, self.record.reviewed, self.record.notes),
        )

    def glance(self) -> Glance:
        """Its brands, where it is licensed and since when, what it aims at, and whose it is."""
        record = self.record
        items = {
            "Where it stands": stands(map(self.decision, record.approvals)),
            "Brand names": line(", ".join(record.brands)),
            "Aims at": self.aims(),
            "Brings": line(record.delivers),
            "Who holds the licence": line(record.holder),
        }
        return Glance([Brief(term, runs) for term, runs in items.items() if words(runs)])

    def aims(self) -> Runs:
        """What it aims at, and what it does to it, where a source says so."""
        actions = {each.name: each.action for each in self.record.targets}
        found: Runs = []
        for name in filter(None, self.record.target.split("; ")):
            action = actions.get(name)
            told = f"{name} ({action.plainly})" if action else name
            found += [*line("; " if found else "", told), *(self.cite(action.sources) if action else ())]
        return found

    @staticmethod
    def decision(approval: Approval) -> tuple[Label, str]:
        """What holds now, and where and since when."""
        when = approval.ended if approval.status == "withdrawn" else approval.first_licensed or approval.date
        since = "" if approval.status in DECIDED else "since "
        place = v.JURISDICTION[v.PLACE_OF_AGENCY[approval.agency]]
        label = Label(v.APPROVAL_STATUS[approval.status], TONES[approval.status])
        return label, f"{place} ({since}{day(when)})" if when else place

    def ended(self) -> Note | None:
        """Where its approval ended and none is left, as there is after the end of a second brand."""
        holds = {each.agency for each in self.record.approvals if each.status in ("approved", "conditional")}
        gone = [each for each in self.record.approvals if each.status == "withdrawn" and each.agency not in holds]
        if not gone:
            return None
        items = []
        for each in gone:
            when = f", {day(each.ended)}" if each.ended else ", day not known"
            remark = f". {each.note}" if each.note else ""
            place = v.JURISDICTION[v.PLACE_OF_AGENCY[each.agency]]
            items.append(line(Strong(f"{place}{when}"), f"{remark}", *self.cite(each.sources)))
        title = "Its approval ended in some places" if holds else "Its approval ended: we list none that still holds"
        return note("warning", title, Bullets(items))

    def doors(self) -> Bullets:
        """What one wants to do next."""
        found = [
            line(Ref("type", self.type.id, "The treatment: how it works, what it is like")),
            line(Ref("page", f"compare/any?a={self.type.id}", "Compare it with another")),
            line(Ref("page", "help", "Report a harm, find help")),
        ]
        return Bullets(found, look="doors")

    def boxed(self, harms: list[Harm]) -> Note | None:
        found = [each for each in harms if each.kind == "boxed"]
        if not found:
            return None
        return note("warning", "The strongest warning of its US label", Bullets(list(map(self.harm, found))))

    def kinds(self) -> Section:
        """Is it chemotherapy, immunotherapy, cell therapy, gene therapy?"""
        found = self.taxonomy.classify(self.type)
        both = Answers(
            [
                Answer(
                    answer.term,
                    f"Is it {'an' if answer.term == 'immunotherapy' else 'a'} {v.TERM[answer.term]}?",
                    AnswerRun(answer.value, f"{v.ANSWER[answer.value]}."),
                    zone(found),
                    line(answer.reason),
                )
                for answer in found.answers
            ]
        )
        others = [
            line(
                Strong(f"{each.question} "),
                AnswerRun(each.value, each.words),
                f" {each.reason}",
                *(run for id in each.rules for run in line(" (Rule ", Ref("rule", id, id), ".)")),
                *self.cite(each.sources),
            )
            for each in self.taxonomy.what_it_is(self.type)
        ]
        why = p("Why, and who says so: ", *self.treatment(self.type), ".")
        return section("what-kind", "What kind of medicine is it?", both, Bullets(others), why)

    def licensed(self) -> Section | None:
        """The uses that name it; else what its approvals say."""
        title = "What it is licensed for, and where"
        uses = self.uses()
        cards = [self.use(each) for each in uses if allowed(each)]
        if cards:
            shown, more = cards[:SHOWN], cards[SHOWN:]
            folded = [fold("more-uses", "More uses", f"{len(more)}", Cards(more, look="listing"))] if more else []
            others = [self.use(each) for each in uses if not allowed(each)]
            refused = Cards(others, look="listing")
            ended = [fold("not-licensed", "Uses refused, ended or not approved", f"{len(others)}", refused)]
            some = Cards(shown, look="listing")
            return section("licensed-for", title, p(ONE_USE), some, *folded, *(ended if others else []))
        items = []
        for approval in self.record.approvals:
            first, now = approval.indication, approval.indication_now
            said = [f"first approved use: {first}" if first else "", f"now: {now}" if now else ""]
            told = "; ".join(filter(None, said))
            if told:
                as_of = f" (read on {day(approval.indication_as_of)})" if approval.indication_as_of else ""
                items.append(line(Strong(f"{approval.agency}: "), f"{told}{as_of}.", *self.cite(approval.sources)))
        return section("licensed-for", title, p(ONE_USE), Bullets(items)) if items else None

    def uses(self) -> list[Licensed]:
        """The uses that name it, each once: a wider treatment's record may tell of the same illnesses again."""
        found: list[Licensed] = []
        told: dict[str, str] = {}  # the illnesses, and the treatment whose record told of them first
        for each in sorted(self.taxonomy.licensed_for(self.record.id), key=lambda each: each.type.id != self.type.id):
            if any(told.get(id, each.type.id) == each.type.id for id in each.use.illnesses):
                found.append(each)
                told = {**dict.fromkeys(each.use.illnesses, each.type.id), **told}
                self.touched.add(("type", each.type.id))
        return found

    def use(self, found: Licensed) -> Card:
        """One use: the illnesses, and what holds where and since when."""
        # Not by the name id, which is asked below: Python 3.12.1 takes the one for the other.
        known = [illness for illness in found.use.illnesses if illness in self.taxonomy.illnesses]
        about = p("About the illness: ", *joined(line(self.illness(illness)) for illness in known), ".")
        for status in found.statuses:
            self.note_labels(status.sources)
        labels = {id(each): Label(v.STATUS[each.state], TONES[each.state]) for each in found.statuses}
        dated = self.places(found.statuses, lambda status: labels[id(status)])
        holds = stands((labels[id(each)], v.JURISDICTION[each.jurisdiction]) for each in found.statuses)
        slug = f"use-{found.type.id}-{found.type.uses.index(found.use)}"
        places = len({each.jurisdiction for each in found.statuses})
        since = fold(slug, "Since when, and sources", many(places, "place"), *map(Paragraph, dated))
        return Card(line(whom(found.use)), [], [Paragraph(holds), about, since])

    def decisions(self) -> Fold:
        """What each agency decided, with ends and numbers; in short it stands at the top."""
        rows = []
        for each in self.record.approvals:
            first = f"first licence {day(each.first_licensed)}" if each.first_licensed else ""
            missing = f"no date found (searched {day(each.ended_not_found)})" if each.ended_not_found else ""
            rows.append(
                [
                    [line(Strong(each.agency)), line(v.JURISDICTION[v.PLACE_OF_AGENCY[each.agency]])],
                    cell(LabelRun(TONES[each.status], v.APPROVAL_STATUS[each.status]), *self.cite(each.sources)),
                    [line(day(each.date) or "not known"), *([line(first)] if first else [])],
                    cell(day(each.ended) or missing or "–"),
                    [line(each.number or "–"), *([line(each.note)] if each.note else [])],
                ]
            )
        heads = head("Who decided", "Decision", "Date", "Ended", "Number")
        table = Table(f"{self.record.name}: decisions of agencies", heads, rows, ("decisions",))
        return fold("decisions", "Decisions of agencies, with dates and numbers", f"{len(rows)}", table)

    def harms(self, harms: list[Harm]) -> Section | None:
        """What can go wrong, grave things first; the treatment's page has all."""
        for each in harms:
            self.note_labels(each.sources)
        some = tuple(each for each in harms if each.kind != "boxed")  # which stand apart
        blocks = list(harms_of(self.context(self.type), some))
        if not blocks:
            return None
        own = any(each.products for each in harms)
        whose = "What holds for all medicines of its kind, and for this one" if own else "What holds for its kind"
        return section(
            "harms", "What can go wrong", p(f"{whose}. All of it: ", *self.treatment(self.type), "."), *blocks
        )

    def harm(self, harm: Harm) -> Runs:
        self.note_labels(harm.sources)
        return line(harm.text, *self.cite(harm.sources))

    def questions(self) -> Section | None:
        found = [each for each in self.taxonomy.questions.values() if self.record.id in each.products]
        return section("questions", "Questions people ask", *self.asked(found)) if found else None

    def note_labels(self, citations: list[str]) -> None:
        """Note those sources that are labels of this very medicine."""
        names = [each.casefold() for each in (self.record.name, *self.record.brands)]
        for key in (citation.partition(" @ ")[0] for citation in citations):
            found = self.taxonomy.sources.get(key)
            if found and found.url and found.kind == "label" and any(name in found.title.casefold() for name in names):
                self.labels[key] = None

    def label_links(self) -> Section | None:
        """Its labels, where a source of this page is one."""
        known = self.taxonomy.sources
        self.touched |= {("source", key) for key in self.labels}
        items = [line(Url(known[key].url, known[key].title), f" ({known[key].year})") for key in self.labels]
        if not items:
            return None
        return section("label", "Its label", p("The text that the regulator approved:"), Bullets(items))

    def identifiers_there(self) -> Block | None:
        items = [line(f"{each.id} {each.label}", *self.cite(each.sources)) for each in self.record.identifiers]
        return fold("identifiers", "In other databases", f"{len(items)}", Bullets(items)) if items else None


def allowed(found: Licensed) -> bool:
    """Whether a use is allowed in some place."""
    return any(status.state in ("authorised", "conditional") for status in found.statuses)


def title(product: Product) -> str:
    """The name, with at most two brands, by which people know it."""
    known = brands(product)[:2]
    return f"{product.name} ({', '.join(known)})" if known else product.name


def product_page(r: Reference, id: str) -> Content:
    """All that the page of one medicine shows."""
    t = r.taxonomy
    page = ProductPage(t, pick(t.products, id, "the identifier of a product"))
    blocks = page.blocks()
    return (title(page.record), blocks), page.made_of()
