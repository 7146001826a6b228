"""What the tools show, as plain data: rows with the words that one may filter by."""

from __future__ import annotations

from typing import NamedTuple

from conf.therapy.blocks import AnswerRun, LabelRun, Ref, Runs, joined, line
from conf.therapy.tracking import Content, Reference, everything
from conf.therapy.views.glyph import named
from conf.therapy.views.treatment.context import day
from taxonomy import LABELS, Approval, Product, Taxonomy, Type, facts, label, notebook, questions, warning_required
from taxonomy import vocabulary as v

from .guide import QUESTIONS

#: States whose date says when they began.
APPROVED = ("authorised", "conditional")


class Filter(NamedTuple):
    """One way to narrow a table: its name in the address, its question, and ``value -> words``."""

    name: str
    question: str
    options: dict[str, str]


#: Where a type stands in the picture of the two sets.
PICTURE = Filter(
    "zone",
    "Part of the picture",
    {
        "only-cell-therapy": "cell therapy only",
        "both": "both",
        "only-immunotherapy": "immunotherapy only",
        "neither": "neither",
        "contested": "depends who you ask",
    },
)


class Row(NamedTuple):
    """One row: the words it can be found by, and its cells."""

    words: dict[str, str]
    cells: list[Runs]


class SortableTable(NamedTuple):
    """A table to explore: its name, its caption, its filters, its columns and its rows."""

    name: str
    caption: str
    filters: list[Filter]
    columns: list[str]
    rows: list[Row]


class PickList(NamedTuple):
    """What can be compared: ``(family, [(id, its name as a link, whether it needs a warning)])``, and the rows."""

    families: list[tuple[str, list[tuple[str, Runs, bool]]]]
    rows: list[tuple[str, str, str]]
    groups: dict[str, str]


class Branch(NamedTuple):
    """A type, its name as a link, and those below it."""

    name: str
    link: Runs
    below: list[Branch]


FILTERS = (
    Filter("cell", "Cell therapy?", v.ANSWER),
    Filter("immune", "Immunotherapy?", v.ANSWER),
    Filter("family", "Family", v.FAMILY),
    Filter("agent", "What is given", v.AGENT),
    Filter("area", "Part of medicine", v.AREA),
)


def used(filters: list[Filter], rows: list[Row]) -> list[Filter]:
    """The filters, with those options alone that some row has."""
    found = []
    for each in filters:
        known = {word for row in rows for word in row.words.get(each.name, "").split()}
        found.append(each._replace(options={value: words for value, words in each.options.items() if value in known}))
    return found


def labels_of(type_: Type) -> dict[str, str]:
    """The reader's labels of a type's uses: their names in ``LABELS``, and their words."""
    given = {label(use, each).words for use in type_.uses for each in use.status}
    return {
        name: known.words for name, known in LABELS.items() if any(words.startswith(known.words) for words in given)
    }


def approved(type_: Type) -> str:
    """The first year in which a use was approved; nothing if none was, or nobody had to."""
    return min((each.date[:4] for use in type_.uses for each in use.status if each.state in APPROVED), default="")


def membership(t: Taxonomy, type_: Type) -> dict[str, str]:
    found = t.classify(type_)
    cell, immune = (answer.value for answer in found.answers)
    return {"cell": cell, "immune": immune, "zone": notebook.part(found).replace(" ", "-")}


def type_table(r: Reference, _: str) -> Content:
    """All types."""
    t = r.taxonomy
    rows = []
    for each in t:
        known, shown = membership(t, each), labels_of(each)
        words = {
            **known,
            "family": each.family,
            "agent": " ".join(each.attributes.agent),
            "area": " ".join(dict.fromkeys(use.area for use in each.uses)),
            "status": " ".join(shown),
            "year": approved(each),
            "uses": "; ".join(dict.fromkeys(use.indication for use in each.uses)),
        }
        cells = [
            named(t, each),
            *(line(AnswerRun(known[term], v.ANSWER[known[term]])) for term in ("cell", "immune")),
            line(v.FAMILY[each.family]),
            line(", ".join(v.AGENT[agent] for agent in each.attributes.agent)),
            joined((line(LabelRun(LABELS[name].tone, text)) for name, text in shown.items()), by=" "),
            line(words["year"]),
        ]
        rows.append(Row(words, cells))
    stands = Filter("status", "Where a use stands", {name: each.words for name, each in LABELS.items()})
    columns = ["Treatment", "Cell therapy?", "Immunotherapy?", "Family", "What is given", "Where its uses stand", "First approval"]  # fmt: skip
    table = SortableTable("types", "All treatments", used([*FILTERS, stands, PICTURE], rows), columns, rows)
    return table, everything("type")


