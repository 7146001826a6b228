"""The mends of the pages' HTML, and the colours of the style sheet."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from tests.conftest import Build

STYLES = Path(__file__).parents[2] / "conf/sitekit/static/reference.css"

SITE = {
    "index": """
        Home
        ====

        .. toctree::
           :caption: Hidden list
           :hidden:

           tables

        Lists
        -----

        .. toctree::
           :caption: List in the page

           other
        """,
    "tables": """
        Tables & more
        =============

        .. list-table:: A "first" caption & more
           :name: first-table
           :header-rows: 1
           :stub-columns: 1

           * - Corner
             - Column
           * - Row
             - Cell

        Bare
        ----

        ==== ====
        Left Right
        ==== ====
        a    b
        ==== ====

        ==== ====
        Left Right
        ==== ====
        a    b
        ==== ====

        .. raw:: html

           <table><tr><th class="head" scope="rowgroup">Own</th></tr></table>
        """,
    "other": """
        Other
        =====
        """,
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, build: Build) -> dict[str, BeautifulSoup]:
    """Return the parsed pages of a small site."""
    folder = tmp_path_factory.mktemp("accessible")
    source = folder / "source"
    source.mkdir()
    for name, text in SITE.items():
        lines = [line.removeprefix(" " * 8) for line in text.splitlines()]
        (source / f"{name}.rst").write_text("\n".join(lines) + "\n", encoding="utf-8")
    built = build(source, folder / "out", "conf.sitekit.navigation", "conf.sitekit.accessibility")
    return {name: BeautifulSoup((built / f"{name}.html").read_bytes(), "html.parser") for name in SITE}


Pages = dict[str, BeautifulSoup]


def levels(page: BeautifulSoup, where: str) -> dict[str, str]:
    """Return the level of each caption with the role of a heading."""
    captions = page.select(f"{where} [role=heading]")
    return {caption.text: str(caption["aria-level"]) for caption in captions}


def test_captions_of_the_navigation_have_a_level(pages: Pages) -> None:
    """Each caption beside the page is a heading of level 2."""
    expected = {"Hidden list": "2", "List in the page": "2"}

    assert levels(pages["tables"], ".sidebar-tree") == expected


def test_captions_in_a_page_stand_below_their_heading(pages: Pages) -> None:
    """A caption in a section of level 2 has level 3."""
    assert levels(pages["index"], "article") == {"List in the page": "3"}


def test_tables_are_focusable_regions_with_names_of_their_own(pages: Pages) -> None:
    """A caption names its table; the section names a table without one."""
    wrappers = pages["tables"].select(".table-wrapper")

    assert [str(wrapper["aria-label"]) for wrapper in wrappers] == [
        "Table: A “first” caption & more",
        "Table: Bare",
        "Table: Bare (2)",
    ]
    assert {(wrapper["tabindex"], wrapper["role"]) for wrapper in wrappers} == {("0", "region")}


def test_every_table_has_a_caption(pages: Pages) -> None:
    """Its own, which is shown, or the heading of its section, which is only read."""
    captions = [table.caption for table in pages["tables"].select(".table-wrapper table")]

    assert [caption and (caption.text.rstrip("¶"), caption.get("class")) for caption in captions] == [
        ("A “first” caption & more", None),
        ("Table: Bare", ["of-section"]),
        ("Table: Bare (2)", ["of-section"]),
    ]


def test_header_cells_say_what_they_head(pages: Pages) -> None:
    """The top row heads columns, a stub heads its row, an own scope is kept."""
    cells = pages["tables"].select("th")

    assert [(cell.text, cell["scope"]) for cell in cells] == [
        ("Corner", "col"),
        ("Column", "col"),
        ("Row", "row"),
        ("Left", "col"),
        ("Right", "col"),
        ("Left", "col"),
        ("Right", "col"),
        ("Own", "rowgroup"),
    ]


@pytest.mark.parametrize("name", SITE)
def test_ids_are_unique(name: str, pages: Pages) -> None:
    """No id stands twice on a page, and a table keeps a place to link to."""
    ids = [str(tag["id"]) for tag in pages[name].select("[id]")]

    assert sorted(ids) == sorted(set(ids))
    if name == "tables":
        assert "first-table" in ids


def test_style_sheet_comes_after_furo_and_script_waits(pages: Pages) -> None:
    """The project's style sheet is the last; its script does not hold up the page."""
    sheets = [str(link["href"]) for link in pages["other"].select("link[href*='.css']")]
    (script,) = pages["other"].select("script[src*='reference.js']")

    assert "reference.css" in sheets[-1]
    assert script.has_attr("defer")


