"""What programs read of the site: data files, identifiers, structured data, twins, and links from other projects."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
from bs4 import BeautifulSoup

from taxonomy import load
from taxonomy.export import FORMATS, export, lacking
from tests.small import TYPE
from tests.small_site import Built, Site

EVIL = "A </script><script>alert(1)</script> & <!-- name"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A small site with this extension, and a type whose sentence is HTML."""
    site = Site(tmp_path_factory.mktemp("machines"))
    conf = site.root / "conf.py"
    conf.write_text(conf.read_text().replace('neighbours"]', 'neighbours", "conf.published"]'))
    site.record("types/insulin.yaml", "A plain sentence about Insulin.", EVIL)
    about = site.root / "docs/about.md"
    about.write_text(about.read_text() + MORE)
    return site


MORE = """
```{py:function} load(path, *, again=False)

Loads it.
```

## Formats

```{machines-formats}
```

```{machines-tables}
```

A *word*, a **strong** one, `code`, a [link](https://example.org/a_b), 2 * 3 < 7, [home](index.md).

1. one
2. two

   more of two

> A quotation.

```python
x = "```"
```

```{note}
Mind this.
```

| a | b |
|---|---|
| 1 \\| 2 | **3** |
"""


@pytest.fixture(scope="module")
def built(site: Site) -> Built:
    """The site, built."""
    built = site.build()
    assert built.status == 0, built.output
    return built


class TestDownloads:
    """The data files come with the pages."""

    def test_every_format_is_there(self, site: Site, built: Built) -> None:
        """The files are those of the command, byte for byte, and archives of those that are many."""
        names = [name for name in FORMATS if not lacking([name])]
        made = export(load(site.data), *names)
        sums = made.pop("SHA256SUMS").decode().splitlines()
        for name, content in made.items():
            assert (built.pages / "data" / name).read_bytes() == content, name
        assert (built.pages / "data/csv.zip").is_file()
        # With the archives, which the command does not make.
        told = (built.pages / "data/SHA256SUMS").read_text().splitlines()
        assert set(told) >= set(sums)
        for digest, name in (line.split("  ") for line in told):
            assert hashlib.sha256((built.pages / "data" / name).read_bytes()).hexdigest() == digest, name

    def test_page_links_to_files_that_are_there(self, built: Built) -> None:
        """Each link of the table leads to a file; what this machine cannot make names its command."""
        page = BeautifulSoup(built.html("about"), "html.parser")
        (table,) = [each for each in page.select("table") if each.caption and "All formats" in each.caption.text]
        addresses = [str(link["href"]) for link in table.select("a")]

        assert len(table.select("tbody tr")) == len(FORMATS)
        assert addresses
        assert not [address for address in addresses if not (built.pages / address).is_file()]
        assert table.text.count("pip install") == len(lacking(FORMATS))

    def test_files_are_written_again_only_after_a_change(self, site: Site, built: Built) -> None:
        """A build without a change leaves the files; a changed record is in them after the next."""
        file = built.pages / "data/taxonomy.jsonl"
        before = file.stat().st_mtime_ns
        assert site.build().status == 0
        assert file.stat().st_mtime_ns == before

        site.record("types/red-cells.yaml", "A plain sentence about Red cells.", "Red cells from a donor.")
        assert site.build().status == 0
        assert "Red cells from a donor." in file.read_text()


