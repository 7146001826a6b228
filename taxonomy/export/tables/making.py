"""How a table is made of records."""

from __future__ import annotations

from typing import Any

from taxonomy.model.fields import Record
from taxonomy.model.records import (
    FOLDERS,
    KINDS,
    Type,
)
from taxonomy.query.taxonomy import Taxonomy

from ..columns import Column, Row, Table, columns, values

IRI = Column("iri", "url", "The permanent address of the record.")
REVIEWED = Column("reviewed", "day", "The day on which a person last compared this with its sources.")
POSITION = Column("position", "number", "The place in the record's own order, from 1.")


def in_order(taxonomy: Taxonomy) -> list[Type]:
    """Every type, in the order of identifiers."""
    return sorted(taxonomy, key=lambda each: each.id)


def derived(name: str, form: str, help: str, words: dict[str, str] | None = None, refers: str = "") -> Column:
    """A column that rules compute."""
    return Column(f"derived_{name}", form, help, derived=True, words=words, refers=refers, code=bool(words or refers))


def named(kind: str, help: str) -> Column:
    """A column that names the record to which a row belongs."""
    return Column(kind, "text", help, refers=kind if kind in FOLDERS else "", code=kind in FOLDERS)


def flat(record: type[Record], *without: str) -> tuple[Column, ...]:
    """The columns of a record, but for the named ones and those that stand at the end of every table."""
    return tuple(each for each in columns(record) if each.name not in {"reviewed", *without})


def row(of: Record, known: tuple[Column, ...]) -> Row:
    """The values of a record, for those columns that come from its fields."""
    found = dict(values(of, type(of)))
    return {each.name: found[each.name] for each in known if each.name in found}


OF_TYPE = (("type",), "types", ("id",))
OF_USE = (("type", "indication"), "uses", ("type", "indication"))
OF_PRODUCT = (("product",), "products", ("id",))


def numbered(taxonomy: Taxonomy, name: str, help: str, kind: str, block: type[Record], field: str) -> Table:
    """A table of the blocks in a list of a record, numbered as they stand there."""
    own = flat(block)
    head = (named(kind, f"The {kind}."), POSITION)
    sources = (
        ()
        if "sources" in block.fields
        else (Column("sources", "texts", "The sources of the whole record.", refers="source", code=True),)
    )
    rows: list[Row] = []
    for _, data in sorted(taxonomy.records[kind].items()):
        record: Any = KINDS[kind](data)
        for number, each in enumerate(getattr(record, field), 1):
            more: Row = {} if "sources" in block.fields else {"sources": record.sources}
            rows.append({kind: record.id, "position": number, **row(each, own), **more, "reviewed": record.reviewed})
    refers = ((kind,), FOLDERS[kind], ("id",))
    return Table(name, help, (kind, "position"), (refers,), (*head, *own, *sources, REVIEWED), rows)
