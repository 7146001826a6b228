"""Every view that a page can show: plain content, and the records that it was made of."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from taxonomy.decide.classification import RULES
from taxonomy.decide.rule import Rule
from taxonomy.model import vocabulary as v
from taxonomy.model.citation import cited_keys
from taxonomy.model.records import KINDS, Type
from taxonomy.query.comparison import Cell
from taxonomy.query.labels import LABELS, warning_required
from taxonomy.query.taxonomy import Taxonomy

from ..blocks import Block, Runs, Table, bullets, joined, p, ref, section, strong, text
from ..tracking import Key, Reference, view
from .type_page import TypePage, decisions

Content = tuple[Any, frozenset[Key]]


def everything(*kinds: str) -> frozenset[Key]:
    return frozenset(("*", kind) for kind in kinds)


@view
def type_page(r: Reference, id: str) -> Content:
    """All that the page of one type shows."""
    t = r.taxonomy
    page = TypePage(t, t[id], t.sources)
    blocks = page.blocks()
    touched: set[Key] = {("type", id), *(("type", each) for each in t[id].parents)}
    touched |= {("type", each.id) for each in t.children(id)}
    touched |= {("product", each.id) for each in t.products_of(id)}
    touched |= {("claim", each.id) for each in t.claims_about(id)}
    touched |= {("source", key) for key in page.cited} | {("*", "authority")}
    touched |= {("type", run[2]) for block in blocks for run in references(block) if run[1] == "type"}
    return (t[id].name, blocks), frozenset(touched)


def references(block: Block) -> list[tuple[Any, ...]]:
    """Every reference run in a block."""
    found = []
    if block[0] in ("p", "list"):
        runs = block[1] if block[0] == "p" else [run for item in block[1] for run in item]
        found += [run for run in runs if run[0] == "ref"]
    elif block[0] in ("note", "section"):
        for inner in block[3]:
            found += references(inner)
    return found


@view
def name(r: Reference, key: str) -> Content:
    """The name of a record, ``kind:id``."""
    kind, _, id = key.partition(":")
    data = r.taxonomy.records[kind].get(id, {}) if kind in KINDS else {}
    return data.get("name") or data.get("said") or "", frozenset({(kind, id)})


@view
def membership(r: Reference, key: str) -> Content:
    """The answer for one type and term, ``id:term``, in words."""
    id, _, term = key.partition(":")
    answer = getattr(r.taxonomy.classify(id), term)
    return (answer.value, v.ANSWER[answer.value].lower()), frozenset({("type", id)})


@view
def count(r: Reference, what: str) -> Content:
    """How many records there are, of a kind or a membership; see ``counts``."""
    return counts(r.taxonomy)[what], everything("type", "product", "claim", "authority", "source")


@lru_cache(maxsize=1)  # a page with ten numbers counts once
def counts(t: Taxonomy) -> dict[str, int]:
    """Everything that can be counted, by name."""
    found = {"types": len(t), "products": len(t.products), "claims": len(t.claims), "authorities": len(t.authorities)}
    found["sources"] = len(t.sources)
    found["rules"] = sum(map(len, RULES.values()))
    found.update({f"family {name}": len(t.family(name)) for name in v.FAMILY})
    found.update({f"{term} {value}": 0 for term in v.TERM for value in v.ANSWER})
    found.update(
        dict.fromkeys(("both", "only cell therapy", "only immunotherapy", "neither", "contested", "warnings"), 0)
    )
    for type_ in t:
        cell, immune = (answer.value for answer in t.classify(type_).answers)
        found[f"cell_therapy {cell}"] += 1
        found[f"immunotherapy {immune}"] += 1
        found[zone(cell, immune)] += 1
        found["warnings"] += warning_required(type_)
    return found


def zone(cell: str, immune: str) -> str:
    """Where a type stands in the picture of the two sets."""
    if "contested" in (cell, immune):
        return "contested"
    named = {("yes", "yes"): "both", ("yes", "no"): "only cell therapy", ("no", "yes"): "only immunotherapy"}
    return named.get((cell, immune), "neither")


@view
def comparison(r: Reference, arguments: str) -> Content:
    """A comparison, ``id id … | key key …``; tables of at most three types, grouped by kind of question."""
    ids, _, keys = arguments.partition("|")
    t = r.taxonomy
    found = t.compare(*ids.split(), keys=keys.split() or None)
    blocks: list[Block] = []
    for group, title in v.QUESTION_GROUP.items():
        rows = [row for row in found.rows if row.group == group]
        for start in range(0, len(found.types), 3):
            some = found.types[start : start + 3]
            cells = [
                [
                    [[text(row.question)]],
                    *(lines_of(r, cell) for cell in row.cells[start : start + 3]),
                ]
                for row in rows
            ]
            names = ", ".join(each.name for each in some)
            head: list[Runs] = [[text("Question")], *([ref("type", each.id, each.name)] for each in some)]
            if cells:
                blocks.append(("table", Table(f"{title}: {names}", head, cells, classes=("comparison",))))
    keys_cited = cited_keys(each for row in found.rows for cell in row.cells for each in cell.sources)
    return blocks, frozenset({("type", each.id) for each in found.types} | {("source", key) for key in keys_cited})


def lines_of(r: Reference, cell: Cell) -> list[Runs]:
    """The sentences of a cell, its sources after the last."""
    *first, last = cell.lines
    return [*([text(each)] for each in first), [text(last), *cited(r, cell.sources)]]


@view
def family_list(r: Reference, family: str) -> Content:
    """The types of one family, or of all, with both answers."""
    t = r.taxonomy
    chosen = list(t) if family == "all" else t.family(family)
    head: list[Runs] = [[text("Treatment")], [text("Cell therapy?")], [text("Immunotherapy?")], [text("In a sentence")]]
    caption = "All treatments" if family == "all" else v.FAMILY[family]
    rows = [summary(t, each) for each in chosen]
    return [("table", Table(caption, head, rows, classes=("types",)))], everything("type")


def summary(t: Taxonomy, type_: Type) -> list[list[Runs]]:
    found = t.classify(type_)
    answers = [[[("answer", each.value, v.ANSWER[each.value])]] for each in found.answers]
    first: list[Runs] = [[ref("type", type_.id, type_.name)]]
    if warning_required(type_):
        first.append([("label", "warning", "Not shown to work for a use it is sold for")])
    return [first, *answers, [[text(type_.sentence)]]]


def heading(rule: Rule) -> str:
    """A rule's identifier and what it decides; of an answer, in the words that a reader meets elsewhere."""
    return f"{rule.id}: {v.ANSWER.get(rule.value, rule.value).lower() if rule.term in v.TERM else rule.value}"


