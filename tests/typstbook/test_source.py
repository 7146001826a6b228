"""Each construct of a page, and the Typst source that it becomes."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Build

#: MyST 5 still uses an attribute that Sphinx 11 will drop.
pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")

EXTENSIONS = ("myst_parser", "sphinx_design", "conf.typstbook")
MORE = """
myst_enable_extensions = ["colon_fence", "deflist", "fieldlist"]
numfig = True
myst_heading_anchors = 3
html_baseurl = "https://example.org/"
"""

#: What a page holds, and what its Typst source holds for it.
CONSTRUCTS = {
    "heading": (
        "Words.\n\n## Section\n\n### Deeper\n\n```{toctree}\nbelow\n```",
        '#hd(2, 3, "heading:section")[Section]',
    ),
    "below": ("A page that another page lists.", "#par[A page that another page lists\\.]"),
    "emphasis": ("*a* **b** `c_d`", '#emph[a] #strong[b] #raw("c_d")'),
    "paragraph": ("Words.", "#par[Words\\.]"),
    "scripts": ("x<sup>2</sup> H<sub>2</sub>O", "x#super[2] H#sub[2]O"),
    "signs": ("β ≥ 10⁻⁹ テムセル", "β ≥ 10⁻⁹ テムセル"),
    "role_scripts": ("10{sup}`9` and {sub}`i`", "10#super[9] and #sub[i]"),
    "abbreviation": ("{abbr}`GVHD (graft disease)`", "GVHD \\(graft disease\\)"),
    "footnote": ("A.[^n]\n\n[^n]: Note.", '#[#footnote[Note\\.]#label("footnote:n")]'),
    "footnote_again": ("A.[^n] B.[^n]\n\n[^n]: Note.", '#footnote(label("footnote_again:n"))'),
    "web_link": ("[FDA](https://fda.gov)", '#weblink("https://fda.gov")[FDA]'),
    "bare_link": ("<https://a.org/b>", "[https\\:\\/\\/\u200ba\\.\u200borg\\/\u200bb]"),
    "page_link": ("[text](heading.md)", '#xref("heading:")[text]'),
    "place_link": ("[text](heading.md#section)", '#xref("heading:section")[text]'),
    "source_mark": (r"[\[1\]](heading.md#section)", r'#source-mark("heading:section")[\[1\]]'),
    "left_out_link": ("{doc}`Orphan <orphan>`", '#weblink("https://example.org/orphan.html")[Orphan]'),
    "bullets": ("- one\n- two", "#list(\n  [#par[one]],\n  [#par[two]],\n)"),
    "numbers": ("3. one\n4. two", '#enum(start: 3, numbering: "1.",\n  [#par[one]],\n  [#par[two]],\n)'),
    "definitions": ("Term\n: Meaning", '#entries(\n  "below",\n  ([Term], [Meaning]),\n)'),
    "fields": ("Text.\n\n:key: value", '#entries(\n  "beside",\n  ([key], [value]),\n)'),
    "glossary": ("```{glossary}\nTIL\nTILs\n  Cells.\n```", '#anchor("glossary:term-TILs")TILs], [Cells\\.])'),
    "quote": ("> Said.\n>\n> -- One", "#quoted[Said\\."),
    "rule": ("a\n\n---\n\nb", "#rule()"),
    "python": ("```python\nx = 1\n```", '#raw("x = 1", block: true, lang: "python")'),
    "note": (":::{note}\nText.\n:::", '#note("plain", [Note])[\nText\\.'),
    "warning": (":::{warning}\nText.\n:::", '#note("strong", [Warning])[\nText\\.'),
    "admonition": (":::{admonition} In short\nText.\n:::", '#note("plain", [In short])[\nText\\.'),
    "topic": (":::{topic} Title\nText.\n:::", '#note("plain", none)[\n#minor[Title]'),
    "figure": (":::{figure} dot.svg\n:alt: A dot\n\nThe dot.\n:::", '#picture("images/dot.svg", "A dot", width: auto)'),
    "width": ("```{image} dot.svg\n:alt: A dot\n:width: 40px\n```", "width: 30pt"),
    "linked_picture": (
        "[![A dot](dot.svg)](https://a.org)",
        'linked\\_picture] #weblink("https://a.org")[#picture("images/dot.svg", "A dot", width: auto)]',
    ),
    "caption": (":::{figure} dot.svg\n:alt: A dot\n:name: d\n\nThe dot.\n:::", "[#strong[Fig\\. 2] The dot\\.]"),
    "numbered_reference": ("{numref}`d`", '#xref("caption:d")[Fig\\. 2]'),
    "lead": ("A dot.\n\n:::{figure} dot.svg\n:alt: A dot\n\nThe dot.\n:::", "#lead(par[A dot\\.])"),
    "table": ("| A | B |\n|---|---|\n| 1 | 2 |", "table.header(repeat: true, [#strong[A]], [#strong[B]])"),
    "cell": ("| A | B |\n|---|---|\n| 1 | 2 |", "[#par[1]], [#par[2]]"),
    "wide_table": (
        "|" + "a|" * 7 + "\n|" + "-|" * 7 + "\n|" + "some words of a cell|" * 7,
        '#turned-pointer("wide_table:turned:1", [])',
    ),
    "widest_table": (
        "|" + "a|" * 14 + "\n|" + "-|" * 14 + "\n|" + "some words of a cell|" * 14,
        "facet([a], [some words",
    ),
    "listing": ("```{code-block} yaml\n:caption: A record\nid: x\n```", "#float(\n"),
    "dropdown": (":::{dropdown} More\nText.\n:::", "#panel["),
    "tabs": ("::::{tab-set}\n:::{tab-item} One\nText.\n:::\n::::", "#minor[One]"),
    "card": (":::{card} Title\n:link: https://a.org\nText.\n:::", "#card["),
    "card_title": (":::{card} Title\nText.\n:::", "#card-title[Title"),
    "badge": ("{bdg}`approved`", "#badge[approved]"),
    "signature": (
        "```{py:function} f(x: int = 1) -> str\nWords.\n```",
        "#signature[#strong[f]\\(x\\: int \\= 1\\) → str]",
    ),
    "raw": ("```{raw} typst\n#rule()\n```", "#rule()"),
    "screen_only": ("```{only} html\nHidden.\n```\nShown.", "Shown\\."),
    "index_entry": ("```{index} single: marrow\n```\nText.", '#anchor("index_entry:index-0")Text'),
    "line_block": ("```{eval-rst}\n| one\n| two\n```", "#verse[one#linebreak()\ntwo#linebreak()\n]"),
    "options": ("```{eval-rst}\n-v, --version  Tells it.\n```", '([#raw("-v, --version")], [Tells it\\.])'),
}


@pytest.fixture(scope="session")
def sources(build: Build, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the Typst source of each construct's page, and of the book's frame."""
    source, output = tmp_path_factory.mktemp("constructs"), tmp_path_factory.mktemp("typst")
    names = "\n".join(CONSTRUCTS)
    (source / "index.md").write_text(f"# Book\n\n```{{toctree}}\n:caption: Part one\n\n{names}\n```\n", "utf-8")
    (source / "orphan.md").write_text("---\norphan: true\n---\n# Orphan\n", "utf-8")
    (source / "dot.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', "utf-8")
    for name, (text, _) in CONSTRUCTS.items():
        (source / f"{name}.md").write_text(f"# Page {name}\n\n{dedent(text)}\n", "utf-8")
    pages = build(source, output, *EXTENSIONS, builder="typst", more=MORE)
    written = sorted((pages / "source" / "pages").glob("*.typ"))
    found = {name: path.read_text("utf-8") for name, path in zip(["", *CONSTRUCTS], written, strict=True)}
    found["main"] = (pages / "source" / "main.typ").read_text("utf-8")
    return found


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_construct(name: str, sources: dict[str, str]) -> None:
    """The page of a construct holds its Typst source."""
    assert squeezed(CONSTRUCTS[name][1]) in squeezed(sources[name])


def squeezed(source: str) -> str:
    """Return *source* without spaces and line breaks, which mean nothing between calls."""
    return "".join(source.split())


class TestFrame:
    """The frame of the book, and what is not printed."""

    def test_parts(self, sources: dict[str, str]) -> None:
        """A caption of the first page's toctree makes a part that lists its chapters."""
        assert '#part(("heading:", "emphasis:", ' in sources["main"]
        assert ")[Part one]" in sources["main"]

    def test_page_title_is_a_heading_below_the_part(self, sources: dict[str, str]) -> None:
        """A page's title carries the page's label, one level below its part."""
        assert '#hd(1, 2, "heading:page-heading")[Page heading]' in sources["heading"]

    def test_running_head_names_what_stands_above(self, sources: dict[str, str]) -> None:
        """Above a page's text stand the page that lists it, or else its part, and its own title."""
        assert '#chapter([Part one], [Page heading], "heading:", include' in sources["main"]
        assert '#chapter([Page heading], [Page below], "below:", include' in sources["main"]

    def test_screen_only(self, sources: dict[str, str]) -> None:
        """What is for the screen only is not printed."""
        assert "Hidden" not in sources["screen_only"]

    def test_index(self, sources: dict[str, str]) -> None:
        """Index entries and glossary terms reach the index, under their letters."""
        assert '"letter": "M", "entries": (("term": "marrow", ' in sources["main"].replace("((term", "((term")
        assert '"term": "TILs"' in sources["main"]

    def test_turned_table_ends_the_chapter(self, sources: dict[str, str]) -> None:
        """A wide table stands on a turned page after its chapter, where the pointer leads."""
        assert '#turned("wide_table:turned:1", [], [#table(' in sources["wide_table"].split("#turned-pointer")[1]
