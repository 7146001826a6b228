"""The tables as Parquet: lists stay lists, and each column says what it means."""

from __future__ import annotations

import io
from typing import Any

from taxonomy.export.columns import Column, Table
from taxonomy.export.edition import Edition

from .json_document import about


def schema(table: Table, whole: dict[str, str]) -> Any:
    """The Arrow schema of a table."""
    import pyarrow as pa

    texts: dict[str, Any] = {"texts": pa.list_(pa.string()), "truth": pa.bool_(), "number": pa.int32()}

    def field(column: Column) -> Any:
        said = {"description": column.help, "derived": str(column.derived).lower()}
        return pa.field(column.name, texts.get(column.form, pa.string()), metadata=said)

    said = {**whole, "table": table.help}
    return pa.schema([field(each) for each in table.columns], metadata=said)


def parquet_of(table: Table, whole: dict[str, str]) -> bytes:
    """One table as Parquet; an empty text is null."""
    import pyarrow as pa
    from pyarrow import parquet

    rows = [{name: None if value == "" else value for name, value in row.items()} for row in table.rows]
    stream = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(rows, schema(table, whole)), stream, compression="zstd")
    return stream.getvalue()


def files(edition: Edition) -> dict[str, bytes]:
    """A file for each table."""
    whole = about(edition)
    return {f"{table.name}.parquet": parquet_of(table, whole) for table in edition.tables.values()}
