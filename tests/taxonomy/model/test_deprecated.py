"""An identifier is never used again: one that is given up leads to its replacement."""

from __future__ import annotations

from pathlib import Path

import pytest

from taxonomy import DataError, load
from taxonomy.loading.folder import read_folder
from tests.small import CAR_T, DEPRECATED, write


def problems(folder: Path) -> list[str]:
    """What is wrong with a folder, from each file's name on."""
    with pytest.raises(DataError) as caught:
        read_folder(folder)
    return [str(each).removeprefix(f"{folder.as_posix()}/") for each in caught.value.problems]


def test_given_up_identifier_is_known(folder: Path) -> None:
    """The record tells what stands in its place, since when, and why."""
    gone = load(folder).records["deprecated"]["car-t-cells"]

    assert gone["replaced_by"] == "car-t"
    assert gone["date"] == "2026-11-01"


def test_reuse_is_told_where_it_stands(tmp_path: Path) -> None:
    """The new record that takes a given-up identifier is the one that is wrong."""
    folder = write(tmp_path / "data")
    again = CAR_T.replace("id: car-t\n", "id: car-t-cells\n").replace("name: CAR-T cell therapy", "name: Again")
    again = again.replace("  - CAR T\n  - chimeric antigen receptor T cells\n", "  - once more\n")
    (folder / "types" / "car-t-cells.yaml").write_text(again, encoding="utf-8")

    assert problems(folder) == [
        (
            "types/car-t-cells.yaml:1: id: 'car-t-cells' was given up on 2026-11-01 (deprecated/car-t-cells.yaml); "
            "expected another identifier: none is ever used twice"
        )
    ]


def test_reuse_by_another_kind_is_none(tmp_path: Path) -> None:
    """What replaces an identifier is of the kind that it was given up for."""
    folder = write(tmp_path / "data", car_t_cells=DEPRECATED.replace("kind: type", "kind: product"))

    assert problems(folder) == [
        (
            "deprecated/car-t-cells.yaml:3: replaced_by: 'car-t' is no product; "
            "expected the identifier of a product that still stands"
        )
    ]


@pytest.mark.parametrize(("to", "near"), [("car-tt", "car-t"), ("car-t-cells", "t-cells")])
def test_replacement_still_stands(tmp_path: Path, to: str, near: str) -> None:
    """A replacement is a record that is there: neither unknown nor given up itself."""
    folder = write(tmp_path / "data", car_t_cells=DEPRECATED.replace("replaced_by: car-t\n", f"replaced_by: {to}\n"))

    assert problems(folder) == [
        (
            f"deprecated/car-t-cells.yaml:3: replaced_by: '{to}' is no type (did you mean '{near}'?); "
            "expected the identifier of a type that still stands"
        )
    ]


def test_broken_record_is_told_once(tmp_path: Path) -> None:
    """A given-up identifier without its replacement is one problem, not several."""
    folder = write(tmp_path / "data", car_t_cells=DEPRECATED.replace("replaced_by: car-t\n", ""))

    assert [each.split("; ")[0] for each in problems(folder)] == [
        "deprecated/car-t-cells.yaml:1: replaced_by: is missing"
    ]