class TestIdentifiers:
    """Every permanent identifier has a page."""

    @pytest.mark.parametrize(
        ("file", "page"),
        [
            ("car-t", "types/car-t.html"),
            ("knee-cells", "types/knee-cells.html"),
            ("product/exampleleucel", "products/exampleleucel.html"),
            ("illness/leukaemia", "illnesses/leukaemia.html"),
            ("question/what-is-car-t", "questions/what-is-car-t.html"),
            ("country/us", "what-changed.html"),
            ("authority/asgct", "all.html"),
        ],
    )
    def test_leads_to_the_description(self, built: Built, file: str, page: str) -> None:
        """The page of an identifier refreshes to the page that describes it, and links there."""
        folder = built.pages / "id" / file
        html = BeautifulSoup((folder / "index.html").read_text(), "html.parser")
        address = str(html.select_one("a")["href"])  # type: ignore[index]

        assert (folder / address.partition("#")[0]).resolve() == (built.pages / page).resolve()
        assert f"url={address}" in str(html.select_one("meta[http-equiv=refresh]"))

    def test_goes_with_its_record(self, site: Site, built: Built) -> None:
        """A record that went leaves neither page nor twin nor address, and an edition that went no address."""

        def files() -> set[str]:
            found = {path.relative_to(built.pages).as_posix() for path in built.pages.rglob("*") if path.is_file()}
            # The address of an edition bears its digest.
            return {each for each in found if not each.startswith("id/ontology/")}

        before = files()
        record = site.data / "types/nk-cells.yaml"
        record.write_text(TYPE.format(id="nk-cells", name="NK cells", family="effector-cells", agent="cells"), "utf-8")
        with_it = site.build()
        assert with_it.status == 0, with_it.output
        assert files() - before >= {"types/nk-cells.html", "types/nk-cells.md", "id/nk-cells/index.html"}

        record.unlink()
        assert site.build().status == 0
        assert files() == before
        assert not (built.pages / "id/nk-cells").exists()
        assert sum(each.is_dir() for each in built.pages.glob("id/ontology/*")) == 1

    def test_given_up_leads_to_its_replacement(self, built: Built) -> None:
        """An identifier that was given up says so, with the reason, and links to its replacement."""
        html = BeautifulSoup((built.pages / "id/car-t-cells/index.html").read_text(), "html.parser")

        assert "car-t-cells was given up on 2026-11-01. Two records told of the same treatment." in html.text
        assert [link["href"] for link in html.select("a")] == ["../../types/car-t.html"]
        assert not html.select("meta[http-equiv=refresh]")

    def test_page_that_was_given_up_leads_on(self, built: Built) -> None:
        """The address of its page is no dead end either."""
        html = BeautifulSoup((built.pages / "types/car-t-cells.html").read_text(), "html.parser")
        assert [link["href"] for link in html.select("a")] == ["../types/car-t.html"]


class TestStructuredData:
    """Pages of types say in schema.org's words what they are about."""

    def data(self, html: str) -> list[Any]:
        """The JSON-LD of a page."""
        scripts = BeautifulSoup(html, "html.parser").select("script[type='application/ld+json']")
        return [json.loads(each.text) for each in scripts]

    def test_type_page_has_it(self, built: Built) -> None:
        """The graph names the type, its sources and the day of its review."""
        (data,) = self.data(built.html("types/car-t"))
        page, therapy = data["@graph"]

        assert page["lastReviewed"] == "2026-11-22"
        assert therapy["@type"] == ["MedicalTherapy", "DefinedTerm"]
        assert therapy["@id"] == page["about"]["@id"] == "https://therapy-taxonomy.readthedocs.io/id/car-t"
        assert therapy["disambiguatingDescription"].startswith("Derived by rules: cell therapy: yes (rule CT1)")
        assert [each["name"] for each in therapy["subjectOf"]] == ["Frequently asked questions"]

    def test_question_page_has_it(self, built: Built) -> None:
        """The graph holds the question, its accepted answer and where that is from."""
        (data,) = self.data(built.html("questions/what-is-car-t"))
        page, asked = data["@graph"]

        assert page["mainEntity"]["@id"] == asked["@id"]
        assert (asked["@type"], asked["name"]) == ("Question", "What is CAR-T?")
        assert asked["acceptedAnswer"]["text"] == "Your own T cells are changed so that they find the cancer."
        assert [each["name"] for each in asked["acceptedAnswer"]["citation"]] == ["Frequently asked questions"]

    def test_illness_page_has_it(self, built: Built) -> None:
        """The graph holds the illness under all its names, and its identifiers."""
        (data,) = self.data(built.html("illnesses/leukaemia"))
        illness = data["@graph"][1]

        assert (illness["@type"], illness["alternateName"]) == ("MedicalCondition", ["leukemia"])
        assert [each["codeValue"] for each in illness["code"]] == ["0005059"]

    def test_text_cannot_end_its_element(self, built: Built) -> None:
        """A sentence that holds ``</script>`` stays data."""
        html = built.html("types/insulin")
        (data,) = self.data(html)

        assert data["@graph"][1]["description"] == EVIL
        assert "<script>alert" not in html

    def test_other_pages_have_none(self, built: Built) -> None:
        """A page that lists types is not about one."""
        assert self.data(built.html("all")) == []


