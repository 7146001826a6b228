"""The declarations say the same in every form: schema, form and field reference."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from taxonomy.authoring.form import scalar
from taxonomy.export.formats.json_schema import schema_of
from taxonomy.loading.field_checks import check_fields
from taxonomy.loading.folder import Folder
from taxonomy.model.fields import field_lines
from taxonomy.model.problems import Report
from taxonomy.model.records import KINDS


def read(text: str) -> Any:
    """YAML as text-only data."""
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - makes only text


@pytest.mark.parametrize("kind", KINDS)
def test_schema_is_valid(kind: str) -> None:
    """The JSON Schema is one by the rules of its dialect."""
    Draft202012Validator.check_schema(schema_of(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_records_keep_the_schema(kind: str, whole: Folder) -> None:
    """An independent validator accepts every record of the reference."""
    validator = Draft202012Validator(schema_of(kind))
    for id, record in whole.records[kind].items():
        assert [error.message for error in validator.iter_errors(record)] == [], id


def mistakes(record: dict[str, Any]) -> list[dict[str, Any]]:
    """Records with one mistake each."""
    return [
        {**record, "extra": "a"},
        {**record, "reviewed": "soon"},
        {**record, "id": "Not An Id"},
        {**record, "sources": []},
        {k: v for k, v in record.items() if k != "id"},
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_schema_and_check_refuse_alike(kind: str, folder: Path) -> None:
    """What the check refuses in form, the schema refuses, too."""
    validator = Draft202012Validator(schema_of(kind))
    record = next(iter(Folder(folder).records[kind].values()))
    for broken in mistakes(record):
        report = Report()
        check_fields(KINDS[kind], broken, (), report)
        assert report.complaints
        assert not validator.is_valid(broken)


@pytest.mark.parametrize(
    "text", ["plain", "yes", "a: b", "- a", "# a", "'quoted'", "é ≥ β", "", "2020-01-01", "{a}", "a #b"]
)
def test_scalar_reads_back(text: str) -> None:
    """Text is quoted where YAML needs it, and reads back the same."""
    assert read(f"a: {scalar(text)}") == {"a": text}


def test_reference_names_every_field() -> None:
    """The field reference goes into blocks and lists, and says where values come from."""
    lines = {line.name: line for line in field_lines(KINDS["type"])}
    assert lines["attributes.agent[]"].required
    assert "ISBT" in lines["attributes.agent[]"].origin
    assert lines["uses[].status[].state"].values["unproven_marketed"] == "sold without proof"
