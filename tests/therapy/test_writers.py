"""Every output writes every kind of block and of run, and no text of a record becomes markup."""

from __future__ import annotations

import pickle
from typing import Any, get_args

import pytest
from bs4 import BeautifulSoup
from markupsafe import Markup

from conf.sitekit.files import digest
from conf.therapy import blocks as b
from conf.therapy.write.html import InHtml
from conf.therapy.write.markdown import InMarkdown
from conf.therapy.write.typst import OnPaper
from conf.therapy.write.writer import Writer
from conf.typstbook.paper_sizes import paper

RUNS: list[b.Run] = [
    b.Text("plain"),
    b.Strong("bold"),
    b.Emphasis("slanted"),
    b.Ref("type", "car-t", "linked"),
    b.Url("https://example.org/a", "outside"),
    b.File("data/x.json", "filed"),
    b.Cite("key", 7),
    b.SourceRef("key", "Short 2020"),
    b.LabelRun("good", "labelled"),
    b.AnswerRun("yes", "answered"),
    b.Glyph("both"),
    b.Sure(3, "surely"),
]
BLOCKS: list[b.Block] = [
    b.p("paragraph", *RUNS),
    b.Bullets([b.line("item")]),
    b.Table("caption", b.head("header"), [[b.cell("stub")]], ids=("row-1",)),
    b.note("warning", "noted", b.p("inside")),
    b.section("slug", "heading", b.p("below")),
    b.Sources([b.Source(1, "key", b.line("listed"))]),
    b.Answers([b.Answer("cell_therapy", "Is it?", b.AnswerRun("yes", "Indeed"), "cell", b.line("because"))]),
    b.Glance([b.Brief("often", b.line("twice"))]),
    b.Cards([b.Card(b.line("carded"), [b.LabelRun("good", "tagged")], [b.p("framed")], "card-1")]),
    b.Steps([b.Step("stepped", b.line("happens"), "an hour", "at home")]),
    b.Bars("How many?", [b.Bar("grouped", 55, "55 of 100", "(50 to 60)")], b.line("remarked")),
    b.Columns([b.Column("columned", [b.p("beside")])]),
    b.Call("Calling", [b.p("fever")]),
    b.Drawing(Markup("<svg><desc>pictured</desc></svg>"), "pictured"),
    b.fold("folded", "unfolded", "hinted", b.p("hidden")),
]
WORDS = [
    "plain",
    "bold",
    "slanted",
    "linked",
    "outside",
    "filed",
    "labelled",
    "answered",
    "paragraph",
    "item",
    "caption",
    "stub",
    "noted",
    "inside",
    "surely",
    *("Is it", "Indeed", "because", "often", "twice", "carded", "tagged", "framed", "stepped", "happens", "an hour"),
    *("at home", "How many", "grouped", "55 of 100", "50 to 60", "remarked", "columned", "beside", "Calling", "fever"),
    *("unfolded", "hidden", "pictured"),
]


def page(kind: str, key: str) -> str:
    """Where a record is described."""
    return f"{kind}.html#{key}"


def nowhere(_kind: str, _key: str) -> None:
    """No record is described."""


WRITERS: list[Writer] = [InHtml(page, "sources.html", "../"), InMarkdown(page, "../"), OnPaper(paper("a4"))]


@pytest.mark.parametrize("writer", WRITERS, ids=lambda each: type(each).__name__)
def test_every_kind_is_written(writer: Writer) -> None:
    """No kind is forgotten: the sample holds each, and its words are in what is written."""
    assert {type(run) for run in RUNS} == set(get_args(b.Run))
    assert {type(block) for block in BLOCKS} == set(get_args(b.Block))

    written = writer.blocks(BLOCKS)

    unknown = {"caption", "pictured"} if isinstance(writer, OnPaper) else set()  # a hand-out has no captions, no files
    assert {word for word in WORDS if word not in written} <= unknown


