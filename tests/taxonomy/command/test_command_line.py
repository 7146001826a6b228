"""The command line prints for people, prints JSON, and fails with one clear message."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from taxonomy.command.line import main
from tests.small import CAR_T, write
from tests.taxonomy.command.running import Run


@pytest.mark.parametrize(
    ("kind", "id"),
    [("types", "car-t"), ("products", "exampleleucel"), ("claims", "stem-cells-fix-knees"), ("authorities", "asgct")],
)
def test_list(run: Run, kind: str, id: str) -> None:
    """Each kind of record is listed, for people and as JSON."""
    status, out, _ = run("list", kind)
    assert status == 0
    assert id in out
    assert id in [record["id"] for record in run.json("list", kind)]


def test_list_marks_what_is_derived(run: Run) -> None:
    """Derived values stand apart from what is stored."""
    knee = next(record for record in run.json("list") if record["id"] == "knee-cells")
    assert knee["derived"]["cell_therapy"] == "yes"
    assert knee["derived"]["warning_required"] is True
    assert knee["derived"]["labels"][0]["label"] == "Sold, but not shown to work for this use"


@pytest.mark.parametrize("id", ["car-t", "exampleleucel", "stem-cells-fix-knees", "asgct"])
def test_show(run: Run, id: str) -> None:
    """Any record is shown with its review date and the reminder that it is no advice."""
    status, out, _ = run("show", id)
    assert status == 0
    assert "Reviewed 2026-11-22. Information, not medical advice." in out
    assert run.json("show", id)["id"] == id


def test_why(run: Run) -> None:
    """Both questions are answered in words, with rules and authorities."""
    status, out, _ = run("why", "car-t")
    assert status == 0
    for words in (
        "Is it a cell therapy? Yes.",
        "Is it an immunotherapy? Yes.",
        "living cells",
        "ASGCT says yes",
        "Rule CT1",
        "gene therapy",
        "not a verdict",
    ):
        assert words in out
    assert run.json("why", "car-t")["answers"]["immunotherapy"]["rules"] == ["IM1"]


def test_why_contested(run: Run) -> None:
    """Who says yes and who says no, and that it changes nothing for the patient."""
    _, out, _ = run("why", "red-cells")
    for words in ("It depends who you ask.", "ASGCT says yes", "fda-hctp says no", "which shelf the leaflet is on"):
        assert words in out


def test_why_unsettled(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where science is open, that is said."""
    folder = write(tmp_path / "data", car_t=CAR_T.replace("immune_role: primary", "immune_role: unclear"))
    _, out, _ = Run(folder, capsys)("why", "car-t")
    assert "The science is open here" in out


def test_why_according_to(run: Run) -> None:
    """One authority's own answer, from its definition and from what is recorded."""
    _, out, _ = run("why", "car-t", "--according-to", "asgct")
    assert "By its definition: cell therapy: yes" in out
    assert "[asgct-faq]" in out
    assert run.json("why", "insulin", "--according-to", "asgct")["by_its_definition"][0]["value"] == "no"
    status, _, err = run("why", "car-t", "--according-to", "ascgt")
    assert (status, "did you mean asgct" in err) == (1, True)


def test_compare(run: Run) -> None:
    """Types side by side; on request only what differs."""
    _, out, _ = run("compare", "car-t", "knee-cells")
    assert "Not shown to work: Knee arthritis." in out
    assert "Is it cell therapy?" not in run("compare", "car-t", "t-cells", "--differences")[1].split("immunotherapy")[0]
    rows = run.json("compare", "car-t", "knee-cells")["rows"]
    assert rows[0]["cells"].keys() == {"car-t", "knee-cells"}


def test_search(run: Run) -> None:
    """Hits are listed; nothing found is status 1, in words for people and an empty list as JSON."""
    assert "car-t" in run("search", "chimeric", "antigen")[1]
    assert run.json("search", "examplia")[0]["id"] == "exampleleucel"
    assert run("search", "xyzzy", "--json") == (1, "[]\n", "")
    status, _, err = run("search", "xyzzy")
    assert (status, err) == (1, "Nothing is known by the name 'xyzzy'.\n")


def test_unknown_identifier(run: Run) -> None:
    """A wrong identifier gets the nearest one."""
    status, _, err = run("why", "cart-t")
    assert status == 1
    assert err == "cart-t: there is no type of this identifier or name; did you mean car-t?\n"
    assert "search qqq" in run("show", "qqq")[2]


def test_identifier_that_was_given_up(run: Run) -> None:
    """It is shown with its replacement, and a question about it names where to ask instead."""
    status, out, _ = run("show", "car-t-cells")
    assert (status, "replaced_by: car-t" in out, "Two records told of the same treatment." in out) == (0, True, True)
    assert run.json("show", "car-t-cells")["replaced_by"] == "car-t"
    status, _, err = run("why", "car-t-cells")
    assert (status, err) == (
        1,
        "car-t-cells: there is no type of this identifier or name now: it was given up for car-t\n",
    )


