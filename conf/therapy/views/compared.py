"""Treatments side by side, where the parts of a record answer what no sentence of its own was written for.

A cell that says "not checked" beside a page that tells of deaths reads as "no risk".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from taxonomy import Cell, Comparison
from taxonomy import vocabulary as v
from taxonomy.query.comparison import NOTHING

from .treatment.context import day
from .treatment.harms import split

if TYPE_CHECKING:
    from taxonomy import Taxonomy, Type

#: The step that answers a question about the course; the part of a record that answers a question.
STEPS: Final = {"made": "making", "preparation": "preparation", "route": "giving", "monitoring": "watching"}
PARTS: Final = {"risks": "harms", "cost": "costs", "onset": "life", **dict.fromkeys(STEPS, "steps")}
TOLD: Final = ("death", "boxed", "grave", "frequent", "late")  # kinds of harm; the others tell what to do


def compared(t: Taxonomy, ids: Iterable[str], keys: Iterable[str] | None = None) -> Comparison:
    """The comparison, with nothing left open that the record tells elsewhere."""
    found = t.compare(*ids, keys=keys)
    rows = []
    for row in found.rows:
        both = zip(found.types, row.cells, strict=True)
        rows.append(row._replace(cells=tuple(filled(t, type_, row.key, each) for type_, each in both)))
    return found._replace(rows=tuple(rows))


def filled(t: Taxonomy, type_: Type, key: str, answered: Cell) -> Cell:
    """A cell, from the parts of the record if the question has no answer of its own."""
    if key not in PARTS or answered.lines != (NOTHING,):
        return answered
    found = list(told(t, type_, key))
    cited = tuple(dict.fromkeys(each for _, sources in found for each in sources))
    return Cell(tuple(words for words, _ in found), cited, derived=True) if found else answered


def told(t: Taxonomy, type_: Type, key: str) -> Iterator[tuple[str, list[str]]]:
    """What a part of the record, or else that of a wider type, tells on a question, with its sources."""
    holder = teller(t, type_, PARTS[key])
    if key == "risks":
        general, _ = split(holder.harms)
        yield from ((each.text, each.sources) for kind in TOLD for each in general if each.kind == kind)
    elif key == "cost":
        for each in holder.costs:
            yield f"{v.JURISDICTION[each.place]}, {v.COST[each.kind]}, {day(each.as_of)}: {each.text}", each.sources
    elif key == "onset":
        yield from ((each.text, each.sources) for each in holder.life if each.topic == "onset")
    else:
        yield from ((each.text, each.sources) for each in holder.steps if each.step == STEPS[key])


def teller(t: Taxonomy, type_: Type, part: str) -> Type:
    """The type itself, or the first wider one that it points to and that has the part."""
    above = t.as_for(type_, part)
    return type_ if getattr(type_, part) or above is None else teller(t, above, part)


def wider(t: Taxonomy, type_: Type) -> set[str]:
    """The types whose parts may stand in the column of a type."""
    return {teller(t, type_, part).id for part in PARTS.values()}