def test_a_writer_without_a_method_cannot_be_made() -> None:
    """Who adds a kind is told of each output that does not know it."""

    class Forgetful(OnPaper):
        url = Writer.url  # as if nobody had written it

    with pytest.raises(TypeError, match=r"abstract method '?url'?"):
        Forgetful(paper("a4"))


def test_html() -> None:
    """Links, files and citations lead where the page says."""
    written = InHtml(page, "sources.html", "../").runs(RUNS)

    for part in (
        '<a class="reference internal" href="type.html#car-t">linked</a>',
        '<a class="reference external" href="https://example.org/a">outside</a>',
        '<a class="reference external" href="../data/x.json">filed</a>',
        'role="doc-noteref" href="#source-7">[7]</a>',
        'href="sources.html#source-key">[Short 2020]</a>',
        '<span class="fact-label fact-good">labelled</span>',
    ):
        assert part in written


def test_ways_about_a_page_are_for_the_site_alone() -> None:
    """What leads to the parts of a page is no text of it."""
    tabs: list[b.Block] = [b.p("before"), b.Bullets([b.line(b.Ref("here", "harms", "Leap"))], "tabs"), b.p("after")]
    assert "Leap</a>" in InHtml(page).blocks(tabs)
    assert "Leap" not in InHtml(page, site=False).blocks(tabs)
    assert "Leap" not in OnPaper(paper("a4")).blocks(tabs)
    assert InMarkdown(page).blocks(tabs) == "before\n\nafter"


def test_what_only_leads_on_is_for_the_screen() -> None:
    """Doors and numbers that lead down the page stand on the site; a door that leads nowhere, and paper, go without."""
    doors = b.Bullets([b.line(b.Ref("page", "help", "Find help"))], look="doors")
    jumps = b.Bullets([b.line(b.Ref("here", "sold", "Sold"))], look="jumps")

    assert '<ul class="doors"><li><p><a class="reference internal" href="page.html#help">' in InHtml(page).bullets(
        doors
    )
    assert '<ul class="jumps">' in InHtml(page).bullets(jumps)
    assert "Find help" not in InHtml(nowhere).bullets(doors)
    assert "Find help" not in InMarkdown(nowhere).bullets(doors)
    assert InHtml(page, site=False).bullets(doors) == OnPaper(paper("a4")).bullets(jumps) == ""


def test_kinds_are_doors_on_the_screen_and_a_list_on_paper() -> None:
    """Which kinds there are is told in a book, too."""
    kinds = b.Bullets([b.line(b.Ref("illness", "leukaemia", "Leukaemia: 2 treatments"))], b.KINDS)

    assert '<ul class="doors kinds"><li><p><a' in InHtml(page).bullets(kinds)
    assert '<ul class="simple"><li><p>Leukaemia: 2' in InHtml(nowhere, site=False).bullets(kinds)
    for each in (OnPaper(paper("a4")), InMarkdown(nowhere)):
        assert "2 treatments" in each.bullets(kinds)


def test_a_listing_has_one_frame() -> None:
    """Its cards are lines of it; the level of their headings is as asked."""
    cards = b.Cards([b.Card(b.line("One"), [], [b.p("first")]), b.Card(b.line("Two"), [], [])], 2, "listing")

    written = InHtml(page).cards(cards)

    assert written.startswith('<div class="listing"><section class="fact-card"><h2>One</h2>')
    assert written.count("<section") == 2


def test_a_heading_is_heard_by_its_name_first() -> None:
    """In headings and heads of columns and rows the picture is seen before the name, and told once, after it."""
    runs = b.line(b.Glyph("both"), b.Ref("type", "car-t", "CAR-T"))
    table = b.Table("caption", [b.line("first"), runs], [[[runs], [b.line("cell")]]])

    written = BeautifulSoup(InHtml(page).blocks([b.Cards([b.Card(runs, [], [])]), table]), "html.parser")

    heads = written.select("h3, th.head:last-child, th[scope=row]")
    assert [each.name for each in heads] == ["h3", "th", "th"]
    for each in heads:
        (picture,) = each.select("svg")
        assert picture["aria-hidden"] == "true"
        (told,) = each.select("[aria-label]")
        assert (told["role"], told["aria-label"]) == ("img", "(cell therapy and immunotherapy)")
        assert each.find_all(["a", "span"])[-2:] == [each.a, told]
    assert ">CAR-T (cell therapy and immunotherapy)</h3>" in InHtml(nowhere, site=False).cards(
        b.Cards([b.Card(runs, [], [])])
    )


