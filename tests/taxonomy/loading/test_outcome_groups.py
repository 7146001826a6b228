"""What cannot be in one group of an outcome is told, whatever else is missing there."""

from __future__ import annotations

from itertools import chain, combinations

import pytest

from taxonomy.loading.checks.treatments import impossible

WHOLE = {"percent": "55", "low": "50", "high": "60", "count": "110", "of": "200"}
PARTS = [*chain.from_iterable(combinations(WHOLE, size) for size in range(len(WHOLE)))]


@pytest.mark.parametrize("names", [part for part in PARTS if "of" in part or "count" not in part], ids=" ".join)
def test_any_part_of_a_group_is_judged(names: tuple[str, ...]) -> None:
    """Half an interval is told once, and nothing ends in a traceback."""
    told = [field for field, _, _ in impossible({name: WHOLE[name] for name in names})]

    assert ("low" in told) == (("low" in names) != ("high" in names))
    assert ("count" in told) == (("count" in names) == ("percent" in names))


def test_numbers_that_cannot_be() -> None:
    """More people than there were, and a number outside its interval."""
    assert [field for field, _, _ in impossible({"count": "3", "of": "2"})] == ["count"]
    assert [field for field, _, _ in impossible({"percent": "70", "low": "50", "high": "60", "of": "9"})] == ["percent"]
