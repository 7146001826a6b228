"""The content of a type's page, in the order in which a reader needs it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from taxonomy import Answer, Citation, Facets, Product, Source, Statement, Taxonomy, Type, Use, label, unproven
from taxonomy import vocabulary as v

from ..blocks import (
    AnswerRun,
    Block,
    Bullets,
    Cell,
    Cite,
    Emphasis,
    LabelRun,
    Note,
    Ref,
    Run,
    Runs,
    Section,
    Sources,
    Strong,
    Table,
    Text,
    Url,
    cell,
    head,
    joined,
    line,
    note,
    p,
    section,
)
from ..blocks import Source as Entry

QUESTIONS = (
    "Is this approved by the regulator here, for my illness? What is the approval number?",
    "If it is a trial: which ethics board approved it, what is its number, and why would I be asked to pay?",
    "What exactly is given, whose is it, and what was done to it?",
    "What happened to people like me, compared with standard care?",
    "What are the worst harms, and who treats them at night?",
    "What else could I do, including nothing for now?",
    "Will this shut me out of other treatments or trials?",
    "What does all of it cost, and who pays if it goes wrong?",
    "How long will I be followed, and where are results reported?",
)
WATCH_OUT = (
    "Watch out: “FDA-registered”, a “cleared device”, a trial number, “your own cells” or a doctor's signature "
    "do not mean approved or proven. Paying to be in a study is a warning sign."
)
UNWELL = "Already treated and unwell? Get medical care, and tell the national reporting scheme (in the US: MedWatch)."
NOT_A_VERDICT = "This is a label, not a verdict: it says nothing about whether the treatment works."
SAME_TREATMENT = "For you this changes nothing about the treatment: it changes which shelf the leaflet is on."
USED_FOR = "What it is used for, and what is proven"
RATIO = "A ratio of 1 means no difference. Below 1, it happened less often than in the comparison; above 1, more often."
SHELVES = (
    "What authorities say of this very treatment, or where their catalogues file it. "
    "A “no” is about the word: it says nothing about how good the treatment is."
)
OPEN_SCIENCE = "Here the science is open, not only the wording."


class TypePage:
    """Collects the blocks of one type's page, and numbers the sources as they are cited."""

    def __init__(self, taxonomy: Taxonomy, type_: Type, sources: dict[str, Source]) -> None:
        self.taxonomy, self.type, self.sources = taxonomy, type_, sources
        self.cited: dict[str, int] = {}
        self.places: dict[str, list[str]] = {}

    def cite(self, citations: Iterable[str]) -> Runs:
        """Numbered references to the page's source list."""
        found: Runs = []
        for citation in dict.fromkeys(citations):
            key, place = Citation.parse(citation)
            if key not in self.sources:  # a rule's source, in a data folder that is not the reference's
                continue
            number = self.cited.setdefault(key, len(self.cited) + 1)
            if place and place not in self.places.setdefault(key, []):
                self.places[key].append(place)
            if Cite(key, number) not in found:
                found.append(Cite(key, number))
        return found

    def blocks(self) -> list[Block]:
        """The whole page below its title."""
        parts = [
            p(self.type.sentence),
            *self.warnings(),
            self.membership(),
            self.uses(),
            self.facets(),
            self.authorities(),
            self.products(),
            self.claims(),
            self.questions(),
            self.elsewhere(),
            self.source_list(),  # after all that cites
            self.related(),
        ]
        return [part for part in parts if part]

    def questions(self) -> Section:
        return section("questions-to-ask", "Questions to ask your doctor", Bullets(list(map(line, QUESTIONS))))

    def warnings(self) -> list[Note]:
        return [self.warning(use) for use in self.type.uses if use.warning and unproven(use)]

    def warning(self, use: Use) -> Note:
        warning = use.warning
        assert warning is not None
        cited = self.cite(warning.sources)
        return note(
            "warning",
            "Not shown to work",
            p(Strong(f"As of {self.type.reviewed}: {use.indication}. "), warning.position),
            p(Strong("What studies show: "), warning.studies),
            p(
                Strong("Reported harms: "),
                warning.harms,
                " People have also lost money, and time for treatment that works.",
            ),
            p(WATCH_OUT),
            p(Strong("What to ask about instead: "), warning.instead, *cited),
            p(UNWELL),
        )

    def membership(self) -> Section:
        found = self.taxonomy.classify(self.type)
        blocks: list[Block] = []
        for answer in found.answers:
            blocks += self.answer(answer)
        if found.subclasses:
            blocks.append(
                p("It is also: ", *joined(line(Ref("rule", rule.id, rule.value)) for rule in found.subclasses), ".")
            )
        blocks.append(
            p(
                "Its class in law, in our reading and not as a ruling – EU: ",
                Ref("rule", found.eu_class.id, found.eu_class.value),
                "; US: ",
                Ref("rule", found.fda_class.id, found.fda_class.value),
                ".",
            )
        )
        blocks.append(p(Emphasis(NOT_A_VERDICT)))
        return section("what-kind", "Is it cell therapy? Is it immunotherapy?", *blocks)

    def answer(self, answer: Answer) -> list[Block]:
        article = "an" if answer.term == "immunotherapy" else "a"
        rules = joined(line(Ref("rule", id, id) if id != "AS1" else id) for id in answer.rules)
        first = p(
            Strong(f"Is it {article} {v.TERM[answer.term]}? "),
            AnswerRun(answer.value, v.ANSWER[answer.value] + "."),
            f" {answer.reason} (Rule ", *rules, ".)",
        )  # fmt: skip
        said = [
            line(
                self.authority(each.authority),
                f" says {each.value}: {each.reason}.",
                *self.cite([each.source] if each.source else []),
            )
            for each in answer.says
        ]
        more = OPEN_SCIENCE if answer.unsettled else SAME_TREATMENT if answer.value == "contested" else ""
        return [first, *([Bullets(said)] if said else []), *([p(more)] if more else [])]

    def authority(self, id: str) -> Run:
        known = self.taxonomy.authorities
        return Ref("authority", id, known[id].short) if id in known else Text(id)

    def uses(self) -> Section:
        if not self.type.uses:
            return section("used-for", USED_FOR, *self.uses_of_a_group())
        rows = []
        for use in self.type.uses:
            status: Cell = []
            for each in use.status:
                found = label(use, each)
                where = f"{v.JURISDICTION[each.jurisdiction]}, {each.date}: "
                extra = f" {each.note}" if each.note else ""
                status.append(line(where, LabelRun(found.tone, found.words), extra, *self.cite(each.sources)))
            rows.append([cell(use.indication), status, self.evidence(use)])
        heads = head("Used for", "Where it stands", "What is known")
        table = Table(f"{self.type.name}: uses, status and evidence", heads, rows, classes=("uses",))
        return section("used-for", USED_FOR, table)

    def uses_of_a_group(self) -> list[Block]:
        """Where to look if no use stands here: at the kinds, each of which has its own."""
        kinds = self.taxonomy.children(self.type)
        if not kinds:
            return [p("We have checked no use of it yet. Ask your doctor whether it is approved for your illness.")]
        return [
            p("This is a group of treatments. What is proven differs from one to the next, so look at yours:"),
            Bullets([line(Ref("type", each.id, each.name)) for each in kinds]),
        ]

    def evidence(self, use: Use) -> Cell:
        how = f"{v.CERTAINTY[use.certainty]}. Result: {v.DIRECTION[use.direction]}."
        if use.searched:
            how = f"{v.CERTAINTY[use.certainty].capitalize()} (searched {use.searched})."
        help = f" {RATIO}" if re.search(r"(risk|hazard|odds) ratio", use.sentence) else ""
        return [line(use.sentence, *self.cite(use.sources)), line(Emphasis(how + help))]

    def facets(self) -> Section | None:
        rows = []
        for key, field in Facets.fields.items():
            if key in self.type.data.get("facets", {}):
                found = self.taxonomy.cell(self.type, key)
                rows.append([cell(field.help), cell(" ".join(found.lines), *self.cite(found.sources))])
        if not rows:
            return None
        table = Table(f"{self.type.name}: what happens", head("Question", "Answer"), rows, classes=("facets",))
        return section("what-happens", "How it is given, and what can go wrong", table)

    def authorities(self) -> Section | None:
        if not self.type.statements:
            return None
        together: dict[tuple[str, str, str], list[Statement]] = {}
        for each in self.type.statements:
            together.setdefault((each.authority, each.place, each.quote), []).append(each)
        items = []
        for (authority, place, quote), some in together.items():
            answers = ", ".join(f"{v.TERM[each.term]}: {each.says}" for each in some)
            said = f" – {answers}.{f' Filed under “{place}”.' if place else ''}{f' “{quote}”' if quote else ''}"
            cited = self.cite(source for each in some for source in each.sources)
            items.append(line(self.authority(authority), said, *cited))
        return section("who-says-what", "Who says what", p(SHELVES), Bullets(items))

    def products(self) -> Section | None:
        found = self.taxonomy.products_of(self.type)
        if not found:
            return None
        rows = [
            [cell(Ref("product", each.id, each.name)), cell(", ".join(each.brands)), decisions(each)] for each in found
        ]
        heads = head("Product", "Brand", "Decisions")
        return section("products", "Products", Table(f"Products: {self.type.name}", heads, rows, classes=("products",)))

    def claims(self) -> Section | None:
        found = self.taxonomy.claims_about(self.type)
        if not found:
            return None
        items = [
            line(LabelRun(each.verdict, v.VERDICT[each.verdict]), ": ", Ref("claim", each.id, each.said))
            for each in found
        ]
        return section("claims", "What people say about it", Bullets(items))

    def related(self) -> Section | None:
        wider = [self.taxonomy[id] for id in self.type.parents]
        narrower = self.taxonomy.children(self.type)
        known = {self.type.id, *(each.id for each in [*wider, *narrower])}
        beside = {each.id: each for parent in wider for each in self.taxonomy.children(parent) if each.id not in known}
        if not wider and not beside:
            beside = {each.id: each for each in self.taxonomy.family(self.type.family) if each.id not in known}
        groups = (("A kind of: ", wider), ("Kinds of it: ", narrower), ("Beside it: ", list(beside.values())[:8]))
        items = [
            line(Strong(words), *joined(line(Ref("type", each.id, each.name)) for each in some))
            for words, some in groups
            if some
        ]
        return section("related", "Related treatments", Bullets(items)) if items else None

    def elsewhere(self) -> Section | None:
        items = [
            line(f"{each.object_id} {each.object_label}: {v.PREDICATE[each.predicate]}", *self.cite(each.sources))
            for each in self.type.mappings
        ]
        return section("identifiers", "In other vocabularies", Bullets(items)) if items else None

    def source_list(self) -> Section:
        self.cite([*self.type.sources, *self.type.basis])
        items = [source(self.sources[key], number, self.places.get(key, [])) for key, number in self.cited.items()]
        notes = [p(each) for each in self.type.notes]
        reviewed = p(f"Reviewed {self.type.reviewed}. Information, not medical advice.")
        return section("sources", "Sources", *notes, Sources(items), reviewed)


def source(of: Source, number: int, places: Iterable[str]) -> Entry:
    """One entry of a page's list of sources."""
    gone = f"Retracted{'' if of.retracted == 'yes' else f' on {of.retracted}'}. " if of.retracted else ""
    who = gone + (f"{of.author}. " if of.author else "")
    when = f" ({of.year})" if of.year else ""
    where = f" {of.where}." if of.where else ""
    found = "; ".join(places)
    told = (f" {found[0].upper()}{found[1:]}." if found else "") + (f" {of.note}" if of.note else "")
    title = Url(of.url, of.title) if of.url else of.title
    return Entry(number, of.key, line(who, title, f"{when}.{where}", told))


def decisions(product: Product) -> Cell:
    """What each agency decided about a product, a line each."""
    found = []
    for each in product.approvals:
        ended = f", ended {each.ended}" if each.ended else ""
        date = f" {each.date}" if each.date else ""
        number = f" ({each.number})" if each.number else ""
        found.append(line(f"{each.agency}{date}: {v.APPROVAL_STATUS[each.status]}{ended}{number}"))
    return found
