"""The walk-through is true: its commands are run, and print what it says."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.small import write
from tests.small_site import PAGES

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "contribute" / "walk-through.md"
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RECORD = Path("taxonomy/data/types/car-macrophage.yaml")


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project in a Git repository, with few records and pages, so that it builds quickly."""
    root = tmp_path_factory.mktemp("origin") / "therapy-taxonomy"
    shutil.copytree(ROOT / "taxonomy", root / "taxonomy", ignore=shutil.ignore_patterns("data", "__pycache__"))
    shutil.copytree(ROOT / "conf", root / "conf", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "CITATION.cff", root)
    write(root / "taxonomy" / "data")
    for name, text in PAGES.items():
        path = root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for words in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-qm", "First"]):
        subprocess.run([*git, *words], cwd=root, check=True)
    return root


def command(words: list[str]) -> list[str]:
    """What a session of the noxfile runs, without the environment that nox makes for it."""
    assert words[:2] == ["nox", "-s"]
    name, more = words[2], words[4:]
    if name == "docs":
        return [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html", "-c", "conf", "docs", "_site/html"]
    return [sys.executable, "-m", "taxonomy", name, *(more or (["main"] if name == "diff" else []))]


def matches(told: str, printed: str) -> bool:
    """Whether a program printed what the page tells; a line ``…`` stands for any lines, ``…`` in one for a number."""
    lines = [
        r"(?:.*\n)*?" if line == "…" else re.escape(line).replace("…", r"\d+") + r"\n" for line in told.splitlines()
    ]
    return re.fullmatch("".join(lines), printed) is not None


def filled_in(record: str, lines: str) -> str:
    """A record with some of its fields written anew."""
    for name, value in re.findall(r"^(\w+):(.*(?:\n  .*)*)", lines, re.MULTILINE):
        record, count = re.subn(rf"^{name}:.*(?:\n  +-.*)*", f"{name}:{value}", record, flags=re.MULTILINE)
        assert count == 1, name
    return record


def test_walk_through(origin: Path, tmp_path: Path) -> None:
    """Clone, new type, mistakes, messages, mended, page, report: in this order, each as told."""
    steps = FENCE.findall(PAGE.read_text(encoding="utf-8"))
    assert [language for language, _ in steps].count("bash") == 7
    clone = tmp_path / "therapy-taxonomy"
    printed = ""
    for language, text in steps:
        if language == "bash" and text.startswith("git clone"):
            subprocess.run(["git", "clone", "-q", str(origin), str(clone)], check=True)
        elif language == "bash":
            done = subprocess.run(
                command(shlex.split(text)),
                cwd=clone,
                capture_output=True,
                text=True,
                check=False,
                stdin=subprocess.DEVNULL,
            )
            printed = done.stdout
            assert "Traceback" not in done.stderr, done.stderr
            assert (done.returncode == 0) == ("check" not in text or not printed), (text, printed, done.stderr)
        elif language == "yaml":
            path = clone / RECORD
            path.write_text(filled_in(path.read_text("utf-8"), text), encoding="utf-8")
        else:
            assert matches(text, printed), printed
    page = BeautifulSoup((clone / "_site/html/types/car-macrophage.html").read_text("utf-8"), "html.parser")
    assert "Immune cells that eat others" in page.get_text()
    assert "car-macrophage" in (clone / "_site/html/effector.html").read_text("utf-8")


def test_sessions_run_the_commands() -> None:
    """The verbs of the noxfile run what the test above runs."""
    text = (ROOT / "noxfile.py").read_text(encoding="utf-8")
    for name in ("new", "check", "diff"):
        assert re.search(rf'def {name}\(.*?"python", "-m", "taxonomy", "{name}"', text, re.DOTALL)


@pytest.mark.parametrize(
    ("printed", "right"), [("a\n1: b\n", True), ("a\nx\ny\n1: b\n", True), ("a\nb\n", False), ("x\n1: b\n", False)]
)
def test_matches(printed: str, right: bool) -> None:  # noqa: FBT001 - a column of the table
    """Other words are told apart."""
    assert matches("a\n…\n…: b\n", printed) is right
