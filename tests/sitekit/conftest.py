"""A site of one page, for tests of what a page may do."""

from __future__ import annotations

import pytest

from tests.sitekit.reading import Reading


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    """With the lists of this site."""
    return Reading(tmp_path_factory.mktemp("reading"))
