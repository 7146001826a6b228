"""Every view that a page can show: plain content, and the records that it was made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from taxonomy import (
    KINDS,
    LABELS,
    NOT_CHECKED,
    RULES,
    Row,
    Rule,
    Taxonomy,
    Type,
    cited_keys,
    notebook,
    questions,
    warning_required,
)
from taxonomy import Cell as Answered
from taxonomy import vocabulary as v

from ..blocks import (
    AnswerRun,
    Block,
    Bullets,
    Card,
    Cards,
    Cell,
    Drawing,
    Emphasis,
    LabelRun,
    Runs,
    SourceRef,
    Strong,
    Table,
    cell,
    fold,
    head,
    line,
    p,
    references,
    section,
)
from ..tracking import Content, Key, Reference, Unknown, everything, pick
from . import maps
from .drawing import charted
from .glyph import named
from .phrases import authority, many
from .treatment.page import TypePage

A_TYPE = "the identifier of a type"
OPEN = ("first", "treatment")  # groups of questions of a comparison that lie open
A_FAMILY = f"one of {', '.join(v.FAMILY)}"


def type_page(r: Reference, id: str) -> Content:
    """All that the page of one type shows."""
    t = r.taxonomy
    page = TypePage(t, pick(t.types, id, A_TYPE), t.sources)
    blocks = page.blocks()
    touched: set[Key] = {("type", id), *(("type", each) for each in t[id].parents)}
    touched |= {("type", each.id) for each in t.children(id)}
    touched |= {("product", each.id) for each in t.products_of(id)}
    touched |= {("claim", each.id) for each in t.claims_about(id)}
    touched |= {("source", key) for key in page.cited} | {("*", "authority")}
    touched |= {(run.kind, run.id) for block in blocks for run in references(block) if run.kind in ("type", "product")}
    return (page.type.name, blocks), frozenset(touched)


def name(r: Reference, key: str) -> Content:
    """The name of a record, ``kind:id``."""
    kind, _, id = key.partition(":")
    named = [each for each in KINDS if each != "deprecated"]  # what was given up has no name
    pick(dict.fromkeys(named), kind, f"KIND:ID, the kind one of {', '.join(named)}")
    data = pick(r.taxonomy.records[kind], id, f"the identifier of a record of the kind '{kind}'")
    told = next(data[field] for field in ("name", "truth", "question") if field in data)
    return told, frozenset({(kind, id)})


def membership(r: Reference, key: str) -> Content:
    """The answer for one type and term, ``id:term``, in words."""
    id, _, term = key.partition(":")
    found = r.taxonomy.classify(pick(r.taxonomy.types, id, A_TYPE))
    pick(v.TERM, term, f"ID:TERM, the term one of {', '.join(v.TERM)}")
    value = getattr(found, term).value
    return (value, v.ANSWER[value].lower()), frozenset({("type", id)})


def count(r: Reference, what: str) -> Content:
    """How many records there are, of a kind or a membership; see ``counts``."""
    found = pick(counts(r.taxonomy), what, "a countable name such as 'types', 'both' or 'cell_therapy yes'")
    return found, everything("type", "product", "claim", "illness", "question", "country", "authority", "source")


@lru_cache(maxsize=1)  # a page with ten numbers counts once
def counts(t: Taxonomy) -> dict[str, int]:
    """Everything that can be counted, by name."""
    found = {"types": len(t), "products": len(t.products), "claims": len(t.claims), "authorities": len(t.authorities)}
    found |= {"illnesses": len(t.illnesses), "questions": len(t.questions), "countries": len(t.countries)}
    found["sources"] = len(t.sources)
    found["rules"] = sum(map(len, RULES.values()))
    found.update({f"family {name}": len(t.family(name)) for name in v.FAMILY})
    found.update({f"{term} {value}": 0 for term in v.TERM for value in v.ANSWER})
    found.update(
        dict.fromkeys(("both", "only cell therapy", "only immunotherapy", "neither", "contested", "warnings"), 0)
    )
    for type_ in t:
        classified = t.classify(type_)
        for answer in classified.answers:
            found[f"{answer.term} {answer.value}"] += 1
        found[notebook.part(classified)] += 1
        found["warnings"] += warning_required(type_)
    return found


def comparison(r: Reference, arguments: str) -> Content:
    """A comparison, ``id id … | key key …``; tables of at most three types, grouped by kind of question.

    The first groups lie open, the others are folded. A row says whether the types differ; the row on what is sold
    without proof stands only where something is.
    """
    ids, _, keys = arguments.partition("|")
    t = r.taxonomy
    if twice := next((id for id, times in Counter(ids.split()).items() if times > 1), ""):
        raise Unknown(f"'{twice}' is given twice; expected each type once")
    for key in keys.split():
        pick(questions(), key, f"one of {', '.join(questions())}")
    found = t.compare(*(pick(t.types, id, A_TYPE) for id in ids.split()), keys=keys.split() or None)
    sold = any(map(warning_required, found.types))
    blocks: list[Block] = []
    for group, title in v.QUESTION_GROUP.items():
        rows = [row for row in found.rows if row.group == group and (row.key != "warning" or sold)]
        tables: list[Block] = []
        for start in range(0, len(found.types) if rows else 0, 3):
            some = slice(start, start + 3)
            cells = [[asked(row), *(lines_of(r, each) for each in row.cells[some])] for row in rows]
            names = ", ".join(each.name for each in found.types[some])
            heads = [line("Question"), *(named(t, each) for each in found.types[some])]
            tables.append(Table(f"{title}: {names}", heads, cells, classes=("comparison",)))
        if group in OPEN:
            blocks += tables
        elif tables:
            differ = sum(row in found.differing for row in rows)
            told = f"{many(len(rows), 'question')}; they differ in {differ}"
            blocks.append(fold(f"{group}-{'-'.join(each.id for each in found.types)}", title, told, *tables))
    keys_cited = cited_keys(each for row in found.rows for answered in row.cells for each in answered.sources)
    told_of = {each.id for each in found.types}.union(*map(t.ancestors, found.types))  # a wider one may answer
    return blocks, frozenset({("type", id) for id in told_of} | {("source", key) for key in keys_cited})


def asked(row: Row) -> Cell:
    """The question of a row, and whether the answers differ; neither where one side was not checked."""
    answers = {each.lines for each in row.cells}
    marks = []
    if len(answers - {(NOT_CHECKED,)}) > 1:
        marks = [LabelRun("differ", "They differ")]
    elif (NOT_CHECKED,) not in answers and len(row.cells) > 1:
        marks = [LabelRun("same", "The same")]
    return [line(row.question), *map(line, marks)]


def lines_of(r: Reference, answered: Answered) -> Cell:
    """The sentences of a cell, and whose they are; its sources after the last."""
    *first, last = answered.told
    return [*map(line, first), line(last, *cited(r, answered.sources))]


def family_list(r: Reference, family: str) -> Content:
    """The types of one family, or of all, with both answers."""
    t = r.taxonomy
    caption = "All treatments" if family == "all" else pick(v.FAMILY, family, A_FAMILY)
    rows = [summary(t, each) for each in (t if family == "all" else t.family(family))]
    heads = head("Treatment", "Cell therapy?", "Immunotherapy?", "In a sentence")
    return [Table(caption, heads, rows, classes=("types",))], everything("type")


def summary(t: Taxonomy, type_: Type) -> list[Cell]:
    answers = [cell(AnswerRun(each.value, v.ANSWER[each.value])) for each in t.classify(type_).answers]
    first = [named(t, type_)]
    if warning_required(type_):
        first.append(line(LabelRun("warning", "Not shown to work for a use it is sold for")))
    return [first, *answers, cell(type_.sentence)]


def ways(r: Reference, id: str) -> Content:
    """The way of one treatment through the rules of both terms, as pictures with the reasons beside them."""
    answers = r.taxonomy.classify(pick(r.taxonomy.types, id, A_TYPE)).answers
    blocks: list[Block] = []
    for each in answers:
        blocks += [p(each.reason), Drawing(*charted(notebook.way(each), f"{id}-{each.term}", told=False))]
    return blocks, frozenset({("type", id)})


def heading(rule: Rule) -> str:
    """A rule's identifier and what it decides; of an answer, in the words that a reader meets elsewhere."""
    return f"{rule.id}: {v.ANSWER.get(rule.value, rule.value).lower() if rule.term in v.TERM else rule.value}"


