"""The sites that are built and timed, each a folder with a conf.py of its own."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

ROOT = Path(__file__).parents[1]

COMMON: Final = """
import sys

sys.path[:0] = [{root!r}, {home!r}]
project = "Set"
html_theme = "furo"
html_copy_source = False
smartquotes = False  # the same letters on both sides
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 2
suppress_warnings = ["misc.highlighting_failure"]
extensions = {extensions!r}
"""

#: What each site has beside furo and MyST, which all have.
EXTENSIONS: Final = {
    "project": [
        "conf.therapy",
        "conf.sitekit.navigation.neighbours",
        "conf.sitekit.navigation",
        "conf.sitekit.accessibility",
        "conf.sitekit.page_assets",
        "conf.search",
        "conf.sitekit.builds.idle",
    ],
    "once": ["conf.sitekit.navigation"],  # pre-written pages, navigation rendered once
    "needs": ["conf.sitekit.navigation", "sphinx_needs"],  # the same pages as needs, navigation rendered once
    "stock": [],  # pre-written pages, furo as it is
}
PROJECT: Final = """
html_static_path = [{static!r}]
therapy_data = {data!r}
therapy_bibliography = "none"
"""
NEEDS: Final = """
needs_types = [{"directive": "treatment", "title": "Treatment", "prefix": "", "color": "#fff", "style": "node"}]
needs_id_regex = "^[a-z0-9-]+$"
"""


def common(extensions: list[str], root: Path = ROOT) -> str:
    """The configuration that all sites share; ``root`` is where ``taxonomy`` is."""
    return COMMON.format(home=str(ROOT), root=str(root), extensions=["myst_parser", *extensions])


def site(kind: str, made: Path, folder: Path) -> Path:
    """Set up a site of one kind from a generated set, in a folder that no other case shares."""
    source = {"project": "docs", "needs": "needs"}.get(kind, "pages")
    shutil.copytree(made / source, folder / "source")
    text = common(EXTENSIONS[kind])
    if kind == "project":
        shutil.copytree(made / "data", folder / "data")
        text += PROJECT.format(static=str(ROOT / "conf" / "static"), data=str(folder / "data"))
    if kind == "needs":
        text += NEEDS
    (folder / "conf.py").write_text(text, encoding="utf-8")
    return folder


def empty(folder: Path) -> Path:
    """Set up a furo site of one page with nothing on it."""
    (folder / "source").mkdir(parents=True)
    (folder / "source" / "index.md").write_text("# Nothing\n", encoding="utf-8")
    (folder / "conf.py").write_text(
        'project = "Nothing"\nhtml_theme = "furo"\nextensions = ["myst_parser"]\n', encoding="utf-8"
    )
    return folder


def command(python: str, folder: Path) -> list[str]:
    """The command that builds a site."""
    where = ["-c", str(folder), "-d", str(folder / "doctrees"), str(folder / "source"), str(folder / "site")]
    return [python, "-m", "sphinx", "-q", "-b", "html", *where]


def clean(folder: Path) -> None:
    """Forget what was built."""
    for name in ("doctrees", "site"):
        shutil.rmtree(folder / name, ignore_errors=True)
