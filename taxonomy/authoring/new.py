"""Begins a record: ``python -m taxonomy new type car-macrophage``.

Writes a form to fill in, and tells what is still to be filled in, and where. Pages come from
the build.
"""

from __future__ import annotations

import argparse
import re
import sys
import textwrap
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from taxonomy.loading.field_checks import check_value
from taxonomy.loading.files import replace_file
from taxonomy.loading.folder import Folder
from taxonomy.loading.sources import DATA
from taxonomy.model.fields import IDENTIFIER, Field, Record, nearest
from taxonomy.model.problems import Problem, Report, dotted
from taxonomy.model.records import FOLDERS, KINDS, Attributes, Use
from taxonomy.query.search import fold

from .form import HOW, HOW_ALL, first_line, form, item

WRITTEN_BY_HAND = ("type", "product", "claim", "authority", "illness", "question")
AN = {"authority": "an", "illness": "an"}
Values = dict[str, Any]


class Refused(Exception):
    """Nothing was written; each of ``reasons`` is one line for a person."""

    def __init__(self, *reasons: str) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons


class Begun(NamedTuple):
    """What was written, and what is still to be filled in.

    Attributes:
        file: the file that was written or changed.
        left: the problems that the new record still has.
    """

    file: Path
    left: list[Problem]


def options(kind: str) -> dict[str, Field[Any]]:
    """The fields of a kind of record that can be given on the command line, by name."""
    record: type[Record] = Use if kind == "use" else KINDS[kind]
    found = {name: field for name, field in record.fields.items() if field.record is None and name != "id"}
    if kind == "type":
        found |= {name: field for name, field in Attributes.fields.items() if field.required}
    return found


def complaints(field: Field[Any], name: str, value: Any, folder: Folder) -> list[str]:
    """What is wrong with one value, each as a line."""
    report = Report()
    check_value(field, value, (name,), report)
    found = [f"{dotted(path)}: {what}; expected {expected}" for path, _, what, expected in report.complaints]
    for path, kind, key in report.references:
        known: Mapping[str, Any] = folder.sources if kind == "source" else folder.records[kind]
        if key not in known:
            where = "sources.bib" if kind == "source" else f"{FOLDERS[kind]}/"
            found.append(f"{dotted(path)}: '{key}' is not in {where}{nearest(key, known)}; expected one that is")
    return found


def check_identifier(kind: str, id: str, folder: Folder) -> None:
    """Refuse an identifier that is of the wrong form, or that a record has or had.

    Raises:
        Refused: with the reason.
    """
    if not re.fullmatch(IDENTIFIER, id):
        raise Refused(f"'{id}' is no identifier; expected lower-case words joined by '-', such as car-macrophage")
    if kind == "use":
        if not (folder.root / FOLDERS["type"] / f"{id}.yaml").is_file():
            raise Refused(f"there is no type '{id}'{nearest(id, folder.records['type'])}; expected one that is there")
        return
    for other in KINDS:
        path = folder.root / FOLDERS[other] / f"{id}.yaml"
        if path.exists() or id in folder.records[other]:
            gone = other == "deprecated"
            why = (
                "was given up, and is never used again"
                if gone
                else f"is already the identifier of {AN.get(other, 'a')} {other}"
            )
            raise Refused(f"'{id}' {why} ({folder.shown(path)}); expected a new identifier")


def named_already(kind: str, name: str, folder: Folder) -> str:
    """The record of the same kind that has this name, in any spelling; or nothing."""
    wanted = fold(name)
    for id, data in folder.records.get(kind, {}).items():
        if wanted in map(fold, [str(data.get("name", "")), *data.get("synonyms", [])]):
            return id
    return ""


def begin(kind: str, id: str, values: Values, folder: Folder, *, everything: bool = False) -> Begun:
    """Write a new record, or add a use to a type.

    Args:
        kind: one of ``WRITTEN_BY_HAND``, or ``use``.
        id: the identifier of the new record; for a use, of its type.
        values: known values by the names of ``options(kind)``.
        folder: the data as it is.
        everything: whether the form has the optional fields, too.

    Raises:
        Refused: if the identifier or a value cannot be used, or a file cannot be written.
    """
    check_identifier(kind, id, folder)
    known = options(kind)
    values = {name: unwrapped(value) for name, value in values.items()}
    wrong = [line for name, value in values.items() for line in complaints(known[name], name, value, folder)]
    if kind == "type" and "name" not in values:
        wrong.append(
            "name: is missing; expected the name that a reader knows, which is also the title of the page, after --name"
        )
    if "name" in values and (other := named_already(kind, values["name"], folder)):
        wrong.append(f"name: '{values['name']}' is also a name of {other}; expected a name of its own")
    if wrong:
        raise Refused(*wrong)
    if kind == "use":
        return with_use(id, values, folder, everything=everything)
    path = folder.root / FOLDERS[kind] / f"{id}.yaml"
    write_new(path, record_text(kind, id, values, everything=everything))
    left = [each for each in Folder(folder.root).problems if each.file == folder.shown(path)]
    return Begun(path, left)


def record_text(kind: str, id: str, values: Values, *, everything: bool = False) -> str:
    """The form of a new record."""
    given = {"id": id, "reviewed": today(), **values}
    if kind == "type":
        nested = {name: given.pop(name) for name in list(given) if name in Attributes.fields}
        given["attributes"] = nested
    lines = form(KINDS[kind], given, everything=everything)
    return "\n".join([first_line(kind), f"## {HOW_ALL if everything else HOW}", *lines, ""])