def test_sources_have_a_heading() -> None:
    """Who goes from heading to heading finds the sources, though they are folded."""
    sources = b.fold("sources", "Sources", "1", b.Sources([b.Source(1, "a", b.line("Who"))]))

    assert '<span aria-level="2" class="fold-title" role="heading">Sources<' in InHtml(page).fold(sources)
    assert "heading" not in InHtml(page).fold(b.fold("more", "More", "1", b.p("words")))


def test_html_without_addresses() -> None:
    """What leads nowhere is words."""
    written = InHtml(nowhere).runs([RUNS[3], RUNS[5], RUNS[7]])

    assert written == 'linkedfiled <span class="fact-cite">[Short 2020]</span>'


EVIL = "<b>\"'&"


def test_text_stays_text() -> None:
    """Whatever a record says, in any kind of run and block, no element and no attribute comes of it."""
    runs: b.Runs = []
    for run in RUNS:
        if isinstance(run, b.Glyph):  # a zone is one of a closed list
            continue
        texts: dict[str, Any] = {name: EVIL for name, part in run._asdict().items() if isinstance(part, str)}
        runs.append(run._replace(**texts))
    blocks: list[b.Block] = [
        b.p(*runs),
        b.Table(EVIL, [runs], [[[runs]]], (EVIL,), (EVIL,)),
        b.note(EVIL, EVIL, b.p(EVIL)),
        b.section(EVIL, EVIL),
        b.Answers([b.Answer("given", EVIL, b.AnswerRun("yes", EVIL), "both", b.line(EVIL))]),
        b.Glance([b.Brief(EVIL, b.line(EVIL))]),
        b.Cards([b.Card(b.line(EVIL), [b.LabelRun(EVIL, EVIL)], [b.p(EVIL)], EVIL)]),
        b.Steps([b.Step(EVIL, b.line(EVIL), EVIL, EVIL)]),
        b.Bars(EVIL, [b.Bar(EVIL, 1, EVIL, EVIL)], b.line(EVIL)),
        b.Columns([b.Column(EVIL, [])]),
        b.Call(EVIL, [b.p(EVIL)]),
        b.fold(EVIL, EVIL, EVIL),
    ]
    written = InHtml(lambda _kind, key: key, EVIL, EVIL).blocks(blocks)

    assert "<b>" not in written
    assert EVIL not in written
    assert written.count("&lt;b&gt;&#34;&#39;&amp;") > 20


def test_notes_in_markdown_quote_every_line() -> None:
    """A list inside a note stays inside."""
    note = b.note("note", "Mind", b.Bullets([b.line("one"), b.line("two")]))

    assert InMarkdown(nowhere).blocks([note]) == "> **Mind**\n>\n> - one\n> - two"


def test_kinds_are_told_apart() -> None:
    """Two kinds with the same words have different digests, so that a page that changes is read again."""
    assert digest([b.Text("a")]) != digest([b.Strong("a")])


def test_blocks_pickle_small() -> None:
    """A kind costs a few bytes each time in a stored page, not its names."""
    one, many = (len(pickle.dumps([b.Ref("type", str(n), str(n)) for n in range(count)])) for count in (1, 1001))

    assert (many - one) / 1000 < 30


def test_markdown_keeps_spaces_out_of_marks() -> None:
    """Words that end with a space are still bold or italic where Markdown is read."""
    runs = b.line(b.Strong("Is it? "), b.Emphasis("Counts in: "), "cells")

    assert InMarkdown(nowhere).runs(runs) == "**Is it?** *Counts in:* cells"
