"""Tabs and dropdowns in the EPUB: laid open, as on paper.

sphinx-design writes form fields for tabs, which are no valid EPUB and which few readers can
work. Its components are taken apart here before it gets to them: a titled block each.
"""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

_OPENED = ("tab-set", "tab-item", "dropdown")


class OpenComponents(SphinxPostTransform):
    """Makes plain containers of tabs and dropdowns; their titles are rubrics already."""

    builders = ("epub",)
    default_priority: ClassVar[int] = 190  # sphinx-design's own come at 198 to 200

    def run(self, **kwargs: Any) -> None:
        """Take the marks away that sphinx-design looks for."""
        for node in self.document.findall(nodes.container):
            if node.get("design_component") in _OPENED:
                del node["design_component"]
                node["classes"] = []
