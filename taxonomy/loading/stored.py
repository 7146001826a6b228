"""Where the loaded records come from: the wheel's compiled form, a cache, or the data files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from taxonomy.model.records import FOLDERS

from . import cache
from .sources import DATA, Source, read_sources

if TYPE_CHECKING:
    from .folder import Known, Records


class Stored(NamedTuple):
    """What a data folder holds: its records by kind and identifier, and how to get its bibliography."""

    records: Records
    read_sources: Callable[[], dict[str, Source]]


def installed() -> Stored | None:
    """The compiled form, if this package was installed from a wheel.

    A checkout has none: whatever lies there under its name was not made by the build, and is not read.
    """
    content = None if in_checkout() else tuple_of(2, cache.unpacked(cache.IN_WHEEL))
    if content is None:
        return None
    records, entries = content
    return Stored(records, partial(sources_of, entries))


def in_checkout() -> bool:
    """Whether this package lies in a checkout of the project, and not where a wheel was installed."""
    return (cache.HERE.parent / "pyproject.toml").exists() or (cache.HERE / "authoring").exists()


def tuple_of(length: int, content: Any) -> Any:
    """What was unpacked, if it has the form in which it was packed."""
    fits = isinstance(content, tuple) and len(content) == length and isinstance(content[0], dict)
    return content if fits else None


def compile_to(path: Path) -> None:
    """Write the compiled form for a wheel, from data that was read and checked just now.

    Raises:
        DataError: if anything in the data is wrong; nothing is written then.
        ValueError: if what was written does not read as it should.
    """
    from .folder import read_folder

    content = (read_folder().records, [tuple(each) for each in read_sources().values()])
    path.write_bytes(cache.packed(content))
    if cache.unpacked(path) != content:
        raise ValueError(f"{path} does not read as it was written")


def from_files(path: str | Path = DATA) -> Stored:
    """What the data files say now, whatever this process loaded before.

    The package's own folder is cached. A record whose file did not change is not read
    again; the rules that look at all records are asked of all whenever any changed.

    Raises:
        DataError: if anything in the folder is wrong; it lists every problem.
    """
    if Path(path).resolve() != DATA.resolve():
        from .folder import read_folder

        return Stored(read_folder(Path(path)).records, partial(read_sources, path))
    now = cache.signature()
    before = tuple_of(4, cache.unpacked(cache.cache()))
    if before is None or before[0] != now:
        from .folder import read_folder  # with what reads YAML, which a cache makes needless

        folder = read_folder(known=known(before, now) if before else None)
        sources = [tuple(Source.of_entry(each)) for each in folder.entries.values()]
        before = (now, folder.records, folder.named, sources)
        if cache.settled(now) and cache.signature() == now:
            cache.write_cache(before)
    return Stored(before[1], partial(sources_of, before[3]))


def known(before: Any, now: cache.Signature) -> Known | None:
    """The records of a cache whose files, and the code that checked them, are still the same."""
    then, records, named, _ = before
    same = {name for name in now if then.get(name) == now[name]}
    if any(name.startswith(cache.CODE) for name in (then.keys() | now.keys()) - same):
        return None
    return {
        (kind, id): (records[kind][id], names)
        for (kind, id), names in named.items()
        if f"{FOLDERS[kind]}/{id}.yaml" in same
    }


def sources_of(entries: Iterable[tuple[str, ...]]) -> dict[str, Source]:
    """Sources from the plain tuples that a compiled form holds."""
    return {each[0]: Source(*each) for each in entries}
