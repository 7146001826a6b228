"""The lists of allowed values: one file for people, and a name in Python for each list in it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conf.therapy import fingerprint
from taxonomy.loading.cache import code
from taxonomy.model import vocabulary
from taxonomy.model.problems import DataError

FILE = Path(vocabulary.__file__).with_suffix(".toml")


def test_every_list_has_its_name() -> None:
    """A list that no program could ask for would be told here."""
    assert {name: getattr(vocabulary, name.upper(), None) for name in vocabulary.LISTS} == vocabulary.LISTS


def test_every_value_has_words() -> None:
    """What a reader sees is text, and not empty."""
    words: list[object] = [each for listed in vocabulary.LISTS.values() for each in listed.values()]
    assert [each for each in words if not (isinstance(each, str) and each.strip())] == []


def test_a_slip_is_told_at_its_line(tmp_path: Path) -> None:
    """Who forgets a quotation mark is told where."""
    path = tmp_path / "vocabulary.toml"
    path.write_text('[agent]\ncells = "living cells"\norgan = "a whole organ\n', encoding="utf-8")

    with pytest.raises(DataError, match=r"vocabulary.toml:3: file: is not valid TOML \(.*\); expected a line such as"):
        vocabulary.read(path)


def test_an_edit_is_seen(tmp_path: Path) -> None:
    """Other words are other code: no cache is trusted, and every page is read again."""
    (tmp_path / "model").mkdir()
    copy = Path(shutil.copy(FILE, tmp_path / "model"))
    before = code(tmp_path), fingerprint(tmp_path)
    copy.write_text(copy.read_text(encoding="utf-8").replace("living cells", "cells that live"), encoding="utf-8")

    assert code(tmp_path) != before[0]
    assert fingerprint(tmp_path) != before[1]
