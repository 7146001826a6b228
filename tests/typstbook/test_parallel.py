"""The pages of a book are written side by side, and the book is the same as if one had followed the other."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sphinx.cmd.build import build_main

from conf.typstbook.model import Book, Link
from conf.typstbook.verify import inspect
from tests.conftest import CONFIGURATION, ROOT

if TYPE_CHECKING:
    from tests.conftest import Build

#: MyST 5 still uses an attribute that Sphinx 11 will drop.
pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")

EXTENSIONS = ("myst_parser", "conf.typstbook")
MORE = 'myst_enable_extensions = ["colon_fence"]\n'
PAGES = 24
PAGE = """# Page {n}

:::{{figure}} dot.svg
:alt: A dot
:name: dot-{n}

Figure of page {n}.
:::

:::{{table}} Table of page {n}

| A | B |
|---|---|
| 1 | 2 |
:::

See [another](page-{other}.md).
"""


def write(folder: Path, page: str = PAGE) -> Path:
    """Write pages with a numbered picture and a numbered table each, in a table of contents."""
    names = "\n".join(f"page-{n:02}" for n in range(PAGES))
    (folder / "index.md").write_text(f"# Book\n\n```{{toctree}}\n{names}\n```\n", "utf-8")
    (folder / "dot.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', "utf-8")
    for n in range(PAGES):
        text = page.format(n=n, other=f"{(n + 7) % PAGES:02}")
        (folder / f"page-{n:02}.md").write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def books(build: Build, tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """The same book, made by one process and by three."""
    source = write(tmp_path_factory.mktemp("source"))
    return {
        jobs: build(source, tmp_path_factory.mktemp(f"jobs{jobs}"), *EXTENSIONS, builder="typst", jobs=jobs, more=MORE)
        for jobs in (1, 3)
    }


def contents(folder: Path) -> dict[str, bytes]:
    """All that was written for Typst, but for the PDF."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pdf")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_processes_make_no_difference(books: dict[int, Path]) -> None:
    """Every file of the source is the same, and so is the text of the PDF."""
    one, three = (contents(books[jobs] / "source") for jobs in (1, 3))
    assert one == three
    assert len([name for name in one if name.startswith("pages/")]) == PAGES + 1
    first, second = (inspect.texts(books[jobs] / "smallsite.pdf") for jobs in (1, 3))
    assert first == second


@pytest.mark.parametrize("kind", ["Fig.", "Table"])
def test_numbers_run_through_the_book(kind: str, books: dict[int, Path]) -> None:
    """Pictures and tables are numbered from the first page to the last, though each page counts its own."""
    text = " ".join(inspect.texts(books[3] / "smallsite.pdf"))
    found = re.findall(rf"{re.escape(kind)} (\d+) (?:Figure|Table) of page\s+(\d+)", text)
    assert found == [(str(n + 1), str(n)) for n in range(PAGES)]


def test_links_lead_from_one_process_to_another(books: dict[int, Path]) -> None:
    """A link finds its page, whoever wrote it; and the text names the right one."""
    numbers = json.loads((books[3] / "source" / "numbers.json").read_text("utf-8"))
    places = {n: numbers[f"page-{n:02}:page-{n}"] for n in range(PAGES)}
    text = inspect.texts(books[3] / "smallsite.pdf")
    for n, page in places.items():
        assert re.search(rf"another\s+\(p\.\s*{places[(n + 7) % PAGES]}\)", text[page - 1])
    assert all(one.target for one in inspect.landings(books[3] / "smallsite.pdf"))


def test_problems_of_all_processes_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each process tells what is wrong with its pages, in the book's order, and there is no PDF."""
    source = write(tmp_path, PAGE.replace(":alt: A dot\n", ""))
    (tmp_path / "conf.py").write_text(CONFIGURATION.format(root=str(ROOT), extensions=[*EXTENSIONS], more=MORE))
    output = tmp_path / "out"
    assert build_main(["-q", "-j", "3", "-b", "typst", "-d", str(tmp_path / "trees"), str(source), str(output)]) == 1
    told = re.findall(r"page-(\d+)\.md:\d+: .*no alternative text", capsys.readouterr().err)
    assert told == [f"{n:02}" for n in range(PAGES)]
    assert not list(output.glob("*.pdf"))


def test_books_add_up() -> None:
    """What was learnt of some pages joins what was learnt of others; no kind of it is forgotten."""
    one, other = Book(), Book()
    for n, book in enumerate((one, other)):
        book.claim(f"page{n}", ["a", "b"])
        book.pageless.add(f"page{n}:a")
        book.problems.append((f"page{n}", "wrong"))
        book.links.append(Link(f"page{n}", "page0:a"))
        book.next_number(f"page{n}", "table")
        book.drawings[f"{n}.svg"] = book.images[f"dot{n}.svg"] = "x"
        book.lengths[f"page{n}"] = 9
        book.letters.add("éβ"[n])
    one.add(other)
    assert {name: len(value) for name, value in vars(one).items()} == dict.fromkeys(vars(one), 2)
    assert one.numbers_before() == {"page0": {"table": 0}, "page1": {"table": 1}}
