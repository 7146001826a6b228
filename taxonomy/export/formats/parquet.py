"""The tables as Parquet: lists stay lists, and each column says what it means."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

from taxonomy.export.columns import Column, Row, Table, dated
from taxonomy.export.edition import Edition

from .json_document import about


def schema(table: Table, whole: dict[str, str]) -> Any:
    """The Arrow schema of a table."""
    import pyarrow as pa

    forms: dict[str, Any] = {
        "texts": pa.list_(pa.string()), "truth": pa.bool_(), "number": pa.int64(), "decimal": pa.float64(), "day": pa.date32(),
    }  # fmt: skip

    def field(column: Column) -> Any:
        said = {"description": column.help, "derived": str(column.derived).lower()}
        return pa.field(column.name, forms.get(column.form, pa.string()), metadata=said)

    said = {**whole, "table": table.help}
    return pa.schema([field(each) for each in table.columns], metadata=said)


def arrow_of(table: Table, whole: dict[str, str]) -> Any:
    """One table as Arrow; an empty text is null, and dates are days."""
    import pyarrow as pa

    make: dict[str, Callable[[str], Any]] = {"day": date.fromisoformat, "decimal": float}
    made = {column.name: make[column.form] for column in table.columns if column.form in make}

    def told(row: Row) -> dict[str, Any]:
        given = {name: None if value == "" else value for name, value in row.items()}
        return {**given, **{name: to(str(given[name])) for name, to in made.items() if given[name] is not None}}

    return pa.Table.from_pylist([told(row) for row in table.rows], schema(table, whole))


def parquet_of(table: Table, whole: dict[str, str]) -> bytes:
    """One table as Parquet."""
    from pyarrow import parquet

    stream = io.BytesIO()
    parquet.write_table(arrow_of(table, whole), stream, compression="zstd")
    return stream.getvalue()


def files(edition: Edition) -> dict[str, bytes]:
    """A file for each table."""
    whole = about(edition)
    return {f"{table.name}.parquet": parquet_of(dated(table), whole) for table in edition.tables.values()}
