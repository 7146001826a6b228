"""Forms, owners, workflows and releases agree with the project, and give strangers no power."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
FORMS = sorted(path for path in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config")
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


def load(path: Path) -> Any:
    """A YAML file; GitHub's ``on`` is a word there, not a truth value."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - makes only text


def jobs(path: Path) -> dict[str, Any]:
    """The jobs of a workflow."""
    found: dict[str, Any] = load(path)["jobs"]
    return found


def scripts() -> list[tuple[str, str]]:
    """Every script of the workflows, with the name of its file."""
    return [
        (path.name, step["run"])
        for path in WORKFLOWS
        for job in jobs(path).values()
        for step in job.get("steps", [])
        if "run" in step
    ]


class TestForms:
    """Who is not a programmer fills in a form."""

    def test_five(self) -> None:
        """There is a form for a wrong fact, an entry, a source, words, and code."""
        assert {path.stem for path in FORMS} == {"wrong-fact", "new-entry", "new-source", "unclear-wording", "code"}

    def test_page_fills_in(self) -> None:
        """What the foot of a page fills in are fields of the form that it opens."""
        asked = re.search(r"asked = \{(.*)\}", (ROOT / "conf/tools/page_footer.py").read_text("utf-8"))
        assert asked is not None
        names = set(re.findall(r'"([a-z]+)": (?!")', asked[1])) - {"title"}
        form = load(ROOT / ".github/ISSUE_TEMPLATE/wrong-fact.yml")
        assert names == {"page", "version"}
        assert names <= {part.get("id") for part in form["body"]}
        assert '"template": "wrong-fact.yml"' in asked[1]

    @pytest.mark.parametrize("name", ["wrong-fact", "new-entry", "new-source"])
    def test_interest(self, name: str) -> None:
        """Whoever brings a fact is asked where it was read, and which interest they have."""
        form = load(ROOT / f".github/ISSUE_TEMPLATE/{name}.yml")
        assert {"source", "interest"} <= {part.get("id") for part in form["body"]}

    @pytest.mark.parametrize("form", FORMS, ids=lambda path: path.stem)
    def test_two_answers_are_enough(self, form: Path) -> None:
        """Whoever knows no source, or has little time, can still tell us: at most two fields must be filled in."""
        body = load(form)["body"]
        required = [part["id"] for part in body if part.get("validations", {}).get("required") == "true"]
        assert 1 <= len(required) <= 2

    def test_links(self) -> None:
        """Links to a form name one that is there."""
        files = [ROOT / "CONTRIBUTING.md", ROOT / ".github/SECURITY.md", ROOT / "docs/contribute/index.md"]
        named = {name for path in files for name in re.findall(r"template=([\w-]+)\.yml", path.read_text("utf-8"))}
        assert named
        assert named <= {path.stem for path in FORMS}


def test_owners() -> None:
    """Each path that has owners is there, and facts belong to those who know medicine."""
    lines = [
        line.split() for line in (ROOT / ".github/CODEOWNERS").read_text("utf-8").splitlines() if line.startswith("/")
    ]
    assert [path for path, *_ in lines if not [*ROOT.glob(path.strip("/"))]] == []
    assert ["/taxonomy/data/**/*.yaml", "@therapy-taxonomy/medical"] in lines
    # What is neither data nor words is code, wherever it lies.
    medical = [path for path, *owners in lines if owners == ["@therapy-taxonomy/medical"]]
    assert all(path.endswith((".yaml", ".bib", ".md")) for path in medical)


# They sign and upload what is there, and run nothing of it.
WRITING_ACTIONS = {"actions/attest-build-provenance", "pypa/gh-action-pypi-publish"}


class TestWorkflows:
    """Continuous integration runs what strangers wrote, and lets it do nothing."""

    def test_writers_run_nothing(self) -> None:
        """A job that may write takes no code from the repository, and nobody reads a secret."""
        writers = [
            (path.name, name, job)
            for path in WORKFLOWS
            for name, job in jobs(path).items()
            if "write" in job.get("permissions", {}).values()
        ]
        assert len(writers) >= 4
        for file, name, job in writers:
            used = {step["uses"].partition("@")[0] for step in job["steps"] if "uses" in step}
            assert used <= WRITING_ACTIONS, (file, name)
            for step in (each for each in job["steps"] if "run" in each):
                assert not re.search(r"^\s*(pip|python|nox|bash|sh|\.)\b", step["run"], re.MULTILINE), (file, name)
        assert not [path.name for path in WORKFLOWS if "secrets." in path.read_text("utf-8")]
        assert not [path.name for path in WORKFLOWS if "pull_request_target" in str(load(path)["on"])]

    @pytest.mark.parametrize(("file", "script"), sorted(set(scripts())), ids=str)
    def test_scripts_are_sound(self, file: str, script: str) -> None:
        """Every script is one by bash, and takes nothing from an event but through its environment."""
        bash = shutil.which("bash")
        assert bash is not None
        done = subprocess.run([bash, "-n"], input=script, text=True, capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, ""), file
        assert "${{" not in script

    @pytest.mark.parametrize("file", ["comment.yml", "upkeep.yml"])
    def test_foreign_text_is_code(self, file: str, tmp_path: Path) -> None:
        """Whatever a stranger's text holds, each of its lines stands indented, as code, in a comment or an issue."""
        (line,) = re.findall(r"head -c \d+ result/\S+ (\|.*)", (ROOT / ".github/workflows" / file).read_text("utf-8"))
        hostile = b"a\r\r\n# b\n\x0c@everyone\n```\n\xe2\x80\xa8<b>\xff\xc3\n" + "é → x\n".encode()
        done = subprocess.run(
            ["bash", "-c", f"cat {line}"], input=hostile, capture_output=True, check=True, cwd=tmp_path
        )
        lines = done.stdout.decode().split("\n")
        assert [each for each in lines if each and not each.startswith("    ")] == []
        assert "    # b" in lines
        assert "    é → x" in lines
        assert b"\r" not in done.stdout