def product_table(r: Reference, _: str) -> Content:
    """All products."""
    t = r.taxonomy
    rows = [product_row(t, each) for each in t.products.values()]
    filters = [
        Filter("status", "Decision", v.APPROVAL_STATUS),
        Filter("agency", "Who decided", {id: f"{id}: {name}" for id, name in v.AGENCY.items()}),
        *(each for each in FILTERS if each.name != "area"),  # a product's own area is not recorded
    ]
    columns = [
        "Product",
        "Brand",
        "Kind of treatment",
        "Decisions",
        "First approved use",
        "First decision",
        "Approval ended",
    ]
    table = SortableTable("products", "All products", used(filters, rows), columns, rows)
    return table, everything("product", "type")


def decision(approval: Approval) -> str:
    """Agency, decision and year in one word, so that a filter can ask all three of the same decision."""
    when = approval.ended if approval.status == "withdrawn" else approval.date
    return f"{approval.agency}|{approval.status}|{when[:4]}"


def when(approval: Approval) -> str:
    """The year of what holds now, in brackets, if it is known; of an end the day, and what is known of the reason."""
    if approval.status == "withdrawn":
        ended = day(approval.ended) if approval.ended else "day not known"
        return f" ({'. '.join(filter(None, (ended, approval.note.removesuffix('.'))))})"
    year = approval.date[:4]
    return f" ({year})" if year else ""


def product_row(t: Taxonomy, product: Product) -> Row:
    type_ = t[product.type]
    known = membership(t, type_)
    words = {
        **known,
        "family": type_.family,
        "agent": " ".join(type_.attributes.agent),
        "status": " ".join(dict.fromkeys(each.status for each in product.approvals)),
        "agency": " ".join(dict.fromkeys(each.agency for each in product.approvals)),
        "year": min((each.date[:4] for each in product.approvals if each.date), default=""),
        "decisions": " ".join(map(decision, product.approvals)),
    }
    decided = [f"{each.agency}: {v.APPROVAL_STATUS[each.status]}{when(each)}" for each in product.approvals]
    use, *others = dict.fromkeys(each.indication for each in product.approvals if each.indication) or [""]
    words["uses"] = "; ".join(others)
    cells = [
        line(Ref("product", product.id, product.name)),
        line(", ".join(product.brands)),
        named(t, type_),
        line("; ".join(decided)),
        line(use),
        line(words["year"]),
        line(", ".join(sorted({each.ended for each in product.approvals if each.ended}, reverse=True))),
    ]
    return Row(words, cells)


class ListFilter(NamedTuple):
    """What narrows the lists of a page: the field's label, and those of the choices of a fold and of a label."""

    label: str
    folds: str
    labels: str


def list_filter(_r: Reference, labels: str) -> Content:
    """What narrows the lists below it, from its labels, each on a line."""
    return ListFilter(*labels.split("\n")), frozenset()


def pick_list(r: Reference, _: str) -> Content:
    """All types by family."""
    t = r.taxonomy
    found = [
        (words, [(each.id, named(t, each), warning_required(each)) for each in t.family(family)])
        for family, words in v.FAMILY.items()
    ]
    rows = [(key, question, group) for key, (question, group) in questions().items()]
    return PickList([each for each in found if each[1]], rows, v.QUESTION_GROUP), everything("type")


def guide_types(r: Reference, _: str) -> Content:
    """What the guide needs to know of each type to find the closest ones."""
    t = r.taxonomy
    offered = [value for each in QUESTIONS if each.field == "flag" for value in each.options]
    found = []
    for each in t:
        f = facts(each.data["attributes"])
        known = membership(t, each)
        found.append(
            {
                "id": each.id,
                "name": each.name,
                "named": named(t, each),
                "depth": len(t.ancestors(each)),
                "agent": [a for a in v.AGENT if a in f.agent],
                "intent": f.intent,
                "flag": [a for a in offered if a in f.flag],
                "effect": [a for a in v.IMMUNE_EFFECT if a in f.effect and a != "none"],
                "role": f.role,
                "cancer": f.cancer,
                "cell_therapy": known["cell"],
                "immunotherapy": known["immune"],
            }
        )
    names = {id: each.short for id, each in t.authorities.items()}
    return {"types": found, "authorities": names}, everything("type", "authority")


def tree(r: Reference, _: str) -> Content:
    """The types of each family, each below its wider types there: ``(family, how many, [branch])``."""
    t = r.taxonomy

    def branch(type_: Type) -> Branch:
        below = [branch(each) for each in t.children(type_) if each.family == type_.family]
        return Branch(type_.name, named(t, type_), below)

    found = []
    for family, words in v.FAMILY.items():
        inside = t.family(family)
        tops = [each for each in inside if not any(t[parent].family == family for parent in each.parents)]
        if inside:
            found.append((words, len(inside), list(map(branch, tops))))
    return found, everything("type")
