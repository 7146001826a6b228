"""Directives: each shows one view of the data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils.parsers.rst import directives

from ..blocks import p
from ..tracking import Unknown
from ..views import counts, pages
from ..views.drawing import bars, overlap
from ..views.records import changes, claim_lists, illness_page, lists, product_page, question_page
from .showing import RecordPage, Showing

if TYPE_CHECKING:
    from docutils.nodes import Node


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

    takes = "ID ID …"
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


class Way(Showing):
    """``{therapy:way} ID``: the way of one treatment through the rules of both terms."""

    takes = "ID"
    view = staticmethod(pages.ways)


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
        drawn = self.drawing(*bars(found, title, self.argument().replace(" ", "-"), 28))
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
    "way": Way,
    "fields": Fields,
}
