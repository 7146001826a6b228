"""The pages that readers work with, as they are written: what they say without a script, and what scripts get."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from conf.therapy.blocks import Text, words
from conf.tools.edit_links import lines_of_uses
from conf.tools.views import product_row
from taxonomy import load
from tests.conftest import Build
from tests.small import FILES, write

PAGES = {
    "index.md": "# Home\n\n```{reader-map} explore\n```\n\n```{toctree}\n:glob:\n\n*\ntypes/*\ncompare/*\n```\n",
    "explore.md": "# Explore\n\n```{reader-types}\n```\n\n```{reader-products}\n```\n\n```{reader-tree}\n```\n",
    "guide.md": "---\nreviewed: 2026-11-21\n---\n\n# Guide\n\n```{reader-guide}\n```\n",
    "compare/any.md": "# Compare\n\n```{reader-compare}\n```\n",
    "all.md": "# All\n\n```{reader-filter} Find a name\n:folds: Theme | part\n:labels: Verdict\n```\n\n```{therapy:products}\n```\n\n```{therapy:illnesses}\n```\n\n```{therapy:questions}\n```\n\n```{therapy:rules} cell_therapy\n```\n\n```{therapy:authorities}\n```\n",
    "sources.md": "# Sources\n\n```{bibliography}\n:all:\n```\n",
    "code.md": "# Code\n\n```text\na\n        b\n```\n",
    # A page with words of its own; the others are written by the build.
    "types/knee-cells.md": "# Cells for the knee\n\n```{therapy:type} knee-cells\n```\n",
}
MORE = """
sys.path.insert(0, {root!r})
bibtex_bibfiles = [{data!r} + "/sources.bib"]
bibtex_cite_id = "source-{{key}}"
therapy_data = {data!r}
templates_path = [{templates!r}]
html_static_path = [{static!r}]
html_theme_options = {{
    "source_repository": "https://github.com/example/house/",
    "source_branch": "main",
    "source_directory": "docs/",
}}
"""
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def site(build: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small data folder on pages with every tool."""
    root = tmp_path_factory.mktemp("reader")
    data = write(root / "data")
    for name, text in PAGES.items():
        path = root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    conf = ROOT / "conf"
    more = MORE.format(root=str(ROOT), data=str(data), templates=str(conf / "templates"), static=str(conf / "static"))
    return build(root / "docs", root / "out", "myst_parser", "sphinxcontrib.bibtex", "conf.tools", more=more)


def page(site: Path, name: str) -> BeautifulSoup:
    """A page, parsed."""
    return BeautifulSoup((site / f"{name}.html").read_text(encoding="utf-8"), "html.parser")


def cells_of(site: Path, id: str) -> dict[str, object]:
    """What the script of one type hands over."""
    text = (site / f"_static/types/{id}.js").read_text(encoding="utf-8")
    start = f'taxonomyType("{id}",'
    assert text.startswith(start)
    found: dict[str, object] = json.loads(text.removeprefix(start).removesuffix(");\n"))
    return found


def test_explore_shows_every_type_without_a_script(site: Path) -> None:
    """The plain table holds all types, with both answers; the form waits, hidden, for its script."""
    explore = page(site, "explore")
    rows = explore.select("#types-table tbody tr")
    names = [row.th.get_text(strip=True) for row in rows if row.th]
    assert sorted(names) == ["CAR-T cell therapy", "Cells for the knee", "Insulin", "Red cells", "T cell therapy"]
    (car_t,) = [row for row in rows if "CAR-T" in row.get_text()]
    assert (car_t["data-cell"], car_t["data-immune"], car_t["data-area"]) == ("yes", "yes", "cancer")
    assert (car_t["data-status"], car_t["data-year"]) == ("accepted", "2017")
    assert explore.select_one("#types-form[hidden]")


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("explore", "#types-table tbody th a"),
        ("explore", "#products-table tbody td a[href^=types]"),
        ("explore", ".type-tree a"),
        ("compare/any", "#pick-list li a"),
    ],
)
def test_a_picture_stands_before_each_treatment(site: Path, name: str, where: str) -> None:
    """CAR-T is in both circles, knee cells in the one, insulin in neither."""
    stands = {
        "CAR-T cell therapy": "(cell therapy and immunotherapy)",
        "Insulin": "(neither cell therapy nor immunotherapy)",
        "Cells for the knee": "(cell therapy only)",
        "Red cells": "(cell therapy or immunotherapy: it depends who you ask)",
        "T cell therapy": "(cell therapy only)",
    }
    links = page(site, name).select(where)
    assert links
    for link in links:
        before = link.find_previous_sibling()
        assert isinstance(before, Tag)
        picture = before.select_one("svg.glyph")
        assert picture is not None
        told = picture
        if link.find_parent("th"):  # a head is heard by its name first
            assert picture["aria-hidden"] == "true"
            after = link.find_next_sibling()
            assert isinstance(after, Tag)
            told = after
        assert told["aria-label"] == stands[link.get_text()]


