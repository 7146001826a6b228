"""What the tests of the package share."""

from __future__ import annotations

from pathlib import Path

import pytest

from taxonomy import Taxonomy, load
from taxonomy.loading.folder import Folder
from tests.small import write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small, valid data folder."""
    return write(tmp_path / "data")


@pytest.fixture
def small(folder: Path) -> Taxonomy:
    """The small folder, loaded."""
    return load(folder)


@pytest.fixture(scope="session")
def real() -> Taxonomy:
    """The reference itself."""
    return load()


@pytest.fixture(scope="session")
def whole() -> Folder:
    """The data of the reference, as it stands in its files."""
    return Folder()
