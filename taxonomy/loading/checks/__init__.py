"""Rules that a record, and the whole set, must keep beyond the form of single fields.

Each rule is a function that yields ``(path, what, expected)``; the sentence of its
docstring is what the contributor's guide prints.
"""

from __future__ import annotations

from taxonomy.model.problems import Report

from . import approvals, between, others, possible, sense, treatments, whole
from .complaint import Data, Located, Records

RECORD_RULES = {
    "type": (
        treatments.effect_has_a_role,
        treatments.unproven_use_has_a_warning,
        treatments.evidence_has_a_source,
        treatments.use_is_told_once,
        treatments.status_has_its_day,
        treatments.harms_are_told,
        treatments.harm_is_found_or_not,
        treatments.signs_are_a_list,
        treatments.life_is_told_once,
        treatments.outcome_is_possible,
        treatments.steps_are_told,
        treatments.facet_is_sourced,
        sense.cell_type_has_cells,
        sense.role_has_an_effect,
        sense.certainty_fits_direction,
        sense.state_fits_direction,
        sense.authority_says_one_thing,
        sense.name_is_told_once,
        possible.study_has_been,
        possible.study_is_of_its_kind,
        possible.nobody_is_that_old,
        possible.outcome_compares_two,
        possible.price_is_above_nothing,
    ),
    "product": (
        others.ended_approval_is_dated,
        others.first_licence_is_first,
        others.end_of_approval_is_known,
        others.target_is_named,
        others.today_is_dated,
        approvals.agency_was_there,
        approvals.number_is_of_its_agency,
        approvals.agency_decides_once,
        approvals.approval_has_its_day,
        sense.name_is_told_once,
    ),
    "claim": (others.verdict_against_has_two_sources, sense.claim_is_about_something),
    "authority": (others.authority_defines_once,),
    "illness": (others.other_illness_is_named, sense.name_is_told_once),
    "question": (),
    "country": (),
    "concept": (sense.name_is_told_once,),
    "deprecated": (),
}

#: What every record keeps.
COMMON_RULES = (
    sense.review_is_the_last_day,
    sense.count_is_within_its_total,
    sense.address_stands_in_a_source,
    sense.sentence_has_words,
    possible.code_has_its_form,
    possible.nobody_is_reached,
)

WHOLE_RULES = (
    between.product_has_names_of_its_own,
    between.licence_is_of_one_product,
    between.type_has_names_of_its_own,
    between.name_is_of_one,
    between.product_is_of_its_kind,
    between.claim_is_made_once,
    between.same_meaning_is_one_record,
    between.approved_product_stands,
    between.status_is_of_its_place,
    between.retracted_source_is_not_alone,
    whole.wider_illnesses_form_no_circle,
    whole.name_of_an_illness_is_its_own,
    whole.complete_uses_name_each_product,
    whole.nothing_proven_is_true,
    whole.hierarchy_has_no_circle,
    whole.other_type_tells_it,
    whole.shown_part_is_there,
    whole.gene_has_one_number,
    whole.claim_names_a_known_use,
    whole.given_up_identifier_stays_unused,
    whole.given_up_identifier_has_a_replacement,
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
