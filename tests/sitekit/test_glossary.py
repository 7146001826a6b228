"""A word of the glossary leads to it where a page first uses it, and the tips say what it means."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from conf.sitekit.glossary.entries import Entry, Vocabulary, forms
from conf.sitekit.glossary.links import Page

if TYPE_CHECKING:
    from tests.conftest import Build

WORDS = Vocabulary(
    {
        "words": [
            Entry(("CAR", "chimeric antigen receptor"), ("term-CAR", "term-chimeric-antigen-receptor"), "A feeler."),
            Entry(("bone marrow",), ("term-bone-marrow",), "The inside of bones."),
            Entry(("bone marrow transplant",), ("term-bone-marrow-transplant",), "Marrow is given."),
            Entry(("cell", "cells"), ("term-cell", "term-cells"), "The smallest part."),
            Entry(("gene therapy",), ("term-gene-therapy",), "A gene is added."),
            Entry(("T cells",), ("term-T-cells",), "Cells that kill."),
        ]
    }
)


def linked(body: str) -> str:
    """A body with its links, each written as ``[words](anchor)``."""
    html = Page(WORDS, lambda page: f"../{page}.html").link(body)
    for number, (_, entry) in enumerate(WORDS.entries):
        for anchor in entry.anchors:
            html = html.replace(f'<a class="term" href="../words.html#{anchor}">', f"{number}[")
    return html.replace("</a>", "]")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("A cell. A cell.", "A 3[cell]. A cell.", id="first use only"),
        pytest.param("A cell of cells.", "A 3[cell] of cells.", id="two names of one entry are one word"),
        pytest.param("Gene therapy", "4[Gene therapy]", id="capital at the start of a sentence"),
        pytest.param("gene therapies", "4[gene therapies]", id="plural"),
        pytest.param("a T cell", "a 5[T cell]", id="singular"),
        pytest.param("a gene\ntherapy", "a 4[gene\ntherapy]", id="over the end of a line"),
        pytest.param("the cell’s wall", "the 3[cell]’s wall", id="genitive"),
        pytest.param("The American Gene Therapy Society", "The American Gene Therapy Society", id="a name is no term"),
        pytest.param("a car, a Car", "a car, a Car", id="abbreviations are written exactly"),
        pytest.param("excellent cello", "excellent cello", id="whole words"),
        pytest.param("T-cell, cell-free, stem-cell", "T-cell, cell-free, stem-cell", id="hyphens join"),
        pytest.param("cell- and gene-based", "cell- and gene-based", id="half of a joined word"),
        pytest.param(
            "a bone marrow transplant from bone marrow",
            "a 2[bone marrow transplant] from 1[bone marrow]",
            id="the longest first",
        ),
        pytest.param(
            "bone marrow transplant, bone marrow transplant",
            "2[bone marrow transplant], bone marrow transplant",
            id="a part of a longer term is no use of its own",
        ),
    ],
)
def test_words(text: str, wanted: str) -> None:
    """Whole words, the longest first, each entry once."""
    assert linked(f"<p>{text}</p>") == f"<p>{wanted}</p>"


@pytest.mark.parametrize(
    "passed",
    [
        "<h2>cell</h2>",
        '<p><a href="x">the <em>cell</em></a></p>',
        '<p><code class="docutils"><span class="pre">cell</span></code></p>',
        "<pre>cell</pre>",
        "<dl><dt>cell</dt></dl>",
        '<table><caption><span class="caption-text">cell</span></caption></table>',
        '<table><tr><th scope="row" data-label="cell"><p>cell</p></th></tr></table>',
        '<p class="rubric">cell</p>',
        '<p class="admonition-title">cell</p>',
        '<span class="fact-label fact-good">cell</span>',
        '<ol class="source-list"><li><p>cell</p></li></ol>',
        '<div class="sd-card docutils"><div class="sd-card-body"><p>cell</p></div><div>cell</div></div>',
        "<figure><svg><text>cell</text></svg><figcaption><p>cell</p></figcaption></figure>",
        '<form class="tool"><label>cell</label>cell</form>',
        '<script type="application/json">{"a":"cell"}</script>',
        '<table class="docutils facts explore"><tr><td>cell</td></tr></table>',
        '<section id="identifiers"><p>cell</p></section>',
        '<img alt="cell" title="a > cell">'.replace(">", "&gt;", 1),
    ],
)  # fmt: skip
def test_what_is_passed_over(passed: str) -> None:
    """No link in headings, links, code, titles, labels and cards; the first use after them has it."""
    assert linked(f"{passed}<p>A cell</p>") == f"{passed.replace('</a>', ']')}<p>A 3[cell]</p>"


def test_a_link_by_hand_is_a_use() -> None:
    """It gets the tip, too, and the same word after it is left alone."""
    by_hand = (
        '<a class="reference internal" href="../words.html#term-cell"><span class="xref std std-term">units</span></a>'
    )
    html = Page(WORDS, lambda page: f"../{page}.html").link(f"<p>{by_hand}, cells</p>")
    with_tip = by_hand.replace('class="', 'class="term ', 1)
    assert html == f"<p>{with_tip}, cells</p>"


def test_a_definition_does_not_lead_to_itself() -> None:
    """In the glossary a definition leads to other entries, and not to its own."""
    body = (
        '<dl class="glossary"><dt id="term-cell">cell</dt><dt id="term-cells">cells</dt><dd><p>A cell, a CAR.</p></dd>'
        '<dt id="term-T-cells">T cells</dt><dd><p>T cells are cells.</p></dd></dl>'
    )
    html = Page(WORDS, lambda _: "").link(body)
    assert '<p>A cell, a <a class="term" href="#term-CAR">CAR</a>.</p>' in html
    assert '<p>T cells are <a class="term" href="#term-cells">cells</a>.</p>' in html


def test_forms() -> None:
    """The plural or the singular; no capital where there is one, no plural of what ends in a capital S."""
    assert forms("antibody") == ["antibody", "antibodies", "Antibody", "Antibodies"]
    assert forms("T cells") == ["T cells", "T cell"]
    assert forms("CRS") == ["CRS"]
    assert forms("apheresis") == ["apheresis", "Apheresis"]


def test_a_heading_leaves_out_the_plural() -> None:
    """What a tip is headed with: abbreviations are of use, a plural is not."""
    assert WORDS.entries[3][1].heading == "cell"
    assert WORDS.entries[0][1].heading == "CAR, chimeric antigen receptor"


# -- Builds --------------------------------------------------------------------

GLOSSARY = "# Words\n\n````{glossary}\ncell\ncells\n  The *smallest* part.\n  More.\n\nCAR\n  A feeler on a {term}`cell`.\n````\n"
SOURCES = {
    "index.md": "# Home\n\nA cell and a gene.\n\n```{toctree}\nwords\nin/side\n```\n",
    "words.md": GLOSSARY,
    "in/side.md": "# Inside\n\nA CAR, `CAR`.\n",
}
EXTENSIONS = ("myst_parser", "conf.sitekit.glossary")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A folder of pages, one of them a glossary."""
    for name, text in SOURCES.items():
        path = tmp_path / "source" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "source"


