"""The EPUB: what sphinx-design makes for screens lies open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Build

MORE = """
myst_enable_extensions = ["colon_fence"]
copyright = "2026, nobody"
"""

#: MyST 5 still uses an attribute that Sphinx 11 will drop.
pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")


def test_tabs_in_the_epub(build: Build, tmp_path: Path) -> None:
    """In the EPUB tabs and dropdowns lie open: no form field, no word lost."""
    source = tmp_path / "source"
    source.mkdir()
    tabs = "::::{tab-set}\n:::{tab-item} One\nFirst.\n:::\n::::\n\n:::{dropdown} Two\nSecond.\n:::\n"
    (source / "index.md").write_text(f"# Tabs\n\n{tabs}", "utf-8")

    pages = build(source, tmp_path / "out", "myst_parser", "sphinx_design", "conf.typstbook", builder="epub", more=MORE)

    page = (pages / "index.xhtml").read_text("utf-8")
    assert "<input" not in page
    assert "<details" not in page
    assert re.findall(r"One|First|Two|Second", re.sub("<[^>]+>", "", page)) == ["One", "First", "Two", "Second"]