def test_a_filter_offers_what_some_row_has(site: Path) -> None:
    """A choice that would find nothing is not offered."""
    options = page(site, "explore").select("#types-form select[name=family] option")
    assert {option["value"] for option in options} == {
        "", "effector-cells", "stromal-cells", "transfusion", "other-medicines"
    }  # fmt: skip


def test_products_link_to_their_type(site: Path) -> None:
    """A product's row leads to the product and to its kind of treatment."""
    links = [a["href"] for a in page(site, "explore").select("#products-table tbody a")]
    assert links == ["products/exampleleucel.html", "types/car-t.html"]


def test_the_tree_nests_kinds(site: Path) -> None:
    """CAR-T stands below T cell therapy, inside its family."""
    tree = page(site, "explore").select_one(".type-tree")
    assert tree is not None
    (inner,) = tree.select("details details")
    assert [a["href"] for a in inner.select("a")] == ["types/car-t.html"]


def test_each_number_of_the_picture_is_a_link(site: Path) -> None:
    """A part of the picture leads to its rows; what it stands on is drawn, not written."""
    picture = page(site, "index").select_one("svg.therapy-overlap")
    assert picture is not None
    assert len(picture.select("ellipse")) == 2
    assert "<" not in picture.get_text()
    links = [a["href"] for a in page(site, "index").select(".therapy-overlap a")]
    assert "explore.html?cell=yes&immune=yes#types-form" in links
    assert len(links) == 5


def test_compare_lists_the_types(site: Path) -> None:
    """Without a script there is the list; the script finds a type by its address in the index of names."""
    (item,) = page(site, "compare/any").select('li[data-id="car-t"]')
    assert item.a is not None
    assert item.a["href"] == "../types/car-t.html"


