"""Tables: whether they fit the page, and what becomes of them if they do not.

A table is printed upright if its columns have room, else on a landscape page, else as facets:
one block for each row, a line for each column. Nothing is ever squeezed or cut.
Lengths are in points; widths are estimates from character counts, on the wide side.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from ..paper_sizes import Paper

_PIECES = re.compile(r"[\s\u200b/\u2013\u2014-]+")
_CHARACTER = 0.54
"""Mean width of a character, in ems: bold sans with a margin."""
_COMFORT = 15
"""Characters in a line below which a column of sentences is no pleasure to read."""
_BASE = 10
"""Characters in a line that each column gets before the rest is shared."""
_INSET = 9.0
_TALL = 800 * 9.0**2
"""A cell of so many characters, at 9 points, may make its row longer than a page."""
_LINKS = ("#xref(", "#source-mark(", "#weblink(", "#footnote")

Layout = Literal["portrait", "landscape", "facets"]


class Cell(NamedTuple):
    """One cell of a table.

    Attributes:
        markup: what Typst prints.
        plain: its text to measure, a line for each paragraph.
        columns: how many columns it takes.
        rows: how many rows it takes.
        paragraph: whether the markup is the words of just one.
    """

    markup: str
    plain: str
    columns: int = 1
    rows: int = 1
    paragraph: bool = False


class Grid(NamedTuple):
    """A table without its caption.

    Attributes:
        columns: how many there are.
        header: rows of cells in reading order; a spanning cell stands once, in its first row.
        body: likewise.
        stub: whether the first column names the row.
    """

    columns: int
    header: tuple[tuple[Cell, ...], ...]
    body: tuple[tuple[Cell, ...], ...]
    stub: bool = False


def spread(rows: tuple[tuple[Cell, ...], ...], columns: int) -> list[list[Cell | None]]:
    """Lay rows out as a full matrix, a spanning cell in every place that it covers."""
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


class Widths(NamedTuple):
    """What the columns need, in points.

    Attributes:
        least: room for the longest word.
        comfort: room to read.
        natural: room for all on one line.
        amount: characters in the column.
    """

    least: list[float]
    comfort: list[float]
    natural: list[float]
    amount: list[int]


def widths(grid: Grid, size: float) -> Widths:
    """Measure the columns of a table set at a size in points."""
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
    """Return the Typst value for the widths of the columns in so many points of room.

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


def _cell(cell: Cell, *, heading: bool, tall: bool = False) -> str:
    # Typst sets a cell twice, to measure and to print it; but a paragraph once.
    kind = "strong" if heading and cell.plain.strip() else "par" if cell.paragraph else ""
    body = f"[#{kind}[{cell.markup}]]" if kind else f"[{cell.markup}]"
    said = [f"colspan: {cell.columns}, rowspan: {cell.rows}"] if cell.columns > 1 or cell.rows > 1 else []
    said += ["breakable: true"] if tall else []
    return f"table.cell({', '.join(said)}){body}" if said else body


def as_table(grid: Grid, room: float, size: float) -> str:
    """Return a table as a Typst expression (no ``#``) in so many points of room.

    Its label tells, by way of the template, that its first column names the rows: Typst tags headers of columns only.
    """
    lines = [f"table(columns: {tracks(grid, room, size)},"]
    if grid.header:
        cells = [_cell(cell, heading=True) for row in grid.header for cell in row]
        # On further pages a header is an artifact of the page, and an artifact may not hold a link.
        repeat = not any(link in cell for cell in cells for link in _LINKS)
        lines.append(f"  table.header(repeat: {str(repeat).lower()}, {', '.join(cells)}),")
    for row in grid.body:
        tall = any(len(cell.plain) * size**2 > _TALL for cell in row)
        cells = [_cell(cell, heading=grid.stub and number == 0, tall=tall) for number, cell in enumerate(row)]
        lines.append("  " + ", ".join(cells) + ",")
    source = "\n".join([*lines, ")"])
    return f"[#{source}<named-rows>]" if grid.stub else source


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
    """Return a table as a Typst expression: for each row a block with a line for each column."""
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
