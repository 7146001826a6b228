"""A citation is a key, with a place in the source if one is given."""

from __future__ import annotations

import re

import pytest

from taxonomy import Citation, cited_keys
from taxonomy.model.citation import CITATION


@pytest.mark.parametrize(
    ("text", "key", "place"),
    [
        ("fda-cgt", "fda-cgt", ""),
        ("eu-1394-2007 @ Article 2", "eu-1394-2007", "Article 2"),
        ("mail @ a @ b", "mail", "a @ b"),
    ],
)
def test_key_and_place(text: str, key: str, place: str) -> None:
    """What stands after the first ' @ ' is the place; the declared form allows exactly that."""
    assert Citation.parse(text) == (key, place)
    assert re.fullmatch(CITATION, text)


def test_keys_are_told_once() -> None:
    """Two places in one source are one source, in the order of first mention."""
    assert cited_keys(["b @ 2", "a", "b @ 1"]) == ["b", "a"]
