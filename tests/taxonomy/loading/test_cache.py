"""The loaded reference is quick to get, and never older than the data files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import taxonomy
from taxonomy import Taxonomy
from taxonomy.loading import cache as compiled
from taxonomy.loading import stored
from taxonomy.loading.folder import Folder
from taxonomy.loading.sources import read_sources
from taxonomy.loading.stored import compile_to, installed
from taxonomy.loading.yaml_file import File, ordinary_data
from taxonomy.model.problems import DataError
from tests.small import write

PACKAGE = Path(taxonomy.__file__).parent


class Checkout:
    """A copy of the package with the small data folder, whose files are too old to change unseen."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.package = root / "taxonomy"
        shutil.copytree(PACKAGE, self.package, ignore=shutil.ignore_patterns("data", "__pycache__"))
        self.data = write(self.package / "data")
        self.cache = self.package / "__pycache__" / f"records.{sys.implementation.cache_tag}.bin"

    def run(self, code: str, **environment: str) -> str:
        """Run a program in a process of its own and return what it prints."""
        clean = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        # The clock of files decides when a cache may be written: the tests do not wait for it.
        program = "from taxonomy.loading import cache\ncache.SETTLED = -60_000_000_000\nimport sys, taxonomy\n" + code
        done = subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=False,
            cwd=self.root,
            env={**clean, **environment},
        )
        return done.stdout.strip() or done.stderr

    def read(self) -> tuple[str, bool]:
        """Return the sentence of one record, and whether YAML had to be read for it."""
        out = self.run(
            "t = taxonomy.load()\nprint(t['insulin'].sentence, t.sources['asgct-faq'].title, 'yaml' in sys.modules, sep='|')"
        )
        sentence, _, yaml = out.rpartition("|")
        assert yaml in ("True", "False"), out
        return sentence, yaml == "True"

    def edit(self, name: str, old: str, new: str) -> None:
        """Change one file."""
        path = self.data / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A small checkout."""
    return Checkout(tmp_path)


def test_second_process_reads_no_yaml(checkout: Checkout) -> None:
    """The first process leaves a cache; the next one gets the same without reading any record."""
    first, second = checkout.read(), checkout.read()
    assert first == ("A plain sentence about Insulin.|Frequently asked questions", True)
    assert second == (first[0], False)


def test_any_edit_is_seen(checkout: Checkout) -> None:
    """Neither an edit of the same length, nor one that sets the old time, hides behind the cache."""
    checkout.read()
    path = checkout.data / "types" / "insulin.yaml"
    before = path.stat()
    checkout.edit("types/insulin.yaml", "A plain sentence", "A clear sentence")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size

    assert checkout.read() == ("A clear sentence about Insulin.|Frequently asked questions", True)
    assert checkout.read()[1] is False


def test_edit_of_a_source_is_seen(checkout: Checkout) -> None:
    """The bibliography lies in the cache with the records, and an edit of it is seen as well."""
    checkout.read()
    checkout.edit("sources.bib", "Frequently asked questions", "Questions that many ask")
    assert checkout.read()[0].endswith("|Questions that many ask")
    assert checkout.read() == ("A plain sentence about Insulin.|Questions that many ask", False)


def test_broken_edit_is_told_in_full(checkout: Checkout) -> None:
    """With a cache, a changed record is checked as completely as without one, and so is who names it."""
    checkout.read()
    checkout.edit("types/insulin.yaml", "agent:", "agnet:")
    (checkout.data / "types" / "t-cells.yaml").unlink()
    (checkout.data / "types" / "notes.txt").write_text("", encoding="utf-8")

    told = checkout.run("taxonomy.load()").splitlines()

    root = "taxonomy/data/types"
    assert any(f"{root}/insulin.yaml:8: attributes.agnet: is not a field here" in line for line in told)
    assert any(f"{root}/car-t.yaml:5: parents[0]: 't-cells' is not in types/" in line for line in told)
    assert any(f"{root}/notes.txt:1: file: is not read" in line for line in told)


def test_changed_code_trusts_no_cache(checkout: Checkout) -> None:
    """Records that older code checked are checked again."""
    checkout.read()
    module = checkout.package / "model" / "treatment.py"
    module.write_text(
        module.read_text(encoding="utf-8").replace("words_at_most=40", "words_at_most=3"), encoding="utf-8"
    )
    assert "sentence: has 5 words; expected at most 3 words" in checkout.run("taxonomy.load()")


@pytest.mark.parametrize("damage", [b"", b"other", compiled.FORM, compiled.FORM + b"\xff\xff"])
def test_damaged_cache_is_not_used(checkout: Checkout, damage: bytes) -> None:
    """A cache that cannot be read is as good as none."""
    checkout.read()
    checkout.cache.write_bytes(damage)
    assert checkout.read() == ("A plain sentence about Insulin.|Frequently asked questions", True)
    assert checkout.read()[1] is False


def test_no_cache_where_none_may_be_written(checkout: Checkout) -> None:
    """Nothing is written if Python itself writes nothing, or if the folder refuses."""
    code = "print(len(taxonomy.load()))"
    assert checkout.run(code, PYTHONDONTWRITEBYTECODE="1") == "5"
    assert not checkout.cache.exists()
    elsewhere = checkout.root / "no-folder"
    elsewhere.write_text("", encoding="utf-8")
    assert checkout.run(code, PYTHONPYCACHEPREFIX=str(elsewhere)) == "5"
    assert not checkout.cache.exists()


def test_cache_may_lie_elsewhere(checkout: Checkout) -> None:
    """The cache follows Python's own setting."""
    elsewhere = checkout.root / "elsewhere"
    checkout.run("taxonomy.load()", PYTHONPYCACHEPREFIX=str(elsewhere))
    assert [path.name for path in elsewhere.rglob("records.*.bin")] == [checkout.cache.name]


