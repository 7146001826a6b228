"""The reference in the form in which it loads at once: in a wheel, and cached in a checkout.

``marshal`` is the form in which Python keeps compiled code. It reads faster than JSON.
Like compiled code, it is made by whoever runs it or builds the wheel, never committed,
and may be deleted at any time.

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
import time
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

from taxonomy.model.records import FOLDERS

from .files import replace_file
from .sources import DATA

Signature = dict[str, tuple[int, ...]]

HERE = DATA.parent  # the package
IN_WHEEL = HERE / "compiled.bin"
FORM = b"therapy-taxonomy 4\n"  # first in the file; another form has another number
DIGEST = 16  # bytes of a digest of the rest, which tells a file that lost or changed a bit
VERSION = 4  # of marshal: every Python from 3.4 reads it
CODE = "code/"  # before the names of this package's modules in a signature
SETTLED = 2_000_000_000  # ns; a file changed later than that could change again within the same tick


def packed(content: Any) -> bytes:
    """Plain data in the compiled form."""
    data = marshal.dumps(content, VERSION)
    return FORM + digest(data) + data


def digest(data: bytes | memoryview) -> bytes:
    return blake2b(data, digest_size=DIGEST).digest()


def unpacked(path: Path) -> Any:
    """What a compiled file holds; ``None`` if there is none, or if it cannot be used."""
    try:
        content = path.read_bytes()
        data = memoryview(content)[len(FORM) + DIGEST :]
        whole = content.startswith(FORM) and digest(data) == content[len(FORM) : len(FORM) + DIGEST]
        found = marshal.loads(data) if whole else None  # noqa: S302
    except (OSError, EOFError, ValueError, TypeError):
        return None
    # These objects hold no circle and live as long as the process: the collector of garbage need not go
    # through them, again and again and at the end. In 40 pairs of whole processes that load the reference
    # and classify a type, this took 0.85 of the time; to switch the collector off meanwhile gained nothing.
    if not gc.get_freeze_count():  # else someone uses this for another purpose
        gc.freeze()
    return found


def stamp(entry: os.DirEntry[str]) -> tuple[int, ...]:
    """What is different after any change of a file: times, size and place on the disk."""
    stat = entry.stat(follow_symlinks=False)
    return stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino


def stamps(folder: Path, *endings: str) -> Signature:
    """The stamp of each file in one folder whose name ends so."""
    try:
        with os.scandir(folder) as entries:
            return {each.name: stamp(each) for each in entries if each.name.endswith(endings)}
    except OSError:
        return {}


def code(folder: Path = HERE, before: str = CODE) -> Signature:
    """The stamp of every module, and of the words beside it, in a folder and in the folders in it."""
    found = {f"{before}{name}": each for name, each in stamps(folder, ".py", ".toml").items()}
    for each in folder.iterdir():
        if each.is_dir() and each.name not in ("__pycache__", "data"):
            found.update(code(each, f"{before}{each.name}/"))
    return found


def signature(data: str | Path | None = None) -> Signature:
    """The stamp of every file that decides what a data folder, by default this package's, loads as, by path in it.

    Files that are no records count, too: they are a problem to tell.
    """
    found, data = code(), Path(data or DATA)
    beside = stamps(data, "")
    # A folder of records counts by what lies in it; that it is one, and no link, by its inode.
    found.update({name: each[-1:] if name in FOLDERS.values() else each for name, each in beside.items()})
    for folder in FOLDERS.values():
        inside = stamps(data / folder, "")
        found.update({f"{folder}/{name}": each for name, each in inside.items()})
    return found


def settled(of: Signature) -> bool:
    """Whether no file is so new that it could change unseen."""
    return max((max(each[:2]) for each in of.values()), default=0) < time.time_ns() - SETTLED


def cache() -> Path:
    """Where a checkout keeps what it read: beside Python's own compiled files."""
    folder = HERE / "__pycache__"
    if sys.pycache_prefix:
        folder = Path(sys.pycache_prefix, *HERE.parts[1:])
    return folder / f"records.{sys.implementation.cache_tag}.bin"


def write_cache(content: Any) -> None:
    """Write the cache, all or nothing. Where nothing can be written, the next process reads the data again."""
    if not sys.dont_write_bytecode:
        with suppress(OSError):
            path = cache()
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, packed(content))
