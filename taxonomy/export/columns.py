"""Tables of the reference, their columns read from the declarations of the fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from taxonomy.model.fields import DATE, URL, Field, Record

Value = str | bool | int | list[str]
Row = dict[str, Value]


class Column(NamedTuple):
    """One column.

    Attributes:
        form: ``text``, ``texts`` (a list), ``truth``, ``number``, ``day`` or ``url``.
        help: what the column means, in one sentence.
        derived: whether the values are computed by rules, and not stored.
        words: allowed values, each with the plain words for it.
        origin: where the allowed values come from.
    """

    name: str
    form: str
    help: str
    derived: bool = False
    words: Mapping[str, str] | None = None
    origin: str = ""


class Table(NamedTuple):
    """One table.

    Attributes:
        help: what one row is, in one sentence.
        key: the columns that identify a row.
        refers: columns that name a row of another table: ``(columns, table, its columns)``.
    """

    name: str
    help: str
    key: tuple[str, ...]
    refers: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...]
    columns: tuple[Column, ...]
    rows: list[Row]


def column(name: str, field: Field[Any]) -> Column:
    """The column of one field."""
    form = {"list": "texts", "choices": "texts"}.get(field.kind, "text")
    if form == "text" and field.pattern in (DATE, URL):
        form = "day" if field.pattern == DATE else "url"
    words = field.words if field.words and len(field.words) > 1 else None
    return Column(name, form, field.help, words=words, origin=field.origin)


def columns(record: type[Record], prefix: str = "") -> Iterator[Column]:
    """A column for each field of a record, also of a block inside it; lists of blocks are tables of their own."""
    for name, field in record.fields.items():
        if field.kind == "record" and field.record is not None:
            yield from columns(field.record, f"{prefix}{name}_")
        elif field.kind != "records":
            yield column(prefix + name, field)


def values(of: Record | None, record: type[Record], prefix: str = "") -> Iterator[tuple[str, Value]]:
    """The values of those columns; an absent field has the value that the model gives it."""
    for name, field in record.fields.items():
        value = None if of is None else getattr(of, name)
        if field.kind == "record" and field.record is not None:
            yield from values(value, field.record, f"{prefix}{name}_")
        elif field.kind != "records":
            empty: Value = [] if field.kind in ("list", "choices") else ""
            yield prefix + name, empty if value is None else value
