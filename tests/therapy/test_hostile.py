"""Text of a record stays text: in pages, in the book and in every export, whoever wrote it."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from pypdf import PdfReader

from taxonomy.command.line import main
from taxonomy.export import FORMATS, lacking
from taxonomy.loading.folder import Folder
from taxonomy.model.fields import LONGEST
from taxonomy.model.records import FOLDERS, KINDS
from tests.small import BIB, CAR_T, write
from tests.therapy.hostile import (
    PAYLOADS,
    REFUSED,
    build,
    filled_fields,
    free_fields,
    harmless,
    hostile,
    records,
    write_site,
)

VERSION = re.compile(r"\d+\.\d+\.\d+-[0-9a-f]{8}")  # of the data: other texts, another version
MARK = re.compile(r"q[a-z]+q\d+")


class Sites(NamedTuple):
    """The folder of the hostile site and of the harmless one; both are built."""

    hostile: Path
    harmless: Path


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    """Both sites, as pages; nothing in the texts even makes Sphinx warn."""
    root = tmp_path_factory.mktemp("hostile")
    for name, make in (("hostile", hostile), ("harmless", harmless)):
        data = write_site(root / name, make)
        assert [str(problem) for problem in Folder(data).problems] == []
        status, told = build(root / name, "html")
        assert status == 0, told
    return Sites(root / "hostile", root / "harmless")


def pages(root: Path) -> dict[str, BeautifulSoup]:
    """Every page of a site, parsed."""
    return {
        VERSION.sub("VERSION", path.relative_to(root / "html").as_posix()): BeautifulSoup(
            path.read_text("utf-8"), "html.parser"
        )
        for path in sorted((root / "html").rglob("*.html"))
    }


def shape(page: BeautifulSoup) -> list[tuple[str, tuple[str, ...]]]:
    """The elements of a page and the names of their attributes, without any text.

    MyST marks a heading twice where its own anchor differs from Sphinx's; that is no matter of the text.
    """
    found = [(tag.name, tuple(sorted(tag.attrs))) for tag in page.find_all(True)]
    return [each for each in found if each != ("span", ("id",))]


def test_every_text_is_hostile() -> None:
    """Every field of every kind of record that takes any text holds every payload."""
    kinds = {folder: kind for kind, folder in FOLDERS.items()}
    found = set()
    for name, record in records(hostile).items():
        found |= filled_fields(KINDS[kinds[name.partition("/")[0]]], record)
    assert found == set().union(*map(free_fields, KINDS.values()))
    assert all(payload in hostile("q", 0, LONGEST) for payload in PAYLOADS.values())


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_an_address_in_a_text_is_refused(text: str, tmp_path: Path) -> None:
    """No text of a record holds an address or the markup of a link."""
    root = write(tmp_path, car_t=CAR_T.replace("name: CAR-T cell therapy", f"name: 'CAR-T {text}'"))
    assert "holds a web address" in [problem.what for problem in Folder(root).problems]


def test_pages_keep_their_shape(sites: Sites) -> None:
    """A hostile text adds no element and no attribute to any page."""
    bad, good = pages(sites.hostile), pages(sites.harmless)
    assert bad.keys() == good.keys()
    for name, page in bad.items():
        # Some lists sort by letters, so that their order may differ.
        assert sorted(shape(page)) == sorted(shape(good[name])), name
    shown = {mark for page in bad.values() for mark in MARK.findall(page.get_text())}
    assert len(shown) > 40


def test_links_lead_to_pages(sites: Sites) -> None:
    """No address runs anything, and nothing is loaded from elsewhere."""
    for name, page in pages(sites.hostile).items():
        for tag in page.find_all(True):
            assert isinstance(tag, Tag)
            assert not [key for key in tag.attrs if key.startswith("on")], name
            for key in ("href", "src", "action", "content", "xlink:href"):
                value = str(tag.get(key, ""))
                assert not re.match(r"\s*(javascript|data|vbscript):", value, re.IGNORECASE), (name, value)
                assert "evil" not in urlsplit(value).netloc, (name, value)


def test_scripts_are_ours(sites: Sites) -> None:
    """No text of a record stands inside a script, unless as JSON that cannot end it."""
    for page in pages(sites.hostile).values():
        for script in page.find_all("script"):
            if MARK.search(script.get_text()):
                assert "json" in str(script.get("type", ""))
                json.loads(script.get_text())


def test_other_files_are_sound(sites: Sites) -> None:
    """Data files beside the pages are JSON that holds the texts as texts."""
    found = [
        path
        for path in (sites.hostile / "html").rglob("*.js*")
        if path.suffix in (".js", ".json") and MARK.search(path.read_text("utf-8"))
    ]
    for path in found:
        data = re.fullmatch(r"(?:[\w.]+ = )?(.*?);?\s*", path.read_text("utf-8"), re.DOTALL)
        assert data is not None
        json.loads(data[1])


def test_book(sites: Sites) -> None:
    """The book prints the payloads as they stand, runs nothing, and links to web pages only."""
    status, told = build(sites.hostile, "typst")
    assert status == 0, told
    (path,) = (sites.hostile / "typst").glob("*.pdf")
    reader = PdfReader(path)
    text = "".join(page.extract_text() for page in reader.pages)
    assert len(set(MARK.findall(text))) > 20
    assert "root:" not in text
    for part in ("<script>alert(1)</script>", '#read("/etc/passwd")', "{{7*7}}"):
        assert part in re.sub(r"[\s\u200b]", "", text)
    catalogue = reader.root_object
    assert not {"/OpenAction", "/AA"} & set(catalogue.keys())
    assert "/JavaScript" not in catalogue.get("/Names", {})
    actions = [
        note.get_object()["/A"].get_object()
        for page in reader.pages
        for note in page.get("/Annots", [])
        if "/A" in note.get_object()
    ]
    assert {action["/S"] for action in actions} <= {"/URI", "/GoTo"}
    assert all(str(action["/URI"]).startswith(("https://", "http://")) for action in actions if "/URI" in action)


def test_exports(sites: Sites, tmp_path: Path) -> None:
    """Every export is still of its form, with each payload as a value."""
    for name in sorted({*FORMATS} - {*lacking(FORMATS)}):
        assert main(["export", name, "--data", str(sites.hostile / "data"), "-o", str(tmp_path / "out" / name)]) == 0
    made = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert {".json", ".csv"} <= {path.suffix for path in made}
    for path in made:
        if path.suffix in (".json", ".jsonld"):
            json.loads(path.read_text("utf-8"))
        elif path.suffix in (".ttl", ".nt"):
            assert "<https://evil.example" not in path.read_text("utf-8")
        elif path.suffix == ".csv":
            rows = list(csv.reader(io.StringIO(path.read_text("utf-8"))))
            assert all(len(row) == len(rows[0]) for row in rows), path.name
            assert not [cell for row in rows for cell in row if cell.lstrip().startswith(("=", "+", "@", "\t"))]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", " ="])
def test_no_formula(sign: str, tmp_path: Path) -> None:
    """A text that a spreadsheet would run is refused where it stands, in records and in sources."""
    formula = f'"{sign}HYPERLINK(1)"'
    root = write(tmp_path, car_t=CAR_T.replace("name: CAR-T cell therapy", f"name: {formula}"))
    told = f"begins with '{sign.strip()}', which a spreadsheet takes for a formula"
    assert [problem.what for problem in Folder(root).problems] == [told]
    (root / "sources.bib").write_text(BIB.replace("{Journal of", f"{{{sign}Journal of"), encoding="utf-8")
    assert [problem.what for problem in Folder(root).problems].count(told) == 2


BIBS = {
    "script": ("url = {https://www.asgct.org/}", "url = {javascript:alert(1)}", "url: 'javascript:alert(1)' is not of the right form; expected {https://…}: the address of a public host in braces"),
    "data": ("url = {https://www.asgct.org/}", "URL={data:text/html,x}", "url: 'data:text/html,x' is not of the right form"),
    "broken out of": ("https://www.asgct.org/", 'https://a/"onclick=alert(1)', "url: "),
    "joined": ("url = {https://www.asgct.org/}", 'url = "java" # "script:alert(1)"', "is not valid here"),
    "macro": ("url = {https://www.asgct.org/}", "url = macro", "file: 'url = macro,' is not valid here"),
    "doi": ("doi = {10.1000/xyz}", "doi = {javascript:alert(1)}", "doi: 'javascript:alert(1)' is not of the right form; expected {10.…/…}: a DOI in braces"),
    "other field": ("doi = {10.1000/xyz}", "eprint = {x}", "eprint: is not a field here; expected one of author"),
    "other field, on a line": ("year = {2026},", "year = {2026}, crossref = {x},", "year: ', crossref = {x},' stands after the end of the text"),
    "comment": ("Frequently asked", "5% of frequently asked", "title: holds '%', after which BibTeX reads no more; expected '\\%'"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), BIBS.values(), ids=BIBS)
def test_bibliography(old: str, new: str, message: str, tmp_path: Path) -> None:
    """An address of a source leads to a page, or the source is refused with its line."""
    assert old in BIB
    root = write(tmp_path, sources=BIB.replace(old, new))
    told = [str(problem) for problem in Folder(root).problems]
    assert any(re.match(r".*sources\.bib:\d+: ", each) and message in each for each in told), told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("@misc{a,\n  title = {x}\n  year = {1}\n}", "3: year: follows a field without ','; expected"),
        ("@misc{a,\n  title = {x", "2: title: is not closed; expected"),
    ],
)
def test_broken_bibliography(text: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A mistake of BibTeX is one located message of the check."""
    root = write(tmp_path, sources=text)
    assert main(["check", str(root)]) == 1
    assert f"sources.bib:{told}" in capsys.readouterr().out


@pytest.mark.parametrize("address", ["javascript:alert(1)", "http://a.org", "https://a.org/<script>", "//a.org"])
def test_address_of_a_record(address: str, tmp_path: Path) -> None:
    """An address in a record starts with https:// and holds nothing that could end an attribute."""
    from tests.small import AUTHORITY

    root = write(tmp_path, asgct=AUTHORITY.replace("purpose:", f'url: "{address}"\npurpose:'))
    assert [problem.field for problem in Folder(root).problems] == ["url"]
