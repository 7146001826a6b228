"""Known cases: treatments whose memberships were worked out by hand before the rules were written."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pytest

from taxonomy import AttributesError, Taxonomy
from taxonomy.command.line import main
from taxonomy.decide.cases import classify_case

HERE = Path(__file__).parent
CASES = HERE.parents[3] / "shared" / "data" / "classification_cases.csv"  # beside the checkout, on some machines


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table."""
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


EXPECTED = rows(HERE / "expected_memberships.csv")


@pytest.mark.parametrize("case", EXPECTED, ids=[case["type"] for case in EXPECTED])
def test_membership_of_type(real: Taxonomy, case: dict[str, str]) -> None:
    """The type's record leads to both expected answers."""
    found = real.classify(case["type"])
    told = "the answer differs from expected_memberships.csv: mend the record or the rule, or that line if the new answer is right"
    expected = case["cell_therapy"], case["immunotherapy"]
    assert (found.cell_therapy.value, found.immunotherapy.value) == expected, told


def test_contested_types_name_both_sides(real: Taxonomy) -> None:
    """Every contested answer in the reference names who says yes and who says no, unless science is open."""
    for type_ in real:
        for answer in real.classify(type_).answers:
            if answer.value == "contested" and not answer.unsettled:
                told = f"{type_.id}: rule {answer.rules} needs a Says of who says yes and one of who says no"
                assert {says.value for says in answer.says} == {"yes", "no"}, told


LENDS = {"agent": "cells", "immune_effect": "supplies_effector", "immune_role": "primary"}


def values(case: dict[str, str]) -> tuple[str, str]:
    """Both answers for a case."""
    found = classify_case(case)
    return found.cell_therapy.value, found.immunotherapy.value


def test_what_is_said_about_a_case_is_no_attribute() -> None:
    """A line may tell who it is about and what is expected; that changes no answer."""
    assert values({**LENDS, "id": "t1", "expected_immunotherapy": "n", "confidence": "high"}) == ("yes", "yes")


@pytest.mark.parametrize("assertion", ["MeSH tree:it=n", "NCI:it=y", "NCI:ct=n", "IUPAC:it=n"])
def test_other_assertions_do_not_count(assertion: str) -> None:
    """A shelf, an agreement, or a vote on the other term changes nothing."""
    assert values({**LENDS, "assertions": assertion}) == ("yes", "yes")


def test_several_assertions() -> None:
    """Assertions may be joined by ; or |."""
    assert values({**LENDS, "assertions": "NCI:it=n; FDA:ct=n"}) == ("contested", "contested")


def test_a_broken_assertion_is_named() -> None:
    """The error names the column and the form that it wants."""
    with pytest.raises(AttributesError, match="assertions: 'NCI says no' is not of the right form; expected AUTHORITY"):
        classify_case({**LENDS, "assertions": "NCI says no"})


@pytest.mark.skipif(not CASES.is_file(), reason="the table of cases is not here")
def test_table_of_cases(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The whole table, as JSON Lines through the command line, gives every expected answer."""
    cases = rows(CASES)
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(json.dumps(case) + "\n" for case in cases)))

    assert main(["classify", "-"]) == 0

    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    words = {"y": "yes", "n": "no", "contested": "contested"}
    wrong = [
        case["id"]
        for case, answer in zip(cases, found, strict=True)
        if (answer["cell_therapy"], answer["immunotherapy"])
        != (words[case["expected_cell_therapy"]], words[case["expected_immunotherapy"]])
    ]
    assert wrong == []
