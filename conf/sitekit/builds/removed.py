"""Sphinx extension: a page whose source went leaves the site with it.

Sphinx leaves the file where it is: whoever has its address reads what nobody keeps any more,
and a site that was built again and again is another than one that is built from nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from .site import connect_site

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.util.typing import ExtensionMetadata


def page(app: Sphinx, docname: str) -> str | Path:
    """The file of a page."""
    return cast("StandaloneHTMLBuilder", app.builder).get_output_path(docname)


def goes_with_page(app: Sphinx, file: Callable[[Sphinx, str], str | Path]) -> None:
    """Remove a file that is written for a page, such as its twin, when the source of the page went."""

    def remove(app: Sphinx, *changes: Any) -> list[str]:
        for docname in changes[-1]:  # added, changed, removed
            Path(file(app, docname)).unlink(missing_ok=True)
        return []  # no other page is read for that

    connect_site(app, "env-get-outdated", remove)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect to the builders of web sites; other builders are left alone."""
    goes_with_page(app, page)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
