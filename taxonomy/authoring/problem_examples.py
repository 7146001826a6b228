"""Every kind of problem that the check tells, each with a wrong and a right example.

They stand in ``examples``, a folder each, in the order in which the contributor's guide prints
them. A test holds that each wrong example gives its message, each right one none, and that no
message of the check is left out. Each example is a part of a record of ``tests/small.py``.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

EXAMPLES = Path(__file__).parent / "examples"
HEAD = "## "  # before the three lines above the wrong one: the rule, the file, the message


class Example(NamedTuple):
    """One kind of problem.

    Attributes:
        folder: where the example stands.
        says: the rule, as a sentence; of a rule of ``loading/checks.py``, its docstring.
        file: the file that the example is a part of, or that it is where a rule is about two records.
        message: what the check says of the wrong lines, after ``path:line: ``.
        wrong: lines that break the rule.
        right: the same lines as they should be.
    """

    folder: Path
    says: str
    file: str
    message: str
    wrong: str
    right: str


def read_example(folder: Path) -> Example:
    """The example in one folder.

    Raises:
        ValueError: if there is not one file of each kind, or the wrong one does not begin with three lines after ``## ``.
    """
    (wrong,), (right,) = folder.glob("wrong.*"), folder.glob("right.*")
    lines = wrong.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    if len(lines) < 4 or not all(line.startswith(HEAD) for line in lines[:3]):
        raise ValueError(f"{wrong}: expected the rule, the file and the message, each after '{HEAD}'")
    says, file, message = (line.removeprefix(HEAD) for line in lines[:3])
    return Example(
        folder, says, file, message, "\n".join(lines[3:]), right.read_text(encoding="utf-8").removesuffix("\n")
    )


def read_examples() -> dict[str, list[Example]]:
    """All examples, by the title of their group."""
    return {
        group.name.partition("-")[2].replace("-", " ").capitalize(): [
            read_example(each) for each in sorted(group.iterdir())
        ]
        for group in sorted(EXAMPLES.iterdir())
    }
