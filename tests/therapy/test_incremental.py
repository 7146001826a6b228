"""After any change of the data, an incremental build equals a clean one, and reads no page in vain."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.small import TYPE
from tests.small_site import Built, Site, Snapshot


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The site, built for all tests of this file."""
    root = tmp_path_factory.mktemp("incremental")
    return Snapshot(Site(root / "site"), root / "copy")


@pytest.fixture
def site(snapshot: Snapshot) -> Site:
    """The site as it was."""
    return snapshot.again()


def pages(built: Built) -> dict[str, str]:
    """Every page and the inventory. Search indexes are no pages."""
    found = {
        path.relative_to(built.pages).as_posix(): path.read_text(encoding="utf-8")
        for path in built.pages.rglob("*.html")
    }
    return found | {"objects.inv": (built.pages / "objects.inv").read_bytes().hex()}


@pytest.mark.parametrize("builder", ["html", "epub"])
def test_serial_equals_parallel(builder: str, tmp_path: Path) -> None:
    """Two processes write the same bytes as one, in every file."""
    site = Site(tmp_path)
    with (site.root / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write("\nextensions += ['conf.typstbook']\n")  # whose EPUB holds no time
    how = ("-b", builder, "-D", "epub_copyright=Nobody")
    serial, parallel = site.build("serial", *how), site.build("parallel", *how, "-j", "2")
    assert (serial.status, parallel.status) == (0, 0), parallel.output

    one, two = (
        {path.relative_to(built.pages): path.read_bytes() for path in built.pages.rglob("*") if path.is_file()}
        for built in (serial, parallel)
    )
    assert one.keys() == two.keys()
    assert [path for path in one if one[path] != two[path]] == []


def test_nothing_to_do(site: Site) -> None:
    """Without a change no page is read."""
    assert site.build().read == set()


def test_touching_a_record_reads_nothing(site: Site) -> None:
    """A new date of a file with the old content changes no page."""
    (site.data / "types" / "car-t.yaml").touch()
    assert site.build().read == set()


def test_edit_reads_exactly_what_shows_it(site: Site) -> None:
    """A detail is shown on the type's page and in the comparison, and nowhere else."""
    site.record("types/car-t.yaml", "text: Your own T cells.", "text: Your own T cells, changed.")

    built = site.build()

    assert built.read == {"types/car-t", "about"}
    assert "Your own T cells, changed." in built.html("types/car-t")
    assert pages(built) == pages(site.build("clean"))


def test_new_name_reaches_every_page_that_names_it(site: Site) -> None:
    """A name stands on pages of neighbours, products, claims and lists."""
    site.record("types/t-cells.yaml", "name: T cell therapy", "name: T cells as medicine")

    built = site.build()

    assert {"types/t-cells", "types/car-t", "effector", "all"} <= built.read
    assert "insulin" not in {name.removeprefix("types/") for name in built.read}
    assert pages(built) == pages(site.build("clean"))


def test_edit_of_a_product(site: Site) -> None:
    """A product is shown on its page, in the list, on the page of its type, and by questions about it."""
    site.record("products/exampleleucel.yaml", "- Examplia", "- Exemplia")
    built = site.build()
    wider = {"types/t-cells"}  # names the medicines of its kinds
    assert built.read == {"types/car-t", "products/exampleleucel", "medicines", "questions/what-is-car-t"} | wider
    assert pages(built) == pages(site.build("clean"))


def test_a_new_product_is_named_by_the_wider_type(site: Site) -> None:
    """The page of a group names the medicines of its kinds, a new one in this very build."""
    known = (site.data / "products" / "exampleleucel.yaml").read_text(encoding="utf-8")
    new = (
        known.replace("exampleleucel", "secondleucel")
        .replace("Examplia", "Secondia")
        .replace("BLA 125646", "BLA 125647")
    )
    (site.data / "products" / "secondleucel.yaml").write_text(new, encoding="utf-8")

    built = site.build()

    assert built.status == 0, built.output
    assert "secondleucel" in built.html("types/t-cells")


def test_product_moves_to_another_type(site: Site) -> None:
    """Both the old and the new type's page change."""
    site.record("products/exampleleucel.yaml", "type: car-t", "type: t-cells")
    built = site.build()
    assert built.read == {"types/car-t", "types/t-cells", "products/exampleleucel"}
    assert pages(built) == pages(site.build("clean"))


def test_edit_of_a_source(site: Site) -> None:
    """A source's title stands on the pages that cite it, and in the list of sources."""
    site.record("sources.bib", "Frequently asked questions", "Questions that many ask")
    built = site.build()
    assert {"types/car-t", "types/insulin", "sources"} <= built.read
    assert pages(built) == pages(site.build("clean"))


NK_CELLS = TYPE.format(id="nk-cells", name="NK cell therapy", family="effector-cells", agent="cells")


def test_a_type_is_one_file(site: Site) -> None:
    """A new record has its page and is listed where it belongs, in this very build."""
    (site.data / "types" / "nk-cells.yaml").write_text(NK_CELLS, encoding="utf-8")

    built = site.build()

    assert built.status == 0, built.output
    assert {"types/nk-cells", "effector", "all", "index"} <= built.read
    assert "<h1>NK cell therapy" in built.html("types/nk-cells")
    assert "NK cell therapy" in built.html("effector")
    assert pages(built) == pages(site.build("clean"))


def test_deleted_type(site: Site) -> None:
    """A deleted record leaves every list, the index and the inventory, and its page goes with it."""
    (site.data / "types" / "insulin.yaml").unlink()
    site.page("index.md", (site.root / "docs" / "index.md").read_text(encoding="utf-8").replace("types/insulin\n", ""))
    site.page(
        "about.md",
        (site.root / "docs" / "about.md").read_text(encoding="utf-8").replace("{therapy:ref}`the jab <insulin>`, ", ""),
    )

    built = site.build()

    assert built.status == 0, built.output
    assert not list((site.root / "docs" / "types").glob("insulin.*"))
    assert not (built.pages / "types/insulin.html").exists()
    assert pages(built) == pages(site.build("clean"))


def test_pages_of_records_are_written_once(site: Site) -> None:
    """What the build wrote before is not written again, so that nothing that watches the folder starts anew."""
    (path,) = (site.root / "docs" / "types").glob("insulin.*")
    before = path.stat().st_mtime_ns
    site.record("types/insulin.yaml", "A plain sentence", "Another sentence")

    assert site.build().read >= {"types/insulin"}
    assert path.stat().st_mtime_ns == before


def test_page_by_hand_takes_the_place(site: Site) -> None:
    """A page with words of its own is read in place of the written one, even if it is older, and is not touched."""
    text = "# Insulin\n\nWords of our own.\n\n```{therapy:type} insulin\n```\n"
    path = site.page("types/insulin.md", text)
    os.utime(path, (1, 1))

    by_hand = site.build()

    assert by_hand.status == 0, by_hand.output
    assert by_hand.read == {"types/insulin"}
    assert "Words of our own." in by_hand.html("types/insulin")
    assert (path.read_text(encoding="utf-8"), path.stat().st_mtime) == (text, 1)
    assert pages(by_hand) == pages(site.build("clean"))

    path.unlink()
    again = site.build()
    assert again.status == 0, again.output
    assert "Words of our own." not in again.html("types/insulin")
    assert pages(again) == pages(site.build("cleaner"))


def test_page_by_hand_shows_its_record(site: Site) -> None:
    """A page in the place of a record's page that does not show the record is told, with what is expected."""
    path = site.page("types/insulin.md", "# Insulin\n\nWords of our own.\n")
    site.page("about.md", "# About\n")

    built = site.build()

    assert built.status == 1
    expected = "the page does not show its record; expected a '{therapy:type} insulin' directive [therapy.page]"
    assert f"{path}:1: WARNING: {expected}" in built.output


def test_broken_record_stops_the_build(site: Site) -> None:
    """Every problem is told in the form of the check, the status is 1, and nothing is written; mended, all is well."""
    site.record("types/car-t.yaml", "genetic: ex_vivo", "genetic: exvivo")
    (site.data / "types" / "insulin.yaml").write_text("", encoding="utf-8")
    before = site.build("out").pages.stat().st_mtime_ns

    built = site.build()

    assert built.status == 1
    assert (
        f"{site.data}/types/car-t.yaml:14: attributes.genetic: 'exvivo' is unknown (did you mean 'ex_vivo'?); expected one of none,"
        in built.output
    )
    assert f"{site.data}/types/insulin.yaml:1: file: is empty; expected a record" in built.output
    assert "Traceback" not in built.output
    assert built.pages.stat().st_mtime_ns == before

    site.record("types/car-t.yaml", "genetic: exvivo", "genetic: ex_vivo")
    (site.data / "types" / "insulin.yaml").write_text(
        TYPE.format(id="insulin", name="Insulin", family="other-medicines", agent="protein"), encoding="utf-8"
    )
    mended = site.build()
    assert mended.status == 0, mended.output
    assert pages(mended) == pages(site.build("clean"))


def test_page_that_lists_others_rests(site: Site) -> None:
    """A page is written again for a new title of what it lists, and not for new words below it."""
    path = site.page("types/car-t.md", "# CAR-T cell therapy\n\n```{therapy:type} car-t\n```\n")
    assert site.build().read == {"types/car-t"}
    lists = site.root / "out" / "effector.html"
    written = lists.stat().st_mtime_ns
    path.write_text(path.read_text(encoding="utf-8") + "\nMore words.\n", encoding="utf-8")
    assert site.build().read == {"types/car-t"}
    assert lists.stat().st_mtime_ns == written
    path.write_text(path.read_text(encoding="utf-8") + "\n## A new section\n", encoding="utf-8")
    built = site.build()
    assert lists.stat().st_mtime_ns > written
    assert pages(built) == pages(site.build("clean"))
