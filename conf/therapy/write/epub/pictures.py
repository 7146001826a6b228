"""Drawings in the EPUB: files of their own, since a page that holds one must say so in the package."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from conf.sitekit.files import digest

from ..html import picture


class PictureFiles(SphinxPostTransform):
    """Puts each drawing into a file, and an image with its text alternative in its place."""

    builders = ("epub",)
    default_priority: ClassVar[int] = 190

    def run(self, **_: Any) -> None:
        for node in list(self.document.findall(picture)):
            path = Path(self.env.doctreedir) / f"drawing-{digest(node['svg'])}.svg"
            path.write_text(node["svg"].replace("currentColor", "#000"), encoding="utf-8")
            self.env.images.add_file(self.env.current_document.docname, str(path))
            node.replace_self(nodes.image(uri=str(path), candidates={"*": str(path)}, alt=node["alt"]))