class TestAnswers:
    """Who changes a file on the web is answered there, and not in a log."""

    @pytest.mark.parametrize(
        ("report", "told"),
        [
            (
                "Problems (broken records are left out below): 1\n  types/a.yaml:3: name: is empty; expected a text\n",
                True,
            ),
            ("Facts: 1\n  ~ a\n", False),
        ],
    )
    def test_comment(self, report: str, told: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a row of a table
        """The comment says first that a broken record needs mending, and how; else what changes."""
        (script,) = [each for name, each in scripts() if name == "comment.yml"]
        words = script[script.index("{\n") : script.index("gh pr comment")]
        (tmp_path / "result").mkdir()
        (tmp_path / "result/difference.txt").write_text(report, encoding="utf-8")
        subprocess.run(["bash", "-e", "-c", words], cwd=tmp_path, check=True, capture_output=True)
        body = (tmp_path / "body.md").read_text(encoding="utf-8")
        assert body.startswith("### Something needs to be mended first") == told
        assert ("press the three dots" in body) == told
        assert f"    {report.splitlines()[0]}\n" in body

    def test_warnings_stand_at_their_lines(self) -> None:
        """What Sphinx prints of a page is what GitHub is told to look for."""
        (matcher,) = json.loads((ROOT / ".github/sphinx-warnings.json").read_text("utf-8"))["problemMatcher"]
        (pattern,) = matcher["pattern"]
        line = "/home/runner/work/a/docs/learn/x.md:7: WARNING: therapy:count: 'type' is unknown; expected x [therapy.unknown]"
        found = re.fullmatch(pattern["regexp"], line)
        assert found is not None
        assert (found[pattern["file"]], found[pattern["line"]]) == ("/home/runner/work/a/docs/learn/x.md", "7")
        assert ".github/sphinx-warnings.json" in (ROOT / ".github/workflows/ci.yml").read_text("utf-8")

    def test_members_can_be_read_by_everybody(self) -> None:
        """GitHub hides the members of a team from others, so nothing leads there."""
        for path in [*ROOT.glob("*.md"), *(ROOT / ".github").glob("*.md")]:
            assert "github.com/orgs/" not in path.read_text("utf-8"), path


class TestRelease:
    """A release says the same of itself everywhere."""

    def test_zenodo(self) -> None:
        """Zenodo is told what CITATION.cff says."""
        zenodo = json.loads((ROOT / ".zenodo.json").read_text("utf-8"))
        citation = load(ROOT / "CITATION.cff")
        assert zenodo["title"] == citation["title"]
        assert zenodo["license"].lower() == citation["license"].lower()
        assert zenodo["keywords"] == citation["keywords"]
        assert [each["name"] for each in zenodo["creators"]] == [each["name"] for each in citation["authors"]]

    def test_fragments(self) -> None:
        """Each fragment of the changelog is of a kind that is declared, and holds one line or more."""
        tool = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["towncrier"]
        kinds = {each["directory"] for each in tool["type"]}
        readme = (ROOT / "changelog.d/README.md").read_text("utf-8")
        assert all(f"`{kind}`" in readme for kind in kinds)
        for path in (ROOT / "changelog.d").glob("*.md"):
            if path.name != "README.md":
                assert re.fullmatch(r"(\d+|\+[\w-]+)\.(\w+)\.md", path.name), path.name
                assert path.name.split(".")[1] in kinds
                assert path.read_text("utf-8").strip()
        assert (ROOT / "CHANGELOG.md").read_text("utf-8").count("<!-- towncrier release notes start -->") == 1

    def test_notes(self, tmp_path: Path) -> None:
        """The notes of a release are the part of the changelog under its version."""
        (script,) = [each for name, each in scripts() if name == "release.yml" and "notes.md" in each and "awk" in each]
        (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1.2.0"\n', encoding="utf-8")
        log = "# Changelog\n\n## 1.2.0 (2026-11-22)\n\n- new\n\n## 1.1.0 (2026-10-01)\n\n- old\n"
        (tmp_path / "CHANGELOG.md").write_text(log, encoding="utf-8")
        folder = str(Path(sys.executable).parent)

        def run(tag: str) -> int:
            environment = {"GITHUB_REF_NAME": tag, "PATH": f"{folder}:/usr/bin:/bin"}
            return subprocess.run(
                ["bash", "-e", "-c", script], cwd=tmp_path, env=environment, check=False, capture_output=True
            ).returncode

        assert run("v1.2.0") == 0
        assert (tmp_path / "notes.md").read_text("utf-8").split() == ["-", "new"]
        assert run("v1.1.0") == 1
        (tmp_path / "CHANGELOG.md").write_text("# Changelog\n", encoding="utf-8")
        assert run("v1.2.0") == 1
