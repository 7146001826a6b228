"""The loaded reference answers questions about records, hierarchy, names and products."""

from __future__ import annotations

from pathlib import Path

import pytest

import taxonomy
from taxonomy import Taxonomy
from taxonomy.model.records import Status, Type, Use
from taxonomy.query.comparison import status
from taxonomy.query.labels import label, unproven, warning_required


def test_types_by_identifier_and_in_order(small: Taxonomy) -> None:
    """A type is reached by its identifier; iteration gives all, in order."""
    assert small["car-t"].name == "CAR-T cell therapy"
    assert [type_.id for type_ in small] == ["car-t", "insulin", "knee-cells", "red-cells", "t-cells"]
    assert len(small) == 5
    assert "car-t" in small
    assert "nothing" not in small
    assert repr(small) == "<Taxonomy of 5 types, 1 products, 1 claims>"


def test_unknown_type(small: Taxonomy) -> None:
    """An unknown identifier is a KeyError, everywhere."""
    for ask in (small.__getitem__, small.classify, small.compare, small.ancestors):
        with pytest.raises(KeyError):
            ask("nothing")


def test_fields_are_read_through_declarations(small: Taxonomy) -> None:
    """Nested blocks are records; absent fields have their defaults."""
    car_t = small["car-t"]

    assert car_t.attributes.agent == ["cells"]
    assert car_t.attributes.intent == "treat"
    assert car_t.uses[0].status[0].jurisdiction == "US"
    assert car_t.facets.given.text == "Your own T cells."
    assert small["insulin"].uses == ()
    assert Type.name.help == "The name that a reader knows."


def test_records_compare_by_content(small: Taxonomy, folder: Path) -> None:
    """Two readings of one record are equal, and print as their identifier."""
    other = taxonomy.load(folder)
    assert small["car-t"] == other["car-t"]
    assert small["car-t"] != small["insulin"]
    assert len({small["car-t"], other["car-t"]}) == 1
    assert repr(small["car-t"]) == "Type('car-t')"
    assert repr(small["car-t"].facets.cost) == "Facet({'text': 'No reliable figure found.'})"


def test_hierarchy(small: Taxonomy) -> None:
    """Ancestors and descendants are closed; children are direct."""
    assert small.ancestors("car-t") == {"t-cells"}
    assert small.descendants(small["t-cells"]) == {"car-t"}
    assert [type_.id for type_ in small.children("t-cells")] == ["car-t"]
    assert small.children("car-t") == []


def test_neighbours(small: Taxonomy) -> None:
    """A type knows its products, the claims about it, and its family."""
    assert [product.id for product in small.products_of("car-t")] == ["exampleleucel"]
    assert [claim.id for claim in small.claims_about(small["knee-cells"])] == ["stem-cells-fix-knees"]
    assert [type_.id for type_ in small.family("effector-cells")] == ["car-t", "t-cells"]
    assert small.products_of("insulin") == small.claims_about("insulin") == small.family("eye") == []


def test_sources_are_plain_text(small: Taxonomy) -> None:
    """A source is read without BibTeX's braces, with the address of its DOI."""
    source = small.sources["trial-2020"]
    assert (source.author, source.title, source.url) == (
        "Doe, Roe",
        "A trial of CAR T cells & more",
        "https://doi.org/10.1000/xyz",
    )
    assert small.sources["asgct-faq"].author == "American Society of Gene + Cell Therapy"


def test_placement_is_apart_from_the_answer(real: Taxonomy) -> None:
    """What an authority itself says of a type is recorded, not derived."""
    found = real.placement("allogeneic-transplant-for-leukaemia", "nci")
    assert [(each.term, each.says) for each in found] == [("immunotherapy", "no")]
    with pytest.raises(KeyError):
        real.placement("allogeneic-transplant-for-leukaemia", "nobody")


def test_nearest_placement(real: Taxonomy) -> None:
    """Where nothing is recorded of a type, the nearest wider type answers, by its name."""
    of, found = real.nearest_placement("allogeneic-transplant-for-leukaemia", "mesh-tree")
    assert of.id in real.ancestors("allogeneic-transplant-for-leukaemia")
    assert found
    assert real.nearest_placement("insulin", "french-law") == (real["insulin"], [])


def test_reference_is_loaded_once() -> None:
    """The package's own data is read once per process."""
    assert taxonomy.load() is taxonomy.load()


def test_comparison(small: Taxonomy) -> None:
    """Types stand side by side on each question; a row may be the same for all."""
    found = small.compare("car-t", "knee-cells")
    rows = {row.key: row for row in found.rows}

    assert [type_.id for type_ in found.types] == ["car-t", "knee-cells"]
    assert rows["given"].cells[0].lines == ("Your own T cells.",)
    assert rows["given"].cells[1].lines == ("Living cells.",)
    assert rows["warning"].cells[1].lines == ("Not shown to work: Knee arthritis.",)
    assert rows["cell_therapy"] not in found.differing
    assert rows["immunotherapy"] in found.differing
    assert rows["onset"].cells[0].lines == ("We have not checked this yet: a good question for your doctor.",)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({"date": "2017-08-30", "as_of": "2026-07-20"}, " (2017-08-30)"),
        ({"as_of": "2026-07-20"}, " (seen on 2026-07-20)"),
        ({}, ""),
    ],
)
def test_a_comparison_says_since_when_or_when_it_was_seen(days: dict[str, str], said: str) -> None:
    """Without a day of the decision there are no empty brackets."""
    use = {
        "indication": "Anaemia",
        "certainty": "low",
        "status": [{"jurisdiction": "US", "state": "authorised", **days}],
    }
    (line,) = status(Type({"id": "x", "uses": [use]})).lines
    assert line.endswith(f" – Anaemia{said}.")


