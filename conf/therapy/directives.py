"""Directives: each shows one view of the data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from taxonomy import FOLDERS

from .blocks import Block, Cards, Section, Table, p, words
from .domain import Described, TherapyDomain
from .tracking import Content, Reference, Unknown
from .views import counts, pages
from .views.drawing import bars, overlap
from .views.records import changes, claim_lists, illness_page, lists, product_page, question_page
from .warning_types import TherapyWarning
from .write.html import facts, picture

if TYPE_CHECKING:
    from docutils.nodes import Node


class Showing(SphinxDirective):
    """A directive that shows a view; a wrong argument is a located warning."""

    view: ClassVar[staticmethod[[Reference, str], Content]]
    describes = ""  # the kind of object whose sections or rows the view describes
    takes: ClassVar[str] = ""  # the words after its name, as told to a writer; those in brackets may be left out
    optional_arguments = 100  # counted in `run`, which says what is expected

    @property
    def domain(self) -> TherapyDomain:
        return TherapyDomain.of(self.env)

    def argument(self) -> str:
        return " ".join(self.arguments)

    def count(self) -> None:
        """See that as many words are given as the directive takes.

        Raises:
            Unknown: if there are more or fewer.
        """
        wanted = self.takes.split()
        least = sum(each not in ("…", "") and not each.startswith("[") for each in wanted)
        most = len(wanted) if "…" not in wanted else self.optional_arguments
        if not least <= len(self.arguments) <= most:
            given = f"'{' '.join(self.arguments)}' is given" if self.arguments else "nothing is given"
            raise Unknown(f"{given}; expected {self.takes or 'no word after its name'}")

    def run(self) -> list[Node]:
        try:
            self.count()
            return self.content_nodes(self.domain.show(self.view, self.argument()))
        except Unknown as error:
            TherapyWarning.UNKNOWN.tell("%s: %s", self.name, error, location=self.get_location())
            return []

    def content_nodes(self, content: Any) -> list[Node]:
        return self.placed(content)

    def placed(self, blocks: list[Block]) -> list[Node]:
        """Blocks as nodes: sections as Sphinx knows them, all else in runs of one node."""
        found: list[Node] = []
        waiting: list[Block] = []
        for block in blocks:
            if not isinstance(block, Section):
                waiting.append(block)
                continue
            found += self.run_of(waiting)
            waiting = []
            found.append(self.section(block))
        return found + self.run_of(waiting)

    def run_of(self, blocks: list[Block]) -> list[Node]:
        if not blocks:
            return []
        node = facts(blocks=blocks)
        self.set_source_info(node)
        self.describe_rows(blocks)
        return [node]

    def titled(self, title: str, *inner: Node) -> nodes.section:
        """A section under a heading."""
        section, heading = nodes.section(), nodes.title(title, title)
        self.set_source_info(section)
        self.set_source_info(heading)
        section += [heading, *inner]
        return section

    def section(self, block: Section) -> nodes.section:
        section = self.titled(block.title, *self.placed(block.blocks))
        section["ids"].append(block.slug)
        section["names"].append(nodes.fully_normalize_name(f"{self.env.docname} {block.slug}"))
        self.describe(block.slug, block.title)
        return section

    def drawing(self, svg: str, alt: str) -> Node:
        node = picture(svg=svg, alt=alt)
        self.set_source_info(node)
        return node

    def describe_rows(self, blocks: list[Block]) -> None:
        for block in blocks:
            if isinstance(block, Cards):
                for card in block.items:
                    if card.id:
                        self.describe(card.id, words(card.title))
            elif isinstance(block, Table):
                for id, row in zip(block.ids, block.rows, strict=bool(block.ids)):
                    self.describe(id, words(row[0][0]))

    def describe(self, anchor: str, title: str) -> None:
        kind, _, id = anchor.partition("-")
        if self.describes and kind == self.describes:
            name = f"Rule {id}" if kind == "rule" else title
            self.domain.note_object(kind, id, Described(self.env.docname, anchor, name), self.get_location())

    def toctree(self, kind: str, names: dict[str, str]) -> Node:
        """A hidden table of contents of the pages of some records, so that no page lists them by hand."""
        pages = [
            page
            for id in sorted(names, key=lambda key: names[key].casefold())
            if (page := f"{FOLDERS[kind]}/{id}") in self.env.found_docs
        ]
        tree = addnodes.toctree(parent=self.env.docname, entries=[(None, page) for page in pages], includefiles=pages)
        tree.attributes.update(
            maxdepth=1,
            caption=None,
            glob=False,
            hidden=True,
            includehidden=False,
            numbered=0,
            titlesonly=True,
            rawentries=[],
        )
        return nodes.compound("", tree, classes=["toctree-wrapper"])


class RecordPage(Showing):
    """Shows one record, which the page is about. A page that has no title gets the record's name."""

    takes = "ID"

    @property
    def kind(self) -> str:
        """The kind of the record, after which the directive is named."""
        return self.name.rpartition(":")[2]

    def name_of(self, _id: str, title: str) -> str:
        """How links call the record: as its page, as a rule."""
        return title

    def content_nodes(self, content: Any) -> list[Node]:
        name, blocks = content
        id = self.arguments[0]
        anchor = f"{self.kind}-{id}"
        described = Described(self.env.docname, anchor, self.name_of(id, name))
        first, *others = self.placed(blocks)
        assert isinstance(first, nodes.Element)
        first["ids"].append(anchor)
        self.domain.note_object(self.kind, id, described, self.get_location())
        title = next(self.state.document.findall(nodes.title), None)
        if title is None:
            section = self.titled(name, first, *others)
            section["names"].append(nodes.fully_normalize_name(name))
            self.state.document.note_implicit_target(section, section)
            return [section]
        if title.astext() != name:
            message = "the page's title is '%s'; expected the %s's name, '%s'"
            TherapyWarning.TITLE.tell(message, title.astext(), self.kind, name, location=self.get_location())
        return [first, *others]


