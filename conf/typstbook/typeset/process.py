"""Sets a book by Typst, in a process of its own: ``python process.py MAIN.typ TIME``.

Typst keeps in memory all that it ever laid out. The next setting takes from there what has
not changed, and the end of the process gives it all back to the pages of the site.

``numbers.json`` beside the source says which pages the text shall name, and is made right.
``places.json`` then says where each label stands, and ``made.pdf`` is the book. What else is to be told of it, or why
there is no book, is in ``said.json``. Nothing of Sphinx is imported here: it would take as long as
setting fifty pages.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import typst

MADE, PLACES, NUMBERS, SAID = "made.pdf", "places.json", "numbers.json", "said.json"
FONTS = Path(__file__).parents[1] / "fonts"
_TURNS = 5
"""So many settings of a book at most."""


class UnsettledError(ValueError):
    """The numbers of pages move with what they say."""


def fonts() -> dict[str, Any]:
    """Return what Typst is told of fonts: these and its own, so every machine makes the same pages."""
    return {"font_paths": [FONTS], "ignore_system_fonts": True}


def compiler(main: Path) -> typst.Compiler:
    """Return Typst with a source, in whose folder all lies that it needs."""
    import typst

    return typst.Compiler(main, root=main.parent, **fonts())


def pdf_options(timestamp: int) -> dict[str, Any]:
    """Return what Typst is told of the PDF: tagged for assistive technology, self-contained for archives."""
    return {"format": "pdf", "pdf_standards": ["ua-1", "a-2a"], "timestamp": timestamp}


def settle(book: typst.Compiler, folder: Path) -> None:
    """Set the book in a folder until each number of a page that it names is right.

    It starts with a guess. If that has as many digits as the right number, the second setting is the last.

    Raises:
        UnsettledError: the numbers never come to rest.
    """
    numbers = json.loads((folder / NUMBERS).read_text(encoding="utf-8"))
    for _ in range(_TURNS):
        places = query(book, "<places>")
        found = {label: page for label, page, *_ in json.loads(places)}
        if found == numbers:
            (folder / PLACES).write_text(places, encoding="utf-8")
            return
        (folder / NUMBERS).write_text(json.dumps(found), encoding="utf-8")
        numbers = found
    raise UnsettledError(f"page numbers do not settle in {_TURNS} settings of the book")


def query(book: typst.Compiler, label: str) -> str:
    """Set the book, and return what it says at a label, as JSON.

    Raises:
        typst.TypstError: Typst refuses the book.
    """
    try:
        return book.query(label, field="value", one=True)
    except RuntimeError:
        book.compile(**pdf_options(0))  # tells where it fails, which a query does not
        raise


def make(book: typst.Compiler, folder: Path, timestamp: int) -> dict[str, Any]:
    """Write the PDF; return what Typst warns of, for each table whether its first column names the rows, and the end.

    Raises:
        typst.TypstError: Typst refuses the book.
    """
    tables, end = (json.loads(query(book, label)) for label in ("<tables>", "<end>"))
    pdf, warnings = book.compile_with_warnings(**pdf_options(timestamp))
    assert isinstance(pdf, bytes)  # one file, whatever else other formats give
    (folder / MADE).write_bytes(pdf)
    return {"warnings": [str(warning) for warning in warnings], "tables": tables, "end": end}


def main(arguments: list[str]) -> int:
    """Set the book and make the PDF; return 1 if there is none."""
    import typst

    source, timestamp = Path(arguments[0]), int(arguments[1])
    said: dict[str, Any]
    try:
        book = compiler(source)
        settle(book, source.parent)
        said = make(book, source.parent, timestamp)
    except (typst.TypstError, UnsettledError) as error:
        said = {"refused": str(getattr(error, "diagnostic", None) or error)}
    (source.parent / SAID).write_text(json.dumps(said), encoding="utf-8")
    return int("refused" in said)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
