"""The tables of the reference: each a list of rows, with the columns that describe them."""

from __future__ import annotations

from typing import Any

from taxonomy.decide.classification import RULES
from taxonomy.model import vocabulary as v
from taxonomy.model.fields import Record
from taxonomy.model.records import (
    KINDS,
    Approval,
    Authority,
    Claim,
    Concerned,
    Definition,
    Deprecated,
    Facets,
    Mapping,
    Product,
    Statement,
    Status,
    Type,
    Use,
)
from taxonomy.query.labels import label, unproven, warning_required
from taxonomy.query.taxonomy import Taxonomy

from .addresses import iri
from .columns import Column, Row, Table, columns, values

IRI = Column("iri", "url", "The permanent address of the record.")
REVIEWED = Column("reviewed", "day", "The day on which a person last compared this with its sources.")
POSITION = Column("position", "number", "The place in the record's own order, from 1.")


def in_order(taxonomy: Taxonomy) -> list[Type]:
    """Every type, in the order of identifiers."""
    return sorted(taxonomy, key=lambda each: each.id)


def derived(name: str, form: str, help: str, words: dict[str, str] | None = None) -> Column:
    """A column that rules compute."""
    return Column(f"derived_{name}", form, help, derived=True, words=words)


def named(kind: str, help: str) -> Column:
    """A column that names the record to which a row belongs."""
    return Column(kind, "text", help)


def flat(record: type[Record], *without: str) -> tuple[Column, ...]:
    """The columns of a record, but for the named ones and those that stand at the end of every table."""
    return tuple(each for each in columns(record) if each.name not in {"reviewed", *without})


def row(of: Record, known: tuple[Column, ...]) -> Row:
    """The values of a record, for those columns that come from its fields."""
    found = dict(values(of, type(of)))
    return {each.name: found[each.name] for each in known if each.name in found}


# -- Types -------------------------------------------------------------------

FACETS = tuple(f"facets_{name}_{part}" for name in Facets.fields for part in ("text", "sources"))
OF_TYPE = (("type",), "types", ("id",))
OF_USE = (("type", "indication"), "uses", ("type", "indication"))
OF_PRODUCT = (("product",), "products", ("id",))


def types(taxonomy: Taxonomy) -> Table:
    answers = [
        column
        for term, words in v.TERM.items()
        for column in (
            derived(term, "text", f"Whether it is {words}.", v.ANSWER),
            derived(f"{term}_rules", "texts", f"The rules that decided whether it is {words}."),
            derived(f"{term}_reason", "text", f"Why it is {words} or not, in plain words."),
        )
    ]
    own = flat(Type, *FACETS)
    all_columns = (
        own[0], IRI, *own[1:], REVIEWED, *answers,
        derived("both", "truth", "Whether it is cell therapy and immunotherapy, without dispute."),
        derived("subclasses", "texts", "Groups of treatments to which it belongs."),
        derived("eu_class", "text", "How EU law would class it: our reading, not a ruling."),
        derived("fda_class", "text", "How US law would class it: our reading, not a ruling."),
        derived("warning_required", "truth", "Whether a use of it is sold without proof somewhere."),
        derived("ancestors", "texts", "All wider types."),
    )  # fmt: skip
    rows = []
    for type_ in in_order(taxonomy):
        found = taxonomy.classify(type_)
        more: Row = {"iri": iri("type", type_.id), "reviewed": type_.reviewed}
        for answer in found.answers:
            more[f"derived_{answer.term}"] = answer.value
            more[f"derived_{answer.term}_rules"] = list(answer.rules)
            more[f"derived_{answer.term}_reason"] = answer.reason
        more["derived_both"] = found.both
        more["derived_subclasses"] = [each.value for each in found.subclasses]
        more["derived_eu_class"], more["derived_fda_class"] = found.eu_class.value, found.fda_class.value
        more["derived_warning_required"] = warning_required(type_)
        more["derived_ancestors"] = sorted(taxonomy.ancestors(type_))
        rows.append({**row(type_, own), **more})
    return Table("types", "A kind of treatment.", ("id",), (), all_columns, rows)


def uses(taxonomy: Taxonomy) -> Table:
    own = flat(Use)
    unshown = derived("unproven", "truth", "Whether the use is sold without proof somewhere.")
    rows: list[Row] = [
        {"type": type_.id, **row(use, own), "reviewed": type_.reviewed, "derived_unproven": unproven(use)}
        for type_ in in_order(taxonomy)
        for use in type_.uses
    ]
    all_columns = (named("type", "The type."), *own, REVIEWED, unshown)
    return Table("uses", "An illness that a type is used for.", ("type", "indication"), (OF_TYPE,), all_columns, rows)


