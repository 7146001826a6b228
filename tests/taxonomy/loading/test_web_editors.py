"""What an editor on the web types, and what a stranger would slip past one: each is told, and what may be true is not."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from taxonomy.loading.folder import Folder
from tests.small import FILES, write

#: The rest of a source, after its key.
SOURCE = """,
  author = {{X}},
  title = {Frequently},
  year = {2026},
  url = {https://www.asgct.org/x},
  urldate = {2026-11-22},
  keywords = {society},
}

"""


def told(root: Path) -> list[str]:
    """Every problem of a folder, each as its line, without the way to the folder."""
    return [str(each).replace(f"{root.as_posix()}/", "") for each in Folder(root).problems]


def with_change(root: Path, file: str, old: str, new: str) -> list[str]:
    """What is told of a folder in which one file is changed in one place."""
    assert old in FILES[file]
    (write(root) / file).write_text(FILES[file].replace(old, new, 1), encoding="utf-8", newline="")
    return told(root)


# What passed without a word: the file, what stands there, what stands there instead, and what is told.
SILENT = {
    "first licence after approval": ("products/exampleleucel.yaml", "    number: BLA 125646\n", "    number: BLA 125646\n    first_licensed: 2019-01-01\n", "approvals[0].first_licensed: 2019-01-01 is after the approval"),
    "first licence before agency (EMA)": ("products/exampleleucel.yaml", "    ended: 2020-01-31\n", "    ended: 2020-01-31\n    first_licensed: 1950\n", "approvals[1].first_licensed: 1950 is before there was EMA"),
    "refused with today's use": ("products/exampleleucel.yaml", "    status: approved\n    date: 2017-08-30", "    status: refused\n    date: 2017-08-30\n    indication_now: Leukaemia\n    indication_as_of: 2026-01", "approvals[0].indication_now: stands beside the status refused"),
    "refused with first_licensed": ("products/exampleleucel.yaml", "    status: approved\n    date: 2017-08-30", "    status: refused\n    date: 2017-08-30\n    first_licensed: 2010", "approvals[0].first_licensed: stands beside the status refused"),
    "ended_not_found before date": ("products/exampleleucel.yaml", "    ended: 2020-01-31\n", "    ended_not_found: 2010-01-01\n", "approvals[1].ended_not_found: 2010-01-01 is before the approval"),
    "product target names not in targets": ("products/exampleleucel.yaml", "target: CD19\n", "target: CD19\ntargets:\n  - name: CD20\n    symbol: MS4A1\n    hgnc: HGNC:7315\n    uniprot: UNIPROT:P11836\n    sources:\n      - asgct-faq\n", "targets[0].name: 'CD20' is named nowhere else"),
    "target twice": ("products/exampleleucel.yaml", "target: CD19\n", "target: CD19\ntargets:\n  - name: CD19\n    symbol: CD19\n    hgnc: HGNC:1633\n    uniprot: UNIPROT:P15391\n    sources:\n      - asgct-faq\n  - name: CD19\n    symbol: CD19\n    hgnc: HGNC:1634\n    uniprot: UNIPROT:P15391\n    sources:\n      - asgct-faq\n", "targets[1].hgnc: CD19 is HGNC:1633 elsewhere"),
    "identifier twice of two numbers": ("products/exampleleucel.yaml", "approvals:\n", "identifiers:\n  - id: ATC:L01XL04\n    label: x\n    sources:\n      - asgct-faq\n  - id: ATC:L01XL04\n    label: y\n    sources:\n      - asgct-faq\napprovals:\n", "identifiers[1].id: 'ATC:L01XL04' is given twice"),
    "holder is date": ("products/exampleleucel.yaml", "holder: Example Ltd", "holder: 2017-08-30", "holder: '2017-08-30' has no letter"),
    "name is number": ("products/exampleleucel.yaml", "name: exampleleucel", "name: 125646", "name: '125646' has no letter"),
    "name null": ("products/exampleleucel.yaml", "name: exampleleucel", "name: null", "name: is 'null', which says nothing"),
    "brand null": ("products/exampleleucel.yaml", "  - Examplia\n", "  - null\n", "brands[0]: is 'null', which says nothing"),
    "holder n/a": ("products/exampleleucel.yaml", "holder: Example Ltd", "holder: N/A", "holder: is 'N/A', which says nothing"),
    "holder TODO": ("products/exampleleucel.yaml", "holder: Example Ltd", "holder: TODO", "holder: is 'TODO', which says nothing"),
    "holder lorem ipsum": ("products/exampleleucel.yaml", "holder: Example Ltd", "holder: Lorem ipsum", "holder: is 'Lorem ipsum', which says nothing"),
    "smart quotes around value": ("products/exampleleucel.yaml", "holder: Example Ltd", "holder: “Example Ltd”", "holder: stands whole in printed quotes, which are taken for a part of it"),
    "name in smart quotes": ("products/exampleleucel.yaml", "name: exampleleucel", "name: “exampleleucel”", "name: stands whole in printed quotes, which are taken for a part of it"),
    "count with leading zeros": ("types/car-t.yaml", 'count: "61"', 'count: "0061"', "uses[0].outcomes[0].treated.count: '0061' is not of the right form"),
    "low high around nothing": ("types/car-t.yaml", '          percent: "20.5"\n          low: "12"\n          high: "31"\n', '          count: "20"\n          low: "50"\n          high: "60"\n', "uses[0].outcomes[0].compared.count: is 25 of 100, outside 50 to 60"),
    "low over high with count": ("types/car-t.yaml", '          percent: "20.5"\n          low: "12"\n          high: "31"\n', '          count: "20"\n          low: "60"\n          high: "50"\n', "uses[0].outcomes[0].compared.count: is 25 of 100, outside 60 to 50"),
    "harms as for itself": ("types/car-t.yaml", "harms_not_found:\n", "harms_as_for: car-t\nharms_not_found:\n", "harms_as_for: leads to car-t, which tells no harms"),
    "harms as for unrelated": ("types/car-t.yaml", "harms_not_found:\n", "harms_as_for: insulin\nharms_not_found:\n", "harms_as_for: leads to insulin, which tells no harms"),
    "steps as for itself": ("types/car-t.yaml", "life:\n", "steps_as_for: car-t\nlife:\n", "steps_as_for: leads to car-t, which tells no steps"),
    "steps as for unrelated": ("types/car-t.yaml", "life:\n", "steps_as_for: insulin\nlife:\n", "steps_as_for: leads to insulin, which tells no steps"),
    "life as for itself": ("types/car-t.yaml", "costs:\n", "life_as_for: car-t\ncosts:\n", "life_as_for: leads to car-t, which tells no life"),
    "costs as for itself": ("types/car-t.yaml", "uses:\n", "costs_as_for: car-t\nuses:\n", "costs_as_for: leads to car-t, which tells no costs"),
    "costs as for unrelated": ("types/car-t.yaml", "uses:\n", "costs_as_for: red-cells\nuses:\n", "costs_as_for: leads to red-cells, which tells no costs"),
    "harm not found but told": ("types/car-t.yaml", "harms_not_found:\n  - death", "harms_not_found:\n  - frequent\n  - death", "harms_not_found[0]: names frequent, of which a harm is told"),
    "ex vivo genes without cells": ("types/insulin.yaml", "    - protein\n", "    - protein\n  genetic: ex_vivo\n", "attributes.genetic: is ex_vivo beside an agent without cells (protein)"),
    "host role without effect": ("types/insulin.yaml", "    - protein\n", "    - protein\n  host_role: active\n", "attributes.host_role: is active without an immune_effect"),
    "product not of this type": ("types/knee-cells.yaml", "        state: unproven_marketed\n", "        state: unproven_marketed\n        products:\n          - exampleleucel\n", "uses[0].status[0].products[0]: exampleleucel is car-t, which is nothing of the kind"),
    "as_of before date": ("types/car-t.yaml", "        date: 2017-08-30\n        sources", "        date: 2017-08-30\n        as_of: 2010\n        sources", "uses[0].status[0].as_of: 2010 is before the decision of 2017-08-30"),
    "results of no study": ("types/car-t.yaml", "certainty: ocebm_4\n    direction: benefit", "certainty: none_found\n    searched: 2026-01\n    direction: unclear", "uses[0].outcomes: stands beside the certainty none_found"),
    "results of studies not read": ("types/car-t.yaml", "certainty: ocebm_4\n    direction: benefit", "certainty: not_read\n    direction: not_read", "uses[0].outcomes: stands beside the certainty not_read"),
    "guideline design with kind trial": ("types/car-t.yaml", "design: single_arm", "design: guideline", "uses[0].evidence[0].design: is guideline of a trial"),
    "kind review design single arm": ("types/car-t.yaml", "- kind: trial\n        name", "- kind: review\n        name", "uses[0].evidence[0].design: is single_arm of a review"),
    "swapped arms": ("types/car-t.yaml", "name: CAR-T cells", "name: placebo", "uses[0].outcomes[0].treated.name: tells of 'placebo' as the treatment"),
    "percent over 100": ("types/car-t.yaml", "Fever, in 58 of 75 people.", "Fever, in 175 percent.", "harms[1].text: tells of 'in 175 percent'"),
    "percent 110 %": ("types/car-t.yaml", "Fever, in 58 of 75 people.", "Fever, in 110 %.", "harms[1].text: tells of 'in 110 %'"),
    "minus people": ("types/car-t.yaml", "Fever, in 58 of 75 people.", "Fever, in -58 of 75 people.", "harms[1].text: counts '-58 of 75'"),
    "more out of words": ("types/car-t.yaml", "Fever, in 58 of 75 people.", "Fever, in 90 out of only 75 people.", "harms[1].text: counts '90 out of only 75'"),
    "more in each": ("types/car-t.yaml", "Fever, in 58 of 75 people.", "Fever, in 150 in each 100 people.", "harms[1].text: counts '150 in each 100 people'"),
    "age in use": ("types/car-t.yaml", "    area: cancer\n    status", "    age: adults from 300 years\n    area: cancer\n    status", "uses[0].age: tells of 300 years"),
    "url -a.org": ("countries/us.yaml", "https://clinicaltrials.gov/", "https://-a.org/", "links[0].url: 'https://-a.org/' is not of the right form"),
    "url a-.org": ("countries/us.yaml", "https://clinicaltrials.gov/", "https://a-.org/", "links[0].url: 'https://a-.org/' is not of the right form"),
    "url XN--": ("countries/us.yaml", "https://clinicaltrials.gov/", "https://XN--e1afmkfd.org/", "links[0].url: 'https://XN--e1afmkfd.org/' is not of the right form"),
    "url long label": ("countries/us.yaml", "https://clinicaltrials.gov/", "https://" + "a" * 64 + ".org/", "links[0].url: 'https://a"),
    "url long host": ("countries/us.yaml", "https://clinicaltrials.gov/", "https://" + "a.b" * 90 + ".org/", "links[0].url: 'https://a"),
    "url percent bad": ("countries/us.yaml", "https://clinicaltrials.gov/", "https://clinicaltrials.gov/%zz", "links[0].url: 'https://clinicaltrials.gov/%zz' is not of the right form"),
    "url percent end": ("countries/us.yaml", "https://clinicaltrials.gov/", "https://clinicaltrials.gov/a%", "links[0].url: 'https://clinicaltrials.gov/a%' is not of the right form"),
    "url .home.arpa": ("countries/us.yaml", "https://clinicaltrials.gov/", "https://a.home.arpa/", "links[0].url: 'https://a.home.arpa/' is not of the right form"),
    "url .lan": ("countries/us.yaml", "https://clinicaltrials.gov/", "https://a.lan/", "links[0].url: 'https://a.lan/' is not of the right form"),
    "url example.com": ("countries/us.yaml", "https://clinicaltrials.gov/", "https://example.com/", "links[0].url: 'https://example.com/' is not of the right form"),
    "url EXAMPLE": ("countries/us.yaml", "https://clinicaltrials.gov/", "https://a.LOCALHOST/", "links[0].url: 'https://a.LOCALHOST/' is not of the right form"),
    "illness not the same by own name": ("illnesses/worn-knee.yaml", "  - other: leukaemia", "  - name: Knee Arthritis", "not_same_as[0].name: is this illness itself"),
    "illness not same as by own synonym": ("illnesses/worn-knee.yaml", "  - other: leukaemia", "  - name: worn knee", "not_same_as[0].name: is this illness itself"),
    "illness not same twice": ("illnesses/worn-knee.yaml", "nothing_proven:", "  - other: leukaemia\n    reason: Another reason is here.\n    sources:\n      - asgct-faq\nnothing_proven:", "not_same_as[1].other: 'leukaemia' is named twice"),
    "illness not same is wider": ("illnesses/worn-knee.yaml", "area: bones-joints", "area: bones-joints\nwider:\n  - leukaemia", "not_same_as[0].other: 'leukaemia' is also a wider illness"),
    "question shows what is not there": ("questions/what-is-car-t.yaml", "  - type: car-t\n    part: harms", "  - type: car-t\n    part: harms\n  - type: insulin\n    part: harms", "shows[1].part: is harms, which insulin has not"),
    "question shows insulin uses (none)": ("questions/what-is-car-t.yaml", "  - type: car-t\n    part: harms", "  - type: insulin\n    part: uses", "shows[0].part: is uses, which insulin has not"),
    "authority defines twice": ("authorities/asgct.yaml", "sources:\n  - asgct-faq\nreviewed", "  - term: cell_therapy\n    role: defines\n    called: cell therapy\n    core: Other words about it.\n    sources:\n      - asgct-faq\nsources:\n  - asgct-faq\nreviewed", "definitions[1].term: cell_therapy is defined twice"),
    "authority defines with two roles": ("authorities/asgct.yaml", "sources:\n  - asgct-faq\nreviewed", "  - term: cell_therapy\n    role: files\n    called: cell therapy\n    core: Other words about it.\n    sources:\n      - asgct-faq\nsources:\n  - asgct-faq\nreviewed", "definitions[1].term: cell_therapy is defined twice"),
    "concept named as a type": ("concepts/cell-therapy.yaml", "name: Cell therapy", "name: Insulin", "name: 'Insulin' is also a name of insulin"),
    "bib and-and": ("sources.bib", "Doe, Jane and Roe, Richard", "Doe, Jane and and Roe, Richard", "author: has the name '', which holds no letter"),
    "bib {and and}": ("sources.bib", "Doe, Jane and Roe, Richard", "{and and}", "author: has the name '{and and}', which is that of several"),
    "bib and at start": ("sources.bib", "Doe, Jane and Roe, Richard", "and Doe, Jane", "author: has the name '', which holds no letter"),
    "bib and at end": ("sources.bib", "Doe, Jane and Roe, Richard", "Doe, Jane and", "author: has the name '', which holds no letter"),
    "bib others first": ("sources.bib", "Doe, Jane and Roe, Richard", "others and Doe, Jane", "author: has 'others' where names follow, or none stand before"),
    "bib others alone": ("sources.bib", "Doe, Jane and Roe, Richard", "others", "author: has 'others' where names follow, or none stand before"),
    "bib four commas": ("sources.bib", "Doe, Jane and Roe, Richard", "Doe, Jane, Jr, PhD, MD", "author: has a name with 4 commas"),
    "bib et al": ("sources.bib", "Doe, Jane and Roe, Richard", "Doe, Jane et al.", "author: has the name 'Doe, Jane et al.', which is that of several"),
    "bib et al in braces": ("sources.bib", "Doe, Jane and Roe, Richard", "Doe, Jane and {et al.}", "author: has the name '{et al.}', which is that of several"),
    "bib semicolon": ("sources.bib", "Doe, Jane and Roe, Richard", "Doe, Jane; Roe, Richard", "author: has the name 'Doe, Jane; Roe, Richard', which is that of several"),
    "bib author digits": ("sources.bib", "Doe, Jane and Roe, Richard", "123, 456", "author: has the name '123, 456', which holds no letter"),
    "bib url -a.org": ("sources.bib", "url = {https://www.asgct.org/}", "url = {https://-a.org/}", "url: 'https://-a.org/' is not of the right form"),
    "bib url long": ("sources.bib", "url = {https://www.asgct.org/}", "url = {https://www.asgct.org/" + "a" * 9000 + "}", "url: has 9,022 letters"),
    "bib title long": ("sources.bib", "title = {Frequently asked questions}", "title = {" + "very " * 9000 + "}", "title: has 44,999 letters"),
    "bib doi dup": ("sources.bib", "  keywords = {society},\n", "  keywords = {society},\n  doi = {10.1000/xyz},\n", "doi: '10.1000/xyz' is also that of 'asgct-faq': two sources that are one"),
    "bib replaced before year": ("sources.bib", "year = {2020},\n", "year = {2020},\n  replaced = {2010},\n", "replaced: '2010' is before 2020, when it appeared"),
    "bib key case twin": ("sources.bib", "@article{trial-2020,", "@misc{ASGCT-faq" + SOURCE + "@article{trial-2020,", "key: 'ASGCT-faq' differs from the key of line 1 in case alone"),
    "bib key long": ("sources.bib", "@article{trial-2020,", "@misc{" + "a" * 3000 + SOURCE + "@article{trial-2020,", "key: has 3,000 letters"),
}  # fmt: skip


@pytest.mark.parametrize("case", SILENT.values(), ids=SILENT)
def test_silent_before(tmp_path: Path, case: tuple[str, str, str, str]) -> None:
    """Each is told in the file and at a line, and nothing else breaks off."""
    file, old, new, message = case
    found = with_change(tmp_path, file, old, new)
    assert any(each.startswith(f"{file}:") and message in each for each in found), found


# What may be true, or is written so by people: nobody is kept from it.
TRUE = {
    "illness called XXX": ("illnesses/leukaemia.yaml", "  - leukemia", "  - leukemia\n  - XXX\n  - TBC"),
    "two quoted words": ("products/exampleleucel.yaml", "holder: Example Ltd", "holder: “Example” and “Other”"),
    "signs that are no markup": ("types/car-t.yaml", "Fever, in 58 of 75 people.", "Fever in people < 5 and > 65 years, R&D, 2 * 3."),
    "rise of 175 per cent": ("types/car-t.yaml", "Fever, in 58 of 75 people.", "A rise of 175 percent in those with fever."),
    "fall": ("types/car-t.yaml", "Fever, in 58 of 75 people.", "Fever fell from 60 to 20 of 75 people."),
    "very old": ("types/car-t.yaml", "    area: cancer\n    status", "    age: adults up to 100 years\n    area: cancer\n    status"),
    "first licence on the day": ("products/exampleleucel.yaml", "    number: BLA", "    first_licensed: 2017-08\n    number: BLA"),
    "host with hyphens": ("countries/us.yaml", "https://clinicaltrials.gov/", "https://a--b.e-x-1.gov/a%20b?c=%C3%A9"),
    "body with and": ("sources.bib", "Doe, Jane and Roe, Richard", "{Smith and Sons} and de la Cruz, Jr., Ana and others"),
    "search of what is known": ("types/car-t.yaml", "    certainty: ocebm_4\n", "    certainty: ocebm_4\n    searched: 2026-10\n"),
    "interval with both ends met": ("types/car-t.yaml", '          low: "12"\n          high: "31"', '          low: "20.5"\n          high: "20.5"'),
}  # fmt: skip


@pytest.mark.parametrize("case", TRUE.values(), ids=TRUE)
def test_may_be_true(tmp_path: Path, case: tuple[str, str, str]) -> None:
    """Nothing is told."""
    assert with_change(tmp_path, *case) == []


@pytest.mark.parametrize("end", ["\r", "\x85", "\u2028", "\u2029"])
@pytest.mark.parametrize("before", ["# a remark", "holder: Example Ltd"])
def test_line_end_that_nobody_sees(tmp_path: Path, before: str, end: str) -> None:
    """A field behind it would stand in no line of the change that a person looks at."""
    found = with_change(tmp_path, "products/exampleleucel.yaml", "target: CD19", f"{before}{end}target: CD20")
    assert any("products/exampleleucel.yaml:7: file: holds the character U+" in each for each in found), found


@pytest.mark.parametrize("character", ["\u202e", "\u2066", "\u200b", "\U000e0041"])
def test_remark_that_turns_text(tmp_path: Path, character: str) -> None:
    """A remark is read by people, too."""
    found = with_change(tmp_path, "types/insulin.yaml", "sources:", f"# mark {character}\nsources:")
    assert [each.partition(" U+")[0] for each in found] == ["types/insulin.yaml:10: file: holds the character"]


def test_line_ends_of_windows_pass(tmp_path: Path) -> None:
    """With a byte order mark before them: Notepad writes both."""
    root = write(tmp_path)
    for path in root.rglob("*.yaml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert told(root) == []


@pytest.mark.parametrize("line", ["\t- Examplia", "  \t- Examplia", " \t - Examplia"])
def test_tab_is_called_a_tab(tmp_path: Path, line: str) -> None:
    """Wherever it stands before the first letter."""
    (only,) = with_change(tmp_path, "products/exampleleucel.yaml", "  - Examplia", line)
    assert only.startswith("products/exampleleucel.yaml:4: file: is not valid YAML (a tab stands before"), only


def test_what_is_no_folder_and_no_file(tmp_path: Path) -> None:
    """A file in the place of a folder once took all its records away without a word."""
    root = write(tmp_path)
    (root / "countries" / "us.yaml").unlink()
    (root / "countries").rmdir()
    (root / "countries").write_text("x", encoding="utf-8")
    (root / "explained.yaml").mkdir()
    (root / "types" / "__x").mkdir()
    assert told(root) == [
        "countries:1: file: is no folder; expected a folder of records",
        "explained.yaml:1: file: is no ordinary file; expected a text file",
        "types/__x:1: file: is not read: its name does not end in .yaml; expected one record in a file named ID.yaml",
    ]
    (root / "sources.bib").unlink()
    (root / "sources.bib").mkdir()
    assert "sources.bib:1: file: is no file; expected a BibTeX file of all sources" in told(root)


def test_names_in_two_codings_are_one(tmp_path: Path) -> None:
    """A letter and its accent, and the letter that has it, look the same."""
    accent = unicodedata.normalize("NFD", "élan")
    found = with_change(tmp_path, "types/car-t.yaml", "  - CAR T\n", f"  - élan\n  - {accent}\n")
    assert any("is told already" in each for each in found), found


def test_as_for_in_a_circle(tmp_path: Path) -> None:
    """Two types that lead to each other tell nothing, however long the way."""
    root = write(tmp_path)
    for id, other in (("t-cells", "red-cells"), ("red-cells", "insulin"), ("insulin", "t-cells")):
        path = root / "types" / f"{id}.yaml"
        path.write_text(FILES[f"types/{id}.yaml"] + f"harms_as_for: {other}\n", encoding="utf-8")
    assert sum("harms_as_for: leads to" in each for each in told(root)) == 3


def test_missing_blocks_are_asked_for_as_blocks(tmp_path: Path) -> None:
    """Not as text."""
    text = FILES["products/exampleleucel.yaml"]
    start, end = text.index("approvals:"), text.index("sources:\n  - asgct-faq\nreviewed")
    (only,) = with_change(tmp_path, "products/exampleleucel.yaml", text[start:end], "")
    assert only.endswith("approvals: is missing; expected a list of blocks")


def test_a_message_is_one_line(tmp_path: Path) -> None:
    """Whatever it tells of, and all at once."""
    root = write(tmp_path)
    for file, old, new, _ in SILENT.values():
        path = root / file
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    problems = Folder(root).problems
    assert len({each.file for each in problems}) > 5
    assert all(each.line > 0 and "\n" not in str(each) for each in problems)


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".yaml")])
@pytest.mark.parametrize("slip", ["reviewed: 2099-01-01\n", "\tx: y\n", "reviewed"])
def test_one_slip_is_told_once(tmp_path: Path, name: str, slip: str) -> None:
    """Of a record that is broken, nothing is told in the records that name it."""
    root = write(tmp_path)
    text = FILES[name].replace("  - other: leukaemia", "  - name: heartburn")  # else that one would be told as missing
    (root / name).write_text(text[: text.rindex("reviewed") if "reviewed" in text else None] + slip, encoding="utf-8")
    found = told(root)
    assert [each for each in found if not each.startswith(f"{name}:")] == []
    assert len(found) in (1, 2), found


def test_a_broken_product_is_told_once(tmp_path: Path) -> None:
    """Where a status rests on it alone, nothing is told of the status."""
    root = write(tmp_path)
    for name, old, new in (
        ("products/exampleleucel.yaml", "agency: FDA", "agency: MFDS"),
        ("products/exampleleucel.yaml", "BLA 125646", "MFDS 1"),
        ("types/car-t.yaml", "jurisdiction: US", "jurisdiction: KR\n        products:\n          - exampleleucel"),
    ):
        path = root / name
        path.write_text(path.read_text("utf-8").replace(old, new, 1), encoding="utf-8")
    assert told(root) == []
    path = root / "products" / "exampleleucel.yaml"
    path.write_text(path.read_text("utf-8").replace("reviewed: 2026-11-22", "reviewed: 2099-01-01"), encoding="utf-8")
    assert [each.partition(":")[0] for each in told(root)] == ["products/exampleleucel.yaml"]