def test_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong command is one line and status 2."""
    assert main(["explain"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_check(run: Run, folder: Path) -> None:
    """A whole folder is status 0; a broken one tells all problems and is status 1."""
    assert run("check")[0] == 0
    (folder / "types" / "car-t.yaml").write_text(CAR_T.replace("primary", "primal"), encoding="utf-8")
    (folder / "types" / "insulin.yaml").write_text("", encoding="utf-8")

    status, out, err = run("check", str(folder))

    assert status == 1
    assert (
        f"{folder}/types/car-t.yaml:18: attributes.immune_role: 'primal' is unknown (did you mean 'primary'?); expected one of"
        in out
    )
    assert f"{folder}/types/insulin.yaml:1: file: is empty" in out
    assert err.startswith("2 problems in ")


def test_check_one_record(run: Run, folder: Path) -> None:
    """One file is checked against the folder that it stands in; others' problems are not told."""
    (folder / "types" / "insulin.yaml").write_text("", encoding="utf-8")
    assert run("check", str(folder / "types" / "car-t.yaml"))[:2] == (0, "")
    assert run("check", str(folder / "types" / "insulin.yaml"))[0] == 1


def test_check_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Problems as JSON name file, line, field, what and expected."""
    (folder / "types" / "insulin.yaml").write_text("", encoding="utf-8")
    assert main(["check", str(folder), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)["problems"]
    assert found[0].keys() == {"file", "line", "field", "what", "expected"}


def test_check_stale(run: Run, folder: Path) -> None:
    """A review that is too old is reported with its place, and breaks nothing."""
    old = CAR_T.replace("reviewed: 2026-11-22", "reviewed: 2020-01")
    (folder / "types" / "car-t.yaml").write_text(old, encoding="utf-8")

    status, out, err = run("check", str(folder), "--stale")

    assert status == 0
    assert "car-t.yaml:120: reviewed: was last reviewed 2020-01; expected a review in the last 6 months" in out
    assert "overdue for review" in err


def test_missing_path(run: Run) -> None:
    """A path that is not there is one line."""
    status, _, err = run("check", "nowhere")
    assert (status, err) == (1, "nowhere: there is no such file or folder\n")


def test_broken_data_stops_every_command(run: Run, folder: Path) -> None:
    """No command answers from broken data."""
    (folder / "types" / "insulin.yaml").write_text("", encoding="utf-8")
    status, out, err = run("why", "car-t")
    assert (status, out) == (1, "")
    assert "insulin.yaml:1: file: is empty" in err


def classify(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], text: str
) -> tuple[int, list[dict[str, Any]]]:
    """Classify JSON Lines from standard input."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))
    status = main(["classify", "-"])
    return status, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_classify_lines(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """One object a line, with the answers, the rules and the reason; empty lines are passed over."""
    text = '{"id": "a", "agent": "cells"}\n\n{"id": "b", "agent": ["platelets"], "flag": ""}\n'
    status, found = classify(monkeypatch, capsys, text)

    assert status == 0
    assert [(each["id"], each["cell_therapy"], each["immunotherapy"]) for each in found] == [
        ("a", "yes", "no"),
        ("b", "contested", "no"),
    ]
    assert found[0]["rules"] == ["CT1", "IM0"]
    assert found[0]["why"]


def test_classify_bad_lines(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A bad line gets an error object; the others are still answered; the status is 1."""
    text = '{"id": "a", "agent": "cels"}\nnot json\n[1]\n' + "[" * 100_000 + '\n{"id": "e", "agent": "cells"}\n'
    status, found = classify(monkeypatch, capsys, text)

    assert status == 1
    assert [each.get("line") for each in found] == [1, 2, 3, 4, None]
    assert found[0]["errors"][0] | {"expected": ""} == {
        "line": 1,
        "field": "agent[0]",
        "what": "'cels' is unknown (did you mean 'cells'?)",
        "expected": "",
    }
    assert "engineered_tissue" in found[0]["errors"][0]["expected"]
    assert found[4]["cell_therapy"] == "yes"


def test_classify_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file does as well; one that is not there is one line."""
    path = tmp_path / "cases.jsonl"
    path.write_text('{"agent": "organ"}\n', encoding="utf-8")
    assert main(["classify", str(path)]) == 0
    assert json.loads(capsys.readouterr().out)["rules"] == ["CT7", "IM0"]
    assert main(["classify", str(tmp_path / "none.jsonl")]) == 1
    assert capsys.readouterr().err.endswith("none.jsonl: No such file or directory\n")


def test_classify_tells_unknown_authorities(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever is said to assert something is an authority of this reference, as in a record."""
    line = '{"id": "a", "agent": "cells", "assertions": "NCY:it=n; FDA:ct=y"}\n'
    status, (found,) = classify(monkeypatch, capsys, line)
    assert status == 1
    assert found["errors"][0]["what"] == "'ncy' is not in authorities/ (did you mean 'nci'?)"
    assert classify(monkeypatch, capsys, line.replace("NCY", "NCI"))[0] == 0


def test_module_runs() -> None:
    """``python -m taxonomy`` is the command line."""
    done = subprocess.run(
        [sys.executable, "-m", "taxonomy", "why", "car-t-cell-therapy"], capture_output=True, text=True, check=True
    )
    assert "Is it an immunotherapy? Yes." in done.stdout
