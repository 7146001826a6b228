"""Outcomes are told as people of the same number, and nothing that is told misleads."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taxonomy.model.records import Group, Outcome
from taxonomy.query.outcomes import BASES, Told, share, told

PERCENT = st.integers(0, 1000).map(lambda tenths: f"{tenths / 10:g}")


@st.composite
def groups(draw: st.DrawFn) -> dict[str, str]:
    """A group that was counted, or one whose share was estimated, with or without an interval."""
    of = draw(st.integers(1, 40_000))
    found = {"name": draw(st.sampled_from(["a placebo", "the cells", "usual care"])), "of": str(of)}
    if draw(st.booleans()):
        return {**found, "count": str(draw(st.integers(0, of)))}
    low, middle, high = sorted((draw(PERCENT), draw(PERCENT), draw(PERCENT)), key=float)
    return {**found, "percent": middle, **({"low": low, "high": high} if draw(st.booleans()) else {})}


def outcome(treated: dict[str, str], compared: dict[str, str] | None = None) -> Outcome:
    """An outcome of one or two groups."""
    data: dict[str, Any] = {"what": "were alive", "wanted": "yes", "time": "after 2 years", "people": "with asthma"}
    data |= {"treated": treated, "sources": ["x"], **({"compared": compared} if compared else {})}
    return Outcome(data)


@settings(max_examples=1_000, deadline=None)
@given(groups(), st.none() | groups())
def test_no_outcome_misleads(treated: dict[str, str], compared: dict[str, str] | None) -> None:
    """The same hundred, the same time, percent of whom: whatever was counted."""
    is_fair(treated, compared)


def test_no_small_group_misleads() -> None:
    """Every count of up to ninety people, beside one of fewer: where a hundred is more than there were."""
    for of in range(1, 91):
        for count in range(of + 1):
            other = {"name": "usual care", "count": str(count // 2), "of": str(count // 2 + 1)}
            is_fair({"name": "the cells", "count": str(count), "of": str(of)}, other)


def is_fair(treated: dict[str, str], compared: dict[str, str] | None) -> None:
    """What is told of one or two groups is what was counted."""
    told_all = told(outcome(treated, compared))
    given_groups = [treated, *([compared] if compared else [])]

    assert len({each.base for each in told_all.groups}) == 1
    for each, data in zip(told_all.groups, given_groups, strict=True):
        part = share(Group(data))
        assert 0 <= each.number <= each.base
        assert abs(Fraction(each.number, each.base) - part) <= Fraction(1, 2 * each.base)
        assert each.percent == pytest.approx(float(part * 100))
        assert each.number > 0 or part == 0 or each.figure.startswith("fewer than 1 of ")
        assert each.number < each.base or part == 1 or each.figure.startswith("nearly all of ")
        assert each.figure.endswith(f" of {each.base:,}")
        assert data["name"] in told_all.sentence
        assert f"{int(data['of']):,} people" in each.counted
        assert bool(each.interval) == ("low" in data)
    assert told_all.sentence.count("after 2 years") == 1
    assert told_all.sentence.count(f"f {told_all.groups[0].base:,} ") == len(given_groups)
    assert f"Of {told_all.groups[0].base:,} people, how many" in told_all.question
    assert ("Nobody was compared" in told_all.sentence) == (compared is None)
    assert "people with asthma" in told_all.sentence


def simple(*pairs: tuple[int, int]) -> Told:
    """An outcome of groups of which so many of so many were counted."""
    return told(outcome(*({"name": f"group {n}", "count": str(c), "of": str(of)} for n, (c, of) in enumerate(pairs))))


def test_the_sentence_says_whom_and_when() -> None:
    """Both groups in one sentence, with the same hundred."""
    assert simple((99, 180), (82, 179)).sentence == (
        "Of 100 people with group 0, 55 were alive after 2 years; of 100 with group 1, 46. "
        "These were people with asthma."
    )


@pytest.mark.parametrize(
    ("pairs", "figures"),
    [
        ([(1, 8)], ["13 of 100"]),  # a half counts as one more
        ([(61, 12700), (149, 6316)], ["5 of 1,000", "24 of 1,000"]),
        ([(1, 39999)], ["fewer than 1 of 10,000"]),
        ([(39999, 40000)], ["nearly all of 10,000"]),
        ([(0, 5), (5, 5)], ["0 of 100", "100 of 100"]),
    ],
)
def test_nobody_is_rounded_away(pairs: list[tuple[int, int]], figures: list[str]) -> None:
    """Rare events are told of more people, in both groups."""
    assert [each.figure for each in simple(*pairs).groups] == figures


def test_small_groups_are_told_as_such() -> None:
    """Eight of eight is a hundred of a hundred, and few people."""
    assert simple((8, 8), (1, 7)).few
    assert not simple((80, 80), (10, 70)).few
    assert BASES[0] == 100
