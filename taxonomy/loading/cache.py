"""The reference in the form in which it loads at once: in a wheel, and cached in a checkout.

``marshal`` is the form in which Python keeps compiled code. It reads faster than JSON,
and needs no import. Like compiled code, it is made by whoever runs it or builds the
wheel, never committed, and may be deleted at any time.

In a wheel, ``compiled.bin`` is made and verified when the wheel is built
(``hatch_build.py``); an installed package does not change.
In a checkout, a cache lies in ``__pycache__``. It is used only while every data file,
and every module of this package and of the rooms in it, is the very file that it was made from.
"""

from __future__ import annotations

import gc
import marshal
import os
import sys

from taxonomy.model.lazy import FOLDERS

TYPE_CHECKING = False  # the name that type checkers know, without importing typing
if TYPE_CHECKING:
    from typing import Any

    Signature = dict[str, tuple[int, ...]]

HERE = os.path.dirname(os.path.dirname(__file__))  # the package
IN_WHEEL = os.path.join(HERE, "compiled.bin")
FORM = b"therapy-taxonomy 1\n"  # first in the file; another form has another number
VERSION = 4  # of marshal: every Python from 3.4 reads it
CODE = "code/"  # before the names of this package's modules in a signature
SETTLED = 2_000_000_000  # ns; a file changed later than that could change again within the same tick


def packed(content: Any) -> bytes:
    """Plain data in the compiled form."""
    return FORM + marshal.dumps(content, VERSION)


def unpacked(path: str) -> Any:
    """What a compiled file holds; ``None`` if there is none, or if it cannot be used."""
    try:
        with open(path, "rb") as stream:
            content = stream.read()
        return objects(memoryview(content)[len(FORM) :]) if content.startswith(FORM) else None
    except (OSError, EOFError, ValueError, TypeError):
        return None


def objects(content: memoryview) -> Any:
    """Plain data from the bytes of ``marshal``, in which nobody need look for garbage.

    Python's collector would go through all new objects several times, which takes longer
    than making them, and once more when the process ends. They hold no circle and live
    as long as the process: they are made without it, and then exempt.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        found = marshal.loads(content)  # noqa: S302
        if not gc.get_freeze_count():  # else someone uses this for another purpose
            gc.freeze()
        return found
    finally:
        if collecting:
            gc.enable()


def stamp(entry: os.DirEntry[str]) -> tuple[int, ...]:
    """What is different after any change of a file: times, size and place on the disk."""
    stat = entry.stat()
    return stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino


def files(folder: str, ending: str) -> Signature:
    """The stamp of each file in one folder whose name ends so."""
    try:
        with os.scandir(folder) as entries:
            return {each.name: stamp(each) for each in entries if each.name.endswith(ending)}
    except OSError:
        return {}


def code(folder: str, before: str = CODE) -> Signature:
    """The stamp of every module in a folder and in the folders in it."""
    found = {f"{before}{name}": each for name, each in files(folder, ".py").items()}
    with os.scandir(folder) as entries:
        for each in entries:
            if each.is_dir() and each.name not in ("__pycache__", "data"):
                found.update(code(each.path, f"{before}{each.name}/"))
    return found


def signature(data: str) -> Signature:
    """The stamp of every file that decides what a data folder loads as, by path in that folder.

    Files that are no records count, too: they are a problem to tell.
    """
    found = code(HERE)
    found.update(files(data, ".bib"))
    for folder in FOLDERS.values():
        inside = files(os.path.join(data, folder), "")
        found.update({f"{folder}/{name}": each for name, each in inside.items()})
    return found


def of_sources(whole: Signature) -> Signature:
    """The part of a signature that decides what the bibliography is."""
    return {name: each for name, each in whole.items() if "/" not in name or name == f"{CODE}loading/sources.py"}


def settled(of: Signature) -> bool:
    """Whether no file is so new that it could change unseen."""
    import time

    return max((max(each[:2]) for each in of.values()), default=0) < time.time_ns() - SETTLED


def cache(name: str) -> str:
    """Where a checkout keeps something compiled: beside Python's own compiled files."""
    folder = os.path.join(HERE, "__pycache__")
    if sys.pycache_prefix:
        folder = os.path.join(sys.pycache_prefix, HERE.lstrip("/\\").replace(":", ""))
    return os.path.join(folder, f"{name}.{sys.implementation.cache_tag}.bin")


def keep(name: str, content: Any) -> None:
    """Write a cache, all or nothing. Where nothing can be written, the next process reads the data again."""
    if sys.dont_write_bytecode:
        return
    path = cache(name)
    draft = f"{path}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(draft, "wb") as stream:
            stream.write(packed(content))
        os.replace(draft, path)
    except OSError:
        pass
