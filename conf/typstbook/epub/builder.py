"""The EPUB: the pages, parts and order of the book, the same bytes from the same sources.

Sphinx's own takes every page, in one heap of contents, and stamps the time of the build on each file in it.
"""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.builders.epub3 import Epub3Builder

from ..builder import leave_out_examples
from ..model import Part
from ..outline import parts
from ..translate.syntax import typographic
from ..typeset.compile import now

_TAGS = re.compile(r"(<[^>]*>)")
_AS_IT_IS = ("code", "pre", "script", "style", "svg")
"""Elements whose text nobody touches."""
_FIRST = ("mimetype", "META-INF/container.xml", "content.opf")
"""Files that an EPUB begins with; the first of them is not packed."""


def with_curly_quotes(page: str) -> str:
    """Return HTML with the apostrophes and quotation marks of books, but for code."""
    found, inside, before = [], 0, " "
    for piece in _TAGS.split(page):
        name = piece[1:].lstrip("/").partition(">")[0].partition(" ")[0] if piece.startswith("<") else ""
        if name in _AS_IT_IS:
            inside += -1 if piece.startswith("</") else 0 if piece.endswith("/>") else 1
        if piece.startswith("<") or inside or not piece:
            found.append(piece)
            continue
        text = piece.replace("&#39;", "'").replace("&#34;", '"').replace("&quot;", '"')
        found.append(typographic(before + text)[1:])  # a mark that ends a word may stand after its tag
        before = text[-1]
    return "".join(found)


class EpubBook(Epub3Builder):
    """Sphinx's builder of EPUBs, of the pages that books have."""

    def init(self) -> None:
        super().init()
        language = html.escape(self.config.epub_language)
        self.html_tag = self.html_tag.replace(">", f' lang="{language}" xml:lang="{language}">')
        self.parts: list[Part] = []
        self.chapters: AbstractSet[str] = frozenset()

    def copy_assets(self) -> None:
        """Leave no script and no style where no page asks for it."""
        super().copy_assets()
        for file in [each for each in Path(self.outdir, "_static").rglob("*") if each.is_file()]:
            if file.relative_to(self.outdir).as_posix() not in {str(each.filename) for each in self._css_files}:
                file.unlink()

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Lay out the parts; an index that leads to a page of no book, and styles made for screens, are left out."""
        self.parts = parts(self.env)
        self.chapters = {chapter.docname for part in self.parts for chapter in part.chapters}
        named = {f"_static/{name}" for name, _attributes in self.config.epub_css_files}
        self._css_files[:] = [each for each in self._css_files if str(each.filename) in named]
        super().prepare_writing(docnames)
        self.domain_indices = [
            index
            for index in self.domain_indices
            if all(not entry.docname or entry.docname in self.chapters for _, some in index[2] for entry in some)
        ]

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write the pages of the book."""
        super().write_documents(docnames & self.chapters)

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return where a link leads: to the site, for a page that is not in the book."""
        site = self.config.typst_site or self.config.html_baseurl
        if site and to in self.env.found_docs and to not in self.chapters:
            return f"{site.rstrip('/')}/{to}.html"
        return super().get_relative_uri(from_, to, typ)

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write one page, without what only programmers need."""
        if not self.config.book_examples:
            leave_out_examples(doctree)
        super().write_doc(docname, doctree)

    def handle_page(self, pagename: str, addctx: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        """Write one page with the quotation marks of books."""
        for part in ("body", "title"):
            if isinstance(addctx.get(part), str):
                addctx[part] = with_curly_quotes(addctx[part])
        addctx["built"] = now().date().isoformat()
        # The theme says it, too; docutils says it once more.
        addctx["metatags"] = re.sub(r'<meta[^>]*name="viewport"[^>]*>\s*', "", addctx.get("metatags", ""))
        super().handle_page(pagename, addctx, *args, **kwargs)

    # -- contents --

    def get_toc(self) -> None:
        """Collect the contents: parts, and the pages below each as the site has them."""
        self.refnodes = list(self._contents())
        self.toc_add_files(self.refnodes)
        self.domain_indices = []  # are among them, and need not be added once more

    def _contents(self) -> Iterator[dict[str, Any]]:
        for number, part in enumerate(self.parts):
            chapters = [each for each in part.chapters if each.docname != self.config.root_doc]
            if part.caption:
                page = self._title_page(number, part)
                yield {"level": 1, "refuri": page, "text": html.escape(typographic(part.caption))}
            for each in chapters:
                title = typographic(self.env.titles[each.docname].astext())
                address = self.get_target_uri(each.docname)
                yield {"level": each.level, "refuri": html.escape(address), "text": html.escape(title)}

        for index in self.domain_indices:
            yield {"level": 1, "refuri": f"{index[0]}{self.out_suffix}", "text": html.escape(str(index[1].localname))}
        for name, title, body in self.more_pages():
            self.handle_page(name, {"title": title, "body": body})
            yield {"level": 1, "refuri": f"{name}{self.out_suffix}", "text": html.escape(title)}

    def more_pages(self) -> Iterator[tuple[str, str, str]]:
        """Yield pages of the book that the site has not: a name, a title and the HTML of each."""
        yield from ()

    def _title_page(self, number: int, part: Part) -> str:
        """Write a page with the title of a part and what stands in it; return its address."""
        name = f"part-{number}"
        items = "".join(
            f'<li><a class="reference internal" href="{self.get_target_uri(each.docname)}">'
            f"{html.escape(self.env.titles[each.docname].astext())}</a></li>"
            for each in part.chapters
            if each.depth == 0
        )
        title = html.escape(part.caption or "")
        body = f'<section><h1>{title}</h1><ul class="simple">{items}</ul></section>'
        self.handle_page(name, {"title": title, "body": body})
        return f"{name}{self.out_suffix}"

    def build_content(self) -> None:
        """Write the package, and say in it which picture is the cover: Sphinx tells it in the old way alone."""
        super().build_content()
        if self.config.epub_cover:
            package = self.outdir / "content.opf"
            cover = f'href="{html.escape(self.config.epub_cover[0])}"'
            package.write_text(
                package.read_text("utf-8").replace(cover, f'{cover} properties="cover-image"', 1), "utf-8"
            )

    def toc_metadata(self, level: int, navpoints: list[Any]) -> dict[str, Any]:
        """Say which book the old form of contents belongs to: Sphinx gives the name of the identifier for it."""
        return super().toc_metadata(level, navpoints) | {"uid": html.escape(self.config.epub_identifier)}

    # -- the file --

    def build_epub(self) -> None:
        """Pack all files, each with the time of the build, which SOURCE_DATE_EPOCH may set."""
        stamp = now().timetuple()[:6]
        names = [*_FIRST, *sorted({*self.files, "toc.ncx"} - {*_FIRST})]
        with zipfile.ZipFile(self.outdir / f"{self.config.epub_basename}.epub", "w") as epub:
            for name in names:
                info = zipfile.ZipInfo(name, stamp)
                info.compress_type = zipfile.ZIP_STORED if name == _FIRST[0] else zipfile.ZIP_DEFLATED
                info.external_attr = 0o644 << 16
                epub.writestr(info, Path(self.outdir, name).read_bytes())
