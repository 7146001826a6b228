"""The builder of the EPUB: that of any site, with the imprint of this reference."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from conf.typstbook.epub.builder import EpubBook

from ...views.compact.imprint import imprint
from ..edition import edition
from ..html import InHtml

HERE = Path(__file__).parent
IMPRINT = "About this book"


class Epub(EpubBook):
    """The pages of the reference as an EPUB."""

    def copy_assets(self) -> None:
        """Put the cover and the look where Sphinx looks for them; no page needs anything else."""
        super().copy_assets()
        for name in ("book.css", "cover.png"):
            shutil.copy(HERE / name, self.outdir / "_static")

    def more_pages(self) -> Iterator[tuple[str, str, str]]:
        """Add the imprint."""
        found = edition(self.config, self.config.epub_title, self.config.typst_site)
        body = InHtml(lambda _kind, _id: None, site=False).blocks(imprint(found))
        yield "imprint", IMPRINT, f'<section class="imprint"><h1>{IMPRINT}</h1>{body}</section>'
