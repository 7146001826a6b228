"""The tables of the reference: each a list of rows, with the columns that describe them."""

from __future__ import annotations

from taxonomy.model.fields import nearest
from taxonomy.model.records import FOLDERS
from taxonomy.query.taxonomy import Taxonomy

from ..columns import Column, Row, Table
from .making import OF_TYPE, OF_USE, numbered, of_uses, records
from .of_names import names
from .of_others import deprecated, products, rules, sources
from .of_types import facets, statuses, types, uses, voices

#: In the order in which formats list them.
TABLES = (
    types,
    uses,
    statuses,
    facets,
    numbered("harms", "A harm of a treatment, or a sign of one.", "type"),
    numbered("steps", "What happens to somebody who is treated.", "type"),
    numbered("life", "What daily life is like, on one topic.", "type"),
    numbered("costs", "What a treatment costs in one place, or who pays.", "type"),
    of_uses("evidence", "A guideline, a review or a trial of a use."),
    of_uses("outcomes", "In how many people what happened."),
    numbered("statements", "What an authority says about a type.", "type"),
    numbered("mappings", "The same or a near thing in another vocabulary.", "type"),
    voices,
    products,
    numbered("identifiers", "The name of a product in another database.", "product"),
    numbered("targets", "A protein that a product aims at.", "product"),
    numbered("approvals", "A decision of an agency about a product.", "product"),
    records("illness", "An illness, or another reason for a treatment."),
    numbered("illness_mappings", "The same or a near illness in another vocabulary.", "illness", "mappings"),
    numbered("not_same_as", "An illness that is taken for another.", "illness"),
    names,
    records("question", "A question that people ask, and its short answer."),
    numbered("question_shows", "A part of a treatment's record that answers a question.", "question", "shows", OF_TYPE),
    records("country", "A country, with where to get help there."),
    numbered("links", "An official address where one gets help.", "country"),
    records("concept", "A term that this reference is about, as a thing to point to."),
    numbered("concept_mappings", "The same or a near term in another vocabulary.", "concept", "mappings"),
    records("claim", "What is often said, and what is accurate."),
    numbered("claim_uses", "A use that a claim is about.", "claim", "uses", OF_USE),
    records("authority", "Who defines or files the two terms."),
    numbered("definitions", "How an authority defines or files a term.", "authority"),
    sources,
    rules,
    deprecated,
)


def vocabulary(of: list[Table]) -> Table:
    """The table of all allowed values in other tables."""
    all_columns = (
        Column("field", "text", "The table and the column.", code=True),
        Column("value", "text", "The value.", code=True),
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


def joined(table: Table) -> Table:
    """The table with every column that names a record known as one that refers to another table."""
    known = {fields for fields, _, _ in table.refers}
    more = tuple(
        ((each.name,), FOLDERS[each.refers], ("id",))
        for each in table.columns
        if each.refers in FOLDERS and each.form == "text" and each.name not in table.key and (each.name,) not in known
    )
    return table._replace(refers=(*table.refers, *more))


def all_tables(taxonomy: Taxonomy) -> dict[str, Table]:
    """Every table by its name; the last holds the allowed values of the others."""
    found = [joined(make(taxonomy)) for make in TABLES]
    return {each.name: each for each in [*found, vocabulary(found)]}


def table_named(taxonomy: Taxonomy, name: str) -> Table:
    """One table; of the others none is made that it does not need.

    Raises:
        KeyError: if there is no such table; it names the nearest.
    """
    made = next((make for make in TABLES if make.__name__ == name), None)
    if made is not None:
        return joined(made(taxonomy))
    if name == "vocabulary":
        return all_tables(taxonomy)[name]
    known = [*(make.__name__ for make in TABLES), "vocabulary"]
    raise KeyError(f"'{name}' is no table{nearest(name, known)}; expected one of {', '.join(known)}")
