"""Ten mistakes that a clinician would make, and what the check says, word for word.

Who writes the messages anew changes them here on purpose: they are the first thing that
a contributor reads of this project.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from taxonomy.command.line import main
from tests.small import CAR_T, CLAIM, KNEE, PRODUCT, write

START, END = KNEE.index("    warning:"), KNEE.index("    sources:\n      - trial-2020\nsources")
WITHOUT_WARNING = {"knee_cells": KNEE[:START] + KNEE[END:]}

MISTAKES = {
    "the date as one writes it": (
        {"car_t": CAR_T.replace("date: 2017-08-30", "date: 30 August 2017")},
        "types/car-t.yaml:83: uses[0].status[0].date: '30 August 2017' is not of the right form; expected a date such as 2026-11-22 (or 2026-11, or 2026)",
    ),
    "the status in one's own word": (
        {"car_t": CAR_T.replace("state: authorised", "state: authorized")},
        "types/car-t.yaml:82: uses[0].status[0].state: 'authorized' is unknown (did you mean 'authorised'?); expected one of authorised, conditional, established_practice, investigational, refused, withdrawn, unproven_marketed, refuted, superseded, not_authorised",
    ),
    "a colon in a sentence": (
        {"car_t": CAR_T.replace("sentence: Your own", "sentence: In short: your own")},
        "types/car-t.yaml:9: file: is not valid YAML (mapping values are not allowed in this context); expected valid YAML; put a text that holds ': ' or ' #' or starts with a sign in quotes",
    ),
    "a study cited by its author and year": (
        {"car_t": CAR_T.replace("      - trial-2020 @ Methods", "      - Doe et al. 2020")},
        "types/car-t.yaml:29: facets.given.sources[0]: 'Doe et al. 2020' is not of the right form; expected a key of sources.bib, or 'key @ place'",
    ),
    "one synonym without a dash": (
        {"car_t": CAR_T.replace("synonyms:\n  - CAR T\n  - chimeric antigen receptor T cells", "synonyms: CAR T")},
        "types/car-t.yaml:6: synonyms: is the text 'CAR T'; expected a list of text, each after '- '",
    ),
    "a wider type by its name": (
        {"car_t": CAR_T.replace("  - t-cells", "  - t-cell")},
        "types/car-t.yaml:5: parents[0]: 't-cell' is not in types/ (did you mean 't-cells'?); expected the identifier of a record in types/",
    ),
    "a use that is sold, without its warning": (
        WITHOUT_WARNING,
        "types/knee-cells.yaml:19: uses[0].warning: is missing; expected a warning, because the use is unproven_marketed",
    ),
    "a claim refuted by one paper": (
        {"stem_cells_fix_knees": CLAIM.replace("  - trial-2020\n", "")},
        "claims/stem-cells-fix-knees.yaml:13: sources: lists one source for a verdict against the claim; expected two independent sources",
    ),
    "the review date left out": (
        {"exampleleucel": PRODUCT.replace("reviewed: 2026-11-22\n", "")},
        "products/exampleleucel.yaml:1: reviewed: is missing; expected a date such as 2026-11-22 (or 2026-11, or 2026)",
    ),
    "an abstract in the place of a sentence": (
        {"car_t": CAR_T.replace("cancer shrank in 61.", "cancer shrank in 61. " + "More words were written. " * 15)},
        "types/car-t.yaml:88: uses[0].sentence: has 74 words; expected at most 60 words",
    ),
}


@pytest.mark.parametrize(("changed", "message"), MISTAKES.values(), ids=MISTAKES)
def test_mistake(changed: dict[str, str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each mistake gives one message, which says where it is, what is wrong, and what would be right."""
    root = write(tmp_path / "data", **changed)
    assert main(["check", str(root)]) == 1
    assert capsys.readouterr().out.replace(f"{root}/", "").splitlines() == [message]


def test_ten() -> None:
    """There are ten, each of another kind."""
    assert len({message.partition(": ")[2] for _, message in MISTAKES.values()}) == 10
