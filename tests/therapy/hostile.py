"""A small site whose every text was written by somebody who means harm, and the same site in good faith."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import yaml

from taxonomy.model.fields import LONGEST, Field, Record
from taxonomy.model.records import FOLDERS, KINDS
from tests.small import BIB, FILES
from tests.small_site import CONF, PAGES

# Without spaces inside, so that each counts as one word.
PAYLOADS = {
    "element": "<script>alert(1)</script>",
    "attribute": "\"'><img/src=x/onerror=alert(1)>",
    "end of a comment": "--><svg/onload=alert(1)>",
    "end of a script": "</script></title></style><script>alert(1)//",
    "entity": "&lt;script&gt;&#60;b&#62;",
    "scheme": "vbscript:alert(1)",
    "Markdown link": "<vbscript:alert(1)>[a][b]",
    "Markdown image": "![a][b]//evil/a.png",
    "reST link": "`a<vbscript:alert(1)>`_",
    "reST role": ":download:`/etc/passwd`",
    "directive": "```{raw}html",
    "template": "{{7*7}}{%raw%}${7*7}",
    "Typst": '#read("/etc/passwd")#link("vbscript:a")[b]$x$\\u{0}*_`@label<label>',
    "JSON": '"}],"@id":"//evil/","x":[{"',
    "LaTeX": "\\href{vbscript:alert(1)}{a}\\input{/etc/passwd}",
}
# These do not even get as far as a page: the check tells each.
REFUSED = {
    "scheme": "javascript:alert(1)",
    "address": "https://evil.example/",
    "Markdown link": "[a](vbscript:alert(1))",
    "Markdown image": "![a](//evil.example/a.png)",
}
ESCAPED = re.compile(r"([!-/:-@\[-`{-~])")

Make = Callable[[str, int, int], str]


def chosen(stem: str, number: int, most: int) -> Iterator[str]:
    """As many payloads as a text of so many letters holds; each text begins with another one."""
    payloads = list(PAYLOADS.values())
    room = most - len(f"{stem}{number}")
    for payload in payloads[number % len(payloads) :] + payloads[: number % len(payloads)]:
        room -= len(payload) + 1
        if room >= 0:
            yield payload


def hostile(stem: str, number: int, most: int) -> str:
    """A text of payloads, told from others by its first word."""
    return " ".join([f"{stem}{number}", *chosen(stem, number, most)])


def harmless(stem: str, number: int, most: int) -> str:
    """A text of words of the same length and the same first word."""
    return " ".join([f"{stem}{number}", *("x" * len(payload) for payload in chosen(stem, number, most))])


# Blocks that the small folder lacks.
MORE: dict[str, dict[str, Any]] = {
    "types/car-t.yaml": {
        "statements": [{"authority": "asgct", "term": "immunotherapy", "says": "yes", "sources": ["asgct-faq"]}],
        "mappings": [{"object_id": "MESH:D016219", "predicate": "skos:exactMatch", "sources": ["asgct-faq"]}],
        "names": [{"kind": "code", "names": ["CTL019"], "sources": ["asgct-faq"]}],
    },
    "products/exampleleucel.yaml": {
        "identifiers": [{"id": "ATC:L01XL04", "sources": ["asgct-faq"]}],
        "targets": [
            {
                "name": "CD19",
                "symbol": "CD19",
                "hgnc": "HGNC:1633",
                "uniprot": "UNIPROT:P15391",
                "action": {"kind": "BINDING AGENT", "said": "binds CD19", "sources": ["asgct-faq"]},
                "sources": ["asgct-faq"],
            }
        ],
    },
}


def is_free(field: Field[Any]) -> bool:
    """Whether a field takes any text."""
    return field.kind in ("text", "list") and not (field.pattern or field.refers or field.words)


def free_fields(record: type[Record]) -> set[tuple[str, str]]:
    """Every field of a record, and of the blocks inside, that takes any text."""
    found = {(record.__name__, name) for name, field in record.fields.items() if is_free(field)}
    return found.union(*(free_fields(field.record) for field in record.fields.values() if field.record is not None))


def filled_fields(record: type[Record], data: dict[str, Any]) -> set[tuple[str, str]]:
    """The fields that take any text and hold a payload, in a record and the blocks inside."""
    found = {
        (record.__name__, name)
        for name, value in data.items()
        if any(
            payload in (value if isinstance(value, str) else "".join(map(str, value))) for payload in PAYLOADS.values()
        )
    }
    found &= free_fields(record)
    for name, field in record.fields.items():
        if field.record is not None and name in data:
            for each in data[name] if field.kind == "records" else [data[name]]:
                found |= filled_fields(field.record, each)
    return found


def filled(record: type[Record], data: dict[str, Any], make: Make, numbers: Iterator[int]) -> dict[str, Any]:
    """A record with every free text replaced, and those that are absent put in."""
    found: dict[str, Any] = {}
    for name, field in record.fields.items():
        if field.record is not None:
            if name in data:
                blocks = data[name] if field.kind == "records" else [data[name]]
                made = [filled(field.record, each, make, numbers) for each in blocks]
                found[name] = made if field.kind == "records" else made[0]
        elif is_free(field):
            text = make(f"q{name.replace('_', '')}q", next(numbers), field.letters_at_most)
            found[name] = [text] if field.kind == "list" else text
        elif name in data:
            found[name] = data[name]
    return found


def records(make: Make) -> dict[str, dict[str, Any]]:
    """Every record of the small folder, each text replaced."""
    numbers = count()
    found = {}
    kinds = {folder: kind for kind, folder in FOLDERS.items()}
    for name, text in FILES.items():
        folder, _, file = name.partition("/")
        if file:
            data = {**yaml.load(text, Loader=yaml.BaseLoader), **MORE.get(name, {})}  # noqa: S506 - makes only text
            found[name] = filled(KINDS[kinds[folder]], data, make, numbers)
    product = found["products/exampleleucel.yaml"]
    product["delivers"] = product["targets"][0]["name"]  # it is named there, too
    # Either a record or a name; today's use with its day.
    other = found["illnesses/worn-knee.yaml"]["not_same_as"]
    del other[0]["other"]
    # Most agencies have numbers of one form; those of these two may be any text with a digit.
    approvals = found["products/exampleleucel.yaml"]["approvals"]
    for approval, agency in zip(approvals, ("PMDA", "SMC"), strict=True):
        approval |= {"agency": agency, "indication_as_of": "2026-07"}
    found["types/car-t.yaml"]["uses"][0]["status"][0]["jurisdiction"] = "international"
    found["types/car-t.yaml"]["uses"][0]["evidence"][0]["design"] = "randomised"  # what is filled in has a comparator
    del found["types/insulin.yaml"]["attributes"]["cell_type"]  # it has no cells
    # Signs stand beside an urgent harm alone, a few words a line.
    for harm in [harm for name in found for harm in found[name].get("harms", ())]:
        words = harm.pop("signs")[0].split()
        if harm["kind"] == "urgent":
            harm["signs"] = [" ".join(words[at : at + 9]) for at in range(0, len(words), 9)]
    # A claim names a use word for word.
    indication = found["types/knee-cells.yaml"]["uses"][0]["indication"]
    found["claims/stem-cells-fix-knees.yaml"]["uses"][0]["indication"] = indication
    found["types/car-t.yaml"]["facets"]["cost"]["sources"] = [
        "asgct-faq"
    ]  # its text no longer says that none was found
    return found


def bibliography(make: Make) -> str:
    """The sources, each text replaced as far as BibTeX can hold it."""
    text = BIB
    for number, old in enumerate(
        ("American Society of Gene + Cell Therapy", "Frequently asked questions", "Journal of Trials")
    ):
        new = (
            make(f"qbib{'abc'[number]}q", number, LONGEST)
            .replace("{", "")
            .replace("}", "")
            .replace("\\", "")
            .replace("%", "")
        )
        assert old in text
        text = text.replace(old, new.replace('"', "''"))
    return text


CONFIGURATION = """
from runpy import run_path