class TypePage(RecordPage):
    """``{therapy:type} ID``: the facts of one type."""

    view = staticmethod(pages.type_page)


class IllnessPage(RecordPage):
    """``{therapy:illness} ID``: what is used for one illness."""

    view = staticmethod(illness_page.illness_page)


class ProductPage(RecordPage):
    """``{therapy:product} ID``: the facts of one medicine."""

    view = staticmethod(product_page.product_page)

    def name_of(self, id: str, _title: str) -> str:
        return self.domain.reference.taxonomy.products[id].name


class QuestionPage(RecordPage):
    """``{therapy:question} ID``: one question that people ask, and its answer."""

    view = staticmethod(question_page.question_page)


class Compare(Showing):
    """``{therapy:compare} ID ID …`` with ``:rows:`` to choose questions."""

    takes = "ID …"
    option_spec = {"rows": directives.unchanged}
    view = staticmethod(pages.comparison)

    def argument(self) -> str:
        rows = self.options.get("rows", "")
        if "rows" in self.options and not rows.strip():
            raise Unknown(":rows: is empty; expected the keys of questions, such as given")
        return " ".join(self.arguments) + (f"|{' '.join(rows.split())}" if rows else "")


class Family(Showing):
    """Shows the records of one family or theme, or all."""

    takes = "[FAMILY]"

    def argument(self) -> str:
        return self.arguments[0] if self.arguments else "all"


class Types(Family):
    """``{therapy:types} FAMILY``: the types of a family, and their pages below this one; or all types."""

    view = staticmethod(pages.family_list)

    def content_nodes(self, content: Any) -> list[Node]:
        found = super().content_nodes(content)
        if not self.arguments:
            return found
        types = self.domain.reference.taxonomy.family(self.arguments[0])
        return [*found, self.toctree("type", {each.id: each.name for each in types})]


class Families(Showing):
    """``{therapy:families}``: every family in a line, with the sentences of the directive's own text."""

    has_content = True
    view = staticmethod(lists.family_index)

    def argument(self) -> str:
        return "\n".join(self.content)


class RecordList(Showing):
    """Shows a short list of all records of a kind, and puts their pages below this one."""

    lists: ClassVar[str]  # the kind

    def content_nodes(self, content: Any) -> list[Node]:
        records = self.domain.reference.taxonomy.records[self.lists]
        names = {id: data.get("name") or data["question"] for id, data in records.items()}
        return [*super().content_nodes(content), self.toctree(self.lists, names)]