def statuses(taxonomy: Taxonomy) -> Table:
    own = flat(Status)
    head = (named("type", "The type."), named("indication", "The illness, and for whom."))
    tail = (
        derived("label", "text", "What a reader is told about the use there."),
        derived("tone", "text", "The tone of that label: good, early, testing, warning or ended."),
    )
    rows: list[Row] = []
    for type_ in in_order(taxonomy):
        for use in type_.uses:
            for status in use.status:
                words, tone = label(use, status)
                first: Row = {"type": type_.id, "indication": use.indication, **row(status, own)}
                rows.append({**first, "reviewed": type_.reviewed, "derived_label": words, "derived_tone": tone})
    key = ("type", "indication", "jurisdiction")
    return Table(
        "statuses",
        "Whether a use is allowed in a place, and since when.",
        key,
        (OF_TYPE, OF_USE),
        (*head, *own, REVIEWED, *tail),
        rows,
    )


def facets(taxonomy: Taxonomy) -> Table:
    all_columns = (
        named("type", "The type."),
        Column("facet", "text", "The question, by its short name.", words={name: field.help for name, field in Facets.fields.items()}),
        Column("question", "text", "The question, as a layperson asks it."),
        Column("text", "text", "The answer: a plain sentence or two."),
        Column("sources", "texts", "Keys of the table of sources, each with a place in it after ' @ '."),
        REVIEWED,
    )  # fmt: skip
    rows: list[Row] = [
        {
            "type": type_.id, "facet": name, "question": field.help, "text": facet["text"],
            "sources": facet.get("sources", []), "reviewed": type_.reviewed,
        }
        for type_ in in_order(taxonomy)
        for name, field in Facets.fields.items()
        if (facet := type_.data.get("facets", {}).get(name))
    ]  # fmt: skip
    return Table(
        "facets", "An answer to a question of the comparison.", ("type", "facet"), (OF_TYPE,), all_columns, rows
    )


def numbered(taxonomy: Taxonomy, name: str, help: str, kind: str, block: type[Record], field: str) -> Table:
    """A table of the blocks in a list of a record, numbered as they stand there."""
    own = flat(block)
    head = (named(kind, f"The {kind}."), POSITION)
    sources = () if "sources" in block.fields else (Column("sources", "texts", "The sources of the whole record."),)
    rows: list[Row] = []
    for _, data in sorted(taxonomy.records[kind].items()):
        record: Any = KINDS[kind](data)
        for number, each in enumerate(getattr(record, field), 1):
            more: Row = {} if "sources" in block.fields else {"sources": record.sources}
            rows.append({kind: record.id, "position": number, **row(each, own), **more, "reviewed": record.reviewed})
    refers = ((kind,), {"authority": "authorities"}.get(kind, f"{kind}s"), ("id",))
    return Table(name, help, (kind, "position"), (refers,), (*head, *own, *sources, REVIEWED), rows)


def statements(taxonomy: Taxonomy) -> Table:
    return numbered(taxonomy, "statements", "What an authority says about a type.", "type", Statement, "statements")


def mappings(taxonomy: Taxonomy) -> Table:
    return numbered(
        taxonomy, "mappings", "The same or a near thing in another vocabulary.", "type", Mapping, "mappings"
    )


def voices(taxonomy: Taxonomy) -> Table:
    all_columns = (
        named("type", "The type."),
        derived("term", "text", "Which of the two terms.", v.TERM),
        derived("position", "number", "The place in the answer, from 1."),
        derived("authority", "text", "Who says it."),
        derived("value", "text", "Whether the term covers the type.", {"yes": "yes", "no": "no"}),
        derived("reason", "text", "Why, by that authority's definition."),
        Column("sources", "texts", "Keys of the table of sources, each with a place in it after ' @ '."),
        REVIEWED,
    )
    rows: list[Row] = [
        {
            "type": type_.id, "derived_term": answer.term, "derived_position": number,
            "derived_authority": says.authority, "derived_value": says.value, "derived_reason": says.reason,
            "sources": [says.source] if says.source else [], "reviewed": type_.reviewed,
        }
        for type_ in in_order(taxonomy)
        for answer in taxonomy.classify(type_).answers
        for number, says in enumerate(answer.says, 1)
    ]  # fmt: skip
    key = ("type", "derived_term", "derived_position")
    return Table("voices", "Who says yes and who says no, by a rule.", key, (OF_TYPE,), all_columns, rows)


# -- Products, claims, authorities -------------------------------------------


def products(taxonomy: Taxonomy) -> Table:
    own = flat(Product)
    tail = tuple(derived(term, "text", f"Whether its type is {words}.", v.ANSWER) for term, words in v.TERM.items())
    rows: list[Row] = []
    for id, product in sorted(taxonomy.products.items()):
        found = taxonomy.classify(product.type)
        answers: Row = {f"derived_{each.term}": each.value for each in found.answers}
        rows.append({**row(product, own), "iri": iri("product", id), "reviewed": product.reviewed, **answers})
    all_columns = (own[0], IRI, *own[1:], REVIEWED, *tail)
    return Table("products", "A product that a regulator decided about.", ("id",), (OF_TYPE,), all_columns, rows)


