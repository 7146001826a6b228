"""Breaks records and treatments in every way that a person or a program might, by a seed.

Run as a program, it tries many and tells figures: ``python -m tests.taxonomy.mutations 100000``.
"""

from __future__ import annotations

import json
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from jsonschema import Draft202012Validator
from pybtex.database.input.bibtex import Parser

from taxonomy.command.progress import steps
from taxonomy.decide.cases import attributes_of, classify_lines
from taxonomy.decide.classification import classify_record, normalised
from taxonomy.export.formats.json_schema import record_schema, schema_of
from taxonomy.loading.bibtex_checks import bibliography
from taxonomy.loading.folder import Folder
from taxonomy.model.records import FOLDERS, KINDS, Attributes
from tests.small import BIB, FILES, write

if TYPE_CHECKING:
    from taxonomy.loading.folder import Known

MESSAGE = re.compile(r"[^\n]+\.(?:yaml|bib):(\d+): [^\n]+?: [^\n]+; expected [^\n]+")
SCHEMAS = {kind: Draft202012Validator(schema_of(kind)) for kind in KINDS}
TREATMENT = Draft202012Validator(record_schema(Attributes))
# The parser that reads the records: libyaml takes a tab after a value, which the one in Python refuses.
TEXT: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
KIND = {folder: kind for kind, folder in FOLDERS.items()}
WORDS = (
    "", " ", "null", "~", "yes", "no", "1e5", "0x1f", "2026-11-22", "2026-02-30", "22.11.2026", "-", "- a", "a: b", "# a", "'", '"', "|", ">",
    "[", "]", "{", "}", "[a, b]", "{a: b}", "&a b", "*a", "!!python/object/apply:os.system [ls]", "!!binary aGk=", "<<", "---", "...", "%YAML 1.1",
    "\t", "\x00", "\x07", "\u202e", "\ufeff", "\u2028", "é", "\U0001f489", "<script>", "=1+1", "none", "cells", "car-t", "asgct-faq", "trial-2020 @ page 2",
    "javascript:alert(1)", "https://a.org", "x" * 300, "word " * 130, "\ud800",
)  # fmt: skip
NODES: tuple[Any, ...] = (
    *WORDS[:30],
    [],
    {},
    [[]],
    [{}],
    {"a": {}},
    ["none", "cells"],
    ["cells", "cells"],
    None,
    0,
    1.5,
    True,
    [None],
)


def broken_text(text: str, dice: random.Random) -> str:
    """A text with a few lines or letters changed."""
    lines = text.split("\n")
    for _ in range(dice.choice((1, 1, 1, 2, 5))):
        at, other = dice.randrange(len(lines)), dice.randrange(len(lines))
        step = dice.randrange(10)
        if step == 0:
            del lines[at]
        elif step == 1:
            lines.insert(other, lines[at])
        elif step == 2:
            lines[at], lines[other] = lines[other], lines[at]
        elif step == 3:
            lines[at] = " " * dice.randrange(5) + lines[at].lstrip()
        elif step == 4:
            name, colon, _ = lines[at].partition(":")
            lines[at] = f"{name}{colon} {dice.choice(WORDS)}"
        elif step == 5:
            place = dice.randrange(len(lines[at]) + 1)
            lines[at] = lines[at][:place] + dice.choice(WORDS) + lines[at][place:]
        elif step == 6:
            place = dice.randrange(len(lines[at]) + 1)
            lines[at] = lines[at][:place] + lines[at][place + dice.randrange(1, 4) :]
        elif step == 7:
            lines[at] += "\n" + dice.choice(WORDS)
        elif step == 8:
            del lines[max(at, 1) :]
        else:
            name, colon, value = lines[at].partition(":")
            lines[at] = f"{name}{colon} {''.join(dice.sample(value, len(value)))}"
        lines = lines or [""]
    return "\n".join(lines)


def places(data: Any) -> Iterator[tuple[Any, Any]]:
    """Each block or list inside, with each of its keys or numbers."""
    if isinstance(data, (dict, list)):
        for key, value in list(data.items()) if isinstance(data, dict) else list(enumerate(data)):
            yield data, key
            yield from places(value)


def broken_data(data: Any, dice: random.Random) -> Any:
    """Data with a few values or fields changed."""
    data = json.loads(json.dumps(data))
    for _ in range(dice.choice((1, 1, 2, 4))):
        found = list(places(data))
        if not found:
            return dice.choice(NODES)
        block, key = dice.choice(found)
        _, step = None, dice.randrange(5)
        if step == 0:
            del block[key]
        elif step == 1:
            block[key] = json.loads(json.dumps(dice.choice(NODES)))
        elif step == 2 and isinstance(block, dict):
            block[dice.choice([*Attributes.fields, "extra", "uses", "id", "sources", ""])] = block.pop(key)
        elif step == 3:
            other, name = dice.choice(found)
            if name in other if isinstance(other, dict) else name < len(other):
                block[key] = json.loads(json.dumps(other[name]))
        elif isinstance(block, list):
            block.insert(0, block[key])
    return data


