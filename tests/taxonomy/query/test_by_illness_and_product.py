"""Uses by illness, what is known of a product, and what changed."""

from __future__ import annotations

from pathlib import Path

import pytest

import taxonomy
from taxonomy import Product, Taxonomy, since, tally
from tests.small import CAR_T, LEUKAEMIA, PRODUCT, write


@pytest.fixture
def small(tmp_path: Path) -> Taxonomy:
    """The small reference."""
    return taxonomy.load(write(tmp_path))


class TestByIllness:
    """Every use stands with the illnesses that it names, and with wider ones."""

    def test_uses_are_grouped_by_how_they_stand(self, small: Taxonomy) -> None:
        """Only groups that are not empty."""
        assert {name: [each.type.id for each in some] for name, some in small.by_illness.uses("worn-knee").items()} == {
            "sold": ["knee-cells"]
        }

    def test_a_wider_illness_counts_narrower_ones_in(self, tmp_path: Path) -> None:
        """Under the name of the narrower one; and the surest use comes first."""
        wide = LEUKAEMIA.replace("id: leukaemia", "id: blood-cancer").replace("name: Leukaemia", "name: Blood cancer")
        wide = wide.replace("MONDO:0005059", "MONDO:0004992")
        root = write(tmp_path, leukaemia=LEUKAEMIA.replace("area: cancer", "area: cancer\nwider:\n  - blood-cancer"))
        (root / "illnesses/blood-cancer.yaml").write_text(wide.replace("  - leukemia", "  - cancer of blood"))
        found = taxonomy.load(root).by_illness
        (use,) = [each for some in found.uses("blood-cancer").values() for each in some]
        assert use.named == ("leukaemia",)
        assert [each.id for each in found.narrower("blood-cancer")] == ["leukaemia"]

    def test_every_use_of_the_reference_stands_under_each_of_its_illnesses(self) -> None:
        """No use is lost, and none stands twice under one illness."""
        t = taxonomy.load()
        for type_ in t:
            for use in type_.uses:
                for id in use.illnesses:
                    shown = [each for some in t.by_illness.uses(id).values() for each in some]
                    assert [(each.type, each.use) for each in shown].count((type_, use)) == 1, (
                        type_.id,
                        use.indication,
                    )


class TestWhatItIs:
    """Is it chemotherapy, is it gene therapy: by the place among the types and by a rule."""

    @pytest.mark.parametrize(
        ("type_", "chemotherapy", "gene_therapy"),
        [
            ("chemotherapy", "yes", "no"),
            ("antibody-drug-conjugate", "contested", "no"),
            ("kinase-inhibitor", "no", "no"),
            ("car-t-cell-therapy", "no", "yes"),
            ("in-vivo-aav-gene-therapy", "no", "yes"),
            ("mrna-vaccine", "no", "no"),
        ],
    )
    def test_answers(self, type_: str, chemotherapy: str, gene_therapy: str) -> None:
        """Each with a reason."""
        answers = taxonomy.load().what_it_is(type_)
        assert [each.value for each in answers] == [chemotherapy, gene_therapy]
        assert all(each.reason.endswith(".") for each in answers)


def test_harms_of_other_products_are_left_out(tmp_path: Path) -> None:
    """A harm that holds for some products alone is told of those."""
    alone = CAR_T.replace("  - kind: boxed\n", "  - kind: boxed\n    products:\n      - otherleucel\n")
    other = PRODUCT.replace("exampleleucel", "otherleucel").replace("Examplia", "Otheria").replace("125646", "125999")
    root = write(tmp_path, car_t=alone)
    (root / "products/otherleucel.yaml").write_text(other)
    t = taxonomy.load(root)
    assert "boxed" in {each.kind for each in t.harms_of("otherleucel")}
    assert {each.kind for each in t.harms_of("exampleleucel")} == {"frequent", "urgent"}


class TestChanges:
    """What agencies decided in the last months, counted from the newest review."""

    @pytest.mark.parametrize(
        ("day", "months", "first"),
        [("2026-11-30", 24, "2024-11-30"), ("2026-01-15", 1, "2025-12-15"), ("2026-12", 12, "2025-12")],
    )
    def test_since(self, day: str, months: int, first: str) -> None:
        """Over the turn of a year, too."""
        assert since(day, months) == first

    def test_approvals_and_ends_newest_first(self, small: Taxonomy) -> None:
        """An approval that ended is two events; a use and its product on one day are one."""
        found = small.changes(months=200)
        assert [(each.date, each.event, each.place) for each in found] == [
            ("2020-01-31", "ended", "EU"),
            ("2018-08-23", "approved", "EU"),
            ("2017-08-30", "approved", "US"),
            ("2017-08-30", "approved", "US"),
        ]
        assert {each.product for each in found[2:]} == {"exampleleucel", ""}

    def test_old_ones_are_left_out(self, small: Taxonomy) -> None:
        """By default two years."""
        assert small.changes() == []

    def test_identifiers_are_unique(self) -> None:
        """A feed reader takes two entries of one identifier for one."""
        ids = [each.id for each in taxonomy.load().changes(months=1200)]
        assert len(ids) == len(set(ids))

    def test_a_use_that_names_the_product_is_the_same_decision(self, tmp_path: Path) -> None:
        """One entry, with the sources of both."""
        named = CAR_T.replace(
            "        date: 2017-08-30\n", "        date: 2017-08-30\n        products:\n          - exampleleucel\n"
        )
        t = taxonomy.load(write(tmp_path, car_t=named))
        assert [each.date for each in t.changes(months=200)] == ["2020-01-31", "2018-08-23", "2017-08-30"]


def test_tally_tells_full_early_ended_and_cord_blood_apart() -> None:
    """Each product is counted once, by what holds now."""

    def product(type_: str, *states: str) -> Product:
        approvals = [{"agency": "FDA", "status": each, "sources": []} for each in states]
        return Product({"id": "x", "name": "x", "type": type_, "approvals": approvals, "sources": [], "reviewed": ""})

    some = [product("car-t", "approved", "conditional"), product("car-t", "conditional"), product("car-t", "withdrawn"),
            product("cord-blood-transplant", "approved"), product("car-t", "refused")]  # fmt: skip
    assert tally(some, "FDA") == (1, 1, 1, 1)
    assert tally(some, "EMA") == (0, 0, 0, 0)
