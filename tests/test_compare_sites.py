"""The comparison of two built sites sees what readers would see, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.compare_sites import main

PAGE = '<title>A page</title><p>Some <a href="b.html">words</a>.</p><script>run(1)</script>'
CHANGES = {
    "word": ("Some", "Few", "a.html: …A page Some [href] b.html words .… is now …A page Few [href]"),
    "link": ("b.html", "c.html", "a.html: …A page Some [href] b.html words .… is now …A page Some [href] c.html"),
    "element": ("<p>Some", "<div>Some", ""),
    "space": ("Some", "\n\n  Some ", ""),
    "script": ("run(1)", "run(2)", ""),
}


@pytest.mark.parametrize(("old", "new", "told"), CHANGES.values(), ids=CHANGES)
def test_differences(old: str, new: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Text and links count; markup, space and scripts do not."""
    for site, text in (("before", PAGE), ("after", PAGE.replace(old, new))):
        (tmp_path / site).mkdir()
        (tmp_path / site / "a.html").write_text(text, encoding="utf-8")

    assert main([str(tmp_path / "before"), str(tmp_path / "after")]) == bool(told)
    out = capsys.readouterr().out
    assert out.startswith(told)
    assert out.endswith(f"1 pages, {int(bool(told))} differ; 1 files, {int(bool(told))} differ\n")


def test_files_that_come_and_go(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A page that is gone and a file that is new are told; what may differ is left out."""
    for name in ("before/a.html", "after/b.txt", "after/c.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")

    assert main([str(tmp_path / "before"), str(tmp_path / "after"), "--but", "c.*"]) == 1
    assert capsys.readouterr().out == "a.html: is gone\nb.txt: is new\n1 pages, 1 differ; 2 files, 2 differ\n"