@view
def rule_list(r: Reference, term: str) -> Content:
    """The rules of one term, in the order in which they are asked."""
    blocks = [
        section(
            f"rule-{rule.id}",
            heading(rule),
            p(rule.sentence),
            bullets([authority(r, says.authority), text(f" says {says.value}: {says.reason}."), *cited(r, [says.source])] for says in rule.says),
        )
        if rule.says
        else section(f"rule-{rule.id}", heading(rule), p(rule.sentence))
        for rule in RULES[term]
    ]  # fmt: skip
    return blocks, everything("authority", "source")


def authority(r: Reference, id: str) -> tuple[Any, ...]:
    known = r.taxonomy.authorities
    return ref("authority", id, known[id].short) if id in known else text(id)


def cited(r: Reference, citations: Iterable[str]) -> Runs:
    """Named references to the list of all sources."""
    known = r.taxonomy.sources
    return [("source", key, known[key].short) for key in cited_keys(citations) if key in known]


@view
def authority_list(r: Reference, _: str) -> Content:
    """Every authority, and how it defines the two terms."""
    blocks = []
    for each in r.taxonomy.authorities.values():
        parts = [p(each.purpose)]
        for definition in each.definitions:
            quote = f" In its words: “{definition.quote}”" if definition.quote else ""
            parts.append(
                p(
                    strong(f"{v.TERM[definition.term].capitalize()}"),
                    f" (it says “{definition.called}”; {v.AUTHORITY_ROLE[definition.role]}): {definition.core}{quote}",
                    *cited(r, definition.sources),
                )
            )
            if definition.includes:
                parts.append(p(("em", "Counts in: "), definition.includes))
            if definition.excludes:
                parts.append(p(("em", "Leaves out: "), definition.excludes))
        parts.append(p(f"Reviewed {each.reviewed}."))
        blocks.append(section(f"authority-{each.id}", each.name, *parts))
    return blocks, everything("authority", "source")


