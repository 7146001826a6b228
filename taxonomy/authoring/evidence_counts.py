"""How well the uses are covered by evidence, in numbers: by number and kind of sources, by what their studies found."""

from __future__ import annotations

from collections import Counter
from typing import Any

from taxonomy.loading.folder import Folder
from taxonomy.model.citation import cited_keys

Counts = dict[str, int]
FEW = 5  # so many sources or more are counted together


def evidence(folder: Folder) -> Counts:
    """The numbers, by what they count, in the order in which they are told."""
    uses = [use for record in folder.records["type"].values() for use in record.get("uses", ())]
    found: Counts = {"uses": len(uses)}
    numbers = Counter(min(len(sources(use)), FEW) for use in uses)
    found["without a source of its own beside its statuses'"] = numbers[0]
    for number in range(1, FEW + 1):
        found[f"with {number}{' or more' if number == FEW else ''} source{'s' * (number > 1)}"] = numbers[number]
    kinds = Counter(kind for use in uses for kind in kinds_of(folder, use))
    found |= {f"with a source of the kind '{kind}'": count for kind, count in kinds.most_common()}
    found["with a guideline or review"] = sum(bool(kinds_of(folder, use) & {"guideline", "review"}) for use in uses)
    studies = [[(each["kind"], each["result"]) for each in use.get("evidence", ())] for use in uses]
    found["with evidence listed"] = sum(map(bool, studies))
    found["with a trial that failed"] = sum(("trial", "against") in each for each in studies)
    found["with a trial that failed and one that did not"] = sum(
        {("trial", "against"), ("trial", "for")} <= set(each) for each in studies
    )
    counted = [len(use.get("outcomes", ())) for use in uses]
    found["with outcomes"] = sum(map(bool, counted))
    found["outcomes"] = sum(counted)
    return found


def sources(use: dict[str, Any]) -> list[str]:
    """The keys that a use cites for what it says, in its evidence and in its outcomes, each once."""
    parts = [use, *use.get("evidence", ()), *use.get("outcomes", ())]
    return cited_keys(each for part in parts for each in part.get("sources", ()))


def kinds_of(folder: Folder, use: dict[str, Any]) -> set[str]:
    """What the sources of a use are; a guideline or review in its evidence counts as one, wherever it was read."""
    read = {folder.entries[key].fields["keywords"] for key in sources(use) if key in folder.entries}
    return read | {each["kind"] for each in use.get("evidence", ()) if each["kind"] != "trial"}


def table(now: Counts, then: Counts | None = None) -> str:
    """The numbers as lines; beside those of an earlier version, if there is one."""
    width = max(map(len, [*now, *(then or {})]))
    lines = []
    for name in dict.fromkeys([*now, *(then or {})]):
        old = f"{then.get(name, 0):>6} →" if then is not None else ""
        lines.append(f"{name:<{width}}{old}{now.get(name, 0):>6}\n")
    return "".join(lines)
