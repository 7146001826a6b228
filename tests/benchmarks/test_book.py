"""The page tells what the benchmark of the book measured."""

import json

from benchmarks import book
from benchmarks.timing import Run


def test_page_tells_the_results() -> None:
    """The table on the page is the one that the file of results gives."""
    results = json.loads(book.RESULTS.read_text(encoding="utf-8"))
    page = book.PAGE.read_text(encoding="utf-8")

    assert results["sets"]
    assert book.with_section(page, results) == page


def test_a_way_that_fails_is_told() -> None:
    """A way that made no book has a line that says so, and nothing is compared with it."""
    ways = [{"name": book.OURS, "clock": [1.0, 2.0, 2.0], "seconds": [2.0, 4.0, 3.0], "memory": 90, "pages": 7}]
    one = {"of": "9 types", "failed": [book.LATEX], "ways": ways, "ratio": None}

    told = book.section({"date": "d", "machine": "m", "versions": "v", "sets": {"9": one}})

    assert "| 9 types | this project | 3 | 7 | 2 s | 3 s | 90 MB |" in told
    assert "| 9 types | LaTeX | none: it failed |" in told
    assert "of LaTeX's time" not in told


def test_times_are_compared() -> None:
    """Both times have the ratio of the rounds, with the least and the greatest."""
    runs = {book.OURS: [Run(3, 9, 1), Run(4, 9, 2), Run(5, 9, 3)], book.LATEX: [Run(10, 9, 10)] * 3}
    one: dict[str, object] = {"of": "9 types", "failed": [], "ways": [], "ratio": book.compared(runs)}

    told = book.section({"date": "d", "machine": "m", "versions": "v", "sets": {"9": one}})

    assert (
        "- 9 types: the book takes 0.20 (0.10 to 0.30) of LaTeX's time by the clock, "
        "and 0.40 (0.30 to 0.50) of its CPU time."
    ) in told


def test_one_round_has_no_range() -> None:
    """A single comparison is told as one number."""
    runs = {book.OURS: [Run(3, 9, 1)], book.LATEX: [Run(10, 9, 10)]}

    assert book.shown({"of": "9 types", "ratio": book.compared(runs)}).startswith("- 9 types: the book takes 0.10 of")
