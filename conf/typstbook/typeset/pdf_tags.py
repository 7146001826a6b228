"""The last touch on the PDF: row headers in its tags, places for its links, a quick index of tags, a smaller file.

Typst tags column headers only: its wheel cannot yet name the header of a row. It could make
the links, but would set every paragraph that holds one twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

_LEAF = 32
"""So many entries has a node of the tree of numbers."""
_PHRASES = {
    f"/{kind}" for kind in ("P", *(f"H{n}" for n in range(1, 7)), "Title", "TOC", "Lbl", "Link", "Span", "Strong")
}
"""The kinds of structure elements that hold no table: most of a book."""
_FIRST_COLUMN = re.compile(r"x0y\d+$")  # of the names that Typst gives to column headers
_LINK = "place:"
"""How links inside the book begin, as the template writes them."""
_ABOVE = 10.0
"""A link leads to so many points above its target, as Typst's own do."""


class Place(NamedTuple):
    """Where a label stands: its page, from 1, and its place there in points, from above."""

    page: int
    x: float
    y: float


def _each(value: Any) -> list[Any]:
    """Return a value that may be one thing or an array of them, as a list."""
    from pikepdf import Array

    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]


def _elements(root: Any, kind: str) -> Iterator[Any]:
    """Yield the structure elements of one kind below another, outermost first, in reading order."""
    from pikepdf import Dictionary

    waiting = _each(root)[::-1]
    while waiting:
        current = waiting.pop()
        if isinstance(current, Dictionary):
            found = str(current.get("/S"))
            if found == kind:
                yield current
            if found not in _PHRASES:
                waiting += _each(current.get("/K"))[::-1]


def _of_table(cell: Any) -> list[Any]:
    """Return the attributes of a cell that tell of its place in the table."""
    return [one for one in _each(cell.get("/A")) if one.get("/O") == "/Table"]


def _in_first_column(cell: Any) -> bool:
    names = [str(name) for one in _of_table(cell) for name in _each(one.get("/Headers"))]
    return any(_FIRST_COLUMN.search(name) for name in names)


def branch(document: Any) -> None:
    """Make the index from content to tags a tree of small nodes; Typst writes one list.

    A long book has some 20,000 entries, and a reader may go through the whole list for each
    link and line of text: it made three quarters of veraPDF's work.
    """
    from pikepdf import Array, Dictionary

    index = document.Root.StructTreeRoot.ParentTree
    flat = list(index.get("/Nums", ()))
    size = 2 * _LEAF  # a key and its value each
    if len(flat) <= size:
        return
    level = [
        Dictionary(Limits=Array([flat[at], flat[min(at + size, len(flat)) - 2]]), Nums=Array(flat[at : at + size]))
        for at in range(0, len(flat), size)
    ]
    while len(level) > _LEAF:
        groups = [level[at : at + _LEAF] for at in range(0, len(level), _LEAF)]
        level = [
            Dictionary(
                Limits=Array([group[0].Limits[0], group[-1].Limits[1]]), Kids=Array(map(document.make_indirect, group))
            )
            for group in groups
        ]
    del index["/Nums"]
    index.Kids = Array(map(document.make_indirect, level))


def name_rows(document: Any, named: list[bool]) -> None:
    """Tag the row headers in those tables of which it is told that their first column names the rows.

    Typst lists for each cell the headers of its column. In such a table the scopes say it all,
    so these lists go.

    Raises:
        ValueError: there are more or fewer tables than are told of.
    """
    from pikepdf import Array, Dictionary, Name

    tables = list(_elements(document.Root.StructTreeRoot.K, "/Table"))
    if len(tables) != len(named):
        raise ValueError(f"the PDF has {len(tables)} tables; expected {len(named)}")
    for table, wanted in zip(tables, named, strict=True):
        for cell in _elements(table, "/TD") if wanted else ():
            first = _in_first_column(cell)
            for one in _of_table(cell):
                if "/Headers" in one:
                    del one["/Headers"]
            if first:
                cell.S = Name.TH
                scope = Dictionary(O=Name.Table, Scope=Name.Row)
                cell.A = Array([scope, *_each(cell.get("/A"))])


def lead_links(document: Any, places: dict[str, Place]) -> None:
    """Give each link inside the book the place of its label.

    Raises:
        KeyError: a label has none.
    """
    from pikepdf import Array, Name

    pages = [page.obj for page in document.pages]
    heights = [float(page.MediaBox[3]) for page in pages]
    for page in pages:
        for note in page.get("/Annots", ()):
            address = str(note.A.get("/URI", "")) if "/A" in note else ""
            if address.startswith(_LINK):
                at = places[address.removeprefix(_LINK)]
                top = heights[at.page - 1] - max(0.0, at.y - _ABOVE)
                del note["/A"]
                note.Dest = Array([pages[at.page - 1], Name.XYZ, round(at.x, 2), round(top, 2), 0])
                note.Contents = f"page {at.page}"


def finish(made: Path, target: Path, named: list[bool], places: dict[str, Place]) -> int:
    """Write a PDF with all of this to another file, packed small; return its number of pages."""
    import pikepdf  # here, so that the site builds without it
    from pikepdf import ObjectStreamMode

    # By its path: a file that it can map it reads twice as fast as one in memory.
    with pikepdf.open(made) as document:
        name_rows(document, named)
        lead_links(document, places)
        branch(document)
        document.save(target, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
        return len(document.pages)
