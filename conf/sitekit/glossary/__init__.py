"""Sphinx extension: a word of the glossary leads to it where a page first uses it, with a tip.

Only pages of the web site: a book would print hundreds of page numbers, and a program that
reads the Markdown twins needs no link. What the tips say stands in one file, which the
script of the pages asks for when a reader first wants a tip. So a page depends on which
words the glossary has, and not on what it says of them; when the words change, every page
is written again, and none is read.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.typing import ExtensionMetadata

from ..builds.site import is_site, offer_static
from ..files import digest
from .entries import Vocabulary, collect, entries_of, forget, merge
from .links import Page

TIPS: Final = "_static/glossary-tips.js"
HERE: Final = Path(__file__).parent

#: Before the other extensions see the finished body, after Sphinx made it.
EARLY: Final = 450


class Linker:
    """Links the pages of one build."""

    def __init__(self) -> None:
        self.vocabulary = Vocabulary({})
        self.stamp = ""

    def gather(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Learn the words, and return every page if pages were written with other words, or by other code."""
        if not is_site(app.builder):
            return []
        self.vocabulary = Vocabulary(entries_of(env))
        code = [path.read_bytes() for path in sorted(HERE.glob("*.py"))]
        words = [(where, each.names, each.anchors) for where, each in self.vocabulary.entries]
        self.stamp = digest((code, words))
        path = Path(app.outdir, TIPS)
        before = path.read_text(encoding="utf-8") if path.is_file() else ""
        if self.stamp in before if self.vocabulary.entries else not before:
            return []
        return sorted(env.all_docs)

    def link(
        self, app: Sphinx, page: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
    ) -> None:
        """Link the words in the body of a page that is about to be written."""
        if not is_site(app.builder) or doctree is None or not self.vocabulary.entries:
            return
        found = Page(self.vocabulary, lambda where: app.builder.get_relative_uri(page, where))
        context["body"] = found.link(context.get("body", ""))
        if found.used:
            app.add_js_file("glossary.js", loading_method="defer")

    def write(self, app: Sphinx, exception: Exception | None) -> None:
        """Write what the tips say, unless it stands there already."""
        if exception is not None or not is_site(app.builder):
            return
        path = Path(app.outdir, TIPS)
        if not self.vocabulary.entries:
            path.unlink(missing_ok=True)
            return
        tips = [[each.anchors, each.heading, each.sentence] for _, each in self.vocabulary.entries]
        told = json.dumps(tips, ensure_ascii=False, separators=(",", ":"))
        text = f'glossaryTips("{self.stamp}",{told});\n'
        path.parent.mkdir(exist_ok=True)
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    linker = Linker()
    app.connect("builder-inited", offer_static)
    app.connect("doctree-read", collect)
    app.connect("env-purge-doc", forget)
    app.connect("env-merge-info", merge)
    app.connect("env-updated", linker.gather)
    app.connect("html-page-context", linker.link, priority=EARLY)
    app.connect("build-finished", linker.write)
    return {"version": "1", "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
