"""Which builds make the web site, and what extensions do with their pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

#: Sphinx's builders of a site: one file a page, or one folder a page.
BUILDERS: Final = frozenset({"html", "dirhtml"})

STATIC: Final = Path(__file__).parent / "static"


def is_site(builder: Builder) -> bool:
    """Whether this builder makes the site, and not a book, a check or a run of the examples."""
    return builder.name in BUILDERS


def offer_static(app: Sphinx) -> None:
    """Let Sphinx copy the styles and scripts of this package with those of the site."""
    if is_site(app.builder) and str(STATIC) not in app.config.html_static_path:
        app.config.html_static_path.append(str(STATIC))
