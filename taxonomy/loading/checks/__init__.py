"""Rules that a record, and the whole set, must keep beyond the form of single fields.

Each rule is a function that yields ``(path, what, expected)``; the sentence of its
docstring is what the contributor's guide prints.
"""

from __future__ import annotations

from taxonomy.model.problems import Report

from .approvals import agency_decides_once, agency_was_there, approval_has_its_day, number_is_of_its_agency
from .between import (
    approved_product_stands,
    claim_is_made_once,
    licence_is_of_one_product,
    product_has_names_of_its_own,
    retracted_source_is_not_alone,
    same_meaning_is_one_record,
    status_is_of_its_place,
    type_has_names_of_its_own,
)
from .complaint import Data, Located, Records
from .others import (
    end_of_approval_is_known,
    ended_approval_is_dated,
    other_illness_is_named,
    today_is_dated,
    verdict_against_has_two_sources,
)
from .possible import (
    code_has_its_form,
    nobody_is_reached,
    outcome_compares_two,
    price_is_above_nothing,
    study_has_been,
)
from .sense import (
    address_stands_in_a_source,
    authority_says_one_thing,
    cell_type_has_cells,
    certainty_fits_direction,
    claim_is_about_something,
    count_is_within_its_total,
    name_is_told_once,
    review_is_the_last_day,
    role_has_an_effect,
    sentence_has_words,
    state_fits_direction,
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
        facet_is_sourced,
        cell_type_has_cells,
        role_has_an_effect,
        certainty_fits_direction,
        state_fits_direction,
        authority_says_one_thing,
        name_is_told_once,
        study_has_been,
        outcome_compares_two,
        price_is_above_nothing,
    ),
    "product": (
        ended_approval_is_dated,
        end_of_approval_is_known,
        today_is_dated,
        agency_was_there,
        number_is_of_its_agency,
        agency_decides_once,
        approval_has_its_day,
        name_is_told_once,
    ),
    "claim": (verdict_against_has_two_sources, claim_is_about_something),
    "authority": (),
    "illness": (other_illness_is_named, name_is_told_once),
    "question": (),
    "country": (),
    "concept": (name_is_told_once,),
    "deprecated": (),
}

#: What every record keeps.
COMMON_RULES = (
    review_is_the_last_day,
    count_is_within_its_total,
    address_stands_in_a_source,
    sentence_has_words,
    code_has_its_form,
    nobody_is_reached,
)

WHOLE_RULES = (
    product_has_names_of_its_own,
    licence_is_of_one_product,
    type_has_names_of_its_own,
    claim_is_made_once,
    same_meaning_is_one_record,
    approved_product_stands,
    status_is_of_its_place,
    retracted_source_is_not_alone,
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
    for rule in (*RECORD_RULES[kind], *COMMON_RULES):
        for path, what, expected in rule(record):
            report(path, what, expected)


def check_whole(records: Records) -> Located:
    """Check the set as a whole; yields ``((kind, id), path, what, expected)``."""
    for rule in WHOLE_RULES:
        yield from rule(records)
