"""Every name of a thing has a kind, and means one thing."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from taxonomy import Taxonomy, check, names_of
from taxonomy.export import Edition
from taxonomy.export.names import names_by_type
from taxonomy.naming.kinds import KINDS, every_name, form
from tests.small import CAR_T, PRODUCT, write


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("TIL", "abbreviation"),
        ("CAR-T", "abbreviation"),
        ("mAb", "abbreviation"),
        ("IL-2", "abbreviation"),
        ("NKTR-214", "code"),
        ("V940", "code"),
        ("stem cell rescue", "exact"),
        ("Insulin", "exact"),
    ],
)
def test_form_tells_the_kind(name: str, kind: str) -> None:
    """Short forms have capitals, codes have three digits."""
    assert form(name) == kind


def test_names_of_a_product(real: Taxonomy) -> None:
    """Its own name comes first, then brands, then its other names with their sources."""
    found = names_of(real.products["nivolumab"])

    assert (found[0].text, found[0].kind) == ("nivolumab", "preferred")
    assert ("Opdivo", "brand") in [each[:2] for each in found]
    code = next(each for each in found if each.text == "BMS-936558")
    assert (code.kind, code.sources) == ("code", ["unii-names-2025-06"])


def test_every_kind_is_declared_and_used(real: Taxonomy) -> None:
    """No kind is left without a name, and none is unknown."""
    assert {name.kind for _, _, name in every_name(real)} == set(KINDS)


def test_no_name_of_its_own_is_anothers(real: Taxonomy) -> None:
    """An exact name, a brand or a code stands on one thing alone, but for a product that is the only one of its kind."""
    holders: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for kind, id, name in every_name(real):
        if name.kind in ("preferred", "brand", "code") or (name.kind == "exact" and kind != "product"):
            holders[name.text.casefold()].add((kind, id))
    shared = {name: of for name, of in holders.items() if len(of) > 1}

    assert {
        name: of
        for name, of in shared.items()
        if not any(kind == "product" and ("type", real.products[id].type) in of for kind, id in of)
    } == {}


def test_scopes(real: Taxonomy) -> None:
    """Formats with scopes are told which names are exact: a medicine's name is narrower than its kind."""
    scopes = {each.text: each.scope for each in names_by_type(real)["calcineurin-inhibitor"]}
    engagers = {each.text: each.scope for each in names_by_type(real)["t-cell-engager"]}

    assert scopes["tacrolimus"] == "narrower"
    assert engagers["BiTE"] == "exact"
    assert engagers["bispecific antibody"] == "related"
    assert "mab" not in {each.text for each in names_by_type(real)["monoclonal-antibody-therapy"]}


def test_table_of_names(real: Taxonomy) -> None:
    """The table by which names are looked up has each name with what it names, its kind and its source."""
    rows = {(row["name"], row["record"]): row for row in Edition(real).tables["names"].rows}
    code = rows["MK-3475", "product"]

    assert (code["id"], code["derived_kind"], code["sources"]) == ("pembrolizumab", "code", ["unii-names-2025-06"])
    assert len(Edition(real).tables["names"].rows) == len(list(every_name(real)))


CITED = "    sources:\n      - asgct-faq\n"


def group(kind: str, *names: str) -> str:
    """A group of names, as a record holds it."""
    return f"  - kind: {kind}\n    names:\n" + "".join(f"      - {name}\n" for name in names) + CITED


def told(tmp_path: Path, car_t: str = "", exampleleucel: str = "") -> list[str]:
    """What the check says of groups of names in a treatment and in a product."""
    end = "sources:\n  - asgct-faq\nreviewed: 2026-11-22\n"
    changed = {}
    if car_t:
        changed["car_t"] = CAR_T.replace(end, f"names:\n{car_t}{end}")
    if exampleleucel:
        changed["exampleleucel"] = PRODUCT.replace(end, f"names:\n{exampleleucel}{end}")
    return [f"{each.field}: {each.what}" for each in check(write(tmp_path / "data", **changed))]


def test_name_of_another_product_is_refused(tmp_path: Path) -> None:
    """A code in a group is a name of its own, as a brand is; a narrower name need not be."""
    assert told(tmp_path, group("code", "EX-123"), group("code", "EX-123")) == []  # the only product of its kind
    other = PRODUCT.replace("id: exampleleucel", "id: secondleucel").replace(
        "name: exampleleucel", "name: secondleucel"
    )
    data = write(
        tmp_path / "two",
        exampleleucel=PRODUCT.replace(
            "sources:\n  - asgct-faq\nreviewed", f"names:\n{group('code', 'EX-123')}sources:\n  - asgct-faq\nreviewed"
        ),
    )
    second = other.replace("Examplia", "Secondia").replace("BLA 125646", "BLA 125647")
    end = "sources:\n  - asgct-faq\nreviewed"
    (data / "products" / "secondleucel.yaml").write_text(
        second.replace(end, f"names:\n{group('code', 'ex 123')}{end}"), "utf-8"
    )

    assert [each.what for each in check(data)] == ["'ex 123' is also a name of exampleleucel"]


def test_name_of_an_illness_is_refused(tmp_path: Path) -> None:
    """No treatment is called as an illness is."""
    assert told(tmp_path, group("exact", "leukemia")) == ["names[0].names[0]: 'leukemia' is also a name of leukaemia"]
    assert told(tmp_path, group("broader", "leukemia")) == []


def test_name_told_twice_is_refused(tmp_path: Path) -> None:
    """A name in a group is no other name of the record, in whatever punctuation; an international name may be."""
    assert told(tmp_path, group("exact", "CAR T")) == ["names[0].names[0]: 'CAR T' is told already"]
    assert told(tmp_path, exampleleucel=group("inn", "exampleleucel")) == []


def test_unknown_kind_of_name_is_refused(tmp_path: Path) -> None:
    """A kind that is not declared is told, with those that are."""
    (found,) = told(tmp_path, group("nickname", "Carty"))
    assert found == "names[0].kind: 'nickname' is unknown"
