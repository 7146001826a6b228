"""What every page of a record shares: numbered citations, the list of sources, and what the page was made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from taxonomy import Label, Mapping, Question, Status, Taxonomy, Type, Use
from taxonomy import vocabulary as v

from ...blocks import Block, Bullets, Fold, LabelRun, Ref, Runs, Sources, Text, fold, joined, line, p
from ...tracking import Key
from ..glyph import named
from ..phrases import brands
from ..treatment.context import Citations, Context, day, told_in_full

MANY = 12  # illnesses, treatments or questions in a list that lies open


class Citing(Citations):
    """Collects what one page shows.

    Attributes:
        touched: the records that the page was made of, sources apart.
    """

    def __init__(self, taxonomy: Taxonomy) -> None:
        super().__init__(taxonomy, taxonomy.sources)
        self.touched: set[Key] = set()

    def made_of(self) -> frozenset[Key]:
        """Every record and source that the page shows."""
        return frozenset(self.touched | {("source", key) for key in self.cited})

    def context(self, type_: Type) -> Context:
        """What a part of a treatment's page needs, with the sources of this page."""
        found = Context(self.taxonomy, type_, self.taxonomy.sources)
        found.cited, found.quoted = self.cited, self.quoted
        return found

    def treatment(self, of: Type | str) -> Runs:
        """A treatment's name with its small picture, as a link."""
        type_ = self.taxonomy.type(of)
        self.touched.add(("type", type_.id))
        return named(self.taxonomy, type_)

    def illness(self, id: str) -> Ref:
        """An illness's name as a link."""
        self.touched.add(("illness", id))
        return Ref("illness", id, self.taxonomy.illnesses[id].name)

    def medicine(self, id: str) -> Runs:
        """A medicine's name as a link, with its brands."""
        self.touched.add(("product", id))
        product = self.taxonomy.products[id]
        others = brands(product)
        return line(Ref("product", id, product.name), f" ({', '.join(others)})" if others else "")

    def places(self, statuses: Iterable[Status], label: Callable[[Status], Label]) -> list[Runs]:
        """Each label once, with the places where it holds and since when, and the sources."""
        found: dict[Label, list[Runs]] = {}
        for status in statuses:
            when = day(status.date) if status.date else f"seen on {day(status.as_of)}" if status.as_of else ""
            told = f"{v.JURISDICTION[status.jurisdiction]}{f' ({when})' if when else ''}"
            remark = f". {status.note}" if status.note else ""
            found.setdefault(label(status), []).append(line(told, remark, *self.cite(status.sources)))
        return [[LabelRun(each.tone, each.words), Text(" "), *joined(some, "; ")] for each, some in found.items()]

    def asked(self, questions: Sequence[Question]) -> list[Block]:
        """Questions as a list of links; many of them folded after the first."""
        self.touched |= {("question", each.id) for each in questions}
        items = [line(Ref("question", each.id, each.question)) for each in questions]
        if len(items) <= MANY:
            return [Bullets(items)]
        more = fold("more-questions", "More questions", f"{len(items) - MANY}", Bullets(items[MANY:]))
        return [Bullets(items[:MANY]), more]

    def identifiers(self, mappings: Sequence[Mapping]) -> Fold | None:
        """The names in other vocabularies, folded."""
        items = [
            line(f"{each.object_id} {each.object_label}: {v.PREDICATE[each.predicate]}", *self.cite(each.sources))
            for each in mappings
        ]
        return fold("identifiers", "In other vocabularies", f"{len(items)}", Bullets(items)) if items else None

    def source_list(self, citations: Iterable[str], reviewed: str, notes: Iterable[str] = ()) -> Fold:
        """All sources that were cited before, and some more, folded; the day of the review."""
        self.cite(citations)
        items = self.entries()
        end = p(f"Reviewed {day(reviewed)}. Information, not medical advice.")
        return fold("sources", "Sources", f"{len(items)}", *map(p, notes), Sources(items), *told_in_full(items), end)


def whom(use: Use) -> str:
    """For whom a use is: the illness, the line of treatment and the age, each told once."""
    found = use.indication
    for each in filter(None, (use.line, use.age)):
        if each.casefold() not in found.casefold():
            found += f", {each}"
    return found


def stands(holds: Iterable[tuple[Label, str]]) -> Runs:
    """Each label once, with the places where it holds."""
    found: dict[Label, dict[str, None]] = {}
    for label, place in holds:
        found.setdefault(label, {})[place] = None
    return joined(
        (line(LabelRun(each.tone, each.words), f" {', '.join(where)}.") for each, where in found.items()), " "
    )


def kept(*blocks: Block | None) -> list[Block]:
    """The blocks that there are."""
    return [each for each in blocks if each]
