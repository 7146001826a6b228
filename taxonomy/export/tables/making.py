"""How a table is made of records."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from taxonomy.model.fields import Record
from taxonomy.model.records import FOLDERS, KINDS, Type, Use
from taxonomy.query.taxonomy import Taxonomy

from ..addresses import iri
from ..columns import Column, Row, Table, columns, values

Maker: TypeAlias = Callable[[Taxonomy], Table]  # by the name of the table

IRI = Column("iri", "url", "The permanent address of the record.")
REVIEWED = Column("reviewed", "day", "The day on which a person last compared this with its sources.")
SOURCES = Column(
    "sources", "texts", "Keys of the table of sources, each with a place in it after ' @ '.", refers="source", code=True
)
POSITION = Column("position", "number", "The place in the record's own order, from 1.")
OF_TYPE = (("type",), "types", ("id",))
OF_USE = (("type", "indication"), "uses", ("type", "indication"))


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


def block_of(record: type[Record], field: str) -> type[Record]:
    """The blocks that a field lists."""
    found = record.fields[field].record
    assert found is not None
    return found


def records(kind: str, help: str) -> Maker:
    """What makes the table of all records of a kind."""

    def made(taxonomy: Taxonomy) -> Table:
        own = flat(KINDS[kind])
        rows: list[Row] = [
            {**row(KINDS[kind](data), own), "iri": iri(kind, id), "reviewed": data["reviewed"]}
            for id, data in sorted(taxonomy.records.get(kind, {}).items())
        ]
        return Table(FOLDERS[kind], help, ("id",), (), (own[0], IRI, *own[1:], REVIEWED), rows)

    made.__name__ = FOLDERS[kind]
    return made


def numbered(name: str, help: str, kind: str, field: str = "", *refers: Any) -> Maker:
    """What makes a table of the blocks in a list of a record, numbered as they stand there.

    Args:
        name: the name of the table.
        help: what one row is.
        kind: the kind of the record.
        field: the list, by default of the same name.
        refers: rows of other tables that a row names, beside its record.
    """
    field = field or name
    block = block_of(KINDS[kind], field)
    all_sources = Column("sources", "texts", "The sources of the whole record.", refers="source", code=True)

    def made(taxonomy: Taxonomy) -> Table:
        own, cites = flat(block), "sources" in block.fields
        rows: list[Row] = []
        for id, data in sorted(taxonomy.records[kind].items()):
            record: Any = KINDS[kind](data)
            for number, each in enumerate(getattr(record, field), 1):
                more: Row = {} if cites else {"sources": record.sources}
                rows.append({kind: id, "position": number, **row(each, own), **more, "reviewed": record.reviewed})
        whole = (named(kind, f"The {kind}."), POSITION, *own, *(() if cites else (all_sources,)), REVIEWED)
        return Table(name, help, (kind, "position"), (((kind,), FOLDERS[kind], ("id",)), *refers), whole, rows)

    made.__name__ = name
    return made


def of_uses(name: str, help: str) -> Maker:
    """What makes a table of the blocks in a list of each use, numbered as they stand there."""

    def made(taxonomy: Taxonomy) -> Table:
        own = flat(block_of(Use, name))
        head = (named("type", "The type."), named("indication", "The illness, and for whom."), POSITION)
        rows: list[Row] = [
            {"type": type_.id, "indication": use.indication, "position": number, **row(each, own), "reviewed": type_.reviewed}
            for type_ in in_order(taxonomy)
            for use in type_.uses
            for number, each in enumerate(getattr(use, name), 1)
        ]  # fmt: skip
        return Table(name, help, ("type", "indication", "position"), (OF_TYPE, OF_USE), (*head, *own, REVIEWED), rows)

    made.__name__ = name
    return made