class TestTwins:
    """Every page has a twin in Markdown."""

    def twin(self, built: Built, page: str) -> str:
        """The text of a twin."""
        return (built.pages / f"{page}.md").read_text()

    def test_every_page_names_its_twin(self, site: Site, built: Built) -> None:
        """Each page links to a twin that is there."""
        for source in (site.root / "docs").rglob("*.md"):
            page = source.relative_to(site.root / "docs").with_suffix("").as_posix()
            link = BeautifulSoup(built.html(page), "html.parser").select_one("link[type='text/markdown']")
            assert link is not None
            assert ((built.pages / page).parent / str(link["href"])).resolve() == (built.pages / f"{page}.md").resolve()

    def test_markup_reads_back(self, built: Built) -> None:
        """Each construct is written as Markdown knows it, and plain signs stay plain."""
        text = self.twin(built, "about")

        for expected in (
            "# About\n",
            "## Formats\n",
            "A *word*, a **strong** one, `code`, a [link](https://example.org/a_b), 2 \\* 3 \\< 7, [home](index.md).",
            "1. one\n2. two\n\n   more of two",
            "> A quotation.",
            '````python\nx = "```"\n````',
            "`load(path, *, again=False)`\n\n> Loads it.",
            "> **Note**\n>\n> Mind this.",
            "| 1 \\| 2 | **3** |",
            "[CAR-T cell therapy](types/car-t.md)",
        ):
            assert expected in text, expected

    def test_facts_are_there(self, built: Built) -> None:
        """The page of a type holds its warning, its answers, its uses and its sources."""
        text = self.twin(built, "types/knee-cells")

        assert "> **Not shown to work**" in text
        assert "- **Is it a cell therapy?** **Yes**. " in text
        assert "**Sold without proof: United States**" in text
        assert "- United States: **Sold, but not shown to work for this use**, November 2026" in text
        assert "###### Places" not in text
        assert "`trial-2020`" in text

    def test_links_lead_to_twins(self, built: Built) -> None:
        """Every relative link of every twin leads to a file."""
        found = 0
        for path in built.pages.rglob("*.md"):
            for address in links(path.read_text()):
                found += 1
                assert (path.parent / address).is_file(), (path.name, address)
        assert found > 20

    def test_parallel_builds_are_the_same(self, site: Site, built: Built) -> None:
        """Two processes write what one writes, in every file: pages, twins, data, identifiers and ``llms.txt``."""
        assert built.status == 0
        assert site.build("one").status == 0
        assert site.build("two", "-j", "2").status == 0

        def digest(folder: str) -> dict[str, bytes]:
            top = site.root / folder
            return {path.relative_to(top).as_posix(): path.read_bytes() for path in top.rglob("*") if path.is_file()}

        assert digest("one") == digest("two")
        assert len(digest("one")) > 40


def links(text: str) -> Iterator[str]:
    """The files that the relative links of a text name."""
    for address in re.findall(r"(?<!\\)\]\(([^)]+)\)", re.sub(r"```.*?```", "", text, flags=re.DOTALL)):
        if ":" not in address and not address.startswith("#"):
            yield address.partition("#")[0]


