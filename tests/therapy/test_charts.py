"""Pictures that are drawn from the data say what the data says."""

from __future__ import annotations

import re

import pytest

import taxonomy
from conf.therapy.views import charts, maps
from taxonomy import RULES, Taxonomy
from taxonomy import vocabulary as v


@pytest.fixture(scope="module")
def t() -> Taxonomy:
    """The reference."""
    return taxonomy.load()


def shown(svg: str) -> str:
    """The words in a picture, without its text alternative."""
    words = re.sub(r"<(title|desc)\b.*?</\1>", " ", svg)
    return " ".join(re.sub(r"<[^>]+>", " ", words).split())


@pytest.mark.parametrize("term", v.TERM)
def test_a_chart_asks_every_rule_in_order(term: str) -> None:
    """In the picture, and in its text alternative."""
    svg, alt = charts.chart(RULES[term], term)
    for words in (shown(svg), alt):
        places = [words.index(f"{each.id}{'.' if words is not alt else ':'}") for each in RULES[term]]
        assert places == sorted(places)
    assert shown(svg).count("if not") == len(RULES[term]) - 1


def test_the_way_of_a_treatment_ends_at_its_answer(t: Taxonomy) -> None:
    """Of every treatment whose answer a rule of the list gave, and with as many rules passed over as come before it."""
    for type_ in t:
        for answer in t.classify(type_).answers:
            drawn = charts.way(answer, "one")
            if answer.rules[0] not in {each.id for each in RULES[answer.term]}:
                assert drawn is None
                continue
            assert drawn is not None
            svg, alt = drawn
            assert alt.endswith(f"So: {v.ANSWER[answer.value].lower()}.")
            before = [each.id for each in RULES[answer.term]]
            before = before[: before.index(answer.rules[0])]
            assert [each for each in before if each not in shown(svg).replace(",", " ").replace(".", " ").split()] == []


def test_the_map_counts_every_treatment(t: Taxonomy) -> None:
    """Each stands in one family, and in one part of its bar."""
    _, alt = maps.family_map(t)
    assert sum(map(int, re.findall(r"\d+", alt))) == len(t)


def test_places_say_the_best_of_their_statuses(t: Taxonomy) -> None:
    """An approval outweighs an end of another; a narrower kind counts; a place without a word says so."""
    drawn = maps.place_map(t, t["car-t-cell-therapy"])
    assert drawn is not None
    assert "United States: approved." in drawn[1]
    assert "India: approved" in drawn[1], "of CAR-T cells against CD19"
    assert f"Switzerland: {maps.NOTHING}." in drawn[1]
    assert maps.place_map(t, t["chemotherapy"]) is None or "United States" in shown(drawn[0])
