"""Writes the files of a format to where a person wants them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from taxonomy.loading.files import replace_file

EPOCH = (1980, 1, 1, 0, 0, 0)  # the oldest time that a zip can tell: files have none of their own


ARCHIVES = frozenset({".gz", ".tgz", ".tar", ".bz2", ".xz", ".7z", ".zst"})
ONE_FILE = frozenset({
    ".csv", ".json", ".jsonl", ".jsonld", ".ttl", ".owl", ".tsv", ".txt", ".parquet", ".xml", ".rdf", ".xlsx", ".html",
})  # fmt: skip


class Unwritable(RuntimeError):
    """A format cannot be made; the message says why."""


def zipped(files: dict[str, bytes]) -> bytes:
    """The files in one zip archive, the same bytes for the same files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return stream.getvalue()


def write(files: dict[str, bytes], to: Path) -> list[Path]:
    """Write the files, and return what was written.

    Args:
        files: the bytes of each file by name.
        to: a name that ends in ``.zip`` for one archive; for a single file its name, or the
            folder that it goes to; for several files their folder. Folders are made. A device
            or pipe, such as ``/dev/stdout``, gets a single file or an archive.

    Raises:
        OSError: if something cannot be written; the file that was there is then as it was.
        Unwritable: if the name is that of one file, and there are several.
    """
    ending = to.suffix.lower()
    if ending in ARCHIVES:
        raise Unwritable(f"{to}: is written as .zip alone; expected a name that ends in .zip")
    if to.exists() and not to.is_dir() and not to.is_file():
        with to.open("wb") as stream:
            stream.write(next(iter(files.values())) if len(files) == 1 else zipped(files))
        return [to]
    if len(files) > 1 and not to.is_dir() and (ending in ONE_FILE or (to.is_file() and ending != ".zip")):
        raise Unwritable(f"{to}: is the name of one file, and there are {len(files)}; expected a folder or a .zip")
    if ending == ".zip" and not to.is_dir():
        files = {to.name: zipped(files)}
        to = to.parent
    elif len(files) == 1 and to.suffix and not to.is_dir():
        files = {to.name: next(iter(files.values()))}
        to = to.parent
    written = []
    for name, content in files.items():
        path = to / name
        path = path.resolve() if path.is_symlink() else path  # the file, not the link to it
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, content)
        written.append(path)
    return written
