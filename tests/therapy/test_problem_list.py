"""The page of problems shows the examples as they are now."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from conf.therapy import problem_list
from taxonomy.authoring import Example


def example(folder: Path) -> Example:
    """An example with its two files."""
    folder.mkdir()
    for name in ("wrong.yaml", "right.yaml"):
        (folder / name).write_text("x", encoding="utf-8")
    return Example(folder, "A rule.", "types/car-t.yaml", "x: is wrong; expected y", "x", "y")


def test_an_added_example_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that showed all examples is read again when there is one more; other pages are not."""
    first, second = example(tmp_path / "1"), example(tmp_path / "2")
    shown: dict[str, list[Example]] = {"Fields": [first]}
    monkeypatch.setattr(problem_list, "read_examples", lambda: shown)
    env: Any = SimpleNamespace(dependencies={"problems": set(first.folder.iterdir()), "other": {tmp_path / "x"}})
    app: Any = None

    assert problem_list.with_a_new_one(app, env) == []
    shown["Fields"].append(second)
    assert problem_list.with_a_new_one(app, env) == ["problems"]
