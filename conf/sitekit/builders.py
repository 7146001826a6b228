"""Which builds make the web site: what the reader's tools, the search and the downloads are for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from .idle_build import is_idle

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config

#: Sphinx's builders of a site: one file a page, or one folder a page.
BUILDERS: Final = frozenset({"html", "dirhtml"})


def is_site(builder: Builder) -> bool:
    """Whether this builder makes the site, and not a book, a check or a run of the examples."""
    return builder.name in BUILDERS


def connect_site(app: Sphinx, event: str, handler: Callable[..., Any], priority: int = 500) -> None:
    """Connect a handler of an event after ``builder-inited``, in builds of the site alone."""

    def connect(app: Sphinx) -> None:
        if is_site(app.builder):
            app.connect(event, handler, priority)

    app.connect("builder-inited", connect)


def when_written(app: Sphinx, handler: Callable[[Sphinx], object]) -> None:
    """Let a handler add to a site whose pages are written, unless that failed or there was nothing to do."""

    def finish(app: Sphinx, exception: Exception | None) -> None:
        if exception is None and not is_idle(app):
            handler(app)

    connect_site(app, "build-finished", finish)


def site_address(config: Config, *settings: str) -> str:
    """The address of the published site with a slash at its end, or nothing if nobody knows it.

    Args:
        config: the settings of the build.
        settings: names of settings that say it before ``html_baseurl`` does.
    """
    found = next((config[name] for name in (*settings, "html_baseurl") if config[name]), "")
    return f"{found.rstrip('/')}/" if found else ""
