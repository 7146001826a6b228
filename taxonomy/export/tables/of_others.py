"""The tables of products, of sources, of rules and of what was given up."""

from __future__ import annotations

from taxonomy.decide.classification import RULES
from taxonomy.model import vocabulary as v
from taxonomy.model.records import Deprecated, Product
from taxonomy.query.taxonomy import Taxonomy

from ..addresses import iri
from ..columns import Column, Row, Table
from .making import IRI, OF_TYPE, REVIEWED, derived, flat, row


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


SOURCE = {
    "key": "The key that records cite.", "author": "Who wrote it.", "title": "Its title.", "year": "When it appeared.",
    "where": "The journal or publisher.", "url": "Where it is.", "kind": "What it is: a law, a label, a trial …",
    "read": "When it was read.", "note": "How it was read, if not at its address.",
    "retracted": "The day on which it was retracted, or yes; empty while it stands.",
}  # fmt: skip
CODES = frozenset({"key", "kind", "retracted"})


def sources(taxonomy: Taxonomy) -> Table:
    forms = {"url": "url", "read": "day", "year": "number"}
    all_columns = (
        *(Column(name, forms.get(name, "text"), help, code=name in CODES) for name, help in SOURCE.items()), IRI,
    )  # fmt: skip
    rows: list[Row] = [
        {**each._asdict(), "year": int(each.year) if each.year.isdecimal() else "", "iri": iri("source", key)}
        for key, each in sorted(taxonomy.sources.items())
    ]
    return Table("sources", "A source that records cite.", ("key",), (), all_columns, rows)


def rules(_: Taxonomy) -> Table:
    all_columns = (
        Column("id", "text", "The rule's identifier.", code=True), IRI,
        Column("position", "number", "The order in which the rules of a term are asked, from 1; the first that applies decides a membership."),
        Column("term", "text", "What it decides.", code=True),
        Column("value", "text", "What then holds."),
        Column("sentence", "text", "When it applies, in plain words."),
        Column("sources", "texts", "Where the authorities speak that the rule follows.", refers="source", code=True),
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
