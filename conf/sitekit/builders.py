"""Which builds make the web site: what the reader's tools, the search and the downloads are for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sphinx.builders import Builder

#: Sphinx's builders of a site: one file a page, or one folder a page.
BUILDERS: Final = frozenset({"html", "dirhtml"})


def is_site(builder: Builder) -> bool:
    """Whether this builder makes the site, and not a book, a check or a run of the examples."""
    return builder.name in BUILDERS
