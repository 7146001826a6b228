"""Rules that a record, and the whole set, must keep beyond the form of single fields.

Each rule is a function that yields ``(path, what, expected)``; the sentence of its
docstring is what the contributor's guide prints.
"""

from __future__ import annotations

from taxonomy.model.problems import Report

from .complaint import Data, Located, Records
from .others import (
    end_of_approval_is_known,
    ended_approval_is_dated,
    other_illness_is_named,
    today_is_dated,
    verdict_against_has_two_sources,
)
from .treatments import (
    effect_has_a_role,
    evidence_has_a_source,
    facet_is_sourced,
    harms_are_told,
    life_is_told_once,
    outcome_is_possible,
    status_has_its_day,
    steps_are_told,
    unproven_use_has_a_warning,
    use_is_told_once,
)
from .whole import (
    claim_names_a_known_use,
    complete_uses_name_each_product,
    given_up_identifier_has_a_replacement,
    given_up_identifier_stays_unused,
    hierarchy_has_no_circle,
    name_of_an_illness_is_its_own,
    nothing_proven_is_true,
    wider_illnesses_form_no_circle,
)

RECORD_RULES = {
    "type": (
        effect_has_a_role,
        unproven_use_has_a_warning,
        evidence_has_a_source,
        use_is_told_once,
        status_has_its_day,
        harms_are_told,
        life_is_told_once,
        outcome_is_possible,
        steps_are_told,
        life_is_told_once,
        outcome_is_possible,
        facet_is_sourced,
    ),
    "product": (ended_approval_is_dated, end_of_approval_is_known, today_is_dated),
    "claim": (verdict_against_has_two_sources,),
    "authority": (),
    "illness": (other_illness_is_named,),
    "question": (),
    "country": (),
    "deprecated": (),
}

WHOLE_RULES = (
    wider_illnesses_form_no_circle,
    name_of_an_illness_is_its_own,
    complete_uses_name_each_product,
    nothing_proven_is_true,
    hierarchy_has_no_circle,
    claim_names_a_known_use,
    given_up_identifier_stays_unused,
    given_up_identifier_has_a_replacement,
)


def check_record(kind: str, record: Data, report: Report) -> None:
    """Check one record, whose fields are of the right form, against the rules of its kind."""
    for rule in RECORD_RULES[kind]:
        for path, what, expected in rule(record):
            report(path, what, expected)


def check_whole(records: Records) -> Located:
    """Check the set as a whole; yields ``((kind, id), path, what, expected)``."""
    for rule in WHOLE_RULES:
        yield from rule(records)
