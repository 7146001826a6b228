"""The command behind ``nox -s pdf``: the book with the taxonomy in it, and the hand-out."""

from __future__ import annotations

import re
from math import ceil
from pathlib import Path

import pikepdf
import pypdfium2  # type: ignore[import-untyped] # it has no types
import pytest
from sphinx.cmd.build import build_main
from sphinx.config import Config

from conf.therapy import pdf_command as command
from conf.therapy.blocks import Block
from conf.therapy.views.compact import choice
from conf.therapy.write.handout import HandoutBuilder
from conf.typstbook.paper_sizes import PAPERS
from conf.typstbook.typeset.compile import Compiled
from conf.typstbook.verify import inspect
from taxonomy import Taxonomy, Type, load
from tests.small import write
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


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Taxonomy:
    """The small data folder, loaded."""
    return load(write(tmp_path_factory.mktemp("data")))


class Measured(HandoutBuilder):
    """A hand-out whose words are so many pages of usual letters; it is not set, but measured."""

    source = Path()
    room = PAPERS["a4"].height - 56

    def __init__(self, folder: Path, much: float) -> None:
        self.source, self.much = folder, much
        self.seen: dict[str, tuple[int, float]] = {}
        self.config = Config()
        self.config.add("typst_large_print", default=False, rebuild="", types=())
        self.config.add("typst_paper", "a4", "", ())

    def made(self, type_: Type, _blocks: list[Block], _address: str, size: float) -> Compiled:
        """Typst would have set so many pages."""
        (self.source / f"{type_.id}.pdf").write_text(str(size))
        share = self.much * (size / 10.5) ** 2
        pages = ceil(share)
        self.seen[str(size)] = pages, (share - pages + 1) * self.room
        return Compiled(pages, [], self.seen[str(size)][1])


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

    def test_questions_run_on(self, project: Path, tmp_path: Path) -> None:
        """All questions stand in one run of columns: a theme of few does not leave half a page empty."""
        questions = project / "data" / "questions"
        words = (questions / "what-is-car-t.yaml").read_text("utf-8")
        other = words.replace("what-is-what", "words").replace("What is CAR-T?", "What does CAR mean?")
        (questions / "what-does-car-mean.yaml").write_text(
            other.replace("id: what-is-car-t", "id: what-does-car-mean"), "utf-8"
        )

        assert command.main(["--keep-source", str(tmp_path / "source")]) == 0

        asked = next(each for each in tmp_path.rglob("*.typ") if "What does CAR mean" in each.read_text("utf-8"))
        assert asked.read_text("utf-8").count("#dense[") == 1

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

    @pytest.mark.usefixtures("project")
    def test_the_end_of_a_page_is_not_alone(self, tmp_path: Path) -> None:
        """The last source of a list stands on the page of what is said below it; others may be parted."""
        assert command.main(["--whole", "--keep-source", str(tmp_path / "source")]) == 0

        page = next(each for each in tmp_path.rglob("*types-car-t.typ")).read_text("utf-8")

        assert page.count("#source(last: true, ") == 1
        assert page.count("#source(") > 1
        assert page.index("#source([") < page.index("#source(last: true")

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

    @pytest.mark.parametrize("much", [0.5, 0.95, 1.05, 1.2, 1.25, 1.3, 1.4, 1.6, 1.9, 2.6])
    def test_no_second_page_is_half_empty(self, tmp_path: Path, small: Taxonomy, much: float) -> None:
        """However much there is to say, it fills one page or two: in smaller letters, or else in larger ones."""
        made = Measured(tmp_path, much)

        best = made.best(small["car-t"], iter([[]]), "")

        assert best is not None
        pages, end = made.seen[best.read_text()]
        assert pages == 1 or (pages == 2 and end >= 0.75 * made.room)

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
