"""The table "to add a …" of CONTRIBUTING is true: what it names is there, and nothing else need be touched."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import pytest

import taxonomy
from conf.published.data_files import format_list
from conf.therapy import directives, roles
from conf.therapy.blocks import texts
from conf.therapy.directives.showing import Showing
from conf.therapy.tracking import Reference
from conf.therapy.views.counts import field_list
from taxonomy import vocabulary as v
from taxonomy.export import FORMATS, Format, catalogue, export, formats, graphs
from tests.small import CLAIM, PRODUCT, TYPE, write
from tests.small_site import PAGES, Site

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
LEARN = ROOT / "docs/learn/index.md"
ROWS: dict[str, str] = dict(
    re.findall(r"^\| ([^|]+) \| ([^|]+) \| \d+ \| [^|]+ \|$", TEXT.split("## To add a …")[1], re.MULTILINE)
)
#: What another change brings; its row is held to the rest as soon as it is there.
TO_COME = {"illness"} - taxonomy.KINDS.keys()


def test_the_table_has_a_row_for_each() -> None:
    """What people add most has a row."""
    wanted = {
        "fact",
        "type of treatment",
        "illness",
        "question",
        "page to read",
        "claim",
        "attribute value",
        "rule",
        "role or directive",
        "export format",
    }
    assert wanted <= ROWS.keys()


@pytest.mark.parametrize("what", sorted(ROWS.keys() - {"To add a …", "---"} - TO_COME))
def test_what_is_touched_is_there(what: str) -> None:
    """Each file that a row names exists; of a pattern, one that fits it, or the folder of those to come."""
    named = [each for each in re.findall(r"`([^`]+)`", ROWS[what]) if "/" in each]
    for each in named:
        found = list(ROOT.glob(each.replace("<id>", "*").replace("<name>", "*").rstrip("/")))
        assert found or (each.startswith("docs/types/") and (ROOT / "docs").is_dir()), each
    assert named


RECORDS = {
    "types": ("nk-cells", TYPE.format(id="nk-cells", name="NK cell therapy", family="effector-cells", agent="cells"), "NK cell therapy"),
    "products": ("newleucel", PRODUCT.replace("exampleleucel", "newleucel").replace("Examplia", "Newlia").replace("125646", "125647"), "newleucel"),
    "claims": ("a-new-claim", CLAIM.replace("stem-cells-fix-knees", "a-new-claim").replace("Stem cells repair a worn knee.", "Quite new words.").replace("truth: ", "truth: So far, "), "Quite new words."),
}  # fmt: skip


@pytest.mark.parametrize("folder", RECORDS)
def test_a_record_is_one_file(folder: str, tmp_path: Path) -> None:
    """A file in the data, and the next build shows it, without a warning."""
    site = Site(tmp_path)
    id, text, shown = RECORDS[folder]
    assert f"`taxonomy/data/{folder}/<id>.yaml`" in ROWS[{"types": "type of treatment"}.get(folder, folder[:-1])]
    (site.data / folder / f"{id}.yaml").write_text(text, encoding="utf-8")

    built = site.build()

    assert built.status == 0, built.output
    assert shown in built.html("medicines" if folder == "products" else "all")


def test_a_page_to_read_is_one_file(tmp_path: Path) -> None:
    """As CONTRIBUTING begins it, and the folder's own list of pages has it, without a warning."""
    begun = re.findall(r"^```markdown\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    listed = re.search(r"^```\{toctree\}\n.*?^```$", LEARN.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert listed is not None
    site = Site(tmp_path)
    for path in LEARN.parent.glob("*.md"):
        site.page(f"learn/{path.name}", f"# {path.stem}\n")
    site.page("learn/index.md", f"# Understand\n\n{listed[0]}\n")
    site.page("index.md", f"{PAGES['index.md']}\n```{{toctree}}\nlearn/index\n```\n")
    (page,) = begun
    site.page("learn/what-is-in-the-bag.md", page)

    built = site.build()

    assert built.status == 0, built.output
    assert "<h1>What is in the bag?" in built.html("learn/what-is-in-the-bag")


def test_an_attribute_value_is_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Its line in the vocabulary lets the check take it, a type be answered, and the fields be described."""
    monkeypatch.setitem(v.AGENT, "moss", "moss from a bog")
    new = TYPE.format(id="moss", name="Moss", family="other-medicines", agent="moss")
    (write(tmp_path) / "types" / "moss.yaml").write_text(new, encoding="utf-8")

    assert taxonomy.check(tmp_path) == []
    assert taxonomy.load(tmp_path).classify("moss").cell_therapy.value == "no"
    (table,), _ = field_list(Reference(tmp_path), "type")
    assert any("moss from a bog" in text for text in texts(table))


def classes(module: ModuleType, base: type) -> set[type]:
    """The classes that a module declares, without those that others come from."""
    found = {each for each in vars(module).values() if isinstance(each, type) and issubclass(each, base)}
    return {
        each
        for each in found
        if each.__module__ == module.__name__ and not any(each in other.__bases__ for other in found)
    }


def test_every_role_and_directive_has_its_name() -> None:
    """A class that nobody can use would be told here."""
    assert classes(roles, roles.Printed) == {type(each) for each in roles.ROLES.values()}
    assert classes(directives, Showing) == set(directives.DIRECTIVES.values())


def test_a_format_is_a_function_and_a_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The command and the table of formats know it by its line."""
    monkeypatch.setitem(
        FORMATS,
        "names",
        Format(lambda edition: {"n.txt": "\n".join(edition.taxonomy.types).encode()}, "n.txt", "a list"),
    )
    reference = Reference(write(tmp_path))

    assert export(reference.taxonomy, "names")["n.txt"].startswith(b"car-t\n")
    (table,), _ = format_list(reference, "")
    assert list(texts(table))[-3:] == ["names", "a list", "n.txt"]


def test_every_module_of_a_format_has_its_line() -> None:
    """No module makes files that nobody can ask for."""
    makers = {
        each.__name__ for part in (catalogue, formats, graphs) for each in vars(part).values() if hasattr(each, "files")
    }
    assert makers == {each.files.__module__ for each in FORMATS.values()}
