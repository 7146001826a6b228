"""Where the loaded reference comes from: the wheel's compiled form, a cache, or the data files."""

from __future__ import annotations

import os

from taxonomy.loading import cache as compiled
from taxonomy.model.lazy import FOLDERS

from .taxonomy import Taxonomy

TYPE_CHECKING = False  # the name that type checkers know, without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import Any

    from taxonomy.loading.folder import Known
    from taxonomy.loading.sources import Source

DATA = os.path.join(compiled.HERE, "data")

_loaded: list[Taxonomy] = []


def load(path: str | Path | None = None) -> Taxonomy:
    """See ``taxonomy.load``."""
    if path is not None:
        return fresh(path)
    if not _loaded:
        _loaded.append(installed() or fresh(DATA))
    return _loaded[0]


def installed() -> Taxonomy | None:
    """The reference from the compiled form, if this package was installed from a wheel."""
    content = compiled.unpacked(compiled.IN_WHEEL)
    if content is None:
        return None
    records, closed, entries = content
    return Taxonomy(records, DATA, closed, lambda: in_form(entries))


def compile_to(path: str) -> None:
    """Write the compiled form for a wheel, from data that was read and checked just now.

    Raises:
        DataError: if anything in the data is wrong; nothing is written then.
        ValueError: if what was written does not read as it should.
    """
    from taxonomy.loading.folder import read
    from taxonomy.loading.sources import sources

    read_now = Taxonomy(read().records)
    entries = [tuple(each) for each in sources().values()]
    content = (read_now.records, (read_now.wider, read_now.narrower), entries)
    with open(path, "wb") as stream:
        stream.write(compiled.packed(content))
    if compiled.unpacked(path) != content:
        raise ValueError(f"{path} does not read as it was written")


def fresh(path: str | Path) -> Taxonomy:
    """The reference as its data files say now, whatever this process loaded before.

    The package's own folder is cached. A record whose file did not change is not read
    again; the rules that look at all records are asked of all whenever any changed.

    Raises:
        DataError: if anything in the folder is wrong; it lists every problem.
    """
    from_cache = os.path.realpath(path) == os.path.realpath(DATA)
    now = compiled.signature(DATA) if from_cache else {}
    before = compiled.unpacked(compiled.cache("records")) if from_cache else None
    if before is not None and before[0] == now:
        _, records, closed, _ = before
        return Taxonomy(records, path, closed, lambda: cached_sources(now))
    from pathlib import Path

    from taxonomy.loading.folder import read

    folder = read(Path(path), known(before, now) if before else None)
    if not from_cache:
        return Taxonomy(folder.records, path)
    found = Taxonomy(folder.records, path, None, lambda: cached_sources(now))
    if compiled.settled(now) and compiled.signature(DATA) == now:
        compiled.keep("records", (now, folder.records, (found.wider, found.narrower), folder.named))
    return found


def known(before: Any, now: compiled.Signature) -> Known | None:
    """The records of a cache whose files, and the code that checked them, are still the same."""
    then, records, _, named = before
    same = {name for name in now if then.get(name) == now[name]}
    if any(name.startswith(compiled.CODE) for name in (then.keys() | now.keys()) - same):
        return None
    return {
        (kind, id): (records[kind][id], names)
        for (kind, id), names in named.items()
        if f"{FOLDERS[kind]}/{id}.yaml" in same
    }


def in_form(entries: Iterable[tuple[str, ...]]) -> dict[str, Source]:
    """Sources from the plain tuples that a compiled form holds."""
    from taxonomy.loading.sources import Source

    return {each[0]: Source(*each) for each in entries}


def cached_sources(whole: compiled.Signature) -> dict[str, Source]:
    """The package's own bibliography, from its cache or its file."""
    from taxonomy.loading.sources import sources

    now = compiled.of_sources(whole)
    before = compiled.unpacked(compiled.cache("sources"))
    if before is not None and before[0] == now:
        return in_form(before[1])
    found = sources()
    if compiled.settled(now) and compiled.of_sources(compiled.signature(DATA)) == now:
        compiled.keep("sources", (now, [tuple(each) for each in found.values()]))
    return found
