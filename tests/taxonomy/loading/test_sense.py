"""What cannot be is told: dates, decisions, names and numbers that exclude each other."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest

from taxonomy.loading.checks.approvals import EXAMPLES, SINCE, fits
from taxonomy.loading.checks.between import SHARED
from taxonomy.loading.checks.sense import certainty_fits_direction, state_fits_direction
from taxonomy.loading.folder import Folder
from taxonomy.model import vocabulary as v
from taxonomy.model.days import ahead, before, latest
from tests.small import AUTHORITY, CAR_T, CLAIM, DEPRECATED, FILES, KNEE, LEUKAEMIA, PRODUCT, TYPE, write

APPROVAL = PRODUCT[PRODUCT.index("  - agency: FDA") : PRODUCT.index("  - agency: EMA")]
STATEMENT = '  - authority: asgct\n    term: cell_therapy\n    says: "{}"\n    sources:\n      - {}\n'
INSULIN = FILES["types/insulin.yaml"]


def told(root: Path) -> list[str]:
    """Every problem of a folder, each as its line, without the way to the folder."""
    return [str(each).replace(f"{root.as_posix()}/", "") for each in Folder(root).problems]


def changed(text: str, old: str, new: str) -> str:
    """A text with one part changed, which must be there."""
    assert old in text
    return text.replace(old, new, 1)


# What was silent: the file, what stands there, what stands there instead, and what is told.
SILENT = {
    "approval ahead": ("exampleleucel", PRODUCT, "date: 2017-08-30", "date: 2099-01-01", "approvals[0].date: '2099-01-01' lies ahead"),
    "approval in 9999": ("exampleleucel", PRODUCT, "date: 2017-08-30", "date: 9999-12-31", "lies ahead"),
    "year 0": ("exampleleucel", PRODUCT, "date: 2017-08-30", "date: 0000", "is before 1900"),
    "year 1": ("exampleleucel", PRODUCT, "date: 2017-08-30", "date: 0001-01-01", "is before 1900"),
    "year 1200": ("exampleleucel", PRODUCT, "date: 2017-08-30", "date: 1200-01-01", "is before 1900"),
    "year 1850": ("exampleleucel", PRODUCT, "date: 2017-08-30", "date: 1850", "is before 1900"),
    "before EMA": ("exampleleucel", PRODUCT, "date: 2018-08-23", "date: 1960-01-01", "is before there was EMA"),
    "before FDA": ("exampleleucel", PRODUCT, "date: 2017-08-30", "date: 1905-01-01", "is before there was FDA"),
    "status ahead": ("car_t", CAR_T, "date: 2017-08-30", "date: 2099", "uses[0].status[0].date: '2099' lies ahead"),
    "reviewed ahead": ("car_t", CAR_T, "reviewed: 2026-11-22", "reviewed: 9999-12-31", "reviewed: '9999-12-31' lies ahead"),
    "reviewed in year 1": ("car_t", CAR_T, "reviewed: 2026-11-22", "reviewed: 0001-01-01", "is before 1900"),
    "reviewed before the approval": ("exampleleucel", PRODUCT, "reviewed: 2026-11-22", "reviewed: 2017-01-01", "is after the review of 2017-01-01"),
    "searched ahead": ("knee_cells", KNEE, "certainty: low\n", "certainty: none_found\n    searched: 2099-01\n", "searched: '2099-01' lies ahead"),
    "given up ahead": ("car_t_cells", DEPRECATED, "date: 2026-11-01", "date: 2099-01-01", "lies ahead"),
    "ended while approved": ("exampleleucel", PRODUCT, "    number: BLA", "    ended: 2020-01-01\n    number: BLA", "stands beside the status approved"),
    "ended ahead": ("exampleleucel", PRODUCT, "ended: 2020-01-31", "ended: 2099-01-31", "lies ahead"),
    "withdrawn without end": ("exampleleucel", PRODUCT, "    ended: 2020-01-31\n", "", "approvals[1].ended: is missing"),
    "ended before its month": ("exampleleucel", PRODUCT, "ended: 2020-01-31", "ended: 2018-07", "is before the approval"),
    "approved without a day": ("exampleleucel", PRODUCT, "    date: 2017-08-30\n", "", "approvals[0].date: is missing"),
    "same agency twice": ("exampleleucel", PRODUCT, APPROVAL, APPROVAL * 2, "repeats a block above"),
    "contradictory decisions": ("exampleleucel", PRODUCT, APPROVAL, APPROVAL + APPROVAL.replace("approved", "refused"), "FDA decides twice"),
    "two decisions without numbers": ("exampleleucel", PRODUCT, APPROVAL, (APPROVAL + APPROVAL.replace("2017", "2018")).replace("    number: BLA 125646\n", ""), "FDA decides twice"),
    "number of EMA": ("exampleleucel", PRODUCT, "BLA 125646", "EMEA/H/C/004090", "has not the form of FDA"),
    "number of nobody": ("exampleleucel", PRODUCT, "BLA 125646", "foo bar", "has not the form of FDA"),
    "product name twice": ("exampleleucel", PRODUCT, "  - Examplia\n", "  - Examplia\n  - EXAMPLELEUCEL\n", "is told already"),
    "synonym is another type": ("car_t", CAR_T, "  - CAR T\n", "  - Insulin\n", "is also a name of"),
    "synonym is another's synonym": ("car_t", CAR_T, "  - CAR T\n", "  - Insulin Synonym\n", "is also a name of"),
    "synonym is its own name": ("car_t", CAR_T, "  - CAR T\n", "  - CAR-T Cell Therapy\n", "is told already"),
    "synonym in other case": ("car_t", CAR_T, "  - CAR T\n", "  - CAR T\n  - car-t\n", "is told already"),
    "synonym is a brand": ("insulin", INSULIN, "insulin synonym", "EXAMPLIA", "names the product exampleleucel"),
    "refuted and benefit": ("car_t", CAR_T, "state: authorised", "state: refuted", "is refuted where the studies point to: benefit"),
    "refuted and unclear": ("knee_cells", KNEE, "state: unproven_marketed", "state: refuted", "is refuted where the studies point to: unclear"),
    "authorised and harm": ("car_t", CAR_T, "direction: benefit", "direction: harm", "is authorised where the studies point to: harm"),
    "conditional and harm": ("car_t", CAR_T, "state: authorised", "state: conditional", ""),
    "none found and benefit": ("knee_cells", KNEE, "certainty: low\n    direction: unclear", "certainty: none_found\n    searched: 2026-11\n    direction: benefit", "is benefit though no study was found"),
    "authorised in Japan": ("car_t", CAR_T, "jurisdiction: US", "jurisdiction: JP", "cites nothing from JP"),
    "130 per cent": ("car_t", CAR_T, "Fever, in 58 of 75 people.", "Fever, in 130% of people.", "tells of '130% of people'"),
    "more than all": ("car_t", CAR_T, "Fever, in 58 of 75 people.", "Fever, in 1,058 of 75 people.", "counts '1,058 of 75'"),
    "yes and no": ("insulin", INSULIN, "sources:", "statements:\n" + STATEMENT.format("yes", "asgct-faq") + STATEMENT.format("no", "trial-2020") + "sources:", "asgct says yes above"),
    "protein with cells": ("insulin", INSULIN, "    - protein\n", "    - protein\n  cell_type: T cell\n", "without cells (protein)"),
    "role without effect": ("insulin", INSULIN, "    - protein\n", "    - protein\n  immune_role: primary\n", "is primary without an immune_effect"),
    "facet without a source": ("car_t", CAR_T, "text: No reliable figure found.", "text: No reliable figure found but it cures everybody.", "facets.cost.sources: is missing"),
    "sentence of a letter": ("car_t", CAR_T, "sentence: Your own T cells are changed so that they find the cancer.", "sentence: x", "sentence: has 1 words"),
    "advertisement": ("car_t", CAR_T, "sentence: Your own T cells are changed so that they find the cancer.", "sentence: Buy at https://evil.example/now", "holds a web address"),
    "link in Markdown": ("car_t", CAR_T, "text: Your own T cells.", "text: Your own [T cells](evil).", "holds a web address"),
    "claim about nothing": ("stem_cells_fix_knees", CLAIM, CLAIM[CLAIM.index("types:") : CLAIM.index("sources:")], "", "types: is missing"),
    "accurate is what is said": ("stem_cells_fix_knees", CLAIM, "accurate: No trial has shown it.", "accurate: Stem cells repair a worn knee", "says what is said"),
    "use of a type without uses": ("stem_cells_fix_knees", CLAIM, "  - type: knee-cells\n", "  - type: insulin\n", "is not a use of insulin; expected a type that has uses"),
    "address with a user": ("asgct", AUTHORITY, "short: ASGCT", "short: ASGCT\nurl: https://cancer.gov@evil.example:1/%00", "url: 'https://cancer.gov@evil.example:1/%00' is not of the right form"),
    "given up, alive in another kind": ("car_t_cells", DEPRECATED.replace("car-t-cells", "exampleleucel"), "kind: type", "kind: type", "was given up"),
    "more in fewer": ("car_t", CAR_T, "Fever, in 58 of 75 people.", "Fever, in 120 in 100 people.", "counts '120 in 100 people'"),
    "more over fewer": ("car_t", CAR_T, "Fever, in 58 of 75 people.", "Fever, in 158/75 people.", "counts '158/75 people'"),
    "more than live": ("car_t", CAR_T, 'people: "75"', 'people: "99999999999"', "people: '99999999999' is not of the right form"),
    "treated, more than live": ("car_t", CAR_T, '          of: "75"', '          of: "99999999999"', "treated.of: '99999999999' is not of the right form"),
    "brand with a sign": ("exampleleucel", PRODUCT, "  - Examplia\n", "  - Examplia®\n  - Examplia™\n", "'Examplia™' is told already"),
    "brand is an illness": ("exampleleucel", PRODUCT, "  - Examplia\n", "  - Leukemia\n", "'Leukemia' is also a name of leukaemia"),
    "number of zeros": ("exampleleucel", PRODUCT, "BLA 125646", "BLA 000000", "has not the form of FDA"),
    "today before the approval": ("exampleleucel", PRODUCT, "indication_as_of: 2026-07", "indication_as_of: 2018-07", "2018-07 is before the approval"),
    "warning of a letter": ("knee_cells", KNEE, "instead: Exercise and pain relief.", "instead: x", "warning.instead: has 1 words"),
    "site of a seller": ("stem_cells_fix_knees", CLAIM, "accurate: No trial has shown it.", "accurate: No trial but evil.example has it.", "holds 'evil.example'"),
    "mail of a seller": ("exampleleucel", PRODUCT, "holder: Example Ltd", "holder: buy@evil", "holds 'buy@evil'"),
    "term mapped twice": ("leukaemia", LEUKAEMIA, "  - object_id", LEUKAEMIA[LEUKAEMIA.index("  - object_id") : LEUKAEMIA.index("sources:\n  - asgct")].replace("exact", "close") + "  - object_id", "is mapped by"),
}  # fmt: skip


@pytest.mark.parametrize("case", SILENT.values(), ids=SILENT)
def test_silent_before(tmp_path: Path, case: tuple[str, str, str, str, str]) -> None:
    """Each input that once passed is told."""
    stem, text, old, new, message = case
    new_text = changed(text, old, new)
    if stem == "car_t_cells" and "exampleleucel" in text:
        root = write(tmp_path / "data")
        (root / "deprecated" / "car-t-cells.yaml").unlink()
        (root / "deprecated" / "exampleleucel.yaml").write_text(new_text, encoding="utf-8")
    else:
        root = write(tmp_path / "data", **{stem: new_text})
    found = told(root)
    assert not message or any(message in each for each in found), found


@pytest.mark.parametrize(
    ("kind", "name", "changes", "message"),
    [
        ("products", "second", [("id: exampleleucel", "id: second")], "is also a name of"),
        ("products", "second", [("id: exampleleucel", "id: second"), ("name: exampleleucel", "name: second"), ("- Examplia", "- Secondia")], "'BLA 125646' is also the number of"),
        ("claims", "second", [("id: stem-cells-fix-knees", "id: second")], "said: is that of"),
        ("illnesses", "second", [("id: leukaemia", "id: second"), ("name: Leukaemia", "name: Second"), ("- leukemia", "- secondly")], "is mapped by"),
    ],
)  # fmt: skip
def test_two_records_of_one_thing(
    tmp_path: Path, kind: str, name: str, changes: list[tuple[str, str]], message: str
) -> None:
    """A name, a licence, a claim and a meaning stand on one record."""
    root = write(tmp_path / "data")
    (file,) = [
        each for each in (root / kind).iterdir() if each.stem in ("exampleleucel", "stem-cells-fix-knees", "leukaemia")
    ]
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        text = changed(text, old, new)
    (root / kind / f"{name}.yaml").write_text(text, encoding="utf-8")
    assert any(message in each for each in told(root)), told(root)


def test_name_of_the_only_product_may_be_that_of_its_type(tmp_path: Path) -> None:
    """Where a type is one product, people call it by its brand."""
    assert told(write(tmp_path / "data", car_t=CAR_T.replace("  - CAR T\n", "  - Examplia\n"))) == []


def test_shared_licences_are_true(tmp_path: Path) -> None:
    """The known exceptions hold in the reference; one that does not is told."""
    real = Folder().records["product"]
    for (agency, number), pair in SHARED.items():
        holders = [
            id for id, record in real.items() for each in record["approvals"]
            if each["agency"] == agency and each.get("number", "").startswith(number)
        ]  # fmt: skip
        assert tuple(holders) == pair
    root = write(tmp_path / "data")
    text = (
        PRODUCT.replace("exampleleucel", "alemtuzumab-campath")
        .replace("Examplia", "Campath")
        .replace("125646", "103948")
    )
    (root / "products" / "alemtuzumab-campath.yaml").write_text(text, encoding="utf-8")
    assert any("approvals: BLA 103948 is called shared" in each for each in told(root))


def test_every_agency_has_its_day() -> None:
    """No agency is left out, and its example fits its own form and nobody else's."""
    assert SINCE.keys() == v.AGENCY.keys()
    for agency, number in EXAMPLES.items():
        assert [each for each in v.AGENCY if fits(each, number)] == [agency]
        assert not fits(agency, "foo bar")


