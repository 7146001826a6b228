"""Small sites, built by Sphinx itself, for the tests of the project's extensions."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Protocol

import pytest
from sphinx.cmd.build import build_main

ROOT = Path(__file__).parents[1]

CONFIGURATION = """
import sys

sys.path.insert(0, {root!r})
project = "Small site"
author = "Nobody"
version = release = "1"
html_theme = "furo"
extensions = {extensions!r}
{more}
"""


# What takes longest is begun first, so that at the end no process works alone: a file of tests stays in one.
FIRST = (
    "docs/test_code_edits.py",
    "therapy/test_incremental.py",
    "published/test_published.py",
    "taxonomy/loading/test_cache.py",
    "tools/test_release.py",
    "therapy/test_hostile.py",
    "search/test_search.py",
    "typstbook/test_pdf.py",
    "taxonomy/command/test_command_line_hostile.py",
    "taxonomy/export/test_export.py",
    "docs/test_readability.py",
)


def pytest_configure() -> None:
    """Go through all objects five times as seldom: each time takes as long as a test, and finds a few old sites."""
    gc.set_threshold(700, 10, 50)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files of ``FIRST`` first, in that order."""
    places = {ROOT / "tests" / name: number for number, name in enumerate(FIRST)}
    items.sort(key=lambda item: places.get(item.path, len(FIRST)))


class Build(Protocol):
    """Builds a folder of sources and returns the folder of pages."""

    def __call__(
        self,
        source: Path,
        output: Path,
        *extensions: str,
        builder: str = "html",
        jobs: int = 1,
        more: str = "",
    ) -> Path:
        """Write `conf.py` into `output` and build; every warning is an error.

        :param extensions: names of extensions, the project's own among them
        :param more: further lines of `conf.py`
        """


@pytest.fixture(scope="session")
def build() -> Build:
    """Return the function that builds a site."""

    def run(
        source: Path,
        output: Path,
        *extensions: str,
        builder: str = "html",
        jobs: int = 1,
        more: str = "",
    ) -> Path:
        output.mkdir(parents=True, exist_ok=True)
        configuration = CONFIGURATION.format(root=str(ROOT), extensions=[*extensions], more=more)
        (output / "conf.py").write_text(configuration, encoding="utf-8")
        pages = output / "pages"
        where = ["-c", str(output), "-d", str(output / "doctrees")]
        how = ["-q", "-W", "--keep-going", "-b", builder, "-j", str(jobs)]
        assert build_main([*how, *where, str(source), str(pages)]) == 0
        return pages

    return run
