"""Roles: values printed from the data. Roles that link stand with the domain."""

from __future__ import annotations

import re
from abc import abstractmethod
from typing import Any, ClassVar

from docutils import nodes
from docutils.nodes import Node, system_message
from sphinx.addnodes import desc_signature
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole

from .domain import TherapyDomain
from .tracking import Content, Reference, Unknown
from .views import pages
from .warning_types import TherapyWarning


class Printed(SphinxRole):
    """A value that the data knows; a wrong word is a located warning."""

    view: ClassVar[staticmethod[[Reference, str], Content]]

    def run(self) -> tuple[list[Node], list[system_message]]:
        try:
            return [self.node(TherapyDomain.of(self.env).show(self.view, self.text))], []
        except Unknown as error:
            TherapyWarning.UNKNOWN.tell("%s: %s", self.name, error, location=self.get_location())
            return [nodes.inline(self.text, self.text)], []

    @abstractmethod
    def node(self, value: Any) -> Node:
        """What is printed."""


class Count(Printed):
    """``{therapy:count}`types``: how many there are."""

    view = staticmethod(pages.count)

    def node(self, value: int) -> Node:
        return nodes.inline("", f"{value:,}", classes=["therapy-value"])


class Membership(Printed):
    """``{therapy:class}`car-t-cell-therapy:immunotherapy``: the derived answer, in words."""

    view = staticmethod(pages.membership)

    def node(self, value: tuple[str, str]) -> Node:
        answer, words = value
        return nodes.strong("", words, classes=["fact-answer", f"fact-{answer}"])


class Name(Printed):
    """``{therapy:name}`type:car-t-cell-therapy``: the name of a record."""

    view = staticmethod(pages.name)

    def node(self, value: str) -> Node:
        return nodes.inline("", value, classes=["therapy-value"])


#: What was meant as a role: a space before its word, other quotes, no word, or a fence on one line.
UNREAD = re.compile(r"\{[a-z][a-z-]*(?::[a-z-]+)?\}")
AS_IT_STANDS = (nodes.literal, nodes.FixedTextElement, nodes.raw, desc_signature)


def tell_unread(app: Sphinx, doctree: nodes.document) -> None:
    """Tell of each role that stands on the page as text, because Markdown did not see it as one.

    What a record says is no mistake of the page: only what stands in the file of the page is told.
    """
    written = app.env.doc2path(app.env.current_document.docname).read_text(encoding="utf-8")
    if not UNREAD.search(written):
        return
    for text in doctree.findall(nodes.Text):
        above: Any = text.parent
        alone = isinstance(above, nodes.literal) and len(above.parent) == 1
        if alone and isinstance(above.parent.parent, nodes.section | nodes.document) and UNREAD.match(text):
            message = "'%s' stands here as text; expected a fence whose ends have lines of their own"
            TherapyWarning.UNREAD.tell(message, text.astext(), location=above.parent)
        while above is not None and not isinstance(above, AS_IT_STANDS):
            above = above.parent
        if above is None and (found := UNREAD.search(text)) and found[0] in written:
            message = "'%s' stands here as text; expected it right before a word in backticks, such as {term}`dose`"
            TherapyWarning.UNREAD.tell(message, found[0], location=text.parent)


ROLES: dict[str, Printed] = {"count": Count(), "class": Membership(), "name": Name()}