class TestListing:
    """``llms.txt`` lists everything."""

    def test_lists_pages_and_types(self, built: Built) -> None:
        """Each page and each type is there, with its answers and an address that leads to a twin."""
        text = (built.pages / "llms.txt").read_text()

        assert text.startswith("# Therapy taxonomy")
        assert "- [CAR-T cell therapy](types/car-t.md): Your own T cells" in text
        assert "Cell therapy: yes. Immunotherapy: yes. Reviewed 2026-11-22." in text
        assert not [address for address in links(text) if not (built.pages / address).is_file()]

    def test_lists_illnesses_medicines_and_questions(self, built: Built) -> None:
        """Each kind of record in a section of its own, apart from the pages by hand."""
        text = (built.pages / "llms.txt").read_text()
        sections = dict(re.findall(r"^## ([^\n]+)\n\n(.*?)(?=\n\n|\Z)", text, re.DOTALL | re.MULTILINE))

        assert "(illnesses/leukaemia.md)" in sections["Illnesses"]
        assert "(products/exampleleucel.md)" in sections["Medicines and products"]
        assert "(questions/what-is-car-t.md)" in sections["Questions people ask"]
        assert "illnesses/" not in sections["Pages"]


HOW_TO = Path(__file__).parents[2] / "docs/use/how-to-link-to-a-treatment.md"
Answer = tuple[int, str, str]


class TestOtherProjects:
    """Any Sphinx project links to a type by its identifier, as the how-to says."""

    LINKS: ClassVar = [
        ("{external+therapies:therapy:type}`car-t`", "CAR-T cell therapy", "types/car-t.html"),
        ("{external+therapies:therapy:type}`T cells <car-t>`", "T cells", "types/car-t.html"),
        ("{external+therapies:therapy:type}`car-t-cells`", "CAR-T cell therapy", "types/car-t.html"),
        ("{external+therapies:therapy:product}`exampleleucel`", "exampleleucel", "products/exampleleucel.html"),
        ("[](inv:therapies:therapy:type#car-t)", "CAR-T cell therapy", "types/car-t.html"),
    ]

    @pytest.fixture
    def other(self, built: Built, tmp_path: Path) -> Callable[[str], Answer]:
        """Build a second project whose only page is the given text; gives status, output and page.

        Its configuration is the one that the how-to shows, with the inventory of the small site.
        """
        shown = re.findall(r"```python\n(.*?)```", HOW_TO.read_text("utf-8"), re.DOTALL)
        (conf,) = [text for text in shown if "intersphinx_mapping" in text]
        there = '"https://therapy-taxonomy.readthedocs.io/en/latest/", None'
        assert there in conf
        conf = conf.replace(there, f'"https://example.org/en/latest/", {str(built.pages / "objects.inv")!r}')
        (tmp_path / "conf.py").write_text(conf)

        def build(text: str) -> Answer:
            (tmp_path / "index.md").write_text(text)
            command = [sys.executable, "-m", "sphinx", "-W", "-n", "-b", "html", str(tmp_path), str(tmp_path / "out")]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            page = tmp_path / "out/index.html"
            return done.returncode, done.stdout + done.stderr, page.read_text() if page.is_file() else ""

        return build

    def test_links(self, other: Callable[[str], Answer]) -> None:
        """An identifier becomes a link with the name; one that was given up leads on."""
        status, output, html = other("# Other\n\n" + "\n\n".join(f"See {role}." for role, _, _ in self.LINKS))

        assert status == 0, output
        found = BeautifulSoup(html, "html.parser").select("a.external[href*='example.org']")
        told = [(link.text, str(link["href"]).partition("#")[0]) for link in found]
        assert told == [(words, f"https://example.org/en/latest/{page}") for _, words, page in self.LINKS]

    def test_unknown_identifier_is_told(self, other: Callable[[str], Answer]) -> None:
        """An identifier that never was fails the build of the other project."""
        status, output, _ = other("# Other\n\n{external+therapies:therapy:type}`cart`\n")

        assert status == 1
        assert "'cart'" in output or "not found: cart" in output