class Products(RecordList):
    """``{therapy:products}``: all medicines by letter, each by its name and its brands."""

    view = staticmethod(lists.product_list)
    lists = "product"


class Illnesses(RecordList):
    """``{therapy:illnesses}``: all illnesses, by part of medicine and by letter."""

    view = staticmethod(lists.illness_list)
    lists = "illness"


class Questions(RecordList):
    """``{therapy:questions}``: all questions that people ask, by theme."""

    view = staticmethod(lists.question_list)
    lists = "question"


class Help(Showing):
    """``{therapy:help}``: where to get help, by country; describes each."""

    view = staticmethod(lists.help_list)
    describes = "country"


class Changes(Showing):
    """``{therapy:changes}``: the decisions of the last two years, newest first."""

    view = staticmethod(changes.change_list)


class Licensed(Showing):
    """``{therapy:licensed} WHAT AGENCY SOURCE``: how many an agency has licensed, with its own list as source."""

    takes = "WHAT AGENCY [SOURCE]"
    view = staticmethod(changes.licensed_count)


class Claims(Family):
    """``{therapy:claims} THEME``: checked claims of a theme, or all; describes each."""

    takes = "[THEME]"
    view = staticmethod(claim_lists.claim_list)
    describes = "claim"


class ClaimIndex(Showing):
    """``{therapy:claim-index}``: all checked claims by theme, a line each."""

    view = staticmethod(claim_lists.claim_index)


class ClaimsElsewhere(Showing):
    """``{therapy:claims-elsewhere}``: what the first article says that stands under other themes."""

    view = staticmethod(claim_lists.claims_elsewhere)


class Rules(Showing):
    """``{therapy:rules} TERM``: the rules of a term; describes each."""

    takes = "TERM"
    view = staticmethod(pages.rule_list)
    describes = "rule"


class Authorities(Showing):
    """``{therapy:authorities}``: every authority; describes each."""

    view = staticmethod(pages.authority_list)
    describes = "authority"


class Labels(Showing):
    """``{therapy:labels}``: what the reader's labels mean."""

    view = staticmethod(pages.labels)


class Overlap(Showing):
    """``{therapy:overlap}``: the two overlapping sets, drawn from the data."""

    view = staticmethod(pages.overlap)

    def content_nodes(self, content: Any) -> list[Node]:
        return [self.drawing(*overlap(content))]


class FamilyMap(Showing):
    """``{therapy:family-map}``: where the treatments of each family stand, drawn from the data."""

    view = staticmethod(pages.family_map)


class Counts(Showing):
    """``{therapy:counts} WHAT``: a table of how many there are, by family, status, jurisdiction and more."""

    takes = "WHAT"
    view = staticmethod(counts.counts_table)


class Timeline(Showing):
    """``{therapy:timeline} FAMILY`` or ``TERM ANSWER``: products by the year of their first approval."""

    takes = "[FAMILY] [ANSWER]"
    view = staticmethod(counts.timeline)

    def argument(self) -> str:
        return super().argument() or "all"

    def content_nodes(self, content: Any) -> list[Node]:
        title, found = self.domain.show(counts.approvals, self.argument())
        if not found:
            return self.placed([p(f"No approval is recorded here: {counts.part(self.argument())}.")])
        drawn = self.drawing(*bars(found, title, self.argument().replace(" ", "-")))
        return [drawn, *super().content_nodes(content)]


class Fields(Showing):
    """``{therapy:fields} KIND``: the fields of one kind of record, from their declarations."""

    takes = "KIND"
    view = staticmethod(counts.field_list)


DIRECTIVES: dict[str, type[Showing]] = {
    "type": TypePage,
    "illness": IllnessPage,
    "product": ProductPage,
    "question": QuestionPage,
    "compare": Compare,
    "types": Types,
    "families": Families,
    "products": Products,
    "illnesses": Illnesses,
    "questions": Questions,
    "help": Help,
    "changes": Changes,
    "licensed": Licensed,
    "claims": Claims,
    "claim-index": ClaimIndex,
    "claims-elsewhere": ClaimsElsewhere,
    "rules": Rules,
    "authorities": Authorities,
    "labels": Labels,
    "overlap": Overlap,
    "counts": Counts,
    "timeline": Timeline,
    "family-map": FamilyMap,
    "fields": Fields,
}
