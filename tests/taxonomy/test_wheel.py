"""What a wheel holds, and what its command line says of what it does not."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from taxonomy import load
from taxonomy.export import Edition
from taxonomy.loading import cache
from taxonomy.loading.folder import Folder
from taxonomy.loading.sources import read_sources

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the wheel of this checkout installs, but for its YAML files."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    shutil.rmtree(folder / "site" / "taxonomy" / "data")
    return folder / "site"


def run(site: Path, *arguments: str) -> tuple[int, str, str]:
    """Run Python there; returns its exit status and what it printed."""
    done = subprocess.run([sys.executable, *arguments], cwd=site, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def test_wheel_carries_the_compiled_form(site: Path) -> None:
    """A wheel loads the same without its YAML files; the checkout gets no compiled form."""
    assert not cache.IN_WHEEL.exists()
    program = "import taxonomy, sys; t = taxonomy.load(); print(len(t), len(t.products), len(t.sources), 'yaml' in sys.modules)"
    folder = Folder()
    counts = len(folder.records["type"]), len(folder.records["product"]), len(read_sources())
    assert run(site, "-c", program)[1].split() == [*map(str, counts), "False"]


def test_wheel_carries_every_name_of_the_face(site: Path) -> None:
    """All that the package promises is there without a checkout."""
    assert run(site, "-c", "from taxonomy import *; print(export.FORMATS['json'].first)")[1] == "taxonomy.json\n"


def test_wheel_is_the_edition_of_its_checkout(site: Path) -> None:
    """A wheel has no history, and yet tells the same version and day of change: its files are the same bytes."""
    program = "import taxonomy; from taxonomy.export import Edition; e = Edition(taxonomy.load()); print(e.digest, e.modified)"
    edition = Edition(load())
    assert run(site, "-c", program)[1].split() == [edition.digest, edition.modified]


def test_wheel_carries_nothing_for_a_checkout_alone(site: Path) -> None:
    """What writes records, or compares them with regulators' files, is left out."""
    rooms = {path.name for path in (site / "taxonomy").iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert rooms == {"model", "loading", "decide", "naming", "query", "export", "command"}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (["new", "type", "car-macrophage", "--name", "x"], "new"),
        (["diff", "main"], "diff"),
        (["check", "tests", "--fix"], "check --fix"),
        (["check", "tests", "--stale"], "check --stale"),
    ],
)
def test_command_for_a_checkout_says_so(site: Path, words: list[str], name: str) -> None:
    """One line tells that the command works in a checkout, and where to get one."""
    (site / "tests").mkdir(exist_ok=True)
    told = f"python -m taxonomy {name}: works in a checkout of the project: https://github.com/therapy-taxonomy/therapy-taxonomy\n"
    assert run(site, "-m", "taxonomy", *words) == (1, "", told)


def test_other_commands_work(site: Path) -> None:
    """Whoever only reads needs no checkout."""
    status, out, _ = run(site, "-m", "taxonomy", "search", "keytruda")
    assert status == 0
    assert "pembrolizumab" in out