def test_comparison_tells_what_records_tell(real: Taxonomy) -> None:
    """Where no sentence was written for a row, harms, steps and costs answer it: no column is silent beside a full one."""
    engager = real["bcma-t-cell-engager"]
    rows = {row.key: row.cells[0] for row in real.compare(engager).rows}
    deaths = [each.text for each in engager.harms if each.kind == "death" and not each.products]

    assert "risks" not in engager.data.get("facets", {})
    assert list(rows["risks"].lines[: len(deaths)]) == deaths
    assert set(engager.harms[0].sources) <= set(rows["risks"].sources)
    assert rows["driving"].lines == tuple(each.text for each in engager.life if each.topic == "driving")


def test_comparison_asks_the_wider_type(real: Taxonomy) -> None:
    """Records of the type whose costs hold here, too, answer; what holds for single medicines alone is left out."""
    engager = real["bcma-t-cell-engager"]
    wider = real.as_for(engager, "costs")
    single = [each.text for each in engager.harms if each.products]

    assert wider is not None
    assert single
    assert not engager.costs
    told = " ".join(real.cell(engager, "cost").lines)
    assert all(each.text in told for each in wider.costs if each.kind == "who_pays")
    assert real.cell(engager, "cost").told[0] == f"As for {wider.name}:"
    assert real.cell(engager, "driving").told == real.cell(engager, "driving").lines
    assert not set(single) & set(real.cell(engager, "risks").lines)


def test_whose_it_is_makes_no_difference(real: Taxonomy) -> None:
    """What a kind has from a wider one is the same as there: the two do not differ in it."""
    found = real.compare("bcma-t-cell-engager", "t-cell-engager", keys=["cost"])

    assert [each.of for each in found.rows[0].cells] == ["T-cell engager", ""]
    assert not found.differing


def test_comparison_tells_dates_that_are_known(real: Taxonomy) -> None:
    """A decision without a day leaves no empty brackets."""
    told = [line for type_ in real for line in real.cell(type_, "status").lines]

    assert any("(20" in line for line in told)
    assert not any("()" in line or "(None)" in line for line in told)


def test_comparison_of_chosen_rows(small: Taxonomy) -> None:
    """Rows may be chosen; an unknown one is a KeyError."""
    assert [row.key for row in small.compare("car-t", keys=["cost", "status"]).rows] == ["cost", "status"]
    with pytest.raises(KeyError):
        small.compare("car-t", keys=["colour"])


def test_one_cell(small: Taxonomy) -> None:
    """One answer is the same alone as in a comparison."""
    assert small.cell("car-t", "given") == small.compare("car-t", keys=["given"]).rows[0].cells[0]
    with pytest.raises(KeyError):
        small.cell("car-t", "colour")


def test_no_cell_is_empty(real: Taxonomy) -> None:
    """Every type has something to say on each question."""
    for type_ in real:
        for row in real.compare(type_).rows:
            assert all(line.strip() for line in row.cells[0].lines), (type_.id, row.key)
            assert row.cells[0].lines, (type_.id, row.key)


LABELS = [
    ("authorised", "benefit", "Accepted treatment for this use"),
    ("established_practice", "benefit", "Accepted treatment for this use"),
    ("authorised", "unclear", "Allowed; how well it works is unclear"),
    ("conditional", "benefit", "Allowed early; proof still being collected"),
    ("investigational", "benefit", "Being tested: only in a clinical trial"),
    ("unproven_marketed", "unclear", "Sold, but not shown to work for this use"),
    ("refused", "unclear", "Regulator said no (2020)"),
    ("withdrawn", "benefit", "Approval ended (2020)"),
    ("refuted", "harm", "Tested and does not work"),
    ("superseded", "benefit", "Replaced by newer treatments"),
]


@pytest.mark.parametrize(("state", "direction", "words"), LABELS)
def test_label(state: str, direction: str, words: str) -> None:
    """The reader's label follows from state and direction."""
    use = Use({"certainty": "low", "direction": direction})
    assert label(use, Status({"state": state, "date": "2020"})).words == words


def test_warning_is_required_where_unproven(small: Taxonomy) -> None:
    """Only a type with an unproven use needs a warning."""
    assert warning_required(small["knee-cells"])
    assert unproven(small["knee-cells"].uses[0])
    assert not warning_required(small["car-t"])


SEARCHES = [
    ("CAR T", "car-t"),
    ("cart", "car-t"),
    ("cart t cell", "car-t"),
    ("chimeric antigen", "car-t"),
    ("examplia", "exampleleucel"),
    ("exampelleucel", "exampleleucel"),
    ("red cell", "red-cells"),
    ("INSULIN", "insulin"),
    ("cells for the kne", "knee-cells"),
]


@pytest.mark.parametrize(("text", "id"), SEARCHES)
def test_search_finds(small: Taxonomy, text: str, id: str) -> None:
    """A record is found by name, synonym, brand, part of a name, or a misspelling."""
    assert small.search(text)[0].id == id


def test_search_finds_nothing(small: Taxonomy) -> None:
    """Nonsense and noise find nothing."""
    assert small.search("xyzzy") == []
    assert small.search("the of") == []
    assert small.search("") == []


def test_search_is_limited(small: Taxonomy) -> None:
    """At most as many hits as asked for, best first."""
    hits = small.search("cells", limit=2)
    assert len(hits) == 2
    assert hits[0].score >= hits[1].score