def pages(folder: Path) -> dict[str, str]:
    """Every page, and the file of the tips."""
    found = [*folder.rglob("*.html"), folder / "_static/glossary-tips.js"]
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in found if path.exists()}


def tips(folder: Path) -> list[list[object]]:
    """What the file of the tips says."""
    text = (folder / "_static/glossary-tips.js").read_text(encoding="utf-8")
    found: list[list[object]] = json.loads(text[text.index(",") + 1 : text.rindex(")")])
    return found


@pytest.mark.parametrize("jobs", [1, 2])
def test_pages_link_and_tips_tell(source: Path, tmp_path: Path, build: Build, jobs: int) -> None:
    """Links lead to the entry from every folder; a tip holds the names and the first sentence; one process or two."""
    built = build(source, tmp_path / "a", *EXTENSIONS, jobs=jobs)
    assert '<p>A <a class="term" href="words.html#term-cell">cell</a> and a gene.' in pages(built)["index.html"]
    inside = pages(built)["in/side.html"]
    assert '<a class="term" href="../words.html#term-CAR">CAR</a>' in inside
    assert inside.count('class="term"') == 1
    assert '<script defer="defer" src="../_static/glossary.js' in inside
    assert tips(built) == [
        [["term-cell", "term-cells"], "cell", "The smallest part."],
        [["term-CAR"], "CAR", "A feeler on a cell."],
    ]


