"""The hand-out of a type: one or two pages to take along, with a QR code to its page.

A builder, because the address of a page is known to Sphinx: ``sphinx-build -b handout
-D handout_type=ID``.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from io import BytesIO
from pathlib import Path

from docutils import nodes
from sphinx.builders import Builder
from sphinx.util import logging

from conf.sitekit.builds.site import site_address
from conf.typstbook.paper_sizes import LARGE, PAPERS, paper
from conf.typstbook.typeset.compile import Compiled, NotCompiledError, compile_pdf, told, write_frame
from conf.typstbook.warning_types import TypstWarning
from taxonomy import Taxonomy, Type

from ..blocks import Block, Cite
from ..domain import TherapyDomain
from ..views.compact.treatment import Room, ShortPage, brief
from .typst import Shortly

logger = logging.getLogger(__name__)
PAGES, LARGE_PAGES = 2, 5
"""How many pages there are at most; letters of large print take more than twice the room."""
FULL = 0.75
"""So much of the last page is filled at least, if there is more than one."""
FOOT = 56.0
"""Margin at the foot of a page, as in ``handout.typ``."""
#: What is told of each part, the most first; who has little to say gets a page, others fill two.
ROOMS = (
    *(Room(uses, harms, 9, 2, whole=True) for uses, harms in ((12, 5), (9, 4), (7, 3), (6, 3), (5, 2), (4, 2))),
    *(Room(uses, harms, 8, 1, whole=True) for uses, harms in ((3, 2), (2, 1), (1, 1))),
    *(Room(uses, 1, 5, whole=True) for uses in (3, 2, 1)),
)
SIZES = (10.5, 10.0, 9.5, 9.0), (12.5, 12.0, 11.5, 11.0)
"""Sizes of the text in points that are tried, the largest first; only then those that fill a page with little."""
LARGER = (LARGE,), (19.0, 18.0, 17.0)
"""The same in large print."""


class InHandout(Shortly):
    """Writes the blocks of a hand-out: the code leads to what the page tells more."""

    def cite(self, run: Cite) -> str:
        return f"#sym.wj\\[{run.number}\\]"


def contents(taxonomy: Taxonomy, type_: Type) -> Iterator[list[Block]]:
    """What a hand-out says: much, and then less and less; never the same again."""
    before: list[Block] = []
    for room in ROOMS:
        found = brief(ShortPage(taxonomy, type_), room)
        if found != before:
            yield found
        before = found


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
        kept = self.best(taxonomy[id], contents(taxonomy, taxonomy[id]), address)
        if kept is not None:
            kept.replace(Path(self.outdir) / f"{id}.pdf")

    def best(self, type_: Type, tries: Iterator[list[Block]], address: str) -> Path | None:
        """The hand-out that says most on full pages; else the fullest that fits; else nothing, with an error told."""
        sizes = LARGER if self.config.typst_large_print else SIZES
        most = LARGE_PAGES if self.config.typst_large_print else PAGES
        room = PAPERS[self.config.typst_paper].height - FOOT
        fits: list[tuple[float, Path]] = []
        told = list(tries)
        for n, (blocks, size) in enumerate((blocks, size) for some in sizes for blocks in told for size in some):
            made = self.made(type_, blocks, address, size)
            if made is None:
                return None
            if made.pages > most:
                continue
            file = (self.source / f"{type_.id}.pdf").rename(self.source / f"{n}.pdf")
            if made.pages == 1 or made.end >= FULL * room:
                return file
            fits.append((made.end, file))
        if not fits:
            self.refuse(f"{type_.id}: does not fit {most} pages; expected a shorter warning or reasons")
            return None
        return max(fits)[1]

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
        main = folder / "main.typ"
        main.write_text(
            '#import "book.typ": *\n#import "handout.typ": handout\n'
            f"#show: handout.with({told(facts)})\n{InHandout(room).blocks(blocks)}\n",
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
