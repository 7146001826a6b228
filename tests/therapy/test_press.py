"""A fact that only news or a company tells is marked as such where it is read."""

from __future__ import annotations

import re
from pathlib import Path

from tests.small_site import Site

MARK = "(known from news or company reports alone)"


def test_facts_on_press_alone_are_marked(tmp_path: Path) -> None:
    """No mark while better sources stand; one on pages of treatments and of records once all are press."""
    site = Site(tmp_path)
    first = site.build()
    assert first.status == 0, first.output
    assert MARK not in first.html("types/car-t") + first.html("types/knee-cells")
    bib = site.data / "sources.bib"
    bib.write_text(re.sub(r"(?<=  keywords = \{)[^}]*", "press", bib.read_text(encoding="utf-8")), encoding="utf-8")
    again = site.build()
    assert again.status == 0, again.output
    assert MARK in again.html("types/knee-cells")
    assert MARK in "".join(path.read_text(encoding="utf-8") for path in again.pages.glob("illnesses/*.html"))
