"""A comparison leaves nothing open that a treatment's own page tells."""

from __future__ import annotations

import pytest

from conf.therapy.views.compared import TOLD, compared, wider
from taxonomy import Taxonomy, load
from taxonomy.query.comparison import NOTHING


@pytest.fixture(scope="module")
def real() -> Taxonomy:
    """The reference itself."""
    return load()


def lines(t: Taxonomy, id: str, key: str) -> tuple[str, ...]:
    """What a comparison says of a treatment on a question."""
    return compared(t, [id], [key]).rows[0].cells[0].lines


def test_no_silence_beside_harms(real: Taxonomy) -> None:
    """Who reads "not checked" beside another column's deaths takes it for the safer one."""
    silent = [each.id for each in real if lines(real, each.id, "risks") == (NOTHING,)]
    assert len(silent) < len(list(real))
    for id in silent:
        assert not [harm for harm in real[id].harms if harm.kind in TOLD]


def test_deaths_stand_first(real: Taxonomy) -> None:
    """In the order of how grave they are, with their sources."""
    deaths = [each for each in real["interferon-beta"].harms if each.kind == "death"]
    cell = compared(real, ["interferon-beta"], ["risks"]).rows[0].cells[0]
    assert cell.lines[0] == deaths[0].text
    assert set(deaths[0].sources) <= set(cell.sources)


@pytest.mark.parametrize(("key", "part"), [("cost", "costs"), ("route", "steps"), ("onset", "life")])
def test_other_parts_answer_too(key: str, part: str, real: Taxonomy) -> None:
    """Cost, what happens, and when it begins to work: some treatment has no sentence, and a part that tells."""
    found = [
        each.id
        for each in real
        if getattr(each, part) and key not in each.data.get("facets", {}) and lines(real, each.id, key) != (NOTHING,)
    ]
    assert found


def test_a_sentence_of_its_own_goes_first(real: Taxonomy) -> None:
    """Where somebody wrote an answer, it stands."""
    assert lines(real, "car-t-cell-therapy", "risks") == (real["car-t-cell-therapy"].facets.risks.text,)


def test_a_wider_type_is_known_to_the_page(real: Taxonomy) -> None:
    """A change of what a column borrows rereads the page."""
    id = next(each.id for each in real if each.data.get("harms_as_for") and not each.harms)
    assert wider(real, real[id]) - {id}
    assert lines(real, id, "risks") != (NOTHING,)
