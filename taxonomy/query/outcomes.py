"""In how many people what happened: the numbers, intervals and sentence of an outcome, made here alone.

Every group of an outcome is told as people of the same hundred. Where that would round somebody away,
or round all but a few to all, every group is told of the same thousand, or ten thousand.
Beside them stands what harms, steps, life with it and costs tell of a row of the comparison.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Final, NamedTuple

from taxonomy.model import vocabulary as v
from taxonomy.model.records import Group, Outcome, Type

BASES: Final = (100, 1_000, 10_000)
FEW: Final = 30  # people in a group: fewer, and one more or less changes much
#: Words with which a description begins that follows "people".
AFTER_PEOPLE: Final = (
    *("with", "without", "on", "in", "at", "up", "after", "before", "who", "whose", "under", "over", "from", "aged"),
    *("having", "given", "about", "living", "bitten"),
)

AsFor = Callable[[Type, str], Type | None]  # the wider type whose records of a part hold for a type, too

#: The groups of the questions that a sentence or a record answers.
GROUP_OF = {
    "given": "treatment", "source": "treatment", "made": "treatment", "works": "treatment", "immunity": "treatment",
    "route": "course", "preparation": "course", "schedule": "course", "onset": "course",
    "risks": "practical", "setting": "practical", "monitoring": "practical", "cost": "practical",
}  # fmt: skip
FIRST = ("risks", "onset")  # rows in which records, which are newer and give figures, come before a sentence
#: Questions that records alone answer.
QUESTIONS = {
    "driving": ("When may I drive?", "practical"),
    "failure": ("What if it does not work, or the illness comes back?", "practical"),
}
#: The records that answer a row: part, field, and its values in the order of the answer.
RECORDS = {
    "made": ("steps", "step", ("making",)),
    "route": ("steps", "step", ("giving",)),
    "preparation": ("steps", "step", ("tests", "collection", "preparation")),
    "schedule": ("life", "topic", ("duration", "again")),
    "onset": ("life", "topic", ("onset",)),
    "risks": ("harms", "kind", ("death", "boxed", "grave", "frequent", "late")),
    "monitoring": ("steps", "step", ("watching", "after")),
    "cost": ("costs", "kind", ("list_price", "who_pays")),
    "driving": ("life", "topic", ("driving",)),
    "failure": ("life", "topic", ("failure",)),
}


class People(NamedTuple):
    """How many of the people of one group something happened to.

    Attributes:
        name: what they had.
        number: how many of ``base``, in whole people.
        base: of how many that is, the same in every group of an outcome.
        percent: the share, not rounded, in percent.
        figure: the number in words, such as "55 of 100".
        interval: between which numbers it may well lie, in words, if the source says.
        counted: how many people were in the group, in words.
    """

    name: str
    number: int
    base: int
    percent: float
    figure: str
    interval: str
    counted: str


class Told(NamedTuple):
    """An outcome as it is told everywhere.

    Attributes:
        question: what is counted, as a question.
        groups: the people who had the treatment, and those with whom they are compared, if any.
        who: who they were.
        sentence: all of it in words.
        few: whether a group was so small that chance weighs much.
    """

    question: str
    groups: tuple[People, ...]
    who: str
    sentence: str
    few: bool


class Recorded(NamedTuple):
    """What records answer to a question.

    Attributes:
        lines: their sentences.
        sources: their citations.
        of: the name of the wider type whose records they are, if they are not the type's own.
    """

    lines: tuple[str, ...]
    sources: tuple[str, ...]
    of: str = ""


def share(group: Group) -> Fraction:
    """The share of a group, exactly: as the source estimates it, or as it was counted."""
    return Fraction(group.percent) / 100 if group.percent else Fraction(int(group.count), int(group.of))


def whole(part: Fraction, base: int) -> int:
    """A share in whole people of ``base``; a half counts as one more."""
    return int(part * base + Fraction(1, 2))


def kept(part: Fraction, base: int) -> bool:
    """Whether rounding leaves some people if there were some, and not all if it was not all."""
    return part in (0, 1) or 0 < whole(part, base) < base


def base_of(groups: tuple[Group, ...]) -> int:
    """Of how many people all groups are told."""
    return next((base for base in BASES if all(kept(share(each), base) for each in groups)), BASES[-1])


def said(part: Fraction, base: int) -> str:
    """A number of people in words; "fewer than 1" and "nearly all" only where ten thousand are not enough."""
    if kept(part, base):
        return f"{whole(part, base):,}"
    return "fewer than 1" if part < Fraction(1, 2) else "nearly all"


def people(group: Group, base: int) -> People:
    """One group, told of ``base``."""
    part = share(group)
    interval = ""
    if group.low and group.high:
        low, high = (whole(Fraction(end) / 100, base) for end in (group.low, group.high))
        interval = f"likely between {low:,} and {high:,}"
    of = int(group.of)
    counted = f"{int(group.count):,} of {of:,} people" if group.count else f"estimated from {of:,} people"
    figure = f"{said(part, base)} of {base:,}"
    return People(group.name, whole(part, base), base, float(part * 100), figure, interval, counted)


def who(description: str) -> str:
    """Who the people were, so that it can stand alone: "people with …", or as it is said."""
    first = description.split(" ", 1)[0].lower()
    return f"people {description}" if first in AFTER_PEOPLE else description


def told(outcome: Outcome) -> Told:
    """An outcome as people of the same number, for every output.

    Args:
        outcome: the record.
    """
    given = (outcome.treated, *([outcome.compared] if outcome.compared else []))
    base = base_of(given)
    groups = tuple(people(each, base) for each in given)
    first, *others = (said(share(each), base) for each in given)
    against = f"; of {base:,} with {groups[1].name}, {others[0]}" if others else ""
    alone = "" if others else " Nobody was compared with them."
    described = who(outcome.people)
    happened = f"{outcome.what} {outcome.time}"
    sentence = f"Of {base:,} people with {groups[0].name}, {first} {happened}{against}. These were {described}.{alone}"
    question = f"Of {base:,} people, how many {happened}?"
    return Told(question, groups, described, sentence, min(int(each.of) for each in given) < FEW)


def recorded(type_: Type, as_for: AsFor, key: str) -> Recorded | None:
    """The sentences of a type's records, or of the wider type that hold for it, with their sources and whose they are.

    What holds for single medicines alone is left out: a column speaks of the kind.
    """
    if key not in RECORDS:
        return None
    part, field, values = RECORDS[key]
    general = [each for each in getattr(type_, part) if not getattr(each, "products", ())]
    found = [each for value in values for each in general if getattr(each, field) == value]
    if not found:
        wider = as_for(type_, part)
        above = recorded(wider, as_for, key) if wider is not None else None
        return above._replace(of=above.of or wider.name) if wider is not None and above else None
    places = [f"{v.JURISDICTION[each.place]}: " if part == "costs" else "" for each in found]
    lines = tuple(place + each.text for place, each in zip(places, found, strict=True))
    return Recorded(lines, tuple(dict.fromkeys(source for each in found for source in each.sources)))
