"""Where the loaded reference comes from: the package's data, read once per process, or a folder."""

from __future__ import annotations

from pathlib import Path

from .loading import read
from .taxonomy import Taxonomy

_loaded: list[Taxonomy] = []


def load(path: str | Path | None = None) -> Taxonomy:
    """See ``taxonomy.load``."""
    if path is not None:
        folder = read(Path(path))
        return Taxonomy(folder.records, folder.root)
    if not _loaded:
        folder = read()
        _loaded.append(Taxonomy(folder.records, folder.root))
    return _loaded[0]
