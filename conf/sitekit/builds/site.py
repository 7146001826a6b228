"""Which builds make the web site, and what extensions do with their pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config

#: Sphinx's builders of a site: one file a page, or one folder a page.
BUILDERS: Final = frozenset({"html", "dirhtml"})

STATIC: Final = Path(__file__).parents[1] / "static"


def is_site(builder: Builder) -> bool:
    """Whether this builder makes the site, and not a book, a check or a run of the examples."""
    return builder.name in BUILDERS


def offer_static(app: Sphinx) -> None:
    """Let Sphinx copy the styles and scripts of this package with those of the site."""
    if is_site(app.builder) and str(STATIC) not in app.config.html_static_path:
        app.config.html_static_path.append(str(STATIC))


def connect_site(app: Sphinx, event: str, handler: Callable[..., Any], priority: int = 500) -> None:
    """Connect a handler of an event after ``builder-inited``, in builds of the site alone."""

    def connect(app: Sphinx) -> None:
        if is_site(app.builder):
            app.connect(event, handler, priority)

    app.connect("builder-inited", connect)


def site_address(config: Config, *settings: str) -> str:
    """The address of the published site with a slash at its end, or nothing if nobody knows it.

    Args:
        config: the settings of the build.
        settings: names of settings that say it before ``html_baseurl`` does.
    """
    found = next(filter(None, (getattr(config, name, "") for name in (*settings, "html_baseurl"))), "")
    return f"{found.rstrip('/')}/" if found else ""
