"""A page that asks for it has its sections folded, on the site and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.conftest import Build

PAGE = "---\nfolded: {asked}\n---\n\n# Top\n\nBefore.\n\n## First part\n\nInside.\n\n### Deeper\n\nDeep.\n\n## Second part\n\nMore.\n"
USED = ("myst_parser", "conf.sitekit.folded_sections")


def made(build: Build, tmp_path: Path, asked: str, builder: str = "html") -> BeautifulSoup:
    """The page, built and parsed."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "index.md").write_text(PAGE.format(asked=asked), encoding="utf-8")
    folder = build(source, tmp_path / "out", *USED, builder=builder, more='source_suffix = {".md": "markdown"}')
    return BeautifulSoup((folder / "index.html").read_text(encoding="utf-8"), "html.parser")


def test_each_section_is_folded_under_its_heading(build: Build, tmp_path: Path) -> None:
    """The heading stands in the summary, with its anchor on the section; deeper ones are inside."""
    page = made(build, tmp_path, "true")
    folds = page.select("section > details.section-fold")
    heads = page.select("section > details.section-fold > summary > h2")
    assert [each.get_text().rstrip("¶#") for each in heads] == ["First part", "Second part"]
    assert [each["id"] for each in page.select("section:has(> details.section-fold)")] == ["first-part", "second-part"]
    assert folds[0].select_one("section#deeper > h3") is not None
    assert "Before." in page.get_text()
    assert page.select("details[open]") == []


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("maybe", "maybe"),
        ("1", "1"),
        ('""', ""),
        ("[x]", '["x"]'),
        ('"\\u202Etrue"', "\\u202etrue"),
        ("x" * 50_000, "x" * 40),
    ],
)
def test_what_is_neither_yes_nor_no_is_told(
    asked: str, told: str, build: Build, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A page that would lie open without a word fails the build, at its first line."""
    with pytest.raises(AssertionError):
        made(build, tmp_path, asked)
    assert (
        f"index.md:1: WARNING: folded: '{told}' is unknown; expected true or false [page.slip]"
        in capsys.readouterr().err
    )


def test_no_other_page_is_folded(build: Build, tmp_path: Path) -> None:
    """Only what asks for it."""
    assert made(build, tmp_path, "false").select("details") == []
