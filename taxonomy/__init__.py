"""Types of cell therapy and immunotherapy: data, derivation rules and comparison.

>>> import taxonomy
>>> t = taxonomy.load()
>>> t.classify("car-t-cell-therapy").immunotherapy.value
'yes'
"""

from __future__ import annotations

TYPE_CHECKING = False  # the name that type checkers know, without importing typing
if TYPE_CHECKING:
    from pathlib import Path

    from taxonomy.decide.classification import AttributesError, classify
    from taxonomy.model.problems import DataError
    from taxonomy.query.taxonomy import Taxonomy

__all__ = ["AttributesError", "DataError", "Taxonomy", "classify", "load"]

_HOME = {
    "AttributesError": "decide.classification",
    "DataError": "model.problems",
    "Taxonomy": "query.taxonomy",
    "classify": "decide.classification",
}


def load(path: str | Path | None = None) -> Taxonomy:
    """Load the reference.

    Args:
        path: a data folder; by default the one that comes with this package, read once per process.

    Raises:
        DataError: if anything in the folder is wrong; it lists every problem with its place.
    """
    from taxonomy.query.load import load as load_

    return load_(path)


def __getattr__(name: str) -> object:
    # Names are imported when they are first used, so that ``import taxonomy`` costs nothing.
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
