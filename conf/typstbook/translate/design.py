"""Visitors of sphinx-design's parts on paper: tabs, dropdowns, cards, grids, flattened.

Everything is open: a tab or a dropdown becomes a titled block, a card a frame.
"""

from __future__ import annotations

from docutils import nodes

from .floats import Floats

_FRAMES = {
    "dropdown": ("\n\n#panel[", "]\n\n"),
    "tab-item": ("\n\n#panel[", "]\n\n"),
    "card": ("\n\n#card[", "]\n\n"),
    "card-title": ("#card-title[", "]\n\n"),
    "card-header": ("#card-title[", "]\n\n"),
}


class Design(Floats):
    """Containers, with those of sphinx-design."""

    def visit_container(self, node: nodes.container) -> None:
        """Open the frame of a design component; other containers add nothing."""
        if node.get("literal_block") and isinstance(node.children[0], nodes.caption):
            self.listing(node)
        self.add(_FRAMES.get(node.get("design_component", ""), ("\n\n", ""))[0])

    def depart_container(self, node: nodes.container) -> None:
        """Close the frame."""
        self.add(_FRAMES.get(node.get("design_component", ""), ("", "\n\n"))[1])
