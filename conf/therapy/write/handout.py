"""The hand-out of a type: one or two pages to take along, with a QR code to its page.

A builder, because the address of a page is known to Sphinx: ``sphinx-build -b handout
-D handout_type=ID``.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.builders import Builder
from sphinx.util import logging

from conf.sitekit.builds.site import site_address
from conf.typstbook.paper_sizes import LARGE, PAPERS, paper
from conf.typstbook.translate.syntax import literal
from conf.typstbook.typeset.compile import Compiled, NotCompiledError, compile_pdf, now, write_frame
from conf.typstbook.warning_types import TypstWarning

from ..blocks import Block, Fold, Strong, note, p
from ..domain import TherapyDomain
from ..views.treatment.course import for_doctor, steps
from ..views.treatment.harms import harms
from ..views.treatment.page import TypePage
from ..views.treatment.summary import answers, glance, warnings
from ..views.treatment.uses import Uses
from .typst import OnPaper

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from taxonomy import Taxonomy, Type

logger = logging.getLogger(__name__)
PAGES = 2
#: Parts that a hand-out at least tells of, by how their anchors begin.
TOLD_OF = ("more-uses-", "harms-single-", "warning-")
SIZES = (10.5, 10.0, 9.5, 9.0)
"""Sizes of the text in points that are tried, the largest first."""


class InHandout(OnPaper):
    """Writes the blocks of a hand-out: what is folded on the page stays there, and the code leads to it."""

    def fold(self, block: Fold) -> str:
        if not block.slug.startswith(TOLD_OF):
            return ""
        note = f": {block.note}" if block.note else ""
        return self.paragraph(p(Strong(block.title), f"{note} (on the page)."))


def contents(taxonomy: Taxonomy, type_: Type) -> list[list[Block]]:
    """What a hand-out says: all, and then less and less, for types with much to say."""
    page = TypePage(taxonomy, type_, taxonomy.sources)
    first: list[Block] = [p(type_.sentence), answers(page), *warnings(page)]
    brief, uses, what, wrong, questions = glance(page), Uses(page).section(), steps(page), harms(page), for_doctor(page)
    more = note("note", "More", p("What it is used for, what is proven, and how it is given: see the page."))
    kept: list[list[Block | None]] = [
        [brief, uses, what, wrong, questions],
        [brief, what, wrong, questions, more],
        [brief, wrong, questions, more],
        [brief, questions, more],
        [questions, more],
    ]
    return [[*first, *(block for block in blocks if block)] for blocks in kept]


class HandoutBuilder(Builder):
    """Writes the hand-out of one type as a PDF."""

    name = "handout"
    format = "typst"
    epilog = "The hand-out is in %(outdir)s."
    allow_parallel = True

    def init(self) -> None:
        """Nothing is prepared."""

    def get_outdated_docs(self) -> str:
        return "one hand-out"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        return f"{docname}.html"

    @property
    def source(self) -> Path:
        """Where its Typst source is written, and each try of it."""
        return Path(self.outdir) / "source"

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Nothing is prepared."""

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """No page is written."""

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """No page is written."""

    def finish(self) -> None:
        """Write the hand-out, as large as two pages allow; or tell why not."""
        id = self.config.handout_type
        domain = TherapyDomain.of(self.env)
        taxonomy, described = domain.reference.taxonomy, domain.find("type", id)
        if id not in taxonomy.types or described is None:
            self.refuse(f"handout_type: there is no type '{id}'; expected the identifier of a type that has a page")
            return
        site = site_address(self.config, "typst_site")
        if not site:
            self.refuse("typst_site: is empty; expected the site's address, for the QR code")
            return
        address = f"{site}{self.get_target_uri(described.docname)}"
        sizes = (LARGE,) if self.config.typst_large_print else SIZES
        pages = PAGES * 2 if self.config.typst_large_print else PAGES
        for blocks in contents(taxonomy, taxonomy[id]):
            for size in sizes:
                made = self.made(taxonomy[id], blocks, address, size)
                if made is None:
                    return
                if made.pages <= pages:
                    (self.source / f"{id}.pdf").replace(Path(self.outdir) / f"{id}.pdf")
                    return
        self.refuse(f"{id}: does not fit {pages} pages; expected a shorter warning or reasons")

    def refuse(self, message: str) -> None:
        """Tell an error, and fail."""
        logger.error("%s", message)
        self._app.statuscode = 1

    def made(self, type_: Type, blocks: list[Block], address: str, size: float) -> Compiled | None:
        """The hand-out at one size, or nothing, with an error told, if Typst refuses it."""
        import segno  # here, so that the site builds without it

        folder = self.source
        folder.mkdir(parents=True, exist_ok=True)
        write_frame(folder, {"large": self.config.typst_large_print})
        (folder / "handout.typ").write_text(Path(__file__).with_name("handout.typ").read_text("utf-8"), "utf-8")
        code = BytesIO()
        segno.make(address, error="m").save(code, kind="svg", border=2, xmldecl=False, nl=False)
        (folder / "code.svg").write_bytes(code.getvalue())
        date = now()
        facts = {
            "title": type_.name,
            "project": self.config.project,
            "author": self.config.author,
            "version": self.config.release,
            "reviewed": type_.reviewed,
            "address": address,
            "lang": (self.config.language or "en")[:2],
            "paper": PAPERS[self.config.typst_paper].name,
            "size": size,
        }
        room = paper(self.config.typst_paper, size=size)
        arguments = ", ".join(f"{key}: {literal(value)}" for key, value in facts.items())
        stamp = f"datetime(year: {date.year}, month: {date.month}, day: {date.day})"
        main = folder / "main.typ"
        main.write_text(
            '#import "book.typ": *\n#import "handout.typ": handout\n'
            f"#show: handout.with(stamp: {stamp}, {arguments})\n{InHandout(room).blocks(blocks)}\n",
            "utf-8",
        )
        try:
            made = compile_pdf(main, folder / f"{type_.id}.pdf")
        except NotCompiledError as error:
            self.refuse(f"typst: {error}")
            return None
        for warning in made.warnings:
            TypstWarning.TYPST.tell("typst: %s", warning)
        return made
