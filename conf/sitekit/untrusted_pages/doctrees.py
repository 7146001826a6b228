"""The look at a page's doctree, whatever made it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from .. import SitekitWarning
from .characters import without_unwanted

if TYPE_CHECKING:
    from sphinx.application import Sphinx

SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
#: An address of the web: its host is that which a reader sees, so it has no user's name before it,
#: and no letters but those of English, in which no letter passes for another.
WEB = re.compile(r"https?://(?!xn--)[a-z0-9-]+(\.(?!xn--)[a-z0-9-]+)*(:\d{1,5})?([/?#].*)?", re.IGNORECASE)
MAIL = re.compile(r"mailto:[\w.+-]+(@|%40)[a-z0-9.-]+", re.IGNORECASE | re.ASCII)
CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+")
#: A link of sphinx-design that covers what it stands in: the card that it belongs to.
COVERS = "sd-stretched-link"
#: What other extensions print into the head of a page.
NOT_METADATA = re.compile(r"og:|ogp|description|keywords|html_meta", re.IGNORECASE)


def refused_address(address: str) -> bool:
    r"""Whether a link does something else than lead to a page or to mail.

    >>> [refused_address(each) for each in ("https://a.org", "page.html#a:b", "JavaScript:a()", "java\tscript:a()", "//a.org")]
    [False, False, True, True, True]
    >>> [refused_address(each) for each in ("https://a.org@b.org", "https:a.org", "https://\u0430.org", "mailto:a@b.org?cc=c")]
    [True, True, True, True]
    """
    # Browsers take control characters out of an address before they look at its scheme.
    bare = CONTROL.sub("", address)
    if SCHEME.match(bare):
        return not WEB.fullmatch(bare) and not MAIL.fullmatch(bare)
    return bare.startswith(("//", "\\", "/\\"))


def refused_file(path: str) -> bool:
    """Whether a file lies outside the pages, or is no file here at all."""
    return "://" in path or "\\" in path or ".." in path.split("/") or path.startswith(("data:", "//"))


def tell(node: nodes.Node, message: str) -> None:
    around, near = node, [node] if node.line else []
    # A picture of a card has no line of its own: the nearest that there is.
    while not near and around.parent is not None:
        around = around.parent
        near = [each for each in around.findall(nodes.Element) if each.line]
    SitekitWarning.DOCTREE.tell(message, location=near[0] if near else node)


def check(app: Sphinx, doctree: nodes.document) -> None:
    """Refuse what a page may not hold, and take it out."""
    check_links(doctree)
    check_lists(doctree)
    check_files(doctree)
    check_words(doctree)
    for kind, what in ((nodes.raw, "raw text"), (nodes.math, "mathematics"), (nodes.math_block, "mathematics")):
        for node in list(doctree.findall(kind)):
            tell(node, f"{what} is not allowed; expected words")
            node.parent.remove(node)
    for meta in list(doctree.findall(nodes.meta)):
        tell(meta, "meta is not allowed in a page; expected nothing of the kind")
        meta.parent.remove(meta)
    told = app.env.metadata[app.env.current_document.docname]
    for key in [key for key in told if NOT_METADATA.match(key)]:
        message = "metadata: %s: is not allowed; expected nothing of the kind"
        SitekitWarning.DOCTREE.tell(message, key, location=(app.env.current_document.docname, 1))
        del told[key]


def check_links(doctree: nodes.document) -> None:
    """A refused link loses its address; a link covers no more than the card that it belongs to."""
    for link in doctree.findall(nodes.reference):
        if refused_address(link.get("refuri", "")):
            tell(link, f"the address '{link['refuri']}' is not allowed; expected https://")
            link["refuri"] = "#"
        for name in ("target", "rel"):
            if name in link:
                tell(link, f"'{name}' is not allowed on a link; expected the address alone")
                del link[name]
    for node in doctree.findall(nodes.Element):
        if COVERS in node.get("classes", ()) and not in_card(node):
            tell(node, f"the class '{COVERS}' is not allowed here; expected none")
            node["classes"].remove(COVERS)


def check_words(doctree: nodes.document) -> None:
    """No character that hides or turns text in what is said of a picture or a link."""
    for node in doctree.findall(nodes.Element):
        for key in ("alt", "reftitle", "title"):
            if (clean := without_unwanted(told := str(node.get(key, "")))) != told:
                tell(node, f"'{key}' holds a character that hides or turns text; expected none")
                node[key] = clean


def in_card(node: nodes.Element) -> bool:
    """Whether a node stands in a card of sphinx-design."""
    above: nodes.Element | None = node.parent
    while above is not None:
        if above.get("design_component") == "card":
            return True
        above = above.parent
    return False


def check_lists(doctree: nodes.document) -> None:
    """A table of contents leads to pages and to web addresses; it becomes links only later."""
    for tree in doctree.findall(addnodes.toctree):
        entries: list[tuple[str | None, str]] = tree["entries"]
        for _, address in entries:
            if refused_address(address):
                tell(tree, f"the address '{address}' is not allowed; expected https:// or a page")
        entries[:] = [
            entry for entry in entries if not refused_address(entry[1])
        ]  # whoever keeps the list, has it, too


def check_files(doctree: nodes.document) -> None:
    """A picture or a file lies below the pages."""
    files: list[nodes.Element] = [*doctree.findall(nodes.image), *doctree.findall(addnodes.download_reference)]
    for node in files:
        path = node.get("uri") or node.get("reftarget", "")
        in_heading = isinstance(node.parent, nodes.title) and not isinstance(node, nodes.image)
        if refused_file(path):
            tell(node, f"the file '{path}' is not allowed; expected one below docs/")
        elif in_heading:  # Sphinx's list of headings breaks off at it
            tell(node, f"the file '{path}' is not allowed in a heading; expected words")
        if refused_file(path) or in_heading:
            node.parent.remove(node)
