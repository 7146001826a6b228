"""The reference in a notebook: data frames, HTML and pictures, with nothing but the library that is there."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup

import taxonomy
from taxonomy import Taxonomy, load
from taxonomy.export import Edition
from taxonomy.export.notebook import frames
from tests.small import CAR_T
from tests.small import write as small_folder

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def only(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let nothing seem installed but some libraries."""
    found = importlib.util.find_spec

    def only(*libraries: str) -> None:
        known = {"pandas", "polars", "pyarrow"} - {*libraries}
        monkeypatch.setattr(
            "taxonomy.export.notebook.frames.find_spec", lambda name: None if name in known else found("json")
        )

    return only


class TestFrames:
    """``t.frame("products")``; what each library makes of it is tried in ``nox -s exports``."""

    @pytest.mark.parametrize("library", ["pandas", "polars", "pyarrow"])
    def test_takes_the_library_that_is_there(
        self, small: Taxonomy, only: Any, monkeypatch: pytest.MonkeyPatch, library: str
    ) -> None:
        """Of three libraries the one that is installed is used, without being named."""
        made: list[str] = []

        def maker(name: str) -> Any:
            return lambda table, _: made.append(f"{name} {table.name}")

        for name in ("pandas", "polars", "arrow"):
            monkeypatch.setitem(frames.MAKERS, name, maker(name))
        only(library)
        small.frame("products")
        assert made == [f"{'arrow' if library == 'pyarrow' else library} products"]

    @pytest.mark.parametrize(
        ("library", "told"),
        [
            ("", "frame: needs pandas, polars or pyarrow, and none is installed; install it by: pip install pandas"),
            ("polars", "frame: needs polars, which is not installed; install it by: pip install polars"),
            ("arrow", "frame: needs pyarrow, which is not installed; install it by: pip install pyarrow"),
        ],
    )
    def test_says_in_one_line_what_to_install(self, small: Taxonomy, only: Any, library: str, told: str) -> None:
        """Without a library the message is the command that installs one."""
        only()
        with pytest.raises(ImportError) as caught:
            small.frame("products", library)
        assert str(caught.value) == told

    def test_tells_the_nearest_table(self, small: Taxonomy, only: Any) -> None:
        """A misspelt table is told with the right one, a misspelt library with all."""
        only("pandas", "polars", "pyarrow")
        with pytest.raises(KeyError, match=r"'product' is no table \(did you mean 'products'\?\)"):
            small.frame("product", "arrow")
        with pytest.raises(ValueError, match="'spark' is unknown; expected one of pandas, polars, arrow"):
            small.frame("products", "spark")

    def test_arrow_holds_every_table(self, small: Taxonomy) -> None:
        """Each table comes as Parquet has it: as many rows, lists as lists, dates as dates."""
        pyarrow = pytest.importorskip("pyarrow")
        for name, table in Edition(small).tables.items():
            assert len(small.frame(name, "arrow")) == len(table.rows), name
        approvals = small.frame("approvals", "arrow")
        assert approvals.schema.field("date").type == pyarrow.date32()
        assert approvals.column("sources").to_pylist()[0]


class TestPages:
    """What Jupyter shows."""

    def shown(self, thing: Any) -> BeautifulSoup:
        """The HTML of a thing, as Jupyter asks for it."""
        return BeautifulSoup(thing._repr_html_(), "html.parser")

    def test_a_record(self, small: Taxonomy) -> None:
        """Each field is a row, with what it means as a tip."""
        page = self.shown(small["car-t"])
        assert [each.text for each in page.select("tbody > tr > th")] == [*small["car-t"].data]
        assert page.caption is not None
        assert page.caption.text == "Type CAR-T cell therapy"
        name = page.select_one("tbody th span[title]")
        assert name is not None
        assert name["title"] == taxonomy.Type.fields["id"].help

    def test_a_classification(self, small: Taxonomy) -> None:
        """Both answers stand there in words, with their rules and who says so."""
        found = small.classify("red-cells")
        rows = [[cell.text for cell in row.select("th, td")] for row in self.shown(found).select("tbody tr")]
        assert [row[1] for row in rows] == [taxonomy.vocabulary.ANSWER[each.value] for each in found.answers]
        assert rows[0][3] == ", ".join(found.cell_therapy.rules)
        assert all(f"{says.authority}: {says.value}" in rows[0][4] for says in found.cell_therapy.says)

    def test_a_comparison(self, small: Taxonomy) -> None:
        """A column for each type, a row for each question."""
        page = self.shown(small.compare("car-t", "insulin", keys=["cell_therapy", "given"]))
        assert [each.text for each in page.select("thead th")] == ["", small["car-t"].name, small["insulin"].name]
        assert [each.text for each in page.select("tbody th")] == [
            "Is it cell therapy?",
            taxonomy.questions()["given"][0],
        ]

    def test_the_taxonomy(self, small: Taxonomy) -> None:
        """How many records of each kind, and the picture."""
        page = self.shown(small)
        cells = [[cell.text for cell in row.select("th, td")] for row in page.select("tbody tr")]
        rows = {first: second for first, second, *_ in cells}
        assert rows["types"] == str(len(small))
        assert rows["is it cell therapy?"].startswith("yes ")
        assert page.svg is not None

    def test_words_are_no_markup(self, tmp_path: Path) -> None:
        """A sentence that looks like HTML stays words, in pages and in pictures."""
        evil = "<script>alert(1)</script> & words"
        t = load(small_folder(tmp_path / "data", car_t=CAR_T.replace("name: CAR-T cell therapy", f'name: "{evil}"')))
        found = [t["car-t"]._repr_html_(), t.compare("car-t", "insulin")._repr_html_()]
        found.append(taxonomy.notebook.decision(t, "car-t").svg)
        assert all("<script" not in each and "&lt;script" in each for each in found)

    def test_anything_else_is_its_text(self) -> None:
        """What the room does not know it shows as Python does."""
        assert taxonomy.notebook.html("<b>") == "<pre>&#x27;&lt;b&gt;&#x27;</pre>"

    def test_is_loaded_when_it_is_shown(self) -> None:
        """Loading the reference loads nothing of the room, nor of the exports."""
        program = "import sys, taxonomy; t = taxonomy.load(); print([name for name in sys.modules if 'taxonomy.notebook' in name or 'taxonomy.export' in name])"
        assert (
            subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "[]\n"
        )


