"""The command behind ``nox -s pdf``: the book with the taxonomy in it, and the hand-out."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pypdfium2  # type: ignore[import-untyped] # it has no types
import pytest
from sphinx.cmd.build import build_main

from conf.therapy import pdf_command as command
from conf.therapy.views.compact import choice
from conf.typstbook.verify import inspect
from tests.small_site import PAGES, Site

#: MyST 5 still uses an attribute that Sphinx 11 will drop.
pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project with its data, from whose root the command is run."""
    site = Site(tmp_path)
    (tmp_path / "conf").mkdir()
    settings = (tmp_path / "conf.py").read_text("utf-8")
    settings += "\nextensions += ['conf.typstbook', 'conf.therapy.write.book']\ntypst_filename = 'small.site'\ntypst_site = 'https://example.org/en'\n"
    (tmp_path / "conf" / "conf.py").write_text(
        settings.split("def setup")[0] + settings[settings.index("\nextensions +=") :], "utf-8"
    )
    # Rules cite sources that the small list of sources lacks.
    site.page("all.md", PAGES["all.md"].partition("## Rules")[0])
    site.page("about.md", PAGES["about.md"].replace(", {therapy:rule}`CT1`", ""))
    monkeypatch.chdir(site.root)
    return tmp_path


def made(project: Path) -> list[str]:
    """Return the names of what stands in the output folder."""
    return [path.name for path in (project / "_site" / "pdf").iterdir()]


def said(project: Path, name: str = "small-site") -> str:
    """Return what a book says, without spaces."""
    return inspect.squeeze("".join(inspect.texts(project / "_site" / "pdf" / f"{name}.pdf")))


class TestReadersBook:
    """The book that is made if nothing else is asked for."""

    def test_one_file_with_one_dot(self, project: Path) -> None:
        """Read the Docs wants exactly one file, with one dot in its name."""
        assert command.main([]) == 0
        assert made(project) == ["small-site.pdf"]

    def test_each_thing_in_short(self, project: Path) -> None:
        """It says of each record what a reader must know, in the order of its parts, and tells where all of it stands."""
        (project / "docs" / "learn").mkdir()
        (project / "docs" / "learn" / "index.md").write_text("# Understand\n\n```{toctree}\nwords\n```\n", "utf-8")
        (project / "docs" / "learn" / "words.md").write_text("# The words\n\nEach page of these is whole.\n", "utf-8")
        (project / "docs" / "help.md").write_text("# Help\n\nSee the countries.\n", "utf-8")
        index = project / "docs" / "index.md"
        index.write_text(index.read_text("utf-8").replace("\nall\n", "\nall\nlearn/index\nhelp\n"), "utf-8")

        assert command.main([]) == 0

        book = said(project)
        parts = (
            "Eachpageoftheseiswhole.",
            "YourownTcellsarechangedsothattheyfindthecancer.[AmericanSocietyofGene",
            "Cellsareinjectedintoasoreknee.",
            "Nocelltreatmentisshowntohelp.",
            "clinicaltrials.gov",
            "Howtociteit.",
        )
        places = [book.find(part) for part in parts]
        assert -1 not in places
        assert places == sorted(places)
        assert all(part in book for part in ("Notshowntowork", "Whatcangowrong", "Questionsformydoctor"))
        assert "Version1,madeon" in book
        assert "example.org/en" in book

    def test_it_says_how_it_chose(self, project: Path) -> None:
        """No list of treatments is typed: the imprint tells the rule."""
        assert command.main([]) == 0
        assert inspect.squeeze(choice.RULE) in said(project)

    def test_a_booklet(self, project: Path) -> None:
        """A booklet has one family, and the questions about it."""
        assert command.main(["--family", "effector-cells"]) == 0

        book = said(project, "effector-cells-small-site")

        assert "WhatisCAR-T?" in book
        assert "Cellsfortheknee" not in book
        assert "Alltreatmentsofthefamily" in book
        assert inspect.squeeze(choice.RULE) not in book


