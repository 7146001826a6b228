"""Questions for the doctor that fit one treatment: derived from its attributes, uses and statuses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from taxonomy.model.records import Type

from .labels import ALLOWED, warning_required

MOST: Final = 8
OWN: Final = frozenset({"autologous", "either"})
DONOR: Final = frozenset({"allogeneic_related", "allogeneic_unrelated", "either"})
LIVING: Final = frozenset({"cells", "native_tissue", "organ", "engineered_tissue", "blood_cells"})
LASTING: Final = frozenset({"cells", "native_tissue", "organ", "engineered_tissue", "vector"})
MEDICINES: Final = frozenset({"antibody", "antibody_conjugate", "protein", "small_molecule"})


def questions_for_doctor(type_: Type) -> list[str]:
    """At most eight questions, the one that matters most first."""
    return list(dict.fromkeys([*on_permission(type_), *on_treatment(type_), *on_everything()]))[:MOST]


def on_permission(type_: Type) -> Iterator[str]:
    """Whether it may be given at all: licence, trial, or an offer without proof."""
    states = {each.state for use in type_.uses for each in use.status}
    allowed = bool(states & {*ALLOWED, "conditional"})
    if warning_required(type_):
        yield "Is this approved by the regulator here, for my illness? What is the approval number?"
        yield "If it is a trial: which ethics board approved it, what is its number, and why would I be asked to pay?"
        yield "What exactly is given, whose is it, and what was done to it?"
    elif allowed:
        yield "Is it approved here for my illness, and am I well enough for it?"
    elif "investigational" in states:
        yield "Is there a trial for my illness that I could join, and what is done there beyond usual care?"
        yield "Who pays for the trial, and who pays if I am harmed?"
    elif type_.uses:
        yield "Is it approved anywhere for my illness? If not, why is it offered to me?"
    if type_.attributes.intent == "prevent":
        yield "Am I among those for whom it is meant, and is there a reason to wait?"
    yield "What happened to people like me, and to those who had something else?"


def on_treatment(type_: Type) -> Iterator[str]:
    """What its nature makes one ask."""
    a = type_.attributes
    agents, effects = set(a.agent), set(a.immune_effect)
    # An offer without proof is ready-made or made the same day: nobody waits for cells, or looks for a donor.
    if agents & LIVING and a.donor in OWN and a.manipulation == "more_than_minimal" and not warning_required(type_):
        yield "What do we do if my cells cannot be made, or while we wait for them?"
    if agents & LIVING and a.donor in DONOR and not warning_required(type_):
        yield "How is a donor found, and what if none fits me?"
    if agents & LASTING and a.donor in DONOR:
        yield "Can my body reject it, or can it attack my body?"
    yield "Which harms are grave, what are their first signs, and whom do I call at night?"
    if a.genetic in ("ex_vivo", "in_vivo") and agents & LASTING:
        yield "It may stay in my body for life: how long will I be followed, and what is looked for?"
    if any(each.step == "preparation" for each in type_.steps) and agents & LIVING:
        yield "What does the treatment before it do to me, and to my fertility?"
    if effects & {"suppresses", "removes"}:
        yield "How do we find and treat infections while my immune system is calmed?"
    if effects & {"activates"} and agents & MEDICINES:
        yield "What do we do if my immune system attacks healthy parts of me?"
    if agents & MEDICINES and not agents & LASTING and a.intent == "treat":
        yield "How long would I have it, how do we know whether it helps, and when do we stop?"


def on_everything() -> Iterator[str]:
    """What one asks of any treatment."""
    yield "What else could I do, including nothing for now?"
    yield "What does all of it cost me, and who pays if it goes wrong?"
    yield "Will this shut me out of other treatments or trials?"
    yield "How long will I be followed, and where are results reported?"
