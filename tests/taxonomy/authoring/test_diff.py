"""What a change does to the published data is told by fact, by answer and by page."""

from __future__ import annotations

import json
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from taxonomy import load
from taxonomy.authoring.diff import NAMED_BY, Difference, difference, report
from taxonomy.command.line import main
from taxonomy.export import Edition
from taxonomy.export.catalogue.release import digest
from taxonomy.loading.folder import Folder
from taxonomy.model.fields import Record
from taxonomy.model.records import KINDS
from tests.small import BIB, CAR_T, KNEE, PRODUCT, TYPE, write


def after(tmp_path: Path, **changed: str) -> Difference:
    """The difference between the small folder and the same after a change."""
    return difference(Folder(write(tmp_path / "old")), Folder(write(tmp_path / "new", **changed)))


def test_every_block_has_a_name() -> None:
    """Blocks of each list that the model declares can be told from one another."""

    def lists(record: type[Record]) -> set[tuple[str, type[Record]]]:
        nested = [field for field in record.fields.values() if field.record is not None]
        inner = {each for field in nested if field.record is not None for each in lists(field.record)}
        return inner | {(field.name, field.record) for field in nested if field.kind == "records" and field.record}

    found = {each for record in KINDS.values() for each in lists(record)}
    assert found
    assert all(set(NAMED_BY[name]) & set(record.fields) for name, record in found)


def test_nothing(tmp_path: Path) -> None:
    """The same data differ in nothing, whatever the order of fields and comments."""
    found = after(tmp_path, knee_cells="# a comment\n" + KNEE.replace("id: knee-cells\n", "") + "id: knee-cells\n")
    assert found == Difference([], [], [], [], [], [], [])
    assert report(found) == "Nothing that is published changes.\n"


def test_fact(tmp_path: Path) -> None:
    """A changed fact is told with both values and what it is about, and with the pages that show it."""
    found = after(tmp_path, car_t=CAR_T.replace("group, cancer shrank in 61", "group, cancer shrank in 60"))
    (told,) = map(str, found.facts)
    start = (
        "! types/car-t: uses[Leukaemia that came back].sentence: In one trial of 75 people without a comparison group"
    )
    assert told.startswith(start)
    assert told.count("cancer shrank in 61. → In one trial") == told.count("cancer shrank in 60.") == 1
    assert found.answers == []
    assert found.pages == ["types/car-t"]


def test_items(tmp_path: Path) -> None:
    """An item of a list is new or gone; a new place in the list is a change, too."""
    found = after(
        tmp_path / "1",
        car_t=CAR_T.replace("  - CAR T\n", "").replace(
            "parents:\n  - t-cells\n", "parents:\n  - t-cells\n  - red-cells\n"
        ),
    )
    assert [str(each) for each in found.facts] == [
        "+ types/car-t: parents: red-cells",
        "- types/car-t: synonyms: CAR T",
    ]
    turned = CAR_T.replace("  - CAR T\n", "").replace(
        "  - chimeric", "  - chimeric antigen receptor T cells\n  - CAR T\nsentence_: chimeric"
    )
    turned = turned[: turned.index("sentence_")] + turned[turned.index("sentence: ") :]
    (moved,) = after(tmp_path / "2", car_t=turned).facts
    assert (moved.old, moved.new) == (
        "CAR T; chimeric antigen receptor T cells",
        "chimeric antigen receptor T cells; CAR T",
    )


def test_answer_flips(tmp_path: Path) -> None:
    """A changed attribute tells the answer that it turns, and the family's page."""
    found = after(tmp_path, insulin=TYPE.format(id="insulin", name="Insulin", family="other-medicines", agent="cells"))
    assert "! types/insulin: cell_therapy: No → Yes" in [str(each) for each in found.answers]
    assert {"types/insulin", "families/other-medicines"} <= set(found.pages)


def test_label_changes(tmp_path: Path) -> None:
    """A changed status tells the label that a reader sees."""
    found = after(tmp_path, car_t=CAR_T.replace("state: authorised", "state: withdrawn"))
    assert any(each.field == "label[Leukaemia that came back, US]" for each in found.answers)


def test_records(tmp_path: Path) -> None:
    """A new record and one that is gone are told as such; so are the pages of their neighbours."""
    old, new = write(tmp_path / "old"), write(tmp_path / "new")
    (new / "products" / "exampleleucel.yaml").rename(new / "products" / "otherleucel.yaml")
    (new / "products" / "otherleucel.yaml").write_text(
        PRODUCT.replace("exampleleucel", "otherleucel"), encoding="utf-8"
    )
    found = difference(Folder(old), Folder(new))
    assert (found.added, found.removed) == (["products/otherleucel"], ["products/exampleleucel"])
    assert found.pages == ["products/index", "types/car-t"]


def test_source(tmp_path: Path) -> None:
    """A changed source is told once, and touches the pages that cite it."""
    found = after(tmp_path, sources=BIB.replace("Journal of Trials", "Journal of Tests"))
    assert [str(each) for each in found.facts] == ["! sources/trial-2020: where: Journal of Trials → Journal of Tests"]
    assert found.pages == ["sources", "types/car-t", "types/knee-cells"]


def test_broken_record(tmp_path: Path) -> None:
    """A broken record is told as broken, not as gone; the rest is compared."""
    found = after(tmp_path, car_t=CAR_T.replace("family: effector-cells", "family: x"))
    assert any("family: 'x' is unknown" in each for each in found.broken)
    assert found.removed == []
    assert "Problems" in report(found)


def test_a_line_each(tmp_path: Path) -> None:
    """Whatever a text holds, a change is one line: the comment on a pull request relies on it."""
    hostile = "x\\n\\n# @everyone"
    text = report(after(tmp_path, knee_cells=KNEE.replace("Cells are injected into a sore knee.", f'"{hostile}"')))
    assert "sentence: holds a line break; expected text on one line" in text
    assert not any(line.startswith("#") for line in text.splitlines())


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """A data folder in a Git checkout, changed since its only commit."""
    data = write(tmp_path / "repository" / "data")
    git = ["git", "-C", str(tmp_path / "repository"), "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "First"]):
        subprocess.run([*git, *words], check=True)
    (data / "types" / "insulin.yaml").unlink()
    return data


def test_command(history: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command compares with a Git revision or a folder, for people, for a comment, and as JSON."""
    assert main(["diff", "HEAD", "--data", str(history)]) == 0
    assert "Records and sources that are gone: 1\n  - types/insulin\n" in capsys.readouterr().out
    assert main(["diff", str(write(tmp_path / "old")), "--data", str(history)]) == 0
    assert "  - types/insulin\n" in capsys.readouterr().out
    assert main(["diff", "HEAD", "--data", str(history), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["removed"] == ["types/insulin"]
    # Which editions these are, so that the report can be kept as what a release changed.
    now, before = load(history), load(write(tmp_path / "before"))
    assert (told["version"], told["digest"]) == (Edition(now).version, digest(now))
    assert (told["since"]["version"], told["since"]["digest"]) == (Edition(before).version, digest(before))
    assert told["digest"] != told["since"]["digest"]
    assert told["modified"] == datetime.now(tz=UTC).date().isoformat()


@pytest.mark.parametrize("base", ["no-such-revision", "--output=x"])
def test_no_such_base(base: str, history: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A base that is neither is told in one line; an option is no base."""
    assert main(["diff", "--data", str(history), "--", base]) == 1
    assert capsys.readouterr().err.startswith(f"{base} is neither a folder nor a Git revision")
    assert not list(history.rglob("x"))