def test_days_by_the_thousand() -> None:
    """Any day ahead is told and any day that has been is not, however precise."""
    dice = random.Random(14)  # noqa: S311 - repeatable on purpose
    today = date.today()  # noqa: DTZ011 - as the check
    for _ in range(5000):
        day = today + timedelta(days=dice.randrange(-40000, 40000))
        for text in (day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]):
            assert ahead(text) == (text > latest()[: len(text)])
        assert ahead(day.isoformat()) == (day > date.fromisoformat(latest()))
    assert not ahead((today + timedelta(days=1)).isoformat())
    assert ahead((today + timedelta(days=400)).isoformat())
    assert not before("2010-06", "2010-06-15")
    assert before("2010-05", "2010-06-15")


def test_contradictions_by_the_hundred() -> None:
    """Every pair of certainty, direction and state that excludes itself is told; no other is called a contradiction."""
    tried = list(product(v.STATUS, v.CERTAINTY, v.DIRECTION))
    for state, certainty, direction in tried:
        use = {"certainty": certainty, "direction": direction, "status": [{"state": state}]}
        found = [*certainty_fits_direction({"uses": [use]}), *state_fits_direction({"uses": [use]})]
        wrong = (
            (certainty == "none_found" and direction != "unclear")
            or (certainty == "not_read") != (direction == "not_read")
            or (state == "refuted" and direction not in ("no_better", "harm"))
            or (state in ("authorised", "conditional") and direction == "harm")
        )
        assert bool(found) == wrong, (state, certainty, direction, found)
    assert len(tried) > 500


def test_names_by_the_hundred(tmp_path: Path) -> None:
    """However a name of another type is written, it is told."""
    dice = random.Random(14)  # noqa: S311 - repeatable on purpose
    root = write(tmp_path / "data")
    for _ in range(60):
        name = "".join(dice.choice((each.upper(), each.lower())) for each in "insulin synonym")
        name = name.replace(" ", dice.choice((" ", "-", "  ", ", ", "")))
        text = TYPE.format(id="red-cells", name="Red cells", family="transfusion", agent="blood_cells")
        (root / "types" / "red-cells.yaml").write_text(text.replace("red-cells synonym", f'"{name}"'), encoding="utf-8")
        assert any("is also a name of insulin" in each for each in told(root)), name
