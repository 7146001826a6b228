"""Every name of a thing has a kind, and means one thing."""

from __future__ import annotations

from collections import defaultdict

import pytest

from taxonomy import Taxonomy, names_of
from taxonomy.export import Edition
from taxonomy.export.names import names_by_type
from taxonomy.naming.kinds import KINDS, every_name, form


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
