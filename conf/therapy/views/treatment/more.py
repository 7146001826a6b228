"""What stands folded at the foot of a treatment's page: who says what, medicines, claims, codes, sources."""

from __future__ import annotations

from collections.abc import Iterator

from taxonomy import Answer, Facets, Product, Statement
from taxonomy import vocabulary as v

from ...blocks import (
    AnswerRun,
    Block,
    Bullets,
    Cell,
    Drawing,
    Emphasis,
    Fold,
    Ref,
    Runs,
    Section,
    Sources,
    Strong,
    Table,
    cell,
    fold,
    head,
    joined,
    line,
    p,
    section,
)
from ..glyph import named
from ..maps import place_map
from ..phrases import authority as who
from ..phrases import many
from .context import Context, day, first_sentence, quoted, told_in_full
from .summary import AT_A_GLANCE, asked

MEDICINES = 60  # of all kinds of a treatment that are named
BESIDE = 8  # treatments that are named
NOT_A_VERDICT = "This is a label, not a verdict: it says nothing about whether the treatment works."
SHELVES = (
    "What authorities say of this very treatment, or where their catalogues file it. "
    "A “no” is about the word: it says nothing about how good the treatment is."
)


def more(page: Context) -> Section:
    """All that is folded."""
    parts = [
        places(page),
        facets(page),
        who_says_what(page),
        products(page),
        claims(page),
        for_professionals(page),
        sources(page),
    ]
    return section("more", "More", *(part for part in parts if part is not None))


def facets(page: Context) -> Fold | None:
    """Every answer of the comparison, in full, but for what stands above: short ones at a glance, and harms."""
    rows = []
    for key, field in Facets.fields.items():
        if key in page.type.data.get("facets", {}) and not (key == "risks" and page.type.harms):
            found = page.taxonomy.cell(page.type, key)
            answer = " ".join(found.lines)
            if key not in AT_A_GLANCE or answer != first_sentence(answer):
                rows.append([cell(field.help), cell(answer, *page.cite(found.sources))])
    if not rows:
        return None
    table = Table(f"{page.type.name}: questions and answers", head("Question", "Answer"), rows, classes=("facets",))
    return fold("what-happens", "More questions", "how it is made, what it does, and more", table)


def places(page: Context) -> Fold | None:
    """What the regulators of each place say at best, as a picture; the uses tell each decision."""
    drawn = place_map(page.taxonomy, page.type)
    if drawn is None:
        return None
    return fold("places", "Where it is allowed", "the best that each place says, for any use", Drawing(*drawn))


def who_says_what(page: Context) -> Fold:
    """The rules behind both answers, who agrees and who does not, and what authorities say of this treatment."""
    found: list[Block] = [part for answer in page.taxonomy.classify(page.type).answers for part in of(page, answer)]
    also = page.taxonomy.classify(page.type).subclasses
    if also:
        found.append(p("It is also: ", *joined(line(Ref("rule", each.id, each.value)) for each in also), "."))
    found.append(p(Emphasis(NOT_A_VERDICT)))
    if page.type.statements:
        found += [p(SHELVES), Bullets(list(statements(page)))]
    said = {each.authority for each in page.type.statements}
    said |= {each.authority for answer in page.taxonomy.classify(page.type).answers for each in answer.says}
    note = f"the rules, and {many(len(said), 'authority', 'authorities')}" if said else "the rules"
    return fold("who-says-what", "Who says what", note, *found)


def of(page: Context, answer: Answer) -> Iterator[Block]:
    """One answer with its rules, and what those say who use the word."""
    rules = joined(line(Ref("rule", id, id) if id != "AS1" else id) for id in answer.rules)
    yield p(
        Strong(f"{asked(answer.term)} "),
        AnswerRun(answer.value, f"{v.ANSWER[answer.value]}."),
        f" {answer.reason} (Rule ", *rules, ".)",
    )  # fmt: skip
    said = [
        line(
            who(page.taxonomy, each.authority),
            f" says {each.value}: {each.reason}.",
            *page.cite([each.source] if each.source else []),
        )
        for each in answer.says
    ]
    if said:
        yield Bullets(said)


def statements(page: Context) -> Iterator[Runs]:
    """What each authority says or where it files it, a line each."""
    together: dict[tuple[str, str, str], list[Statement]] = {}
    for each in page.type.statements:
        together.setdefault((each.authority, each.place, each.quote), []).append(each)
    for (authority, place, quote), some in together.items():
        answers = ", ".join(f"{v.TERM[each.term]}: {each.says}" for each in some)
        said = f" – {answers}.{f' Filed under “{place}”.' if place else ''}{f' “{quote}”' if quote else ''}"
        yield line(who(page.taxonomy, authority), said, *page.cite(s for each in some for s in each.sources))


