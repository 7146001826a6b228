"""What a reader meets in the finished PDF: its text, its links, and where each glyph stands.

Read with two programs that have nothing to do with the one that set the book.
Lengths are in points, pages count from 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2  # type: ignore[import-untyped] # it has no types
from bs4 import BeautifulSoup
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NullObject

from ..paper_sizes import FOOT, HEAD, MARGIN

_TOLERANCE = 2.0
"""A letter such as j may hang over its line by this much."""
_LEAST = 8
"""A piece of text broken over two pages has at least so many characters on each."""
_CUT = "\0"
_PAGE_REFERENCE = re.compile(r"\(p\.\d+\)")
_INVISIBLE = re.compile(r"[\s\u200b\u2060\u00ad\u00a0]+")
_STRAIGHT = str.maketrans("‘’“”", "''\"\"")
"""Quotation marks, which a book sets in its own way."""
_ON_SCREEN = ".headerlink, .fn-backref, .backrefs, .toctree-wrapper, .colon, svg, script"
_BLOCKS = ("p", "li", "td", "th", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "figcaption", "caption")


class Glyph(NamedTuple):
    """A character that stands where it should not."""

    page: int
    character: str


def texts(pdf: Path, *, heads: bool = False) -> list[str]:
    """Return the text of each page, without running heads and feet if not asked for."""
    found = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            width, height = page.get_size()
            body = (0, 0, width, height) if heads else (0, FOOT, width, height - HEAD)
            # PDFium writes U+0002 for a hyphen at the end of a line; all of ours are real.
            found.append(page.get_textpage().get_text_bounded(*body).replace("\x02", "-"))
    return found


def outside(pdf: Path) -> list[Glyph]:
    """Return the glyphs that stand in the left or right margin or beyond the page."""
    found = []
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document, start=1):
            width, height = page.get_size()
            text = page.get_textpage()
            for index in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(index)
                beside = left < MARGIN - _TOLERANCE or right > width - MARGIN + _TOLERANCE
                if right > left and (beside or bottom < 0 or top > height):
                    character = text.get_text_range(index, 1)
                    found += [] if character.isspace() else [Glyph(number, character)]
    return found


class Landing(NamedTuple):
    """An internal link: the page that it stands on, and the page where it leads."""

    page: int
    target: int | None


def landings(pdf: Path) -> Iterator[Landing]:
    """Yield all internal links; the target is None for a link that leads nowhere."""
    reader = PdfReader(pdf)
    pages = {page.indirect_reference.idnum: n for n, page in enumerate(reader.pages, 1) if page.indirect_reference}
    for number, page in enumerate(reader.pages, start=1):
        for reference in page.get("/Annots") or []:
            target = _target(reader, reference.get_object())
            if target is None:
                continue
            first = target[0] if target else NullObject()
            yield Landing(number, pages.get(first.idnum) if isinstance(first, IndirectObject) else None)


def _target(reader: PdfReader, note: Any) -> ArrayObject | None:
    """Return the destination of an annotation; None if it is no internal link."""
    if not isinstance(note, DictionaryObject) or note.get("/Subtype") != "/Link":
        return None
    action = note.get("/A")
    target = note.get("/Dest")
    if action is not None and action.get_object().get("/S") == "/GoTo":
        target = action.get_object()["/D"]
    if target is None:
        return None
    target = target.get_object()
    if isinstance(target, str):
        named = reader.named_destinations.get(target)
        return ArrayObject() if named is None else named.dest_array
    return target if isinstance(target, ArrayObject) else ArrayObject()


def squeeze(text: str) -> str:
    """Return a text without spaces, invisible characters and page references, its quotation marks straight."""
    return _PAGE_REFERENCE.sub("", _INVISIBLE.sub("", text)).translate(_STRAIGHT)


def pieces(page: BeautifulSoup, screen_only: str = "") -> Iterator[str]:
    """Yield what a page of the site says, block by block, without what only a screen has; selectors add to that.

    A block ends where the book puts in something of its own: a footnote's number,
    the meaning of an abbreviation.
    """
    article = page.select_one("[role=main]")
    if article is None:
        return
    for tag in article.select(", ".join(filter(None, (_ON_SCREEN, screen_only)))):
        tag.decompose()
    for tag in article.select(".footnote-reference"):
        tag.replace_with(_CUT)
    for tag in article.select("abbr"):
        tag.insert_after(_CUT)
    for block in article.find_all(_BLOCKS):
        if block.find(_BLOCKS) is None:
            yield from (piece for piece in block.get_text().split(_CUT) if piece.strip())


def says(book: str, piece: str) -> bool:
    """Tell whether the squeezed text of a book says a piece, in one go or broken once over two pages."""
    wanted = squeeze(piece)
    if wanted in book:
        return True
    breaks = range(_LEAST, len(wanted) - _LEAST)
    return any(wanted[:at] in book and wanted[at:] in book for at in breaks)


def missing(html: Path, docnames: Iterable[str], pdf: Path, screen_only: str = "") -> dict[str, list[str]]:
    """Return, for each page of the site, what it says and the PDF does not, but for what only a screen has."""
    book = squeeze("".join(texts(pdf)))
    found: dict[str, list[str]] = {}
    for docname in docnames:
        page = BeautifulSoup((html / f"{docname}.html").read_text(encoding="utf-8"), "html.parser")
        lost = [piece for piece in pieces(page, screen_only) if not says(book, piece)]
        if lost:
            found[docname] = lost
    return found
