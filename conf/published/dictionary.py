"""The tables, their columns and the terms of the graphs, each with what it means: where their addresses lead."""

from __future__ import annotations

from conf.therapy.blocks import Cell, Section, Table, cell, head, p, section
from conf.therapy.directives.showing import Showing
from conf.therapy.tracking import Content, Reference
from taxonomy.export import Column, terms

FORMS = {
    "text": "text", "texts": "a list of texts", "truth": "true or false", "number": "a whole number",
    "decimal": "a number", "day": "a date, with a column beside it that says how precise it is", "url": "an address",
}  # fmt: skip


def meaning(column: Column) -> Cell:
    """What a column means, and where its values come from."""
    return cell(f"{column.help} Worked out by rules." if column.derived else column.help)


def values(column: Column) -> Cell:
    """What a cell may hold."""
    if column.words:
        return cell(", ".join(column.words))
    return cell(f"the identifier of a record: {column.refers}" if column.refers else FORMS[column.form])


def dictionary(reference: Reference, _: str) -> Content:
    """Every table with its columns, then the other terms."""
    found: list[Section] = []
    for table in reference.edition.tables.values():
        rows = [[cell(each.name), meaning(each), values(each)] for each in table.columns]
        ids = tuple(f"column-{table.name}-{each.name}" for each in table.columns)
        help = p(f"One row: {table.help[:1].lower()}{table.help[1:]} It is known by: {', '.join(table.key)}.")
        listed = Table(f"Columns of {table.name}", head("Column", "What it means", "Values"), rows, ids=ids)
        found.append(section(f"table-{table.name}", table.name, help, listed))
    others = terms()
    rows = [[cell(each.words), cell(each.help), cell(each.name)] for each in others]
    ids = tuple(f"term-{each.name}" for each in others)
    more = Table("Other terms", head("Term", "What it means", "Name"), rows, ids=ids)
    found.append(section("other-terms", "Other terms", p("The graphs and the ontology know these, too."), more))
    return list(found), frozenset()


class Dictionary(Showing, view=dictionary):
    """``{machines-tables}``: every table, column and term, with what it means."""
