"""The pages that the build writes for records are written below docs/, whatever a stranger has put in their places."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from conf.therapy.record_pages import RecordPages
from tests.small import write

KINDS = ["type", "product", "illness", "question"]


@pytest.fixture
def app(tmp_path: Path) -> Any:
    """As much of Sphinx as is asked."""
    (tmp_path / "docs" / "types").mkdir(parents=True)
    config = SimpleNamespace(
        therapy_pages=KINDS, therapy_data=str(write(tmp_path / "data")), source_suffix={".md": "", ".record": ""}
    )
    return SimpleNamespace(srcdir=tmp_path / "docs", config=config)


def pages(root: Path) -> set[str]:
    """Every file that was written."""
    return {path.relative_to(root).as_posix() for path in root.rglob("*.record") if path.is_file()}


def test_a_link_is_not_written_through(app: Any, tmp_path: Path) -> None:
    """A link in the place of a page once gave its words to any file that the builder may write."""
    precious = tmp_path / "precious"
    precious.write_text("mine", encoding="utf-8")
    for name in ("car-t", "of-no-record"):
        (app.srcdir / "types" / f"{name}.record").symlink_to(precious)
    RecordPages().write(app)
    assert precious.read_text("utf-8") == "mine"
    assert not (app.srcdir / "types" / "car-t.record").is_symlink()
    assert "types/car-t.record" in pages(app.srcdir)
    assert not (app.srcdir / "types" / "of-no-record.record").is_symlink()


def test_a_folder_that_is_a_link_gets_nothing(app: Any, tmp_path: Path) -> None:
    """Nor loses what lies there."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "mine.record").write_text("mine", encoding="utf-8")
    (app.srcdir / "questions").symlink_to(elsewhere)
    RecordPages().write(app)
    assert [path.name for path in elsewhere.iterdir()] == ["mine.record"]
    assert {"types/car-t.record", "illnesses/leukaemia.record"} <= pages(app.srcdir)


@pytest.mark.parametrize("name", ["types/car-t.record", "types/of-no-record.record", "use/deep.record"])
def test_a_folder_of_such_a_name(app: Any, name: str) -> None:
    """It stays, for the check of files to tell, and the others are written."""
    (app.srcdir / name).mkdir(parents=True)
    (app.srcdir / name / "a.md").write_text("# A\n", encoding="utf-8")
    RecordPages().write(app)
    assert (app.srcdir / name / "a.md").is_file()
    assert "types/insulin.record" in pages(app.srcdir)


def test_a_page_that_no_record_needs_goes(app: Any) -> None:
    """Also in another folder."""
    (app.srcdir / "use").mkdir()
    (app.srcdir / "use" / "evil.record").write_text("# A\n", encoding="utf-8")
    RecordPages().write(app)
    assert "use/evil.record" not in pages(app.srcdir)
