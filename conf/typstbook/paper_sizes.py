"""Paper sizes, and how much text they hold."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .translate.tables import Paper

HERE = Path(__file__).parent
"""Where the template and the fonts lie."""
MARGIN = 62.0
"""Left and right margin in points (22 mm); the template uses the same."""
HEAD = 66.0
"""Running heads stand above this, in points from the top."""
FOOT = 62.0
"""Page numbers stand below this, in points from the bottom."""
SIZE = 10.5
"""Size of the text in points."""
LARGE = 16.0
"""Size of all text in large print, which is set in the sans throughout."""
_TABLE_SCALE = 0.86
"""Table text is this much smaller than the text, but in large print it is not."""


@dataclass(frozen=True)
class Sheet:
    """A sheet of paper in points, and Typst's name for it."""

    name: str
    width: float
    height: float


PAPERS = {
    "a4": Sheet("a4", 595.28, 841.89),
    "letter": Sheet("us-letter", 612.0, 792.0),
}


def paper(name: str, size: float = SIZE) -> Paper:
    """Return the room on the paper *name* for a text of *size* points.

    Raises KeyError for a paper that is not in PAPERS.
    """
    sheet = PAPERS[name]
    table = size if size >= LARGE else size * _TABLE_SCALE
    # Whoever needs large print shall not have to turn the page as well: facets instead.
    turned = 0 if size >= LARGE else sheet.height - 2 * MARGIN
    return Paper(sheet.width - 2 * MARGIN, turned, table)