def unwrapped(value: Any) -> Any:
    return [unwrapped(each) for each in value] if isinstance(value, list) else " ".join(value.split())


def today() -> str:
    return date.today().isoformat()  # noqa: DTZ011 - a review date is a local day


def with_use(id: str, values: Values, folder: Folder, *, everything: bool = False) -> Begun:
    """Add the form of a use at the end of a type's uses."""
    path = folder.root / FOLDERS["type"] / f"{id}.yaml"
    file = folder.files.get(("type", id))
    if file is None or file.data is None:
        raise Refused(f"{folder.shown(path)} has problems; expected a record that 'check' can read")
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    names = list(KINDS["type"].fields)
    later = [file.line((name,)) - 1 for name in names[names.index("uses") + 1 :] if name in file.data]
    starts = [file.line((name,)) - 1 for name in file.data]
    uses = file.line(("uses",)) - 1 if "uses" in file.data else None
    # The place before the next field after uses, or before the first field that stands after uses would.
    after = [start for start in starts if start > uses] if uses is not None else later
    at = min(after, default=len(lines))
    while at and (not lines[at - 1].strip() or lines[at - 1].startswith("#")):
        at -= 1  # comments above a field belong to it
    block = item(form(Use, values, "    ", everything=everything), "    ")
    head = [] if uses is not None else ["uses:"]
    text = "\n".join([*lines[:at], *head, *block, *lines[at:], ""])
    try:
        replace_file(path, text.encode())
    except OSError as error:
        raise Refused(f"{path} cannot be written ({error.strerror}); nothing was changed") from error
    number = len(file.data.get("uses", []))
    left = [
        each
        for each in Folder(folder.root).problems
        if each.file == folder.shown(path) and each.field.startswith(f"uses[{number}]")
    ]
    return Begun(path, left)


def write_new(path: Path, text: str) -> None:
    """Write a new file.

    Raises:
        Refused: if it cannot be written.
    """
    try:
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except OSError as error:
        raise Refused(f"{path} cannot be written ({error.strerror}); nothing was written") from error


def ask(kind: str, values: Values, folder: Folder, answer: Callable[[str], str]) -> Values:
    """Ask for each required value that was not given; an empty answer leaves it for later.

    Args:
        kind: as for ``begin``.
        values: known values.
        folder: the data, whose records and sources can be named.
        answer: asks one question and returns what was typed.
    """
    found = dict(values)
    for name, field in options(kind).items():
        if not field.required or name in found or name == "reviewed":
            continue
        words = ", ".join(field.words) if field.words else field.expected
        # Words of a vocabulary are joined by hyphens, and are not broken there.
        hint = textwrap.fill(f"({words})", 78, initial_indent="  ", subsequent_indent="   ", break_on_hyphens=False)
        while typed := answer(f"{name}: {field.help}\n{hint}\n> ").strip():
            many = field.kind in ("list", "choices")
            value: Any = [each.strip() for each in typed.split(",") if each.strip()] if many else typed
            wrong = complaints(field, name, value, folder)
            if not wrong:
                found[name] = value
                break
            print(*wrong, sep="\n", file=sys.stderr)
    return found


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare what ``new`` is told on the command line: a kind, an identifier, and known values."""
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="|".join([*WRITTEN_BY_HAND, "use"]))
    for kind in (*WRITTEN_BY_HAND, "use"):
        sub = kinds.add_parser(kind)
        sub.add_argument("id", help="the identifier of the type" if kind == "use" else "the new identifier")
        sub.add_argument(
            "--all", dest="everything", action="store_true", help="show the optional fields in the form, too"
        )
        # What stands before the kind holds, unless something stands after it.
        sub.add_argument("--data", type=Path, default=argparse.SUPPRESS, metavar="FOLDER", help="another data folder")
        for name, field in options(kind).items():
            many = "+" if field.kind in ("list", "choices") else None
            flag, help = f"--{name.replace('_', '-')}", field.help.replace("%", "%%")
            sub.add_argument(flag, dest=f"value_{name}", help=help, nargs=many)


def run(args: argparse.Namespace) -> int:
    """Run ``new`` as the command line asked; returns the exit status.

    Raises:
        Refused: if nothing was written.
    """
    values = {name[6:]: value for name, value in vars(args).items() if name.startswith("value_") and value is not None}
    folder = Folder(args.data or DATA)
    try:
        check_identifier(args.kind, args.id, folder)
        if sys.stdin is not None and sys.stdin.isatty():
            values = ask(args.kind, values, folder, input)
        begun = begin(args.kind, args.id, values, folder, everything=args.everything)
    except (EOFError, KeyboardInterrupt):
        print("\nStopped; nothing was written.", file=sys.stderr)
        return 1
    tell(begun)
    return 0


def shown(path: Path) -> str:
    """A path relative to the working folder where it is below it."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def tell(begun: Begun) -> None:
    """Print what was written, and what is still to be filled in."""
    print(f"Wrote {shown(begun.file)}.")
    if begun.left:
        print("To fill in:")
        print(*begun.left, sep="\n")
    print("Then add what else you know, and run: nox -s check")
