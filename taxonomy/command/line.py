"""The command line: ``python -m taxonomy COMMAND``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from taxonomy.export import FORMATS
from taxonomy.model.problems import DataError, Problem
from taxonomy.model.records import KINDS
from taxonomy.version import __version__

from . import commands
from .naming import complete
from .refusals import Refused, called, tell

Command = Callable[[argparse.Namespace], int]


def positive(text: str) -> int:
    """A number from 1 on.

    Raises:
        argparse.ArgumentTypeError: if it is none.
    """
    if not text.isdecimal() or int(text[:9]) < 1:
        raise argparse.ArgumentTypeError(f"'{text[:20]}' is no number from 1 on")
    return int(text[:9])


def day(text: str) -> date:
    """A day, written as records write it.

    Raises:
        argparse.ArgumentTypeError: if it is none.
    """
    with suppress(ValueError):
        if (found := date.fromisoformat(text)).isoformat() == text:  # Python also reads a day of a week, as 2026-W48-1
            return found
    raise argparse.ArgumentTypeError(f"'{text[:20]}' is no day; expected a date such as 2026-11-22")


class Misused(Refused):
    """The command itself is wrong."""


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one line and exit status 2."""

    def error(self, message: str) -> NoReturn:
        raise Misused(f"{self.prog}: {message}; see '{self.prog} --help'", 2)


def parser() -> Parser:
    """The declaration of every command."""
    top = Parser(prog=called(), description="Types of cell therapy and immunotherapy, and why.")
    top.add_argument("--version", action="version", version=f"therapy-taxonomy {__version__}")
    common = Parser(add_help=False)
    common.add_argument("--json", action="store_true", help="print JSON")
    common.add_argument("--data", type=Path, metavar="FOLDER", help="another data folder")
    subs = top.add_subparsers(dest="command", metavar="COMMAND")

    def add(name: str, run: Command, help: str) -> argparse.ArgumentParser:
        sub = subs.add_parser(name, help=help, description=f"{help[0].upper()}{help[1:]}.", parents=[common])
        sub.set_defaults(run=run)
        return sub

    sub = add("list", commands.list_, "list records")
    sub.add_argument("kind", nargs="?", default="types", choices=["types", "products", "claims", "authorities"])
    sub = add("show", commands.show, "show one record")
    named(sub, "id", *KINDS, help="an identifier or a name, or KIND:ID where records of two kinds have it")
    sub.add_argument("--kind", choices=[*KINDS], help="the kind of record")
    sub = add("why", commands.why, "say whether a type is cell therapy and immunotherapy, and why")
    named(sub, "id", "type", help="the identifier of a type, or its name, as 'CAR-T cell therapy'")
    sub.add_argument("--kind", choices=["type"], help="the kind of record")
    named(sub, "--according-to", "authority", metavar="AUTHORITY", help="what this authority itself says")
    sub = add("compare", commands.compare, "compare types side by side")
    named(sub, "ids", "type", nargs="+", metavar="id", help="the identifier of a type, or its name")
    sub.add_argument("--differences", action="store_true", help="only the rows that differ")
    sub = add("search", commands.search, "find types and products by any name")
    sub.add_argument("text", nargs="+")
    sub.add_argument("--limit", type=positive, default=10, help="how many at most")
    sub = add("annotate", commands.annotate, "say which product or treatment each name means, one name a line")
    sub.add_argument("file", nargs="?", default="-", help="a file, or - for standard input")
    kinds = ["product", "type", "concept", "illness"]
    sub.add_argument("--kind", action="append", choices=kinds, help="what to look for, best first; may be repeated")
    sub = add("check", commands.check, "check the data and tell every problem at once")
    sub.add_argument("path", nargs="?", type=Path, help="a data folder, or one record in it")
    sub.add_argument("--stale", action="store_true", help="also list what was reviewed too long ago")
    sub.add_argument("--fix", action="store_true", help="first mend the order of fields, dates and spaces")
    sub = add("export", commands.export, "write the reference in another format")
    sub.add_argument("format", choices=[*FORMATS, "all"], metavar="FORMAT", help=", ".join([*FORMATS, "all"]))
    sub.add_argument("-o", "--output", metavar="PATH", help="a file, a folder, a .zip, or - for standard output")
    for_authors(add)
    sub = add("classify", commands.classify, "classify treatments given as JSON Lines of attributes")
    sub.add_argument("file", nargs="?", default="-", help="a file, or - for standard input")
    return top


def for_authors(add: Callable[[str, Command, str], argparse.ArgumentParser]) -> None:
    """Declare the commands that help to write records."""
    sub = add("new", commands.new, "begin a record: type, product, illness, question …; or a use of a type")
    if commands.IN_CHECKOUT:
        from taxonomy.authoring.new import declare

        declare(sub)
    else:
        sub.add_argument("words", nargs=argparse.REMAINDER)
    sub = add("count", commands.count, "count records, uses, statuses by place and facts by kind of source")
    sub.add_argument("what", nargs="?", choices=["evidence"], help="instead, how well the uses are covered by evidence")
    sub.add_argument("--since", metavar="BASE", help="evidence: beside that of a data folder, or of a Git revision")
    sub.add_argument("--press", action="store_true", help="list the facts that rest on news and company reports alone")
    sub = add(
        "stale", commands.stale, "tell where newer evidence may exist: old studies, replaced reviews, ended trials"
    )
    sub.add_argument("kinds", nargs="*", metavar="KIND", help="uses, reviews or trials; all if none is named")
    sub.add_argument("--years", type=positive, default=5, help="the age from which a study is old")
    sub.add_argument("--on", type=day, metavar="DAY", help="the day to count from; today if not given")
    sub = add("diff", commands.diff, "tell what changed in the data since another version of it")
    sub.add_argument("base", help="a data folder, or a Git revision such as main")


def named(parser: argparse.ArgumentParser, name: str, *kinds: str, **more: Any) -> None:
    """Add an argument that names a record of some kinds, which a shell can complete."""
    vars(parser.add_argument(name, **more))["completer"] = complete(*kinds)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status.

    130 and 141 are what a shell tells of a program that Ctrl-C or a closed pipe ended.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a replaced stream in a test may lack it
            stream.reconfigure(encoding="utf-8", errors="replace")
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")
    as_json = "--json" in (sys.argv[1:] if arguments is None else arguments)
    try:
        status = run(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return silent(130)
    except BrokenPipeError:
        return silent(141)
    except DataError as error:
        return told(error.problems, 1, as_json=as_json)
    except Refused as error:
        return told(error.lines, error.status, as_json=as_json)
    except OSError as error:
        where = error.filename if error.filename is not None else "standard output"
        return told([f"{where}: {error.strerror or error}"], 1, as_json=as_json)
    return status


def run(arguments: Sequence[str] | None) -> int:
    """Do what a command asks; without one, print the help."""
    top = parser()
    if "_ARGCOMPLETE" in os.environ:  # a shell asks, and the extra 'completion' is installed
        from argcomplete import autocomplete

        autocomplete(top)
    args = top.parse_args(arguments)
    if args.command is None:
        top.print_help()
        return 0
    command: Command = args.run
    return command(args)


def told(problems: Sequence[Problem | str], status: int, *, as_json: bool) -> int:
    """Tell what is wrong; returns the exit status."""
    with suppress(OSError):  # what could not be written may be standard output itself
        tell(problems, json=as_json)
        sys.stdout.flush()
    return status


def silent(status: int) -> int:
    """End without a word: nobody reads what is left in the streams, which Python would write at its end."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    return status
