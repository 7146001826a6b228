"""Compares any types on the questions that a layperson asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from taxonomy.decide.classification import Classification, how_it_works
from taxonomy.model import vocabulary as v
from taxonomy.model.records import Facets, Type
from taxonomy.model.showing import as_html

from .labels import label, warning_required
from .outcomes import FIRST, GROUP_OF, QUESTIONS, AsFor, recorded, told

Classify = Callable[[Type], Classification]

#: What a cell says that nobody has filled yet.
NOT_CHECKED = "We have not checked this yet: a good question for your doctor."


class Cell(NamedTuple):
    """One cell.

    Attributes:
        lines: plain sentences.
        sources: their citations.
        derived: whether they were derived from other fields.
        of: the name of the wider type that they are told of, if they are not told of the type itself.
    """

    lines: tuple[str, ...]
    sources: tuple[str, ...] = ()
    derived: bool = False
    of: str = ""

    @property
    def told(self) -> tuple[str, ...]:
        """The sentences, and first whose they are, if they are not told of the type itself."""
        return (f"As for {self.of}:", *self.lines) if self.of else self.lines


class Row(NamedTuple):
    """One question, answered for each type."""

    key: str
    question: str
    group: str
    cells: tuple[Cell, ...]


class Comparison(NamedTuple):
    """Types side by side."""

    types: tuple[Type, ...]
    rows: tuple[Row, ...]

    @property
    def differing(self) -> tuple[Row, ...]:
        """The rows in which at least two types differ; what was not checked differs from nothing."""
        return tuple(row for row in self.rows if len({cell.lines for cell in row.cells} - {(NOT_CHECKED,)}) > 1)

    def _repr_html_(self) -> str:
        return as_html(self)


DERIVED = {
    "warning": ("Is it sold for something without proof?", "first"),
    "cell_therapy": ("Is it cell therapy?", "first"),
    "immunotherapy": ("Is it immunotherapy?", "first"),
    "uses": ("For which illnesses is it used?", "proof"),
    "status": ("Is it approved, where, and since when?", "proof"),
    "evidence": ("How sure are we that it works?", "proof"),
    "outcomes": ("In how many people did what happen?", "proof"),
}


def questions() -> dict[str, tuple[str, str]]:
    """Every row: ``key -> (question, group)``, in the order of the groups."""
    found = DERIVED | QUESTIONS
    found.update({key: (field.help, GROUP_OF[key]) for key, field in Facets.fields.items()})
    order = list(v.QUESTION_GROUP)
    return dict(sorted(found.items(), key=lambda item: order.index(item[1][1])))


def compare(types: Iterable[Type], classify: Classify, as_for: AsFor, keys: Iterable[str] | None = None) -> Comparison:
    """Compare types on the given rows, by default on all.

    Args:
        types: the types, in the order of the columns.
        classify: tells what a type is.
        as_for: finds the wider type whose records hold here, too.
        keys: the rows.

    Raises:
        KeyError: if a row is unknown.
    """
    chosen = tuple(types)
    known = questions()
    rows = [
        Row(key, *known[key], tuple(cell(type_, classify, as_for, key) for type_ in chosen))
        for key in (known if keys is None else keys)
    ]
    return Comparison(chosen, tuple(rows))


def cell(type_: Type, classify: Classify, as_for: AsFor, key: str) -> Cell:
    """The answer of one type to one question: a sentence, else its records; for harms and onset records come first.

    Raises:
        KeyError: if the question is unknown.
    """
    if key in ("cell_therapy", "immunotherapy"):
        answer = getattr(classify(type_), key)
        return Cell((v.ANSWER[answer.value] + ".", answer.reason), derived=True)
    if key in BY_USE:
        return BY_USE[key](type_)
    if key not in GROUP_OF and key not in QUESTIONS:
        raise KeyError(key)
    found = recorded(type_, as_for, key)
    facet = type_.data.get("facets", {}).get(key)
    cited = tuple(facet.get("sources", ())) if facet else ()
    if facet and not (found and (key in FIRST or not cited)):  # a sentence without a source says that none was found
        return Cell((facet["text"],), cited)
    return Cell(found.lines, found.sources, of=found.of) if found else from_attributes(type_, key)


def from_attributes(type_: Type, key: str) -> Cell:
    """What the attributes tell where no sentence was written."""
    a = type_.attributes
    words = {
        "given": ", ".join(v.AGENT[each] for each in a.agent),
        "source": "not from a donor" if a.donor == "na" else f"from {v.DONOR[a.donor]}",
        "made": "" if a.manipulation == "na" else f"the cells or tissue are {v.MANIPULATION[a.manipulation]}",
        "works": works(type_),
        "immunity": v.IMMUNE_ROLE["none"]
        if a.immune_role == "none"
        else ""
        if a.host_role == "na"
        else v.HOST_ROLE[a.host_role],
    }.get(key)
    return Cell((words[0].upper() + words[1:] + ".",), derived=True) if words else Cell((NOT_CHECKED,), derived=True)


def works(type_: Type) -> str:
    a = type_.attributes
    if a.immune_role != "none":
        return how_it_works(a.immune_effect, a.immune_role).removesuffix(".")
    return f"it is meant to {v.FUNCTION[a.function]}" if a.function else ""


def warning(type_: Type) -> Cell:
    sold = [use.indication for use in type_.uses if use.warning is not None]
    if not warning_required(type_):
        return Cell(("We list no such use. It can still do harm: see the risks.",), derived=True)
    return Cell(tuple(f"Not shown to work: {each}." for each in sold), derived=True)


def uses(type_: Type) -> Cell:
    return Cell(tuple(use.indication + "." for use in type_.uses) or (NOT_CHECKED,), derived=True)


def status(type_: Type) -> Cell:
    lines = [
        f"{v.JURISDICTION[each.jurisdiction]}: {label(use, each).words} – {use.indication}{f' ({when})' if when else ''}."
        for use in type_.uses
        for each in use.status
        for when in [each.date or (each.as_of and f"seen on {each.as_of}")]
    ]
    cited = tuple(dict.fromkeys(key for use in type_.uses for each in use.status for key in each.sources))
    return Cell(tuple(lines) or (NOT_CHECKED,), cited, derived=True)


def evidence(type_: Type) -> Cell:
    lines = [f"{use.sentence} ({v.CERTAINTY[use.certainty]}.)" for use in type_.uses]
    cited = tuple(dict.fromkeys(key for use in type_.uses for key in use.sources))
    return Cell(tuple(lines) or (NOT_CHECKED,), cited, derived=True)


def outcomes(type_: Type) -> Cell:
    lines = [f"{use.indication}: {told(each).sentence}" for use in type_.uses for each in use.outcomes]
    cited = tuple(dict.fromkeys(key for use in type_.uses for each in use.outcomes for key in each.sources))
    return Cell(tuple(lines) or (NOT_CHECKED,), cited, derived=True)


BY_USE = {"warning": warning, "uses": uses, "status": status, "evidence": evidence, "outcomes": outcomes}