def rule_list(r: Reference, term: str) -> Content:
    """The rules of one term, in the order in which they are asked."""
    rules = pick(RULES, term, f"one of {', '.join(RULES)}")
    blocks: list[Block] = [Drawing(*charted(notebook.chart(rules, term), term))] if term in v.TERM else []
    for rule in rules:
        says = [
            line(authority(r.taxonomy, each.authority), f" says {each.value}: {each.reason}.", *cited(r, [each.source]))
            for each in rule.says
        ]
        told = [p(rule.sentence), Bullets(says)] if says else [p(rule.sentence)]
        blocks.append(section(f"rule-{rule.id}", heading(rule), *told))
    return blocks, everything("authority", "source")


def cited(r: Reference, citations: Iterable[str]) -> Runs:
    """Named references to the list of all sources."""
    known = r.taxonomy.sources
    return [SourceRef(key, known[key].short) for key in cited_keys(citations) if key in known]


def authority_list(r: Reference, _: str) -> Content:
    """Every authority, and how it defines the two terms: first those whose answers count."""
    groups: dict[bool, list[Card]] = {True: [], False: []}
    for each in r.taxonomy.authorities.values():
        parts: list[Block] = []
        for definition in each.definitions:
            quote = f" In its words: “{definition.quote}”" if definition.quote else ""
            parts.append(
                p(
                    Strong(v.TERM[definition.term].capitalize()),
                    f" (it says “{definition.called}”; {v.AUTHORITY_ROLE[definition.role]}): {definition.core}{quote}",
                    *cited(r, definition.sources),
                )
            )
            if definition.includes:
                parts.append(p(Emphasis("Counts in: "), definition.includes))
            if definition.excludes:
                parts.append(p(Emphasis("Leaves out: "), definition.excludes))
        parts.append(p(f"Reviewed {each.reviewed}."))
        counts = [v.TERM[it.term] for it in each.definitions if it.role == "defines"]
        told = p(LabelRun("good", "Its answer counts"), f" on {' and '.join(counts)}.") if counts else p(NOT_COUNTED)
        inside = fold(f"says-{each.id}", "What it says", f"{len(each.definitions)}", *parts)
        groups[bool(counts)].append(Card(line(each.name), [], [p(each.purpose), told, inside], f"authority-{each.id}"))
    shown = [
        section(slug, title, Cards(cards, look="listing"))
        for slug, title, cards in (
            ("those-that-count", "Those whose answers count", groups[True]),
            ("those-that-file", "Those that file, regulate or observe", groups[False]),
        )
        if cards
    ]
    return shown, everything("authority", "source")


