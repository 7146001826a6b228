"""The files around the project agree with each other."""

import re
import runpy
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from taxonomy.command.line import parser
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


class TestReadme:
    """What a newcomer, the repository's host and a package index show first."""

    def test_site_first(self) -> None:
        """The first link is the site, above the first picture."""
        assert re.findall(r"\]\(([^)]+)\)", read("README.md"))[0] == PYPROJECT["project"]["urls"]["Homepage"]

    def test_addresses_are_whole(self) -> None:
        """A package index knows no other files: each link is an address, and what it names of ours is there."""
        links = re.findall(r"\]\(([^)]+)\)", read("README.md"))
        assert [each for each in links if not each.startswith("https://")] == []
        ours = re.compile(
            r"https://(?:github|raw\.githubusercontent)\.com/therapy-taxonomy/therapy-taxonomy/(?:blob/)?main/(.+)"
        )
        files = [found[1] for each in links if (found := ours.fullmatch(each))]
        assert len(files) >= 6
        assert [each for each in files if not (ROOT / each).is_file()] == []

    def test_verbs_are_there(self) -> None:
        """Each verb that it names is a session, each command one of the command line."""
        sessions = set(re.findall(r"^def (\w+)\(session", read("noxfile.py"), flags=re.MULTILINE))
        assert set(re.findall(r"nox (?:-R )?-s (\w+)", read("README.md"))) <= sessions
        known = parser().format_help()
        assert all(
            f"    {each} " in known for each in re.findall(r"^therapy-taxonomy (\w+)", read("README.md"), re.MULTILINE)
        )

    def test_papers(self) -> None:
        """At the root lie the papers that everybody looks for; the others lie where the host finds them."""
        papers = {
            path.name
            for path in ROOT.iterdir()
            if path.name.isupper() or path.suffix in (".md", ".cff") or path.name.startswith("LICENSE")
        }
        assert papers == {"README.md", "CONTRIBUTING.md", "CHANGELOG.md", "CITATION.cff", "LICENSE", "LICENSE-CONTENT"}
        assert {"GOVERNANCE.md", "CODE_OF_CONDUCT.md", "SECURITY.md"} <= {
            path.name for path in (ROOT / ".github").iterdir()
        }


def test_configuration_is_quiet() -> None:
    """What builds the site says nothing of what is as it should be."""
    code = "import runpy; runpy.run_path('conf/conf.py'); import sphinxext.opengraph"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout + done.stderr == ""


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
        """What builds the published site has what each format needs: no download is left out."""
        locked = set(re.findall(r"^([a-z0-9-]+)==", read("requirements/release.txt"), flags=re.MULTILINE))
        extras = PYPROJECT["project"]["optional-dependencies"]
        needed = {Requirement(text).name for each in FORMATS.values() if each.extra for text in extras[each.extra]}

        assert needed
        assert needed <= locked

    def test_reasons(self) -> None:
        """Every line that requires something has a comment."""
        lines = re.findall(r'^ *"[a-z][\w-]*[<>=~].*$', read("pyproject.toml"), flags=re.MULTILINE)

        assert lines
        assert not [line for line in lines if "#" not in line]

    def test_docs_are_used(self) -> None:
        """What the docs group installs is Sphinx, its theme, an extension that conf.py names, or what conf/ imports."""
        conf = runpy.run_path(str(ROOT / "conf/conf.py"))
        modules = [conf["html_theme"], *conf["extensions"]]
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
