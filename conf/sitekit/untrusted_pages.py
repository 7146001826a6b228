"""Sphinx extension: what a page from a stranger may not do.

A page is text: HTML in it is shown, not obeyed (``myst_disable_syntax``), and no directive
takes raw text or another file into it (``docutils.conf``). This refuses what is left:
front matter that would turn such settings off, links that run something, and files from
outside the pages.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml
from docutils import nodes
from sphinx.addnodes import download_reference
from sphinx.util import logging

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

logger = logging.getLogger(__name__)

FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
# What Sphinx knows of a page, and the day of its review; nothing here changes how the page is read.
KEYS = frozenset(
    {"orphan", "tocdepth", "nocomments", "no-search", "nosearch", "hide-navigation", "hide-toc", "reviewed"}
)
SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*)\s*:", re.IGNORECASE)
SCHEMES = frozenset({"https", "http", "mailto"})
CONTROL = re.compile(r"[\x00-\x20\x7f]+")


def refused_keys(source: str) -> list[str]:
    """The keys of a page's front matter that are not allowed; ``front matter`` if it cannot be read."""
    found = FRONT_MATTER.match(source)
    if found is None:
        return []
    try:
        data = yaml.safe_load(found[1])
    except yaml.YAMLError:
        return ["front matter"]
    if not isinstance(data, dict):
        return [] if data is None else ["front matter"]
    return sorted({str(key) for key in data} - KEYS)


def refused_address(address: str) -> bool:
    r"""Whether a link does something else than lead to a page or to mail.

    >>> [refused_address(each) for each in ("https://a.org", "page.html#a:b", "JavaScript:a()", "java\tscript:a()", "//a.org")]
    [False, False, True, True, True]
    """
    # Browsers take control characters out of an address before they look at its scheme.
    bare = CONTROL.sub("", address)
    scheme = SCHEME.match(bare)
    return bare.startswith(("//", "\\")) or (scheme is not None and scheme[1].lower() not in SCHEMES)


def refused_file(path: str) -> bool:
    """Whether a file lies outside the pages, or is no file here at all."""
    return "://" in path or ".." in path.split("/") or path.startswith("data:")


def check_source(_app: Sphinx, docname: str, source: list[str]) -> None:
    """Refuse front matter that changes how the page is read."""
    for key in refused_keys(source[0]):
        expected = "one of " + ", ".join(sorted(KEYS))
        logger.warning("front matter: %s: is not allowed; expected %s", key, expected, location=docname, type="safety")
        source[0] = FRONT_MATTER.sub("", source[0])


def check_doctree(_app: Sphinx, doctree: nodes.document) -> None:
    """Refuse links and files; a refused link loses its address, so that it does no harm where warnings pass."""
    for link in doctree.findall(nodes.reference):
        if refused_address(link.get("refuri", "")):
            tell(link, f"the address '{link['refuri']}' is not allowed; expected https://")
            link["refuri"] = "#"
    files: list[nodes.Element] = [*doctree.findall(nodes.image), *doctree.findall(download_reference)]
    for node in files:
        path = node.get("uri") or node.get("reftarget", "")
        if refused_file(path):
            tell(node, f"the file '{path}' is not allowed; expected one below docs/")
            node.parent.remove(node)
    for meta in list(doctree.findall(nodes.meta)):
        if meta.get("http-equiv"):
            tell(meta, "http-equiv is not allowed; expected a name")
            meta.parent.remove(meta)


def tell(node: nodes.Element, message: str) -> None:
    logger.warning(message, location=node, type="safety")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the checks."""
    app.connect("source-read", check_source)
    app.connect("doctree-read", check_doctree)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
