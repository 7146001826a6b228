"""Views that count: tables of how many there are, and the timeline of first approvals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from taxonomy import KINDS, FieldLine, Product, Taxonomy, field_lines
from taxonomy import vocabulary as v

from ..blocks import Block, Cell, Drawing, Emphasis, Ref, Runs, Strong, Table, cell, fold, head, line
from ..tracking import Content, Reference, everything, pick
from .drawing import bars
from .phrases import brands, many

ALLOWED = frozenset({"approved", "conditional", "withdrawn"})  # an approval that ended was one
PLACE = {agency: v.JURISDICTION[place] for agency, place in v.PLACE_OF_AGENCY.items()}
SOURCE = {
    "regulator": "regulators",
    "law": "laws and court decisions",
    "label": "product labels",
    "trial": "studies in patients",
    "review": "reviews of studies",
    "guideline": "guidelines",
    "ontology": "medical vocabularies",
    "society": "professional societies",
    "press": "news and company reports",
    "reference": "reference works and patient information",
    "other": "other",
}


def number(count: int) -> Cell:
    return cell(f"{count:,}")


def in_all(*counts: int) -> list[Cell]:
    """The last row, with sums."""
    return [cell(Strong("All")), *(cell(Strong(f"{count:,}")) for count in counts)]


def counted(caption: str, what: str, found: Mapping[str, int], words: Mapping[str, str]) -> Table:
    """A table of the values of a vocabulary that occur, in its order, and their sum."""
    rows = [
        [cell(named[0].upper() + named[1:]), number(found[value])] for value, named in words.items() if found.get(value)
    ]
    return Table(caption, head(what, "How many"), [*rows, in_all(sum(found.values()))], ("counts",))


def by_family(t: Taxonomy) -> Table:
    """How many types each family has, and how many of them are what."""
    rows = []
    totals: Counter[str] = Counter()
    for family, words in v.FAMILY.items():
        types = t.family(family)
        found = [t.classify(each) for each in types]
        here = {
            "types": len(types),
            "cell": sum(each.cell_therapy.value == "yes" for each in found),
            "immune": sum(each.immunotherapy.value == "yes" for each in found),
            "both": sum(each.both for each in found),
        }
        totals.update(here)
        rows.append([cell(words), *map(number, here.values())])
    rows.append(in_all(*(totals[each] for each in ("types", "cell", "immune", "both"))))
    heads = head("Family", "Treatments", "Cell therapy", "Immunotherapy", "Both")
    return Table("Treatments by family", heads, rows, ("counts",))


def statuses(t: Taxonomy) -> Iterable[Any]:
    return (status for type_ in t for use in type_.uses for status in use.status)


def counts_of(t: Taxonomy, what: str) -> Table:
    """One table of counts.

    Raises:
        Unknown: if ``what`` is not something that is counted.
    """
    if what == "family":
        return by_family(t)
    uses = [use for type_ in t for use in type_.uses]
    made: dict[str, tuple[str, str, Iterable[str], Mapping[str, str]]] = {
        "status": ("Uses by status and place", "Status", (each.state for each in statuses(t)), v.STATUS),
        "jurisdiction": ("Uses by place", "Place", (each.jurisdiction for each in statuses(t)), v.JURISDICTION),
        "area": ("Uses by part of medicine", "Part of medicine", (use.area for use in uses), v.AREA),
        "certainty": ("Uses by certainty", "Certainty", (use.certainty for use in uses), v.CERTAINTY),
        "agency": (
            "Approvals of products by agency",
            "Agency",
            (each.agency for product in t.products.values() for each in product.approvals if each.status in ALLOWED),
            v.AGENCY,
        ),
        "verdict": ("Checked claims by verdict", "Verdict", (each.verdict for each in t.claims.values()), v.VERDICT),
        "source": ("Sources by kind", "Kind of source", (each.kind for each in t.sources.values()), SOURCE),
    }
    caption, title, values, words = pick(made, what, f"one of family, {', '.join(made)}")
    return counted(caption, title, Counter(values), words)


def counts_table(r: Reference, what: str) -> Content:
    """How many there are: by ``family``, ``status``, ``jurisdiction``, ``area``, ``certainty`` and more."""
    return [counts_of(r.taxonomy, what)], everything("type", "product", "claim", "source")


def first_approval(product: Product) -> tuple[str, str, bool] | None:
    """When and where a product was first approved, and whether every approval has ended."""
    dated = [each for each in product.approvals if each.status in ALLOWED and each.date]
    if not dated:
        return None
    first = min(dated, key=lambda each: each.date)
    return first.date, PLACE[first.agency], all(each.status == "withdrawn" for each in dated)


def chosen(t: Taxonomy, what: str) -> list[Product]:
    """The products of a family (``vaccines``), of a membership (``cell_therapy yes``), or all.

    Raises:
        Unknown: if ``what`` is none of these.
    """
    term, _, value = what.partition(" ")
    if what == "all":
        return list(t.products.values())
    if term in v.TERM and value in v.ANSWER:
        return [each for each in t.products.values() if getattr(t.classify(each.type), term).value == value]
    pick(v.FAMILY, what, f"TERM ANSWER, such as 'cell_therapy yes', or one of {', '.join(v.FAMILY)}")
    return [each for each in t.products.values() if t[each.type].family == what]


def timeline(r: Reference, what: str) -> Content:
    """Products by the year of their first approval, oldest first, a fold a decade."""
    t = r.taxonomy
    count: Counter[str] = Counter()
    years: dict[str, list[tuple[str, Runs]]] = {}
    for product in chosen(t, what):
        found = first_approval(product)
        if found is not None:
            date, place, ended = found
            first = product.brands[:1]
            brand = f" ({first[0]})" if first and first[0] in brands(product) else ""
            told = line(
                Ref("product", product.id, product.name + brand),
                ": ",
                Ref("type", product.type, t[product.type].name),
                f". {place}{'. Approval ended' if ended else ''}.",
            )
            years.setdefault(date[:4], []).append((date, told))
    rows = [
        [cell(year), [told for _, told in sorted(dated, key=lambda each: each[0])]]
        for year, dated in sorted(years.items())
    ]
    heads = head("Year", "Product, kind of treatment, place")
    decades: dict[str, list[list[Cell]]] = {}
    for (year, dated), row in zip(sorted(years.items()), rows, strict=True):
        decades.setdefault(year[:3], []).append(row)
        count[year[:3]] += len(dated)
    folds: list[Block] = [
        fold(
            f"{what.replace(' ', '-')}-{decade}0",
            f"{decade}0 to {decade}9",
            many(count[decade], "product"),
            Drawing(*by_year(decade, {year: len(dated) for year, dated in years.items()}, what)),
            Table(f"First approvals, {decade}0 to {decade}9: {part(what)}", heads, some, ("timeline",)),
        )
        for decade, some in decades.items()
    ]
    return folds, everything("type", "product")


def by_year(decade: str, found: Mapping[str, int], what: str) -> tuple[Markup, str]:
    """A bar for each year of a decade, from the first with an approval to the last, and the text alternative."""
    years = [int(year) for year in found if year.startswith(decade)]
    counts = [(f"’{year % 100:02}", found.get(str(year), 0)) for year in range(min(years), max(years) + 1)]
    return bars(counts, f"First approvals in each year: {part(what)}", f"{what.replace(' ', '-')}-{decade}0", 26)


SPAN = 10  # years under one bar


def approvals(r: Reference, what: str) -> Content:
    """How many products had their first approval in each span of years, spans without any included."""
    found = [first for product in chosen(r.taxonomy, what) if (first := first_approval(product)) is not None]
    years = Counter(int(date[:4]) // SPAN * SPAN for date, _, _ in found)
    spans = range(min(years), max(years) + SPAN, SPAN) if years else ()
    title = f"First approvals in {SPAN} years each, by the first of them: {part(what)}"
    return (title, [(str(year), years[year]) for year in spans]), everything("type", "product")


def part(what: str) -> str:
    """A part of the products, in words."""
    term, _, value = what.partition(" ")
    if not value:
        return v.FAMILY.get(what, "all products")
    return {"yes": f"what is {v.TERM[term]}", "no": f"what is not {v.TERM[term]}"}.get(
        value, f"what some call {v.TERM[term]}"
    )


def field_list(r: Reference, kind: str) -> Content:
    """The fields of one kind of record, from their declarations."""
    fields = field_lines(pick(KINDS, kind, f"one of {', '.join(KINDS)}"))
    heads = head("Field", "What it means", "What it may hold")
    return [Table(f"Fields of a record: {kind}", heads, list(map(described, fields)), ("fields",))], frozenset()


def described(field: FieldLine) -> list[Cell]:
    name = [line(Strong(field.name)), *([line(Emphasis("required"))] if field.required else [])]
    form = [line(Strong(value), f": {words}") for value, words in field.values.items()] or [line(field.form)]
    if field.origin:
        form.append(line(Emphasis(f"From: {field.origin}")))
    return [name, cell(field.help), form]