NOT_COUNTED = "It is recorded, and never counted."


def labels(r: Reference, _: str) -> Content:
    """Every reader's label, and when it is given."""
    given = zip(LABELS.values(), LABEL_WORDS, strict=True)
    rows = [[cell(LabelRun(each.tone, each.words)), cell(when)] for each, when in given]
    return [Table("What the labels mean", head("Label", "When it is given"), rows)], frozenset()


LABEL_WORDS = (
    "Approved or long established, and studies point to a benefit.",
    "Approved, as a label or a regulator's table says; we have not read the studies of this use yet.",
    "Approved or long established, but studies do not settle how well it works.",
    "Approved on conditions: the company must still deliver proof.",
    "Not approved; given in trials.",
    "Offered for money without approval for this use, and without good evidence.",
    "A regulator looked at it and said no.",
    "It was approved once; the approval ended.",
    "Good studies found no benefit, or harm.",
    "It worked, but newer treatments took its place.",
    "A search found no approval there, on the day that is given.",
)


EXAMPLES = 3  # names in each part of the picture; more do not fit
LONGEST = 18  # characters of a name that fits there


def overlap(r: Reference, _: str) -> Content:
    """How many types stand in each part of the picture, with examples: the best described, by short names."""
    t = r.taxonomy
    zones: dict[str, list[Type]] = {name: [] for name in notebook.PARTS}
    for type_ in t:
        zones[notebook.part(t.classify(type_))].append(type_)
    found = {name: (len(types), [each.name for each in examples(types)]) for name, types in zones.items()}
    return found, everything("type")


def family_map(r: Reference, _: str) -> Content:
    """A bar for each family."""
    return [Drawing(*maps.family_map(r.taxonomy))], everything("type")


def examples(types: list[Type]) -> list[Type]:
    short = [each for each in types if len(each.name) <= LONGEST]
    return sorted(short, key=lambda each: (-len(each.data.get("facets", {})), len(each.name), each.id))[:EXAMPLES]
