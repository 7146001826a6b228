"""The builder ``typst``: one Typst document from all pages, one PDF from that."""

from __future__ import annotations

import gc
import re
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from sphinx.builders import Builder
from sphinx.errors import NoUri
from sphinx.locale import _
from sphinx.util import logging
from sphinx.util.display import progress_message
from sphinx.util.i18n import format_date
from sphinx.util.osutil import make_filename_from_project
from sphinx.util.parallel import ParallelTasks, make_chunks, parallel_available

from .book_index import build as build_index
from .model import Book, Chapter, Part
from .outline import parts
from .paper_sizes import LARGE, PAPERS, SIZE, paper
from .translate.svg import printable
from .translate.syntax import escape, literal
from .translate.translator import TypstTranslator
from .typeset.compile import NotCompiledError, compile_book, now, write_frame
from .warning_types import TypstWarning

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from docutils import nodes

logger = logging.getLogger(__name__)

_UNSEEN = re.compile(r'#[a-z-]+\((?:"[^"]*"(?:, )?)*\)?|\\')
"""What Typst source holds beside what is printed: names of functions with their texts, and backslashes."""
_A_PAGE = 2800
"""About so many characters of the rest fill a page at the usual size."""
_SHRINKS = 1.6
"""By this power of the size of its text a page holds less."""
_A_FEW_PAGES = 50_000
"""So many objects make some doctrees."""


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Let Python look for garbage once in a few pages: a doctree has none until its page is written."""
    usual = gc.get_threshold()
    gc.set_threshold(_A_FEW_PAGES, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


class TypstBuilder(Builder):
    """Writes ``book/*.typ`` in the output folder, and the PDF beside it."""

    name = "typst"
    format = "typst"
    epilog = "The book is %(outdir)s."
    default_translator_class = TypstTranslator
    supported_image_types: ClassVar[list[str]] = [
        "image/svg+xml",
        "image/png",
        "image/jpeg",
        "image/webp",
        "image/gif",
    ]
    allow_parallel = True

    def init(self) -> None:
        """Start an empty book."""
        self.book = Book()
        self.parts: list[Part] = []
        self.chapters: dict[str, Chapter] = {}
        self.files: dict[str, str] = {}
        self.size = LARGE if self.config.typst_large_print else SIZE
        self.paper = paper(self.config.typst_paper, self.size)
        self.source = Path(self.outdir) / "source"

    @property
    def site(self) -> str:
        """The address of the site on the web, with a slash at its end, or nothing."""
        address: str = self.config.typst_site or self.config.html_baseurl or ""
        return f"{address.rstrip('/')}/" if address else ""

    def get_outdated_docs(self) -> str:
        """Write the whole book each time: page numbers may change anywhere."""
        return "the whole book"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return ``%docname`` for a page of the book, else its address on the web.

        Raises NoUri if there is neither.
        """
        if docname in self.chapters:
            return f"%{docname}"
        if docname in ("genindex", "search", "modindex"):
            return "%genindex"
        if self.site:
            return f"{self.site}{docname}.html"
        raise NoUri(docname, typ)

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return the same for every page: the book is one document."""
        return self.get_target_uri(to, typ)

    # -- writing --

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Lay out the parts of the book."""
        self.parts = parts(self.env)
        self.chapters = {c.docname: c for part in self.parts for c in part.chapters}
        # Typst names the file when it refuses something: the name says which page it is.
        self.files = {name: f"{n:04}-{name.replace('/', '-')}.typ" for n, name in enumerate(self.chapters)}
        shutil.rmtree(self.source, ignore_errors=True)
        (self.source / "pages").mkdir(parents=True)

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write all pages, side by side if Sphinx may; nothing on a page depends on another."""
        names, processes = list(self.chapters), self._app.parallel
        side_by_side = parallel_available and processes > 1
        told = self._side_by_side(names, processes) if side_by_side else [self.write_pages(names)]
        self.book = Book(labels={"genindex:", "contents:"})
        for some in told:
            self.book.add(some)

    def _side_by_side(self, docnames: Sequence[str], processes: int) -> list[Book]:
        """Write pages by so many processes; return what they told, in the book's order, whoever was first."""
        tasks, told = ParallelTasks(processes), {}
        chunks = make_chunks(docnames, processes)
        for chunk in chunks:
            tasks.add_task(self.write_pages, chunk, lambda chunk, some: told.update({chunk[0]: some}))
        tasks.join()
        return [told[chunk[0]] for chunk in chunks]

    def write_pages(self, docnames: Sequence[str]) -> Book:
        """Write some pages; return what the rest of the book needs to know of them."""
        self.book, self.images = Book(), {}
        with collecting_seldom():
            for docname in docnames:
                doctree = self.env.get_doctree(docname)
                # Not get_and_resolve_doctree: that writes toctrees out for a site.
                self.env.resolve_references(doctree, docname, self)
                self.write_doc(docname, doctree)
        self.book.images = self.images
        return self.book

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write one page as a Typst file."""
        self.post_process_images(doctree)
        chapter = self.chapters[docname]
        visitor = self.create_translator(doctree, self, chapter)
        assert isinstance(visitor, TypstTranslator)
        doctree.walkabout(visitor)
        path = self.source / "pages" / self.files[docname]
        text = visitor.astext()
        self.book.lengths[docname] = len(_UNSEEN.sub("", text))
        path.write_text(f'#import "../book.typ": *\n{text}', encoding="utf-8")

    def finish(self) -> None:
        """Write the frame of the book and compile it; with a problem, tell all and make no PDF."""
        problems = [*self.book.problems, *self.book.dead_links()]
        for where, message in problems:
            logger.error(message, location=where)
        if problems:
            self._app.statuscode = 1
            return
        self._copy_files()
        (self.source / "main.typ").write_text(self._main(), encoding="utf-8")
        with progress_message("compiling the PDF", nonl=False):
            self.compile(self.source / "main.typ", Path(self.outdir) / self.filename)

    @property
    def filename(self) -> str:
        """The PDF's name, with exactly one dot (Read the Docs wants that)."""
        config = self.config
        stem: str = config.typst_filename or make_filename_from_project(config.project)
        kinds = [
            config.typst_paper if config.typst_paper != "a4" else "",
            "large-print" if config.typst_large_print else "",
        ]
        name = "-".join(part for part in (stem.removesuffix(".pdf"), *kinds) if part)
        return f"{name.replace('.', '-')}.pdf"

    def _copy_files(self) -> None:
        images = self.source / "images"
        images.mkdir()
        drawings = dict(self.book.drawings)
        for origin, name in self.book.images.items():
            path = Path(self.srcdir) / origin
            if path.suffix == ".svg":
                drawings[name] = path.read_text(encoding="utf-8")
            else:
                shutil.copy(path, images / name)
        for name, svg in drawings.items():
            (images / name).write_text(printable(svg), encoding="utf-8")
        names = {
            "aliases": self.book.aliases,
            "before": self.book.numbers_before(),
            "chapters": len(self.chapters) + len(self.parts) + 1,
            "pageless": {self.book.aliases.get(k, k): True for k in sorted(self.book.pageless)},
            "large": self.config.typst_large_print,
            "words": {
                "contents": _("Contents"),
                "index": _("Index"),
                "page": self.config.typst_page_word,
                "turned": self.config.typst_turned_words,
            },
        }
        write_frame(self.source, names)

    def _main(self) -> str:
        """Return the Typst document that holds the book together."""
        config, date = self.config, now()
        shown = config.today or format_date(config.today_fmt or "%d %B %Y", date=date, language=config.language)
        facts = {
            "title": config.project,
            "subtitle": config.typst_subtitle,
            "author": config.author,
            "version": config.release or config.version,
            "date": shown,
            "doi": config.typst_doi,
            "url": self.site,
            "copyright": config.copyright,
            "keywords": list(config.typst_keywords),
            "lang": (config.language or "en")[:2],
            "paper": PAPERS[config.typst_paper].name,
            "size": self.size,
        }
        arguments = ", ".join(f"{key}: {literal(value)}" for key, value in facts.items())
        stamp = f"datetime(year: {date.year}, month: {date.month}, day: {date.day})"
        lines = ['#import "book.typ": *', f"#show: book.with(stamp: {stamp}, {arguments})"]
        for part in self.parts:
            if part.caption:
                tops = [f"{c.docname}:" for c in part.chapters if c.depth == 0]
                lines.append(f"#part({literal(tops)})[{escape(part.caption)}]")
            lines += [self._chapter(part, chapter) for chapter in part.chapters]
        index = f"index-pages({literal(build_index(self))})"
        lines.append(f'#chapter(none, words.index, "genindex:", {index})')
        lines.append(f"#places({literal(sorted(self.book.labels))})")
        return "\n".join(lines) + "\n"

    def _chapter(self, part: Part, chapter: Chapter) -> str:
        """Return the call that sets one page, with its running head: the page or part above it, and its title."""
        docname, titles = chapter.docname, self.env.titles
        above = titles[chapter.above].astext() if chapter.above else part.caption or ""
        head = f"[{escape(above)}], [{escape(titles[docname].astext())}]"
        file, label = literal(f"pages/{self.files[docname]}"), literal(f"{docname}:")
        return f"#chapter({head}, {label}, include {file})"

    def _guess(self) -> dict[str, int]:
        """Return for each label about the page where it will stand."""
        page, pages = 2.0, {}
        for docname, length in self.book.lengths.items():
            pages[docname] = int(page)
            page += max(1.0, length / _A_PAGE * (self.size / SIZE) ** _SHRINKS)
        return {label: pages.get(label.partition(":")[0], int(page)) for label in self.book.labels}

    def compile(self, main: Path, target: Path) -> None:
        """Compile *main* to *target*; what Typst warns of, Sphinx warns of."""
        try:
            pages, warnings = compile_book(main, target, self._guess())
        except NotCompiledError as error:
            logger.error("typst: %s", error)  # noqa: TRY400 - Typst says where; a traceback would not
            self._app.statuscode = 1
            return
        for warning in warnings:
            TypstWarning.TYPST.tell("typst: %s", warning)
        logger.info("%s: %d pages, %.1f MB", target.name, pages, target.stat().st_size / 1e6)
