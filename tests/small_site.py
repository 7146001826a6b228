"""A small site that shows the small data folder, and builds of it as a user would run them."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import warnings
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from sphinx.cmd.build import build_main

from tests.small import write

CONF = Path(__file__).parents[1] / "conf"
ROOT = CONF.parent

CONFIGURATION = """
import sys

sys.path.insert(0, {root!r})
project = "Small site"
version = release = "1"
html_theme = "basic"
extensions = ["myst_parser", "sphinxcontrib.bibtex", "conf.therapy", "conf.sitekit.builds.removed", "conf.sitekit.navigation.neighbours"]
bibtex_bibfiles = [{bib!r}]
bibtex_cite_id = "source-{{key}}"
therapy_data = {data!r}
nitpicky = True
html_copy_source = False
"""

PAGES = {
    "records.md": "# Records\n\n```{therapy:illnesses}\n```\n\n```{therapy:questions}\n```\n",
    "medicines.md": "# Medicines\n\n```{therapy:products}\n```\n\n```{therapy:licensed} cell_therapy FDA asgct-faq\n```\n",
    "what-changed.md": "# What changed\n\n```{therapy:changes}\n```\n\n## Where to get help\n\n```{therapy:help}\n```\n",
    "index.md": "# Home\n\n{therapy:count}`types` types.\n\n```{therapy:overlap}\n```\n\n```{toctree}\neffector\nall\nabout\nsources\nrecords\nmedicines\nwhat-changed\ntypes/knee-cells\ntypes/insulin\ntypes/red-cells\n```\n",
    "effector.md": "# Effector cells\n\n```{therapy:types} effector-cells\n```\n",
    "all.md": "# Everything\n\n```{therapy:types}\n```\n\n```{therapy:claims}\n```\n\n```{therapy:authorities}\n```\n\n## Rules\n\n```{therapy:rules} cell_therapy\n```\n\n## Labels\n\n```{therapy:labels}\n```\n",
    "about.md": "# About\n\n{therapy:ref}`car-t`, {therapy:ref}`the jab <insulin>`, {therapy:product}`exampleleucel`, [](#red-cells), {therapy:rule}`CT1`.\n\nCAR-T is an immunotherapy: {therapy:class}`car-t:immunotherapy`. {therapy:name}`type:car-t`.\n\n```{therapy:compare} car-t knee-cells\n:rows: given cost\n```\n",
    "sources.md": "# Sources\n\n```{bibliography}\n:all:\n```\n",
    # A page with words of its own; the others are written by the build.
    "types/knee-cells.md": "# Cells for the knee\n\nMany ask us about this.\n\n```{therapy:type} knee-cells\n```\n",
}


SAME = {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "1700000000"}  # so that two builds can be compared


class Built(NamedTuple):
    """What a build ended with."""

    status: int
    output: str
    pages: Path

    def html(self, page: str) -> str:
        """One page, as written."""
        return (self.pages / f"{page}.html").read_text(encoding="utf-8")

    @property
    def read(self) -> set[str]:
        """Documents that the build read."""
        return {line.split("reading: ")[1] for line in self.output.splitlines() if line.startswith("reading: ")}


class Site:
    """A folder with data, pages and configuration."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.data = write(root / "data")
        for name, text in PAGES.items():
            self.page(name, text)
        configuration = CONFIGURATION.format(root=str(ROOT), bib=str(self.data / "sources.bib"), data=str(self.data))
        # Tell which documents are read, in any order, so that tests can count them.
        configuration += "\ndef setup(app):\n    app.connect('source-read', lambda app, docname, source: print(f'\\nreading: {docname}'))\n"
        (root / "conf.py").write_text(configuration, encoding="utf-8")

    def page(self, name: str, text: str) -> Path:
        """Write a page."""
        path = self.root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def record(self, name: str, old: str, new: str) -> None:
        """Change a record."""
        path = self.data / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def build(self, to: str = "out", *options: str) -> Built:
        """Build as the command line does, with warnings as errors.

        In this process, which saves the time to import Sphinx; in one of its own if it works in parallel.
        """
        pages = self.root / to
        arguments = [
            "-W",
            "--keep-going",
            "-n",
            "-b",
            "html",
            "-c",
            str(self.root),
            "-d",
            str(self.root / f"{to}-trees"),
        ]
        arguments += [*options, str(self.root / "docs"), str(pages)]
        if "-j" in options:
            command = [sys.executable, "-m", "sphinx", *arguments]
            done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **SAME})
            return Built(done.returncode, done.stdout + done.stderr, pages)
        output = io.StringIO()
        with (
            redirect_stdout(output),
            redirect_stderr(output),
            mock.patch.dict(os.environ, SAME),
            mock.patch("sys.path", [*sys.path]),
        ):
            try:
                # As on the command line: Python does not show deprecations in other people's modules.
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore", DeprecationWarning)
                    warnings.simplefilter("ignore", PendingDeprecationWarning)
                    status = build_main(arguments)
            except SystemExit as stopped:
                status = stopped.code if isinstance(stopped.code, int) else 1
        return Built(status, output.getvalue(), pages)


class Snapshot:
    """A site that was built once for many tests, and a copy of its folder as it was then."""

    def __init__(self, site: Site, to: Path) -> None:
        first = site.build()
        assert first.status == 0, first.output
        self.site, self.copy = site, Path(shutil.copytree(site.root, to))

    def again(self) -> Site:
        """The site as its first build left it, days of files included, where it was built: Sphinx remembers the place."""
        shutil.rmtree(self.site.root)
        shutil.copytree(self.copy, self.site.root)
        return self.site
