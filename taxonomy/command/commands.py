"""What each command of the command line does."""

from __future__ import annotations

import argparse
import codecs
import io
import itertools
import json
import os
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TextIO, cast

from taxonomy.decide.cases import classified, classify_lines
from taxonomy.export import FORMATS, MissingExtra, Unwritable, full, lacking, write
from taxonomy.export import export as files_of
from taxonomy.loading.folder import Folder
from taxonomy.loading.sources import DATA
from taxonomy.model.problems import DataError, Problem, printable
from taxonomy.model.records import FOLDERS, KINDS, Type
from taxonomy.naming.annotate import PRODUCTS_FIRST, Annotator
from taxonomy.query.search import too_long
from taxonomy.query.taxonomy import Taxonomy, load

from . import naming, terminal
from .progress import steps
from .refusals import NotInWheel, Refused, Unknown, annotation, as_json, print_json

IN_CHECKOUT = find_spec("taxonomy.authoring") is not None  # a wheel has nothing to write records with
KIND = {folder: kind for kind, folder in FOLDERS.items()}
LONGEST_LINE = 1_000_000  # letters


def opened(args: argparse.Namespace) -> Taxonomy:
    return load(args.data)


def need_checkout(what: str) -> None:
    """Stop if this package was installed from a wheel.

    Raises:
        NotInWheel: with what works in a checkout alone.
    """
    if not IN_CHECKOUT:
        raise NotInWheel(what)


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
    kind, record = naming.record_of(taxonomy, *naming.split(args.id, args.kind or ""))
    if args.json:
        print_json(full(taxonomy, record))
    else:
        terminal.show(taxonomy, kind, record)
    return 0


def why(args: argparse.Namespace) -> int:
    taxonomy = opened(args)
    kind, word = naming.split(args.id, args.kind or "")
    if kind not in ("", "type"):
        raise Unknown("type", args.id, taxonomy.types)
    type_ = naming.type_of(taxonomy, word)
    if args.according_to is not None:
        args.according_to = naming.authority_of(taxonomy, args.according_to)
        return according_to(args, taxonomy, type_, taxonomy.voices(args.according_to))
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
    found = taxonomy.compare(*dict.fromkeys(naming.type_of(taxonomy, each).id for each in args.ids))
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
        raise Refused(f"{wrong}; expected the name of a treatment or product", 2)
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
        raise Refused(f"{path}: there is no such file or folder")
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
        print_json(as_json([*problems, *old]))
    else:
        for problem in [*problems, *old]:
            print(problem)
        if os.environ.get("GITHUB_ACTIONS") == "true":
            print(*map(annotation, problems), sep="\n")
        print(f"{len(problems)} problem{'' if len(problems) == 1 else 's'} in {counts}", file=sys.stderr)
    return 1 if problems else 0


def new(args: argparse.Namespace) -> int:
    need_checkout("new")
    from taxonomy.authoring.new import Refused as NotBegun
    from taxonomy.authoring.new import run

    try:
        return run(args)
    except NotBegun as error:
        first, *others = error.reasons
        raise Refused(first, 1, *others) from error


def diff(args: argparse.Namespace) -> int:
    need_checkout("diff")
    from taxonomy.authoring.diff import NoRevision, main

    try:
        return main(args.base, args.data, as_json=args.json)
    except NoRevision as error:
        raise Refused(str(error)) from error


def covered(args: argparse.Namespace) -> int:
    """How well the uses are covered by evidence, now and in another version."""
    from taxonomy.authoring.diff import NoRevision, version
    from taxonomy.authoring.evidence_counts import evidence, table

    now, then = evidence(folder_of(args)), None
    if args.since is not None:
        try:
            with version(args.since, args.data or DATA) as old:
                then = evidence(old)
        except NoRevision as error:
            raise Refused(str(error)) from error
    if args.json:
        print_json(now if then is None else {"now": now, "then": then})
    else:
        print(table(now, then), end="")
    return 0


def count(args: argparse.Namespace) -> int:
    need_checkout("count")
    if args.what is None and args.since is not None:
        raise Refused("--since compares evidence alone; expected 'count evidence --since BASE'", 2)
    if args.what and args.press:
        raise Refused("--press lists facts of every kind; expected 'count --press'", 2)
    if args.what == "evidence":
        return covered(args)
    from taxonomy.authoring.counting import counts, on_press_alone

    folder = folder_of(args)
    if args.press:
        found = on_press_alone(folder)
        print_json([each._asdict() for each in found]) if args.json else print(*found, sep="\n")
        return 0
    made = counts(folder)
    print_json(made) if args.json else terminal.count(made)
    return 0


def folder_of(args: argparse.Namespace) -> Folder:
    """The data folder, whatever is wrong with its records.

    Raises:
        DataError: if it is none.
    """
    root = args.data or DATA
    folder = Folder(root)
    if not (root / "sources.bib").exists():
        raise DataError(folder.problems)
    return folder