# -- Drawers of a narrow window -----------------------------------------------

SCRIPT = STYLES.with_suffix(".js")
FURO = Path(str(files("furo"))) / "theme/furo/static/styles/furo.css"


def test_script_finds_furos_drawers(pages: Pages) -> None:
    """Each drawer that the script equips has its checkbox, a label, and itself on the page."""
    calls = re.findall(r'equip\("(\w+)", "([^"]+)"', SCRIPT.read_text(encoding="utf-8"))

    assert [box for box, _ in calls] == [box["id"] for box in pages["other"].select("input.sidebar-toggle")]
    for box, drawer in calls:
        assert len(pages["other"].select(drawer)) == 1
        assert pages["other"].select(f'label[for="{box}"]:not(.overlay)')


@pytest.mark.parametrize("drawer", [".toc-drawer", ".sidebar-drawer"])
def test_drawers_are_hidden_where_furo_moves_them_away(drawer: str) -> None:
    """The window in which furo moves a drawer off the screen is the one in which we hide it."""

    def width(styles: str, declaration: str) -> str:
        """Return the widest window in which the drawer has this declaration."""
        for part in re.split(r"@media", styles):
            if re.search(rf"(?<!\S){re.escape(drawer)}\s*{{[^}}]*{declaration}", part.replace("}", "} ")):
                found = re.match(r"\s*\(max-width: ?(\w+)\)", part)
                if found:
                    return found[1]
        return "none"

    styles = STYLES.read_text(encoding="utf-8")
    ours = width(styles, "visibility: hidden")
    # The contents of the page stay in sight in windows that have room for them.
    stays = re.search(r"\(min-width: ([\d.]+)em\) and \(max-width: (\w+)\)", styles)
    if drawer == ".toc-drawer" and stays is not None:
        assert f"{int(float(stays[1]))}em" == ours
        ours = stays[2]

    assert ours == width(FURO.read_text(encoding="utf-8"), "position:fixed")
    assert ours.endswith("em")


# -- Colours ------------------------------------------------------------------

#: Pages, cards and marginal notes of furo 2025.12.19, by theme.
BACKGROUNDS = {
    "light": ["#ffffff", "#f8f9fb"],
    "dark": ["#131416", "#1a1c1e", "#18181a"],
}

#: WCAG 2.2, success criterion 1.4.3: text of ordinary size.
ENOUGH = 4.5

MEANINGS = ["secondary", "success", "info", "warning", "danger", "muted"]


def tokens() -> dict[str, dict[str, str]]:
    """Return the colours of each theme: light, dark chosen, dark by the system."""
    blocks = re.findall(r"body[^{]*\{([^{}]*)\}", STYLES.read_text(encoding="utf-8"))
    found = [dict(re.findall(r"--sd-color-([a-z-]+): (#[0-9a-f]{3,6});", block)) for block in blocks]
    return dict(zip(("light", "dark", "system"), filter(None, found), strict=True))


def luminance(colour: str) -> float:
    """Return the relative luminance that WCAG 2.2 defines, from 0 to 1."""
    digits = colour[1:]
    if len(digits) == len("rgb"):
        digits = "".join(digit * 2 for digit in digits)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_wcags() -> None:
    """Black on white is 21; the grey #767676 on white is the lightest that passes."""
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize("theme", BACKGROUNDS)
@pytest.mark.parametrize("meaning", MEANINGS)
def test_badges_can_be_read(theme: str, meaning: str) -> None:
    """A filled badge reads against its text, an outlined one against the page."""
    colours = tokens()[theme]
    colour = colours[meaning]
    against = [colours[f"{meaning}-text"], *BACKGROUNDS[theme]]

    low = {other: contrast(colour, other) for other in against}
    assert min(low.values()) >= ENOUGH, low


def test_dark_is_one_set_of_colours() -> None:
    """The dark theme is the same whether the reader or the system chose it."""
    assert tokens()["dark"] == tokens()["system"]
