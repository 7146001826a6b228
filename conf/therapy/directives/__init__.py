"""Directives: each shows one view of the data."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils.nodes import Node
from docutils.parsers.rst import directives

from ..blocks import p
from ..tracking import Unknown
from ..views import counts, pages
from ..views.drawing import bars, overlap
from ..views.records import changes, claim_lists, illness_page, lists, product_page, question_page
from .showing import RecordPage, Showing


class TypePage(RecordPage, view=pages.type_page):
    """``{therapy:type} ID``: the facts of one type."""


class IllnessPage(RecordPage, view=illness_page.illness_page):
    """``{therapy:illness} ID``: what is used for one illness."""


class ProductPage(RecordPage, view=product_page.product_page):
    """``{therapy:product} ID``: the facts of one medicine."""

    def name_of(self, id: str, _title: str) -> str:
        return self.domain.reference.taxonomy.products[id].name


class QuestionPage(RecordPage, view=question_page.question_page):
    """``{therapy:question} ID``: one question that people ask, and its answer."""


class Compare(Showing, view=pages.comparison, takes="ID ID …"):
    """``{therapy:compare} ID ID …`` with ``:rows:`` to choose questions."""

    option_spec = {"rows": directives.unchanged}

    def argument(self) -> str:
        rows = self.options.get("rows", "")
        if "rows" in self.options and not rows.strip():
            raise Unknown(":rows: is empty; expected the keys of questions, such as given")
        return " ".join(self.arguments) + (f"|{' '.join(rows.split())}" if rows else "")


class Family(Showing, takes="[FAMILY]"):
    """Shows the records of one family or theme, or all."""

    def argument(self) -> str:
        return self.arguments[0] if self.arguments else "all"


class Types(Family, view=pages.family_list):
    """``{therapy:types} FAMILY``: the types of a family, and their pages below this one; or all types."""

    def content_nodes(self, content: Any) -> list[Node]:
        found = super().content_nodes(content)
        if not self.arguments:
            return found
        types = self.domain.reference.taxonomy.family(self.arguments[0])
        return [*found, self.toctree("type", {each.id: each.name for each in types})]


class Families(Showing, view=lists.family_index):
    """``{therapy:families}``: every family in a line, with the sentences of the directive's own text."""

    has_content = True

    def argument(self) -> str:
        return "\n".join(self.content)


class RecordList(Showing):
    """Shows a short list of all records of a kind, and puts their pages below this one."""

    lists: ClassVar[str] = ""  # the kind

    def content_nodes(self, content: Any) -> list[Node]:
        records = self.domain.reference.taxonomy.records[self.lists]
        names = {id: data.get("name") or data["question"] for id, data in records.items()}
        return [*super().content_nodes(content), self.toctree(self.lists, names)]


class Products(RecordList, view=lists.product_list, lists="product"):
    """``{therapy:products}``: all medicines by letter, each by its name and its brands."""


class Illnesses(RecordList, view=lists.illness_list, lists="illness"):
    """``{therapy:illnesses}``: all illnesses, by part of medicine and by letter."""


class Questions(RecordList, view=lists.question_list, lists="question"):
    """``{therapy:questions}``: all questions that people ask, by theme."""


class Help(Showing, view=lists.help_list, describes="country"):
    """``{therapy:help}``: where to get help, by country; describes each."""


class Changes(Showing, view=changes.change_list):
    """``{therapy:changes}``: the decisions of the last two years, newest first."""


class Licensed(Showing, view=changes.licensed_count, takes="WHAT AGENCY [SOURCE]"):
    """``{therapy:licensed} WHAT AGENCY SOURCE``: how many an agency has licensed, with its own list as source."""


class Claims(Family, view=claim_lists.claim_list, takes="[THEME]", describes="claim"):
    """``{therapy:claims} THEME``: checked claims of a theme, or all; describes each."""


class ClaimIndex(Showing, view=claim_lists.claim_index):
    """``{therapy:claim-index}``: all checked claims by theme, a line each."""


class ClaimsElsewhere(Showing, view=claim_lists.claims_elsewhere):
    """``{therapy:claims-elsewhere}``: what the first article says that stands under other themes."""


class Rules(Showing, view=pages.rule_list, takes="TERM", describes="rule"):
    """``{therapy:rules} TERM``: the rules of a term; describes each."""


class Authorities(Showing, view=pages.authority_list, describes="authority"):
    """``{therapy:authorities}``: every authority; describes each."""


class Labels(Showing, view=pages.labels):
    """``{therapy:labels}``: what the reader's labels mean."""


class Overlap(Showing, view=pages.overlap):
    """``{therapy:overlap}``: the two overlapping sets, drawn from the data."""

    def content_nodes(self, content: Any) -> list[Node]:
        return [self.drawing(*overlap(content))]


class FamilyMap(Showing, view=pages.family_map):
    """``{therapy:family-map}``: where the treatments of each family stand, drawn from the data."""


class Way(Showing, view=pages.ways, takes="ID"):
    """``{therapy:way} ID``: the way of one treatment through the rules of both terms."""


class Counts(Showing, view=counts.counts_table, takes="WHAT"):
    """``{therapy:counts} WHAT``: a table of how many there are, by family, status, jurisdiction and more."""


class Timeline(Showing, view=counts.timeline, takes="[FAMILY] [ANSWER]"):
    """``{therapy:timeline} FAMILY`` or ``TERM ANSWER``: products by the year of their first approval."""

    def argument(self) -> str:
        return super().argument() or "all"

    def content_nodes(self, content: Any) -> list[Node]:
        title, found = self.domain.show(counts.approvals, self.argument())
        if not found:
            return self.placed([p(f"No approval is recorded here: {counts.part(self.argument())}.")])
        drawn = self.drawing(*bars(found, title, self.argument().replace(" ", "-"), 28))
        return [drawn, *super().content_nodes(content)]


class Fields(Showing, view=counts.field_list, takes="KIND"):
    """``{therapy:fields} KIND``: the fields of one kind of record, from their declarations."""


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
    "way": Way,
    "fields": Fields,
}
