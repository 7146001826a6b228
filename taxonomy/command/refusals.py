"""What a command says when it cannot do what it was asked: a line for people, or JSON."""

from __future__ import annotations

import difflib
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from taxonomy.model.problems import Problem, printable

PROJECT = "https://github.com/therapy-taxonomy/therapy-taxonomy"


class Refused(Exception):
    """A command ends without an answer; the message is one line, whatever it quotes.

    Attributes:
        status: the exit status: 1 if something is wrong or not found, 2 if the command itself is wrong.
        lines: the message, and what else is wrong.
    """

    def __init__(self, message: str, status: int = 1, *others: str) -> None:
        super().__init__(message)
        self.status = status
        self.lines = (message, *others)


class NotInWheel(Refused):
    """What was asked for works in a checkout of the project alone."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{called()} {what}: works in a checkout of the project: {PROJECT}")


class Unknown(Refused):
    """No record has this identifier.

    Args:
        kind: what was asked for.
        id: the word that was given.
        known: the identifiers that there are.
        instead: what stands in the place of an identifier that was given up.
        found: the identifiers of what a search finds by the word.
    """

    def __init__(self, kind: str, id: str, known: Iterable[str], instead: str = "", found: Sequence[str] = ()) -> None:
        alike = difflib.get_close_matches(id[:100], list(known), 3, 0.6)
        close = [*alike, *found] if id.islower() and " " not in id else [*found, *alike]
        if instead:
            hint = f" now: it was given up for {instead}"
        elif close:
            hint = f"; did you mean {' or '.join(list(dict.fromkeys(close))[:3])}?"
        else:
            hint = f"; '{called()} search {id[:100]}' may find it"
        super().__init__(f"{id[:100]}: there is no {kind} of this identifier or name{hint}")


def called() -> str:
    """How this command line was called, to say how to call it again."""
    return "therapy-taxonomy" if Path(sys.argv[0]).name.startswith("therapy") else "python -m taxonomy"


def as_json(problems: Iterable[Problem | str]) -> dict[str, Any]:
    """Problems as JSON data; what is not about a file has words alone.

    >>> as_json(["x: there is no such file or folder"])["problems"][0]["what"]
    'x: there is no such file or folder'
    """
    nowhere = dict.fromkeys(Problem._fields)
    found = [each._asdict() if isinstance(each, Problem) else {**nowhere, "what": each} for each in problems]
    return {"problems": found}


def annotation(problem: Problem) -> str:
    """What GitHub shows at the line of a pull request.

    See https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions

    >>> annotation(Problem("types/a,b.yaml", 3, "name", "has 100 % letters", "fewer"))
    '::error file=types/a%2Cb.yaml,line=3,title=name::has 100 %25 letters; expected fewer'
    """

    def escaped(text: str) -> str:
        return printable(text).replace("%", "%25")

    file, title = (escaped(each).replace(":", "%3A").replace(",", "%2C") for each in (problem.file, problem.field))
    told = escaped(f"{problem.what}; expected {problem.expected}")
    return f"::error file={file},line={problem.line},title={title}::{told}"


def print_json(data: Any) -> None:
    """Print data as JSON for a program."""
    print(json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False))


def tell(problems: Iterable[Problem | str], *, json: bool) -> None:
    """Print what is wrong: JSON where the answer would be, or lines on standard error."""
    if json:
        print_json(as_json(problems))
    else:
        print(*(printable(str(each)) for each in problems), sep="\n", file=sys.stderr)
