"""A record is begun with one command, whole or not at all."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from taxonomy.authoring import new
from taxonomy.authoring.form import example, form
from taxonomy.command.line import main
from taxonomy.loading.field_checks import check_fields
from taxonomy.loading.folder import Folder
from taxonomy.model.fields import Record
from taxonomy.model.problems import Report
from taxonomy.model.records import KINDS, Use
from taxonomy.model.vocabulary import VERDICT
from tests.small import write

FORMS: dict[str, type[Record]] = {**{kind: KINDS[kind] for kind in new.WRITTEN_BY_HAND}, "use": Use}


def read(text: str) -> Any:
    """YAML as text-only data."""
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - makes only text


def examples(record: type[Record]) -> dict[str, Any]:
    """The declared example of every field."""
    return {
        name: example(field) if field.record is None else examples(field.record)
        for name, field in record.fields.items()
    }


def whole(lines: list[str]) -> Any:
    """The data of a form when the ``# `` before each optional field is taken away."""
    return read("\n".join(line.removeprefix("# ") for line in lines if not line.lstrip().startswith("##")))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder that holds data."""
    write(tmp_path / "data")
    return tmp_path


@pytest.fixture
def run(place: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """``new`` in that folder: status, output and errors, without the path of the folder."""

    def run_(*words: str) -> tuple[int, str, str]:
        status = main(["new", *words, "--data", str(place / "data")])
        printed = capsys.readouterr()
        return status, printed.out.replace(f"{place}/", ""), printed.err.replace(f"{place}/", "")

    return run_


def files(place: Path) -> dict[str, str]:
    """Every file below a folder, with its text."""
    return {str(path.relative_to(place)): path.read_text("utf-8") for path in place.rglob("*") if path.is_file()}


class TestForm:
    """The form says what the declarations say."""

    @pytest.mark.parametrize("kind", FORMS)
    def test_valid_with_its_examples(self, kind: str) -> None:
        """Filled with its own examples, every field of a form is there and right."""
        record = FORMS[kind]
        data = whole(form(record, examples(record), everything=True))
        report = Report()
        check_fields(record, data, (), report)
        assert report.complaints == []
        assert list(data) == list(record.fields)

    @pytest.mark.parametrize("kind", FORMS)
    def test_nothing_is_made_up(self, kind: str) -> None:
        """An empty form holds required fields only, and no value."""
        record = FORMS[kind]

        def values(data: Any) -> list[str]:
            if isinstance(data, str):
                return [data]
            return [each for inner in (data.values() if isinstance(data, dict) else data) for each in values(inner)]

        data = read("\n".join(form(record, {}, everything=True)))
        assert read("\n".join(form(record, {}))) == data
        assert set(data) == {name for name, field in record.fields.items() if field.required}
        assert set(values(data)) == {""}

    def test_comments_explain(self) -> None:
        """Above each field stands what it means, whether it is needed, and which values it may have."""
        text = " ".join(line.removeprefix("## ") for line in form(KINDS["claim"], {}))
        assert f"How what is said stands up. Required. One of: {', '.join(VERDICT)}." in text
        assert "At most 50 words." in text

    @pytest.mark.parametrize("kind", FORMS)
    def test_as_short_as_its_required_fields(self, kind: str) -> None:
        """Optional fields stand there on request alone."""
        lines = form(FORMS[kind], {})
        assert not [line for line in lines if line.startswith("# ") or "Optional." in line]
        assert len(lines) < len(form(FORMS[kind], {}, everything=True))


class TestNew:
    """``new`` writes what a contributor would forget."""

    def test_type(self, place: Path, run: Callable[..., tuple[int, str, str]]) -> None:
        """A type is one file; what is left to fill in is told with its place."""
        before = files(place).keys()
        status, out, err = run(
            "type", "car-m", "--name", "CAR: macrophage", "--family", "effector-cells", "--agent", "cells"
        )
        assert (status, err) == (0, "")
        assert out.splitlines()[:2] == ["Wrote data/types/car-m.yaml.", "To fill in:"]
        assert "data/types/car-m.yaml:15: sentence: is empty; expected text" in out
        # Nobody is told to delete what is required.
        assert re.search(r"(?m)sources\[0\]: is empty; expected a key of sources.bib, or 'key @ place'$", out)
        record = read((place / "data/types/car-m.yaml").read_text("utf-8"))
        assert record["name"] == "CAR: macrophage"
        assert record["attributes"] == {"agent": ["cells"]}
        assert record["reviewed"] == new.today()
        assert files(place).keys() - before == {"data/types/car-m.yaml"}

    @pytest.mark.parametrize("kind", ["product", "claim", "authority", "illness", "question"])
    def test_other_kinds(self, kind: str, run: Callable[..., tuple[int, str, str]]) -> None:
        """Each empty field of another record is told."""
        status, out, _ = run(kind, "new-one")
        assert status == 0
        told = {line.split(": ")[1].split("[")[0] for line in out.splitlines() if ".yaml:" in line}
        required = {name for name, field in KINDS[kind].fields.items() if field.required} - {"id", "reviewed"}
        assert told >= required

    def test_filled_in(self, place: Path, run: Callable[..., tuple[int, str, str]]) -> None:
        """With every required value given, nothing is left."""
        words = ("--sentence", "A cell is given.", "--sources", "trial-2020 @ page 2", "--agent", "cells")
        status, out, _ = run("type", "car-m", "--name", "CAR M", "--family", "effector-cells", *words)
        assert (status, "To fill in" in out) == (0, False)
        assert Folder(place / "data").problems == []

    @pytest.mark.parametrize(("id", "number"), [("car-t", 1), ("red-cells", 0)])
    def test_use(self, id: str, number: int, place: Path, run: Callable[..., tuple[int, str, str]]) -> None:
        """A use is added after the uses that are there, and every other line stays as it was."""
        before = (place / f"data/types/{id}.yaml").read_text("utf-8")
        status, out, _ = run("use", id, "--indication", "Lupus: severe")
        assert status == 0
        assert f"uses[{number}].certainty: is empty; expected one of high" in out
        after = (place / f"data/types/{id}.yaml").read_text("utf-8")
        assert read(after)["uses"][number]["indication"] == "Lupus: severe"
        rest = iter(after.splitlines())
        assert all(line in rest for line in before.splitlines())


REFUSALS = {
    "existing": (("type", "car-t", "--name", "x"), "'car-t' is already the identifier of a type (data/types/car-t.yaml); expected a new identifier"),
    "known by another identifier": (("type", "car-m", "--name", "chimeric antigen receptor t cell"), "name: 'chimeric antigen receptor t cell' is also a name of car-t; expected a name of its own"),
    "existing, of another kind": (("claim", "asgct"), "'asgct' is already the identifier of an authority (data/authorities/asgct.yaml); expected a new identifier"),
    "bad identifier": (("product", "Car_T"), "'Car_T' is no identifier; expected lower-case words joined by '-', such as car-macrophage"),
    "path as identifier": (("type", "../x", "--name", "x"), "'../x' is no identifier; expected lower-case words joined by '-', such as car-macrophage"),
    "no such type": (("use", "cart-t"), "there is no type 'cart-t' (did you mean 'car-t'?); expected one that is there"),
    "misspelt value": (("type", "a", "--name", "x", "--family", "effector-cell"), "family: 'effector-cell' is unknown (did you mean 'effector-cells'?); expected one of transfusion"),
    "unknown source": (("product", "a", "--sources", "trial-2021"), "sources[0]: 'trial-2021' is not in sources.bib (did you mean 'trial-2020'?); expected one that is"),
    "unknown type": (("product", "a", "--type", "cart"), "type: 'cart' is not in types/ (did you mean 'car-t'?); expected one that is"),
    "no name": (("type", "a"), "name: is missing; expected the name that a reader knows, which is also the title of the page"),
}  # fmt: skip


@pytest.mark.parametrize(("words", "message"), REFUSALS.values(), ids=REFUSALS)
def test_refused(place: Path, run: Callable[..., tuple[int, str, str]], words: tuple[str, ...], message: str) -> None:
    """What cannot be used is told in one line, and nothing is written."""
    before = files(place)
    status, out, err = run(*words)
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert err.startswith(message)
    assert files(place) == before


def test_cannot_be_written(place: Path, run: Callable[..., tuple[int, str, str]]) -> None:
    """A file that the system refuses is told in one line."""
    shutil.rmtree(place / "data/claims")
    status, _, err = run("claim", "new-one")
    told = "data/claims/new-one.yaml cannot be written (No such file or directory); nothing was written\n"
    assert (status, err) == (1, told)


def test_broken_type_takes_no_use(place: Path, run: Callable[..., tuple[int, str, str]]) -> None:
    """A record that cannot be read is not touched."""
    (place / "data/types/car-t.yaml").write_text("id: [", encoding="utf-8")
    status, _, err = run("use", "car-t")
    assert status == 1
    assert "data/types/car-t.yaml has problems" in err


def test_asks(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In a terminal it asks for each required value, again after a wrong one; Enter leaves it for later."""
    answers = iter(["", "x", "misleading", "", "", "", "said-2020, trial-2020", "trial-2020,asgct-faq"])
    asked: list[str] = []

    def answer(question: str) -> str:
        asked.append(question.split(":", maxsplit=1)[0])
        return next(answers)

    values = new.ask("claim", {"said": "It helps."}, Folder(place / "data"), answer)
    assert values == {"said": "It helps.", "verdict": "misleading", "sources": ["trial-2020", "asgct-faq"]}
    assert asked == ["truth", "verdict", "verdict", "accurate", "theme", "origin", "sources", "sources"]
    assert "verdict: 'x' is unknown; expected one of" in capsys.readouterr().err


@pytest.mark.parametrize("stop", [EOFError, KeyboardInterrupt])
def test_stopped(
    place: Path, run: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch, stop: type[BaseException]
) -> None:
    """Who stops while it asks finds nothing written."""

    def stopped(_question: str) -> str:
        raise stop

    monkeypatch.setattr("builtins.input", stopped)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    before = files(place)
    status, _, err = run("claim", "new-claim")
    assert (status, err) == (1, "\nStopped; nothing was written.\n")
    assert files(place) == before


def test_help() -> None:
    """The options are those that the model declares."""
    done = subprocess.run(
        [sys.executable, "-m", "taxonomy", "new", "type", "--help"], capture_output=True, text=True, check=True
    )
    assert all(f"--{name}" in done.stdout for name in ("name", "family", "sentence", "agent", "parents"))
