"""Sections that a reader opens: a long page becomes a list of headings, and is read where one wants to.

A page asks for it in its head, ``folded: true``. Then each section right below the page's title is a
``details`` element on the site, its heading the summary. The browser's search finds what is inside, print
opens it, and it works without a script. Books lie open, and the Markdown twin knows nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator

from . import SitekitWarning
from .builds.site import BUILDERS
from .markdown import Markdown


class fold_mark(nodes.General, nodes.Element):
    """A piece of the HTML around a section's heading and its content: ``node["html"]``."""


def asked(env: BuildEnvironment) -> str:
    """What the page that is read or written says of folding."""
    return str(env.metadata[env.current_document.docname].get("folded", "false")).lower()


def check(app: Sphinx, _: nodes.document) -> None:
    """Tell of a page that says neither yes nor no: it would lie open without a word."""
    if asked(app.env) not in ("true", "false"):
        what = "folded: %a is unknown; expected true or false"  # in ASCII: it may hold what turns text
        SitekitWarning.SLIP.tell(what, asked(app.env)[:40], location=(app.env.current_document.docname, 1))


class FoldSections(SphinxPostTransform):
    """Puts the marks into the sections of a page that asks for it."""

    default_priority = 800
    builders = tuple(BUILDERS)

    def run(self, **_: Any) -> None:
        """Fold each section below the page's title."""
        if asked(self.env) != "true":
            return
        for section in self.document.findall(nodes.section):
            if isinstance(section.parent, nodes.section) and isinstance(section.parent.parent, nodes.document):
                title, *rest = section.children
                section.children = []
                opening, middle = '<details class="section-fold"><summary>', "</summary>"
                section += [mark(opening), title, mark(middle), *rest, mark("</details>")]


def mark(html: str) -> fold_mark:
    return fold_mark(html=html)


def visit_html(self: HTML5Translator, node: fold_mark) -> None:
    self.body.append(f"{node['html']}\n")
    raise nodes.SkipNode


def visit_markdown(_writer: Markdown, _node: fold_mark) -> Iterator[str]:
    yield from ()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the marks and the transform."""
    visitors: dict[str, Any] = {"html": (visit_html, None), "markdown": (visit_markdown, None)}
    app.add_node(fold_mark, **visitors)
    app.add_post_transform(FoldSections)
    app.connect("doctree-read", check)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
