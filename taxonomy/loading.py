"""Loads a data folder: every record, and every problem in it at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .consistency import check_record, check_whole
from .fields import check_fields
from .model import FOLDERS, KINDS
from .problems import DataError, Problem, Report, dotted
from .reading import File

DATA = Path(__file__).with_name("data")
ENTRY = re.compile(r"^\s*@(\w+)\s*\{\s*([^,\s}]*)", re.MULTILINE)

Records = dict[str, dict[str, dict[str, Any]]]


class Folder:
    """A data folder as read: ``records[kind][id]``, the files they stand in, and all problems."""

    def __init__(self, root: Path = DATA) -> None:
        self.root = root
        self.records: Records = {kind: {} for kind in KINDS}
        self.files: dict[tuple[str, str], File] = {}
        self.problems: list[Problem] = []
        self._stems: set[tuple[str, str]] = set()
        self._references: list[tuple[File, tuple[str | int, ...], str, str]] = []
        self.sources = self._source_keys()
        for kind in KINDS:
            for path in self._paths(kind):
                self._read(kind, path)
        self._check_references()
        for key, where, what, expected in check_whole(self.records):
            file = self.files[key]
            self.problems.append(Problem(file.shown, file.line(where), dotted(where), what, expected))
        self.problems = sorted(set(self.problems))

    def _paths(self, kind: str) -> Iterator[Path]:
        folder = self.root / FOLDERS[kind]
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.suffix == ".yaml":
                yield path
            elif not path.name.startswith((".", "__")):
                what = "is not read: its name does not end in .yaml"
                self.problems.append(Problem(self.shown(path), 1, "file", what, "one record in a file named ID.yaml"))

    def shown(self, path: Path) -> str:
        """A path as messages show it: relative to the working folder where that is shorter."""
        try:
            return path.resolve().relative_to(Path.cwd()).as_posix()
        except ValueError:
            return path.as_posix()

    def _read(self, kind: str, path: Path) -> None:
        file = File(path, self.shown(path))
        self._stems.add((kind, path.stem))
        self.problems += file.problems
        if file.data is None:
            return
        report = Report()
        check_fields(KINDS[kind], file.data, (), report)
        if not report.complaints:
            check_record(kind, file.data, report)
        for where, at, what, expected in report.complaints:
            self.problems.append(Problem(file.shown, file.line(at), dotted(where), what, expected))
        self._references += [(file, where, to, key) for where, to, key in report.references]
        self._add(kind, file, path, broken=bool(report.complaints))

    def _add(self, kind: str, file: File, path: Path, *, broken: bool) -> None:
        identifier = file.data.get("id") if isinstance(file.data, dict) else None
        if not isinstance(identifier, str) or not identifier:
            return
        line = file.line(("id",))
        if identifier in self.records[kind]:
            other = self.files[kind, identifier].shown
            what = f"'{identifier}' is already the identifier of {other}"
            self.problems.append(Problem(file.shown, line, "id", what, "an identifier of its own"))
            return
        if identifier != path.stem:
            what = f"'{identifier}' differs from the file's name"
            self.problems.append(
                Problem(file.shown, line, "id", what, f"'{path.stem}', or a file named {identifier}.yaml")
            )
        self.files[kind, identifier] = file
        self.records[kind][identifier] = {} if broken else file.data

    def _source_keys(self) -> dict[str, int]:
        """The keys of ``sources.bib``, each with its line."""
        path = self.root / "sources.bib"
        keys: dict[str, int] = {}
        if not path.is_file():
            self.problems.append(Problem(self.shown(path), 1, "file", "is missing", "a BibTeX file of all sources"))
            return keys
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            self.problems.append(
                Problem(self.shown(path), 1, "file", "is not UTF-8 text", "a text file saved as UTF-8")
            )
            return keys
        for match in ENTRY.finditer(text):
            line, key = text.count("\n", 0, match.start(2)) + 1, match[2]
            if match[1].lower() in ("comment", "string", "preamble"):
                continue
            if key in keys:
                what = f"'{key}' is also the key of line {keys[key]}"
                self.problems.append(Problem(self.shown(path), line, "key", what, "a key of its own"))
            keys[key] = line
        return keys

    def _check_references(self) -> None:
        from .fields import nearest

        for file, path, kind, key in self._references:
            known: dict[str, Any] = self.sources if kind == "source" else self.records[kind]
            # A record that is there but broken is told as broken, not as missing.
            if key not in known and (kind, key) not in self._stems:
                where = "sources.bib" if kind == "source" else FOLDERS[kind] + "/"
                what = f"'{key}' is not in {where}{nearest(key, known)}"
                expected = "a key of sources.bib" if kind == "source" else f"the identifier of a record in {where}"
                self.problems.append(Problem(file.shown, file.line(path), dotted(path), what, expected))


def read(root: Path | None = None) -> Folder:
    """Read a data folder and tell all its problems.

    Args:
        root: the folder; by default the one of this package.

    Raises:
        DataError: if anything in the folder is wrong; it lists every problem.
    """
    folder = Folder(root or DATA)
    if folder.problems:
        raise DataError(folder.problems)
    return folder
