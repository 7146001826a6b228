"""The files around the project agree with each other."""

import re
import runpy
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from taxonomy.export import FORMATS

ROOT = Path(__file__).parents[2]
PYPROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def read(name: str) -> str:
    """Return the text of a file of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


def commands(name: str) -> list[str]:
    """Return each ``nox …`` that stands at the end of a line of a file."""
    return re.findall(r"^(?:.*&& )?(nox .*)$", read(name), flags=re.MULTILINE)


class TestVersion:
    """The version is written once, in ``pyproject.toml``."""

    def test_citation_agrees(self) -> None:
        """Who cites the project cites the version that the package has."""
        citation = yaml.safe_load(read("CITATION.cff"))

        assert PYPROJECT["project"]["version"] == citation["version"]


class TestCommands:
    """What the README promises is what continuous integration runs."""

    def test_readme_has_two(self) -> None:
        """The README gives two commands: one builds the site, one runs the tests."""
        assert commands("README.md") == ["nox -s docs", "nox -s tests"]

    def test_ci_runs_them(self) -> None:
        """``.ci/run`` runs these two, in this order, then a browser's look at the site and veraPDF's at the book; nothing else."""
        assert [*commands("README.md"), "nox -s browser", "nox -s verapdf"] == commands(".ci/run")

    def test_ci_can_be_run(self) -> None:
        """``.ci/run`` is executable."""
        assert (ROOT / ".ci/run").stat().st_mode & 0o111


class TestDependencies:
    """A requirement is a range, and its reason stands beside it."""

    def test_the_site_offers_every_format(self) -> None:
        """What builds the site has what each format needs: no download is left out."""
        needed = {each for extra in PYPROJECT["project"]["optional-dependencies"].values() for each in extra}

        assert needed
        assert needed <= set(PYPROJECT["dependency-groups"]["docs"])

    def test_reasons(self) -> None:
        """Every line that requires something has a comment."""
        lines = re.findall(r'^ *"[a-z][\w-]*[<>=~].*$', read("pyproject.toml"), flags=re.MULTILINE)

        assert lines
        assert not [line for line in lines if "#" not in line]

    def test_docs_are_used(self) -> None:
        """What the docs group installs is Sphinx, its theme, an extension that conf.py names, or what conf/ imports.

        Or what a format of the downloads needs.
        """
        conf = runpy.run_path(str(ROOT / "conf/conf.py"))
        modules = [conf["html_theme"], *conf["extensions"], *(each.library for each in FORMATS.values())]
        for path in (ROOT / "conf").rglob("*.py"):
            modules += re.findall(r"^ *(?:from|import) (\w+)", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        provided = packages_distributions()

        used = {dist for module in modules for dist in provided.get(module.split(".")[0], ())}
        required = {Requirement(text).name for text in PYPROJECT["dependency-groups"]["docs"]}

        assert required - {"sphinx"} <= {canonicalize_name(dist) for dist in used}

    def test_nox_once(self) -> None:
        """Wherever nox is installed, it is the same range as in the noxfile."""
        files = ("noxfile.py", "pyproject.toml", ".ci/run", ".readthedocs.yaml")

        ranges = {text for name in files for text in re.findall(r'"nox([<>=][^"]*)"', read(name))}

        assert len(ranges) == 1


class TestWorkflows:
    """What runs on GitHub runs what was reviewed, and may do no more than it must."""

    def test_pinned(self) -> None:
        """Every action is pinned by a full commit, with its version beside it."""
        uses = [
            line
            for path in (ROOT / ".github/workflows").glob("*.yml")
            for line in path.read_text(encoding="utf-8").splitlines()
            if "uses:" in line
        ]

        assert uses
        assert not [u for u in uses if not re.search(r"uses: [\w./-]+@[0-9a-f]{40} # v[\d.]+$", u)]

    def test_no_permission_by_default(self) -> None:
        """No workflow gives its jobs a permission that they did not ask for."""
        paths = list((ROOT / ".github/workflows").glob("*.yml"))

        assert paths
        for path in paths:
            assert yaml.safe_load(path.read_text(encoding="utf-8"))["permissions"] == {}, path.name


def test_no_visitor_for_epub() -> None:
    """No node has a visitor of its own for EPUB: Sphinx then takes none of the others from HTML."""
    for path in (ROOT / "conf").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        calls = [call for call in text.split("add_node(")[1:] if "epub=" in call.split(")\n")[0]]
        assert not calls, path
        assert '"epub"' not in text or "add_node(" not in text, path
