"""What a short book tells of: chosen by how often people ask, as the data has it; no list is typed."""

from __future__ import annotations

from collections.abc import Iterable

from taxonomy import Illness, Question, Taxonomy, Type
from taxonomy import vocabulary as v

TREATMENTS = 40
QUESTIONS = 250
ILLNESSES = 180
RULE = (
    f"The {TREATMENTS} treatments are those that most questions and checked claims of the reference name; "
    "of two that are named alike, the one with more uses on record comes first. "
    f"The illnesses are the {ILLNESSES} with the most uses on record, and the questions at most {QUESTIONS}: "
    "those that were seen in most places."
)


def asked_most(t: Taxonomy, most: int = TREATMENTS) -> list[Type]:
    """The treatments that questions and claims name most often, in the order of their families."""
    found = sorted(t, key=lambda type_: (-named(t, type_), -len(type_.uses), type_.id))
    return in_families(t, found[:most])


def named(t: Taxonomy, type_: Type) -> int:
    """How many questions and claims name a treatment."""
    return len(t.questions_about(type_)) + len(t.claims_about(type_))


def in_families(t: Taxonomy, some: Iterable[Type]) -> list[Type]:
    """Treatments as the reference has them: family by family."""
    wanted = {each.id for each in some}
    return [each for family in v.FAMILY for each in t.family(family) if each.id in wanted]


def questions(t: Taxonomy, about: Iterable[Type] = ()) -> list[Question]:
    """The questions that are asked in most places; of some treatments, all about these."""
    ids = {each.id for each in about}
    found = [each for each in t.questions.values() if not ids or ids.intersection(each.types)]
    return sorted(found, key=lambda each: (-len(each.seen) - len(each.wordings), each.id))[:QUESTIONS]


def illnesses(t: Taxonomy) -> list[Illness]:
    """The illnesses with the most uses on record, by name."""
    counted = {each.id: sum(map(len, t.by_illness.uses(each.id).values())) for each in t.illnesses.values()}
    found = sorted(
        (each for each in t.illnesses.values() if counted[each.id]), key=lambda each: (-counted[each.id], each.id)
    )
    return sorted(found[:ILLNESSES], key=lambda each: (each.name.casefold(), each.id))