def approvals(taxonomy: Taxonomy) -> Table:
    return numbered(taxonomy, "approvals", "A decision of an agency about a product.", "product", Approval, "approvals")


def claims(taxonomy: Taxonomy) -> Table:
    own = flat(Claim)
    rows: list[Row] = [
        {**row(claim, own), "iri": iri("claim", id), "reviewed": claim.reviewed}
        for id, claim in sorted(taxonomy.claims.items())
    ]
    return Table(
        "claims", "What is often said, and what is accurate.", ("id",), (), (own[0], IRI, *own[1:], REVIEWED), rows
    )


def claim_uses(taxonomy: Taxonomy) -> Table:
    found = numbered(taxonomy, "claim_uses", "A use that a claim is about.", "claim", Concerned, "uses")
    return found._replace(refers=(*found.refers, OF_USE))


def authorities(taxonomy: Taxonomy) -> Table:
    own = flat(Authority)
    rows: list[Row] = [
        {**row(each, own), "iri": iri("authority", id), "reviewed": each.reviewed}
        for id, each in sorted(taxonomy.authorities.items())
    ]
    help = "Who defines or files the two terms."
    return Table("authorities", help, ("id",), (), (own[0], IRI, *own[1:], REVIEWED), rows)


def definitions(taxonomy: Taxonomy) -> Table:
    help = "How an authority defines or files a term."
    return numbered(taxonomy, "definitions", help, "authority", Definition, "definitions")


# -- What the records rest on ------------------------------------------------

SOURCE = {
    "key": "The key that records cite.", "author": "Who wrote it.", "title": "Its title.", "year": "When it appeared.",
    "where": "The journal or publisher.", "url": "Where it is.", "kind": "What it is: a law, a label, a trial …",
    "read": "When it was read.", "note": "How it was read, if not at its address.",
}  # fmt: skip


def sources(taxonomy: Taxonomy) -> Table:
    forms = {"url": "url", "read": "day"}
    all_columns = (*(Column(name, forms.get(name, "text"), help) for name, help in SOURCE.items()), IRI)
    rows: list[Row] = [{**each._asdict(), "iri": iri("source", key)} for key, each in sorted(taxonomy.sources.items())]
    return Table("sources", "A source that records cite.", ("key",), (), all_columns, rows)


def rules(_: Taxonomy) -> Table:
    all_columns = (
        Column("id", "text", "The rule's identifier."), IRI,
        Column("position", "number", "The order in which the rules of a term are asked, from 1; the first that applies decides a membership."),
        Column("term", "text", "What it decides."),
        Column("value", "text", "What then holds."),
        Column("sentence", "text", "When it applies, in plain words."),
        Column("sources", "texts", "Where the authorities speak that the rule follows."),
    )  # fmt: skip
    rows: list[Row] = [
        {
            "id": rule.id, "iri": iri("rule", rule.id), "position": number, "term": term, "value": rule.value,
            "sentence": rule.sentence, "sources": list(dict.fromkeys(each.source for each in rule.says)),
        }
        for term, all_rules in RULES.items()
        for number, rule in enumerate(all_rules, 1)
    ]  # fmt: skip
    return Table("rules", "A rule that derives a membership or a class.", ("id",), (), all_columns, rows)


def deprecated(taxonomy: Taxonomy) -> Table:
    own = flat(Deprecated)
    rows: list[Row] = [
        {**row(Deprecated(data), own), "iri": iri(data["kind"], id)}
        for id, data in sorted(taxonomy.records.get("deprecated", {}).items())
    ]
    help = "An identifier that was given up, and what stands in its place."
    return Table("deprecated", help, ("id",), (), (own[0], IRI, *own[1:]), rows)


def vocabulary(of: list[Table]) -> Table:
    """The table of all allowed values in other tables."""
    all_columns = (
        Column("field", "text", "The table and the column."),
        Column("value", "text", "The value."),
        Column("words", "text", "The plain words for it."),
        Column("origin", "text", "Where the list of values comes from."),
    )
    rows: list[Row] = [
        {"field": f"{table.name}.{column.name}", "value": value, "words": words, "origin": column.origin}
        for table in of
        for column in table.columns
        for value, words in (column.words or {}).items()
    ]
    return Table("vocabulary", "An allowed value of a column.", ("field", "value"), (), all_columns, rows)


#: In the order in which formats list them.
TABLES = (
    types, uses, statuses, facets, statements, mappings, voices, products, approvals, claims, claim_uses,
    authorities, definitions, sources, rules, deprecated,
)  # fmt: skip


def all_tables(taxonomy: Taxonomy) -> dict[str, Table]:
    """Every table by its name; the last holds the allowed values of the others."""
    found = [make(taxonomy) for make in TABLES]
    return {each.name: each for each in [*found, vocabulary(found)]}