def shown(file: str) -> str:
    return "standard input" if file == "-" else file


def unreadable(file: str, error: OSError, expected: str) -> Refused:
    return Refused(f"{shown(file)}: cannot be read ({error.strerror}); expected {expected}")


def lines_of(file: str, expected: str) -> TextIO:
    """What a command reads line by line, in UTF-8, or in UTF-16 if its mark says so, as Windows writes it.

    Raises:
        Refused: if standard input is closed, or it is no text.
    """
    if file == "-" and sys.stdin is None:
        raise Refused(f"standard input: is closed; expected {expected}, or the name of a file")
    given: Any = sys.stdin if file == "-" else Path(file).open("rb")  # noqa: SIM115 - once, as a pipe is read; whoever reads closes it
    raw = getattr(given, "buffer", given)
    if not hasattr(raw, "peek"):
        return cast("TextIO", given)  # whoever stands in for standard input may give text alone
    try:
        begun = raw.peek(1)
    except OSError as error:
        raw.close()
        raise unreadable(file, error, expected) from error
    wide = begun.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if b"\0" in begun and not wide:
        raw.close()
        raise Refused(
            f"{shown(file)}: is no text in UTF-8, nor in UTF-16 with its mark at the beginning; expected {expected}"
        )
    # "-sig": with the mark by which Windows begins a text, which is no part of it.
    return io.TextIOWrapper(raw, "utf-16" if wide else "utf-8-sig", errors="replace")


def each_line(stream: TextIO, file: str, expected: str) -> Iterator[str]:
    """The lines of what is read, none of them without end.

    Raises:
        Refused: if one has no end within reason, or what is read breaks off.
    """
    for number in itertools.count(1):
        try:
            line = stream.readline(LONGEST_LINE + 1)
        except OSError as error:
            raise unreadable(file, error, expected) from error
        if len(line) > LONGEST_LINE:
            raise Refused(f"{shown(file)}:{number}: has more than {LONGEST_LINE:,} letters; expected {expected}")
        if not line:
            return
        yield line


def annotate(args: argparse.Namespace) -> int:
    lines = lines_of(args.file, "a name a line")
    annotator = Annotator(opened(args), tuple(args.kind or PRODUCTS_FIRST))
    with lines as stream:
        for line in each_line(stream, args.file, "a name a line"):
            if name := line.strip():
                found = annotator.annotate(name)
                answer = {"name": name, "hits": [hit._asdict() for hit in found.hits]}
                print(json.dumps(answer, ensure_ascii=False, allow_nan=False), flush=True)
    return 0


def stale(args: argparse.Namespace) -> int:
    need_checkout("stale")
    from taxonomy.authoring.newer import KINDS as LOOKS
    from taxonomy.authoring.newer import newer

    if unknown := [kind for kind in args.kinds if kind not in LOOKS]:
        raise Refused(f"'{unknown[0]}' is unknown; expected {', '.join(LOOKS)}", 2)
    found = {
        kind: each
        for kind, each in newer(folder_of(args), args.on, args.years).items()
        if kind in (args.kinds or LOOKS)
    }
    if args.json:
        print_json([{"kind": kind, **each._asdict()} for kind, some in found.items() for each in some])
    else:
        for each in (each for some in found.values() for each in some):
            print(each)
        print("; ".join(f"{len(some)} {LOOKS[kind]}" for kind, some in found.items()), file=sys.stderr)
    return 0


def classify(args: argparse.Namespace) -> int:
    failed = False
    with lines_of(args.file, "JSON Lines") as stream:
        for answer in classify_lines(
            each_line(stream, args.file, "JSON Lines"), cache(lambda: opened(args).authorities)
        ):
            failed = failed or "errors" in answer
            print(json.dumps(answer, ensure_ascii=False, allow_nan=False), flush=True)
    return 1 if failed else 0


def export(args: argparse.Namespace) -> int:
    missing = lacking(FORMATS) if args.format == "all" else []
    chosen = [name for name in FORMATS if name not in missing] if args.format == "all" else [args.format]
    if args.output == "":
        raise Refused("-o: the name is empty; expected a file, a folder, a .zip, or - for standard output", 2)
    out = None if args.output in (None, "-") else Path(args.output)
    if out is None and (len(chosen) > 1 or FORMATS[chosen[0]].folder):
        raise Refused(f"{args.format}: is more than one file; give a folder or a .zip by -o")
    try:
        files = files_of(opened(args), *chosen, progress=lambda names: steps(names, "Writing"))
        if out is None:
            sys.stdout.write(next(iter(files.values())).decode())
            return 0
        written = write(files, out)
    except Unwritable as error:
        raise Refused(str(error)) from error
    print(*written, sep="\n") if len(written) < 10 else print(f"{len(written)} files in {args.output}")
    if missing:  # all else is written, and usable
        raise Refused(f"not made: {MissingExtra(missing)}")
    return 0