def test_files_of_this_moment_are_not_settled(folder: Path) -> None:
    """A file that was just written may be written again within one tick of the clock."""
    assert not compiled.settled({"x": compiled.stamps(folder, ".bib")["sources.bib"]})
    assert compiled.settled({"x": (0, 0, 1, 1)})


def test_nothing_heavy_at_import(checkout: Checkout) -> None:
    """Loading from a cache and classifying need no parser; importing the package imports none of its rooms."""
    checkout.read()
    heavy = "{'yaml', 'pybtex', 'rich', 'xml', 'csv', 'argparse'}"
    # A start of Python with a coverage or a virtual environment hook may have imported some.
    lines = f"before = set(sys.modules)\nt = taxonomy.load()\nlist(t)\nt.sources\nt.classify('insulin')\nprint(({heavy} & set(sys.modules)) - before)"
    assert checkout.run(lines) == "set()"


def test_compiled_form_is_the_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every record and source comes back as it went in."""
    path = tmp_path / "compiled.bin"
    compile_to(path)
    monkeypatch.setattr(compiled, "IN_WHEEL", path)
    assert installed() is None, "a checkout trusts no compiled form that lies in it"
    monkeypatch.setattr(stored, "in_checkout", lambda: False)
    found = installed()
    assert found is not None
    assert found.records == Folder().records
    assert found.read_sources() == read_sources()
    contents: tuple[object, ...] = (5, [], (1, 2, 3))
    for content in contents:
        path.write_bytes(compiled.packed(content))
        assert installed() is None
    path.write_bytes(b"")
    assert installed() is None


def test_changed_cache_is_made_again(checkout: Checkout) -> None:
    """A cache with any bit flipped, cut, or with other content, is read no more, and never a traceback."""
    expected = checkout.read()[0]
    checkout.read()
    whole = checkout.cache.read_bytes()
    step = len(whole) // 12
    broken = [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(0, len(whole), step)]
    others: tuple[object, ...] = (5, [], (1,), (1, 2, 3), ({}, {}, {}), {})
    broken += [whole[:50], b"", *map(compiled.packed, others)]
    for content in broken:
        checkout.cache.write_bytes(content)
        assert checkout.read() == (expected, True)


@pytest.mark.parametrize("collecting", [True, False])
def test_collector_is_left_as_it_was(checkout: Checkout, *, collecting: bool) -> None:
    """Loading switches the collector of garbage neither on nor off, and respects what another froze."""
    checkout.read()
    code = f"import gc\ngc.{'enable' if collecting else 'disable'}()\ntaxonomy.load()\nprint(gc.isenabled())"
    assert checkout.run(code) == str(collecting)
    code = "import gc\ngc.freeze()\nfrozen = gc.get_freeze_count()\ntaxonomy.load()\nprint(gc.get_freeze_count() <= frozen)"
    assert checkout.run(code) == "True"


def test_broken_data_is_not_compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A problem in the data ends the build of a wheel."""
    root = write(tmp_path / "data", insulin="")
    monkeypatch.setattr("taxonomy.loading.folder.DATA", root)
    with pytest.raises(DataError, match=r"insulin\.yaml:1: file: is empty"):
        compile_to(tmp_path / "compiled.bin")
    assert not (tmp_path / "compiled.bin").exists()


yaml_data = st.recursive(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abc", min_size=1), inner, max_size=4),
    max_leaves=12,
)


@given(yaml_data)
def test_quick_reading_equals_careful_reading(data: Any) -> None:
    """Without problems both ways of reading a file give the same; the quick one may only decline."""
    import json
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.yaml"
        path.write_text(json.dumps(data), encoding="utf-8")  # JSON is YAML
        file = File(path, "x.yaml")
        file._parse(path.read_text(encoding="utf-8"))
        if not file.problems:
            assert ordinary_data(path.read_text(encoding="utf-8")) == file.data


def test_quick_reading_of_every_record() -> None:
    """Of the reference's own files, none needs the careful reading."""
    for path in (PACKAGE / "data" / "types").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        file = File(path, path.name)
        file._parse(text)
        assert ordinary_data(text) == file.data is not None


def test_wider_and_narrower(real: Taxonomy) -> None:
    """The closure holds every type, and each side is the other's mirror."""
    assert set(real.wider) == set(real.narrower) == set(real.types)
    for id, wider in real.wider.items():
        assert real.ancestors(id) == real.ancestors(real[id]) == wider
        assert real.descendants(id) == real.descendants(real[id]) == real.narrower[id]
        assert all(id in real.narrower[each] for each in wider)
        parents = real[id].parents
        assert wider == frozenset(parents).union(*(real.wider[each] for each in parents))
    with pytest.raises(KeyError):
        real.descendants("nothing")
