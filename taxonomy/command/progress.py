"""Tells how far something is that takes a while: a bar in a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

Step = TypeVar("Step")

PAUSE = 10.0  # seconds between two lines where nobody looks


def steps(of: Sequence[Step], doing: str, pause: float = PAUSE) -> Iterator[Step]:
    """Give each step in turn, and tell on standard error how far it is.

    What ends sooner than the first pause says nothing outside of a terminal.

    Args:
        of: what is to be done.
        doing: what is being done, as "Writing".
        pause: seconds between two lines.
    """
    return _bar(of, doing) if sys.stderr is not None and sys.stderr.isatty() else _lines(of, doing, pause)


def _bar(of: Sequence[Step], doing: str) -> Iterator[Step]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(doing, total=len(of))
        for each in of:
            progress.update(task, description=f"{doing} {each}" if isinstance(each, str) else doing)
            yield each
            progress.advance(task)


def _lines(of: Iterable[Step], doing: str, pause: float) -> Iterator[Step]:
    steps = list(of)
    told = time.monotonic()
    for done, each in enumerate(steps):
        if time.monotonic() - told >= pause:
            told = time.monotonic()
            print(f"{doing}: {done} of {len(steps)}", file=sys.stderr, flush=True)
        yield each