def test_a_map_that_leads_nowhere_is_told(
    build: Build, site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The page that the picture leads to must be there."""
    source = tmp_path / "docs"
    source.mkdir()
    (source / "index.md").write_text("# Home\n\n```{reader-map} index2\n```\n", encoding="utf-8")
    more = f"sys.path.insert(0, {str(ROOT)!r})\ntherapy_data = {str(site.parents[1] / 'data')!r}\ntherapy_pages = []\n"
    with pytest.raises(AssertionError):
        build(source, tmp_path / "out", "myst_parser", "conf.tools", more=more)
    told = (
        "docs/index.md:3: WARNING: reader-map: 'index2' is unknown (did you mean 'index'?); expected the name of a page"
    )
    assert told in capsys.readouterr().err


def test_each_type_has_a_script_with_its_cells(site: Path) -> None:
    """The cells of a type come with their sources and its address."""
    found = cells_of(site, "car-t")
    assert found["href"] == "types/car-t.html"
    assert found["rows"]["given"] == [["Your own T cells."], ["trial-2020"]]  # type: ignore[index]
    assert found["sources"]["trial-2020"][1] == "https://doi.org/10.1000/xyz"  # type: ignore[index]


def test_cells_of_an_unproven_use_carry_its_warning(site: Path) -> None:
    """Uses, status and evidence of a use that is sold without proof say so in the cell."""
    found = cells_of(site, "knee-cells")
    assert found["warning"] is True
    for key in ("warning", "uses", "status", "evidence"):
        ((line, warning),) = found["rows"][key][0]  # type: ignore[index]
        assert warning == "Sold, but not shown to work for this use", (key, line)


def edits(site: Path, name: str) -> dict[str, str]:
    """The links below a page, by their words, and those of the theme, by their titles."""
    html = page(site, name)
    links = html.select(".about-page a, .edit-this-page a, .view-this-page a")
    return {str(a.get("title") or a.get_text()): str(a["href"]) for a in links}


@pytest.mark.parametrize("name", ["code", "types/car-t", "explore", "index"])
def test_what_stands_around_the_text_is_not_indented(site: Path, name: str) -> None:
    """Each page is the lighter for it; an example in the text keeps its spaces."""
    html = (site / f"{name}.html").read_text(encoding="utf-8")
    before, _, rest = html.partition("<article")
    text, _, after = rest.partition("</article>")
    assert "  " not in before.partition("<body")[2].partition("</script>")[2]
    assert "  " not in after.partition("</aside>")[0]
    assert name != "code" or "a\n        b" in text


@pytest.mark.parametrize("name", ["car-t", "knee-cells"])
def test_a_use_can_be_edited_where_it_stands(site: Path, name: str) -> None:
    """At the end of its places and dates: the record, at the line where that use begins; nothing else stands there."""
    found = page(site, f"types/{name}").select("[id^=use-][id$=-details] .edit-use a")
    lines = FILES[f"types/{name}.yaml"].splitlines()
    begins = [number for number, line in enumerate(lines, 1) if line.startswith("  - indication: ")]
    assert len(begins) == 1
    address = f"https://github.com/example/house/edit/main/taxonomy/data/types/{name}.yaml"
    assert [a["href"] for a in found] == [f"{address}#L{number}" for number in begins]
    assert not page(site, f"types/{name}").select(".edit-use ~ *")


def test_the_lines_of_uses_in_every_record() -> None:
    """As many as there are uses, each with an indication, whichever of the two ways a list is indented."""
    counted = 0
    for path in sorted((ROOT / "taxonomy" / "data" / "types").glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        lines = text.splitlines()
        found = [*lines_of_uses(text)]
        assert len(found) == len(load()[path.stem].uses), path.name
        assert all(re.match(r" *- indication: ", lines[number - 1]) for number in found), path.name
        counted += len(found)
    assert counted > 500
    assert [*lines_of_uses("id: x\n")] == []


def test_a_type_page_can_be_corrected(site: Path) -> None:
    """Below a page that the build wrote: suggest a correction, edit the record, the version and the day."""
    about = page(site, "types/car-t").select_one(".about-page")
    assert about is not None
    links = edits(site, "types/car-t")
    record = "taxonomy/data/types/car-t.yaml"
    assert "the text of this page" not in links
    assert links["the facts on this page"] == f"https://github.com/example/house/edit/main/{record}"
    assert links["Edit this page"] == links["the facts on this page"]
    assert links["View this page"] == f"https://github.com/example/house/blob/main/{record}"
    assert links["Suggest a correction"].startswith(
        "https://github.com/example/house/issues/new?template=wrong-fact.yml&title=Correction"
    )
    assert links["Compare this treatment with another"] == "../compare/any.html?a=car-t"
    assert "Reviewed 2026-11-22. Information, not medical advice. Version 1, built 20" in about.get_text()


def test_a_page_by_hand_can_be_corrected_in_text_and_facts(site: Path) -> None:
    """A page of a type with words of its own has both to edit."""
    links = edits(site, "types/knee-cells")
    text = "https://github.com/example/house/edit/main/docs/types/knee-cells.md"
    assert links["the text of this page"] == links["Edit this page"] == text
    assert links["the facts on this page"].endswith("/edit/main/taxonomy/data/types/knee-cells.yaml")


def test_a_page_of_text_says_when_it_was_reviewed(site: Path) -> None:
    """The day stands in the head of its source."""
    about = page(site, "guide").select_one(".about-page")
    assert about is not None
    assert "Reviewed 2026-11-21. Information" in about.get_text()


@pytest.mark.parametrize("day", ["22 November", "2999-12-31", "2026-02-30", "20261122"])
def test_a_wrong_day_is_told(day: str, build: Build, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One message with its place, the value and what is expected."""
    data = write(tmp_path / "data")
    (tmp_path / "docs").mkdir()
    text = f"---\nreviewed: '{day}'\n---\n\n# Home\n"
    (tmp_path / "docs/index.md").write_text(text, encoding="utf-8")
    conf = ROOT / "conf"
    more = MORE.format(root=str(ROOT), data=str(data), templates=str(conf / "templates"), static=str(conf / "static"))
    more += "therapy_pages = []\n"
    with pytest.raises(AssertionError):
        build(tmp_path / "docs", tmp_path / "out", "myst_parser", "sphinxcontrib.bibtex", "conf.tools", more=more)
    told = f"docs/index.md:1: WARNING: front matter: reviewed: '{day}' is no day that has been; expected a date"
    assert told in capsys.readouterr().err


def test_a_type_page_is_described_by_its_sentence(site: Path) -> None:
    """Search engines show what the treatment is."""
    meta = page(site, "types/car-t").select_one('meta[name="description"]')
    assert meta is not None
    assert meta["content"] == "Your own T cells are changed so that they find the cancer."


def test_scripts_come_with_their_tool_alone(site: Path) -> None:
    """A page without a tool loads none of the scripts of tools."""
    assert "reader/explore.js" in str(page(site, "explore"))
    assert "reader/" not in str(page(site, "all").head)


def test_books_say_that_a_tool_is_on_the_website(build: Build, site: Path, tmp_path: Path) -> None:
    """Where no script runs for good, a sentence stands in place of the tool."""
    source = tmp_path / "docs"
    source.mkdir()
    (source / "index.md").write_text("# Home\n\n```{reader-tree}\n```\n", encoding="utf-8")
    more = f"sys.path.insert(0, {str(ROOT)!r})\ntherapy_data = {str(site.parents[1] / 'data')!r}\ntherapy_pages = []\n"
    pages = build(source, tmp_path / "out", "myst_parser", "conf.tools", builder="text", more=more)
    assert "This part works on the website only." in (pages / "index.txt").read_text(encoding="utf-8")


def test_books_miss_no_field_that_narrows_lists(build: Build, site: Path, tmp_path: Path) -> None:
    """The list itself stands in the book: nothing is said of the field above it."""
    source = tmp_path / "docs"
    source.mkdir()
    (source / "index.md").write_text(
        "# Home\n\n```{reader-filter} Find\n```\n\n```{reader-tree}\n```\n", encoding="utf-8"
    )
    more = f"sys.path.insert(0, {str(ROOT)!r})\ntherapy_data = {str(site.parents[1] / 'data')!r}\ntherapy_pages = []\n"
    pages = build(source, tmp_path / "out", "myst_parser", "conf.tools", builder="singlehtml", more=more)
    text = (pages / "index.html").read_text(encoding="utf-8")
    assert text.count("This part works on the website only.") == 1


def test_a_picture_in_the_epub_is_a_file(build: Build, site: Path, tmp_path: Path) -> None:
    """A page with a drawing inside would have to say so in the package."""
    source = tmp_path / "docs"
    source.mkdir()
    (source / "index.md").write_text("# Home\n\n```{reader-map} index\n```\n", encoding="utf-8")
    more = f"sys.path.insert(0, {str(ROOT)!r})\ntherapy_data = {str(site.parents[1] / 'data')!r}\ntherapy_pages = []\n"
    more += "version = epub_copyright = author = '1'\n"
    extensions = ("myst_parser", "conf.tools", "conf.therapy.write.book", "conf.typstbook")
    pages = build(source, tmp_path / "out", *extensions, builder="epub", more=more)
    (picture,) = BeautifulSoup((pages / "index.xhtml").read_text(encoding="utf-8"), "html.parser").select("body img")
    assert str(picture["alt"]).startswith("Two overlapping sets")
    assert (pages / str(picture["src"])).is_file()
    assert "<svg" not in (pages / "index.xhtml").read_text(encoding="utf-8")


def test_decisions_stand_together(site: Path) -> None:
    """Agency, decision and year of each decision are one word: a filter asks all three of the same one."""
    (row,) = page(site, "explore").select("#products-table tbody tr")
    assert row["data-decisions"] == "FDA|approved|2017 EMA|withdrawn|2020"


def test_an_end_has_its_day_and_reason(site: Path) -> None:
    """Of what was taken back one asks on which day, and why."""
    (row,) = page(site, "explore").select("#products-table tbody tr")
    assert "(31 January 2020)" in row.get_text()
    t = load()
    cells = product_row(t, t.products["darvadstrocel"]).cells
    told = "".join(each.words for each in cells[3] if isinstance(each, Text))
    assert "(13 December 2024. A larger second trial" in told


def test_the_day_on_which_an_approval_ended_has_a_column(site: Path) -> None:
    """One can sort by it: the day is written year first, the latest before earlier ones; who ended nothing has none."""
    t = load()
    ended = {each.id: words(product_row(t, each).cells[-1]) for each in t.products.values()}
    head = page(site, "explore").select("#products-table thead th")[-1]

    assert head.get_text() == "Approval ended"
    assert ended["adalimumab"] == "2007-07-09"
    assert ended["blinatumomab"] == ""
    assert all(
        day in ended[product.id] for product in t.products.values() for each in product.approvals if (day := each.ended)
    )


def test_a_field_that_narrows_lists_waits_for_its_script(site: Path) -> None:
    """Without a script one opens the folds; the field comes with its script, on no other page."""
    form = page(site, "all").select_one("form.list-filter")
    assert form is not None
    assert form.has_attr("hidden")
    assert [each["data-of"] for each in form.select("select")] == ["fold", "label"]
    assert "Theme | part" in form.get_text(), "a label may hold any sign"
    assert page(site, "all").select_one("script[src*='reader/filter.js']") is not None
    assert page(site, "explore").select_one("script[src*='reader/filter.js']") is None
