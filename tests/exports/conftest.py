"""Every format of the reference, written once."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest
from rdflib import Graph

from taxonomy import Taxonomy, load
from taxonomy.command.line import main
from taxonomy.export import Edition


@pytest.fixture(scope="session")
def reference() -> Taxonomy:
    """The reference itself."""
    return load()


@pytest.fixture(scope="session")
def view(reference: Taxonomy) -> Edition:
    """What every format is made from."""
    return Edition(reference)


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that ``python -m taxonomy export all`` writes."""
    folder = tmp_path_factory.mktemp("exports")
    assert main(["export", "all", "-o", str(folder)]) == 0
    return folder


@pytest.fixture(scope="session")
def store(files: Path) -> pyoxigraph.Store:
    """The Turtle file in Oxigraph."""
    store = pyoxigraph.Store()
    store.load(path=files / "taxonomy.skos.ttl", format=pyoxigraph.RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="session")
def graph(files: Path) -> Graph:
    """The Turtle file in rdflib."""
    return Graph().parse(files / "taxonomy.skos.ttl")
