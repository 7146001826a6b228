"""Whatever a stranger writes into a page, it is told with its place, or nothing in it runs."""

from __future__ import annotations

import pytest

from tests.sitekit import page_mutations


def test_mutations() -> None:
    """Some pages; 'nox -s fuzz -- 100000' tries more."""
    found = page_mutations.run(120, seed=3)
    assert found["pages refused"] > 20
    assert found["pages accepted"] + found["pages warned"] > 20


def test_figures(capsys: pytest.CaptureFixture[str]) -> None:
    """The program tells how many it tried, how long it took, and what became of them."""
    page_mutations.main(10, 5)
    assert capsys.readouterr().out.startswith("10 tried in ")
