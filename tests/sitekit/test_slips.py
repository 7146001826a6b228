"""What a page shows otherwise than its writer surely meant is told in the build, at its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from conf.sitekit.slips import slips
from tests.conftest import ROOT
from tests.small_site import Site

PARSER = create_md_parser(
    MdParserConfig(enable_extensions={"colon_fence", "deflist"}, disable_syntax=["html_block", "html_inline"]),
    RendererHTML,
)
SLIPS = {
    "fence": ("a\n\n```{note}\nb\n\n# c\n", 3, "a fence is not closed"),
    "fence with another end": ("````{note}\na\n```\n", 1, "a fence is not closed"),
    "colons": (":::{note}\na\n", 1, "a fence is not closed"),
    "fence in a fence": (":::{note}\na\n\n```{tip}\nb\n:::\n", 4, "a fence is not closed"),
    "prompt": ("a\n\n>>> 1 + 1\n2\n", 3, "'>>>' begins quotations here"),
    "block of HTML": ("a\n\n<div class='x'>\n\nb\n\n</div>\n", 3, "\"<div class='x'>\" is shown as text"),
    "HTML": ("a\nb <br> c\n", 2, "'<br>' is shown as text"),
    "picture": ("a\n\n![](x.png)\n", 3, "a picture has no words"),
    "image": ("```{image} x.png\n:width: 3\n```\n", 1, "a picture has no words"),
    "figure in a note": (":::{note}\n```{figure} x.png\n:alt:\n```\n:::\n", 2, "a picture has no words"),
}  # fmt: skip
RIGHT = [
    "```{note}\na\n```\n",
    "````{note}\n```{tip}\nb\n```\n````\n",
    "```{doctest}\n>>> 1 < 2\nTrue\n```\n",
    "```python\n<div>\n```\n",
    "> a quotation\n",
    "`<div>` and 1 < 2 > 0, <https://example.org>\n",
    "![what it shows](x.png)\n",
    "```{figure} x.png\n:alt: what it shows\n\nWords.\n```\n",
    "- a\n\n  ```text\n  b\n  ```\n",
]


@pytest.mark.parametrize(("text", "line", "what"), SLIPS.values(), ids=SLIPS)
def test_slip_is_told(text: str, line: int, what: str) -> None:
    """Each with the line at which it begins."""
    found = [(each.line, each.what.replace("'<div class='x'>'", "\"<div class='x'>\"")) for each in slips(PARSER, text)]
    assert found[:1] == [(line, found[0][1])]
    assert found[0][1].startswith(what)


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_meant_is_not_told(text: str) -> None:
    """Closed fences, code, quotations, addresses and pictures with words."""
    assert list(slips(PARSER, text)) == []


@pytest.mark.parametrize("page", sorted((ROOT / "docs").rglob("*.md")), ids=str)
def test_pages_have_none(page: Path) -> None:
    """Nor have the pages of this project."""
    assert list(slips(PARSER, page.read_text(encoding="utf-8"))) == []


def test_build_fails(tmp_path: Path) -> None:
    """The warning names the page and the line, and its type."""
    site = Site(tmp_path)
    conf = site.root / "conf.py"
    conf.write_text(conf.read_text(encoding="utf-8").replace('neighbours"]', 'neighbours", "conf.sitekit.slips"]'))
    page = site.page("more.md", "---\norphan: true\n---\n\n# More\n\n![](x.svg)\n")
    page.with_name("x.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    done = site.build()
    assert done.status == 1
    assert f"{page}:7: WARNING: a picture has no words for who cannot see it; expected" in done.output
    assert "[page.slip]" in done.output
