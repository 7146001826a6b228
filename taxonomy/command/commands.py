"""What each command of the command line does."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from taxonomy.decide.cases import classified, classify_lines
from taxonomy.export import FORMATS, Unwritable, full, write
from taxonomy.export import export as files_of
from taxonomy.loading.folder import Folder
from taxonomy.loading.sources import DATA
from taxonomy.model.fields import Record
from taxonomy.model.problems import Problem, printable
from taxonomy.model.records import FOLDERS, KINDS, Type
from taxonomy.query.search import too_long
from taxonomy.query.taxonomy import Taxonomy, load

from . import terminal

IN_CHECKOUT = find_spec("taxonomy.authoring") is not None  # a wheel has nothing to write records with
KIND = {folder: kind for kind, folder in FOLDERS.items()}


class NotInWheel(Exception):
    """What was asked for works in a checkout of the project alone."""


class Unknown(KeyError):
    """No record has this identifier.

    Attributes:
        instead: what stands in the place of an identifier that was given up.
    """

    def __init__(self, kind: str, id: str, known: Iterable[str], instead: str = "") -> None:
        super().__init__(id)
        self.kind, self.id, self.known, self.instead = kind, id, list(known), instead


def opened(args: argparse.Namespace) -> Taxonomy:
    return load(args.data)


def need_checkout(what: str) -> None:
    """Stop if this package was installed from a wheel.

    Raises:
        NotInWheel: with what works in a checkout alone.
    """
    if not IN_CHECKOUT:
        raise NotInWheel(what)


def print_json(data: Any) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False))


def named(args: argparse.Namespace) -> tuple[str, str]:
    """The kind of record that was asked for, or nothing, and the identifier: of ``--kind``, or of ``KIND:ID``."""
    kind, colon, id = args.id.partition(":")
    return (kind, id) if colon and kind in KINDS else (args.kind or "", args.id)


def record_of(taxonomy: Taxonomy, kind: str, id: str) -> tuple[str, Record]:
    """The record with this identifier: a type before a product, a claim, an authority; or the one of a kind.

    That other kinds have one of this identifier, too, is told on standard error.
    """
    found = [each for each in KINDS if id in taxonomy.records.get(each, {}) and kind in ("", each)]
    if not found:
        known = (each for one in KINDS if kind in ("", one) for each in taxonomy.records.get(one, {}))
        raise Unknown(kind or "record", id, known)
    if others := " or ".join(f"{each}:{id}" for each in found[1:]):
        print(f"{id}: this is the {found[0]}; for the other record of this identifier say {others}", file=sys.stderr)
    return found[0], KINDS[found[0]](taxonomy.records[found[0]][id])


def type_of(taxonomy: Taxonomy, id: str) -> Type:
    if id not in taxonomy:
        gone = taxonomy.records["deprecated"].get(id, {})
        raise Unknown("type", id, taxonomy.types, gone.get("replaced_by", "") if gone.get("kind") == "type" else "")
    return taxonomy[id]


def list_(args: argparse.Namespace) -> int:
    taxonomy = opened(args)
    kind = KIND[args.kind]
    records = [KINDS[kind](data) for data in taxonomy.records[kind].values()]
    if args.json:
        print_json([full(taxonomy, record) for record in records])
    else:
        terminal.list_(taxonomy, kind, records)
    return 0


def show(args: argparse.Namespace) -> int:
    taxonomy = opened(args)
    kind, record = record_of(taxonomy, *named(args))
    if args.json:
        print_json(full(taxonomy, record))
    else:
        terminal.show(taxonomy, kind, record)
    return 0


def why(args: argparse.Namespace) -> int:
    taxonomy = opened(args)
    kind, id = named(args)
    if kind not in ("", "type"):
        raise Unknown("type", args.id, taxonomy.types)
    type_ = type_of(taxonomy, id)
    if args.according_to is not None:
        try:
            return according_to(args, taxonomy, type_, taxonomy.voices(args.according_to))
        except KeyError as error:
            raise Unknown("authority", args.according_to, taxonomy.authorities) from error
    found = taxonomy.classify(type_)
    if args.json:
        print_json({"id": type_.id, "name": type_.name, **classified(found)})
    else:
        terminal.why(taxonomy, type_, found)
    return 0


def according_to(args: argparse.Namespace, taxonomy: Taxonomy, type_: Type, voices: frozenset[str]) -> int:
    of, placed = taxonomy.nearest_placement(type_, args.according_to)
    rules = [
        {"term": of.term, **says._asdict()}
        for of in taxonomy.classify(type_).answers
        for says in of.says
        if says.authority in voices
    ]
    if args.json:
        recorded = [dict(each.data) for each in placed]
        answer = {"id": type_.id, "authority": args.according_to, "recorded_of": of.id, "recorded": recorded}
        print_json({**answer, "by_its_definition": rules})
    else:
        terminal.according_to(taxonomy, (type_, of), args.according_to, placed, rules)
    return 0


def compare(args: argparse.Namespace) -> int:
    taxonomy = opened(args)
    found = taxonomy.compare(*(type_of(taxonomy, id) for id in dict.fromkeys(args.ids)))
    rows = found.differing if args.differences else found.rows
    if args.json:
        cells = [
            {
                "key": row.key,
                "question": row.question,
                "cells": {t.id: c._asdict() for t, c in zip(found.types, row.cells, strict=True)},
            }
            for row in rows
        ]
        print_json({"types": [type_.id for type_ in found.types], "rows": cells})
    else:
        terminal.compare(found.types, rows)
    return 0


def search(args: argparse.Namespace) -> int:
    text = " ".join(args.text)
    if wrong := too_long(text):
        print(f"{wrong}; expected the name of a treatment or product", file=sys.stderr)
        return 2
    hits = opened(args).search(text, args.limit)
    if args.json:
        print_json([hit._asdict() for hit in hits])
    elif hits:
        terminal.search(hits)
    else:
        print(printable(f"Nothing is known by the name '{text}'."), file=sys.stderr)
    return 0 if hits else 1


def check(args: argparse.Namespace) -> int:
    path: Path = args.path or args.data or DATA
    if not path.exists() and not path.is_symlink():
        print(printable(f"{path}: there is no such file or folder"), file=sys.stderr)
        return 1
    whole = path.is_dir()
    root = path if whole else root_of(path)
    if root is None:
        expected = "a record, as types/ID.yaml, or sources.bib, in a data folder"
        return tell_problems(args, [Problem(path.as_posix(), 1, "file", "is not of a data folder", expected)])
    folder = Folder(root)
    if args.fix:
        need_checkout("check --fix")
        from taxonomy.authoring.fixing import fix_all

        mended = fix_all(folder, None if whole else path.absolute())
        for each in mended:
            print(f"{folder.shown(each)}: mended", file=sys.stderr)
        folder = Folder(folder.root) if mended else folder
    problems = folder.problems
    if not whole:
        problems = [problem for problem in problems if problem.file == folder.shown(path)]
    old: list[Problem] = []
    if args.stale:
        need_checkout("check --stale")
        from taxonomy.authoring.overdue import stale

        old = stale(folder)
    counts = ", ".join(f"{len(folder.records[kind])} {plural}" for kind, plural in FOLDERS.items())
    overdue = f"; {len(old)} overdue for review" if args.stale else ""
    return tell_problems(args, problems, old, counts + overdue)


def root_of(path: Path) -> Path | None:
    """The data folder of a record or a bibliography; ``None`` if the file is neither."""
    path = path.absolute()
    if path.name == "sources.bib":
        return path.parent
    of_records = path.suffix == ".yaml" and path.parent.name in FOLDERS.values() and not path.parent.is_symlink()
    return path.parents[1] if of_records else None


def tell_problems(
    args: argparse.Namespace, problems: list[Problem], old: Sequence[Problem] = (), counts: str = "1 file"
) -> int:
    """Print problems, and what is old beside them; returns the exit status."""
    if args.json:
        print_json([problem._asdict() for problem in [*problems, *old]])
    else:
        for problem in [*problems, *old]:
            print(problem)
        print(f"{len(problems)} problem{'' if len(problems) == 1 else 's'} in {counts}", file=sys.stderr)
    return 1 if problems else 0


def new(args: argparse.Namespace) -> int:
    need_checkout("new")
    from taxonomy.authoring.new import run

    return run(args)


def diff(args: argparse.Namespace) -> int:
    need_checkout("diff")
    from taxonomy.authoring.diff import main

    return main(args.base, args.data, as_json=args.json)


def stale(args: argparse.Namespace) -> int:
    need_checkout("stale")
    from taxonomy.authoring.newer import KINDS as LOOKS
    from taxonomy.authoring.newer import newer

    if unknown := [kind for kind in args.kinds if kind not in LOOKS]:
        print(printable(f"'{unknown[0]}' is unknown; expected {', '.join(LOOKS)}"), file=sys.stderr)
        return 2
    found = {
        kind: each
        for kind, each in newer(Folder(args.data or DATA), args.on, args.years).items()
        if kind in (args.kinds or LOOKS)
    }
    if args.json:
        print_json([{"kind": kind, **each._asdict()} for kind, some in found.items() for each in some])
    else:
        for each in (each for some in found.values() for each in some):
            print(each)
        print("; ".join(f"{len(some)} {LOOKS[kind]}" for kind, some in found.items()), file=sys.stderr)
    return 0


def counts(args: argparse.Namespace) -> int:
    need_checkout("counts")
    from taxonomy.authoring.diff import NoRevision, version
    from taxonomy.authoring.evidence_counts import evidence, table

    now, then = evidence(Folder(args.data or DATA)), None
    if args.since:
        try:
            with version(args.since, args.data or DATA) as old:
                then = evidence(old)
        except NoRevision as error:
            print(printable(str(error)), file=sys.stderr)
            return 1
    if args.json:
        print_json(now if then is None else {"now": now, "then": then})
    else:
        print(table(now, then), end="")
    return 0


def classify(args: argparse.Namespace) -> int:
    failed = False
    if args.file == "-" and sys.stdin is None:
        print("standard input: is closed; expected JSON Lines, or the name of a file", file=sys.stderr)
        return 1
    # With the mark by which Windows begins a text, which is no part of it.
    with sys.stdin if args.file == "-" else Path(args.file).open(encoding="utf-8-sig", errors="replace") as stream:
        for answer in classify_lines(stream):
            failed = failed or "errors" in answer
            print(json.dumps(answer, ensure_ascii=False, allow_nan=False), flush=True)
    return 1 if failed else 0


def export(args: argparse.Namespace) -> int:
    chosen = list(FORMATS) if args.format == "all" else [args.format]
    if args.output == "":
        print("-o: the name is empty; expected a file, a folder, a .zip, or - for standard output", file=sys.stderr)
        return 2
    out = None if args.output in (None, "-") else Path(args.output)
    if out is None and (len(chosen) > 1 or FORMATS[chosen[0]].folder):
        print(f"{args.format}: is more than one file; give a folder or a .zip by -o", file=sys.stderr)
        return 1
    try:
        files = files_of(opened(args), *chosen)
        if out is None:
            sys.stdout.write(next(iter(files.values())).decode())
            return 0
        written = write(files, out)
    except Unwritable as error:
        print(error, file=sys.stderr)
        return 1
    print(*written, sep="\n") if len(written) < 10 else print(f"{len(written)} files in {args.output}")
    return 0
