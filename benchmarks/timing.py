"""Times child processes in turn and compares them round by round."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterable
from typing import NamedTuple

#: Rounds of a case that takes longer than the time that is given for one.
FEW = 2


class Case(NamedTuple):
    """Something to time.

    Attributes:
        command: what is run, without a shell.
        before: what is done before each run, untimed.
        environment: variables beside those of this process.
    """

    name: str
    command: list[str]
    before: Callable[[], object] = lambda: None
    environment: dict[str, str] = {}  # noqa: RUF012 - never changed


class Run(NamedTuple):
    """What one run took.

    Attributes:
        seconds: CPU seconds of the process and its children.
        memory: the peak of the largest of them, in MB.
        clock: seconds by the clock.
    """

    seconds: float
    memory: float
    clock: float


class Failed(RuntimeError):
    """A command that is timed ended with an error."""


def run(case: Case) -> Run:
    """Run a case once.

    Raises:
        Failed: if the command fails.
    """
    case.before()
    # Bytecode is written, as it is for whoever uses the package.
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0o600)]
    began = time.perf_counter()
    child = os.posix_spawnp(case.command[0], case.command, {**inherited, **case.environment}, file_actions=quiet)
    _, status, used = os.wait4(child, 0)
    clock = time.perf_counter() - began
    if status:
        raise Failed(f"{case.name}: {' '.join(case.command)}")
    return Run(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, clock)


class Ratio(NamedTuple):
    """How one case compares with another: median, least and greatest of the rounds, and how many these were."""

    median: float
    least: float
    greatest: float
    rounds: int = 1


Rounds = dict[str, list[Run]]


def rounds(cases: list[Case], count: int, long: float = float("inf"), *, warm: bool = True) -> Rounds:
    """One round to warm up, then ``count`` rounds of every case in turn.

    A case that took longer than ``long`` CPU seconds takes part in the first ``FEW`` rounds only.
    Without ``warm`` there is no round to warm up: the same programs ran just before.
    """
    for case in cases if warm else ():
        run(case)
    found: Rounds = {case.name: [] for case in cases}
    for number in range(count):
        for case in cases:
            if number < FEW or found[case.name][0].seconds <= long:
                found[case.name].append(run(case))
    return found


def spread(values: Iterable[float]) -> Ratio:
    """The ratios of some rounds as one."""
    found = list(values)
    return Ratio(statistics.median(found), min(found), max(found), len(found))


def ratio(found: Rounds, one: str, other: str, of: str = "seconds") -> Ratio:
    """The ratios of each round of ``one`` to the same round of ``other``, as far as both took part.

    Compared is that attribute of the runs which ``of`` names.
    """
    return spread(getattr(a, of) / getattr(b, of) for a, b in zip(found[one], found[other], strict=False))


def seconds(found: Rounds, name: str) -> float:
    """The median CPU seconds of a case."""
    return statistics.median(run.seconds for run in found[name])
