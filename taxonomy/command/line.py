"""The command line: ``python -m taxonomy COMMAND``."""

from __future__ import annotations

import argparse
import difflib
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NoReturn

from taxonomy.export import FORMATS
from taxonomy.model.problems import DataError, printable
from taxonomy.model.records import KINDS

from . import commands

PROJECT = "https://github.com/therapy-taxonomy/therapy-taxonomy"
Command = Callable[[argparse.Namespace], int]


def positive(text: str) -> int:
    """A number from 1 on.

    Raises:
        argparse.ArgumentTypeError: if it is none.
    """
    if not text.isdecimal() or int(text[:9]) < 1:
        raise argparse.ArgumentTypeError(f"'{text[:20]}' is no number from 1 on")
    return int(text[:9])


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one line and exit status 2."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, printable(f"{self.prog}: {message}; see '{self.prog} --help'") + "\n")


def parser() -> Parser:
    """The declaration of every command."""
    top = Parser(prog="python -m taxonomy", description="Types of cell therapy and immunotherapy, and why.")
    common = Parser(add_help=False)
    common.add_argument("--json", action="store_true", help="print JSON")
    common.add_argument("--data", type=Path, metavar="FOLDER", help="another data folder")
    subs = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, run: Command, help: str) -> argparse.ArgumentParser:
        sub = subs.add_parser(name, help=help, description=help, parents=[common])
        sub.set_defaults(run=run)
        return sub

    sub = add("list", commands.list_, "list records")
    sub.add_argument("kind", nargs="?", default="types", choices=["types", "products", "claims", "authorities"])
    sub = add("show", commands.show, "show one record")
    sub.add_argument("id", help="an identifier, or KIND:ID where records of two kinds have it")
    sub.add_argument("--kind", choices=[*KINDS], help="the kind of record")
    sub = add("why", commands.why, "say whether a type is cell therapy and immunotherapy, and why")
    sub.add_argument("id", help="an identifier, or type:ID")
    sub.add_argument("--kind", choices=["type"], help="the kind of record")
    sub.add_argument("--according-to", metavar="AUTHORITY", help="what this authority itself says")
    sub = add("compare", commands.compare, "compare types side by side")
    sub.add_argument("ids", nargs="+", metavar="id")
    sub.add_argument("--differences", action="store_true", help="only the rows that differ")
    sub = add("search", commands.search, "find types and products by any name")
    sub.add_argument("text", nargs="+")
    sub.add_argument("--limit", type=positive, default=10, help="how many at most")
    sub = add("check", commands.check, "check the data and tell every problem at once")
    sub.add_argument("path", nargs="?", type=Path, help="a data folder, or one record in it")
    sub.add_argument("--stale", action="store_true", help="also list what was reviewed too long ago")
    sub.add_argument("--fix", action="store_true", help="first mend the order of fields, dates and spaces")
    sub = add("export", commands.export, "write the reference in another format")
    sub.add_argument("format", choices=[*FORMATS, "all"], metavar="FORMAT", help=", ".join([*FORMATS, "all"]))
    sub.add_argument("-o", "--output", metavar="PATH", help="a file, a folder, a .zip, or - for standard output")
    sub = add("new", commands.new, "begin a record: type, product, claim or authority; or a use of a type")
    if commands.IN_CHECKOUT:
        from taxonomy.authoring.new import declare

        declare(sub)
    else:
        sub.add_argument("words", nargs=argparse.REMAINDER)
    sub = add(
        "stale", commands.stale, "tell where newer evidence may exist: old studies, replaced reviews, ended trials"
    )
    sub.add_argument("kinds", nargs="*", metavar="KIND", help="uses, reviews or trials; all if none is named")
    sub.add_argument("--years", type=positive, default=5, help="the age from which a study is old")
    sub.add_argument("--on", type=date.fromisoformat, metavar="DAY", help="the day to count from; today if not given")
    sub = add("counts", commands.counts, "count how well the uses are covered by evidence")
    sub.add_argument("what", choices=["evidence"], help="what to count")
    sub.add_argument("--since", metavar="BASE", help="beside those of a data folder, or of a Git revision such as main")
    sub = add("diff", commands.diff, "tell what changed in the data since another version of it")
    sub.add_argument("base", help="a data folder, or a Git revision such as main")
    sub = add("classify", commands.classify, "classify treatments given as JSON Lines of attributes")
    sub.add_argument("file", nargs="?", default="-", help="a file, or - for standard input")
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status.

    130 and 141 are what a shell tells of a program that Ctrl-C or a closed pipe ended.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a replaced stream in a test may lack it
            stream.reconfigure(encoding="utf-8", errors="replace")
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")
    try:
        args = parser().parse_args(arguments)
        run: Command = args.run
        status = run(args)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return silent(130)
    except BrokenPipeError:
        return silent(141)
    except DataError as error:
        print(error, file=sys.stderr)
    except commands.NotInWheel as error:
        print(f"python -m taxonomy {error}: works in a checkout of the project: {PROJECT}", file=sys.stderr)
    except commands.Unknown as error:
        print(printable(unknown(error)), file=sys.stderr)
    except OSError as error:
        where = error.filename if error.filename is not None else "standard output"
        print(printable(f"{where}: {error.strerror or error}"), file=sys.stderr)
    else:
        return status
    return 1


def silent(status: int) -> int:
    """End without a word: nobody reads what is left in the streams, which Python would write at its end."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    return status


def unknown(error: commands.Unknown) -> str:
    """That there is no such record, and what may have been meant."""
    close = difflib.get_close_matches(error.id[:100], error.known, 3, 0.5)
    hint = (
        f" now: it was given up for {error.instead}"
        if error.instead
        else f"; did you mean {' or '.join(close)}?"
        if close
        else f"; 'python -m taxonomy search {error.id[:100]}' may find it"
    )
    return f"{error.id[:100]}: there is no {error.kind} of this identifier{hint}"
