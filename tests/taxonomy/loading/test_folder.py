"""Broken data is told with place, field, and what is expected; all of it at once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from taxonomy import DataError, load
from taxonomy.loading.folder import Folder
from tests.small import CAR_T, CLAIM, KNEE, TYPE, write

FORM = re.compile(r"[^:]+\.(yaml|bib|yml|txt):\d+: [\w.\[\]?-]+: .+; expected .+")


def problems(root: Path) -> list[str]:
    """The messages of a folder, without the path of the folder."""
    return [str(problem).replace(f"{root}/", "") for problem in Folder(root).problems]


def broken(tmp_path: Path, **changed: str) -> list[str]:
    """The messages of the small folder after a change."""
    return problems(write(tmp_path / "data", **changed))


def test_small_folder_is_valid(folder: Path) -> None:
    """The folder that the tests break is whole."""
    assert problems(folder) == []


def test_reference_is_valid() -> None:
    """The reference itself has no problem."""
    assert [str(problem) for problem in Folder().problems] == []


CASES = {
    "unknown field": (("sentence:", "sentance:"), "types/car-t.yaml:9: sentance: is not a field here (did you mean 'sentence'?)"),
    "misspelt value": (("ex_vivo", "exvivo"), "types/car-t.yaml:14: attributes.genetic: 'exvivo' is unknown (did you mean 'ex_vivo'?)"),
    "missing field": (("name: CAR-T cell therapy\n", ""), "types/car-t.yaml:1: name: is missing"),
    "missing source": (("    certainty: ocebm_4\n    direction: benefit\n    sentence: In one trial of 75 people without a comparison group, cancer shrank in 61.\n    sources:\n      - trial-2020\n", "    certainty: ocebm_4\n    direction: benefit\n    sentence: So.\n"), "types/car-t.yaml:76: uses[0].sources: is missing"),
    "bad date": (("2017-08-30", "30.8.2017"), "types/car-t.yaml:83: uses[0].status[0].date: '30.8.2017' is not of the right form"),
    "no such day": (("2017-08-30", "2017-02-30"), "types/car-t.yaml:83: uses[0].status[0].date: '2017-02-30' is not a day of the calendar"),
    "dangling parent": (("  - t-cells", "  - tcells"), "types/car-t.yaml:5: parents[0]: 'tcells' is not in types/ (did you mean 't-cells'?)"),
    "dangling source": (("      - trial-2020\nsources", "      - trial-2021\nsources"), "types/car-t.yaml:117: uses[0].outcomes[0].sources[0]: 'trial-2021' is not in sources.bib (did you mean 'trial-2020'?)"),
    "other name than the file": (("id: car-t", "id: car-tee"), "types/car-t.yaml:1: id: 'car-tee' differs from the file's name"),
    "syntax": (("agent:\n    - cells", "agent: [cells"), "is not valid YAML"),
    "tab": (("  donor:", "\tdonor:"), "is not valid YAML"),
    "twice": (("  donor: autologous", "  donor: autologous\n  donor: either"), "types/car-t.yaml:14: donor: is given twice"),
    "address of a source": (("      - trial-2020\nsources", "      - https://www.asgct.org\nsources"), "types/car-t.yaml:117: uses[0].outcomes[0].sources[0]: 'https://www.asgct.org' is not in sources.bib (did you mean 'asgct-faq'?)"),
    "DOI of a source": (("      - trial-2020\nsources", "      - https://doi.org/10.1000/XYZ\nsources"), "types/car-t.yaml:117: uses[0].outcomes[0].sources[0]: 'https://doi.org/10.1000/XYZ' is not in sources.bib (did you mean 'trial-2020'?)"),
    "empty value": (("name: CAR-T cell therapy", "name:"), "types/car-t.yaml:2: name: is empty"),
    "list for text": (("name: CAR-T cell therapy", "name: [a, b]"), "types/car-t.yaml:2: name: is a list"),
    "text for list": (("synonyms:\n  - CAR T\n  - chimeric antigen receptor T cells", "synonyms: CAR T"), "types/car-t.yaml:6: synonyms: is the text 'CAR T'"),
    "text for block": (("  given:\n    text: Your own T cells.\n    sources:\n      - trial-2020 @ Methods", "  given: Your own T cells."), "types/car-t.yaml:26: facets.given: is the text 'Your own T cells.'"),
    "alias": (("name: CAR-T cell therapy", "name: &a CAR-T\nfamily: *a"), "family: is an alias of another value"),
    "two records": (("reviewed: 2026-11-22", "reviewed: 2026-11-22\n---\nid: b"), "file: holds more than one record"),
    "listed twice": (("  - CAR T\n", "  - CAR T\n  - CAR T\n"), "types/car-t.yaml:6: synonyms: lists 'CAR T' twice"),
    "effect without role": (("  immune_role: primary\n", ""), "attributes.immune_role: is missing beside an immune_effect"),
    "unsourced facet": (("    sources:\n      - trial-2020 @ Methods\n", ""), "types/car-t.yaml:26: facets.given.sources: is missing"),
    "control character": (("name: CAR-T cell therapy", 'name: "CAR\\u0007T"'), "types/car-t.yaml:2: name: holds the character U+0007"),
    "nothing found, no date": (("certainty: ocebm_4", "certainty: none_found"), "uses[0].searched: is missing"),
    "list as name": (("name: CAR-T cell therapy", "[a]: b"), "has a field whose name is not text"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "message"), CASES.values(), ids=CASES)
def test_broken_type(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    """Each mistake is named where it stands, in the one form that all messages have."""
    text = CAR_T.replace(*change, 1)
    assert text != CAR_T

    found = broken(tmp_path, car_t=text)

    assert any(message in each for each in found), found
    assert all(FORM.fullmatch(each) for each in found), found


def test_every_problem_at_once(tmp_path: Path) -> None:
    """Three mistakes in two files are three messages, in the order of files and lines."""
    found = broken(
        tmp_path,
        car_t=CAR_T.replace("primary", "primal").replace("ex_vivo", "exvivo"),
        knee_cells=KNEE.replace("family: stromal-cells", "family: stroma"),
    )

    assert [each.split(": ")[1] for each in found] == ["attributes.genetic", "attributes.immune_role", "family"]


def test_duplicate_identifier(tmp_path: Path) -> None:
    """A copied file that keeps its identifier is told with the place of the other."""
    found = broken(tmp_path, copy_of_car_t=CAR_T)
    assert "types/copy-of-car-t.yaml:1: id: 'car-t' is already the identifier of" in found[0]


def test_empty_file(tmp_path: Path) -> None:
    """An empty file is told as such."""
    for text in ("", "# only a comment\n", "---\n"):
        found = broken(tmp_path, car_t=text)
        assert "types/car-t.yaml:1: file: is empty; expected a record: fields, each as 'name: value'" in found


@pytest.mark.parametrize("text", ["- a\n- b\n", "just words\n"])
def test_not_a_record(tmp_path: Path, text: str) -> None:
    """A list or a text is no record."""
    assert any("types/car-t.yaml:1: record: is" in each for each in broken(tmp_path, car_t=text))


def test_alias_bomb(tmp_path: Path) -> None:
    """Ten megabytes of aliases are refused by size; a small bomb by its first alias, unexpanded."""
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{one}: &{one} [{', '.join([f'*{other}'] * 9)}]" for other, one in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    bomb = "\n".join(lines)

    assert any("is an alias" in each for each in broken(tmp_path / "small", car_t=bomb))
    big = broken(tmp_path / "big", car_t=bomb + "\n#" + "x" * 10_000_000)
    assert any(
        re.search(r"car-t.yaml:1: file: has 10,\d+,\d+ bytes; expected at most 262,144 bytes", each) for each in big
    )


def test_deep_nesting(tmp_path: Path) -> None:
    """Nesting cannot exhaust the stack."""
    for text in ("a: " + "[" * 100_000, "a: " + "{a: " * 50_000):
        assert any("is nested too deeply" in each for each in broken(tmp_path, car_t=text))


def test_not_text(tmp_path: Path) -> None:
    """Bytes that are not UTF-8, and characters that YAML forbids, are located."""
    root = write(tmp_path / "data")
    (root / "types" / "car-t.yaml").write_bytes(b"id: car-t\nname: \xff\xfe\n")
    (root / "types" / "insulin.yaml").write_bytes(b"id: insulin\nname: a\x00b\n")
    (root / "types" / "red-cells.yml").write_text("id: red-cells\n", encoding="utf-8")
    (root / "types" / "t-cells.yaml").unlink()
    (root / "types" / "t-cells.yaml").mkdir()

    found = problems(root)

    assert "types/car-t.yaml:2: file: is not UTF-8 text; expected a text file saved as UTF-8" in found
    assert any(each.startswith("types/insulin.yaml:2: file: holds a character") for each in found)
    assert any(each.startswith("types/red-cells.yml:1: file: is not read") for each in found)
    assert any(each.startswith("types/t-cells.yaml:1: file: cannot be read") for each in found)


def test_bibliography_is_checked(tmp_path: Path) -> None:
    """A key is used once, and the file is text."""
    root = write(tmp_path / "data")
    bib = root / "sources.bib"
    text = bib.read_text(encoding="utf-8")
    bib.write_text(f"@comment{{x, y}}\n{text}\n@misc{{asgct-faq,\n title = {{Again}},\n}}\n", encoding="utf-8")
    assert any("key: 'asgct-faq' is also the key of line 2" in each for each in problems(root))

    bib.write_bytes(b"\xff")
    assert any("sources.bib:1: file: is not UTF-8 text" in each for each in problems(root))
    bib.unlink()
    assert any("sources.bib:1: file: is missing" in each for each in problems(root))


def test_circle(tmp_path: Path) -> None:
    """A type cannot be its own ancestor."""
    t_cells = TYPE.format(id="t-cells", name="T cells", family="effector-cells", agent="cells").replace(
        "synonyms:", "parents:\n  - car-t\nsynonyms:"
    )
    found = broken(tmp_path, t_cells=t_cells)
    assert any("parents: form a circle: car-t → t-cells → car-t" in each for each in found)


def test_unproven_use_needs_its_warning(tmp_path: Path) -> None:
    """A use that is sold without proof cannot go without a warning, nor be called proven."""
    start, end = KNEE.index("    warning:"), KNEE.index("    sources:\n      - trial-2020\nsources")
    assert any(
        "uses[0].warning: is missing" in each for each in broken(tmp_path / "1", knee_cells=KNEE[:start] + KNEE[end:])
    )

    proven = KNEE.replace("certainty: low", "certainty: high").replace("direction: unclear", "direction: benefit")
    assert any(
        "uses[0].certainty: is high for an unproven_marketed use" in each
        for each in broken(tmp_path / "2", knee_cells=proven)
    )


def test_use_is_told_once(tmp_path: Path) -> None:
    """The same indication, or the same jurisdiction in it, cannot stand twice."""
    start, end = CAR_T.index("  - indication"), CAR_T.index("sources:\n  - asgct-faq")
    use = CAR_T[start:end]
    assert any(
        "is listed twice" in each
        for each in broken(tmp_path / "1", car_t=CAR_T[:end] + use.replace("ocebm_4", "ocebm_3") + CAR_T[end:])
    )

    status = use[use.index("      - jurisdiction") : use.index("    certainty")]
    assert any(
        "lists US twice" in each
        for each in broken(tmp_path / "2", car_t=CAR_T.replace(status, status + status.replace("08-30", "08-31")))
    )


def test_product_dates(tmp_path: Path) -> None:
    """An approval cannot end before it began."""
    from tests.small import PRODUCT

    text = PRODUCT.replace("    date: 2017-08-30\n", "    date: 2017-08-30\n    ended: 2016-01-01\n")
    assert any(
        "approvals[0].ended: 2016-01-01 is before the approval" in each for each in broken(tmp_path, exampleleucel=text)
    )


def test_claim_needs_two_sources_against(tmp_path: Path) -> None:
    """A verdict against a claim rests on two different sources, not on two places in one."""
    text = CLAIM.replace("  - trial-2020\n", "  - asgct-faq @ page 2\n")
    assert any(
        "sources: lists one source for a verdict against the claim" in each
        for each in broken(tmp_path, stem_cells_fix_knees=text)
    )


def test_claim_names_a_known_use(tmp_path: Path) -> None:
    """The use that a claim names stands in the type, word for word."""
    text = CLAIM.replace("indication: Knee arthritis", "indication: Worn knees")
    found = broken(tmp_path, stem_cells_fix_knees=text)
    assert any(
        "uses[0].indication: 'Worn knees' is not a use of knee-cells; expected one of: Knee arthritis" in each
        for each in found
    )


def test_load_raises_with_every_problem(tmp_path: Path) -> None:
    """``load`` raises one error that holds all problems."""
    root = write(tmp_path / "data", car_t="", knee_cells="")
    with pytest.raises(DataError) as caught:
        load(root)
    assert len(caught.value.problems) >= 2
    assert "car-t.yaml:1" in str(caught.value)