globals().update(run_path({conf!r}))
therapy_data = {data!r}
bibtex_bibfiles = [{bib!r}]
book_parts = []  # the real ones name pages that are not here
suppress_warnings = ["page.slip"]  # a page by hand has its record's name for a title, whatever it is
"""


def write_site(root: Path, make: Make) -> Path:
    """Write data, pages, and the configuration of the real site; returns the data folder."""
    data, docs = root / "data", root / "docs"
    docs.mkdir(parents=True)
    conf = {"conf": str(CONF / "conf.py"), "data": str(data), "bib": str(data / "sources.bib")}
    (root / "conf.py").write_text(CONFIGURATION.format(**conf), encoding="utf-8")
    for folder in ("static", "templates", "therapy"):  # where conf.py looks for them: beside itself
        (root / folder).symlink_to(CONF / folder)
    shutil.copy(CONF / "docutils.conf", root)
    made = records(make)
    for name, record in made.items():
        path = data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")  # JSON is YAML
    (data / "sources.bib").write_text(bibliography(make), encoding="utf-8")
    for name, text in PAGES.items():
        path = docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(retitled(text, made), encoding="utf-8")
    return data


def build(root: Path, builder: str) -> tuple[int, str]:
    """Build the site as the real one is built; returns the status and what was told."""
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-n", "-q", "-b", builder, "-c", str(root)]
    command += ["-d", str(root / "trees"), str(root / "docs"), str(root / builder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def retitled(text: str, made: dict[str, dict[str, Any]]) -> str:
    """A page of a type under the type's new name, which Markdown must not read as markup."""
    found = re.search(r"\{therapy:type\} ([\w-]+)", text)
    if found is None:
        return text
    name = made[f"types/{found[1]}.yaml"]["name"]
    return text.replace(text.split("\n", 1)[0], "# " + ESCAPED.sub(r"\\\1", name), 1)
