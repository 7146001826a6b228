"""A site of one page, for tests of what a page may do."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.sitekit.reading import Reading


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reading]:
    """With the lists of this site."""
    with Reading.of(tmp_path_factory.mktemp("reading")) as found:
        yield found
