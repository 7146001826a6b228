"""Pictures that are drawn from the data say what the data says."""

from __future__ import annotations

import re

import pytest

import taxonomy
from conf.therapy.blocks import Drawing
from conf.therapy.tracking import Reference
from conf.therapy.views import maps
from conf.therapy.views.drawing import overlap
from conf.therapy.views.pages import rule_list, ways
from taxonomy import Taxonomy, notebook
from taxonomy import vocabulary as v
from taxonomy.loading.sources import DATA


@pytest.fixture(scope="module")
def t() -> Taxonomy:
    """The reference."""
    return taxonomy.load()


def shown(svg: str) -> str:
    """The words in a picture, without its text alternative."""
    words = re.sub(r"<(title|desc)\b.*?</\1>", " ", svg)
    return " ".join(re.sub(r"<[^>]+>", " ", words).split())


def test_charts_of_one_page_are_told_apart() -> None:
    """The rules of a term, and the way of a treatment through them: no identifier stands twice."""
    reference = Reference(DATA)
    blocks = [
        *ways(reference, "car-t-cell-therapy")[0],
        *(one for term in v.TERM for one in rule_list(reference, term)[0]),
    ]
    drawn = " ".join(each.svg for each in blocks if isinstance(each, Drawing))
    found = re.findall(r' id="([^"]*)"', drawn)
    assert len(found) == len(set(found)) == 6


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


def test_the_two_sets_are_drawn_by_the_package() -> None:
    """A page shows the drawing that a notebook shows, under its own name and words."""
    parts: dict[str, tuple[int, list[str]]] = {name: (1, ["<b>"]) for name in notebook.PARTS}
    svg, alt = overlap(parts)
    made = notebook.sets(parts)
    assert made.drawn in svg
    assert "<b>" not in svg
    assert alt == made.alt
    assert alt.startswith("Two overlapping sets. Cell therapy only: 1 kind of treatment, such as <b>.")
