"""Roles: values printed from the data. Roles that link stand with the domain."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from .domain import TherapyDomain
from .tracking import Content, Reference, Unknown
from .views import pages
from .warning_types import TherapyWarning

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message


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


ROLES: dict[str, Printed] = {"count": Count(), "class": Membership(), "name": Name()}