def products(page: Context) -> Fold | None:
    """Medicines of this kind, and what agencies decided; of a group without its own, those of its kinds by name."""
    found = page.taxonomy.products_of(page.type)
    if not found:
        return products_of_kinds(page)
    rows = [[cell(Ref("product", each.id, each.name)), cell(", ".join(each.brands)), decisions(each)] for each in found]
    heads = head("Medicine", "Brand", "Decisions")
    table = Table(f"Medicines: {page.type.name}", heads, rows, classes=("products",))
    return fold("products", "Medicines of this kind", str(len(found)), table)


def products_of_kinds(page: Context) -> Fold | None:
    """The medicines of the kinds of a treatment, by name."""
    kinds = {each.id: page.taxonomy.products_of(each) for each in page.taxonomy.children(page.type)}
    number = sum(map(len, kinds.values()))
    if not 0 < number <= MEDICINES:
        return None
    found: list[Block] = []
    for id, some in kinds.items():
        if some:
            names = [
                line(Ref("product", each.id, each.name), f" ({', '.join(each.brands)})" * bool(each.brands))
                for each in some
            ]
            found += [p(*named(page.taxonomy, page.taxonomy[id])), Bullets(names)]
    return fold("products", "Medicines of its kinds", str(number), *found)


def decisions(product: Product) -> Cell:
    """What each agency decided about a product, a line each."""
    found = []
    for each in product.approvals:
        ended = f", ended {each.ended}" if each.ended else ""
        date = f" {each.date}" if each.date else ""
        number = f" ({each.number})" if each.number else ""
        found.append(line(f"{each.agency}{date}: {v.APPROVAL_STATUS[each.status]}{ended}{number}"))
    return found


def claims(page: Context) -> Fold | None:
    """What people say about it, with how that stands up."""
    found = page.taxonomy.claims_about(page.type)
    if not found:
        return None
    items = [line(Ref("claim", each.id, each.truth), " ", *quoted(each)) for each in found]
    return fold("claims", "What people say about it", f"{len(found)}, checked", Bullets(items))


def for_professionals(page: Context) -> Fold:
    """Its class in law, and what it is called in other vocabularies."""
    found = page.taxonomy.classify(page.type)
    told = p(
        "Its class in law, in our reading and not as a ruling – EU: ",
        Ref("rule", found.eu_class.id, found.eu_class.value),
        "; US: ",
        Ref("rule", found.fda_class.id, found.fda_class.value),
        ".",
    )
    items = [
        line(f"{each.object_id} {each.object_label}: {v.PREDICATE[each.predicate]}", *page.cite(each.sources))
        for each in page.type.mappings
    ]
    named: list[Block] = [p(Strong("In other vocabularies")), Bullets(items)] if items else []
    return fold("identifiers", "For professionals", "class in law, codes, vocabularies", told, *named)


def sources(page: Context) -> Fold:
    """The page's sources: made after all that cites."""
    page.cite([*page.type.sources, *page.type.basis])
    items = page.entries()
    notes = [p(each) for each in page.type.notes]
    reviewed = p(f"Reviewed {page.type.reviewed}. Information, not medical advice.")
    note = f"{len(items)}, reviewed on {day(page.type.reviewed)}"
    return fold("sources", "Sources", note, *notes, Sources(items), *told_in_full(items), reviewed)


def related(page: Context) -> Section | None:
    """Wider, narrower and neighbouring types, so that no page is a dead end."""
    taxonomy, type_ = page.taxonomy, page.type
    wider = [taxonomy[id] for id in type_.parents]
    narrower = taxonomy.children(type_)
    known = {type_.id, *(each.id for each in [*wider, *narrower])}
    beside = {each.id: each for parent in wider for each in taxonomy.children(parent) if each.id not in known}
    if not wider and not beside:
        beside = {each.id: each for each in taxonomy.family(type_.family) if each.id not in known}
    groups = (("A kind of", wider), ("Kinds of it", narrower), ("Beside it", list(beside.values())[:BESIDE]))
    blocks: list[Block] = []
    for words, some in groups:
        if some:
            blocks += [p(Strong(words)), Bullets([named(taxonomy, each) for each in some])]
    return section("related", "Related treatments", *blocks) if blocks else None
