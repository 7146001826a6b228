"""Where newer evidence may exist is told with its place, and is nothing wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from taxonomy.authoring.newer import newer
from taxonomy.command.line import main
from taxonomy.loading.folder import Folder

REVIEW = """
@misc{{{key},
  author = {{{{Cochrane}}}},
  title = {{Cells for knees}},
  year = {{{year}}},
  doi = {{10.1002/14651858.CD000001.pub{version}}},
  urldate = {{2026-11-22}},
  keywords = {{review}},
}}
"""


def told(folder: Path, kind: str, today: date, years: int = 5) -> list[str]:
    """What is told of one kind, without the folder's name."""
    return [str(each).rpartition("data/")[2] for each in newer(Folder(folder), today, years)[kind]]


def edit(path: Path, old: str, new: str) -> None:
    """Change what stands in a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def add(folder: Path, text: str) -> None:
    """Add an entry to the bibliography."""
    path = folder / "sources.bib"
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_a_use_ages_with_its_newest_study(folder: Path) -> None:
    """Five years after its newest study a use is told at its line; a year that is asked for counts instead."""
    (year,) = {each["year"] for each in Folder(folder).records["type"]["car-t"]["uses"][0]["evidence"]}
    edge = int(year) + 5
    assert not [each for each in told(folder, "uses", date(edge, 12, 31)) if each.startswith("types/car-t.")]
    (line,) = [each for each in told(folder, "uses", date(edge + 1, 1, 1)) if each.startswith("types/car-t.")]
    place, _, words = line.partition(": ")
    number = int(place.partition(":")[2])
    assert (folder / "types/car-t.yaml").read_text(encoding="utf-8").splitlines()[number - 1].strip() == (
        "- indication: Leukaemia that came back"
    )
    assert words == (
        f"uses[0].indication: 'Leukaemia that came back' rests on studies of {year} and before; "
        f"expected a look for studies since {year}"
    )
    assert told(folder, "uses", date(edge + 1, 1, 1), years=50) == []


def test_a_search_since_then_rests_a_use(folder: Path) -> None:
    """Who searched last year and found nothing need not search again."""
    edit(folder / "types" / "car-t.yaml", "    certainty: ", "    searched: 2024-06\n    certainty: ")
    mine = {
        day: [each for each in told(folder, "uses", day) if "car-t.yaml" in each]
        for day in (date(2025, 12, 31), date(2026, 1, 1))
    }
    assert list(map(len, mine.values())) == [0, 1]


def test_a_review_with_a_newer_version_is_told(folder: Path) -> None:
    """A cited version of a Cochrane review is told if the bibliography holds a later one; what nobody cites is not."""
    add(folder, REVIEW.format(key="old-review", version=2, year=2010))
    assert told(folder, "reviews", date(2026, 12, 1)) == []
    add(folder, REVIEW.format(key="new-review", version=10, year=2020))
    assert told(folder, "reviews", date(2026, 12, 1)) == []
    edit(folder / "claims" / "stem-cells-fix-knees.yaml", "  - trial-2020\n", "  - trial-2020\n  - old-review\n")
    (line,) = told(folder, "reviews", date(2026, 12, 1))
    assert line.startswith("sources.bib:")
    assert line.endswith(
        ": doi: old-review is version 2 of CD000001; claim:stem-cells-fix-knees cites it; "
        "expected new-review, which is version 10"
    )


def test_a_review_says_that_it_was_replaced(folder: Path) -> None:
    """The field ``replaced`` holds the year of the newer version, and is told at its line."""
    edit(folder / "sources.bib", "  keywords = {trial},\n", "  keywords = {trial},\n  replaced = {2024},\n")
    (line,) = told(folder, "reviews", date(2026, 12, 1))
    assert "trial-2020 was replaced in 2024; " in line
    number = int(line.split(":")[1])
    assert (folder / "sources.bib").read_text(encoding="utf-8").splitlines()[number - 1] == "  replaced = {2024},"


@pytest.mark.parametrize(
    ("ends", "told_on"), [("2027-03-31", date(2027, 4, 1)), ("2027-03", date(2027, 4, 1)), ("2027", date(2028, 1, 1))]
)
def test_a_trial_is_told_once_it_was_to_end(folder: Path, ends: str, told_on: date) -> None:
    """A planned end may lie ahead; it is told from the day after, as precise as it is."""
    edit(folder / "sources.bib", "  keywords = {trial},\n", f"  keywords = {{trial}},\n  ends = {{{ends}}},\n")
    assert Folder(folder).problems == []
    assert told(folder, "trials", date.fromordinal(told_on.toordinal() - 1)) == []
    (line,) = told(folder, "trials", told_on)
    assert f"trial-2020 was to end by {ends}; " in line


def test_the_command_ends_well_and_counts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing of it is wrong: status 0. Each kind is counted, or the one that was asked for."""
    assert main(["stale", "--data", str(folder), "--on", "2040-01-01"]) == 0
    out, err = capsys.readouterr()
    lines = out.splitlines()
    assert lines
    assert (
        err == f"{len(lines)} uses whose newest study is old; 0 reviews that were replaced; 0 trials that were to end\n"
    )
    assert main(["stale", "trials", "--data", str(folder), "--on", "2040-01-01"]) == 0
    assert capsys.readouterr() == ("", "0 trials that were to end\n")
    assert main(["stale", "tials", "--data", str(folder)]) == 2
    assert capsys.readouterr().err == "'tials' is unknown; expected uses, reviews, trials\n"