class Records:
    """The small folder, in which one file at a time is broken."""

    def __init__(self, root: Path) -> None:
        self.root = write(root)
        whole = Folder(self.root)
        assert whole.problems == []
        self.known: Known = {
            (kind, id): (data, whole.named[kind, id])
            for kind, some in whole.records.items()
            for id, data in some.items()
        }
        self.names = [name for name in FILES if name.endswith(".yaml")]

    def text(self, dice: random.Random) -> tuple[str, str]:
        """A file, and a broken text for it."""
        name = dice.choice(self.names)
        if dice.random() < 0.5:
            return name, broken_text(FILES[name], dice)
        data = broken_data(yaml.load(FILES[name], Loader=yaml.BaseLoader), dice)  # noqa: S506 - makes only text
        as_json = json.dumps(data, ensure_ascii=dice.random() < 0.5)
        return name, as_json if dice.random() < 0.5 else yaml.safe_dump(json.loads(json.dumps(data)), sort_keys=False)

    def try_one(self, name: str, text: str) -> str:
        """Load a broken file; returns ``accepted`` or ``refused``.

        Raises:
            AssertionError: if nonsense was accepted, or a problem is not told as it should be.
        """
        folder, _, file = name.partition("/")
        kind, id = KIND[folder], file.removesuffix(".yaml")
        path = self.root / name
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        try:
            found = Folder(self.root, {key: value for key, value in self.known.items() if key != (kind, id)})
        finally:
            path.write_text(FILES[name], encoding="utf-8")
        lines = text.count("\n") + text.count("\r") + 1
        for problem in found.problems:
            located = MESSAGE.fullmatch(str(problem))
            assert located is not None, (str(problem), text)
            assert problem.file.endswith(".bib") or 1 <= int(located[1]) <= max(lines, 300), (str(problem), text)
        if found.problems:
            return "refused"
        record = found.records[kind][id]
        assert SCHEMAS[kind].is_valid(record), (record, text)
        assert record == yaml.load(text.removeprefix("\ufeff"), Loader=TEXT), text  # noqa: S506 - makes only text
        if kind == "type":
            assert classify_record(record).cell_therapy.value in ("yes", "no", "contested")
        return "accepted"


class Bibliography:
    """The small bibliography, which is broken again and again."""

    def __init__(self, root: Path) -> None:
        self.root = write(root)

    def try_one(self, text: str) -> str:
        """Load a broken bibliography; returns ``accepted`` or ``refused``.

        Raises:
            AssertionError: if a problem has no place, or pybtex reads anything else than we do.
        """
        path = self.root / "sources.bib"
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        entries, wrong = bibliography(path, "sources.bib")
        for problem in wrong:
            located = MESSAGE.fullmatch(str(problem))
            assert located is not None, (str(problem), text)
            assert 1 <= int(located[1]) <= text.count("\n") + 1, (str(problem), text)
        if wrong:
            return "refused"
        theirs = Parser(encoding="utf-8").parse_string(text).entries
        fields = {key: {n.lower(): " ".join(v.split()) for n, v in each.fields.items()} for key, each in theirs.items()}
        ours = {key: {n: v for n, v in each.fields.items() if n != "author"} for key, each in entries.items()}
        assert fields == ours, text
        return "accepted"

    def run(self, number: int, dice: random.Random) -> Counter[str]:
        """Try some; returns how many were accepted and refused."""
        return Counter("sources " + self.try_one(broken_text(BIB, dice)) for _ in steps(range(number), "Sources"))


def treatment(dice: random.Random) -> str:
    """A line for ``classify -``, mostly broken."""
    data: Any = {
        name: dice.choice([*field.words] if field.words else ["a"])
        for name, field in Attributes.fields.items()
        if dice.random() < 0.4
    }
    data |= {"agent": dice.choice([["cells"], "cells|protein", ["protein"]]), "immune_role": "primary"}
    if dice.random() < 0.9:
        data = broken_data(data, dice)
    line = json.dumps(data)
    return broken_text(line, dice).replace("\n", " ") if dice.random() < 0.3 else line


def try_treatment(line: str) -> str:
    """Classify a line; returns ``accepted``, ``refused``, or ``skipped`` for an empty one.

    Raises:
        AssertionError: if nonsense was classified, or an error is not told as it should be.
    """
    answers = list(classify_lines([line]))
    if not line.strip():
        assert answers == []
        return "skipped"
    (answer,) = answers
    json.dumps(answer)
    if "errors" in answer:
        assert answer["errors"], line
        assert re.fullmatch(r"line 1: [^\n]+; expected [^\n]+", answer["error"]), (answer["error"], line)
        return "refused"
    assert {answer["cell_therapy"], answer["immunotherapy"]} <= {"yes", "no", "contested"}
    assert TREATMENT.is_valid(normalised(attributes_of(json.loads(line)))), line
    return "accepted"


def run(records: Records, number: int, seed: int) -> Counter[str]:
    """Try broken records and treatments, three to one; returns how many were accepted and refused.

    Args:
        records: the folder to break.
        number: how many to try.
        seed: what the dice begin with; the same seed breaks the same things.
    """
    dice = random.Random(seed)  # noqa: S311 - repeatable on purpose
    found: Counter[str] = Counter()
    for turn in steps(range(number), "Records and treatments"):
        if turn % 4 == 3:
            found["treatments " + try_treatment(treatment(dice))] += 1
        else:
            found["records " + records.try_one(*records.text(dice))] += 1
    return found


def main(number: int, seed: int) -> None:
    """Try many, and tell figures."""
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        found = run(Records(Path(folder) / "data"), number, seed)
        dice = random.Random(seed)  # noqa: S311 - repeatable on purpose
        found += Bibliography(Path(folder) / "sources").run(number, dice)
    told = ", ".join(f"{count:,} {what}" for what, count in sorted(found.items()))
    sys.stdout.write(
        f"{number:,} of records and treatments, as many of sources, tried in {time.perf_counter() - start:.0f} s (seed {seed}): {told}\n"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000, int(sys.argv[2]) if len(sys.argv) > 2 else 2026)
