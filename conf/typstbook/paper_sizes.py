"""Paper sizes, and how much text they hold. Lengths are in points."""

from __future__ import annotations

from typing import NamedTuple

MARGIN = 62.0
"""Left and right margin (22 mm); the template uses the same."""
HEAD = 66.0
"""Running heads stand above this, from the top."""
FOOT = 62.0
"""Page numbers stand below this, from the bottom."""
SIZE = 10.5
"""Size of the text."""
LARGE = 16.0
"""Size of all text in large print, which is set in the sans throughout."""
_TABLE_SCALE = 0.86
"""Table text is this much smaller than the text, but in large print it is not."""


class Sheet(NamedTuple):
    """A sheet of paper, and Typst's name for it."""

    name: str
    width: float
    height: float


class Paper(NamedTuple):
    """Room for text.

    Attributes:
        upright: width of the column on an upright page.
        turned: width of the column on a turned page; 0 if no page may be turned.
        size: size of table text.
    """

    upright: float
    turned: float
    size: float


PAPERS = {
    "a4": Sheet("a4", 595.28, 841.89),
    "letter": Sheet("us-letter", 612.0, 792.0),
}


def paper(name: str, size: float = SIZE) -> Paper:
    """Return the room on a sheet for text of one size.

    Raises:
        KeyError: the name is none of PAPERS.
    """
    sheet = PAPERS[name]
    table = size if size >= LARGE else size * _TABLE_SCALE
    # Whoever needs large print shall not have to turn the page as well: facets instead.
    turned = 0 if size >= LARGE else sheet.height - 2 * MARGIN
    return Paper(sheet.width - 2 * MARGIN, turned, table)
