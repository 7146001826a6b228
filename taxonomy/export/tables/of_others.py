"""The tables of all other records, of sources and of rules."""

from __future__ import annotations

from taxonomy.decide.classification import RULES
from taxonomy.model import vocabulary as v
from taxonomy.model.records import (
    Approval,
    Authority,
    Claim,
    Concept,
    Concerned,
    Country,
    Definition,
    Deprecated,
    Identifier,
    Illness,
    Link,
    Mapping,
    NotSame,
    Product,
    Question,
    Shown,
    Target,
)
from taxonomy.query.taxonomy import Taxonomy

from ..addresses import iri
from ..columns import Column, Row, Table
from .making import IRI, OF_TYPE, OF_USE, REVIEWED, derived, flat, numbered, row


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


def identifiers(taxonomy: Taxonomy) -> Table:
    help = "The name of a product in another database."
    return numbered(taxonomy, "identifiers", help, "product", Identifier, "identifiers")


def targets(taxonomy: Taxonomy) -> Table:
    return numbered(
        taxonomy,
        "targets",
        "A protein that a product aims at or brings, with what the product does to it.",
        "product",
        Target,
        "targets",
    )


def approvals(taxonomy: Taxonomy) -> Table:
    return numbered(taxonomy, "approvals", "A decision of an agency about a product.", "product", Approval, "approvals")


def illnesses(taxonomy: Taxonomy) -> Table:
    own = flat(Illness)
    rows: list[Row] = [
        {**row(illness, own), "iri": iri("illness", id), "reviewed": illness.reviewed}
        for id, illness in sorted(taxonomy.illnesses.items())
    ]
    help = "An illness, or another reason for a treatment."
    return Table("illnesses", help, ("id",), (), (own[0], IRI, *own[1:], REVIEWED), rows)


def illness_mappings(taxonomy: Taxonomy) -> Table:
    help = "The same or a near illness in another vocabulary."
    return numbered(taxonomy, "illness_mappings", help, "illness", Mapping, "mappings")


def concepts(taxonomy: Taxonomy) -> Table:
    own = flat(Concept)
    rows: list[Row] = [
        {**row(concept, own), "iri": iri("concept", id), "reviewed": concept.reviewed}
        for id, concept in sorted(taxonomy.concepts.items())
    ]
    help = "A term that this reference is about, as a thing to point to."
    return Table("concepts", help, ("id",), (), (own[0], IRI, *own[1:], REVIEWED), rows)


def concept_mappings(taxonomy: Taxonomy) -> Table:
    help = "The same or a near term in another vocabulary."
    return numbered(taxonomy, "concept_mappings", help, "concept", Mapping, "mappings")


def not_same_as(taxonomy: Taxonomy) -> Table:
    help = "An illness that is taken for another."
    return numbered(taxonomy, "not_same_as", help, "illness", NotSame, "not_same_as")


def questions(taxonomy: Taxonomy) -> Table:
    own = flat(Question)
    rows: list[Row] = [
        {**row(question, own), "iri": iri("question", id), "reviewed": question.reviewed}
        for id, question in sorted(taxonomy.questions.items())
    ]
    help = "A question that people ask, and its short answer."
    return Table("questions", help, ("id",), (), (own[0], IRI, *own[1:], REVIEWED), rows)


def question_shows(taxonomy: Taxonomy) -> Table:
    help = "A part of a treatment's record that answers a question."
    found = numbered(taxonomy, "question_shows", help, "question", Shown, "shows")
    return found._replace(refers=(*found.refers, OF_TYPE))


def countries(taxonomy: Taxonomy) -> Table:
    own = flat(Country)
    rows: list[Row] = [
        {**row(country, own), "iri": iri("country", id), "reviewed": country.reviewed}
        for id, country in sorted(taxonomy.countries.items())
    ]
    help = "A country, with where to get help there."
    return Table("countries", help, ("id",), (), (own[0], IRI, *own[1:], REVIEWED), rows)


def links(taxonomy: Taxonomy) -> Table:
    return numbered(taxonomy, "links", "An official address where one gets help.", "country", Link, "links")


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
