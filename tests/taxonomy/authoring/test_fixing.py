"""``check --fix`` mends what has one right form, and leaves all else as it was written."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import yaml

from taxonomy.authoring.fixing import fix, fix_all, iso, mended, same
from taxonomy.authoring.form import first_line
from taxonomy.command.line import main
from taxonomy.loading.folder import Folder
from taxonomy.loading.sources import DATA
from taxonomy.model.records import FOLDERS
from tests.small import CAR_T, FILES, write

TYPE = first_line("type") + "\n"


def test_reference_is_in_form() -> None:
    """The records of the reference are in their right form; 'nox -s check -- --fix' gives it to them."""
    wrong = []
    for kind, name in FOLDERS.items():
        for path in sorted((DATA / name).glob("*.yaml")):
            text = path.read_text(encoding="utf-8")
            if mended(text, kind) != text:
                wrong.append(f"{name}/{path.name}")
    assert wrong == [], "run: nox -s check -- --fix"


DATES = {
    "22.11.2026": "2026-11-22",
    "22 Nov 2026": "2026-11-22",
    "22  November  2026": "2026-11-22",
    "November 22, 2026": "2026-11-22",
    "Nov 2026": "2026-11",
    "11.2026": "2026-11",
    "2026/11/22": "2026-11-22",
    "22/11/2026": "2026-11-22",
    "11/22/2026": "2026-11-22",
    "3/3/2026": "2026-03-03",
    "3/4/2026": None,
    "31.2.2026": None,
    "1.1.0026": None,
    "soon": None,
    "2026": None,
}


@pytest.mark.parametrize(("text", "date"), DATES.items())
def test_dates(text: str, date: str | None) -> None:
    """A date is understood only if it can be but one day."""
    assert iso(text) == date


def test_order_with_comments() -> None:
    """Fields move with the comments above them, also in a list of blocks."""
    text = """\
# About the record.
name: CAR-T
# The identifier.
id: car-t # permanent
attributes:
  # What for.
  donor: autologous
  agent:
    - protein
    # living
    - cells
uses:
  # The first use.
  - area: cancer
    # In words.
    indication: |
      Leukaemia
      that came back
    status:
      - date: 22.11.2026
        state: authorised
        jurisdiction: US
"""
    assert (
        mended(text, "type")
        == TYPE
        + """\
# The identifier.
id: car-t # permanent
# About the record.
name: CAR-T
attributes:
  agent:
    - cells
    # living
    - protein
  # What for.
  donor: autologous
uses:
  # The first use.
    # In words.
  - indication: |
      Leukaemia
      that came back
    area: cancer
    status:
      - jurisdiction: US
        state: authorised
        date: 2026-11-22
"""
    )


def test_spaces_and_end() -> None:
    """Spaces at the end of lines go, and the file ends with one line end."""
    assert mended("\ufeffid: a \r\nname: b\t\r\n\r\n\r\n", "type") == f"{TYPE}id: a\nname: b\n"
    assert mended("id: a", "type") == f"{TYPE}id: a\n"


@pytest.mark.parametrize(
    "before", ["", TYPE, first_line("claim") + "\n", "# yaml-language-server: $schema=old.json\n\n"]
)
def test_first_line_names_the_schema(before: str) -> None:
    """A record begins with the line by which editors find its schema, once, whatever stood there."""
    assert mended(f"{before}name: b\nid: a\n", "type") == f"{TYPE}{before.partition(chr(10))[2]}id: a\nname: b\n"


UNTOUCHED = {
    "flow": "name: b\nattributes: {donor: autologous, agent: [protein, cells]}\n",
    "order that means something": "id: a\nsynonyms:\n  - z\n  - a\nsources:\n  - z\n  - a\n",
    "unknown value": "id: a\nattributes:\n  agent:\n    - protein\n    - cell\n",
    "ambiguous date": "id: a\nreviewed: 3/4/2026\n",
    "list": "- b\n- a\n",
}


@pytest.mark.parametrize("text", UNTOUCHED.values(), ids=UNTOUCHED)
def test_untouched(text: str) -> None:
    """What has no one right form stays as it is written."""
    assert mended(text, "type") == TYPE + text


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".yaml")])
def test_any_order_is_mended(name: str, tmp_path: Path) -> None:
    """Whatever the order of the fields, mending gives the one form, and twice is as good as once."""
    kind = {folder: kind for kind, folder in FOLDERS.items()}[name.split("/", maxsplit=1)[0]]
    right = mended(FILES[name], kind)
    for seed in range(8):
        text = yaml.safe_dump(shuffled(yaml.load(right, Loader=yaml.BaseLoader), random.Random(seed)), sort_keys=False)  # noqa: S506, S311 - only text; a fixed seed
        path = tmp_path / "record.yaml"
        path.write_text(text, encoding="utf-8")
        fix(path, kind)
        found = path.read_text(encoding="utf-8")
        assert list(yaml.safe_load(found)) == list(yaml.safe_load(right))
        assert yaml.load(found, Loader=yaml.BaseLoader) == yaml.load(right, Loader=yaml.BaseLoader)  # noqa: S506 - only text
        assert mended(found, kind) == found


def shuffled(data: object, order: random.Random) -> object:
    """The same record with its fields in another order."""
    if isinstance(data, dict):
        names = list(data)
        order.shuffle(names)
        return {name: shuffled(data[name], order) for name in names}
    return [shuffled(each, order) for each in data] if isinstance(data, list) else data


BROKEN = {
    "syntax": b"id: [\n",
    "twice": b"name: b\nid: a\nid: a\n",
    "bytes": b"name: b\nid: \xff\n",
    "alias": b"name: &a b\nid: *a\n",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_broken_file_stays(text: bytes, tmp_path: Path) -> None:
    """A file that cannot be read is not touched."""
    path = tmp_path / "a.yaml"
    path.write_bytes(text)
    assert not fix(path, "type")
    assert path.read_bytes() == text
    assert list(tmp_path.iterdir()) == [path]


def test_change_of_meaning_is_not_kept(tmp_path: Path) -> None:
    """If moving lines would change what a record says, the file stays as it is."""
    path = tmp_path / "a.yaml"
    path.write_text("name: |\n  a\n  # b\nid: a\n", encoding="utf-8")
    assert mended(path.read_text(encoding="utf-8"), "type").removeprefix(TYPE).startswith("  # b")
    assert not fix(path, "type")
    assert path.read_text(encoding="utf-8") == "name: |\n  a\n  # b\nid: a\n"


@pytest.mark.parametrize(
    ("one", "two"), [("a", "b"), (["a"], ["a", "b"]), ({"a": "b"}, {"b": "a"}), ([{"a": "b"}], [{"a": "c"}])]
)
def test_not_the_same(one: object, two: object) -> None:
    """Other words are another record."""
    assert not same(one, two)


def test_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command mends, tells what it mended, and then what is left."""
    text = CAR_T.replace("date: 2017-08-30", "date: 30 Aug 2017")
    text = text.replace("id: car-t\nname: CAR-T cell therapy\n", "name: CAR-T cell therapy\nid: car-t\n")
    root = write(tmp_path / "data", car_t=text, knee_cells="id: knee-cells\n")
    car_t = root / "types" / "car-t.yaml"
    assert main(["check", "--fix", str(car_t)]) == 0
    assert f"{car_t}: mended\n0 problems" in capsys.readouterr().err
    assert car_t.read_text(encoding="utf-8") == mended(CAR_T, "type")
    assert main(["check", "--fix", str(root)]) == 1
    assert "knee-cells.yaml:1: name: is missing" in capsys.readouterr().out
    assert fix_all(Folder(root)) == []
