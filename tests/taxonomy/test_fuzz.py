"""Whatever is done to a record or a treatment, it loads or is refused with its place: never a traceback."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taxonomy.decide.classification import AttributesError, classify
from taxonomy.loading.field_checks import check_fields
from taxonomy.model.problems import Report
from taxonomy.model.records import KINDS, Attributes
from tests.taxonomy import mutations
from tests.taxonomy.mutations import SCHEMAS, Records, broken_text, run, try_treatment

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=20) | st.sampled_from(mutations.WORDS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=10,
)


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Records:
    """The small folder, to be broken."""
    return Records(tmp_path_factory.mktemp("fuzz") / "data")


def test_mutations(records: Records) -> None:
    """Some hundred changed records and treatments; 'nox -s fuzz -- 100000' tries more."""
    found = run(records, 400, seed=1)
    assert found["records refused"] > 100
    assert found["records accepted"] > 10
    assert found["treatments refused"] > 10


def test_same_seed_breaks_the_same() -> None:
    """A failure can be tried again by its seed."""
    import random

    one, two = (broken_text("id: a\nname: b\nc: d", random.Random(3)) for _ in "ab")  # noqa: S311 - repeatable on purpose
    assert one == two


@QUICK
@given(text=st.text(max_size=200))
def test_any_text(records: Records, text: str) -> None:
    """Any text in the place of a record is refused, with its place."""
    assert records.try_one("types/car-t.yaml", text) == "refused"


@QUICK
@given(kind=st.sampled_from(sorted(KINDS)), data=st.data())
def test_any_data(kind: str, data: st.DataObject) -> None:
    """Of fields with any values, what the check accepts, the JSON Schema accepts, too."""
    values = data.draw(st.fixed_dictionaries({}, optional=dict.fromkeys(KINDS[kind].fields, JSON)))
    report = Report()
    check_fields(KINDS[kind], values, (), report)
    assert report.complaints or SCHEMAS[kind].is_valid(values)


@QUICK
@given(line=JSON.map(json.dumps) | st.text(max_size=60))
def test_any_line(line: str) -> None:
    """Any line for ``classify -`` is answered or refused."""
    assert try_treatment(line.replace("\n", " ")) in ("accepted", "refused", "skipped")


@QUICK
@given(values=st.dictionaries(st.sampled_from(sorted(Attributes.fields)), JSON, max_size=5))
def test_any_attributes(values: dict[str, Any]) -> None:
    """Any attributes give an answer, or an error that names the field."""
    complaints: list[tuple[str, str, str]] = []
    answer = ""
    try:
        answer = classify(values).cell_therapy.value
    except AttributesError as error:
        complaints = error.complaints
    assert answer in ("yes", "no", "contested") or complaints
    assert all(field and what and expected for field, what, expected in complaints)


def test_figures(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The program tells how many it tried, how long it took, and what became of them."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    mutations.main(40, 5)
    told = capsys.readouterr().out
    assert told.startswith("40 of records and treatments, as many of sources, tried in ")
    assert "records refused" in told