class TestWholeBook:
    """The whole reference."""

    def test_facts(self, project: Path) -> None:
        """The taxonomy's facts, sources and drawings are in the book, and its names in the index."""
        assert command.main(["--whole"]) == 0

        pages = inspect.texts(project / "_site" / "pdf" / "small-site.pdf")
        index = pages[-1]

        assert "Not shown to work" in "".join(pages)
        assert "How to cite it." in "".join(pages)
        assert choice.RULE not in "".join(pages)
        assert re.search(r"exampleleucel, \d+", index)
        assert re.search(r"CAR-T cell therapy, \d+", index)

    def test_variants(self, project: Path) -> None:
        """The name says what is not usual."""
        assert command.main(["--paper", "letter", "--large-print"]) == 0
        assert made(project) == ["small-site-letter-large-print.pdf"]

    def test_a_failure_leaves_nothing(self, project: Path) -> None:
        """A build that fails ends with its status and copies nothing."""
        (project / "docs" / "index.md").write_text("# Home\n\n![](none.png)\n", "utf-8")

        assert command.main([]) != 0
        assert not (project / "_site").exists()


class TestHandout:
    """One or two pages about one type."""

    def test_handout(self, project: Path) -> None:
        """It has at most two pages, names its type, and its code leads to the type's page."""
        assert command.main(["--type", "car-t"]) == 0

        path = project / "_site" / "pdf" / "car-t.pdf"
        address = "https://example.org/en/types/car-t.html"
        with pikepdf.open(path) as pdf:
            pages = len(pdf.pages)
            alternatives = [str(o.Alt) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o]
        text = inspect.squeeze("".join(inspect.texts(path, heads=True)))

        assert pages == 1
        assert sorted(set(alternatives)) == [f"QR code that leads to {address}", "cell therapy and immunotherapy"]
        assert text.startswith("CAR-Tcelltherapy")
        assert address in text
        assert all(part in text for part in ("Questionsformydoctor", "81of100", "Whatcangowrong"))

    def test_it_says_who_says_so(self, project: Path) -> None:
        """It keeps its sources, and who says what."""
        assert command.main(["--type", "car-t"]) == 0

        text = said(project, "car-t")

        assert "Whosayswhat.Celltherapy:ASGCTsaysyes" in text
        assert re.search(r"\[1\]\w", text)

    def test_who_has_much_to_say_fills_two_pages(self, project: Path) -> None:
        """The second page is never nearly empty: what is said of each part, and the letters, are chosen so."""
        record = project / "data" / "types" / "car-t.yaml"
        harm = "  - kind: {}\n    text: {} harm of this kind was told in one of {} reports.\n    sources:\n      - trial-2020\n"
        more = "".join(
            harm.format(kind, "Another " * 25, n) for kind in ("grave", "late", "frequent") for n in range(4)
        )
        record.write_text(
            record.read_text("utf-8").replace("harms:\n", f"harms:\n{more}", 1).replace("  - grave\n  - late\n", ""),
            "utf-8",
        )

        assert command.main(["--type", "car-t"]) == 0

        with pypdfium2.PdfDocument(project / "_site" / "pdf" / "car-t.pdf") as pdf:
            assert len(pdf) == 2
            text, height = pdf[1].get_textpage(), pdf[1].get_height()
            bottoms = [text.get_charbox(n)[1] for n in range(text.count_chars())]
        assert min(bottom for bottom in bottoms if bottom > 56) < height * 0.4

    def test_a_warning_is_kept(self, project: Path) -> None:
        """A hand-out of an unproven treatment says so."""
        assert command.main(["--type", "knee-cells", "--large-print"]) == 0
        assert "Not shown to work" in "".join(inspect.texts(project / "_site" / "pdf" / "knee-cells.pdf"))

    def test_unknown_type(self, project: Path, capfd: pytest.CaptureFixture[str]) -> None:
        """An unknown type is told, and no file is made."""
        assert command.main(["--type", "snake-oil"]) == 1
        assert (
            "there is no type 'snake-oil'; expected the identifier of a type that has a page" in capfd.readouterr().err
        )
        assert not (project / "_site").exists()


def test_drawings_in_the_epub(project: Path) -> None:
    """In the EPUB a drawing is a file, with its text alternative: no page holds one unannounced."""
    more = ["-D", "copyright=nobody"]

    assert build_main(["-q", "-b", "epub", "-c", "conf", *more, "docs", "epub"]) == 0

    page = (project / "epub" / "index.xhtml").read_text("utf-8")
    assert "<svg" not in page
    car_t = (project / "epub" / "types" / "car-t.xhtml").read_text("utf-8")
    assert "<svg" not in car_t
    assert "<details" not in car_t
    assert "81 of 100" in car_t
    assert re.search(r'<img alt="Two overlapping sets\. [^"]+" src="_images/drawing-\w+\.svg"', page)
    assert list((project / "epub" / "_images").glob("drawing-*.svg"))
