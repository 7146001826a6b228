"""Loads a data folder: every record, and every problem in it at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from taxonomy.model.fields import Record, nearest
from taxonomy.model.problems import HINTS, DataError, Problem, Report, dotted
from taxonomy.model.records import FOLDERS, KINDS

from .bibtex_checks import bibliography
from .bibtex_entries import Entry
from .checks import check_record, check_whole
from .field_checks import check_fields, shortened
from .sources import DATA
from .yaml_file import File

BESIDE = ("sources.bib", "explained.yaml")  # files of the data folder that are no records

Records = dict[str, dict[str, dict[str, Any]]]  # the fields of each record, by kind and identifier
Named = tuple[tuple[str, str], ...]  # other records that a record names: (kind, id)
Known = dict[tuple[str, str], tuple[dict[str, Any], Named]]  # (kind, id) -> data, names


class Folder:
    """A data folder as read: ``records[kind][id]``, the files they stand in, and all problems.

    Args:
        root: the folder.
        known: records of files that did not change since they were read without a problem.
            They are not read again; the rules for the whole set are asked of all.

    Attributes:
        named: the other records and sources that each file names, by kind and stem.
    """

    def __init__(self, root: Path = DATA, known: Known | None = None) -> None:
        self.root = root
        self.records: Records = {kind: {} for kind in KINDS}
        self.files: dict[tuple[str, str], File] = {}
        self.problems: list[Problem] = []
        self.named: dict[tuple[str, str], Named] = {}
        self._files: dict[tuple[str, str], File] = {}  # by stem: a broken record may have no identifier
        self._known = known or {}
        self._prefix = self._shown_root()
        self._folders = {kind: root / FOLDERS[kind] for kind in KINDS}
        self._stems: set[tuple[str, str]] = set()
        self.problems += self._strangers()
        path = root / "sources.bib"
        self.entries, wrong = bibliography(path, f"{self._prefix}sources.bib")
        if self.root.is_file():
            wrong = [
                Problem(
                    self._shown_root().rstrip("/"),
                    1,
                    "file",
                    "is a file",
                    "a data folder: it holds types/ and sources.bib",
                )
            ]
        self.problems += wrong
        self._unread = bool(wrong) and not self.entries  # then every key would be missing
        for kind in KINDS:
            for name in self._names(kind):
                self._read(kind, name)
        self._check_references()
        for key, where, what, expected in check_whole({**self.records, "source": self.sources}):
            file = self.files[key]
            self.problems.append(Problem(file.shown, file.line(where), dotted(where), what, expected))
        self.problems = sorted(set(self.problems))

    @property
    def sources(self) -> dict[str, dict[str, Any]]:
        """The fields of each source, by key."""
        return {key: dict(entry.fields) for key, entry in self.entries.items()}

    def _strangers(self) -> Iterator[Problem]:
        """What lies in the folder and is neither a folder of records nor one of the files that stand beside them."""
        known = {*FOLDERS.values(), *BESIDE}
        # Where there is no bibliography, that alone is told: it may be no data folder at all.
        for path in sorted(self.root.iterdir()) if (self.root / "sources.bib").exists() else ():
            shown = f"{self._prefix}{path.name}"
            if path.is_symlink():
                yield Problem(shown, 1, "file", "is a link", "a file" if path.name in BESIDE else "a folder")
            elif path.name in FOLDERS.values() and not path.is_dir():
                yield Problem(shown, 1, "file", "is no folder", "a folder of records")
            elif path.name == "explained.yaml" and not path.is_file():
                yield Problem(shown, 1, "file", "is no ordinary file", "a text file")
            elif path.name not in known and not path.name.startswith(".") and path.name != "__pycache__":
                what = f"is not read{nearest(path.name, list(FOLDERS.values()))}"
                yield Problem(shown, 1, "file", what, "records in " + ", ".join(FOLDERS.values()))

    def _names(self, kind: str) -> Iterator[str]:
        folder = self._folders[kind]
        if folder.is_symlink():
            return
        for name in sorted(path.name for path in folder.iterdir()) if folder.is_dir() else ():
            if name.endswith(".yaml"):
                yield name
            elif not name.startswith("."):
                what = "is not read: its name does not end in .yaml"
                shown = f"{self._prefix}{FOLDERS[kind]}/{name}"
                self.problems.append(Problem(shown, 1, "file", what, "one record in a file named ID.yaml"))

    def _shown_root(self) -> str:
        try:
            shown = self.root.resolve().relative_to(Path.cwd()).as_posix()
        except ValueError:
            shown = self.root.as_posix()
        return "" if shown == "." else f"{shown}/"

    def shown(self, path: Path) -> str:
        """A path in this folder as messages show it: relative to the working folder where that is shorter."""
        # The place of a link, not what it leads to.
        return self._prefix + (path.parent.resolve() / path.name).relative_to(self.root.resolve()).as_posix()

    def _read(self, kind: str, name: str) -> None:
        stem = name.removesuffix(".yaml")
        path, shown = self._folders[kind] / name, f"{self._prefix}{FOLDERS[kind]}/{name}"
        self._stems.add((kind, stem))
        if (kind, stem) in self._known:
            data, self.named[kind, stem] = self._known[kind, stem]
            self.files[kind, stem] = self._files[kind, stem] = File(path, shown, data)
            self.records[kind][stem] = data
            return
        file = File(path, shown)
        self.problems += file.problems
        if file.data is None:
            # It is there, though broken: what names it is told nothing.
            self.files.setdefault((kind, stem), file)
            self.records[kind].setdefault(stem, {})
            return
        report = Report()
        check_fields(KINDS[kind], file.data, (), report)
        if not report.complaints:
            check_record(kind, file.data, report)
        for where, at, what, expected in report.complaints:
            self.problems.append(Problem(file.shown, file.line(at), dotted(where), what, expected))
        self.named[kind, stem] = tuple(dict.fromkeys((to, key) for _, to, key in report.references))
        self._files[kind, stem] = file
        self._add(kind, file, stem, broken=bool(report.complaints))

    def _add(self, kind: str, file: File, stem: str, *, broken: bool) -> None:
        identifier = file.data.get("id") if isinstance(file.data, dict) else None
        if not isinstance(identifier, str) or not identifier:
            return
        named = shortened(identifier)
        if identifier in self.records[kind]:
            other = self.files[kind, identifier].shown
            what = f"'{named}' is already the identifier of {other}"
            self.problems.append(Problem(file.shown, file.line(("id",)), "id", what, "an identifier of its own"))
            return
        if identifier != stem:
            what = f"'{named}' differs from the file's name"
            self.problems.append(
                Problem(file.shown, file.line(("id",)), "id", what, f"'{stem}', or a file named {named}.yaml")
            )
        self.files[kind, identifier] = file
        self.records[kind][identifier] = {} if broken else file.data

    def _check_references(self) -> None:
        # A record that is there but broken is told as broken, not as missing.
        known = {("source", key) for key in self.entries} | self._stems
        known |= {(kind, id) for kind, records in self.records.items() for id in records}
        for key, named in self.named.items():
            if not known.issuperset(each for each in named if not (self._unread and each[0] == "source")):
                self._tell_missing(self._files[key], KINDS[key[0]], known)

    def _tell_missing(self, file: File, record: type[Record], known: set[tuple[str, str]]) -> None:
        report = Report()
        check_fields(record, file.data, (), report)
        missing = [
            each for each in report.references if each[1:] not in known and not (self._unread and each[1] == "source")
        ]
        for count, (path, kind, key) in enumerate(missing):
            names: Mapping[str, Any] = self.entries if kind == "source" else self.records[kind]
            where = "sources.bib" if kind == "source" else FOLDERS[kind] + "/"
            hint = (same_address(key, self.entries) if kind == "source" else "") or nearest(key, names)
            what = f"'{key}' is not in {where}{hint if count < HINTS else ''}"
            expected = "a key of sources.bib" if kind == "source" else f"the identifier of a record in {where}"
            self.problems.append(Problem(file.shown, file.line(path), dotted(path), what, expected))


def same_address(key: str, entries: Mapping[str, Entry]) -> str:
    """The question ``(did you mean …?)`` with the source whose address or DOI stands in the place of a key, or nothing."""
    address = key.rstrip("/").removeprefix("https://doi.org/").casefold()
    for name, entry in entries.items() if "/" in address else ():
        if address in (entry.fields.get("url", "").rstrip("/").casefold(), entry.fields.get("doi", "").casefold()):
            return f" (did you mean '{name}'?)"
    return ""


def read_folder(root: Path | None = None, known: Known | None = None) -> Folder:
    """Read a data folder and tell all its problems.

    Args:
        root: the folder; by default the one of this package.
        known: records that need not be read again; see ``Folder``.

    Raises:
        DataError: if anything in the folder is wrong; it lists every problem.
    """
    folder = Folder(root or DATA, known)
    if folder.problems:
        raise DataError(folder.problems)
    return folder


def check(path: str | Path | None = None) -> list[Problem]:
    """Every problem of a data folder, each with its file and line; none if all is well.

    Args:
        path: the folder; by default the one of this package.

    Raises:
        NotADirectoryError: if there is no such folder.
    """
    root = DATA if path is None else Path(path)
    if not root.is_dir():
        raise NotADirectoryError(f"{root}: there is no such folder")
    return Folder(root).problems
