"""The schema to which a record's first line leads fits the file as an editor reads it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from taxonomy import load
from taxonomy.authoring.form import first_line
from taxonomy.export import export
from taxonomy.loading.sources import DATA
from taxonomy.model.records import FOLDERS, KINDS


class EditorLoader(yaml.CSafeLoader):
    """Reads YAML 1.2 with its core schema, as editors do: a year is a number, a day is text."""


EditorLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in [
    ("null", r"~|null|Null|NULL|", [*"~nN", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", [*"tTfF"]),
    ("int", r"[-+]?[0-9]+", [*"-+0123456789"]),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+\.[0-9]*)([eE][-+]?[0-9]+)?", [*"-+.0123456789"]),
]:
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), first)


@pytest.fixture(scope="module")
def schemas() -> dict[str, Any]:
    """Every published schema, by the address that its records name."""
    made = (json.loads(each) for each in export(load(), "record-schemas").values())
    return {schema["$id"]: schema for schema in made}


def schema_named(text: str, schemas: dict[str, Any]) -> Any:
    """The schema that a record's first line names."""
    return schemas[text.partition("\n")[0].partition("$schema=")[2]]


def complaints(text: str, schemas: dict[str, Any]) -> list[str]:
    """What an editor would underline."""
    data = yaml.load(text, Loader=EditorLoader)  # noqa: S506 - it makes plain data only
    return [each.json_path for each in Draft202012Validator(schema_named(text, schemas)).iter_errors(data)]


@pytest.mark.parametrize("kind", KINDS)
def test_fits_every_record(kind: str, schemas: dict[str, Any]) -> None:
    """No right record is underlined."""
    paths = sorted((DATA / FOLDERS[kind]).glob("*.yaml"))
    wrong = {path.name: found for path in paths if (found := complaints(path.read_text("utf-8"), schemas))}

    assert paths or kind == "deprecated"
    assert wrong == {}


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ("colour: red", "$"),
        ("family: effector", "$.family"),
        ("reviewed: soon", "$.reviewed"),
        ("sources: a", "$.sources"),
    ],
)
def test_underlines_a_fault(line: str, where: str, schemas: dict[str, Any], folder: Path) -> None:
    """A field that nobody declared, a word that is not allowed, no date, no list."""
    name = line.partition(":")[0]
    record = yaml.safe_load((folder / "types/car-t.yaml").read_text("utf-8"))
    record.pop(name, None)
    record["reviewed"] = str(record.get("reviewed", "2026-01-01"))
    text = f"{first_line('type')}\n{json.dumps(record, default=str)[:-1]}, {line}}}\n"

    assert where in complaints(text, schemas)