@view
def claim_list(r: Reference, origin: str) -> Content:
    """Checked claims, the verdict first; of one origin, or all."""
    blocks = []
    for each in r.taxonomy.claims.values():
        if origin not in ("all", each.origin):
            continue
        about = joined(
            [
                [ref("type", id, r.taxonomy[id].name)]
                for id in dict.fromkeys([*each.types, *(use.type for use in each.uses)])
            ]
        )
        parts = [
            p(("label", each.verdict, v.VERDICT[each.verdict])),
            p(strong("What is accurate: "), each.accurate, *cited(r, each.sources)),
        ]
        if about:
            parts.append(p("About: ", *about, "."))
        parts.append(p(f"Reviewed {each.reviewed}."))
        blocks.append(section(f"claim-{each.id}", each.said, *parts))
    return blocks, everything("claim", "type", "source")


@view
def product_list(r: Reference, family: str) -> Content:
    """Products whose type is of one family, or all."""
    t = r.taxonomy
    chosen = [each for each in t.products.values() if family in ("all", t[each.type].family)]
    head: list[Runs] = [
        [text("Product")],
        [text("Brand")],
        [text("Kind of treatment")],
        [text("Decisions")],
        [text("First approved use")],
    ]
    rows = []
    for each in chosen:
        uses = dict.fromkeys(f"{a.agency}: {a.indication}" for a in each.approvals if a.indication)
        notes: list[Runs] = [[("em", remark)] for remark in each.notes]
        rows.append(
            [
                [[text(each.name)]],
                [[text(", ".join(each.brands))]],
                [[ref("type", each.type, t[each.type].name)]],
                decisions(each),
                [*([text(use)] for use in uses), *notes],
            ]
        )
    caption = "All products" if family == "all" else f"Products: {v.FAMILY[family]}"
    ids = tuple(f"product-{each.id}" for each in chosen)
    return [("table", Table(caption, head, rows, ("products",), ids))] if rows else [], everything("product", "type")


@view
def labels(r: Reference, _: str) -> Content:
    """Every reader's label, and when it is given."""
    rows = [
        [[[("label", each.tone, each.words)]], [[text(words)]]]
        for each, words in zip(LABELS.values(), LABEL_WORDS, strict=True)
    ]
    return [("table", Table("What the labels mean", [[text("Label")], [text("When it is given")]], rows))], frozenset()


LABEL_WORDS = (
    "Approved or long established, and studies point to a benefit.",
    "Approved or long established, but studies do not settle how well it works.",
    "Approved on conditions: the company must still deliver proof.",
    "Not approved; given in trials.",
    "Offered for money without approval for this use, and without good evidence.",
    "A regulator looked at it and said no.",
    "It was approved once; the approval ended.",
    "Good studies found no benefit, or harm.",
    "It worked, but newer treatments took its place.",
)


EXAMPLES = 3  # names in each part of the picture; more do not fit
LONGEST = 18  # characters of a name that fits there


@view
def overlap(r: Reference, _: str) -> Content:
    """How many types stand in each part of the picture, with examples: the best described, by short names."""
    t = r.taxonomy
    zones: dict[str, list[Type]] = {
        name: [] for name in ("only cell therapy", "both", "only immunotherapy", "neither", "contested")
    }
    for type_ in t:
        cell, immune = (answer.value for answer in t.classify(type_).answers)
        zones[zone(cell, immune)].append(type_)
    found = {name: (len(types), [each.name for each in examples(types)]) for name, types in zones.items()}
    return found, everything("type")


def examples(types: list[Type]) -> list[Type]:
    short = [each for each in types if len(each.name) <= LONGEST]
    return sorted(short, key=lambda each: (-len(each.data.get("facets", {})), len(each.name), each.id))[:EXAMPLES]
