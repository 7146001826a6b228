"""The package has one face: the names that it promises, each imported when it is first used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import taxonomy
from taxonomy.loading.folder import Folder


def test_every_promised_name_is_there() -> None:
    """What ``__all__`` lists is found, and nothing is found that it does not list."""
    found = {name: getattr(taxonomy, name) for name in taxonomy.__all__}
    assert {name for name, value in found.items() if isinstance(value, ModuleType)} == set(taxonomy._PARTS)
    assert sorted([*taxonomy._PARTS, *(name for names in taxonomy._HOME.values() for name in names)]) == sorted(
        taxonomy.__all__
    )


def test_an_unknown_name_is_an_attribute_error() -> None:
    """Neither a wrong name nor the name of a room's inside is an attribute."""
    for name in ("nonsense", "AttributesErorr", "find"):
        with pytest.raises(AttributeError, match=f"no attribute '{name}'"):
            getattr(taxonomy, name)


def test_importing_the_package_imports_none_of_its_rooms() -> None:
    """``import taxonomy`` is quick, whatever is asked of it later."""
    program = "import sys, taxonomy; print([name for name in sys.modules if name.startswith('taxonomy.')])"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout.split() == [b"[]"]


def test_check_tells_every_problem(folder: Path) -> None:
    """A folder without problems has none to tell; a broken one tells all, those of the bibliography too."""
    assert taxonomy.check(folder) == []
    (folder / "types" / "insulin.yaml").write_text("", encoding="utf-8")
    (folder / "sources.bib").write_text((folder / "sources.bib").read_text("utf-8") + "\n@misc{x, title", "utf-8")
    told = taxonomy.check(str(folder))
    assert [(Path(each.file).name, each.what.partition(" (")[0]) for each in told] == [
        ("sources.bib", "'@misc{x, title' is not valid here"),
        ("insulin.yaml", "is empty"),
    ]
    assert told == Folder(folder).problems


def test_check_of_no_folder(tmp_path: Path) -> None:
    """A folder that is not there is an error, not a clean bill."""
    with pytest.raises(NotADirectoryError, match="there is no such folder"):
        taxonomy.check(tmp_path / "nothing")


def test_signature_changes_with_any_file(folder: Path) -> None:
    """Equal signatures mean that nothing changed; a new file, even one that is no record, is a change."""
    before = taxonomy.signature(folder)
    assert taxonomy.signature(folder) == before
    (folder / "types" / "notes.txt").write_text("", encoding="utf-8")
    assert taxonomy.signature(folder) != before
