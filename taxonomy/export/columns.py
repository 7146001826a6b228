"""Tables of the reference, their columns read from the declarations of the fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from taxonomy.model.fields import DATE, URL, Field, Record
from taxonomy.model.treatment import PERCENT, Group, Study

Value = str | bool | int | list[str]
Row = dict[str, Value]


class Column(NamedTuple):
    """One column.

    Attributes:
        form: ``text``, ``texts`` (a list), ``truth``, ``number``, ``decimal``, ``day`` or ``url``.
        help: what the column means, in one sentence.
        derived: whether the values are computed by rules, and not stored.
        words: allowed values, each with the plain words for it.
        origin: where the allowed values come from.
        refers: the kind of record that a value names, if it names one.
        code: whether a text is an identifier or a number, which is of no language.
    """

    name: str
    form: str
    help: str
    derived: bool = False
    words: Mapping[str, str] | None = None
    origin: str = ""
    refers: str = ""
    code: bool = False


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


#: The form of a text by the pattern that it keeps.
FORMS = {
    DATE: "day", URL: "url", PERCENT: "decimal",
    **{field.pattern: "number" for field in (Study.year, Study.people, Group.count, Group.of)},
}  # fmt: skip
#: How records spell an answer to a question of yes and no. A column of just these two is a ``truth``; where there
#: are more than two answers, all are words, and these are spelt out.
TRUTHS = {"y": True, "yes": True, "n": False, "no": False}
WORDS = {"y": "yes", "n": "no"}


def is_truth(field: Field[Any]) -> bool:
    """Whether a field has the values yes and no, and no other."""
    return field.kind == "choice" and len(field.words or {}) == 2 and set(field.words or {}) <= TRUTHS.keys()


def column(name: str, field: Field[Any]) -> Column:
    """The column of one field."""
    form = {"list": "texts", "choices": "texts"}.get(field.kind) or FORMS.get(field.pattern, "text")
    words = field.words if field.words and len(field.words) > 1 else None
    if words and is_truth(field):
        form, words = "truth", {str(TRUTHS[value]).lower(): said for value, said in words.items()}
    elif words:
        words = {WORDS.get(value, value): said for value, said in words.items()}
    code = bool(words or field.pattern or field.name == "number")
    return Column(name, form, field.help, words=words, origin=field.origin, refers=field.refers, code=code)


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
            yield prefix + name, empty if value is None else told(field, value)


def told(field: Field[Any], value: Value) -> Value:
    """A value as tables tell it: one spelling of true and false, and one of yes and no."""
    if not isinstance(value, str):
        return value
    if field.kind == "choice":
        return TRUTHS.get(value, "") if is_truth(field) else WORDS.get(value, value)
    return int(value) if value and FORMS.get(field.pattern) == "number" else value


#: How precise a date is, by how many letters its text has.
PRECISION = {4: "year", 7: "month", 10: "day"}
WHOLE = frozenset({"reviewed", "read"})  # days on which somebody sat down and read: they are whole


def first_day(date: str) -> str:
    """The first day of a year or a month; a day as it is."""
    return date + "-01" * (2 - date.count("-")) if date else ""


def dated(table: Table) -> Table:
    """The table with whole days, as data frames and SQL read them, and how precise each is in a column beside it."""
    partial = [each.name for each in table.columns if each.form == "day" and each.name not in WHOLE]
    whole = [each.name for each in table.columns if each.form == "day"]
    all_columns: list[Column] = []
    for each in table.columns:
        all_columns.append(each)
        if each.name in partial:
            help = f"How precise {each.name} is: a year and a month stand as their first day."
            words = {value: f"known to the {value}" for value in PRECISION.values()}
            all_columns.append(Column(f"{each.name}_precision", "text", help, each.derived, words))
    rows: list[Row] = []
    for row in table.rows:
        days: Row = {name: first_day(str(row[name])) for name in whole}
        precise: Row = {f"{name}_precision": PRECISION.get(len(str(row[name])), "") for name in partial}
        rows.append({**row, **days, **precise})
    return table._replace(columns=tuple(all_columns), rows=rows)
