"""The builder ``typst``: one Typst document from all pages, one PDF from that."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from sphinx.builders import Builder
from sphinx.errors import NoUri
from sphinx.locale import _
from sphinx.util import logging
from sphinx.util.display import progress_message
from sphinx.util.i18n import format_date
from sphinx.util.osutil import make_filename_from_project
from sphinx.util.parallel import ParallelTasks, make_chunks

from . import book_index, letters
from .model import Book, Chapter, Context, Part
from .outline import parts
from .paper_sizes import LARGE, PAPERS, SIZE, paper
from .translate.svg import printable
from .translate.syntax import escape, literal, printed
from .translate.translator import TypstTranslator
from .typeset.compile import NotCompiledError, compile_book, now, told, write_frame
from .warning_types import TypstWarning

logger = logging.getLogger(__name__)

_UNSEEN = re.compile(r'#[a-z-]+\((?:"[^"]*"(?:, )?)*\)?|\\')
"""What Typst source holds beside what is printed: names of functions with their texts, and backslashes."""
_A_PAGE = 2800
"""About so many characters of the rest fill a page at the usual size."""
_SHRINKS = 1.6
"""By this power of the size of its text a page holds less."""
_TITLE = "title"
"""The name of the picture on the title page: no drawing of a page has it."""
_TEXTS = re.compile(r"<text\b.*?</text>", re.DOTALL)
"""What a drawing prints."""


def leave_out_examples(doctree: nodes.document) -> None:
    """Take out the examples that ``sphinx.ext.doctest`` runs: they are for programmers."""
    for node in [each for each in doctree.findall(nodes.literal_block) if "testnodetype" in each]:
        node.parent.remove(node)


class TypstBuilder(Builder):
    """Writes the Typst source into ``source`` in the output folder, and the PDF beside it."""

    name = "typst"
    format = "typst"
    epilog = "The book is %(outdir)s."
    default_translator_class = TypstTranslator
    indexes_words = True
    """Whether the index has the words that pages explain, and not only what extensions add."""
    supported_image_types: ClassVar[list[str]] = ["image/svg+xml", "image/png", "image/jpeg", "image/webp", "image/gif"]
    allow_parallel = True

    def init(self) -> None:
        """Start an empty book."""
        self.parts: list[Part] = []
        self.chapters: dict[str, Chapter] = {}
        self.places: AbstractSet[str] = frozenset()
        self.book = Book()
        self.size = LARGE if self.config.typst_large_print else SIZE
        self.paper = paper(self.config.typst_paper, self.size)
        self.source = Path(self.outdir) / "source"

    @property
    def subtitle(self) -> str:
        """What stands below the title."""
        return str(self.config.typst_subtitle)

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

        Raises:
            NoUri: there is neither.
        """
        if docname in self.places:
            return f"%{docname}"
        if docname in ("genindex", "search", "modindex"):
            return "%genindex"
        if self.site:
            return f"{self.site}{docname}.html"
        raise NoUri(docname, typ)

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return the same for every page: the book is one document."""
        return self.get_target_uri(to, typ)

    # -- what another book than that of all pages has in its own way --

    def outline(self) -> list[Part]:
        """Return the parts of the book."""
        return parts(self.env)

    def page(self, docname: str) -> nodes.document:
        """Return a page of the book, with its references resolved."""
        doctree = self.env.get_doctree(docname)
        # Not get_and_resolve_doctree: that writes toctrees out for a site.
        self.env.resolve_references(doctree, docname, self)
        if not self.config.book_examples:
            leave_out_examples(doctree)
        return doctree

    def title(self, docname: str) -> str:
        """Return the title of a page of the book."""
        return self.env.titles[docname].astext()

    # -- writing --

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Lay out the parts of the book."""
        self.parts = self.outline()
        self.chapters = {c.docname: c for part in self.parts for c in part.chapters}
        self.places = self.chapters.keys()
        shutil.rmtree(self.source, ignore_errors=True)
        (self.source / "pages").mkdir(parents=True)

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write all pages, side by side if Sphinx may; nothing on a page depends on another."""
        names = list(self.chapters)
        processes = self._app.parallel  # what -j says: a builder is told only whether it is more than one
        told = self._side_by_side(names, processes) if self.parallel_ok else [self.write_pages(names)]
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
        self.images = {}
        self.book = Book(images=self.images)  # as Sphinx finds them
        for docname in docnames:
            self.write_doc(docname, self.page(docname))
        return self.book

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write one page as a Typst file."""
        self.post_process_images(doctree)
        context = Context(self.book, self.chapters, self.paper, self.size, self.places)
        visitor = self.create_translator(doctree, self, context, self.chapters[docname])
        assert isinstance(visitor, TypstTranslator)
        doctree.walkabout(visitor)
        source = visitor.astext()
        self.book.lengths[docname] = len(_UNSEEN.sub("", source))
        self.book.letters |= letters.letters(source)
        self._path(docname).write_text(f'#import "../book.typ": *\n{source}', encoding="utf-8")

    def _path(self, docname: str) -> Path:
        return self.source / "pages" / f"{self.chapters[docname].stem}.typ"

    # -- the whole --

    def finish(self) -> None:
        """Write the frame of the book and compile it; with a problem, tell all and make no PDF."""
        frame, drawings = self._main(), self._drawings()
        problems = [*self.book.problems, *self.book.dead_links(), *self._lacking_letters(frame, drawings)]
        for where, message in problems:
            self.refuse(message, where)
        if problems:
            return
        self._copy_files(drawings)
        main = self.source / "main.typ"
        main.write_text(frame, encoding="utf-8")
        with progress_message("compiling the PDF", nonl=False):
            self.compile(main, Path(self.outdir) / self.filename)

    def refuse(self, message: str, where: str | None = None) -> None:
        """Tell an error; the build goes on, to tell others, and fails."""
        logger.error("%s", message, location=where)
        self._app.statuscode = 1  # an exception would end the build, and of warnings only -W takes notice

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

    def _drawings(self) -> list[tuple[str, str, str]]:
        """Return each drawing of the book: the name of its file, where it comes from, and what is in it."""
        files = [(name, Path(self.srcdir) / origin) for origin, name in self.book.images.items()]
        return [
            *((name, name, svg) for name, svg in self.book.drawings.items()),
            *((name, str(path), path.read_text(encoding="utf-8")) for name, path in files if path.suffix == ".svg"),
        ]

    def _lacking_letters(self, frame: str, drawings: list[tuple[str, str, str]]) -> list[tuple[str, str]]:
        """Return where there are letters that no font has, and what is wrong."""
        others = {f"{Path(self.confdir) / 'conf.py'}:1": frame}
        others |= {f"{where}:1": " ".join(_TEXTS.findall(svg)) for _name, where, svg in drawings}
        lacking = letters.lacking(self.book.letters.union(*map(letters.letters, others.values())))
        pages = (
            # Entries of the index stand in the frame; a page holds them as data.
            (printed(self._path(docname).read_text(encoding="utf-8")) + frame, self.page(docname))
            for docname in self.chapters
        )
        return list(letters.problems(lacking, pages, others)) if lacking else []

    def _copy_files(self, drawings: list[tuple[str, str, str]]) -> None:
        images = self.source / "images"
        images.mkdir()
        for origin, name in self.book.images.items():
            if not name.endswith(".svg"):
                shutil.copy(Path(self.srcdir) / origin, images / name)
        if self.config.typst_title_picture:
            shutil.copy(Path(self.confdir, self.config.typst_title_picture), images / f"{_TITLE}.svg")
        for name, _where, svg in drawings:
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
        config = self.config
        shown = config.today or format_date(config.today_fmt or "%d %B %Y", date=now(), language=config.language)
        facts = {
            "title": config.project,
            "subtitle": self.subtitle,
            "author": config.author,
            "version": config.release or config.version,
            "date": shown,
            "doi": config.typst_doi,
            "url": self.site,
            "copyright": config.copyright,
            "picture": f"images/{_TITLE}.svg" if config.typst_title_picture else "",
            "keywords": list(config.typst_keywords),
            "lang": (config.language or "en")[:2],
            "paper": PAPERS[config.typst_paper].name,
            "size": self.size,
        }
        lines = ['#import "book.typ": *', f"#show: book.with({told(facts)})"]
        for part in self.parts:
            if part.flows:
                lines.append(self._flowing(part))
                continue
            if part.caption:
                tops = [f"{c.docname}:" for c in part.chapters if c.depth == 0]
                lines.append(f"#part({literal(tops)})[{escape(part.caption)}]")
            lines += [self._chapter(part, chapter) for chapter in part.chapters]
        index = f"index-pages({literal(book_index.build(self, self.book, pages=self.indexes_words))})"
        lines.append(f'#chapter(none, words.index, "genindex:", {index})')
        lines.append(f"#places({literal(sorted(self.book.labels))})")
        return "\n".join(lines) + "\n"

    def _flowing(self, part: Part) -> str:
        """Return the call that sets the chapters of a part below each other, under one running head."""
        title, first = f"[{escape(part.caption or '')}]", literal(f"{part.chapters[0].docname}:")
        pages = "; ".join(f"include {literal(f'pages/{each.stem}.typ')}" for each in part.chapters)
        return f"#chapter(none, {title}, {first}, {{ part((), flows: true){title}; {pages} }})"

    def _chapter(self, part: Part, chapter: Chapter) -> str:
        """Return the call that sets one page, with its running head: the page or part above it, and its title."""
        docname = chapter.docname
        above = self.title(chapter.above) if chapter.above else part.caption or ""
        head = f"[{escape(above)}], [{escape(self.title(docname))}]"
        file, label = literal(f"pages/{chapter.stem}.typ"), literal(f"{docname}:")
        return f"#chapter({head}, {label}, include {file})"

    def _guess(self) -> dict[str, int]:
        """Return for each label about the page where it will stand."""
        page, pages = 2.0, {}
        for docname, length in self.book.lengths.items():
            pages[docname] = int(page)
            page += max(1.0, length / _A_PAGE * (self.size / SIZE) ** _SHRINKS)
        return {label: pages.get(label.partition(":")[0], int(page)) for label in self.book.labels}

    def compile(self, main: Path, target: Path) -> None:
        """Compile the source to the PDF; what Typst warns of, Sphinx warns of."""
        try:
            made = compile_book(main, target, self._guess())
        except NotCompiledError as error:
            self.refuse(f"typst: {error}")
            return
        for warning in made.warnings:
            TypstWarning.TYPST.tell("typst: %s", warning)
        logger.info("%s: %d pages, %.1f MB", target.name, made.pages, target.stat().st_size / 1e6)