class TestPictures:
    """SVG that stands alone, with all that it shows in words."""

    def words(self, svg: str) -> list[str]:
        """The texts of a picture, which must be well formed."""
        return ["".join(each.itertext()) for each in ET.fromstring(svg).iter(f"{SVG}text")]

    def test_the_overlap_counts_every_type(self, real: Taxonomy) -> None:
        """The numbers of all parts are all types: the contested ones are one of them."""
        made = taxonomy.notebook.overlap(real)
        spans = [each.text or "" for each in ET.fromstring(made.svg).iter(f"{SVG}tspan")]
        numbers = [int(each) for each in spans if each.isdecimal()]
        contested = sum("contested" in {each.value for each in real.classify(one).answers} for one in real)
        assert sum(numbers) == len(real)
        assert numbers[1] == sum(real.classify(each).both for each in real)
        assert numbers[-1] == contested
        assert f"Depends who you ask: {contested} kinds of treatment." in made.alt

    def test_pages_and_notebooks_have_one_drawing(self, real: Taxonomy) -> None:
        """A page adds examples and links; the shapes, the numbers and the words are the same."""
        parts = dict.fromkeys(taxonomy.notebook.PARTS, (7, ()))
        drawn = taxonomy.notebook.sets(parts).drawn
        linked = taxonomy.notebook.sets(parts, lambda name, words: f"<a>{name}{words}</a>").drawn
        assert linked.count("<a>") == len(parts)
        assert re.sub(r"<a>[^<]*|</a>", "", linked) == drawn
        told = taxonomy.notebook.sets({"both": (2, ["A & B"]), "neither": (1, ["C"]), "contested": (0, [])})
        assert told.alt == (
            "Two overlapping sets. Both: 2 kinds of treatment, such as A & B. Neither: 1 kind of treatment, such as C."
        )
        assert "A &amp; B" in told.drawn
        assert ">C<" not in told.drawn  # there is room for the number alone
        shapes = r"<(?:rect|ellipse) class=[^>]*>"
        assert re.findall(shapes, taxonomy.notebook.overlap(real).svg) == re.findall(shapes, drawn)

    @pytest.mark.parametrize("term", ["cell_therapy", "immunotherapy"])
    def test_a_decision_ends_at_the_rule_that_applies(self, real: Taxonomy, term: str) -> None:
        """Every rule that was asked stands there, the last is the one that decided, and the answer is told in words."""
        for type_ in real:
            made = taxonomy.notebook.decision(real, type_, term)
            answer = next(each for each in real.classify(type_).answers if each.term == term)
            named = [
                each
                for each in re.findall(r"[A-Z]+\d+[a-z]?", " ".join(self.words(made.svg)[1:]))
                if each in known(term)
            ]
            assert named[-1] == answer.rules[0]
            assert [*dict.fromkeys(named)] == known(term)[: known(term).index(answer.rules[0]) + 1]
            assert made.alt.endswith(f"So: {taxonomy.vocabulary.ANSWER[answer.value].lower()}.")

    def test_a_chart_asks_every_rule_in_order(self) -> None:
        """In the picture, and in its text alternative."""
        for term in taxonomy.vocabulary.TERM:
            made = taxonomy.notebook.chart(taxonomy.RULES[term], term)
            shown = " ".join(self.words(f'<svg xmlns="{SVG[1:-1]}">{made.drawn}</svg>'))
            for words, mark in ((shown, "."), (made.alt, ":")):
                places = [words.index(f"{each.id}{mark}") for each in taxonomy.RULES[term]]
                assert places == sorted(places)
            assert shown.count("if not") == len(taxonomy.RULES[term]) - 1

    def test_an_outcome_says_its_sentence(self, real: Taxonomy) -> None:
        """Each group has a bar of its number, and the words are those of every page."""
        outcomes = [each for type_ in real for use in type_.uses for each in use.outcomes]
        for each in outcomes:
            made, told = taxonomy.notebook.outcome(each), taxonomy.told(each)
            bars = [
                float(rect.get("width", ""))
                for rect in ET.fromstring(made.svg).iter(f"{SVG}rect")
                if rect.get("fill-opacity")
            ]
            assert bars == [round(400 * group.number / group.base) for group in told.groups]
            assert made.alt == told.sentence
        assert outcomes

    def test_jupyter_shows_and_keeps_it(self, small: Taxonomy, tmp_path: Path) -> None:
        """The picture shows itself, and is saved as what it shows."""
        made = taxonomy.notebook.overlap(small)
        made.save(tmp_path / "overlap.svg")
        assert (tmp_path / "overlap.svg").read_text("utf-8") == made._repr_svg_() == made.svg


def known(term: str) -> list[str]:
    """The rules of a term, in the order in which they are asked."""
    return [each.id for each in taxonomy.RULES[term]]
