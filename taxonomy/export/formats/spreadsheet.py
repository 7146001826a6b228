"""The tables as one workbook, as Excel and its kin open it by a double click: a sheet a table, dates as dates."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from taxonomy.export.columns import Column, Table, Value, dated
from taxonomy.export.edition import Edition

from .csv_package import cell
from .json_document import about

FIRST = "1900-01-01"  # no sheet knows an earlier day; it stands as a text
WIDEST = 60  # letters


def fill(book: Any, name: str, columns: list[Column], rows: list[list[Value]]) -> None:
    """Add a sheet: its head stays in sight, and each column can be filtered."""
    sheet = book.add_worksheet(name)
    head, plain = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    for place, column in enumerate(columns):
        longest = max([len(column.name) + 3, *(len(cell(row[place])) for row in rows[:50])])
        sheet.set_column(place, place, min(longest + 1, WIDEST))
        sheet.write_string(0, place, column.name, head)
    for number, row in enumerate(rows, 1):
        for place, (column, value) in enumerate(zip(columns, row, strict=True)):
            if value in ("", []):
                continue
            if isinstance(value, bool):
                sheet.write_boolean(number, place, value)
            elif column.form in ("number", "decimal"):
                sheet.write_number(number, place, float(str(value)))
            elif column.form == "day" and str(value) >= FIRST:
                sheet.write_datetime(number, place, datetime.fromisoformat(str(value)), plain)
            else:  # as a text, also where it begins as a formula or an address does
                sheet.write_string(number, place, cell(value))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(rows), len(columns) - 1)


def guide(tables: list[Table], whole: dict[str, str]) -> tuple[list[Column], list[list[Value]]]:
    """The first sheet: what the workbook is, and what each column of each sheet means."""
    columns = [Column(name, "text", "") for name in ("sheet", "column", "meaning")]
    rows: list[list[Value]] = [[whole["title"], whole["version"], f"{whole['license']} {whole['homepage']}"]]
    for table in tables:
        rows.append([table.name, "", table.help])
        rows.extend([table.name, each.name, each.help] for each in table.columns)
    return columns, rows


def files(edition: Edition) -> dict[str, bytes]:
    """``taxonomy.xlsx``."""
    import xlsxwriter

    whole, stream = about(edition), io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    made = datetime.fromisoformat(edition.modified or FIRST)  # not today: the same data give the same bytes
    book.set_properties({"title": whole["title"], "comments": whole["license"], "created": made})
    tables = [dated(table) for table in edition.tables.values()]
    fill(book, "read me", *guide(tables, whole))
    for table in tables:
        names = [each.name for each in table.columns]
        fill(book, table.name, list(table.columns), [[row[name] for name in names] for row in table.rows])
    book.close()
    return {"taxonomy.xlsx": stream.getvalue()}
