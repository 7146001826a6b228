"""Tables on paper: upright, turned or as facets, and never cut."""

from __future__ import annotations

import re

import pytest

from conf.typstbook.paper_sizes import Paper
from conf.typstbook.translate.tables import (
    Cell,
    Grid,
    Layout,
    as_facets,
    as_table,
    choose,
    spread,
    tracks,
    widths,
)

PAPER = Paper(upright=470, turned=718, size=9)


def grid(*rows: str, stub: bool = False) -> Grid:
    """Return a table from lines with ``|`` between the cells; the first is the header."""
    cells = tuple(tuple(Cell(text.strip(), text.strip()) for text in row.split("|")) for row in rows)
    return Grid(len(cells[0]), cells[:1], cells[1:], stub=stub)


class TestLayout:
    """The layout follows from the room that the columns need."""

    @pytest.mark.parametrize(
        ("columns", "expected"),
        [(2, "portrait"), (5, "portrait"), (7, "landscape"), (12, "facets")],
    )
    def test_by_width(self, columns: int, expected: Layout) -> None:
        """Columns of sentences go upright, then turned, then to facets."""
        sentence = "a sentence of some words that wants to be read"

        assert choose(grid("|".join("h" * columns), "|".join([sentence] * columns)), PAPER) == expected

    def test_a_long_word_needs_room(self) -> None:
        """The longest word counts: it is never broken."""
        word = "x" * 60

        assert choose(grid("a|b", f"{word}|{word}"), PAPER) == "landscape"

    def test_without_header_no_facets(self) -> None:
        """Facets are named by the header; without one the table is turned."""
        wide = grid("|".join("h" * 20), "|".join(["some sentence of words"] * 20))

        assert choose(Grid(20, (), wide.body), PAPER) == "landscape"

    def test_every_column_has_its_word(self) -> None:
        """In an upright table each column is at least as wide as its longest word."""
        table = grid("a|b|c", f"immunodeficiency|{'word ' * 60}|{'x ' * 90}")

        found = [float(part) for part in re.findall(r"([\d.]+)fr", tracks(table, 470, 9))]

        assert sum(found) == pytest.approx(470, abs=1.5)
        assert all(have >= need for have, need in zip(found, widths(table, 9).least, strict=True))

    def test_more_text_more_room(self) -> None:
        """What is left goes to the columns with more to say."""
        table = grid("a|b", f"{'few words ' * 5}|{'many words ' * 60}")

        first, second = (float(part) for part in re.findall(r"([\d.]+)fr", tracks(table, 470, 9)))

        assert second > 2 * first

    def test_short_tables_stay_small(self) -> None:
        """A table that fits on its lines keeps its natural width."""
        assert tracks(grid("a|b", "1|2"), 470, 9) == "2"


class TestSource:
    """What Typst is told."""

    def test_table(self) -> None:
        """A header that is repeated; if the first column names the rows, bold names and a label that says so."""
        source = as_table(grid("Type|Answer", "CAR T|Yes", stub=True), 470, 9)
        plain = as_table(grid("Type|Answer", "CAR T|Yes"), 470, 9)

        assert "table.header(repeat: true, [#strong[Type]], [#strong[Answer]])" in source
        assert "[#strong[CAR T]], [Yes]," in source
        assert source.endswith(")<named-rows>]")
        assert "[CAR T], [Yes]," in plain
        assert "named-rows" not in plain

    @pytest.mark.parametrize("link", ['#xref("a:b")[A]', '#source-mark("a:b")[1]', '#weblink("a")[A]', "#footnote[A]"])
    def test_links_in_a_header(self, link: str) -> None:
        """A header with a link is printed once: a repeated one is an artifact, which holds none."""
        assert "table.header(repeat: false" in as_table(grid(f"{link}|B", "1|2"), 470, 9)

    def test_spans(self) -> None:
        """A cell over several columns and rows stands in each place, and is written once."""
        wide = Cell("w", "w", columns=2, rows=2)
        rows = ((wide, Cell("x", "x")), (Cell("y", "y"),))

        assert [[cell.markup if cell else None for cell in row] for row in spread(rows, 3)] == [
            list("wwx"),
            list("wwy"),
        ]
        assert as_table(Grid(3, (), rows), 470, 9).count("[w]") == 1

    def test_facets(self) -> None:
        """A row becomes a block of named values; an empty cell says nothing."""
        source = as_facets(grid("Type|Given|Risk", "CAR T|cells|", "TIL|cells|fever"))

        assert "facet([Type], [CAR T], (([Given], [cells]), ))" in source
        assert "facet([Type], [TIL], (([Given], [cells]), ([Risk], [fever]), ))" in source

    def test_facets_of_two_header_rows(self) -> None:
        """A value is named by all header cells above it."""
        head = (
            (Cell("Type", "Type", rows=2), Cell("Status", "Status", columns=2)),
            (Cell("US", "US"), Cell("EU", "EU")),
        )
        body = ((Cell("TIL", "TIL"), Cell("yes", "yes"), Cell("no", "no")),)

        assert "([Status – US], [yes]), ([Status – EU], [no])" in as_facets(Grid(3, head, body))
