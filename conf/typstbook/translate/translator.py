"""The Typst translator: all visitors together, and those of containers, which may hold anything.

Of sphinx-design everything is open: a tab or a dropdown becomes a titled block, a card a frame.
"""

from __future__ import annotations

from docutils import nodes

from .blocks import Blocks
from .floats import Floats
from .inline import Inline

_FRAMES = {
    "dropdown": ("\n\n#panel[", "]\n\n"),
    "tab-item": ("\n\n#panel[", "]\n\n"),
    "card": ("\n\n#card[", "]\n\n"),
    "card-title": ("#card-title[", "]\n\n"),
    "card-header": ("#card-title[", "]\n\n"),
}


class TypstTranslator(Blocks, Floats, Inline):
    """Writes one page of the reference as Typst source."""

    def visit_container(self, node: nodes.container) -> None:
        if node.get("literal_block") and isinstance(node.children[0], nodes.caption):
            self.listing(node)
        self.add(_FRAMES.get(node.get("design_component", ""), ("\n\n", ""))[0])

    def depart_container(self, node: nodes.container) -> None:
        self.add(_FRAMES.get(node.get("design_component", ""), ("", "\n\n"))[1])

    def visit_desc_parameterlist(self, node: nodes.Element) -> None:
        self.add(f"\\({', '.join(map(self.capture, node.children))}\\)")
        raise nodes.SkipNode

    def visit_desc_type_parameter_list(self, node: nodes.Element) -> None:
        self.add(f"\\[{', '.join(map(self.capture, node.children))}\\]")
        raise nodes.SkipNode
