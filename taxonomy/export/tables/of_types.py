"""The tables of treatments and of their uses, with what rules say of them."""

from __future__ import annotations

from taxonomy.model import vocabulary as v
from taxonomy.model.records import Facets, Status, Type, Use
from taxonomy.query.labels import label, unproven, warning_required
from taxonomy.query.taxonomy import Taxonomy

from ..addresses import iri
from ..columns import Column, Row, Table
from .making import IRI, OF_TYPE, OF_USE, REVIEWED, SOURCES, derived, flat, in_order, named, row

FACETS = tuple(f"facets_{name}_{part}" for name in Facets.fields for part in ("text", "sources"))


def types(taxonomy: Taxonomy) -> Table:
    answers = [
        column
        for term, words in v.TERM.items()
        for column in (
            derived(term, "text", f"Whether it is {words}.", v.ANSWER),
            derived(
                f"{term}_rules",
                "texts",
                f"The rules that decided whether it is {words}; AS1 where an authority that defines the term says otherwise.",
            )._replace(code=True),
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
        derived("ancestors", "texts", "All wider types.", refers="type"),
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
        derived("tone", "text", "The tone of that label: good, early, testing, warning or ended.")._replace(code=True),
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
        SOURCES,
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


def voices(taxonomy: Taxonomy) -> Table:
    all_columns = (
        named("type", "The type."),
        derived("term", "text", "Which of the two terms.", v.TERM),
        derived("position", "number", "The place in the answer, from 1."),
        derived("authority", "text", "Who says it.", refers="authority"),
        derived("value", "truth", "Whether the term covers the type.", {"true": "yes", "false": "no"}),
        derived("reason", "text", "Why, by that authority's definition."),
        SOURCES,
        REVIEWED,
    )
    rows: list[Row] = [
        {
            "type": type_.id, "derived_term": answer.term, "derived_position": number,
            "derived_authority": says.authority, "derived_value": says.value == "yes", "derived_reason": says.reason,
            "sources": [says.source] if says.source else [], "reviewed": type_.reviewed,
        }
        for type_ in in_order(taxonomy)
        for answer in taxonomy.classify(type_).answers
        for number, says in enumerate(answer.says, 1)
    ]  # fmt: skip
    key = ("type", "derived_term", "derived_position")
    return Table("voices", "Who says yes and who says no, by a rule.", key, (OF_TYPE,), all_columns, rows)
