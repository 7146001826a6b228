"""Sphinx extension: each page says what a browser may run and load on it.

A Content-Security-Policy as a ``meta`` element: scripts and styles come from the site
itself. The theme has one constant script and one constant style in each page, and a few
constant ``style`` attributes; they are allowed by their hashes, so that nothing else is.
What a page may do beyond that, it says with the setting ``content_security_more``.
"""

from __future__ import annotations

import base64
import hashlib
import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from .builds.idle import writes_site
from .builds.site import is_site
from .files import write_if_changed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

#: Before other extensions write into the head, so that the policy stands first.
LATE: Final = 990

INLINE: Final = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)
#: The templates of furo that hold a script, or a style made of settings alone.
SCRIPTS: Final = "base.html"
STYLES: Final = "partials/_head_css_variables.html"
#: ``style`` attributes in the templates of furo, and in those of Sphinx's indices.
ATTRIBUTES: Final = ("display: none;", "opacity: 50%")
OF_INDICES: Final = ("display: none", "width: 33%; vertical-align: top;", "width: 100%")


def hashed(text: str) -> str:
    """The source expression that allows exactly this text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def inline(kind: str, html: str) -> list[str]:
    """The hashes of all scripts or styles that stand in a piece of HTML."""
    return [hashed(text) for found, text in INLINE.findall(html) if found == kind]


class Policy:
    """The policy of one build; the hashes are the same on each page."""

    def __init__(self) -> None:
        """Start without hashes: the theme is not known yet."""
        self.hashes: dict[str, list[str]] = {}

    def learn(self, app: Sphinx, context: dict[str, Any]) -> None:
        """Read the theme's scripts and styles as they stand in each page."""
        templates: Any = app.builder.templates
        source, _, _ = templates.environment.loader.get_source(templates.environment, SCRIPTS)
        self.hashes["script"] = inline("script", source)
        self.hashes["style"] = inline("style", templates.render(STYLES, context))

    def text(self, more: Iterable[str], attributes: Iterable[str] = (*ATTRIBUTES, *OF_INDICES)) -> str:
        """The policy, with what one page may do beyond it, and for the attributes that it can have."""
        scripts = " ".join(["'self'", *self.hashes["script"], *more])
        styles = " ".join(["'self'", *self.hashes["style"]])
        allowed = " ".join(["'unsafe-hashes'", *map(hashed, attributes)])
        return "; ".join([
            "default-src 'none'",
            f"script-src {scripts}",
            f"style-src {styles}",
            f"style-src-attr {allowed}",
            "img-src 'self' data:",  # the theme's styles hold small drawings
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
        ])  # fmt: skip

    def add(self, app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
        """Put the policy first into the head of a page that is about to be written."""
        if not is_site(app.builder) or app.config.html_theme != "furo":
            return
        if not self.hashes:
            self.learn(app, context)
        attributes = ATTRIBUTES if "body" in context else (*ATTRIBUTES, *OF_INDICES)
        policy = escape(self.text(app.config.content_security_more.get(page, ()), attributes), quote=False)
        meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        context["metatags"] = meta + context.get("metatags", "")

    def write(self, app: Sphinx, exception: Exception | None) -> None:
        """Write the policy as a host would send it with every page; only a header can forbid frames."""
        if exception is None and self.hashes and writes_site(app):
            more = sorted({each for sources in app.config.content_security_more.values() for each in sources})
            text = f"Content-Security-Policy: {self.text(more)}; frame-ancestors 'none'\n"
            write_if_changed(Path(app.outdir, "content-security-policy.txt"), text.encode())


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension; ``content_security_more`` gives pages further sources of scripts."""
    app.add_config_value("content_security_more", {}, "html", (dict,))
    policy = Policy()
    app.connect("html-page-context", policy.add, priority=LATE)
    app.connect("build-finished", policy.write)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
