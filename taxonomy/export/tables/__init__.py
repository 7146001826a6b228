"""The tables of the reference: each a list of rows, with the columns that describe them."""

from __future__ import annotations

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


def all_tables(taxonomy: Taxonomy) -> dict[str, Table]:
    """Every table by its name; the last holds the allowed values of the others."""
    found = [make(taxonomy) for make in TABLES]
    return {each.name: each for each in [*found, vocabulary(found)]}