def test_a_changed_definition_changes_the_tip_alone(source: Path, tmp_path: Path, build: Build) -> None:
    """No other page is written, and all is as after a clean build."""
    built = build(source, tmp_path / "a", *EXTENSIONS)
    before = (built / "in/side.html").stat().st_mtime_ns
    (source / "words.md").write_text(GLOSSARY.replace("A feeler", "A probe"), encoding="utf-8")
    build(source, tmp_path / "a", *EXTENSIONS)
    assert tips(built)[1][2] == "A probe on a cell."
    assert (built / "in/side.html").stat().st_mtime_ns == before
    assert pages(built) == pages(build(source, tmp_path / "clean", *EXTENSIONS))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(GLOSSARY.replace("CAR\n", "gene\n  A plan.\n\nCAR\n"), id="a new word"),
        pytest.param(GLOSSARY.replace("CAR\n", "receptor\n"), id="a word that is gone"),
        pytest.param("# Words\n", id="no word at all"),
    ],
)
def test_other_words_write_every_page_again(source: Path, tmp_path: Path, build: Build, text: str) -> None:
    """Pages that use a new word get its link, pages that used an old one lose it, also in a folder built in between."""
    built = build(source, tmp_path / "a", *EXTENSIONS)
    (source / "words.md").write_text(text, encoding="utf-8")
    build(source, tmp_path / "a", *EXTENSIONS)
    assert pages(built) == pages(build(source, tmp_path / "clean", *EXTENSIONS))


def test_words_changed_while_another_builder_read_them(source: Path, tmp_path: Path, build: Build) -> None:
    """Text and pages share what was read: the pages still learn of the new words."""
    built = build(source, tmp_path / "a", *EXTENSIONS)
    kept = pages(built)
    (source / "words.md").write_text(GLOSSARY.replace("CAR\n", "gene\n  A plan.\n\nCAR\n"), encoding="utf-8")
    build(source, tmp_path / "a", *EXTENSIONS, builder="pseudoxml")
    build(source, tmp_path / "a", *EXTENSIONS)
    assert pages(built) != kept
    assert pages(built) == pages(build(source, tmp_path / "clean", *EXTENSIONS))


def test_nothing_changed_writes_nothing(source: Path, tmp_path: Path, build: Build) -> None:
    """A second build leaves every file as it is."""
    built = build(source, tmp_path / "a", *EXTENSIONS)
    before = {path: path.stat().st_mtime_ns for path in [*built.rglob("*.html"), built / "_static/glossary-tips.js"]}
    build(source, tmp_path / "a", *EXTENSIONS)
    changed = [path.name for path, time in before.items() if path.stat().st_mtime_ns != time]
    assert [name for name in changed if name not in ("genindex.html", "search.html")] == []


def test_books_have_no_such_links(source: Path, tmp_path: Path, build: Build) -> None:
    """An EPUB would repeat the glossary on every page."""
    built = build(source, tmp_path / "a", *EXTENSIONS, builder="epub", more='copyright = "Nobody"')
    assert 'class="term"' not in (built / "index.xhtml").read_text(encoding="utf-8")
    assert not (built / "_static/glossary-tips.js").exists()


def test_a_tip_cannot_show_a_reference(
    source: Path, tmp_path: Path, build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    """A reference in a first sentence is told, with its place; one in the second is well."""
    text = GLOSSARY.replace("A feeler", "A {doc}`index`").replace("  More.", "  More: {doc}`index`.")
    (source / "words.md").write_text(text, encoding="utf-8")
    with pytest.raises(AssertionError):
        build(source, tmp_path / "a", *EXTENSIONS)
    told = [line for line in capsys.readouterr().err.splitlines() if "a tip can show" in line]
    assert len(told) == 1
    assert "words.md:10: WARNING: the first sentence of 'CAR' holds a reference" in told[0]
