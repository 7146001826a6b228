"""Tables: whether they fit the page, and what becomes of them if they do not.

A table is printed upright if its columns have room, else on a landscape page, else as facets:
one block for each row, a line for each column. Nothing is ever squeezed or cut.
Lengths are in points; widths are estimates from character counts, on the wide side.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ..typeset.pdf_tags import mark

_PIECES = re.compile(r"[\s\u200b/\u2013\u2014-]+")
_CHARACTER = 0.54
"""Mean width of a character, in ems: bold sans with a margin."""
_COMFORT = 15
"""Characters in a line below which a column of sentences is no pleasure to read."""
_BASE = 10
"""Characters in a line that each column gets before the rest is shared."""
_INSET = 9.0
_LINKS = ("#xref(", "#source-mark(", "#weblink(", "#footnote")

Layout = Literal["portrait", "landscape", "facets"]


@dataclass(frozen=True)
class Cell:
    """One cell: its Typst markup, and its plain text to measure, a line for each paragraph.

    ``paragraph`` says that the markup is the words of just one.
    """

    markup: str
    plain: str
    columns: int = 1
    rows: int = 1
    paragraph: bool = False


@dataclass(frozen=True)
class Grid:
    """A table without its caption.

    ``header`` and ``body`` are rows of cells in reading order; a spanning cell stands once,
    in its first row. ``stub`` says that the first column names the row.
    """

    columns: int
    header: tuple[tuple[Cell, ...], ...]
    body: tuple[tuple[Cell, ...], ...]
    stub: bool = False


@dataclass(frozen=True)
class Paper:
    """Room for text: width of the column upright and turned, and the size of table text."""

    upright: float
    turned: float
    size: float


def spread(rows: tuple[tuple[Cell, ...], ...], columns: int) -> list[list[Cell | None]]:
    """Lay the *rows* out as a full matrix, a spanning cell in every place that it covers."""
    matrix: list[list[Cell | None]] = [[None] * columns for _ in rows]
    for r, row in enumerate(rows):
        c = 0
        for cell in row:
            while c < columns and matrix[r][c] is not None:
                c += 1
            for dr in range(min(cell.rows, len(rows) - r)):
                for dc in range(min(cell.columns, columns - c)):
                    matrix[r + dr][c + dc] = cell
            c += cell.columns
    return matrix


@dataclass(frozen=True)
class Widths:
    """What the columns need, in points."""

    least: list[float]
    """Longest word."""
    comfort: list[float]
    """Room to read."""
    natural: list[float]
    """All on one line."""
    amount: list[int]
    """Characters in the column."""


def widths(grid: Grid, size: float) -> Widths:
    """Measure the columns of *grid* set at *size* points."""
    matrix = spread(grid.header, grid.columns) + spread(grid.body, grid.columns)
    least, comfort, natural, amount = [], [], [], []
    for c in range(grid.columns):
        cells = [row[c] for row in matrix]
        texts = [cell.plain for cell in cells if cell is not None and cell.columns == 1] or [""]
        word = max(len(piece) for text in texts for piece in _PIECES.split(text) or [""])
        line = max(len(line) for text in texts for line in text.split("\n"))
        em = _CHARACTER * size
        least.append(word * em + _INSET)
        natural.append(line * em + _INSET)
        comfort.append(max(word, min(line, _COMFORT)) * em + _INSET)
        amount.append(sum(len(text) for text in texts) + 1)
    return Widths(least, comfort, natural, amount)


def choose(grid: Grid, paper: Paper) -> Layout:
    """Choose the layout in which every column has room to be read."""
    needed = sum(widths(grid, paper.size).comfort)
    if needed <= paper.upright:
        return "portrait"
    if needed <= paper.turned or not grid.header:
        return "landscape"
    return "facets"


def tracks(grid: Grid, room: float, size: float) -> str:
    """Return the Typst value for the column widths of *grid* in *room* points.

    Short tables keep their natural width. In others each column has at least its longest word
    and _BASE characters, and what is left is shared by the amount of text; no column gets more
    than it can use.
    """
    measured = widths(grid, size)
    if sum(measured.natural) <= room:
        return str(grid.columns)
    base = _BASE * _CHARACTER * size + _INSET
    found = [max(need, min(all_, base)) for need, all_ in zip(measured.least, measured.natural, strict=True)]
    open_columns = set(range(grid.columns))
    left = room - sum(found)
    while left > 1 and open_columns:
        total = sum(measured.amount[c] for c in open_columns)
        gains = {c: min(left * measured.amount[c] / total, measured.natural[c] - found[c]) for c in open_columns}
        for c, gain in gains.items():
            found[c] += gain
        left -= sum(gains.values())
        open_columns = {c for c in open_columns if measured.natural[c] - found[c] > 1}
    return "(" + "".join(f"{width:.1f}fr, " for width in found) + ")"


def _cell(cell: Cell, *, heading: bool) -> str:
    # Typst sets a cell twice, to measure and to print it; but a paragraph once.
    kind = "strong" if heading and cell.plain.strip() else "par" if cell.paragraph else ""
    body = f"[#{kind}[{cell.markup}]]" if kind else f"[{cell.markup}]"
    if cell.columns == 1 and cell.rows == 1:
        return body
    return f"table.cell(colspan: {cell.columns}, rowspan: {cell.rows}){body}"


def as_table(grid: Grid, room: float, size: float) -> str:
    """Return *grid* as a Typst expression (no ``#``) in *room* points."""
    lines = [f"table({mark(named=grid.stub)}columns: {tracks(grid, room, size)},"]
    if grid.header:
        cells = [_cell(cell, heading=True) for row in grid.header for cell in row]
        # On further pages a header is an artifact of the page, and an artifact may not hold a link.
        repeat = not any(link in cell for cell in cells for link in _LINKS)
        lines.append(f"  table.header(repeat: {str(repeat).lower()}, {', '.join(cells)}),")
    for row in grid.body:
        cells = [_cell(cell, heading=grid.stub and number == 0) for number, cell in enumerate(row)]
        lines.append("  " + ", ".join(cells) + ",")
    return "\n".join([*lines, ")"])


def _column_names(grid: Grid) -> list[str]:
    matrix = spread(grid.header, grid.columns)
    names = []
    for c in range(grid.columns):
        seen: list[str] = []
        for row in matrix:
            cell = row[c]
            if cell is not None and cell.markup.strip() not in ("", *seen):
                seen.append(cell.markup.strip())
        names.append(" – ".join(seen))
    return names


def as_facets(grid: Grid) -> str:
    """Return *grid* as a Typst expression: for each row a block with a line for each column."""
    names = _column_names(grid)
    blocks = []
    for row in spread(grid.body, grid.columns):
        first = row[0]
        facets: list[str] = []
        last: Cell | None = None
        for name, cell in zip(names[1:], row[1:], strict=True):
            if cell is not None and cell is not last and cell.plain.strip():
                facets.append(f"([{name}], [{cell.markup}])")
            last = cell
        title = first.markup if first else ""
        blocks.append(f"facet([{names[0]}], [{title}], ({''.join(f'{f}, ' for f in facets)}))")
    return "{\n" + "\n".join(blocks) + "\n}"
