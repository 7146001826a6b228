"""A release can be made: its steps run from the wheel alone, and every file that goes into it is known by its hash."""

from __future__ import annotations

import re
import subprocess
import zipfile
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

from taxonomy.export import FORMATS
from tests.docs.test_house import PYPROJECT

ROOT = Path(__file__).parents[2]
WORKFLOWS = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in (ROOT / ".github/workflows").glob("*.yml")}
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


def scripts(name: str) -> list[str]:
    """What a workflow runs, step by step."""
    return [step["run"] for job in WORKFLOWS[name]["jobs"].values() for step in job["steps"] if "run" in step]


def test_every_format_comes_from_the_wheel_alone(tmp_path: Path) -> None:
    """What release.yml calls makes the wheel and one archive of all formats, Parquet among them."""
    assert any("bash .ci/package release" in script for script in scripts("release"))
    done = subprocess.run(
        ["bash", ".ci/package", str(tmp_path), "data.zip"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert len(list(tmp_path.glob("therapy_taxonomy-*.whl"))) == 1
    with zipfile.ZipFile(tmp_path / "data.zip") as archive:
        names = set(archive.namelist())
    for each in FORMATS.values():
        assert f"{each.folder}/{each.first}".lstrip("/") in names


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_locks_name_hashes(path: Path) -> None:
    """Each package has its version and at least one hash, and no address of its own."""
    blocks = re.split(r"\n(?=[a-z0-9])", path.read_text("utf-8"))
    for block in blocks:
        assert re.match(r"[a-z0-9._-]+(\[[a-z,-]+\])?==\S+", block), block[:80]
        assert "--hash=sha256:" in block, block[:80]
        assert "://" not in block, block[:80]


def test_lock_fits_the_ranges() -> None:
    """What pyproject.toml asks for the site and for releases stands in the lock, in a version of its range."""
    text = (ROOT / "requirements/release.txt").read_text("utf-8")
    locked = dict(re.findall(r"^([a-z0-9._-]+)(?:\[[a-z,-]+\])?==([^\s;]+)", text, re.MULTILINE))
    groups = PYPROJECT["dependency-groups"]
    asked = [
        *PYPROJECT["project"]["dependencies"],
        *(each for extra in ("parquet", "xlsx") for each in PYPROJECT["project"]["optional-dependencies"][extra]),
        *PYPROJECT["build-system"]["requires"],
    ]
    asked += [
        each for name in ("docs", "pdf", "epub", "tests", "inspect") for each in groups[name] if isinstance(each, str)
    ]
    for each in map(Requirement, asked):
        name = re.sub(r"[-_.]+", "-", each.name).lower()
        assert name in locked, name
        assert each.specifier.contains(locked[name], prereleases=True), (each, locked[name])


def test_only_known_hashes_are_installed() -> None:
    """The release and Read the Docs install from the lock alone; the package on PyPI comes without a password."""
    for script in [
        *scripts("release"),
        *yaml.safe_load((ROOT / ".readthedocs.yaml").read_text("utf-8"))["build"]["jobs"]["install"],
    ]:
        for line in script.splitlines():
            assert "pip install" not in line or "--require-hashes" in line, line
    assert WORKFLOWS["release"]["env"]["LOCKED"] == "1"
    jobs = WORKFLOWS["release"]["jobs"]
    assert jobs["pypi"]["permissions"]["id-token"] == "write"
    assert "password" not in str(jobs["pypi"])
    assert jobs["attest"]["permissions"]["attestations"] == "write"
    assert {"attest", "pypi"} <= set(jobs["publish"]["needs"])
    assert any("sha256sum" in script for script in scripts("release"))
    assert any("cyclonedx-py" in script for script in scripts("release"))


@pytest.mark.parametrize("name", WORKFLOWS)
def test_lists_of_packages_are_fresh(name: str) -> None:
    """``apt-get install`` follows ``apt-get update``."""
    text = "\n".join(scripts(name))
    assert "apt-get install" not in text or text.index("apt-get update") < text.index("apt-get install")


PLAIN = r"tr -cd '\n\40-\176\200-\377'"


@pytest.mark.parametrize("name", ["comment", "regulators", "upkeep"])
def test_foreign_text_is_plain(name: str) -> None:
    """What strangers wrote is printable and indented before it stands in an issue or a comment."""
    (script,) = [each for each in scripts(name) if "body.md" in each]
    assert PLAIN in script
    assert script.index(PLAIN) < script.index("sed 's/^/    /'")


def test_control_characters_do_not_pass() -> None:
    """The very command takes out what ends a line, steers a terminal or is no UTF-8, and leaves letters."""
    hostile = b"a\rb\x1b[31m\x00\x07 \xc3\xa9 \xff\n# c\n"
    command = PLAIN + " | iconv -c -f utf-8 -t utf-8 | sed 's/^/    /'"
    done = subprocess.run(["bash", "-c", command], input=hostile, capture_output=True, check=False)
    assert done.stdout.decode() == "    ab[31m é \n    # c\n"


@pytest.mark.parametrize("name", ["upkeep", "regulators"])
def test_crash_is_not_nothing_to_tell(name: str) -> None:
    """No step hides what failed."""
    assert not any("|| true" in script for script in scripts(name))
