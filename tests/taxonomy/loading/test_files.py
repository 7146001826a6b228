"""A file is replaced in one step, and only if that changes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from taxonomy.loading.files import replace_file


def test_the_same_content_is_not_written(tmp_path: Path) -> None:
    """A file keeps its time if it holds the content already; else it is new, and nothing lies beside it."""
    path = tmp_path / "x"
    assert replace_file(path, b"one")
    before = path.stat()
    assert not replace_file(path, b"one")
    assert path.stat() == before
    assert replace_file(path, b"two")
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("x", b"two")]


def test_a_failure_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the last step fails, the old content stands, and the draft is gone."""
    path = tmp_path / "x"
    path.write_bytes(b"one")

    def refuse(_path: Path, _to: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match="No space left"):
        replace_file(path, b"two")
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("x", b"one")]
