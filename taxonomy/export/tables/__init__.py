"""The tables of the reference: each a list of rows, with the columns that describe them."""

from __future__ import annotations

from taxonomy.model.fields import nearest
from taxonomy.model.records import FOLDERS
from taxonomy.query.taxonomy import Taxonomy

from ..columns import Column, Row, Table
from .of_names import names
from .of_others import (
    approvals,
    authorities,
    claim_uses,
    claims,
    concept_mappings,
    concepts,
    countries,
    definitions,
    deprecated,
    identifiers,
    illness_mappings,
    illnesses,
    links,
    not_same_as,
    products,
    question_shows,
    questions,
    rules,
    sources,
    targets,
)
from .of_types import (
    costs,
    evidence,
    facets,
    harms,
    life,
    mappings,
    outcomes,
    statements,
    statuses,
    steps,
    types,
    uses,
    voices,
)

#: In the order in which formats list them.
TABLES = (
    types,
    uses,
    statuses,
    facets,
    harms,
    steps,
    life,
    costs,
    evidence,
    outcomes,
    statements,
    mappings,
    voices,
    products,
    identifiers,
    targets,
    approvals,
    illnesses,
    illness_mappings,
    not_same_as,
    names,
    questions,
    question_shows,
    countries,
    links,
    concepts,
    concept_mappings,
    claims,
    claim_uses,
    authorities,
    definitions,
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
